package storetest

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// listFold gives rows that differ in all that lists sort and filter by: the text of "ten" is the
// title, "ngay" the date, "tt" the status.
func listFold(changes []commune.Logged) (commune.Row, error) {
	row, err := fold(changes)
	row.Date, row.Status, row.Conflicts = row.Values["ngay"].Text, ledger.Status(row.Values["tt"].Text), nil
	row.Search = " " + viet.Fold(row.Title)
	row.Updated = epochOfTests.Add(time.Duration(row.Number) * time.Minute)
	row.Listed.Tasks = row.Values["nv"].List
	row.Listed.Handling = row.Values["xl"].Text
	row.Listed.System = row.Form == "he_thong"
	return row, err
}

// listed adds records whose fields follow from their number.
func (b *bench) listed(n int) (ids []ledger.ID) {
	b.t.Helper()
	statuses := []ledger.Status{ledger.StatusSent, ledger.StatusApproved, ledger.StatusReturned}
	for i := range n {
		c := b.change(ledger.ID{}, fmt.Sprintf("Xóm %d họp thôn", (i*7)%n))
		c.Set = []ledger.Assignment{{Field: "ngay", Value: ledger.TextValue(fmt.Sprintf("2026-%02d-%02d", 1+i%6, 1+i%5))},
			{Field: "nv", Value: ledger.ListValue([]string{"ii1", "ii10"}[i%2])}, c.Set[0],
			{Field: "tt", Value: ledger.TextValue(string(statuses[i%3]))}}
		if i%10 == 0 {
			c.Form, c.Set = "he_thong", c.Set[:4]
		}
		if i%4 == 0 {
			c.Unit = "x2"
		}
		if i%6 == 0 {
			c.Set = append(c.Set, ledger.Assignment{Field: "xl", Value: ledger.TextValue("moi")})
		}
		head, err := b.s.Append(b.t.Context(), b.segment(b.entry(c, "")), listFold)
		b.ok(err)
		b.at = head
		ids = append(ids, c.ID)
	}
	return ids
}

// lists: whatever is asked for, the pages together are what one page would be, in the order asked
// for, each record once.
func lists(t *testing.T, b *bench) {
	b.listed(60)
	all := b.whole(commune.Listing{})
	if len(all) != 54 {
		t.Fatalf("%d records are listed, want 54", len(all))
	}
	for _, q := range []commune.Listing{
		{}, {Order: commune.ByReceived}, {Order: commune.ByWaiting}, {Order: commune.ByTitle},
		{Selection: commune.Selection{Unit: "x2"}}, {Selection: commune.Selection{Unit: "x2", Status: ledger.StatusSent}, Order: commune.ByTitle},
		{Selection: commune.Selection{Form: "mau", From: "2026-02-01", To: "2026-03-31"}}, {Task: "ii1"}, {Task: "ii1", Order: commune.ByTitle},
		{Handling: "moi", Order: commune.ByWaiting}, {Open: true}, {Selection: commune.Selection{Words: []string{"xom", "5"}}},
		{Selection: commune.Selection{Words: []string{"hop"}, Unit: "x1"}, Task: "ii10", Order: commune.ByReceived}, {Merged: true},
		{Selection: commune.Selection{Words: []string{"khong"}}}, {Selection: commune.Selection{Words: []string{`"*' OR 1=1`}}},
	} {
		whole := b.whole(q)
		want := slices.DeleteFunc(slices.Clone(all), func(r commune.Row) bool { return !meant(q, r) })
		if len(whole) != len(want) {
			t.Errorf("%+v finds %d, want %d", q, len(whole), len(want))
		}
		if !slices.IsSortedFunc(whole, func(x, y commune.Row) int { return order(q.Order, x, y) }) {
			t.Errorf("%+v is out of order", q)
		}
		q.Limit = 7
		var paged []commune.Row
		for {
			page, err := b.s.List(t.Context(), q)
			b.ok(err)
			paged = append(paged, page.Rows...)
			if q.After = page.Next; page.Next == "" {
				break
			}
		}
		if !reflect.DeepEqual(ids(paged), ids(whole)) {
			t.Errorf("%+v: the pages are not the list", q)
		}
	}
	for _, after := range []string{"x", ".", "x.1", "2026.-", "9999999999999999999999.1"} {
		_, err := b.s.List(t.Context(), commune.Listing{Order: commune.ByReceived, After: after})
		b.fails(err, commune.ErrNotFound)
	}
}

