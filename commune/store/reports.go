package store

import (
	"context"
	"database/sql"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// SumAgain implements commune.Reports.
func (s *Store) SumAgain(ctx context.Context, digest [32]byte, adds func(commune.Row) []ledger.Add) error {
	return s.write(ctx, "sum up indicators", func(t *tx) error {
		for _, table := range []string{"indicator_sum", "indicator_record", "indicator_state"} {
			if err := t.exec(`DELETE FROM ` + table + ` WHERE commune = $1`); err != nil {
				return err
			}
		}
		var ids []ledger.ID
		if err := t.each(`SELECT id FROM record WHERE commune = $1 ORDER BY id`, nil, func(rows *sql.Rows) error {
			var id ledger.ID
			err := rows.Scan(fixed{id[:]})
			ids = append(ids, id)
			return err
		}); err != nil {
			return err
		}
		for _, id := range ids {
			row, err := scanRow(t.quickRow(`SELECT `+rowColumns+` FROM record WHERE commune = $1 AND id = $2`, id[:]))
			if err != nil {
				return err
			}
			row.Adds = adds(row)
			if err := t.sumRow(row); err != nil {
				return err
			}
		}
		return t.exec(`INSERT INTO indicator_state (commune, digest) VALUES ($1, $2)`, digest[:])
	})
}

const reportColumns = `id, period, made, made_by, number, context, digest, program, signed_no, signed_on, signed_by`

// PutReport implements commune.Reports.
func (s *Store) PutReport(ctx context.Context, r commune.MadeReport) error {
	return s.write(ctx, "keep report", func(t *tx) error {
		return t.exec(`INSERT INTO report (commune, `+reportColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			r.ID, r.Period, millis(r.Made), r.Maker, r.Number, r.Context, r.Digest[:], r.Program, r.No, r.On, r.By)
	})
}

// SignReport implements commune.Reports.
func (s *Store) SignReport(ctx context.Context, id string, sign commune.Signing) error {
	return s.write(ctx, "sign report", func(t *tx) error {
		return t.row(`UPDATE report SET signed_no = $3, signed_on = $4, signed_by = $5 WHERE commune = $1 AND id = $2 AND signed_no = '' RETURNING id`,
			id, sign.No, sign.On, sign.By).Scan(&id)
	})
}

// MadeReports implements commune.Reports.
func (s *Store) MadeReports(ctx context.Context) (list []commune.MadeReport, err error) {
	err = s.read(ctx, "read reports", func(t *tx) error {
		return t.each(`SELECT `+reportColumns+` FROM report WHERE commune = $1 ORDER BY made DESC, id DESC`, nil, func(rows *sql.Rows) error {
			var r commune.MadeReport
			err := rows.Scan(&r.ID, &r.Period, when{&r.Made}, &r.Maker, &r.Number, &r.Context, fixed{r.Digest[:]}, &r.Program, &r.No, &r.On, &r.By)
			list = append(list, r)
			return err
		})
	})
	return list, err
}
