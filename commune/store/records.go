package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// changesOf reads all changes of a record in the commune's order.
func (t *tx) changesOf(record ledger.ID) (changes []commune.Logged, err error) {
	query, err := t.prepared(`SELECT ` + loggedColumns + ` FROM change WHERE commune = $1 AND record = $2 ORDER BY number`)
	if err != nil {
		return nil, err
	}
	rows, err := query.QueryContext(t.ctx, t.args([]any{record[:]})...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		l, err := scanLogged(rows)
		if err != nil {
			return nil, err
		}
		changes = append(changes, l)
	}
	return changes, rows.Err()
}

// fold makes a record's row of its changes and keeps it.
func (t *tx) fold(id ledger.ID, changes []commune.Logged, fold commune.Fold) error {
	row, err := fold(changes)
	if err != nil {
		return fmt.Errorf("fold record %s: %w", id, err)
	}
	if row.ID != id {
		return fmt.Errorf("fold record %s: gave record %s", id, row.ID)
	}
	if err := t.putRow(pack(row)); err != nil {
		return err
	}
	if err := t.sumRow(row); err != nil {
		return err
	}
	return t.listRow(row, changes[0].Number)
}

func (t *tx) putRow(r packed) error {
	if r.err != nil {
		return r.err
	}
	return t.quick(insertRow+` ON CONFLICT (commune, id) DO UPDATE SET form = excluded.form, version = excluded.version, unit = excluded.unit,
		status = excluded.status, title = excluded.title, date = excluded.date, search = excluded.search,
		content = excluded.content, conflicts = excluded.conflicts, devices = excluded.devices, code = excluded.code,
		field = excluded.field, reason_vi = excluded.reason_vi, reason_en = excluded.reason_en,
		changes = excluded.changes, updated = excluded.updated, number = excluded.number,
		merged = excluded.merged, state_conflict = excluded.state_conflict, stale = excluded.stale, accepted = excluded.accepted`, r.columns()...)
}

