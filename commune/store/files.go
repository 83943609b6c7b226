package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// nameFiles notes which files a change that counts names.
func (a *appending) nameFiles(c *ledger.Change) error {
	for _, f := range c.Files() {
		insert, err := a.prepared(`INSERT INTO file_name (commune, hash, record, unit, device, size)
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (commune, hash, record) DO NOTHING`)
		if err != nil {
			return err
		}
		if err := insert.exec(f.SHA256[:], c.Record[:], c.Unit, a.seg.Device[:], f.Size); err != nil {
			return err
		}
	}
	return nil
}

// NamedFiles implements commune.Files.
func (s *Store) NamedFiles(ctx context.Context, unit string, device ledger.DeviceID, hashes []ledger.Hash) (map[ledger.Hash]int64, error) {
	out := map[ledger.Hash]int64{}
	err := s.read(ctx, "read file names", func(t *tx) error {
		for _, h := range hashes {
			q, err := t.prepared(`SELECT max(size) FROM file_name WHERE commune = $1 AND hash = $2 AND (unit = $3 OR device = $4)`)
			if err != nil {
				return err
			}
			var size sql.NullInt64
			if err := q.row(h[:], unit, device[:]).Scan(&size); err != nil {
				return err
			}
			if size.Valid {
				out[h] = size.Int64
			}
		}
		return nil
	})
	return out, err
}

// UnitFiles implements commune.Files.
func (s *Store) UnitFiles(ctx context.Context, unit string, visit func(ledger.Hash) error) error {
	return s.read(ctx, "read file names", func(t *tx) error {
		return t.each(`SELECT DISTINCT hash FROM file_name WHERE commune = $1 AND unit = $2 ORDER BY hash`, []any{unit},
			func(rows *sql.Rows) error {
				var h ledger.Hash
				if err := rows.Scan(fixed{h[:]}); err != nil {
					return err
				}
				return visit(h)
			})
	})
}

const keptColumns = `hash, size, unit, opened, arrived`

// KeptFile implements commune.Files.
func (s *Store) KeptFile(ctx context.Context, hash ledger.Hash) (f commune.KeptFile, err error) {
	err = s.read(ctx, "read file", func(t *tx) error {
		return t.row(`SELECT `+keptColumns+` FROM file WHERE commune = $1 AND hash = $2`, hash[:]).
			Scan(fixed{f.Hash[:]}, &f.Size, &f.Unit, when{&f.Opened}, when{&f.Arrived})
	})
	return f, err
}

// EachFile implements commune.Files.
func (s *Store) EachFile(ctx context.Context, visit func(commune.KeptFile) error) error {
	return s.read(ctx, "read files", func(t *tx) error {
		return t.each(`SELECT `+keptColumns+` FROM file WHERE commune = $1 ORDER BY hash`, nil, func(rows *sql.Rows) error {
			var f commune.KeptFile
			if err := rows.Scan(fixed{f.Hash[:]}, &f.Size, &f.Unit, when{&f.Opened}, when{&f.Arrived}); err != nil {
				return err
			}
			return visit(f)
		})
	})
}

// OpenFile implements commune.Files.
func (s *Store) OpenFile(ctx context.Context, f commune.KeptFile, quota int64) error {
	return s.write(ctx, "begin file", func(t *tx) error {
		var used int64
		err := t.row(`SELECT coalesce(sum(size), 0) FROM file WHERE commune = $1 AND unit = $2 AND hash <> $3`, f.Unit, f.Hash[:]).Scan(&used)
		if err != nil {
			return err
		}
		if used+f.Size > quota {
			return ledger.Errorf(ledger.CodeFileQuota, "unit %s has %d bytes of files, at most %d", f.Unit, used, quota)
		}
		return t.exec(`INSERT INTO file (commune, hash, size, unit, opened, arrived) VALUES ($1, $2, $3, $4, $5, 0)
			ON CONFLICT (commune, hash) DO UPDATE SET size = excluded.size, unit = excluded.unit, arrived = 0`,
			f.Hash[:], f.Size, f.Unit, millis(f.Opened))
	})
}

// FileArrived implements commune.Files.
func (s *Store) FileArrived(ctx context.Context, f commune.KeptFile, at time.Time) error {
	return s.write(ctx, "note file", func(t *tx) error {
		return t.exec(`INSERT INTO file (commune, hash, size, unit, opened, arrived) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (commune, hash) DO UPDATE SET size = excluded.size, arrived = excluded.arrived`,
			f.Hash[:], f.Size, f.Unit, millis(f.Opened), millis(at))
	})
}

// ForgetFile implements commune.Files.
func (s *Store) ForgetFile(ctx context.Context, hash ledger.Hash) error {
	err := s.write(ctx, "forget file", func(t *tx) error {
		return t.exec(`DELETE FROM file WHERE commune = $1 AND hash = $2`, hash[:])
	})
	if errors.Is(err, commune.ErrNotFound) {
		return nil
	}
	return err
}
