package ledger

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/viet"
)

func TestDefaultIndicatorsLoad(t *testing.T) {
	all := DefaultIndicators()
	if len(all.All) < 80 || len(all.Plan.Goals) != 9 || len(all.Plan.Tasks) != 7 {
		t.Errorf("%d indicators, %d goals, %d tasks", len(all.All), len(all.Plan.Goals), len(all.Plan.Tasks))
	}
	answered := map[string]bool{}
	for _, ind := range all.All {
		for _, code := range ind.Answers {
			answered[code] = true
		}
	}
	for _, items := range [][]PlanItem{all.Plan.Goals, all.Plan.Tasks} {
		for _, item := range items {
			if !answered[item.Code] {
				t.Errorf("no indicator answers %s", item.Code)
			}
		}
	}
}

// loadOne reads one indicator and gives what is wrong with it.
func loadOne(text string) error {
	_, err := LoadIndicators(map[string][]byte{"x.yaml": []byte("indicators:\n  - code: a\n    title: {vi: a, en: a}\n    unit: {vi: a, en: a}\n" + text)}, Default())
	return err
}

func TestLoadIndicatorsNamesThePlace(t *testing.T) {
	for text, want := range map[string]string{
		"    forms: [tuyen_truyen]\n    sum: \"${nu} + ${dtts}\"\n":                      "x.yaml:6:10: field a: sum: nu and dtts may not be added together",
		"    forms: [tuyen_truyen]\n    sum: \"${tong_so} + ${luot_phat}\"\n":            "people present are not broadcasts",
		"    forms: [tuyen_truyen]\n    sum: \"${khong_co}\"\n":                          "x.yaml:6:11: field a: sum: form tuyen_truyen has no field «khong_co»",
		"    forms: [tuyen_truyen]\n    sum: \"${tong_so\"\n":                            "x.yaml:6:11",
		"    forms: [khong_co]\n    count: true\n":                                       "there is no form «khong_co»",
		"    forms: [tuyen_truyen]\n    where: \"${ngay} > today()\"\n    count: true\n": "today()",
		"    forms: [tuyen_truyen]\n":                                                    "write how it is counted",
		"    count: true\n":                                                              "forms: missing",
		"    forms: [tuyen_truyen]\n    count: true\n    sum: \"1\"\n":                   "it is a count already",
		"    ratio: {of: b, per: c}\n":                                                   "«b» is no other indicator",
		"    forms: [tuyen_truyen]\n    count: true\n    part_of: a\n":                   "«a» is no other indicator",
		"    forms: [tuyen_truyen]\n    count: true\n    colour: red\n":                  "unknown key «colour»",
	} {
		err := loadOne(text)
		var at *LoadError
		if err == nil || !strings.Contains(err.Error(), want) || !errors.As(err, &at) || at.Line < 2 {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func FuzzLoadIndicators(f *testing.F) {
	files, err := indicatorFiles()
	if err != nil {
		f.Fatal(err)
	}
	for _, data := range files {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all, err := LoadIndicators(map[string][]byte{"x.yaml": data}, Default())
		if err != nil {
			return
		}
		for _, form := range Default().Forms() {
			all.Adds(Counted{Form: form.Name, Unit: "x", Day: "2026-06-01", Values: Values{"tong_so": NumValue(1)}})
		}
	})
}

// dated is a record of a form with a day and more answers.
func dated(n int, form, day string, more Values) Counted {
	c := Counted{ID: ID{byte(n)}, Form: form, Unit: "x1", Day: day, Values: Values{}}
	for k, v := range more {
		c.Values[k] = v
	}
	return c
}

// valueOf is one indicator of a period over records.
func valueOf(t *testing.T, label, code string, records ...Counted) Figure {
	t.Helper()
	p, err := ParsePeriod(label)
	if err != nil {
		t.Fatal(err)
	}
	tally := Tally{}
	for _, r := range records {
		tally.Put(DefaultIndicators().Adds(r))
	}
	figures, err := DefaultIndicators().Figures(p, tally.Answer)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.Indicator.Code == code {
			return f
		}
	}
	t.Fatalf("no indicator %s", code)
	return Figure{}
}

func TestFiguresAtTheBordersOfPeriods(t *testing.T) {
	for _, tt := range []struct {
		day, label string
		in         bool
	}{
		{"2026-06-14", "2026-06", true}, {"2026-06-15", "2026-06", false}, {"2026-06-15", "2026-07", true},
		{"2026-05-15", "2026-06", true}, {"2026-05-14", "2026-06", false},
		{"2025-12-31", "2026", true}, {"2025-12-31", "2026-01", true}, {"2025-12-15", "2026", true}, {"2025-12-14", "2026", false}, {"2026-12-14", "2026", true}, {"2026-12-15", "2026", false},
		{"2025-12-31", "cal:2025", true}, {"2025-12-31", "cal:2026", false},
		{"2024-02-29", "cal:2024-02", true}, {"2024-02-29", "2024-03", true}, {"2024-02-29", "2024-02", false}, {"2024-02-29", "2024-02-29..2024-02-29", true},
		{"2026-09-14", "2026-9M", true}, {"2026-09-15", "2026-9M", false}, {"2025-12-15", "2026-9M", true},
		{"2026-06-15", "2026-H2", true}, {"2026-06-14", "2026-H1", true},
	} {
		f := valueOf(t, tt.label, "tt_hoat_dong", dated(1, "tuyen_truyen", tt.day, nil))
		if got := f.Value.Number == viet.Unit; got != tt.in {
			t.Errorf("%s in %s: %v, want %v", tt.day, tt.label, got, tt.in)
		}
	}
}

func TestFigureOfAModelThatSpansTwoYears(t *testing.T) {
	model := dated(1, "mo_hinh", "2025-03-01", Values{"trang_thai": TextValue("dang_lam"), "ngay_ket_thuc": TextValue("2026-08-20")})
	for label, want := range map[string][2]int64{"2025-02": {0, 0}, "2025-03": {1, 1}, "2025": {1, 1}, "2026": {0, 1}, "2026-08": {0, 1}, "2026-09": {0, 1}, "2026-10": {0, 0}, "2027": {0, 0}} {
		fresh, going := valueOf(t, label, "mh_moi", model), valueOf(t, label, "mh_dang", model)
		if fresh.Value.Number != viet.Int(want[0]) || going.Value.Number != viet.Int(want[1]) {
			t.Errorf("%s: %v new, %v at work; want %v", label, fresh.Value, going.Value, want)
		}
	}
	stopped := dated(1, "mo_hinh", "2025-03-01", Values{"trang_thai": TextValue("dung")})
	if f := valueOf(t, "2026", "mh_dang", stopped); f.Value.Number != 0 {
		t.Error("a model that stopped on an unknown day goes on")
	}
	if f := valueOf(t, "2026", "mh_dang", dated(1, "mo_hinh", "2025-03-01", Values{"trang_thai": TextValue("de_xuat")})); f.Value.Number != 0 {
		t.Error("a model that is only proposed counts as at work")
	}
}

func TestFigureComparesOnlyWhatIsKnown(t *testing.T) {
	now := dated(1, "tuyen_truyen", "2026-06-01", nil)
	if f := valueOf(t, "2026-06", "tt_hoat_dong", now); f.LastYear.Known || f.Change.Known || f.Change.Show("vi") != "không có số liệu" || f.Trend("vi") != "" {
		t.Errorf("nothing was recorded the year before, but %+v", f)
	}
	before := dated(2, "kho_khan", "2025-01-01", nil)
	if f := valueOf(t, "2026-06", "tt_hoat_dong", now, before); !f.LastYear.Known || f.LastYear.Number != 0 || f.Change.Known {
		t.Errorf("there was none in the year before: %+v", f)
	}
	three := []Counted{now, dated(3, "tuyen_truyen", "2026-06-02", nil), dated(4, "tuyen_truyen", "2025-06-02", nil), dated(5, "tuyen_truyen", "2025-06-03", nil), dated(6, "tuyen_truyen", "2025-06-04", nil)}
	if f := valueOf(t, "2026-06", "tt_hoat_dong", three...); f.Change.Number != -333*viet.Unit/10 || f.Trend("vi") != "giảm 33,3% so với cùng kỳ năm trước" {
		t.Errorf("2 against 3: %v, %s", f.Change, f.Trend("vi"))
	}
}

func TestShareOfOfficialsIsNeverAddedUp(t *testing.T) {
	profile := dated(1, "ho_so_don_vi", "2026-01-01", Values{"so_cbccvc": NumValue(viet.Int(40))})
	old := dated(2, "ho_so_don_vi", "2025-01-01", Values{"so_cbccvc": NumValue(viet.Int(99))})
	a := dated(3, "tuyen_truyen", "2026-06-01", Values{"cbccvc": NumValue(viet.Int(20))})
	b := dated(4, "tap_huan", "2026-06-02", Values{"cbccvc": NumValue(viet.Int(15))})
	if f := valueOf(t, "2026-06", "cb_ty_le", profile, old, a, b); f.Value.Number != viet.Int(50) {
		t.Errorf("20 and 15 of 40 are %v, want 50", f.Value)
	}
	if f := valueOf(t, "2026-06", "cb_ty_le", a); f.Value.Known {
		t.Errorf("without a profile the share is %v", f.Value)
	}
	b.Values["cbccvc"] = NumValue(viet.Int(70))
	if f := valueOf(t, "2026-06", "cb_ty_le", profile, b); f.Value.Number != viet.Int(100) {
		t.Errorf("70 of 40 are %v, want 100 at most", f.Value)
	}
}

func TestPercentRoundsHalfAwayFromZero(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := rapid.Int64Range(-1e9, 1e9).Draw(rt, "a"), rapid.Int64Range(1, 1e9).Draw(rt, "b")
		got := percent(Amount{viet.Number(a), true}, Amount{viet.Number(b), true}, 1)
		exact := float64(a) * 100 / float64(b)
		if !got.Known || got.Number.Float()-exact > 0.0500001 || exact-got.Number.Float() > 0.0500001 {
			rt.Fatalf("%d of %d: %v, want about %g", a, b, got, exact)
		}
	})
}

