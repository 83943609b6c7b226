-- +goose Up

-- Whether a record is in the tallies by form and task: not when another of the same event counts in
-- its place. Records that were merged are counted when they are folded again.
ALTER TABLE listing ADD COLUMN once INTEGER NOT NULL DEFAULT 1;
UPDATE listing SET once = 0 WHERE merged = 1;
UPDATE record SET stale = 1 WHERE id IN (SELECT record FROM listing WHERE merged = 1);

-- What waits is sorted by the number of the newest change, which grows with the time it came.
DROP INDEX listing_by_status;
DROP INDEX listing_by_handling;
CREATE INDEX listing_by_status ON listing (commune, status, number);
CREATE INDEX listing_by_handling ON listing (commune, handling, number) WHERE handling <> '';

-- Nearly all records have no code.
DROP INDEX record_by_code;
CREATE INDEX record_by_code ON record (commune, code) WHERE code <> '';

-- +goose Down
DROP INDEX record_by_code;
CREATE INDEX record_by_code ON record (commune, code);
DROP INDEX listing_by_handling;
DROP INDEX listing_by_status;
CREATE INDEX listing_by_handling ON listing (commune, handling, updated, doc) WHERE handling <> '';
CREATE INDEX listing_by_status ON listing (commune, status, updated, doc);
ALTER TABLE listing DROP COLUMN once;
