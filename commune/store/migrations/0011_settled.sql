-- +goose Up

-- A number that grows whenever units, what is settled by name, or the locks of periods change: what was
-- read of them holds as long as it stays the same.
ALTER TABLE commune ADD COLUMN settled BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE commune DROP COLUMN settled;
