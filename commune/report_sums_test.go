package commune_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/report/reporttest"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// TestSumsAreWhatARebuildGives lets records come, come twice, change, be withdrawn, approved, merged and
// parted again in any order: the sums kept with each change are what summing up anew gives, and the
// figures are those of plain loops.
func TestSumsAreWhatARebuildGives(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		y := newYear(t)
		defer y.store.Close()
		m := reporttest.New(rapid.Uint64().Draw(rt, "seed"), unitIDs()[:4])
		var sent []*ledger.Change
		pick := func() *ledger.Change { return sent[rapid.IntRange(0, len(sent)-1).Draw(rt, "record")] }
		office := func(do func(context.Context) error) {
			if len(sent) > 0 {
				do(context.Background()) //nolint:errcheck // what the office may not do changes nothing
			}
		}
		n := byte(0)
		change := func(kind ledger.ChangeKind, set ledger.Values) {
			if len(sent) == 0 {
				return
			}
			of := pick()
			n++
			c := &ledger.Change{ID: ledger.ID{0xdd, n}, Record: of.Record, Form: of.Form, Version: of.Version, Unit: of.Unit, Kind: kind, Device: y.device,
				Clock: ledger.Clock(int64(n) << 40), Base: []ledger.ID{of.ID}}
			for field, v := range set {
				c.Set = []ledger.Assignment{{Field: field, Value: v, Base: []ledger.ID{of.ID}}}
			}
			y.put(c)
		}
		rt.Repeat(map[string]func(*rapid.T){
			"come": func(*rapid.T) {
				c := y.handIn(m.Record(viet.Date{Year: 2025, Month: 1, Day: 1}, 400))
				sent = append(sent, c)
				y.put(c)
			},
			"come twice": func(*rapid.T) {
				if len(sent) > 0 {
					y.put(pick(), pick())
				}
			},
			"change":   func(*rapid.T) { change(ledger.KindFinalize, ledger.Values{"tong_so": ledger.NumValue(viet.Int(7))}) },
			"withdraw": func(*rapid.T) { change(ledger.KindWithdraw, nil) },
			"approve": func(*rapid.T) {
				office(func(ctx context.Context) error { return y.office.Approve(ctx, "mẫu", pick().Record) })
			},
			"merge": func(*rapid.T) {
				office(func(ctx context.Context) error {
					return y.office.Merge(ctx, "mẫu", pick().Record, []ledger.ID{pick().Record, pick().Record})
				})
			},
			"part": func(*rapid.T) {
				office(func(ctx context.Context) error { return y.office.Unmerge(ctx, "mẫu", []ledger.ID{pick().Record}) })
			},
		})
		report, err := y.office.Check(context.Background())
		if err != nil || len(report.Problems) > 0 {
			rt.Fatalf("check: %v, %+v", err, report.Problems)
		}
		wrong, err := y.office.RebuildSums(context.Background())
		if err != nil || len(wrong) > 0 {
			rt.Fatalf("rebuilt: %v, %v", err, wrong)
		}
		live := y.live()
		for code, want := range plain(live, "2024-12-15", "2025-12-14") {
			if got := y.figures("2025", commune.IndicatorOptions{})[code]; got.Value.Number != viet.Int(want) {
				rt.Fatalf("%s: %v, want %d", code, got.Value, want)
			}
		}
	})
}

// TestAUnitMergedWithinThePeriod: what it recorded counts for the commune, and stands at the unit it
// went on in.
func TestAUnitMergedWithinThePeriod(t *testing.T) {
	y := newYear(t)
	ctx := t.Context()
	m := reporttest.New(1, []string{"x01"})
	var records int
	for records < 5 {
		s := m.Record(viet.Date{Year: 2026, Month: 5, Day: 16}, 5)
		if s.Form == "tuyen_truyen" {
			y.put(y.handIn(s))
			records++
		}
	}
	if _, err := y.store.PutUnits(ctx, []commune.Unit{{Unit: ledger.Unit{ID: "x01", Name: "Xóm 1", Kind: "village", OldCommune: "Nghĩa Châu"}, ValidTo: "2026-05-31"},
		{Unit: ledger.Unit{ID: "moi", Name: "Xóm Mới", Kind: "village"}, ValidFrom: "2026-06-01", Predecessors: []string{"x01"}}}); err != nil {
		t.Fatal(err)
	}
	in, err := y.office.ReportInput(ctx, "2026-06", commune.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if n := in.Figures[0].Value.Number; n != viet.Int(5) {
		t.Errorf("the commune counts %v", n)
	}
	for _, u := range in.Units {
		switch {
		case u.ID == "x01":
			t.Error("the unit that is no more stands in the table")
		case u.ID == "moi" && u.Records["tuyen_truyen"] != 5:
			t.Errorf("its successor has %v", u.Records)
		}
	}
}
