package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// Bounds of one page of a list, so that it takes alike however many records there are.
const (
	maxPage  = 1000 // rows of a page
	sortable = 7000 // records that are sorted for a page; of more the list's own order is followed
	scanned  = 1000 // records whose words are looked at before the index of words is asked
	matched  = 5000 // records with the words that are looked at one by one; of more every so many has them
)

// ordering is how a list is sorted: its column, its index, and whether it runs backwards.
type ordering struct {
	column, index string
	down          bool
}

var orderings = map[commune.Order]ordering{
	commune.ByDay:      {"placed", "listing_by_day", true},
	commune.ByReceived: {"number", "listing_by_number", true},
	commune.ByWaiting:  {"number", "listing_by_number", false},
	commune.ByTitle:    {"title", "listing_by_title", false},
}

// listing is a page of a list on its way out.
type listing struct {
	*tx
	q     commune.Listing
	order ordering
	terms []string
	args  []any // of terms; the commune is $1, they follow
}

// List implements commune.Lists.
func (s *Store) List(ctx context.Context, q commune.Listing) (page commune.ListPage, err error) {
	if q.Limit <= 0 || q.Limit > maxPage {
		q.Limit = maxPage
	}
	err = s.read(ctx, "list records", func(t *tx) error {
		found, err := t.list(q)
		if err != nil {
			return err
		}
		if len(found) > q.Limit {
			found = found[:q.Limit]
			page.Next = found[q.Limit-1].mark()
		}
		page.Rows, err = t.rowsOf(found)
		return err
	})
	return page, err
}

// list gives one record more than the page has, when there are more. Of several units it looks for a page
// of each: together they hold the page.
func (t *tx) list(q commune.Listing) (found []hit, err error) {
	order, known := orderings[q.Order]
	if !known {
		return nil, fmt.Errorf("no order %q", q.Order)
	}
	parts := q.Of
	if parts == nil {
		parts = []commune.UnitDays{{Unit: q.Unit}}
	}
	for _, part := range parts {
		l := &listing{tx: t, q: narrowed(q, part), order: order}
		l.filter()
		if err := l.after(); err != nil {
			return nil, err
		}
		some, err := l.find()
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	if len(parts) > 1 {
		slices.SortFunc(found, order.compare)
	}
	return found, nil
}

func narrowed(q commune.Listing, part commune.UnitDays) commune.Listing {
	q.Unit, q.From = part.Unit, max(q.From, part.From)
	if q.To == "" || part.To != "" && part.To < q.To {
		q.To = part.To
	}
	return q
}

// compare is the order of a list.
func (o ordering) compare(a, b hit) (n int) {
	switch x := a.key.(type) {
	case string:
		n = cmp.Compare(x, b.key.(string))
	case int64:
		n = cmp.Compare(x, b.key.(int64))
	case []byte:
		n = bytes.Compare(x, b.key.([]byte))
	}
	if n = cmp.Or(n, cmp.Compare(a.doc, b.doc)); o.down {
		return -n
	}
	return n
}

// hit is a record of a page by its place in the list.
type hit struct {
	doc    uint64
	record ledger.ID
	key    any
}

func (h hit) mark() string {
	key := fmt.Sprint(h.key)
	if b, ok := h.key.([]byte); ok {
		key = hex.EncodeToString(b)
	}
	return key + "." + strconv.FormatUint(h.doc, 10)
}

func (l *listing) add(term string, args ...any) {
	numbers := make([]any, len(args))
	for i, a := range args {
		l.args = append(l.args, a)
		numbers[i] = len(l.args) + 1
	}
	l.terms = append(l.terms, fmt.Sprintf(term, numbers...))
}

// filter makes the conditions on listing; what a person wrote goes in as arguments only.
func (l *listing) filter() {
	q := l.q
	for _, f := range []struct{ column, want string }{
		{"unit", q.Unit}, {"form", q.Form}, {"status", string(q.Status)}, {"handling", q.Handling},
	} {
		if f.want != "" {
			l.add(f.column+" = $%d", f.want)
		}
	}
	if q.Form == "" {
		l.add("system = 0")
	}
	if q.Handling != "" || q.Open {
		l.add("handling <> ''")
	}
	if q.Open {
		l.add("handling NOT IN ('da_giai_quyet', 'chuyen_cap_tren')")
	}
	if q.From != "" {
		l.add("placed >= $%d", q.From)
	}
	if q.To != "" {
		l.add("placed <= $%d", q.To)
	}
	if !q.Parent.IsZero() {
		l.add("parent = $%d AND parent IS NOT NULL", q.Parent[:])
	}
	if q.Merged {
		l.add("merged = 1")
	}
	if q.Task != "" {
		l.add(`tasks LIKE $%d ESCAPE '\'`, "% "+likeEscaper.Replace(q.Task)+" %")
	}
}

// after begins the page behind the one before.
func (l *listing) after() error {
	if l.q.After == "" {
		return nil
	}
	text, number, _ := strings.Cut(l.q.After, ".")
	doc, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return fmt.Errorf("%w: a page behind %.80q", commune.ErrNotFound, l.q.After)
	}
	var key any = text
	switch l.q.Order {
	case commune.ByTitle:
		key, err = hex.DecodeString(text)
	case commune.ByReceived, commune.ByWaiting:
		key, err = strconv.ParseInt(text, 10, 64)
	case commune.ByDay:
	}
	if err != nil {
		return fmt.Errorf("%w: a page behind %.80q", commune.ErrNotFound, l.q.After)
	}
	sign := ">"
	if l.order.down {
		sign = "<"
	}
	l.add("("+l.order.column+", doc) "+sign+" ($%d, $%d)", key, doc)
	return nil
}