func (b *bench) whole(q commune.Listing) []commune.Row {
	b.t.Helper()
	page, err := b.s.List(b.t.Context(), q)
	b.ok(err)
	return page.Rows
}

func ids(rows []commune.Row) (out []ledger.ID) {
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out
}

// meant tells by itself what a list asks for.
func meant(q commune.Listing, r commune.Row) bool {
	has := func(want, have string) bool { return want == "" || want == have }
	for _, word := range q.Words {
		if !slices.ContainsFunc(splitWords(r.Search), func(w string) bool { return len(w) >= len(word) && w[:len(word)] == word }) {
			return false
		}
	}
	return has(q.Unit, r.Unit) && has(q.Form, r.Form) && has(string(q.Status), string(r.Status)) && has(q.Handling, r.Values["xl"].Text) &&
		(!q.Open || r.Values["xl"].Text == "moi") && (q.Task == "" || slices.Contains(r.Values["nv"].List, q.Task)) &&
		(q.From == "" || r.Date >= q.From) && (q.To == "" || r.Date <= q.To) && !q.Merged
}

func splitWords(s string) (out []string) {
	word := ""
	for _, r := range s + " " {
		if r != ' ' {
			word += string(r)
		} else if word != "" {
			out, word = append(out, word), ""
		}
	}
	return out
}

func order(o commune.Order, x, y commune.Row) int {
	switch o {
	case commune.ByReceived:
		return int(y.Number) - int(x.Number)
	case commune.ByWaiting:
		return x.Updated.Compare(y.Updated)
	case commune.ByTitle:
		return viet.Compare(x.Title, y.Title)
	}
	switch {
	case x.Date > y.Date:
		return -1
	case x.Date < y.Date:
		return 1
	}
	return 0
}

// tallies: the counts kept are those of the records, also after changes, and for days as for months.
func tallies(t *testing.T, b *bench) {
	all := b.listed(60)
	for i := 0; i < len(all); i += 3 {
		row := b.row(all[i])
		c := b.change(all[i], row.Title)
		c.Form, c.Unit = row.Form, row.Unit
		rec := &ledger.Record{Fields: map[string]ledger.Register{}}
		c.Set = nil
		c.Assign(rec, ledger.Values{"tt": ledger.TextValue(string(ledger.StatusWithdrawn)), "ngay": ledger.TextValue("2026-01-20"), "nv": ledger.ListValue("ii7")})
		head, err := b.s.Append(t.Context(), b.segment(b.entry(c, "")), listFold)
		b.ok(err)
		b.at = head
	}
	rows := b.whole(commune.Listing{})
	units := map[string]int{}
	for _, r := range rows {
		units[r.Unit+" "+string(r.Status)]++
	}
	for name, read := range map[string]func() ([]commune.Count, error){
		"months": func() ([]commune.Count, error) {
			return b.s.Tally(t.Context(), commune.TallyUnit, "2020-01", "2030-01")
		},
		"days": func() ([]commune.Count, error) {
			return b.s.TallyDays(t.Context(), commune.TallyUnit, "2020-01-01", "2030-01-01")
		},
	} {
		counts, err := read()
		b.ok(err)
		got := map[string]int{}
		for _, c := range counts {
			got[c.A+" "+c.B] += c.N
		}
		if !reflect.DeepEqual(got, units) {
			t.Errorf("by %s: %v, want %v", name, got, units)
		}
	}
	counts, err := b.s.Tally(t.Context(), commune.TallyTask, "2026-02", "2026-02")
	b.ok(err)
	for _, c := range counts {
		if c.A == "ii7" {
			t.Errorf("records that do not count are counted: %+v", c)
		}
	}
}

