package store

import (
	"context"
	"database/sql"

	"github.com/nghia-hung/sothon/commune"
)

// SaveFilter implements commune.Lists.
func (s *Store) SaveFilter(ctx context.Context, account string, f commune.SavedFilter) error {
	return s.write(ctx, "save filter", func(t *tx) error {
		return t.exec(`INSERT INTO saved_filter (commune, account, name, query) VALUES ($1, $2, $3, $4)
			ON CONFLICT (commune, account, name) DO UPDATE SET query = excluded.query`, account, f.Name, f.Query)
	})
}

// DropFilter implements commune.Lists.
func (s *Store) DropFilter(ctx context.Context, account, name string) error {
	return s.write(ctx, "drop filter", func(t *tx) error {
		return t.exec(`DELETE FROM saved_filter WHERE commune = $1 AND account = $2 AND name = $3`, account, name)
	})
}

// SavedFilters implements commune.Lists.
func (s *Store) SavedFilters(ctx context.Context, account string) (list []commune.SavedFilter, err error) {
	err = s.read(ctx, "read filters", func(t *tx) error {
		return t.each(`SELECT name, query FROM saved_filter WHERE commune = $1 AND account = $2 ORDER BY name`, []any{account},
			func(rows *sql.Rows) error {
				var f commune.SavedFilter
				err := rows.Scan(&f.Name, &f.Query)
				list = append(list, f)
				return err
			})
	})
	return list, err
}
