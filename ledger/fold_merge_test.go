package ledger_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
)

// merge writes what the office says of the record: which records are one event with it.
func (a *author) merge(ms int64, ids ...ledger.ID) *ledger.Change {
	c := a.write(ledger.KindMerge, nil, ms)
	c.Merge = ids
	return c
}

func TestMergeIsSeenOnBothSides(t *testing.T) {
	other := ledger.ID{15: 2}
	for _, tt := range []struct {
		name   string
		merge  []ledger.ID
		into   ledger.ID
		merged []ledger.ID
	}{
		{"kept", []ledger.ID{firstID, other}, ledger.ID{}, []ledger.ID{other}},
		{"merged away", []ledger.ID{other, firstID}, other, nil},
		{"undone", nil, ledger.ID{}, nil},
		{"alone", []ledger.ID{firstID}, ledger.ID{}, nil},
		{"about others", []ledger.ID{other, {15: 3}}, ledger.ID{}, nil},
	} {
		_, office := two()
		before := ledger.Fold(office.known)
		office.merge(2000, tt.merge...)
		r := ledger.Fold(office.known)
		if r.MergedInto() != tt.into || !slices.Equal(r.Merged(), tt.merged) {
			t.Errorf("%s: into %v, merged %v", tt.name, r.MergedInto(), r.Merged())
		}
		if !reflect.DeepEqual(r.Fields, before.Fields) || r.State != before.State {
			t.Errorf("%s: the merge changed values or state", tt.name)
		}
	}
}

func TestMergeUndoneAndMergedAgain(t *testing.T) {
	other, third := ledger.ID{15: 2}, ledger.ID{15: 3}
	_, office := two()
	office.merge(2000, other, firstID)
	office.merge(3000)
	if r := ledger.Fold(office.known); r.Merge != nil {
		t.Fatalf("undone, yet merged: %v", r.Merge)
	}
	office.merge(4000, firstID, third)
	if r := ledger.Fold(office.known); !slices.Equal(r.Merged(), []ledger.ID{third}) {
		t.Fatalf("merged again: %v", r.Merge)
	}
}

// An undo settles only the merge that its author saw: one it did not see is decided by the clock.
func TestUndoOfAnUnseenMerge(t *testing.T) {
	other := ledger.ID{15: 2}
	for _, late := range []bool{false, true} {
		_, a := two()
		a.merge(2000, other, firstID)
		b := &author{device: ledger.DeviceID{3}, known: slices.Clone(a.known), clock: a.clock}
		a.merge(3000)
		again := b.merge(map[bool]int64{false: 2500, true: 3500}[late], other, firstID)
		r := ledger.Fold(append(a.known, again))
		if got := r.MergedInto() == other; got != late {
			t.Errorf("late %v: merged %v", late, got)
		}
	}
}

func TestMergesKnowNoOrderAndTouchNoValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := history(t)
		all := slices.Clone(plain)
		offices := []*author{{device: ledger.DeviceID{8}, known: slices.Clone(plain)}, {device: ledger.DeviceID{9}, known: slices.Clone(plain)}}
		group := []ledger.ID{firstID, {15: 2}, {15: 3}}
		for range rapid.IntRange(1, 6).Draw(t, "merges") {
			who := rapid.SampledFrom(offices).Draw(t, "office")
			if rapid.Bool().Draw(t, "learn") {
				who.learn(rapid.SampledFrom(all).Draw(t, "what"))
			}
			ids := rapid.Permutation(group).Draw(t, "ids")[:rapid.IntRange(0, 3).Draw(t, "n")]
			all = append(all, who.merge(rapid.Int64Range(0, 9000).Draw(t, "ms"), ids...))
		}
		want := ledger.Fold(all)
		if before := ledger.Fold(plain); !reflect.DeepEqual(want.Fields, before.Fields) || want.State != before.State {
			t.Fatal("merges changed values or state")
		}
		if want.MergedInto() != (ledger.ID{}) && len(want.Merged()) > 0 {
			t.Fatalf("both merged away and kept: %v", want.Merge)
		}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		again := append(slices.Clone(all), all[rng.IntN(len(all))])
		rng.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		if got := ledger.Fold(again); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order folds differently:\n%+v\n%+v", got, want)
		}
		judge := &author{device: ledger.DeviceID{10}, known: all}
		judge.merge(1)
		if r := ledger.Fold(judge.known); r.Merge != nil {
			t.Fatalf("whoever saw all undid it, yet merged: %v", r.Merge)
		}
	})
}
