-- +goose Up

-- Attached files. file_name: which change named which file first for a record, and from which log it
-- came; only such files are taken. file: what lies in the folder beside the database; arrived is 0
-- while a part is missing.
CREATE TABLE file_name (
    commune BLOB   NOT NULL REFERENCES commune (commune),
    hash    BLOB   NOT NULL,
    record  BLOB   NOT NULL,
    unit    TEXT   NOT NULL,
    device  BLOB   NOT NULL,
    size    BIGINT NOT NULL,
    PRIMARY KEY (commune, hash, record)
) WITHOUT ROWID;
CREATE INDEX file_name_by_unit ON file_name (commune, unit);

CREATE TABLE file (
    commune BLOB   NOT NULL REFERENCES commune (commune),
    hash    BLOB   NOT NULL,
    size    BIGINT NOT NULL,
    unit    TEXT   NOT NULL,
    opened  BIGINT NOT NULL,
    arrived BIGINT NOT NULL,
    PRIMARY KEY (commune, hash)
) WITHOUT ROWID;
CREATE INDEX file_by_unit ON file (commune, unit);

-- +goose Down
DROP TABLE file;
DROP TABLE file_name;
