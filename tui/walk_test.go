package tui

import (
	"fmt"
	"math/rand"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/nghia-hung/sothon/ledger"
)

// walkKeys are what the random walker presses; those that move are more frequent than those that
// leave.
var walkKeys = []any{
	tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyEnter, tea.KeyDown, tea.KeyDown, tea.KeyDown,
	tea.KeyDown, tea.KeyUp, tea.KeyUp, tea.KeyTab, tea.KeyTab, tea.KeyShiftTab, tea.KeyPgDown, tea.KeyPgDown, tea.KeyPgUp,
	tea.KeyHome, tea.KeyEnd, tea.KeyLeft, tea.KeyRight, tea.KeyBackspace, tea.KeyDelete, tea.KeyEsc, tea.KeyF1, tea.KeyF2,
	tea.KeyF3, tea.KeyF4, tea.KeyF5, tea.KeyF6, tea.KeyF7, tea.KeyF8, tea.KeyF9, tea.KeyF9, tea.KeyF11, tea.KeyF12, tea.KeyCtrlH,
	tea.KeyCtrlLeft, tea.KeyCtrlRight, tea.KeySpace, "45", "1.5", "15/6", "hom qua", "Nguyễn Văn", "đường", "2tr", "e",
	"\u0301", " ", "4,6 ha", "x\ny", `"~/biên bản.pdf"`, "aa", "dd", "w", "7",
}

// legKeys is how many keys one walk has; afterwards another begins with a fresh book, so that walks stay
// quick however many there are.
const legKeys = 2000

// walks are 6,000 keys (2,000 under the race detector), and 100,000 in the nightly run (SOTHON_NIGHTLY); SOTHON_SEED replays one.
func walks() (legs int, seed int64) {
	legs, seed = 3, 20260608
	if underRace {
		legs = 1
	}
	if os.Getenv("SOTHON_NIGHTLY") != "" {
		legs = 50
	}
	if n, err := strconv.ParseInt(os.Getenv("SOTHON_SEED"), 10, 64); err == nil {
		seed = n
	}
	return legs, seed
}

// walker presses random keys on screens of changing size and knows what must not be lost.
type walker struct {
	*driver
	t       *testing.T
	rng     *rand.Rand
	written map[ledger.ID][]*ledger.Change // what is in the book
	writing map[*session]bool              // what had been typed on before the last key
	away    *away
	starts  []scene
	tour    *tour
	handed  int
}

// tour is what all walks together have seen, and which scenes they begin on next.
type tour struct {
	seen map[string]bool
	next []int
}

// away is the real book while the practice book is open.
type away struct {
	options Options
	store   *fakeStore
	written map[ledger.ID][]*ledger.Change
}

// A walker that begins on every screen in turn and presses random keys never makes the program panic,
// get stuck, draw outside the terminal, lose what was handed in, or lose a draft that nobody threw away:
// also when the disk fails, when the program is left and begun again, and when it dies. It comes to
// every screen there is.
func TestRandomWalk(t *testing.T) {
	legs, seed := walks()
	all, handed := &tour{seen: map[string]bool{}}, 0
	for leg := range legs {
		t.Run(fmt.Sprint(seed, "+", leg), func(t *testing.T) {
			w := newWalker(t, seed+int64(leg), []string{"vi", "en"}[leg%2], all)
			for i := range legKeys {
				w.step(i)
			}
			for leg == legs-1 && len(all.next) > 0 { // the scenes that have not come up
				w.begin()
			}
			handed += w.handed
		})
	}
	if handed < 5*legs {
		t.Errorf("the walker handed in %d records only", handed)
	}
	t.Logf("%d records handed in; %d kinds of screens", handed, len(all.seen))
	for _, name := range screenNames(t) {
		if behind := name == "lockScreen" || name == "pinScreen"; !behind && !all.seen[name] { // random keys would find no way back
			t.Errorf("the walker never saw a %s", name)
		}
	}
}

func newWalker(t *testing.T, seed int64, lang string, all *tour) *walker {
	w := &walker{driver: newDriver(t, lang).sampleBook().fill(400), t: t, rng: rand.New(rand.NewSource(seed)),
		written: map[ledger.ID][]*ledger.Change{}, tour: all}
	for _, s := range scenes {
		if s.before == nil {
			w.starts = append(w.starts, s)
		}
	}
	w.withFiles()
	w.sampleHost()
	w.samplePeriods()
	w.driver.seen = all.seen
	w.start(80, 24)
	w.look()
	return w
}