// addRow keeps the row of a record that has had none: SQLite writes one that may replace another
// much more slowly.
func (t *tx) addRow(r packed) error {
	if r.err != nil {
		return r.err
	}
	p, err := t.prepared(insertRow + ` ON CONFLICT (commune, id) DO NOTHING`)
	if err != nil {
		return err
	}
	done, err := p.ExecContext(t.ctx, t.args(r.columns())...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return t.putRow(r)
}

func (r packed) columns() []any {
	return []any{r.ID[:], r.Form, r.Version, r.Unit, string(r.Status), r.Title, r.Date, r.Search, r.content, r.lists[0], r.lists[1],
		string(r.Code), r.Field, r.Reason.Vi, r.Reason.En, r.Changes, millis(r.Updated), r.Number, r.lists[2], r.StateConflict, r.Stale, r.Accepted}
}

const insertRow = `INSERT INTO record (commune, ` + rowColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`

const rowColumns = `id, form, version, unit, status, title, date, search, content, conflicts, devices, code, field,
	reason_vi, reason_en, changes, updated, number, merged, state_conflict, stale, accepted`

func encodeLists(lists ...any) (out []string, err error) {
	for _, list := range lists {
		b, err := json.Marshal(list)
		if err != nil {
			return nil, err
		}
		out = append(out, string(b))
	}
	return out, nil
}

func scanRow(row interface{ Scan(...any) error }) (r commune.Row, err error) {
	var content []byte
	var conflicts, devices, merged string
	err = row.Scan(fixed{r.ID[:]}, &r.Form, &r.Version, &r.Unit, &r.Status, &r.Title, &r.Date, &r.Search, &content,
		&conflicts, &devices, &r.Code, &r.Field, &r.Reason.Vi, &r.Reason.En, &r.Changes, when{&r.Updated}, &r.Number,
		&merged, &r.StateConflict, &r.Stale, &r.Accepted)
	if err != nil {
		return r, err
	}
	if r.Values, err = ledger.DecodeValues(content); err != nil {
		return r, damaged("record %s: %v", r.ID, err)
	}
	for _, list := range []struct {
		text string
		into any
	}{{conflicts, &r.Conflicts}, {devices, &r.Devices}, {merged, &r.Merge}} {
		if list.text == "null" { // of most records, so of thousands in a report
			continue
		}
		if err := json.Unmarshal([]byte(list.text), list.into); err != nil {
			return r, damaged("record %s: %v", r.ID, err)
		}
	}
	return r, nil
}

// Find implements commune.Records.
func (s *Store) Find(ctx context.Context, q commune.Selection) (rows []commune.Row, err error) {
	where, args := conditions(q)
	err = s.read(ctx, "find records", func(t *tx) error {
		return t.each(`SELECT `+rowColumns+` FROM record WHERE `+where+` ORDER BY date DESC, id DESC`+limit(q.Limit), args,
			func(r *sql.Rows) error {
				row, err := scanRow(r)
				rows = append(rows, row)
				return err
			})
	})
	return rows, err
}

func limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}

// conditions makes the WHERE of a selection; what a person wrote goes in as arguments only.
func conditions(q commune.Selection) (where string, args []any) {
	terms := []string{"commune = $1"}
	add := func(term string, arg any) {
		args = append(args, arg)
		terms = append(terms, fmt.Sprintf(term, len(args)+1))
	}
	if q.Unit != "" {
		add("unit = $%d", q.Unit)
	}
	if q.Form != "" {
		add("form = $%d", q.Form)
	}
	if q.But != "" {
		add("form <> $%d", q.But)
	}
	if q.Status != "" {
		add("status = $%d", string(q.Status))
	}
	if q.From != "" {
		add("date >= $%d", q.From)
	}
	if q.To != "" {
		add("date <> '' AND date <= $%d", q.To)
	}
	for _, word := range q.Words {
		add(`search LIKE $%d ESCAPE '\'`, "% "+likeEscaper.Replace(word)+"%")
	}
	return strings.Join(terms, " AND "), args
}

var likeEscaper = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Record implements commune.Records.
func (s *Store) Record(ctx context.Context, id ledger.ID) (row commune.Row, changes []commune.Logged, err error) {
	err = s.read(ctx, "read record", func(t *tx) error {
		if row, err = scanRow(t.row(`SELECT `+rowColumns+` FROM record WHERE commune = $1 AND id = $2`, id[:])); err != nil {
			return err
		}
		changes, err = t.changesOf(id)
		return err
	})
	return row, changes, err
}

// Refold implements commune.Records.
func (s *Store) Refold(ctx context.Context, code ledger.Code, fold commune.Fold) (changed int, err error) {
	err = s.write(ctx, "fold again", func(t *tx) error {
		ids, had, err := t.unsettled(code)
		if err != nil {
			return err
		}
		for _, id := range ids {
			changes, err := t.changesOf(id)
			if err == nil {
				err = t.fold(id, changes, fold)
			}
			if err != nil {
				return err
			}
		}
		left, err := t.count(`SELECT count(*) FROM record WHERE commune = $1 AND code = $2 AND code <> ''`, string(code))
		changed = max(had-left, 0)
		return err
	})
	return changed, err
}

// unsettled lists the records that have the code and those whose rows are stale, and tells how many
// have the code.
func (t *tx) unsettled(code ledger.Code) (ids []ledger.ID, had int, err error) {
	err = t.each(`SELECT id, code FROM record WHERE commune = $1 AND (code = $2 AND code <> '' OR stale = 1) ORDER BY id`, []any{string(code)},
		func(rows *sql.Rows) error {
			var id ledger.ID
			var own ledger.Code
			err := rows.Scan(fixed{id[:]}, &own)
			ids = append(ids, id)
			if own == code {
				had++
			}
			return err
		})
	return ids, had, err
}
