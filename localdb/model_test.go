package localdb

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// model is what a store should hold, as plain lists that are folded whenever somebody asks.
type model struct {
	t       *rapid.T
	o       Options
	home    string
	s       *Store
	old     []byte // the store's file as it once was
	commune *commune

	known    map[ledger.ID]*ledger.Change
	log      []*ledger.Change
	have     int
	rejected map[ledger.ID]ledger.Rejection
	drafts   map[ledger.ID]ledger.Draft
	seen     map[ledger.ID][]ledger.ID // of drafts of records
}

// TestStoreAgainstModel does random things to a store and to the model of it, and compares all that
// can be read after each. Opening again is one of the things.
func TestStoreAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		home, err := os.MkdirTemp("", "localdb")
		check(t, err)
		defer os.RemoveAll(home)
		m := &model{t: t, o: testOptions(), home: home, known: map[ledger.ID]*ledger.Change{},
			rejected: map[ledger.ID]ledger.Rejection{}, drafts: map[ledger.ID]ledger.Draft{}, seen: map[ledger.ID][]ledger.ID{}}
		m.reopen()
		defer func() { m.s.Close() }()
		m.commune = newCommune(t, m.s)
		t.Repeat(map[string]func(*rapid.T){
			"":         func(*rapid.T) { m.compare() },
			"add":      func(*rapid.T) { m.add() },
			"edit":     func(*rapid.T) { m.edit() },
			"act":      func(*rapid.T) { m.act() },
			"draft":    func(*rapid.T) { m.draft() },
			"drop":     func(*rapid.T) { m.drop() },
			"join":     func(*rapid.T) { m.join() },
			"receipt":  func(*rapid.T) { m.receipt() },
			"pull":     func(*rapid.T) { m.pull() },
			"newEpoch": func(*rapid.T) { check(m.t, m.s.NewEpoch()); m.have = 0 },
			"reopen":   func(*rapid.T) { m.reopen() },
			"wreck":    func(*rapid.T) { m.wreck() },
			"keepOld":  func(*rapid.T) { m.keepOld() },
			"old":      func(*rapid.T) { m.putOldBack() },
			"lapse":    func(*rapid.T) { m.lapse() },
			"pin":      func(*rapid.T) { m.changePIN() },
		})
		mustBeSound(t, m.s)
	})
}

func (m *model) reopen() {
	if m.s != nil {
		mustBeSound(m.t, m.s)
		check(m.t, m.s.Close())
	}
	o := m.o
	o.PIN = testPIN // the same one, when there is one
	s, err := Open(m.home, o)
	check(m.t, err)
	s.db.NoSync = true
	m.s = s
	if m.commune != nil {
		m.commune.s = s
	}
}

func (m *model) pick(label string, n int) int { return rapid.IntRange(0, n-1).Draw(m.t, label) }

func (m *model) records() []ledger.ID {
	ids := map[ledger.ID]bool{}
	for _, c := range m.known {
		ids[c.Record] = true
	}
	return slices.SortedFunc(maps.Keys(ids), compareIDs)
}

// some draws a record, none when there is none.
func (m *model) some() (ledger.ID, bool) {
	ids := m.records()
	if len(ids) == 0 {
		return ledger.ID{}, false
	}
	return ids[m.pick("record", len(ids))], true
}

// changes are those of a record that ids names (nil: all) and that the commune lets count.
func (m *model) changes(record ledger.ID, ids []ledger.ID) (out []*ledger.Change) {
	rej, begun := m.rejected[record]
	for _, c := range m.known {
		if c.Record != record || (ids != nil && !slices.Contains(ids, c.ID)) {
			continue
		}
		if own, ok := m.rejected[c.ID]; !ok || own.Code.Folds() || (begun && !rej.Code.Folds()) {
			out = append(out, c)
		}
	}
	return out
}

