package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// titleKey is how many bytes of a title's sort key are kept: some twenty letters.
const titleKey = 48

// listed is a record as listing has it.
type listed struct {
	form, unit, status, placed, month, handling, tasks string
	merged, system                                     bool
	once                                               bool // in the tallies by form and task
	digest                                             int64
}

// counted is what one number of the tally counts.
type counted struct{ kind, month, a, b string }

// listRow keeps what lists find a record by; doc is the number of its first change.
func (t *tx) listRow(r commune.Row, doc uint64) error {
	words := r.Search
	for _, task := range r.Listed.Tasks {
		words += " " + taskWord(task)
	}
	digest := fnv.New64a()
	digest.Write([]byte(words))
	n := listed{form: r.Form, unit: r.Unit, status: string(r.Status), placed: r.Placed(), handling: r.Listed.Handling,
		merged: len(r.Merge) > 1, system: r.Listed.System, digest: int64(digest.Sum64())}
	n.once = !n.merged // of merged ones listOnce decides
	if len(r.Listed.Tasks) > 0 {
		n.tasks = " " + strings.Join(r.Listed.Tasks, " ") + " "
	}
	n.month = monthOf(n.placed)
	old, known, err := t.listed(doc)
	if err != nil {
		return err
	}
	if known {
		t.tally(old, -1)
	}
	t.tally(n, +1)
	if !known || old.digest != n.digest {
		if err := t.indexWords(doc, words, known); err != nil {
			return err
		}
	}
	return t.putListed(r, n, doc, known)
}

func monthOf(placed string) string {
	day, err := viet.ParseISO(placed)
	if err != nil {
		return ""
	}
	return ledger.MonthOf(day).Label
}

// taskWord stands for a task of the plan among the words of its records.
func taskWord(task string) string {
	return "nhiemvu" + strings.Map(func(r rune) rune {
		if isWord(r) {
			return r
		}
		return -1
	}, strings.ToLower(task))
}

func (t *tx) listed(doc uint64) (l listed, known bool, err error) {
	err = l.scan(t.quickRow(`SELECT `+listedColumns+` FROM listing WHERE commune = $1 AND doc = $2`, doc))
	if err == sql.ErrNoRows { //nolint:errorlint // Row.Scan gives it bare
		return l, false, nil
	}
	return l, err == nil, err
}

const listedColumns = `form, unit, status, placed, month, handling, tasks, merged, system, once, digest`

func (l *listed) scan(row scanner) error {
	return row.Scan(&l.form, &l.unit, &l.status, &l.placed, &l.month, &l.handling, &l.tasks, &l.merged, &l.system, &l.once, &l.digest)
}

// listOnce puts a merged record into the tallies by form and task or takes it out of them.
func (t *tx) listOnce(id ledger.ID, once bool) error {
	var l listed
	switch err := l.scan(t.quickRow(`SELECT `+listedColumns+` FROM listing WHERE commune = $1 AND record = $2`, id[:])); {
	case err == sql.ErrNoRows: //nolint:errorlint // Row.Scan gives it bare
		return nil
	case err != nil || !l.merged || l.once == once:
		return err
	case once:
		t.tallyOnce(l, +1)
	default:
		t.tallyOnce(l, -1)
	}
	return t.quick(`UPDATE listing SET once = $3 WHERE commune = $1 AND record = $2`, id[:], once)
}

func (t *tx) putListed(r commune.Row, n listed, doc uint64, known bool) error {
	var parent []byte
	if !r.Listed.Parent.IsZero() {
		parent = r.Listed.Parent[:]
	}
	key := viet.SortKey(r.Title)
	args := []any{doc, r.ID[:], n.form, n.unit, n.status, n.placed, n.month, millis(r.Updated), r.Number,
		key[:min(len(key), titleKey)], n.handling, n.tasks, parent, n.merged, n.system, n.digest, n.once}
	if !known {
		return t.quick(`INSERT INTO listing (commune, doc, record, form, unit, status, placed, month, updated, number, title, handling,
			tasks, parent, merged, system, digest, once) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`, args...)
	}
	return t.quick(`UPDATE listing SET record = $3, form = $4, unit = $5, status = $6, placed = $7, month = $8, updated = $9, number = $10,
		title = $11, handling = $12, tasks = $13, parent = $14, merged = $15, system = $16, digest = $17, once = $18
		WHERE commune = $1 AND doc = $2`, args...)
}

func (t *tx) indexWords(doc uint64, words string, known bool) error {
	run := func(query string, args ...any) error {
		p, err := t.prepared(query)
		if err != nil {
			return err
		}
		_, err = p.ExecContext(t.ctx, args...)
		return err
	}
	if known {
		if err := run(`DELETE FROM word_index WHERE rowid = $1`, doc); err != nil {
			return err
		}
	}
	return run(`INSERT INTO word_index (rowid, words) VALUES ($1, $2)`, doc, words)
}

// tally notes what a record adds to the counts; they are written when the transaction ends.
func (t *tx) tally(l listed, by int) {
	t.tallied(by, commune.TallyAll, "", l.form, l.status)
	if l.system {
		return
	}
	t.tallied(by, commune.TallyHome, "", l.unit, "")
	t.tallied(by, commune.TallyUnit, l.month, l.unit, l.status)
	if l.handling != "" {
		t.tallied(by, commune.TallyHandling, "", l.handling, "")
	}
	if l.once {
		t.tallyOnce(l, by)
	}
}

