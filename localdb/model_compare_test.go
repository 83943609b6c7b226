package localdb

import (
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

func (m *model) lastOwn(record ledger.ID) (seq int, id ledger.ID) {
	for i, c := range m.log {
		if c.Record == record {
			seq, id = i+1, c.ID
		}
	}
	return seq, id
}

// want is the line that a list should show of a record.
func (m *model) want(id ledger.ID) ledger.Summary {
	r := ledger.Fold(m.changes(id, nil))
	seq, last := m.lastOwn(id)
	rej, rejected := m.rejected[last]
	values := r.Values()
	reason, _ := r.Reason()
	if rejected {
		reason = rej.Reason.Vi
	}
	return ledger.Summary{ID: id, Form: r.Form, Unit: r.Unit, Status: ledger.StatusOf(r, rejected, seq > m.have),
		Title: titleOf(values), Date: values["ngay"].Text, Reason: reason}
}

func (m *model) compare() {
	var want []ledger.Summary
	count := map[ledger.Status]int{}
	for _, id := range m.records() {
		w := m.want(id)
		want = append(want, w)
		count[w.Status]++
		m.compareEntry(id, w)
	}
	for id, d := range m.drafts {
		if !d.Edits {
			want = append(want, m.wantDraft(id, d))
		}
	}
	slices.SortFunc(want, func(a, b ledger.Summary) int {
		if n := strings.Compare(dayOf(b), dayOf(a)); n != 0 {
			return n
		}
		return compareIDs(b.ID, a.ID)
	})
	m.compareList(ledger.Query{}, want)
	for _, status := range ledger.Statuses[1:] {
		m.compareList(ledger.Query{Status: status, Limit: 3}, firstOf(want, status, 3))
	}
	st := status(m.t, m.s)
	if st.Records != len(m.records()) || st.Drafts != len(m.drafts) || st.Returned != count[ledger.StatusReturned] ||
		st.Conflicts != count[ledger.StatusConflict] || st.Rejected != count[ledger.StatusRejected] || st.Pending != len(m.log)-m.have {
		m.t.Fatalf("status %+v, counted %v, log %d, have %d", st, count, len(m.log), m.have)
	}
}

func (m *model) wantDraft(id ledger.ID, d ledger.Draft) ledger.Summary {
	own, err := m.s.Identity()
	check(m.t, err)
	unit := own.Unit.ID
	if unit == "" {
		unit = noUnit
	}
	return ledger.Summary{ID: id, Form: d.Form, Unit: unit, Status: ledger.StatusDraft, Title: titleOf(d.Values), Date: d.Values["ngay"].Text}
}

func titleOf(values ledger.Values) string {
	if topic := values["chu_de"].Text; topic != "" {
		return topic
	}
	return "Buổi tuyên truyền"
}

func dayOf(s ledger.Summary) string { return sortDay(s.Date, s.ID.Millis()) }

func firstOf(all []ledger.Summary, status ledger.Status, n int) (out []ledger.Summary) {
	for _, s := range all {
		if s.Status == status && len(out) < n {
			out = append(out, s)
		}
	}
	return out
}

func (m *model) compareList(q ledger.Query, want []ledger.Summary) {
	got, err := m.s.List(q)
	check(m.t, err)
	for i := range got {
		got[i].Updated, got[i].Place = ledger.Summary{}.Updated, ledger.Place{}
	}
	if !slices.Equal(got, want) {
		m.t.Fatalf("list %+v:\n got %+v\nwant %+v", q, got, want)
	}
}

func (m *model) compareEntry(id ledger.ID, want ledger.Summary) {
	e := entry(m.t, m.s, id)
	r := ledger.Fold(m.changes(id, nil))
	pending := 0
	for i, c := range m.log {
		if c.Record == id && i >= m.have {
			pending++
		}
	}
	_, drafted := m.drafts[id]
	if e.Status != want.Status || e.Title != want.Title || e.Record.State != r.State || len(e.Pending) != pending ||
		len(e.Changes) != len(m.ids(id)) || (e.Draft != nil) != drafted || !slices.Equal(e.Record.Conflicts(), r.Conflicts()) {
		m.t.Fatalf("entry %s is %+v, want %+v, state %s, %d pending", id, e, want, r.State, pending)
	}
	values := e.Record.Values()
	for name, v := range r.Values() {
		if !values[name].Equal(v) {
			m.t.Fatalf("entry %s: %s is %+v, want %+v", id, name, values[name], v)
		}
	}
}
