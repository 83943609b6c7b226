package e2e_test

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
)

// truthful demands that a laptop says "sent" of nothing that the commune lacks. A laptop cannot know
// that the commune came back from a backup until it hears from it.
func (m *model) truthful(l *notebook) {
	m.t.Helper()
	if l.life != m.life {
		return
	}
	at, err := l.db.Position()
	m.must(err)
	there := m.stored()
	for id, seq := range l.log() {
		if seq <= at.Have && there[id] == nil {
			m.t.Fatalf("%s believes change %s sent, which the commune lacks", l.name, id)
		}
	}
	for id, e := range l.records() {
		if e.Status == ledger.StatusQueued || len(e.Pending) > 0 {
			continue
		}
		for _, c := range e.Changes {
			if there[c.ID] == nil && !m.undone[c.ID] {
				m.t.Fatalf("%s shows record %s as %s; the commune lacks its change %s", l.name, id, e.Status, c.ID)
			}
		}
	}
}

// quiet lets everybody sync over a good line until nothing moves, and compares.
func (m *model) quiet() {
	const most = 8
	for round := range most + 1 {
		moved := false
		for _, l := range m.laptops {
			result, err := l.sync()
			if err != nil {
				m.t.Fatalf("%s: sync over a good line: %v", l.name, err)
			}
			m.truthful(l)
			moved = moved || result.Pushed+result.Pulled+result.Pending > 0
		}
		if !moved {
			break
		}
		if round == most {
			m.t.Fatalf("things still move after %d rounds", most)
		}
	}
	m.arrived()
	m.sound()
	for _, l := range m.laptops {
		m.alike(l)
		l.shut()
		report, err := localdb.Check(l.home)
		m.must(err)
		for _, p := range report.Problems {
			m.t.Fatalf("%s: %s: %s", l.name, p.Place.En, p.What.En)
		}
		l.open()
	}
}

// arrived demands that the commune has every acknowledged change, as it was written, and no other.
func (m *model) arrived() {
	m.t.Helper()
	there := m.stored()
	for id := range m.owed {
		if there[id] == nil {
			m.t.Fatalf("change %s was acknowledged and is not at the commune", id)
		}
	}
	for id, c := range there {
		want := m.written[id]
		if want == nil {
			if c.Device != m.office.Commune().ID {
				m.t.Fatalf("change %s is at the commune and nobody wrote it", id)
			}
			continue
		}
		if got, wrote := mustEncode(m.t, c), mustEncode(m.t, want); got != wrote {
			m.t.Fatalf("change %s arrived altered", id)
		}
	}
}

func mustEncode(t complainer, c *ledger.Change) string {
	t.Helper()
	b, err := c.Encode()
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	return string(b)
}

// alike demands that a laptop shows its unit's records as the commune folds them.
func (m *model) alike(l *notebook) {
	m.t.Helper()
	there := map[ledger.ID][]*ledger.Change{}
	for _, c := range m.stored() {
		if c.Unit == l.unit {
			there[c.Record] = append(there[c.Record], c)
		}
	}
	here := l.records()
	if len(here) != len(there) {
		m.t.Fatalf("%s has %d records, the commune %d of %s", l.name, len(here), len(there), l.unit)
	}
	for id, e := range here {
		if slices.ContainsFunc(e.Changes, func(c *ledger.Change) bool { return m.undone[c.ID] }) {
			continue // the office acted, its store came back from before that: it must act again
		}
		want, got := ledger.Fold(there[id]), ledger.Fold(e.Changes)
		if facts(got) != facts(want) {
			m.t.Fatalf("%s, record %s:\n%s\nat the commune:\n%s", l.name, id, facts(got), facts(want))
		}
		row, _, err := m.store.Record(context.Background(), id)
		m.must(err)
		if shown, kept := e.Record.Counted(), row.Values; !maps.EqualFunc(shown, kept, ledger.Value.Equal) {
			m.t.Fatalf("%s, record %s counts %v, the commune %v", l.name, id, shown, kept)
		}
	}
}

// facts is what a record amounts to, as text.
func facts(r *ledger.Record) string {
	s := fmt.Sprintf("%s %s %d changes, conflicts %v, state conflict %v", r.Unit, r.State, r.Changes, r.Conflicts(), r.StateConflict())
	values := r.Values()
	for _, name := range slices.Sorted(maps.Keys(values)) {
		s += fmt.Sprintf("\n%s = %v %v", name, values[name], r.Fields[name].Bases())
	}
	for _, name := range slices.Sorted(maps.Keys(r.Accepted)) {
		v := r.Accepted[name]
		if !v.Equal(values[name]) {
			s += fmt.Sprintf("\n%s counts as %v", name, v)
		}
	}
	return s
}
