package ledger_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
)

// approved gives a record that village handed in and office approved, both knowing all.
func approved() (village, office *author) {
	village, office = two()
	village.learn(office.write(ledger.KindApprove, nil, 2000))
	return village, office
}

func status(r *ledger.Record) ledger.Status { return ledger.StatusOf(r, false, false) }

func TestAChangeOfAnApprovedRecordIsAProposal(t *testing.T) {
	village, office := approved()
	edit := village.write(ledger.KindFinalize, ledger.Values{"nu": num(25)}, 3000)
	r := ledger.Fold(village.known)
	if !r.Proposed() || !r.Counted()["nu"].Equal(num(20)) || !r.Values()["nu"].Equal(num(25)) || status(r) != ledger.StatusSent {
		t.Fatalf("counted %v, values %v, status %s", r.Counted(), r.Values(), status(r))
	}
	if s := ledger.StatusOf(r, false, true); s != ledger.StatusQueued {
		t.Errorf("before it is sent: %s", s)
	}
	office.learn(edit)
	office.write(ledger.KindApprove, nil, 4000)
	r = ledger.Fold(office.known)
	if r.Proposed() || !r.Counted()["nu"].Equal(num(25)) || status(r) != ledger.StatusApproved {
		t.Errorf("approved again: counted %v, status %s", r.Counted(), status(r))
	}
}

// What the village wrote before the approval by its clock, but the office did not see, is not
// approved with it.
func TestApprovalCoversOnlyWhatItsAuthorSaw(t *testing.T) {
	village, office := two()
	unseen := village.write(ledger.KindFinalize, ledger.Values{"nu": num(25)}, 1500)
	approve := office.write(ledger.KindApprove, nil, 9000)
	r := ledger.Fold(append(slices.Clone(office.known), unseen, approve))
	if !r.Proposed() || !r.Counted()["nu"].Equal(num(20)) {
		t.Errorf("counted %v", r.Counted())
	}
}

func TestTheReturnOfAProposalDeclinesIt(t *testing.T) {
	village, office := approved()
	office.learn(village.write(ledger.KindFinalize, ledger.Values{"nu": num(25)}, 3000))
	back := office.write(ledger.KindReturn, nil, 4000)
	r := ledger.Fold(office.known)
	if r.State != ledger.Returned || !r.Counted()["nu"].Equal(num(20)) {
		t.Fatalf("state %s, counted %v", r.State, r.Counted())
	}
	village.learn(back)
	village.write(ledger.KindFinalize, ledger.Values{"nu": num(20)}, 5000)
	if r = ledger.Fold(village.known); r.Proposed() || status(r) != ledger.StatusApproved {
		t.Errorf("taken back to what was approved: %s", status(r))
	}
}

func TestTheReturnOfAnApprovedRecordReopensIt(t *testing.T) {
	village, office := approved()
	village.learn(office.write(ledger.KindReturn, nil, 3000))
	village.write(ledger.KindFinalize, ledger.Values{"nu": num(30)}, 4000)
	r := ledger.Fold(village.known)
	if r.Accepted != nil || !r.Counted()["nu"].Equal(num(30)) || status(r) != ledger.StatusSent {
		t.Errorf("accepted %v, counted %v, status %s", r.Accepted, r.Counted(), status(r))
	}
}

func TestWithdrawingAnApprovedRecordIsAProposal(t *testing.T) {
	village, office := approved()
	office.learn(village.write(ledger.KindWithdraw, nil, 3000))
	r := ledger.Fold(office.known)
	if !r.Proposed() || !status(r).Counts() || !r.Counted()["nu"].Equal(num(20)) {
		t.Fatalf("status %s, counted %v", status(r), r.Counted())
	}
	village.learn(office.write(ledger.KindApprove, nil, 4000))
	if r = ledger.Fold(village.known); status(r) != ledger.StatusWithdrawn || r.Proposed() {
		t.Fatalf("the office agreed: %s", status(r))
	}
	village.write(ledger.KindFinalize, ledger.Values{"nu": num(22)}, 5000)
	if r = ledger.Fold(village.known); status(r) != ledger.StatusSent || !r.Counted()["nu"].Equal(num(22)) {
		t.Errorf("handed in again: %s, counted %v", status(r), r.Counted())
	}
}

