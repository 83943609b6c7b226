-- +goose Up

-- Records that are one event with this one, the one kept first, JSON; whether its state was set by
-- changes that did not see each other. The latter follows from changes that are here already, so the
-- rows that are here are stale until they are folded again.
ALTER TABLE record ADD COLUMN merged         TEXT    NOT NULL DEFAULT 'null';
ALTER TABLE record ADD COLUMN state_conflict INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN stale          INTEGER NOT NULL DEFAULT 0;
UPDATE record SET stale = 1;
CREATE INDEX record_stale ON record (commune) WHERE stale = 1;

-- +goose Down
DROP INDEX record_stale;
ALTER TABLE record DROP COLUMN stale;
ALTER TABLE record DROP COLUMN state_conflict;
ALTER TABLE record DROP COLUMN merged;
