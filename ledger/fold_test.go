package ledger_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// author simulates one laptop: the changes it knows of one record, and its clock.
type author struct {
	device ledger.DeviceID
	clock  ledger.Clock
	known  []*ledger.Change
	n      byte
}

var firstID = ledger.ID{15: 1}

func (a *author) write(kind ledger.ChangeKind, want ledger.Values, ms int64) *ledger.Change {
	a.n++
	a.clock = a.clock.Tick(ms)
	c := &ledger.Change{ID: ledger.ID{0: a.device[0], 1: a.n}, Record: firstID, Form: "f", Version: 1, Unit: "u",
		Kind: kind, Device: a.device, Clock: a.clock, Wall: ms}
	if len(a.known) == 0 {
		c.ID = firstID
	}
	c.Assign(ledger.Fold(a.known), want)
	a.known = append(a.known, c)
	return c
}

func (a *author) learn(cs ...*ledger.Change) {
	for _, c := range cs {
		a.known = append(a.known, c)
		a.clock = a.clock.Observe(c.Clock, 1<<46)
	}
}

func num(n int64) ledger.Value { return ledger.NumValue(viet.Int(n)) }

// two gives a record begun by a and known to b.
func two() (a, b *author) {
	a, b = &author{device: ledger.DeviceID{1}}, &author{device: ledger.DeviceID{2}}
	b.learn(a.write(ledger.KindFinalize, ledger.Values{"tong_so": num(45), "nu": num(20)}, 1000))
	return a, b
}

func TestDifferentFieldsBothSurvive(t *testing.T) {
	a, b := two()
	a.write(ledger.KindSet, ledger.Values{"tong_so": num(50)}, 2000)
	b.write(ledger.KindSet, ledger.Values{"nu": num(25)}, 1500)
	r := ledger.Fold(append(a.known, b.known...))
	if len(r.Conflicts()) != 0 || !r.Values()["tong_so"].Equal(num(50)) || !r.Values()["nu"].Equal(num(25)) {
		t.Fatalf("values %v, conflicts %v", r.Values(), r.Conflicts())
	}
}

func TestSameFieldIsAConflictUntilResolved(t *testing.T) {
	a, b := two()
	ca := a.write(ledger.KindSet, ledger.Values{"nu": num(30)}, 2000)
	cb := b.write(ledger.KindSet, ledger.Values{"nu": num(25)}, 9000)
	all := append(slices.Clone(a.known), cb)
	r := ledger.Fold(all)
	if !slices.Equal(r.Conflicts(), []string{"nu"}) {
		t.Fatalf("conflicts %v, want [nu]", r.Conflicts())
	}
	if heads := r.Fields["nu"].Heads; len(heads) != 2 || heads[0].Change != cb.ID || heads[1].Change != ca.ID {
		t.Fatalf("the later clock must win and both be kept: %+v", heads)
	}
	a.learn(cb)
	a.write(ledger.KindResolve, ledger.Values{"nu": num(30)}, 3000)
	if r = ledger.Fold(append(all, a.known...)); len(r.Conflicts()) != 0 || !r.Values()["nu"].Equal(num(30)) {
		t.Fatalf("after resolving: %v, conflicts %v", r.Values(), r.Conflicts())
	}
}

func TestSameValueFromBothIsNoConflict(t *testing.T) {
	a, b := two()
	a.write(ledger.KindSet, ledger.Values{"nu": num(30)}, 2000)
	b.write(ledger.KindSet, ledger.Values{"nu": num(30)}, 2500)
	r := ledger.Fold(append(a.known, b.known...))
	if len(r.Conflicts()) != 0 {
		t.Fatalf("conflicts %v", r.Conflicts())
	}
}

func TestACausalEditBeatsAClockThatRunsAhead(t *testing.T) {
	a, b := two()
	ahead := a.write(ledger.KindSet, ledger.Values{"nu": num(1)}, 1<<44)
	b.known = append(b.known, ahead) // saw it, but its clock was not pulled along
	b.write(ledger.KindSet, ledger.Values{"nu": num(2)}, 3000)
	r := ledger.Fold(b.known)
	if !r.Values()["nu"].Equal(num(2)) || len(r.Conflicts()) != 0 {
		t.Fatalf("nu is %v, conflicts %v: causality decides, not the clock", r.Values()["nu"], r.Conflicts())
	}
}

func TestStatesOfChangesThatDidNotSeeEachOther(t *testing.T) {
	for _, tt := range []struct {
		left, right, want ledger.State
		kinds             [2]ledger.ChangeKind
	}{
		{want: ledger.Submitted, kinds: [2]ledger.ChangeKind{ledger.KindFinalize, ledger.KindApprove}},
		{want: ledger.Submitted, kinds: [2]ledger.ChangeKind{ledger.KindFinalize, ledger.KindWithdraw}},
		{want: ledger.Returned, kinds: [2]ledger.ChangeKind{ledger.KindFinalize, ledger.KindReturn}},
		{want: ledger.Returned, kinds: [2]ledger.ChangeKind{ledger.KindReturn, ledger.KindApprove}},
		{want: ledger.Withdrawn, kinds: [2]ledger.ChangeKind{ledger.KindWithdraw, ledger.KindApprove}},
	} {
		for _, swap := range []bool{false, true} {
			a, b := two()
			ms := [2]int64{2000, 3000}
			if swap {
				ms = [2]int64{3000, 2000}
			}
			a.write(tt.kinds[0], nil, ms[0])
			b.write(tt.kinds[1], nil, ms[1])
			r := ledger.Fold(append(a.known, b.known...))
			if r.State != tt.want || !r.StateConflict() {
				t.Errorf("%v against %v: %s (flagged %v), want %s", tt.kinds[0], tt.kinds[1], r.State, r.StateConflict(), tt.want)
			}
		}
	}
}

