package e2e_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	laptopsync "github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/viet"
)

// TestAYearOfACommune lives through a year in a bubble of testing/synctest, with the real stores,
// client and endpoint: laptops write all year, their links are up one hour in twenty and die
// midway, the office reviews. In the end everything has arrived once and all show the same. The seed replays it (SOTHON_SEED).
func TestAYearOfACommune(t *testing.T) {
	seed := seedOf(t)
	year := &year{units: often(10, 6, 60), laptops: often(12, 7, 90), records: often(600, 150, 20_000)}
	begun := time.Now()
	if _, err := founded(); err != nil { // outside the bubble, for others to use
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		year.rand = rand.New(rand.NewPCG(seed, 2))
		year.live(t)
	})
	t.Logf("%d units, %d laptops, %d records written, %d edits, %d visits (%d broke off), %d requests, %d kB up, %d kB down, in %v",
		year.units, year.laptops, year.written, year.edits, year.visits, year.broken, year.rounds, year.up>>10, year.down>>10, time.Since(begun).Round(time.Millisecond))
}

// year is one run and its figures.
type year struct {
	units, laptops, records int
	rand                    *rand.Rand
	w                       *world
	begun                   []ledger.ID        // records
	saved                   map[ledger.ID]bool // changes

	written, edits, visits, broken, rounds int
	up, down                               int64
}

func (y *year) live(t *testing.T) {
	y.w, y.saved = newWorld(t, y.units), map[ledger.ID]bool{}
	defer y.w.close()
	for n := range y.laptops {
		y.w.laptop(unitName(n % y.units))
	}
	begin := time.Now()
	const hour = time.Hour
	for h := range 365 * 24 {
		y.w.since.Store(int64(time.Since(begin)))
		for _, l := range y.w.laptops {
			y.write(l, h)
			if y.rand.IntN(20*8) == 0 { // up one hour in twenty; of these, one in eight somebody is there
				y.visit(l)
			}
		}
		if h%(24*7) == 0 {
			y.review(t)
		}
		time.Sleep(hour) // of the bubble: no time
	}
	y.end(t)
}

// write writes what is due by hour h, evenly over the year, by whoever's turn it is.
func (y *year) write(l *notebook, h int) {
	due := y.records * (h + 1) / (365 * 24)
	if y.written >= due || y.rand.IntN(y.laptops) != 0 && h%24 != 23 {
		return
	}
	at, err := l.db.Position()
	y.w.must(err)
	id, err := l.db.NewID()
	y.w.must(err)
	y.commit(l, ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: outreach(y.written)})
	y.written++
	y.begun = append(y.begun, id)
	if y.rand.IntN(5) == 0 {
		y.edits++
		y.commit(l, ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Edits: true,
			Values: ledger.Values{"nu": ledger.NumValue(viet.Int(int64(1 + y.rand.IntN(30))))}})
	}
	entries, _, err := l.db.Outbox(at.Last, 0)
	y.w.must(err)
	for _, e := range entries {
		y.saved[e.ID] = true
	}
}

func (y *year) commit(l *notebook, d ledger.Draft) {
	problems, err := l.db.Commit(d, ledger.KindFinalize)
	y.w.must(err)
	if len(problems) > 0 {
		y.w.t.Fatalf("commit: %v", problems[0])
	}
}

// visit is one try of a laptop; one link in three dies in some way on some request.
func (y *year) visit(l *notebook) {
	if y.rand.IntN(3) == 0 {
		plan := make([]trouble, y.rand.IntN(2))
		y.w.line.expect(append(plan, trouble{mishaps[y.rand.IntN(len(mishaps))], y.rand.IntN(6000)})...)
	}
	result, err := l.sync()
	y.w.line.expect()
	var told *laptopsync.Error
	if err != nil && !errors.As(err, &told) {
		y.w.t.Fatalf("%s: %v", l.name, err)
	}
	if err != nil {
		y.broken++
	}
	y.visits++
	y.rounds += result.Rounds
	y.up, y.down = y.up+result.BytesUp, y.down+result.BytesDown
}

// review lets the office approve or return some of what it has.
func (y *year) review(t *testing.T) {
	for n := 0; n < 5 && len(y.begun) > 0; n++ {
		record := y.begun[y.rand.IntN(len(y.begun))] // refused when it has not come yet
		if y.rand.IntN(4) == 0 {
			_ = y.w.office.Return(t.Context(), "xa", record, "Ghi lại", "tong_so")
		} else {
			_ = y.w.office.Approve(t.Context(), "xa", record)
		}
	}
}

// end lets all links be up for two visits each and compares.
func (y *year) end(t *testing.T) {
	for range 2 {
		for _, l := range y.w.laptops {
			if _, err := l.sync(); err != nil {
				t.Fatalf("%s: %v", l.name, err)
			}
		}
	}
	there := y.w.stored()
	office := 0
	perUnit := map[string]map[ledger.ID]int{}
	for id, c := range there {
		if !y.saved[id] {
			office++
		}
		if perUnit[c.Unit] == nil {
			perUnit[c.Unit] = map[ledger.ID]int{}
		}
		perUnit[c.Unit][c.Record]++
	}
	if len(there)-office != len(y.saved) {
		t.Errorf("%d changes of laptops at the commune, %d were saved", len(there)-office, len(y.saved))
	}
	for _, l := range y.w.laptops {
		y.compare(t, l, perUnit[l.unit])
	}
	y.w.sound()
}

// compare demands that a laptop knows all changes of its unit's records, and shows none as waiting.
func (y *year) compare(t *testing.T, l *notebook, want map[ledger.ID]int) {
	t.Helper()
	here := l.records()
	if len(here) != len(want) {
		t.Errorf("%s has %d records, the commune %d of %s", l.name, len(here), len(want), l.unit)
	}
	for id, e := range here {
		row, _, err := y.w.store.Record(context.Background(), id)
		y.w.must(err)
		if len(e.Changes) != want[id] || e.Status != row.Status {
			t.Errorf("%s, record %s: %d changes, %s; the commune has %d, %s", l.name, id, len(e.Changes), e.Status, want[id], row.Status)
		}
	}
	status, err := l.db.Status()
	y.w.must(err)
	if status.Pending > 0 {
		t.Errorf("%s: %d changes still wait", l.name, status.Pending)
	}
}
