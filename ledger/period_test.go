package ledger_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func TestPeriodsOfTheDecree(t *testing.T) {
	for _, tt := range []struct{ label, from, to, title string }{
		{"2026-06", "2026-05-15", "2026-06-14", "tháng 6 năm 2026 (15/05/2026–14/06/2026)"},
		{"2026-01", "2025-12-15", "2026-01-14", "tháng 01 năm 2026 (15/12/2025–14/01/2026)"},
		{"2024-03", "2024-02-15", "2024-03-14", "tháng 3 năm 2024 (15/02/2024–14/03/2024)"},
		{"2026-Q1", "2025-12-15", "2026-03-14", "quý I năm 2026 (15/12/2025–14/03/2026)"},
		{"2026-Q4", "2026-09-15", "2026-12-14", "quý IV năm 2026 (15/09/2026–14/12/2026)"},
		{"2026-H1", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026 (15/12/2025–14/06/2026)"},
		{"2026-H2", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026 (15/06/2026–14/12/2026)"},
		{"2026-9M", "2025-12-15", "2026-09-14", "9 tháng đầu năm 2026 (15/12/2025–14/09/2026)"},
		{"2026", "2025-12-15", "2026-12-14", "năm 2026 (15/12/2025–14/12/2026)"},
		{"cal:2024-02", "2024-02-01", "2024-02-29", "tháng 02 năm 2024 (01/02/2024–29/02/2024)"},
		{"cal:2026", "2026-01-01", "2026-12-31", "năm 2026 (01/01/2026–31/12/2026)"},
		{"2026-03-01..2026-05-20", "2026-03-01", "2026-05-20", "01/03/2026–20/05/2026"},
	} {
		p, err := ledger.ParsePeriod(tt.label)
		if err != nil {
			t.Errorf("%s: %v", tt.label, err)
			continue
		}
		if p.From.String() != tt.from || p.To.String() != tt.to || p.Title("vi") != tt.title {
			t.Errorf("%s: %s to %s, %q", tt.label, p.From, p.To, p.Title("vi"))
		}
	}
	for _, bad := range []string{"", "2026-13", "2026-Q5", "2026-H3", "26", "2026-6", "0000", "cal:", "2026-02-30..2026-03-01", "2026-05-01..2026-04-01", "2026-01-01..", "2026-06 "} {
		if p, err := ledger.ParsePeriod(bad); err == nil {
			t.Errorf("%q read as %v", bad, p)
		}
	}
}

func TestEndOfDecemberBelongsToNextYear(t *testing.T) {
	for day, want := range map[string]string{"2025-12-14": "2025", "2025-12-15": "2026", "2025-12-31": "2026", "2026-12-14": "2026"} {
		d, err := viet.ParseISO(day)
		if err != nil {
			t.Fatal(err)
		}
		ps := ledger.PeriodsOf(d)
		if got := ps[len(ps)-1].Label; got != want {
			t.Errorf("%s is in %s, want %s", day, got, want)
		}
	}
}

func TestEveryDayIsInItsPeriodsAndInOneMonthOnly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := viet.Date{Year: 2026, Month: 1, Day: 1}.AddDays(rapid.IntRange(-2000, 2000).Draw(t, "days"))
		for _, p := range ledger.PeriodsOf(day) {
			again, err := ledger.ParsePeriod(p.Label)
			if err != nil || again != p || !p.Contains(day.String()) {
				t.Fatalf("%v in %+v (%v)", day, p, err)
			}
		}
		m := ledger.MonthOf(day)
		if next := ledger.MonthOf(m.To.AddDays(1)); next.From != m.To.AddDays(1) || next.Contains(day.String()) {
			t.Fatalf("after %+v comes %+v", m, next)
		}
	})
}

func TestDeadlineCountsWorkingDays(t *testing.T) {
	p, err := ledger.ParsePeriod("2026-H1") // ends on Sunday, 14 June 2026
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Deadline(1, nil).String(); got != "2026-06-15" {
		t.Errorf("one working day after 14/06/2026: %s", got)
	}
	if got := p.Deadline(6, func(d string) bool { return d == "2026-06-16" }).String(); got != "2026-06-23" {
		t.Errorf("six working days with a holiday: %s", got)
	}
}

func FuzzParsePeriod(f *testing.F) {
	f.Add("2026-Q2")
	f.Add("cal:2026-9M")
	f.Add("2026-03-01..2026-05-20")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ledger.ParsePeriod(s)
		if err == nil && (p.To.Compare(p.From) < 0 || p.Title("vi") == "" || p.Title("en") == "") {
			t.Fatalf("%q: %+v", s, p)
		}
	})
}
