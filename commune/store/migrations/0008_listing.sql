-- +goose Up

-- What lists sort and filter records by, one narrow row each. doc is the number of the record's first
-- change: it never changes. placed is the day that places the record in a period, month the
-- administrative month of that day. Everything here follows from the record's changes.
CREATE TABLE listing (
    commune   BLOB    NOT NULL,
    doc       BIGINT  NOT NULL,
    record    BLOB    NOT NULL,
    form      TEXT    NOT NULL,
    unit      TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    placed    TEXT    NOT NULL,
    month     TEXT    NOT NULL,
    updated   BIGINT  NOT NULL,
    number    BIGINT  NOT NULL,
    title     BLOB    NOT NULL, -- a key that sorts as Vietnamese readers do
    handling  TEXT    NOT NULL, -- the state of a difficulty that counts
    tasks     TEXT    NOT NULL, -- of the plan, a blank around each
    parent    BLOB,             -- the record it follows up on
    merged    INTEGER NOT NULL,
    system    INTEGER NOT NULL, -- of a form of the program's own
    digest    BIGINT  NOT NULL, -- of the words in word_index
    PRIMARY KEY (commune, doc)
) WITHOUT ROWID;
CREATE INDEX listing_by_record ON listing (commune, record);
CREATE INDEX listing_by_day ON listing (commune, placed, doc);
CREATE INDEX listing_by_unit ON listing (commune, unit, placed, doc);
CREATE INDEX listing_by_form ON listing (commune, form, placed, doc);
CREATE INDEX listing_by_status ON listing (commune, status, updated, doc);
CREATE INDEX listing_by_number ON listing (commune, number);
CREATE INDEX listing_by_title ON listing (commune, title, doc);
CREATE INDEX listing_by_handling ON listing (commune, handling, updated, doc) WHERE handling <> '';
CREATE INDEX listing_by_parent ON listing (commune, parent, placed, doc) WHERE parent IS NOT NULL;
CREATE INDEX listing_by_merged ON listing (commune, placed, doc) WHERE merged = 1;

-- The words of the records without marks; rowid is doc. SQLite's full-text index: another database
-- has its own.
CREATE VIRTUAL TABLE word_index USING fts5 (words, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'");

-- How many records there are of a kind in a month: kept in the transaction that changes them.
CREATE TABLE tally (
    commune BLOB   NOT NULL,
    kind    TEXT   NOT NULL,
    month   TEXT   NOT NULL,
    a       TEXT   NOT NULL,
    b       TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    PRIMARY KEY (commune, kind, month, a, b)
) WITHOUT ROWID;

-- Lists that an account has given a name.
CREATE TABLE saved_filter (
    commune BLOB NOT NULL,
    account TEXT NOT NULL,
    name    TEXT NOT NULL,
    query   TEXT NOT NULL,
    PRIMARY KEY (commune, account, name),
    FOREIGN KEY (commune, account) REFERENCES account (commune, name)
);

-- Who heads a unit, one row for each term; until is '' while it goes on. Days are ISO text.
CREATE TABLE unit_head (
    commune BLOB    NOT NULL,
    unit    TEXT    NOT NULL,
    since   TEXT    NOT NULL,
    until   TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    acting  INTEGER NOT NULL,
    PRIMARY KEY (commune, unit, since),
    FOREIGN KEY (commune, unit) REFERENCES unit (commune, id)
);

-- Records that are here already are listed when they are folded again.
UPDATE record SET stale = 1;

-- +goose Down
DROP TABLE unit_head;
DROP TABLE saved_filter;
DROP TABLE tally;
DROP TABLE word_index;
DROP TABLE listing;
