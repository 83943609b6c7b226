package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// View implements commune.Views.
func (s *Store) View(ctx context.Context, do func(commune.View) error) error {
	return s.read(ctx, "view records", func(t *tx) error { return do(view{t}) })
}

type view struct{ *tx }

// Newest implements commune.View.
func (v view) Newest() (n uint64, err error) {
	return n, v.row(`SELECT number FROM commune WHERE commune = $1`).Scan(&n)
}

// ofRecord are rowColumns of the table record by the name r, without the words to search by, which are
// long.
var ofRecord = strings.Replace("r."+strings.Join(strings.FieldsFunc(rowColumns, func(c rune) bool { return strings.ContainsRune(", \n\t", c) }), ", r."),
	"r.search", "'' AS search", 1)

// Each implements commune.View.
func (v view) Each(q commune.Sifting, visit func(commune.Row) error) error {
	where, args := sifted(q)
	by := ""
	if q.Form != "" {
		by = "INDEXED BY listing_by_form " // a hint for SQLite, which would go over all forms
	}
	return v.each(`SELECT `+ofRecord+` FROM listing l `+by+`JOIN record r ON r.commune = l.commune AND r.id = l.record WHERE `+where+
		` ORDER BY l.placed, l.record`, args, func(rows *sql.Rows) error {
		row, err := scanRow(rows)
		if err != nil {
			return err
		}
		return visit(row)
	})
}

func sifted(q commune.Sifting) (where string, args []any) {
	terms := []string{"l.commune = $1"}
	add := func(term string, arg any) {
		args = append(args, arg)
		terms = append(terms, fmt.Sprintf(term, len(args)+1))
	}
	if q.Form != "" {
		add("l.form = $%d", q.Form)
	}
	if q.From != "" || q.To != "" {
		add("l.placed >= $%d", q.From)
		add("l.placed <= $%d", q.To)
	}
	if q.Upto > 0 {
		add("+l.number <= $%d", q.Upto) // not by its index: nearly all are below
	}
	if q.After > 0 {
		add("l.number > $%d", q.After)
	}
	if !q.Since.IsZero() {
		add("+l.updated >= $%d", millis(q.Since))
	}
	if q.Before != "" {
		args = append(args, q.Before, millis(q.Until))
		terms = append(terms, fmt.Sprintf("(r.changes > 1 OR l.placed < $%d AND l.updated <= $%d)", len(args), len(args)+1))
	}
	if q.Merged {
		terms = append(terms, "l.merged = 1")
	}
	return strings.Join(terms, " AND "), args
}

// Changes implements commune.View.
func (v view) Changes(record ledger.ID) ([]commune.Logged, error) {
	changes, err := v.changesOf(record)
	return changes, err
}
