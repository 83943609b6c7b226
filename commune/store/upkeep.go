package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Backup implements commune.Upkeep. The copy appears under its name only when it is whole.
func (s *Store) Backup(ctx context.Context, file string) (err error) {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = commune.ErrExists
		}
		return fmt.Errorf("backup to %s: %w", file, err)
	}
	part := file + ".part"
	if err := emptyFile(part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer func() { err = errors.Join(err, ignoreMissing(os.Remove(part))) }()
	if err := s.copyTo(ctx, part); err != nil {
		return err
	}
	if err := verify(ctx, part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := syncFile(part); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := os.Rename(part, file); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	syncFolder(filepath.Dir(file))
	return nil
}

func (s *Store) copyTo(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", dsn(s.file, ""))
	if err != nil {
		return wrap("backup", err)
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		return wrap("backup", err)
	}
	return nil
}

// emptyFile makes a file that only its owner reads, or empties the one left from a broken attempt.
func emptyFile(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func syncFile(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes a rename last; systems that cannot do it (Windows) need not.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync() //nolint:errcheck // see above
		d.Close()
	}
}

// verify opens a copy read-only and lets the database examine it.
func verify(ctx context.Context, file string) error {
	if err := probe(file); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", readOnly(file))
	if err != nil {
		return wrap("verify", err)
	}
	defer db.Close()
	faults, err := integrity(ctx, db)
	if err == nil && len(faults) > 0 {
		err = damaged("%s: %s", file, faults[0])
	}
	return wrap("verify", err)
}

// Integrity implements commune.Upkeep.
func (s *Store) Integrity(ctx context.Context) ([]string, error) {
	faults, err := integrity(ctx, s.reader)
	return faults, wrap("check integrity", err)
}

func integrity(ctx context.Context, db *sql.DB) (faults []string, err error) {
	rows, err := db.QueryContext(ctx, `PRAGMA integrity_check(20)`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			faults = append(faults, line)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	orphans, err := orphans(ctx, db)
	if err != nil || len(orphans) > 0 {
		return append(faults, orphans...), err
	}
	unlisted, err := unlisted(ctx, db)
	return append(faults, unlisted...), err
}

// orphans lists rows whose foreign keys lead nowhere.
func orphans(ctx context.Context, db *sql.DB) (faults []string, err error) {
	rows, err := db.QueryContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() && len(faults) < 20 {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return nil, err
		}
		faults = append(faults, fmt.Sprintf("a row of %s points to a missing row of %s", table, parent))
	}
	return faults, rows.Err()
}

// Walk implements commune.Upkeep.
func (s *Store) Walk(ctx context.Context, w commune.Walker) error {
	return s.read(ctx, "walk store", func(t *tx) error {
		if err := t.walkEntries(w.Entry); err != nil {
			return err
		}
		if err := t.walkHeads(w.Head); err != nil {
			return err
		}
		return t.walkRecords(w.Record)
	})
}

func (t *tx) walkEntries(visit func(commune.StoredEntry) error) error {
	if visit == nil {
		return nil
	}
	return t.each(`SELECT e.device, e.epoch, e.seq, e.hash, coalesce(c.bytes, e.raw), coalesce(e.change, e.claimed), e.code
		FROM entry e LEFT JOIN change c ON c.commune = e.commune AND c.id = e.change
		WHERE e.commune = $1 ORDER BY e.device, e.epoch, e.seq`, nil, func(rows *sql.Rows) error {
		var e commune.StoredEntry
		if err := rows.Scan(fixed{e.Device[:]}, fixed{e.Epoch[:]}, &e.Seq, fixed{e.Hash[:]}, &e.Bytes, fixed{e.ID[:]}, &e.Code); err != nil {
			return err
		}
		return visit(e)
	})
}

func (t *tx) walkHeads(visit func(ledger.DeviceID, ledger.Epoch, commune.Head) error) error {
	if visit == nil {
		return nil
	}
	return t.each(`SELECT device, epoch, have, hash FROM log WHERE commune = $1 ORDER BY device, epoch`, nil,
		func(rows *sql.Rows) error {
			var device ledger.DeviceID
			var epoch ledger.Epoch
			var h commune.Head
			if err := rows.Scan(fixed{device[:]}, fixed{epoch[:]}, &h.Have, fixed{h.Hash[:]}); err != nil {
				return err
			}
			return visit(device, epoch, h)
		})
}

// walkRecords shows every record that has a row or changes; one without a row has a zero Row.
func (t *tx) walkRecords(visit func(commune.Row, []commune.Logged) error) error {
	if visit == nil {
		return nil
	}
	var ids []ledger.ID
	if err := t.each(`SELECT id FROM record WHERE commune = $1 UNION SELECT record FROM change WHERE commune = $1`, nil,
		func(rows *sql.Rows) error {
			var id ledger.ID
			err := rows.Scan(fixed{id[:]})
			ids = append(ids, id)
			return err
		}); err != nil {
		return err
	}
	for _, id := range ids {
		row, err := scanRow(t.row(`SELECT `+rowColumns+` FROM record WHERE commune = $1 AND id = $2`, id[:]))
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		changes, err := t.changesOf(id)
		if err != nil {
			return err
		}
		if err := visit(row, changes); err != nil {
			return err
		}
	}
	return nil
}
