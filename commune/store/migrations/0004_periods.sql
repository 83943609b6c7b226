-- +goose Up

-- What the office did with periods, in order: locked, or opened again, for one unit or ('') for all.
-- number is the commune log's newest at that moment: a change with a higher one came after it. Rows
-- are only ever added.
CREATE TABLE period_lock (
    commune    BLOB    NOT NULL REFERENCES commune (commune),
    seq        BIGINT  NOT NULL,
    period     TEXT    NOT NULL,
    unit       TEXT    NOT NULL,
    opened     INTEGER NOT NULL,
    open_until TEXT    NOT NULL,
    number     BIGINT  NOT NULL,
    at         BIGINT  NOT NULL,
    by_whom    TEXT    NOT NULL,
    PRIMARY KEY (commune, seq)
);

-- What the office has settled, by name, JSON.
CREATE TABLE setting (
    commune BLOB NOT NULL REFERENCES commune (commune),
    name    TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (commune, name)
);

-- The units that a unit came out of, and the names it had before, JSON.
ALTER TABLE unit ADD COLUMN predecessors TEXT NOT NULL DEFAULT 'null';
ALTER TABLE unit ADD COLUMN former       TEXT NOT NULL DEFAULT 'null';

-- What counts of an approved record that was changed since is folded differently now.
UPDATE record SET stale = 1;

-- +goose Down
ALTER TABLE unit DROP COLUMN former;
ALTER TABLE unit DROP COLUMN predecessors;
DROP TABLE setting;
DROP TABLE period_lock;
