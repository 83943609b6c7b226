-- +goose Up

-- The audit log is a chain: hash is the SHA-256 of the one before and of the row (commune.Act.Link).
-- Rows from before have none.
ALTER TABLE audit ADD COLUMN hash BLOB;

-- What programs sign in with, by the hash of the token. writes: may act, not only read.
CREATE TABLE token (
    commune BLOB    NOT NULL REFERENCES commune (commune),
    name    TEXT    NOT NULL,
    hash    BLOB    NOT NULL,
    role    TEXT    NOT NULL,
    writes  INTEGER NOT NULL,
    created BIGINT  NOT NULL,
    seen    BIGINT  NOT NULL,
    revoked BIGINT  NOT NULL,
    PRIMARY KEY (commune, name)
);
CREATE UNIQUE INDEX token_by_hash ON token (commune, hash);

-- +goose Down
DROP TABLE token;
ALTER TABLE audit DROP COLUMN hash;
