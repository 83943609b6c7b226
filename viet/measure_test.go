package viet

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func areaText(s string) (string, error) { q, err := ParseArea(s); return q.Base.String(), err }
func massText(s string) (string, error) { q, err := ParseMass(s); return q.Base.String(), err }

func TestParseArea(t *testing.T) {
	checkParses(t, areaText, []parseCase{
		{"5 sào", "1800"}, {"5 sao", "1800"}, {"5sào", "1800"}, {"5 SÀO", "1800"}, {"2 mẫu 3 sào", "8280"}, {"2 mau 3 sao", "8280"}, {"2 mâu", "7200"},
		{"3 sào 5 thước", "1200"}, {"3 sao 5 thuoc", "1200"}, {"3 sào, 5 thước", "1200"}, {"5 sào Bắc Bộ", "1800"}, {"2 sào rưỡi", "900"},
		{"4,6 ha", "46000"}, {"4,6ha", "46000"}, {"1 héc ta", "10000"}, {"1 hecta", "10000"}, {"120 m2", "120"}, {"120 m²", "120"}, {"120m2", "120"}, {"120 mét vuông", "120"},
		{"1 ha 2 sào 30 m2", "10750"}, {"1.800 m²", "1800"}, {"0", "0"}, {"1 km2", "1000000"}, {"5 sào (1.800 m²)", "1800"},
		{"5 sào (1.900 m²)", "ask: 5 sào | 1.900 m2"},
		{"5", "ask: 5 ha | 5 mẫu | 5 sào | 5 thước | 5 m²"}, {"2 mẫu 3", "ask: 2 mẫu 3 sào | 2 mẫu 3 thước | 2 mẫu 3 m²"},
		{"1.5 sào", "ask: 1,5 sào | 15 sào"}, {"4,625 ha", "ask: 4,6250 ha | 4.625 ha"},
		{"5 sáo", "code:unit_unknown"}, {"5 kg", "code:unit_unknown"}, {"5 m", "code:unit_unknown"}, {"120 m2 5", "code:unit_unknown"}, {"sào", "code:not_a_number"}, {"", "code:empty"},
		{"-5 sào", "code:negative"}, {"3 sào 2 mẫu", "code:not_a_number"}, {"1,23456789 ha", "12345.6789"}, {"1,234567891 ha", "code:too_precise"}, {"999999999999999 ha", "code:too_large"},
	})
}

func TestParseMass(t *testing.T) {
	checkParses(t, massText, []parseCase{
		{"12 tạ", "1200"}, {"12 ta", "1200"}, {"1,5 tấn", "1500"}, {"1,5 tan", "1500"}, {"1,5 tân", "1500"}, {"3 yến", "30"}, {"3 yen", "30"}, {"250 kg", "250"}, {"250KG", "250"},
		{"2 tấn 3 tạ", "2300"}, {"2 tan 3 ta 5 yen 1 kg", "2351"}, {"2 tạ rưỡi", "250"}, {"5 cân", "5"}, {"5 ký", "5"}, {"3 lạng", "0.3"}, {"500 g", "0.5"}, {"0", "0"},
		{"5", "ask: 5 tấn | 5 tạ | 5 yến | 5 kg"}, {"2 tạ 5", "ask: 2 tạ 5 yến | 2 tạ 5 kg"}, {"1.5 tạ", "ask: 1,5 tạ | 15 tạ"},
		{"5 tá", "code:unit_unknown"}, {"5 tàn", "code:unit_unknown"}, {"5 sào", "code:unit_unknown"}, {"5 t", "code:unit_unknown"}, {"-1 kg", "code:negative"}, {"0,01 g", "code:too_precise"},
	})
}

func TestQuantityKeepsWhatWasTyped(t *testing.T) {
	q, err := ParseArea("  2 mâ\u0303u   3 SÀO \u200b")
	if err != nil || q.Typed != "2 mẫu 3 SÀO" {
		t.Errorf("%+v %v", q, err)
	}
}

