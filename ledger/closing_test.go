package ledger_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func period(t testing.TB, label string) ledger.Period {
	t.Helper()
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// closing makes one from "2026-06 nil" or "2026-06 complete"; n is its id and its minute.
func closing(t testing.TB, text string, n byte) ledger.Closing {
	t.Helper()
	label, outcome, _ := strings.Cut(text, " ")
	o := map[string]ledger.Outcome{"nil": ledger.OutcomeNil, "complete": ledger.OutcomeComplete}[outcome]
	return ledger.Closing{ID: ledger.ID{15: n}, Period: period(t, label), Outcome: o, At: time.Unix(int64(n)*60, 0)}
}

func TestClosed(t *testing.T) {
	for _, tt := range []struct{ of, said, want string }{
		{"2026-06", "", ""},
		{"2026-06", "2026-06 nil", "nil"},
		{"2026-06", "2026-05 nil", ""},
		{"2026-06", "2026-06 nil, 2026-06 complete", "complete"},
		{"2026-06", "2026-06 complete, 2026-06 nil", "complete"},
		{"2026-06", "2026-H1 complete", "complete"},
		{"2026-06", "2026-H1 complete, 2026-06 nil", "nil"},
		{"2026-06", "2026-H1 complete, 2026-Q2 nil", "nil"},
		{"2026-Q2", "2026-04 nil, 2026-05 nil, 2026-06 nil", "nil"},
		{"2026-Q2", "2026-04 nil, 2026-05 complete, 2026-06 nil", "complete"},
		{"2026-Q2", "2026-04 nil, 2026-06 nil", ""},
		{"2026-9M", "2026-H1 nil, 2026-Q3 complete", "complete"},
		{"2026", "2026-9M nil, 2026-Q4 nil", "nil"},
		{"cal:2026-06", "2026-06 nil", ""},
	} {
		var said []ledger.Closing
		for i, text := range strings.Split(tt.said, ", ") {
			if text != "" {
				said = append(said, closing(t, text, byte(i+1)))
			}
		}
		got := map[ledger.Outcome]string{ledger.OutcomeNil: "nil", ledger.OutcomeComplete: "complete"}
		c, ok := ledger.Closed(period(t, tt.of), said)
		if got[c.Outcome] != tt.want || ok != (tt.want != "") {
			t.Errorf("%s after %q: %q, want %q", tt.of, tt.said, got[c.Outcome], tt.want)
		}
	}
}

// A quarter that is closed by its months was closed when the last of them was.
func TestClosedByItsMonths(t *testing.T) {
	said := []ledger.Closing{closing(t, "2026-05 nil", 9), closing(t, "2026-04 nil", 3), closing(t, "2026-06 nil", 5)}
	if c, ok := ledger.Closed(period(t, "2026-Q2"), said); !ok || !c.At.Equal(said[0].At) || c.Period.Label != "2026-Q2" {
		t.Errorf("%+v, %v", c, ok)
	}
}

// Two laptops, any order, anything said twice: one answer.
func TestOneWordStandsInAnyOrder(t *testing.T) {
	labels := []string{"2026-04", "2026-05", "2026-06", "2026-Q2", "2026-H1", "2026", "cal:2026-05", "2026-04-01..2026-06-30"}
	rapid.Check(t, func(rt *rapid.T) {
		var said []ledger.Closing
		for i := range rapid.IntRange(0, 10).Draw(rt, "n") {
			label := rapid.SampledFrom(labels).Draw(rt, "label") + " " + rapid.SampledFrom([]string{"nil", "complete"}).Draw(rt, "outcome")
			said = append(said, closing(t, label, byte(i+1)))
		}
		of := period(t, rapid.SampledFrom(labels).Draw(rt, "of"))
		want, wantOK := ledger.Closed(of, said)
		if len(said) > 0 {
			said = append(said, said[0])
		}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		rng.Shuffle(len(said), func(i, j int) { said[i], said[j] = said[j], said[i] })
		if got, ok := ledger.Closed(of, said); got != want || ok != wantOK {
			rt.Fatalf("%s: %+v %v, before %+v %v", of.Label, got, ok, want, wantOK)
		}
	})
}

func book(t testing.TB, today string, records ...ledger.Summary) ledger.PeriodBook {
	t.Helper()
	d, err := viet.ParseISO(today)
	if err != nil {
		t.Fatal(err)
	}
	return ledger.PeriodBook{Unit: ledger.Unit{ID: "u", Kind: "village"}, Today: d, Records: records}
}

func TestWhyAPeriodCannotBeClosed(t *testing.T) {
	b := book(t, "2026-06-20", ledger.Summary{Form: "kho_khan", Date: "2026-06-01", Status: ledger.StatusSent, Title: "Kênh bồi 100 %"})
	b.Closings = []ledger.Closing{closing(t, "2026-05 nil", 1)}
	for _, tt := range []struct {
		label   string
		outcome ledger.Outcome
		code    string
	}{
		{"tháng 6", ledger.OutcomeNil, "period"},
		{"2026-08", ledger.OutcomeNil, "not_begun"},
		{"2026-06", ledger.OutcomeNil, "has_records"},
		{"2026-05", ledger.OutcomeNil, "closed"},
		{"2026-06", ledger.OutcomeComplete, ""},
		{"2026-05", ledger.OutcomeComplete, ""},
		{" 2026-07 ", ledger.OutcomeNil, ""},
	} {
		_, err := b.CheckClose(tt.label, tt.outcome)
		var refused *ledger.CloseRefusal
		errors.As(err, &refused)
		if (refused == nil) != (tt.code == "") || refused != nil && (refused.Code != tt.code || refused.Words().Vi == "" || refused.Words().En == "") {
			t.Errorf("%s as %s: %v, want %q", tt.label, tt.outcome, err, tt.code)
		}
		if tt.code == "has_records" && !strings.Contains(err.Error(), "«Kênh bồi 100 %» 01/06/2026") {
			t.Errorf("the record is not named: %v", err)
		}
	}
	if _, err := b.CheckReopen("2026-06"); err == nil {
		t.Error("a period that is not closed was opened again")
	}
	if _, err := b.CheckReopen("2026-05"); err != nil {
		t.Error(err)
	}
}

func TestStandings(t *testing.T) {
	made := ledger.ID{}
	b := book(t, "2026-06-15",
		ledger.Summary{ID: made, Form: "tuyen_truyen", Date: "2026-06-03", Status: ledger.StatusQueued},
		ledger.Summary{ID: made, Form: "tap_huan", Date: "2026-01-03", Status: ledger.StatusSent},
		ledger.Summary{ID: made, Form: "kho_khan", Date: "2026-06-04", Status: ledger.StatusWithdrawn},
		ledger.Summary{ID: made, Form: "kho_khan", Date: "2026-06-05", Status: ledger.StatusDraft},
		ledger.Summary{ID: made, Form: "mo_hinh", Date: "2025-12-14", Status: ledger.StatusSent})
	b.Closings = []ledger.Closing{closing(t, "2026-06 nil", 1), closing(t, "2026-Q3 nil", 2), closing(t, "2026-05 complete", 3)}
	b.Unit.Policy.Locks = []ledger.Lock{{Period: "2026-Q2"}, {Period: "2026-H1", Until: "2026-06-30"}}
	var labels []string
	by := map[string]ledger.PeriodStanding{}
	for _, s := range b.Standings() {
		labels = append(labels, s.Period.Label)
		by[s.Period.Label] = s
	}
	if got, want := strings.Join(labels, " "), "2026-06 2026-Q2 2026-H1 2026-07 2026-Q3 2026-H2 2026-9M 2026"; got != want {
		t.Errorf("periods %s, want %s", got, want)
	}
	june := by["2026-06"]
	if june.State != ledger.PeriodComplete || !june.Contradict || june.Records != 1 || june.Drafts != 1 || june.NotSent != 1 ||
		june.ByForm["tuyen_truyen"] != 1 || june.Deadline.String() != "2026-06-15" || june.DaysLeft != 0 {
		t.Errorf("june %+v", june)
	}
	if by["2026-07"].State != ledger.PeriodNil || by["2026-Q2"].State != ledger.PeriodLocked ||
		by["2026-H1"].State != ledger.PeriodOpen || by["2026-H1"].Until != "2026-06-30" {
		t.Errorf("july %s, Q2 %s, H1 %+v", by["2026-07"].State, by["2026-Q2"].State, by["2026-H1"])
	}
	var missing []string
	for _, d := range june.Missing {
		missing = append(missing, d.Key)
	}
	if !slices.Equal(missing, []string{"ngay_hoi", "sang_kien_mo_hinh"}) {
		t.Errorf("missing %v", missing)
	}
	if b.Today = b.Today.AddDays(1); b.Standings()[0].Period.Label != "2026-07" {
		t.Error("june is not over")
	}
	late := b.Standings()[len(b.Standings())-1]
	if late.Period.Label == "2026-06" || late.DaysLeft >= 0 {
		t.Errorf("what was never closed must be told of: %+v", late)
	}
}

func TestEveryDutyNamesFormsThatAreThere(t *testing.T) {
	for _, d := range ledger.YearlyDuties {
		for _, form := range d.Forms {
			if ledger.Default().Form(form) == nil {
				t.Errorf("%s: no form %s", d.Key, form)
			}
		}
		if d.Title.Vi == "" || d.Title.En == "" {
			t.Errorf("%s has no words", d.Key)
		}
	}
}

func TestTheClosingFormIsNobodysToFillIn(t *testing.T) {
	c := ledger.Default()
	f := c.Form(ledger.ClosingForm)
	if f == nil || !f.System || !c.System(ledger.ClosingForm) || slices.Contains(c.Forms(), f) {
		t.Fatalf("%+v", f)
	}
	found := false
	for v := range c.Versions {
		found = found || v == f
	}
	values := ledger.Values{ledger.ClosingPeriod: ledger.TextValue("2026-06"), ledger.ClosingOutcome: ledger.TextValue(string(ledger.OutcomeNil))}
	if _, problems := f.Finalize(values, ledger.Env{}); !found || len(problems) > 0 {
		t.Errorf("found %v, problems %v", found, problems)
	}
}