func (m *model) ids(record ledger.ID) (ids []ledger.ID) {
	for _, c := range m.known {
		if c.Record == record {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// logged takes the changes over that the store has logged since.
func (m *model) logged() []*ledger.Change {
	entries, _, err := m.s.Outbox(uint64(len(m.log)), 0)
	check(m.t, err)
	var fresh []*ledger.Change
	for _, e := range entries {
		c, err := ledger.DecodeChange(e.Bytes)
		check(m.t, err)
		m.log, m.known[c.ID], fresh = append(m.log, c), c, append(fresh, c)
	}
	return fresh
}

func (m *model) kind() ledger.ChangeKind {
	return []ledger.ChangeKind{ledger.KindSet, ledger.KindFinalize}[m.pick("kind", 2)]
}

func (m *model) values() ledger.Values {
	values := outreach(topics[m.pick("topic", len(topics))], fmt.Sprintf("2026-05-%02d", 1+m.pick("day", 9)))
	values["tong_so"] = ledger.NumValue(viet.Int(int64(20 + m.pick("people", 5))))
	return values
}

// some answers of an edit: a few fields, one perhaps emptied.
func (m *model) part() ledger.Values {
	all, part := m.values(), ledger.Values{}
	for _, name := range []string{"chu_de", "tong_so", "ngay"} {
		if m.pick(name, 2) == 0 {
			part[name] = all[name]
		}
	}
	if m.pick("empty", 3) == 0 {
		part["dia_diem"] = ledger.Value{}
	}
	return part
}

func (m *model) add() {
	id, err := m.s.NewID()
	check(m.t, err)
	values := m.values()
	commit(m.t, m.s, draftOf(id, values), m.kind())
	fresh := m.logged()
	if len(fresh) != 1 || fresh[0].ID != id || len(fresh[0].Set) != len(values) {
		m.t.Fatalf("added %s, logged %+v", id, fresh)
	}
}

// edit commits an edit, from the draft when there is one. What the record then holds is known only
// when its writer saw the record as it is.
func (m *model) edit() {
	id, ok := m.some()
	if !ok {
		return
	}
	d, drafted := m.drafts[id]
	if !drafted {
		d = draftOf(id, m.part())
		d.Edits = true
	}
	commit(m.t, m.s, d, m.kind())
	delete(m.drafts, id)
	fresh := m.logged()
	seen := ledger.Fold(m.without(id, m.seen[id], fresh))
	delete(m.seen, id)
	for _, c := range fresh {
		if seen.State == ledger.Approved && c.Kind != ledger.KindFinalize {
			m.t.Fatalf("an approved record was changed by %s", c.Kind)
		}
		for _, a := range c.Set {
			if v, ok := d.Values[a.Field]; !ok || !v.Equal(a.Value) {
				m.t.Fatalf("set %s to %+v, wanted %+v", a.Field, a.Value, d.Values)
			}
		}
	}
	if drafted {
		return
	}
	after := ledger.Fold(m.changes(id, nil))
	for name, v := range d.Values {
		if reg := after.Fields[name]; !reg.Value().Equal(v) || reg.Conflicted() {
			m.t.Fatalf("%s is %+v after setting %+v", name, reg, v)
		}
	}
}

// without are the changes of a record that its writer saw, before those just logged.
func (m *model) without(id ledger.ID, seen []ledger.ID, fresh []*ledger.Change) []*ledger.Change {
	return slices.DeleteFunc(m.changes(id, seen), func(c *ledger.Change) bool { return slices.Contains(fresh, c) })
}

func (m *model) act() {
	id, ok := m.some()
	if !ok {
		return
	}
	if m.pick("act", 2) == 0 {
		check(m.t, m.s.Act(id, ledger.KindWithdraw, "", ""))
	} else {
		check(m.t, m.s.Act(id, ledger.KindComment, "", "Đã đếm lại"))
	}
	m.logged()
}

// draft saves a draft of a record, of a new one, or again of an old draft.
func (m *model) draft() {
	d := draftOf(ledger.ID{}, m.part())
	id, edits := m.some()
	if edits && m.pick("draft of a record", 2) == 0 {
		d.ID, d.Edits = id, true
		if _, again := m.drafts[id]; !again {
			m.seen[id] = m.ids(id)
		}
	} else {
		id, err := m.s.NewID()
		check(m.t, err)
		d.ID = id
	}
	check(m.t, m.s.SaveDraft(d))
	m.drafts[d.ID] = d
}

func (m *model) drop() {
	for _, id := range slices.SortedFunc(maps.Keys(m.drafts), compareIDs) {
		check(m.t, m.s.DeleteDraft(id))
		delete(m.drafts, id)
		delete(m.seen, id)
		return
	}
}

func (m *model) join() {
	first := len(m.log) > 0 && m.log[0].Unit == noUnit
	m.commune.join()
	if !first {
		return
	}
	m.log, m.have = nil, 0
	m.logged()
}

// receipt confirms some position, perhaps a lower one, and rejects some of what it newly confirms.
func (m *model) receipt() {
	if id, err := m.s.Identity(); err != nil || !id.Joined {
		check(m.t, err)
		return
	}
	have := m.pick("have", len(m.log)+1)
	var rejected []ledger.Rejection
	for i := m.have; i < have; i++ {
		delete(m.rejected, m.log[i].ID)
		if m.pick("reject", 5) == 0 {
			code := []ledger.Code{ledger.CodeInvalid, ledger.CodeUnitDenied}[m.pick("code", 2)]
			rejected = append(rejected, ledger.Rejection{ID: m.log[i].ID, Code: code, Reason: ledger.Words{Vi: "Sai"}})
		}
	}
	for _, rej := range rejected {
		m.rejected[rej.ID] = rej
	}
	m.commune.confirm(uint64(have), rejected...)
	m.have = have
}

// pull gives the store changes of others, one of them twice, and some that it has.
func (m *model) pull() {
	id, ok := m.some()
	if !ok {
		return
	}
	if own, err := m.s.Identity(); err != nil || !own.Joined {
		check(m.t, err)
		return
	}
	seen := ledger.Fold(m.changes(id, nil))
	if m.pick("behind", 2) == 0 {
		seen = ledger.Fold(m.changes(id, []ledger.ID{m.changes(id, nil)[0].ID}))
	}
	kind := []ledger.ChangeKind{ledger.KindReturn, ledger.KindApprove, ledger.KindSet, ledger.KindCorrect}[m.pick("kind", 4)]
	var set ledger.Values
	if kind == ledger.KindSet || kind == ledger.KindCorrect {
		set = m.part()
	}
	c := m.commune.change(kind, byte(1+m.pick("device", 3)), seen, set)
	sent := []*ledger.Change{c, c}
	for _, old := range m.known {
		if len(sent) < 4 && old.Device != c.Device {
			sent = append(sent, old)
		}
	}
	if n := m.commune.send(sent...); n != 1 {
		m.t.Fatalf("%d of %d changes were new, want 1", n, len(sent))
	}
	m.known[c.ID] = c
	m.mended(c)
}
