-- +goose Up

-- What records add to the indicators, summed up per half month (ledger.Half), unit and item, approved
-- records apart. Unit '' is all units together. n is how many records, amount ten-thousandths.
CREATE TABLE indicator_sum (
    commune   BLOB    NOT NULL REFERENCES commune (commune),
    unit      TEXT    NOT NULL,
    indicator TEXT    NOT NULL,
    half      INTEGER NOT NULL,
    item      TEXT    NOT NULL,
    approved  INTEGER NOT NULL,
    n         BIGINT  NOT NULL,
    amount    BIGINT  NOT NULL,
    PRIMARY KEY (commune, unit, indicator, half, item, approved)
) WITHOUT ROWID;

-- What each record adds if it counts, and whether it is in the sums: not when another record of the
-- same event counts in its place.
CREATE TABLE indicator_record (
    commune  BLOB    NOT NULL,
    record   BLOB    NOT NULL,
    unit     TEXT    NOT NULL,
    approved INTEGER NOT NULL,
    counts   INTEGER NOT NULL, -- whether it counts by itself
    merged   TEXT    NOT NULL, -- the records that are one event with it, JSON
    applied  INTEGER NOT NULL,
    content  BLOB    NOT NULL, -- the additions, CBOR
    PRIMARY KEY (commune, record)
) WITHOUT ROWID;

-- The digest of the indicators that the sums are kept by.
CREATE TABLE indicator_state (
    commune BLOB NOT NULL PRIMARY KEY REFERENCES commune (commune),
    digest  BLOB NOT NULL
);

-- Reports made: what from, and as what they were signed.
CREATE TABLE report (
    commune   BLOB   NOT NULL REFERENCES commune (commune),
    id        TEXT   NOT NULL,
    period    TEXT   NOT NULL,
    made      BIGINT NOT NULL,
    made_by   TEXT   NOT NULL,
    number    BIGINT NOT NULL, -- the commune log's newest change in it
    context   BLOB   NOT NULL, -- what is not in the log, JSON
    digest    BLOB   NOT NULL, -- SHA-256 of its .docx
    program   TEXT   NOT NULL,
    signed_no TEXT   NOT NULL,
    signed_on TEXT   NOT NULL, -- ISO
    signed_by TEXT   NOT NULL,
    PRIMARY KEY (commune, id)
);

-- +goose Down
DROP TABLE report;
DROP TABLE indicator_state;
DROP TABLE indicator_record;
DROP TABLE indicator_sum;
