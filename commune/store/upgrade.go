package store

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// copyBefore keeps the store as it is before a newer program changes its schema, verified, beside it
// as FileName.schema-N; the older program goes on with that file in the place of the store. A new
// store has nothing to keep.
func (s *Store) copyBefore(ctx context.Context, schema int64) error {
	if schema == 0 {
		return nil
	}
	file := fmt.Sprintf("%s.schema-%d", s.file, schema)
	if err := ignoreMissing(os.Remove(file)); err != nil { // of an upgrade that did not come to its end
		return fmt.Errorf("back up before the upgrade: %w", err)
	}
	if err := s.Backup(ctx, file); err != nil {
		return fmt.Errorf("back up before the upgrade: %w", errors.Join(err, ignoreMissing(os.Remove(file))))
	}
	return nil
}