// tallyOnce notes what an event adds, of which several records may tell.
func (t *tx) tallyOnce(l listed, by int) {
	if l.system {
		return
	}
	t.tallied(by, commune.TallyForm, l.month, l.form, l.status)
	if ledger.Status(l.status).Counts() {
		for task := range strings.FieldsSeq(l.tasks) {
			t.tallied(by, commune.TallyTask, l.month, task, "")
		}
	}
}

func (t *tx) tallied(by int, kind commune.Tally, month, a, b string) {
	if t.counts == nil {
		t.counts = map[counted]int{}
	}
	t.counts[counted{string(kind), month, a, b}] += by
}

// writeCounts adds what tally noted to the counts.
func (t *tx) writeCounts() error {
	for c, n := range t.counts {
		if n == 0 {
			continue
		}
		if err := t.quick(`INSERT INTO tally (commune, kind, month, a, b, n) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (commune, kind, month, a, b) DO UPDATE SET n = n + excluded.n`, c.kind, c.month, c.a, c.b, n); err != nil {
			return err
		}
	}
	t.counts = nil
	return nil
}

// Tally implements commune.Lists.
func (s *Store) Tally(ctx context.Context, kind commune.Tally, from, to string) (out []commune.Count, err error) {
	err = s.read(ctx, "count records", func(t *tx) error {
		out, err = t.readTally(`SELECT month, a, b, n FROM tally WHERE commune = $1 AND kind = $2 AND month BETWEEN $3 AND $4 AND n > 0`,
			string(kind), from, to)
		return err
	})
	return out, err
}

// tallyDays are the tallies as they are counted anew over days.
var tallyDays = map[commune.Tally]string{
	commune.TallyUnit: `SELECT month, unit, status, count(*) FROM listing
		WHERE commune = $1 AND placed BETWEEN $2 AND $3 AND system = 0 GROUP BY 1, 2, 3`,
	commune.TallyForm: `SELECT month, form, status, count(*) FROM listing
		WHERE commune = $1 AND placed BETWEEN $2 AND $3 AND system = 0 AND once = 1 GROUP BY 1, 2, 3`,
	commune.TallyTask: `SELECT month, tasks, '', count(*) FROM listing
		WHERE commune = $1 AND placed BETWEEN $2 AND $3 AND system = 0 AND once = 1
		AND status NOT IN ('draft', 'rejected', 'withdrawn') AND tasks <> '' GROUP BY 1, 2`,
}

// TallyDays implements commune.Lists.
func (s *Store) TallyDays(ctx context.Context, kind commune.Tally, from, to string) (out []commune.Count, err error) {
	query, ok := tallyDays[kind]
	if !ok {
		return nil, fmt.Errorf("count records: %s has no days", kind)
	}
	err = s.read(ctx, "count records", func(t *tx) error {
		out, err = t.readTally(query, from, to)
		return err
	})
	if kind == commune.TallyTask {
		out = splitTasks(out)
	}
	return out, err
}

func (t *tx) readTally(query string, args ...any) (out []commune.Count, err error) {
	err = t.each(query, args, func(rows *sql.Rows) error {
		var c commune.Count
		err := rows.Scan(&c.Month, &c.A, &c.B, &c.N)
		out = append(out, c)
		return err
	})
	return out, err
}

// splitTasks counts each task of records that have several.
func splitTasks(in []commune.Count) (out []commune.Count) {
	for _, c := range in {
		for task := range strings.FieldsSeq(c.A) {
			out = append(out, commune.Count{Month: c.Month, A: task, N: c.N})
		}
	}
	return out
}

// unlisted lists what the tables that lists read do not say as the records do. Rows that wait to be
// folded again are not listed yet.
func unlisted(ctx context.Context, db *sql.DB) (faults []string, err error) {
	var since int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM pragma_table_info('listing') WHERE name = 'once'`).Scan(&since); err != nil || since < 1 {
		return nil, err // a store of an older program
	}
	for _, check := range []struct{ query, words string }{
		{`SELECT count(*) FROM record r WHERE r.stale = 0 AND NOT EXISTS
			(SELECT 1 FROM listing l WHERE l.commune = r.commune AND l.record = r.id AND l.number = r.number AND l.status = r.status)`,
			"%d records are not listed as they are"},
		{`SELECT count(*) FROM (SELECT form, status, count(*) AS n FROM listing GROUP BY 1, 2
			EXCEPT SELECT a, b, n FROM tally WHERE kind = 'all')`, "%d counts of records are wrong"},
		{`SELECT count(*) FROM (SELECT month, unit, status, count(*) AS n FROM listing WHERE system = 0 GROUP BY 1, 2, 3
			EXCEPT SELECT month, a, b, n FROM tally WHERE kind = 'unit')`, "%d counts of units are wrong"},
		{`SELECT count(*) FROM (SELECT month, form, status, count(*) AS n FROM listing WHERE system = 0 AND once = 1 GROUP BY 1, 2, 3
			EXCEPT SELECT month, a, b, n FROM tally WHERE kind = 'form')`, "%d counts of forms are wrong"},
	} {
		var n int
		if err := db.QueryRowContext(ctx, check.query).Scan(&n); err != nil {
			return faults, err
		}
		if n > 0 {
			faults = append(faults, fmt.Sprintf(check.words, n))
		}
	}
	return faults, nil
}
