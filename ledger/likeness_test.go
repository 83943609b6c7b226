package ledger

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestAlike(t *testing.T) {
	for _, tt := range []struct {
		a, b     string
		min, max float64
	}{
		{"Hướng dẫn VNeID", "huong dan vneid", 1, 1},
		{"Hướng dẫn cài VNeID", "Hướng dẫn cài VNeID cho bà con", 0.7, 0.9},
		{"Phòng cháy", "Phòng dịch", 0.2, 0.4},
		{"Nước sạch", "Lúa xuân", 0, 0},
		{"", "", 0, 0},
	} {
		a, b := wordSet(tt.a), wordSet(tt.b)
		if got := alike(a, b); got < tt.min || got > tt.max || got != alike(b, a) {
			t.Errorf("%q and %q: %v, the other way %v", tt.a, tt.b, got, alike(b, a))
		}
	}
}

// Two records of one village: the same session on the same day is a pair, the next part of a series
// and the same topic a week later are not.
func TestLikeness(t *testing.T) {
	form := Default().Form("tuyen_truyen")
	traits := func(topic, day string) *Traits[string] {
		v := Values{"chu_de": TextValue(topic), "dia_diem": TextValue("Nhà văn hóa thôn")}
		tr := TraitsOf(form, v, day, "thon-1")
		return &tr
	}
	one := traits("Cài VNeID cho người cao tuổi đợt 2", "2026-06-12")
	for _, tt := range []struct {
		other *Traits[string]
		pair  bool
	}{
		{traits("cai vneid cho nguoi cao tuoi đợt 2", "2026-06-12"), true},
		{traits("cài VNeID cho người cao tuổi", "2026-06-13"), true},
		{traits("Cài VNeID cho người cao tuổi đợt 3", "2026-06-14"), false},
		{traits("Cài VNeID cho người cao tuổi đợt 2", "2026-06-22"), false},
		{traits("Phòng trừ sâu đục thân", "2026-06-12"), false},
	} {
		score, reasons := Likeness(one, tt.other, SameUnit, true)
		back, _ := Likeness(tt.other, one, SameUnit, false)
		if score >= MinLikeness != tt.pair || score != back || tt.pair && len(reasons) == 0 {
			t.Errorf("%v: %d, the other way %d, because %v", tt.other.Title, score, back, reasons)
		}
	}
}

// Likeness is the same both ways round, from 0 to 100, and 100 for a record and itself.
func TestLikenessIsSymmetric(t *testing.T) {
	words := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"2", "3", "cai", "hop", "lua", "sau", "thon", "vneid"}), 1, 6, rapid.ID[string])
	traits := rapid.Custom(func(t *rapid.T) Traits[string] {
		tr := Traits[string]{Title: words.Draw(t, "title"), Place: words.Draw(t, "place"), Dated: rapid.Bool().Draw(t, "dated"),
			Day: rapid.IntRange(0, 6).Draw(t, "day")}
		slices.Sort(tr.Title)
		slices.Sort(tr.Place)
		tr.Counts = slices.DeleteFunc(slices.Clone(tr.Title), func(w string) bool { return w > "9" })
		return tr
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := traits.Draw(t, "a"), traits.Draw(t, "b")
		bond := Bond(rapid.IntRange(0, 2).Draw(t, "bond"))
		there, _ := Likeness(&a, &b, bond, false)
		back, _ := Likeness(&b, &a, bond, true)
		if there != back || there < 0 || there > 100 {
			t.Fatalf("%d, the other way %d", there, back)
		}
		if itself, _ := Likeness(&a, &a, SameUnit, false); itself != 100 {
			t.Fatalf("a record is like itself by %d", itself)
		}
	})
}