func TestFormatMeasures(t *testing.T) {
	for base, want := range map[Number]string{
		Int(0): "0 m²", Int(120): "120 m²", Int(360): "1 sào (360 m²)", Int(1800): "5 sào (1.800 m²)", Int(1200): "3 sào 5 thước (1.200 m²)",
		Int(8280): "2 mẫu 3 sào (8.280 m²)", Int(1000): "1.000 m²", Int(46000): "4,6 ha", Int(46250): "4,6250 ha", Int(10000): "1 ha",
		Int(10001): "1,0001 ha", 100005000: "10.000,5 m²", Int(-360): "-360 m²",
	} {
		if got := FormatArea(base); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for base, want := range map[Number]string{
		Int(0): "0 kg", Int(250): "250 kg", Int(999): "999 kg", Int(1500): "1,5 tấn", 15000: "1,5 kg", Int(1234): "1,2340 tấn", 10000500: "1.000,05 kg", Int(-2000): "-2.000 kg",
	} {
		if got := FormatMass(base); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for in, want := range map[Number]Number{Int(180): Int(50), Int(200): 555556, Int(-180): Int(-50), 0: 0, math.MaxInt64: 2562047788015215502} {
		if got := YieldPerHectare(in); got != want {
			t.Errorf("YieldPerHectare(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestMeasureRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := Number(rapid.OneOf(rapid.Int64Min(0), rapid.Int64Range(0, 2e9), rapid.Map(rapid.Int64Range(0, 1000), func(n int64) int64 { return n * int64(thuoc) })).Draw(t, "base"))
		if got, err := ParseArea(FormatArea(base)); err != nil || got.Base != base {
			t.Fatalf("%s → %s %v", FormatArea(base), got.Base, err)
		}
		if got, err := ParseMass(FormatMass(base)); err != nil || got.Base != base {
			t.Fatalf("%s → %s %v", FormatMass(base), got.Base, err)
		}
	})
}

// One spelling must never mean two units: "ta" is tạ and nothing else.
func TestUnitSpellingsDoNotCollide(t *testing.T) {
	for _, sys := range []*system{dong, areas, masses} {
		owner := map[string]string{}
		for i, u := range sys.units {
			if i > 0 && u.size >= sys.units[i-1].size {
				t.Errorf("%s is not smaller than the unit before it", u.name)
			}
			for _, name := range append([]string{u.name}, u.aliases...) {
				for _, spelling := range []string{Exact(name), FoldTone(name), Fold(name)} {
					if have, ok := owner[spelling]; ok && have != u.name {
						t.Errorf("%q is both %s and %s", spelling, have, u.name)
					}
					owner[spelling] = u.name
				}
			}
		}
	}
}

func FuzzParseArea(f *testing.F) {
	for _, s := range []string{"5 sào", "2 mau 3", "4,6 ha", "5 sào (1.800 m²)", "(", "1.5 sào (2)", "120 m2", "99999999999999999999 ha"} {
		f.Add(s)
	}
	fuzzMeasure(f, ParseArea, FormatArea)
}

func FuzzParseMass(f *testing.F) {
	for _, s := range []string{"12 tạ", "12 ta", "2 tan 3 ta", "0,1 g", "5", "1.5 yến", "2 tạ rưỡi"} {
		f.Add(s)
	}
	fuzzMeasure(f, ParseMass, FormatMass)
}

func fuzzMeasure(f *testing.F, parse func(string) (Quantity, error), format func(Number) string) {
	f.Fuzz(func(t *testing.T, s string) {
		q, err := parse(s)
		checkChoices(t, err, func(text string) error { _, err := parse(text); return err })
		if q.Base < 0 {
			t.Errorf("%q is %s", s, q.Base)
		}
		if again, err2 := parse(format(q.Base)); err == nil && (err2 != nil || again.Base != q.Base) {
			t.Errorf("%q is %s, read again %s %v", s, q.Base, again.Base, err2)
		}
	})
}