// driver is the index by which a list is read: the one of its order, or that of a filter which
// leaves so few that they can be sorted.
func (l *listing) driver() (string, error) {
	best, least := l.order.index, sortable+1
	try := func(index, query string, args ...any) error {
		var n sql.NullInt64
		if err := l.row(query, args...).Scan(&n); err != nil {
			return err
		}
		if int(n.Int64) < least || best == "" {
			best, least = index, int(n.Int64)
		}
		return nil
	}
	q := l.q
	switch {
	case q.Merged:
		return "listing_by_merged", nil
	case !q.Parent.IsZero():
		return "listing_by_parent", nil
	case q.Handling != "":
		return "listing_by_handling", nil
	}
	for _, f := range []struct{ want, index, query string }{
		{q.Unit, "listing_by_unit", `SELECT n FROM tally WHERE commune = $1 AND kind = 'home' AND month = '' AND a = $2 UNION ALL SELECT 0 LIMIT 1`},
		{q.Form, "listing_by_form", `SELECT sum(n) FROM tally WHERE commune = $1 AND kind = 'all' AND month = '' AND a = $2`},
		{string(q.Status), "listing_by_status", `SELECT sum(n) FROM tally WHERE commune = $1 AND kind = 'all' AND month = '' AND b = $2`},
	} {
		if f.want == "" {
			continue
		}
		if err := try(f.index, f.query, f.want); err != nil {
			return "", err
		}
	}
	if l.q.Order == commune.ByDay && best == l.order.index {
		best = l.dayIndex(best)
	}
	if best == "" {
		best = "listing_by_status"
	}
	return best, nil
}

// dayIndex is the index of a filter that runs in the order of days too, whatever the number.
func (l *listing) dayIndex(best string) string {
	switch {
	case l.q.Unit != "":
		return "listing_by_unit"
	case l.q.Form != "" && l.q.Status == "":
		return "listing_by_form"
	}
	return best
}

func (l *listing) sql(index string, more string, n int) string {
	direction := " ASC"
	if l.order.down {
		direction = " DESC"
	}
	terms := strings.Join(append([]string{"commune = $1"}, l.terms...), " AND ")
	return `SELECT doc, record, ` + l.order.column + ` FROM listing INDEXED BY ` + index + ` WHERE ` + terms + more +
		` ORDER BY ` + l.order.column + direction + `, doc` + direction + limit(n)
}

// find gives one record more than the page has, when there are more.
func (l *listing) find() ([]hit, error) {
	index, err := l.driver()
	if err != nil {
		return nil, err
	}
	if len(l.q.Words) == 0 && l.q.Task == "" {
		return l.hits(l.sql(index, "", l.q.Limit+1))
	}
	return l.findWords(index)
}

func (l *listing) hits(query string) (found []hit, err error) {
	err = l.each(query, l.args, func(rows *sql.Rows) error {
		var h hit
		err := rows.Scan(&h.doc, fixed{h.record[:]}, &h.key)
		found = append(found, h)
		return err
	})
	return found, err
}

func isWord(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// rowsOf reads the rows of a page in its order.
func (t *tx) rowsOf(found []hit) ([]commune.Row, error) {
	ids := make([]ledger.ID, len(found))
	for i, h := range found {
		ids[i] = h.record
	}
	known := make(map[ledger.ID]commune.Row, len(found))
	err := t.byIDs(`SELECT `+rowColumns+` FROM record WHERE commune = $1 AND id IN (`, `)`, ids, func(rows *sql.Rows) error {
		row, err := scanRow(rows)
		known[row.ID] = row
		return err
	})
	out := make([]commune.Row, 0, len(ids))
	for _, id := range ids {
		if row, ok := known[id]; ok {
			out = append(out, row)
		}
	}
	return out, err
}
