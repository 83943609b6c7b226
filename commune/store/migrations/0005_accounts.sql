-- +goose Up

-- totp is the shared secret of a second factor (base32), '' for none; totp_step the last time step
-- that was used, so that no code counts twice. closed is when an account was shut.
ALTER TABLE account ADD COLUMN totp      TEXT   NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN closed    BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN seen      BIGINT NOT NULL DEFAULT 0;

-- Sessions of the office's page, by the hash of their token. mark is a digest of the password's hash:
-- a session ends when the password is replaced.
CREATE TABLE session (
    commune BLOB   NOT NULL,
    hash    BLOB   NOT NULL,
    account TEXT   NOT NULL,
    mark    TEXT   NOT NULL,
    created BIGINT NOT NULL,
    seen    BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    agent   TEXT   NOT NULL,
    address TEXT   NOT NULL,
    PRIMARY KEY (commune, hash),
    FOREIGN KEY (commune, account) REFERENCES account (commune, name)
);
CREATE INDEX session_by_account ON session (commune, account, created);

-- What was done and by whom; rows are only ever added.
CREATE TABLE audit (
    commune BLOB   NOT NULL REFERENCES commune (commune),
    number  BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    account TEXT   NOT NULL,
    act     TEXT   NOT NULL,
    object  TEXT   NOT NULL,
    detail  TEXT   NOT NULL,
    PRIMARY KEY (commune, number)
);

-- +goose Down
DROP TABLE audit;
DROP TABLE session;
ALTER TABLE account DROP COLUMN seen;
ALTER TABLE account DROP COLUMN closed;
ALTER TABLE account DROP COLUMN totp_step;
ALTER TABLE account DROP COLUMN totp;
