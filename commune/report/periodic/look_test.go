package periodic_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/commune/report/reporttest"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// sample is a report made up of n records of one month and the year before it.
func sample(t testing.TB, n int) *periodic.Input {
	t.Helper()
	var units []string
	in := &periodic.Input{Commune: "Nghĩa Hưng", Code: "13891", Province: "Ninh Bình", Plan: ledger.DefaultIndicators().Plan, Forms: ledger.Default(),
		Items: map[string][]periodic.Item{}, Counted: map[string]int{}, Places: map[string]string{}, Number: 7, Program: "thử"}
	for i := range 60 {
		id := fmt.Sprintf("x%02d", i+1)
		units = append(units, id)
		in.Places[id] = fmt.Sprintf("Xóm %d (Nghĩa Châu)", i+1)
		in.Units = append(in.Units, periodic.UnitLine{ID: id, Place: in.Places[id], State: []string{"complete", "open", "late", "nil", "none"}[i%5], Records: map[string]int{}})
	}
	in.Period, _ = ledger.ParsePeriod("2026-06")
	m := reporttest.New(1, units)
	tally := ledger.Tally{}
	put := func(s reporttest.Sample) {
		form := ledger.Default().Form(s.Form)
		day := form.Date(s.Values)
		if day == "" {
			day = s.Day.String()
		}
		tally.Put(ledger.DefaultIndicators().Adds(ledger.Counted{ID: s.ID, Form: s.Form, Unit: s.Unit, Day: day, Values: s.Values}))
		if in.Period.Contains(day) {
			in.Counted[s.Form]++
			in.Items[s.Form] = append(in.Items[s.Form], periodic.Item{ID: s.ID.String(), Form: s.Form, Version: form.Version, Place: in.Places[s.Unit], Day: day,
				Title: form.Heading(s.Values, "vi"), Values: s.Values, Status: ledger.StatusSent})
		}
	}
	for _, u := range units {
		put(m.Profile(u, viet.Date{Year: 2026, Month: 1, Day: 10}))
	}
	for range n {
		put(m.Record(viet.Date{Year: 2025, Month: 5, Day: 15}, 396))
	}
	var err error
	if in.Figures, err = ledger.DefaultIndicators().Figures(in.Period, tally.Answer); err != nil {
		t.Fatal(err)
	}
	return in
}

// TestWritersWrite writes every kind of file; SOTHON_LOOK names a folder to keep them in.
func TestWritersWrite(t *testing.T) {
	dir := os.Getenv("SOTHON_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	for ext, write := range periodic.Writers {
		f, err := os.Create(filepath.Join(dir, "bao-cao"+ext))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := write(f, sample(t, 3000), periodic.Rendering{}); err != nil {
			t.Errorf("%s: %v", ext, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}