func TestReturnCorrectedAndSentAgain(t *testing.T) {
	village, office := two()
	ret := office.write(ledger.KindReturn, nil, 2000)
	ret.Text, ret.Field = "Ghi lại số nữ", "nu"
	village.learn(ret)
	r := ledger.Fold(village.known)
	if text, field := r.Reason(); r.State != ledger.Returned || text != ret.Text || field != "nu" {
		t.Fatalf("state %s, reason %q on %q", r.State, text, field)
	}
	village.write(ledger.KindFinalize, ledger.Values{"nu": num(21)}, 3000)
	r = ledger.Fold(village.known)
	if text, _ := r.Reason(); r.State != ledger.Submitted || text != "" || len(r.Messages) != 1 {
		t.Fatalf("state %s, reason %q, %d messages", r.State, text, len(r.Messages))
	}
}

func TestFoldOfNothingAndOfStrangers(t *testing.T) {
	if r := ledger.Fold(nil); r.Changes != 0 || len(r.Fields) != 0 {
		t.Fatalf("fold of nothing: %+v", r)
	}
	a, _ := two()
	stranger := *a.known[0]
	stranger.Record, stranger.ID = ledger.ID{9}, ledger.ID{9}
	stranger.Clock = a.clock + 1
	if r := ledger.Fold([]*ledger.Change{&stranger, a.known[0]}); r.ID != firstID || r.Changes != 1 {
		t.Fatalf("a stranger's change was folded: %+v", r)
	}
}

func TestBasesInARingLeaveAllHeads(t *testing.T) {
	a, _ := two()
	x := a.write(ledger.KindSet, ledger.Values{"nu": num(1)}, 2000)
	y := a.write(ledger.KindSet, ledger.Values{"nu": num(2)}, 3000)
	x.Set[0].Base = []ledger.ID{y.ID}
	r := ledger.Fold([]*ledger.Change{x, y})
	if len(r.Fields["nu"].Heads) != 2 || !r.Fields["nu"].Conflicted() {
		t.Fatalf("heads %+v", r.Fields["nu"].Heads)
	}
}

// history draws laptops and an office that write and learn of each other at random.
func history(t *rapid.T) []*ledger.Change {
	a, b := two()
	authors := []*author{a, b, {device: ledger.DeviceID{3}, known: slices.Clone(a.known)}}
	all := slices.Clone(a.known)
	kinds := []ledger.ChangeKind{ledger.KindSet, ledger.KindFinalize, ledger.KindWithdraw, ledger.KindReturn,
		ledger.KindApprove, ledger.KindResolve, ledger.KindComment}
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		who := rapid.SampledFrom(authors).Draw(t, "who")
		if rapid.Bool().Draw(t, "learn") {
			who.learn(rapid.SampledFrom(all).Draw(t, "what"))
			continue
		}
		want := ledger.Values{rapid.SampledFrom([]string{"nu", "tong_so", "chu_de"}).Draw(t, "field"): num(rapid.Int64Range(0, 3).Draw(t, "value"))}
		all = append(all, who.write(rapid.SampledFrom(kinds).Draw(t, "kind"), want, rapid.Int64Range(0, 5000).Draw(t, "ms")))
	}
	return all
}

func TestFoldKnowsNoOrderAndNoDuplicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		want := ledger.Fold(all)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		again := append(slices.Clone(all), all[rng.IntN(len(all))], all[rng.IntN(len(all))])
		rng.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		if got := ledger.Fold(again); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order folds differently:\n%+v\n%+v", got, want)
		}
	})
}

func TestWhoeverSawAllSettlesAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := history(t)
		seen := ledger.Fold(all)
		judge := &author{device: ledger.DeviceID{9}, known: all, clock: 0}
		want := ledger.Values{}
		for _, field := range seen.Conflicts() {
			want[field] = num(7)
		}
		judge.write(ledger.KindResolve, want, 1)
		r := ledger.Fold(judge.known)
		if len(r.Conflicts()) > 0 {
			t.Fatalf("still in conflict: %v", r.Conflicts())
		}
		for field := range want {
			if !r.Values()[field].Equal(num(7)) {
				t.Fatalf("%s is %v after resolving", field, r.Values()[field])
			}
		}
	})
}

// Two laptops change the two numbers that a third is computed from: the third is neither in
// conflict nor left as either of them computed it.
func TestComputedFieldsAreNeverInConflict(t *testing.T) {
	form := ledger.Default().Form("mo_hinh_cap_nhat")
	a, b := &author{device: ledger.DeviceID{1}}, &author{device: ledger.DeviceID{2}}
	b.learn(a.write(ledger.KindFinalize, ledger.Values{"tong_thu": num(100), "tong_chi": num(60), "loi_nhuan": num(40)}, 1000))
	a.write(ledger.KindSet, ledger.Values{"tong_thu": num(120), "loi_nhuan": num(60)}, 2000)
	b.write(ledger.KindSet, ledger.Values{"tong_chi": num(50), "loi_nhuan": num(50)}, 2500)
	r := ledger.Fold(append(a.known, b.known...))
	r.Settle(form, ledger.Env{})
	if len(r.Conflicts()) != 0 || !r.Values()["loi_nhuan"].Equal(num(70)) {
		t.Fatalf("loi_nhuan %v, conflicts %v; want 70 and none", r.Values()["loi_nhuan"], r.Conflicts())
	}
	r.Settle(form, ledger.Env{})
	if !r.Values()["loi_nhuan"].Equal(num(70)) {
		t.Fatal("settling twice gives something else")
	}
}
