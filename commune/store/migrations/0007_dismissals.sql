-- +goose Up

-- Pairs of records that look like one event and are not, as somebody of the office said; one < two.
CREATE TABLE dismissal (
    commune BLOB   NOT NULL REFERENCES commune (commune),
    one     BLOB   NOT NULL,
    two     BLOB   NOT NULL,
    reason  TEXT   NOT NULL,
    who     TEXT   NOT NULL,
    made    BIGINT NOT NULL,
    PRIMARY KEY (commune, one, two),
    FOREIGN KEY (commune, one) REFERENCES record (commune, id),
    FOREIGN KEY (commune, two) REFERENCES record (commune, id)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE dismissal;
