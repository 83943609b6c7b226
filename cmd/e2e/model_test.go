package e2e_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

// histories runs a property over so many random histories, unless the command line says how many.
func histories(t *testing.T, checks int, property func(*rapid.T)) {
	t.Helper()
	f := flag.Lookup("rapid.checks")
	if f.Value.String() == f.DefValue {
		if err := flag.Set("rapid.checks", strconv.Itoa(checks)); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = flag.Set("rapid.checks", f.DefValue) }()
	}
	rapid.Check(t, property)
}

// TestNothingIsLostDoubledOrOverwritten is the promise of the whole, on the real laptop's store, the
// real client, the real endpoint and the real commune's store. Two to four laptops of two units, and
// copies of them, write, correct, withdraw and sync over a line that loses, cuts, repeats, delays
// and reorders requests and answers, and by files that are carried, while clocks jump by years, programs restart, both sides come
// back from backups, and laptops' files are damaged.
func TestNothingIsLostDoubledOrOverwritten(t *testing.T) {
	histories(t, often(100, 20, 2000), func(rt *rapid.T) {
		m := newModel(rt)
		defer m.close()
		rt.Repeat(map[string]func(*rapid.T){
			"write":           func(*rapid.T) { m.write() },
			"write more":      func(*rapid.T) { m.write() },
			"edit":            func(*rapid.T) { m.edit() },
			"say":             func(*rapid.T) { m.say() },
			"sync":            func(*rapid.T) { m.visit(false) },
			"sync badly":      func(*rapid.T) { m.visit(true) },
			"repeat":          func(*rapid.T) { m.line.again(m.number("request", 40)) },
			"review":          func(*rapid.T) { m.review() },
			"carry out":       func(*rapid.T) { m.carryOut() },
			"carry in":        func(*rapid.T) { m.carryIn() },
			"clock":           func(*rapid.T) { m.clock() },
			"restart":         func(*rapid.T) { m.restart() },
			"keep copies":     func(*rapid.T) { m.keepCopies() },
			"laptop restored": func(*rapid.T) { m.laptopRestored() },
			"xa restored":     func(*rapid.T) { m.communeRestored() },
			"clone":           func(*rapid.T) { m.cloned() },
			"wreck":           func(*rapid.T) { m.some().wreck(m.number("way", 3), m.number("at", 100)) },
		})
		m.quiet()
	})
}

// model is a world and what must be true of it.
type model struct {
	*world
	rt      *rapid.T
	written map[ledger.ID]*ledger.Change // every change a laptop ever acknowledged
	owed    map[ledger.ID]bool           // those somebody still has: they must reach the commune
	undone  map[ledger.ID]bool           // the office's own changes that the commune lost with a restore
	copies  map[*notebook][]string
	backups []string
	files   int
	bundles []stick // from laptops, for the commune
	letters []stick // from the commune, for laptops
}

func newModel(rt *rapid.T) *model {
	m := &model{world: newWorld(rt, 2), rt: rt, written: map[ledger.ID]*ledger.Change{}, owed: map[ledger.ID]bool{},
		undone: map[ledger.ID]bool{}, copies: map[*notebook][]string{}}
	for n := range rapid.IntRange(2, 4).Draw(rt, "laptops") {
		m.laptop(unitName(n / 3)) // three in the first unit
	}
	return m
}

func (m *model) number(label string, n int) int { return rapid.IntRange(0, n-1).Draw(m.rt, label) }

func (m *model) some() *notebook { return m.laptops[m.number("laptop", len(m.laptops))] }

// acknowledge notes what a laptop logged after position last: it told its writer "saved".
func (m *model) acknowledge(l *notebook, last uint64) {
	entries, _, err := l.db.Outbox(last, 0)
	m.must(err)
	for _, e := range entries {
		c, err := ledger.DecodeChange(e.Bytes)
		m.must(err)
		m.written[e.ID], m.owed[e.ID] = c, true
	}
}

func (m *model) write() {
	l := m.some()
	at, err := l.db.Position()
	m.must(err)
	for range 1 + m.number("more", 3) {
		id, err := l.db.NewID()
		m.must(err)
		m.commit(l, ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: outreach(m.number("topic", 50))})
	}
	m.acknowledge(l, at.Last)
}

func (m *model) commit(l *notebook, d ledger.Draft) {
	problems, err := l.db.Commit(d, ledger.KindFinalize)
	m.must(err)
	if len(problems) > 0 {
		m.t.Fatalf("commit: %v", problems[0])
	}
}

// outreach are the answers of a sample outreach session. The day is before any clock's today.
func outreach(topic int) ledger.Values {
	return ledger.Values{"ngay": ledger.TextValue("2006-06-05"), "hinh_thuc": ledger.ListValue("hoi_nghi"),
		"chu_de": ledger.TextValue(fmt.Sprint("Buổi mẫu ", topic)), "so_buoi": ledger.NumValue(viet.Int(1)),
		"tong_so": ledger.NumValue(viet.Int(40)), "nguoi_bao": ledger.TextValue("Người mẫu")}
}

