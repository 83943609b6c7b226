package store

import (
	"context"
	"database/sql"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// PutHead implements commune.Lists.
func (s *Store) PutHead(ctx context.Context, h commune.UnitHead) error {
	return s.write(ctx, "put head of unit", func(t *tx) error {
		if day, err := viet.ParseISO(h.Since); err == nil {
			if err := t.exec(`UPDATE unit_head SET until = $4 WHERE commune = $1 AND unit = $2 AND since < $3 AND (until = '' OR until >= $3)`,
				h.Unit, h.Since, day.AddDays(-1).String()); err != nil {
				return err
			}
		}
		return t.exec(`INSERT INTO unit_head (commune, unit, since, until, name, acting) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (commune, unit, since) DO UPDATE SET until = excluded.until, name = excluded.name, acting = excluded.acting`,
			h.Unit, h.Since, h.Until, h.Name, h.Acting)
	})
}

// Heads implements commune.Lists.
func (s *Store) Heads(ctx context.Context, unit string) (list []commune.UnitHead, err error) {
	err = s.read(ctx, "read heads of units", func(t *tx) error {
		return t.each(`SELECT unit, name, since, until, acting FROM unit_head WHERE commune = $1 AND ($2 = '' OR unit = $2)
			ORDER BY unit, since DESC`, []any{unit}, func(rows *sql.Rows) error {
			var h commune.UnitHead
			err := rows.Scan(&h.Unit, &h.Name, &h.Since, &h.Until, &h.Acting)
			list = append(list, h)
			return err
		})
	})
	return list, err
}

// Received implements commune.Lists.
func (s *Store) Received(ctx context.Context, device ledger.DeviceID) (n uint64, err error) {
	err = s.read(ctx, "read log", func(t *tx) error {
		return t.row(`SELECT coalesce((SELECT have FROM log WHERE commune = $1 AND device = $2 ORDER BY opened DESC LIMIT 1), 0)`, device[:]).Scan(&n)
	})
	return n, err
}
