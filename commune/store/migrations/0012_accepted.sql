-- +goose Up

-- Whether the values of a record are those that the office approved, also while a change of it is
-- proposed. Records with more than one change are folded again.
ALTER TABLE record ADD COLUMN accepted INTEGER NOT NULL DEFAULT 0;
UPDATE record SET stale = 1 WHERE changes > 1;

-- +goose Down
ALTER TABLE record DROP COLUMN accepted;
