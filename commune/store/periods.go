package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// AddLock implements commune.Periods.
func (s *Store) AddLock(ctx context.Context, e ledger.LockEvent) (ledger.LockEvent, error) {
	err := s.write(ctx, "note period lock", func(t *tx) error {
		if err := t.row(`SELECT number FROM commune WHERE commune = $1`).Scan(&e.Number); err != nil {
			return err
		}
		if err := t.settle(); err != nil {
			return err
		}
		return t.exec(`INSERT INTO period_lock (commune, seq, period, unit, opened, open_until, number, at, by_whom)
			SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM period_lock WHERE commune = $1`,
			e.Period, e.Unit, e.Open, e.Until, e.Number, millis(e.At), e.By)
	})
	return e, err
}

// LockEvents implements commune.Periods.
func (s *Store) LockEvents(ctx context.Context) (events []ledger.LockEvent, err error) {
	err = s.read(ctx, "read period locks", func(t *tx) error {
		return t.each(`SELECT period, unit, opened, open_until, number, at, by_whom FROM period_lock WHERE commune = $1 ORDER BY seq`, nil,
			func(rows *sql.Rows) error {
				var e ledger.LockEvent
				err := rows.Scan(&e.Period, &e.Unit, &e.Open, &e.Until, &e.Number, when{&e.At}, &e.By)
				events = append(events, e)
				return err
			})
	})
	return events, err
}

// Setting implements commune.Periods.
func (s *Store) Setting(ctx context.Context, name string) (content string, err error) {
	err = s.read(ctx, "read setting", func(t *tx) error {
		return t.row(`SELECT content FROM setting WHERE commune = $1 AND name = $2`, name).Scan(&content)
	})
	if errors.Is(err, commune.ErrNotFound) {
		return "", nil
	}
	return content, err
}

// PutSetting implements commune.Periods.
func (s *Store) PutSetting(ctx context.Context, name, content string) error {
	return s.write(ctx, "keep setting", func(t *tx) error {
		if err := t.settle(); err != nil {
			return err
		}
		return t.exec(`INSERT INTO setting (commune, name, content) VALUES ($1, $2, $3)
			ON CONFLICT (commune, name) DO UPDATE SET content = excluded.content`, name, content)
	})
}

// Settled implements commune.Periods.
func (s *Store) Settled(ctx context.Context) (n uint64, err error) {
	err = s.read(ctx, "read what is settled", func(t *tx) error {
		return t.quickRow(`SELECT settled FROM commune WHERE commune = $1`).Scan(&n)
	})
	return n, err
}

// settle notes that units, locks or settings change.
func (t *tx) settle() error {
	return t.exec(`UPDATE commune SET settled = settled + 1 WHERE commune = $1`)
}

// ChangedAfter implements commune.Periods.
func (s *Store) ChangedAfter(ctx context.Context, number uint64) (ids []ledger.ID, err error) {
	err = s.read(ctx, "read changes since", func(t *tx) error {
		return t.each(`SELECT record, min(number) FROM change WHERE commune = $1 AND number > $2 GROUP BY record ORDER BY 2`,
			[]any{int64(min(number, 1<<62))}, func(rows *sql.Rows) error {
				var id ledger.ID
				var ignored int64
				err := rows.Scan(fixed{id[:]}, &ignored)
				ids = append(ids, id)
				return err
			})
	})
	return ids, err
}