// filtersAndHeads: what the pages keep beside the records.
func filtersAndHeads(t *testing.T, b *bench) {
	ctx := t.Context()
	b.ok(b.s.SaveFilter(ctx, "admin", commune.SavedFilter{Name: "b", Query: "form=x"}))
	b.ok(b.s.SaveFilter(ctx, "admin", commune.SavedFilter{Name: "a", Query: "form=y"}))
	b.ok(b.s.SaveFilter(ctx, "admin", commune.SavedFilter{Name: "b", Query: "form=z"}))
	b.fails(b.s.SaveFilter(ctx, "khong", commune.SavedFilter{Name: "b"}), commune.ErrNotFound)
	list, err := b.s.SavedFilters(ctx, "admin")
	b.ok(err)
	b.equal(list, []commune.SavedFilter{{Name: "a", Query: "form=y"}, {Name: "b", Query: "form=z"}})
	b.ok(b.s.DropFilter(ctx, "admin", "a"))
	b.ok(b.s.DropFilter(ctx, "admin", "a"))

	b.fails(b.s.PutHead(ctx, commune.UnitHead{Unit: "khong", Name: "A", Since: "2026-01-01"}), commune.ErrNotFound)
	b.ok(b.s.PutHead(ctx, commune.UnitHead{Unit: "x1", Name: "A", Since: "2025-01-01"}))
	b.ok(b.s.PutHead(ctx, commune.UnitHead{Unit: "x1", Name: "B", Since: "2026-01-01", Acting: true}))
	heads, err := b.s.Heads(ctx, "x1")
	b.ok(err)
	b.equal(heads, []commune.UnitHead{{Unit: "x1", Name: "B", Since: "2026-01-01", Acting: true},
		{Unit: "x1", Name: "A", Since: "2025-01-01", Until: "2025-12-31"}})
	n, err := b.s.Received(ctx, b.device)
	b.ok(err)
	b.equal(n, uint64(0))
	b.log(b.change(ledger.ID{}, "a"))
	n, err = b.s.Received(ctx, b.device)
	b.ok(err)
	b.equal(n, uint64(1))
}

// sessions and the audit log.
func sessions(t *testing.T, b *bench) {
	ctx := t.Context()
	s := commune.Session{Hash: [32]byte{1}, Account: "admin", Mark: "m", Created: epochOfTests, Seen: epochOfTests,
		Expires: epochOfTests.Add(time.Hour), Agent: "a", Address: "192.0.2.1"}
	b.ok(b.s.BeginSession(ctx, s))
	b.fails(b.s.BeginSession(ctx, commune.Session{Hash: [32]byte{2}, Account: "khong"}), commune.ErrNotFound)
	got, u, err := b.s.Session(ctx, s.Hash)
	b.ok(err)
	b.equal(got, s)
	b.equal(u.Seen, epochOfTests)
	b.ok(b.s.SeeSession(ctx, s.Hash, epochOfTests.Add(time.Minute)))
	later := s
	later.Hash, later.Created, later.Expires = [32]byte{3}, epochOfTests.Add(2*time.Hour), epochOfTests.Add(3*time.Hour)
	b.ok(b.s.BeginSession(ctx, later))
	list, err := b.s.Sessions(ctx, "admin")
	b.ok(err)
	b.equal(list, []commune.Session{later}) // the first one had run out
	b.fails(b.s.SetRole(ctx, "admin", commune.Clerk, time.Time{}), commune.ErrMoved)
	b.ok(b.s.EndSession(ctx, later.Hash))
	_, _, err = b.s.Session(ctx, later.Hash)
	b.fails(err, commune.ErrNotFound)
	b.ok(b.s.UseStep(ctx, "admin", 5))
	b.fails(b.s.UseStep(ctx, "admin", 5), commune.ErrMoved)
	b.ok(b.s.UseStep(ctx, "admin", 6))

	for _, act := range []string{"a", "b", "c"} {
		b.ok(b.s.Note(ctx, commune.Act{At: epochOfTests, Account: "admin", Act: act}))
	}
	acts, err := b.s.Acts(ctx, 0, 2)
	b.ok(err)
	b.equal([]any{acts[0].Act, acts[1].Act, acts[1].Number}, []any{"c", "b", uint64(2)})
	acts, err = b.s.Acts(ctx, 2, 10)
	b.ok(err)
	b.equal(len(acts), 1)
}