func TestPeriodsOfTheYearBefore(t *testing.T) {
	for label, want := range map[string][2]string{
		"2026-06": {"2025-05-15..2025-06-14", "2025-12-15..2026-06-14"}, "cal:2025-02": {"2024-02-01..2024-02-29", "2025-01-01..2025-02-28"},
		"2024-02-29..2024-03-31": {"2023-02-28..2023-03-31", "2023-12-15..2024-03-31"}, "2026-9M": {"2024-12-15..2025-09-14", "2025-12-15..2026-09-14"},
		"2026-12-20..2026-12-31": {"2025-12-20..2025-12-31", "2026-12-15..2026-12-31"},
	} {
		p, err := ParsePeriod(label)
		if err != nil {
			t.Fatal(err)
		}
		for i, q := range []Period{p.LastYear(), p.YearToDate()} {
			if got := fmt.Sprint(q.From, "..", q.To); got != want[i] {
				t.Errorf("%s: %s, want %s", label, got, want[i])
			}
		}
	}
}

func TestHalvesMakeUpPeriods(t *testing.T) {
	for _, label := range []string{"2026-06", "2026-Q1", "2026", "cal:2024-02", "cal:2025-02", "cal:2026"} {
		p, _ := ParsePeriod(label)
		if !p.Halved() || Half(p.From.String()) == Half(p.From.AddDays(-1).String()) || Half(p.To.String()) == Half(p.To.AddDays(1).String()) {
			t.Errorf("%s does not begin and end with a half month", label)
		}
	}
	if p, _ := ParsePeriod("2026-03-03..2026-05-20"); p.Halved() {
		t.Error("a free range passes for whole half months")
	}
}