// record draws a laptop and a record it knows, nil when there is none.
func (m *model) record() (*notebook, *ledger.Entry) {
	l := m.some()
	all := l.records()
	if len(all) == 0 {
		return l, nil
	}
	ids := slices.SortedFunc(maps.Keys(all), func(a, b ledger.ID) int { return slices.Compare(a[:], b[:]) })
	return l, all[ids[m.number("record", len(ids))]]
}

func (m *model) edit() {
	l, e := m.record()
	if e == nil {
		return
	}
	at, err := l.db.Position()
	m.must(err)
	field := rapid.SampledFrom([]string{"nu", "so_buoi", "luot_phat"}).Draw(m.rt, "field")
	m.commit(l, ledger.Draft{ID: e.Record.ID, Form: e.Record.Form, Version: e.Record.Version, Edits: true,
		Values: ledger.Values{field: ledger.NumValue(viet.Int(int64(1 + m.number("value", 30))))}})
	m.acknowledge(l, at.Last)
}

// say withdraws a record or comments on it.
func (m *model) say() {
	l, e := m.record()
	if e == nil {
		return
	}
	at, err := l.db.Position()
	m.must(err)
	if m.number("withdraw", 2) == 1 {
		m.must(l.db.Act(e.Record.ID, ledger.KindWithdraw, "", ""))
	} else {
		m.must(l.db.Act(e.Record.ID, ledger.KindComment, "", "Đã xem lại"))
	}
	m.acknowledge(l, at.Last)
}

// visit lets a laptop sync, over a bad line if badly.
func (m *model) visit(badly bool) {
	l := m.some()
	if badly {
		plan := make([]trouble, m.number("before", 3)) // requests that go well before
		plan = append(plan, trouble{rapid.SampledFrom(mishaps).Draw(m.rt, "mishap"), m.number("at", 5000)})
		m.line.expect(plan...)
	}
	_, err := l.sync()
	m.line.expect()
	if err != nil && !badly {
		m.t.Fatalf("%s: sync: %v", l.name, err)
	}
	m.truthful(l)
}

// review lets the office approve or return a record.
func (m *model) review() {
	ctx := context.Background()
	there := m.stored()
	if len(there) == 0 {
		return
	}
	ids := slices.SortedFunc(maps.Keys(there), func(a, b ledger.ID) int { return slices.Compare(a[:], b[:]) })
	id := there[ids[m.number("record", len(ids))]].Record
	if m.number("approve", 2) == 1 {
		_ = m.office.Approve(ctx, "xa", id) // refused when it is withdrawn, in conflict, approved
		return
	}
	_ = m.office.Return(ctx, "xa", id, "Ghi lại số người", "tong_so")
}

// clock lets time pass, or sets a laptop's clock somewhere within forty years.
func (m *model) clock() {
	if m.number("passes", 2) == 1 {
		m.pass(time.Duration(1+m.number("hours", 2000)) * time.Hour)
		return
	}
	m.some().skew = time.Duration(m.number("days", 40*365)-20*365) * 24 * time.Hour
}

// restart ends a program without a word and starts it again.
func (m *model) restart() {
	n := m.number("program", len(m.laptops)+1)
	if n == len(m.laptops) {
		m.reopen()
		return
	}
	m.laptops[n].shut()
	m.laptops[n].open()
}

// keepCopies makes a backup of a laptop or of the commune.
func (m *model) keepCopies() {
	m.files++
	file := filepath.Join(m.dir, fmt.Sprint("copy", m.files))
	n := m.number("whose", len(m.laptops)+1)
	if n == len(m.laptops) {
		m.must(m.office.Backup(context.Background(), file))
		m.backups = append(m.backups, file)
		return
	}
	f, err := os.Create(file)
	m.must(err)
	l := m.laptops[n]
	m.must(l.db.Backup(f), f.Close())
	m.copies[l] = append(m.copies[l], file)
}

func (m *model) laptopRestored() {
	l := m.some()
	files := m.copies[l]
	if len(files) == 0 {
		return
	}
	l.shut()
	_, err := localdb.Restore(files[m.number("copy", len(files))], l.home, true)
	m.must(err)
	l.open()
	l.life = -1 // what it believes is as old as the copy
	m.forgive()
}

func (m *model) communeRestored() {
	if len(m.backups) == 0 {
		return
	}
	before := m.stored()
	m.comeBack(m.backups[m.number("backup", len(m.backups))])
	now := m.stored()
	for id, c := range before {
		if now[id] == nil && c.Device == m.office.Commune().ID {
			m.undone[id] = true
		}
	}
	m.forgive()
}

// forgive writes off the changes that nobody has any more: a laptop and the commune that both came
// back from backups older than the change.
func (m *model) forgive() {
	held := m.stored()
	for _, l := range m.laptops {
		for _, e := range l.records() {
			for _, c := range e.Changes {
				held[c.ID] = c
			}
		}
	}
	for id := range m.owed {
		if held[id] == nil {
			delete(m.owed, id)
		}
	}
}

// cloned copies a laptop to a second machine.
func (m *model) cloned() {
	if len(m.laptops) < 5 {
		m.some().clone(m.number("noticed", 2) == 1)
	}
}