// The office's own correction counts at once, also one that was made over a proposal.
func TestTheOfficesCorrectionCountsAtOnce(t *testing.T) {
	village, office := approved()
	office.learn(village.write(ledger.KindFinalize, ledger.Values{"nu": num(25), "tong_so": num(60)}, 3000))
	office.write(ledger.KindCorrect, ledger.Values{"nu": num(24)}, 4000)
	r := ledger.Fold(office.known)
	if !r.Counted()["nu"].Equal(num(24)) || !r.Counted()["tong_so"].Equal(num(45)) || !r.Proposed() {
		t.Errorf("counted %v", r.Counted())
	}
}

// acts draws histories of laptops and one office: only the office reviews, and it is one.
func acts(t *rapid.T) (all []*ledger.Change, office *author) {
	a, b := two()
	office = &author{device: ledger.DeviceID{7}, known: slices.Clone(a.known)}
	all = slices.Clone(a.known)
	for range rapid.IntRange(0, 14).Draw(t, "steps") {
		who := rapid.SampledFrom([]*author{a, b, office}).Draw(t, "who")
		if rapid.Bool().Draw(t, "learn") {
			for _, c := range rapid.SampledFrom([]*author{a, b, office}).Draw(t, "of").known { // logs come in order
				if !slices.Contains(who.known, c) {
					who.learn(c)
				}
			}
			continue
		}
		kinds := []ledger.ChangeKind{ledger.KindSet, ledger.KindFinalize, ledger.KindWithdraw}
		var want ledger.Values
		if who == office {
			kinds = []ledger.ChangeKind{ledger.KindApprove, ledger.KindApprove, ledger.KindReturn}
		} else {
			want = ledger.Values{rapid.SampledFrom([]string{"nu", "tong_so"}).Draw(t, "field"): num(rapid.Int64Range(0, 3).Draw(t, "value"))}
		}
		all = append(all, who.write(rapid.SampledFrom(kinds).Draw(t, "kind"), want, rapid.Int64Range(0, 5000).Draw(t, "ms")))
	}
	return all, office
}

func TestWhatCountsKnowsNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, _ := acts(t)
		want := ledger.Fold(all)
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		again := append(slices.Clone(all), all[rng.IntN(len(all))])
		rng.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
		if got := ledger.Fold(again); !reflect.DeepEqual(got, want) {
			t.Fatalf("another order folds differently:\n%+v\n%+v", got, want)
		}
	})
}

// Once the office has approved what it knows, nothing that units write changes what counts.
func TestOnlyTheOfficeChangesWhatWasApproved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, office := acts(t)
		before := ledger.Fold(office.known)
		if before.State == ledger.Withdrawn || len(before.Conflicts()) > 0 {
			t.Skip("the office refuses to approve this")
		}
		approve := office.write(ledger.KindApprove, nil, 9000)
		counted := before.Values()
		r := ledger.Fold(append(slices.Clone(all), approve))
		if !reflect.DeepEqual(r.Counted(), counted) {
			t.Fatalf("the office approved %v, %v counts", counted, r.Counted())
		}
		village := &author{device: ledger.DeviceID{1}, n: 200, known: append(slices.Clone(all), approve), clock: approve.Clock}
		for _, kind := range []ledger.ChangeKind{ledger.KindFinalize, ledger.KindSet, ledger.KindWithdraw} {
			village.write(kind, ledger.Values{"nu": num(int64(100 + kind))}, 10000)
			if r := ledger.Fold(village.known); !reflect.DeepEqual(r.Counted(), counted) || !r.Proposed() {
				t.Fatalf("after %s %v counts, approved was %v", kind, r.Counted(), counted)
			}
		}
	})
}
