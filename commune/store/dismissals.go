package store

import (
	"context"
	"database/sql"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Dismiss implements commune.Records.
func (s *Store) Dismiss(ctx context.Context, d commune.Dismissal) error {
	return s.write(ctx, "dismiss duplicate", func(t *tx) error {
		return t.exec(`INSERT INTO dismissal (commune, one, two, reason, who, made) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (commune, one, two) DO UPDATE SET reason = excluded.reason, who = excluded.who, made = excluded.made`,
			d.Records[0][:], d.Records[1][:], d.Reason, d.Who, millis(d.Made))
	})
}

// Undismiss implements commune.Records.
func (s *Store) Undismiss(ctx context.Context, pair [2]ledger.ID) error {
	return s.write(ctx, "undo dismissal", func(t *tx) error {
		var reason string
		return t.row(`DELETE FROM dismissal WHERE commune = $1 AND one = $2 AND two = $3 RETURNING reason`, pair[0][:], pair[1][:]).Scan(&reason)
	})
}

// Dismissals implements commune.Records.
func (s *Store) Dismissals(ctx context.Context) (all []commune.Dismissal, err error) {
	err = s.read(ctx, "read dismissals", func(t *tx) error {
		return t.each(`SELECT one, two, reason, who, made FROM dismissal WHERE commune = $1 ORDER BY made DESC, one, two`, nil,
			func(rows *sql.Rows) error {
				var d commune.Dismissal
				err := rows.Scan(fixed{d.Records[0][:]}, fixed{d.Records[1][:]}, &d.Reason, &d.Who, when{&d.Made})
				all = append(all, d)
				return err
			})
	})
	return all, err
}
