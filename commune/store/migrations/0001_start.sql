-- +goose Up

-- The commune is the first column of every key, so that one database can hold many communes and be
-- split by commune. Times are Unix milliseconds, 0 for none; days are ISO text.

CREATE TABLE commune (
    commune     BLOB   NOT NULL PRIMARY KEY,
    seed        BLOB   NOT NULL,
    name        TEXT   NOT NULL,
    code        TEXT   NOT NULL,
    province    TEXT   NOT NULL,
    incarnation BLOB   NOT NULL,
    number      BIGINT NOT NULL,
    created     BIGINT NOT NULL
);

CREATE TABLE secret (
    commune BLOB NOT NULL REFERENCES commune (commune),
    name    TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (commune, name)
);

CREATE TABLE unit (
    commune     BLOB NOT NULL REFERENCES commune (commune),
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    old_commune TEXT NOT NULL,
    valid_from  TEXT NOT NULL,
    valid_to    TEXT NOT NULL,
    PRIMARY KEY (commune, id)
);

CREATE TABLE device (
    commune      BLOB   NOT NULL,
    id           BLOB   NOT NULL,
    pubkey       BLOB   NOT NULL,
    unit         TEXT   NOT NULL,
    person       TEXT   NOT NULL,
    computer     TEXT   NOT NULL,
    agent        TEXT   NOT NULL,
    joined       BIGINT NOT NULL,
    seen         BIGINT NOT NULL,
    revoked      BIGINT NOT NULL,
    dictionaries TEXT   NOT NULL,
    PRIMARY KEY (commune, id),
    FOREIGN KEY (commune, unit) REFERENCES unit (commune, id)
);

CREATE TABLE enrolment (
    commune BLOB   NOT NULL,
    hash    BLOB   NOT NULL,
    unit    TEXT   NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT NOT NULL,
    device  BLOB,
    PRIMARY KEY (commune, hash),
    FOREIGN KEY (commune, unit) REFERENCES unit (commune, id),
    FOREIGN KEY (commune, device) REFERENCES device (commune, id)
);

CREATE TABLE account (
    commune  BLOB    NOT NULL REFERENCES commune (commune),
    name     TEXT    NOT NULL,
    role     TEXT    NOT NULL,
    password TEXT    NOT NULL,
    once     BOOLEAN NOT NULL,
    created  BIGINT  NOT NULL,
    PRIMARY KEY (commune, name)
);

-- One log per device and epoch; the commune's own has the commune as its device.
CREATE TABLE log (
    commune BLOB   NOT NULL REFERENCES commune (commune),
    device  BLOB   NOT NULL,
    epoch   BLOB   NOT NULL,
    have    BIGINT NOT NULL,
    hash    BLOB   NOT NULL,
    opened  BIGINT NOT NULL,
    PRIMARY KEY (commune, device, epoch)
) WITHOUT ROWID;

-- The commune log: every change that counts, once. device and epoch name the log it came in first.
CREATE TABLE change (
    commune  BLOB   NOT NULL,
    number   BIGINT NOT NULL,
    id       BLOB   NOT NULL,
    record   BLOB   NOT NULL,
    unit     TEXT   NOT NULL,
    bytes    BLOB   NOT NULL,
    received BIGINT NOT NULL,
    device   BLOB   NOT NULL,
    epoch    BLOB   NOT NULL,
    PRIMARY KEY (commune, id),
    FOREIGN KEY (commune, device, epoch) REFERENCES log (commune, device, epoch)
);
CREATE UNIQUE INDEX change_by_number ON change (commune, number);
CREATE INDEX change_by_record ON change (commune, record, number);
CREATE INDEX change_by_unit ON change (commune, unit, number);

-- Positions of logs. change is set for what counts; raw keeps the bytes of what does not, with the
-- code that says why and the id those bytes claim.
CREATE TABLE entry (
    commune BLOB   NOT NULL,
    device  BLOB   NOT NULL,
    epoch   BLOB   NOT NULL,
    seq     BIGINT NOT NULL,
    hash    BLOB   NOT NULL,
    change  BLOB,
    code    TEXT   NOT NULL,
    claimed BLOB,
    raw     BLOB,
    PRIMARY KEY (commune, device, epoch, seq),
    FOREIGN KEY (commune, device, epoch) REFERENCES log (commune, device, epoch),
    FOREIGN KEY (commune, change) REFERENCES change (commune, id)
) WITHOUT ROWID;

CREATE TABLE record (
    commune   BLOB    NOT NULL,
    id        BLOB    NOT NULL,
    form      TEXT    NOT NULL,
    version   INTEGER NOT NULL,
    unit      TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    date      TEXT    NOT NULL,
    search    TEXT    NOT NULL,
    content   BLOB    NOT NULL, -- the values, CBOR
    conflicts TEXT    NOT NULL, -- field names, JSON
    devices   TEXT    NOT NULL, -- JSON
    code      TEXT    NOT NULL,
    field     TEXT    NOT NULL,
    reason_vi TEXT    NOT NULL,
    reason_en TEXT    NOT NULL,
    changes   INTEGER NOT NULL,
    updated   BIGINT  NOT NULL,
    number    BIGINT  NOT NULL,
    PRIMARY KEY (commune, id),
    FOREIGN KEY (commune, unit) REFERENCES unit (commune, id)
);
CREATE INDEX record_by_date ON record (commune, date, id);
CREATE INDEX record_by_unit ON record (commune, unit, date, id);
CREATE INDEX record_by_code ON record (commune, code);

-- +goose Down
DROP TABLE record;
DROP TABLE entry;
DROP TABLE change;
DROP TABLE log;
DROP TABLE account;
DROP TABLE enrolment;
DROP TABLE device;
DROP TABLE unit;
DROP TABLE secret;
DROP TABLE commune;