// step presses one key, or lets something else happen, and checks what must hold afterwards.
func (w *walker) step(i int) {
	w.store.fail = nil
	switch n := w.rng.Intn(1000); {
	case n < 10:
		w.fail()
	case n < 12:
		w.keys(tea.KeyF10)
	case n < 14: // the power fails
		w.quit = true
	case n < 18:
		size := [][2]int{{80, 24}, {60, 20}, {120, 40}, {40, 12}, {20, 5}, {1, 1}, {200, 60}}[w.rng.Intn(7)]
		w.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	case n < 28:
		w.handIn()
		w.handed++
	case n < 31:
		w.beginForm("sang_kien")
		w.to("tac_gia")
	case n < 34:
		w.to(ledger.FilesField)
	case n < 60:
		w.begin()
	case n < 62 && w.m.Periods != nil:
		w.run(w.m.push(&periodsScreen{}))
		w.keys(tea.KeyEnter, tea.KeyDown, tea.KeyEnter)
	default:
		w.keys(walkKeys[w.rng.Intn(len(walkKeys))])
	}
	if i%7 == 0 {
		w.fire()
	}
	w.fits()
	w.look()
	if w.quit {
		w.restart()
	}
	if i%250 == 249 {
		w.goHome()
	}
}

// begin goes to one of the scenes, from where keys at random lead further.
func (w *walker) begin() {
	w.goHome()
	if w.quit {
		w.restart()
	}
	if w.away != nil {
		w.run(w.m.goElsewhere(ToBook))
		w.restart()
	}
	w.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	if len(w.tour.next) == 0 {
		w.tour.next = w.rng.Perm(len(w.starts))
	}
	w.starts[w.tour.next[0]].play(w.driver)
	w.tour.next = w.tour.next[1:]
	w.seen[w.topName()] = true
}

// fail presses a key while the disk is full.
func (w *walker) fail() {
	w.store.fail = errDisk
	w.keys(walkKeys[w.rng.Intn(len(walkKeys))])
	w.store.fail = nil
	w.fire()
}

// handIn writes a whole record from wherever the walker is, and sees it in the book.
func (w *walker) handIn() {
	before := len(w.store.changes)
	w.look()
	w.driver.beginForm("tuyen_truyen").keys("hom qua", tea.KeyEnter, " ", tea.KeyEnter, "Họp", fmt.Sprint(before), tea.KeyPgDown, "45",
		tea.KeyF9, tea.KeyEnter)
	if len(w.store.changes) != before+1 {
		w.t.Fatalf("the record is not in the book:\n%s", w.screen())
	}
}

// to brings the cursor of a form that is open to a question with a list of its own, which is far from
// where keys at random lead, and opens the list.
func (w *walker) to(field string) {
	if f, ok := w.m.top().screen.(*fillScreen); ok && f.session != nil {
		f.session.goTo(field)
		w.run(f.session.pager.arrive())
		w.keys(tea.KeyUp, tea.KeyEnter)
	}
}

// look checks that nothing that was in the book has gone, and that what was being written is still
// being written, in the book, thrown away on purpose, or kept as a draft.
func (w *walker) look() {
	w.t.Helper()
	for id, was := range w.written {
		now := w.store.changes[id]
		if len(now) < len(was) || !slices.Equal(now[:len(was)], was) {
			w.t.Fatalf("record %s was %v and is %v:\n%s", id, was, now, w.screen())
		}
	}
	open := map[*session]bool{}
	for _, l := range w.m.stack {
		if f, ok := l.screen.(*fillScreen); ok && f.session != nil && f.session.written > 0 {
			open[f.session] = true
		}
	}
	for s := range w.writing {
		if open[s] || s.writer.closed || len(w.store.changes[s.id]) > len(w.written[s.id]) {
			continue
		}
		if d, ok := w.store.drafts[s.id]; !ok || !reflect.DeepEqual(d.Values, s.draft().Values) {
			w.t.Fatalf("a draft was lost: %v, kept %v:\n%s", s.draft().Values, d.Values, w.screen())
		}
	}
	w.writing = open
	for id, changes := range w.store.changes {
		w.written[id] = changes[:len(changes):len(changes)]
	}
}

// restart begins the program anew on the same book, or on the practice book, or on the real one after it.
// What was typed since the last save may be lost when it died.
func (w *walker) restart() {
	old, o := w.driver, w.m.Options
	w.driver = newDriver(w.t, string(old.m.lang))
	after := w.m.after
	w.driver.store, w.driver.syncer, w.driver.now, w.driver.seen = old.store, old.syncer, old.now, old.seen
	switch old.m.elsewhere {
	case ToPractice:
		w.away = &away{o, old.store, w.written}
		w.store, w.written = newFakeStore(old.store.now), map[ledger.ID][]*ledger.Change{}
		w.store.who.Person = old.store.who.Person
		o.Store, o.Practice, o.OffersPractice, o.Syncer, o.Host, o.Periods = w.store, true, false, nil, nil, nil
	case ToBook, ToBookCleared:
		o, w.store, w.written = w.away.options, w.away.store, w.away.written
		w.away = nil
	}
	w.m = New(o)
	w.m.after = after
	w.writing = nil
	w.start(80, 24)
	w.look()
}

// goHome checks that Esc leads home from anywhere.
func (w *walker) goHome() {
	home := func() bool {
		_, ok := w.m.top().screen.(*homeScreen)
		return ok
	}
	for range 25 {
		if home() {
			break
		}
		w.keys(tea.KeyEsc).fire()
	}
	if !home() {
		w.t.Fatalf("no way home from:\n%s", w.screen())
	}
	w.look()
}
