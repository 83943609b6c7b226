package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// typedText draws texts like those people type, with decomposed letters, stray
// marks and other scripts among them.
func typedText() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"hòa", "hoà", "Hoa", "HÒA", "thúy", "thuý", "qúa", "quá", "nghĩa", "Đức", "đ", "Ð", "ế", "e\u0302\u0301", "o\u0323", "ơ", "Ứ", "\u0301", "\u0303", "ñ", "ß", "İ", "ǅ", "K",
		" ", "  ", "\n", "\u00a0", ".", "-", "2", "10", "007", "a", "B", "xóm", "thôn", "中", "한", "👩🏽\u200d🌾", "ﬁ", "Ω", "\xff",
	})
	return rapid.Map(rapid.SliceOfN(piece, 0, 12), func(p []string) string { return strings.Join(p, "") })
}

func TestFoldLevels(t *testing.T) {
	for _, c := range []struct{ in, exact, tone, fold string }{
		{"Hòa", "hoà", "hoa", "hoa"}, {"hoà", "hoà", "hoa", "hoa"}, {"HOA", "hoa", "hoa", "hoa"}, {"Thúy", "thuý", "thuy", "thuy"}, {"khỏe", "khoẻ", "khoe", "khoe"},
		{"hòan", "hoàn", "hoan", "hoan"}, {"qúa", "quá", "qua", "qua"}, {"của", "của", "cua", "cua"}, {"mùa", "mùa", "mua", "mua"}, {"khuỷu", "khuỷu", "khuyu", "khuyu"},
		{"Nghĩa  Hưng\n", "nghĩa hưng", "nghia hưng", "nghia hung"}, {"ĐƯỜNG", "đường", "đương", "duong"}, {"Ðường", "đường", "đương", "duong"},
		{"Tie\u0302\u0301ng Vie\u0323\u0302t", "tiếng việt", "tiêng viêt", "tieng viet"}, {"Señor", "señor", "señor", "senor"}, {"Äpfel", "äpfel", "äpfel", "apfel"}, {"", "", "", ""}, {" \t ", "", "", ""}, {"a \u0301", "a \u0301", "a \u0301", "a"},
	} {
		if got := [3]string{Exact(c.in), FoldTone(c.in), Fold(c.in)}; got != [3]string{c.exact, c.tone, c.fold} {
			t.Errorf("%q: %q", c.in, got)
		}
	}
}

// Every Vietnamese letter comes apart as Unicode's own decomposition says.
func TestFoldAgreesWithUnicode(t *testing.T) {
	for _, r := range "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ" {
		for _, s := range []string{string(r), strings.ToUpper(string(r))} {
			want := norm.NFD.String(strings.ToLower(s))[:1]
			if got := Fold(s); got != want {
				t.Errorf("%s folds to %q, want %q", s, got, want)
			}
			if got := Exact(s); got != strings.ToLower(s) {
				t.Errorf("%s is exactly %q", s, got)
			}
		}
	}
}

func TestFoldProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkFolds(t, typedText().Draw(t, "s"))
	})
}

func checkFolds(t interface{ Fatalf(string, ...any) }, s string) {
	exact, tone, fold := Exact(s), FoldTone(s), Fold(s)
	if Exact(exact) != exact || FoldTone(tone) != tone || Fold(fold) != fold {
		t.Fatalf("%q: a second time differs: %q %q, %q %q, %q %q", s, exact, Exact(exact), tone, FoldTone(tone), fold, Fold(fold))
	}
	if FoldTone(exact) != tone || Fold(exact) != fold || Fold(tone) != fold {
		t.Fatalf("%q: the levels disagree: %q, %q %q, %q %q %q", s, exact, tone, FoldTone(exact), fold, Fold(exact), Fold(tone))
	}
	if nfd := norm.NFD.String(s); Exact(nfd) != exact || FoldTone(nfd) != tone || Fold(nfd) != fold {
		t.Fatalf("%q: decomposed it differs", s)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Hòa", "Đường  Nghĩa", "e\u0302\u0301", "o\u0303\u0331a", "İ", "\xff", "ϓ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFolds(t, s) })
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        int
	}{
		{"hòa", "Thôn Hoà Bình", MatchExact}, {"hoa", "Thôn Hòa Bình", MatchToneless}, {"hoá", "Thôn Hòa Bình", MatchToneless}, {"duc", "Đức", MatchMarkless}, {"đưc", "Đức", MatchToneless},
		{"binh hoa", "Thôn Hòa Bình", MatchToneless}, {"hòa duc", "Hòa Đức", MatchMarkless}, {"ngh", "Chương Nghĩa", MatchExact}, {"an", "Nguyễn Văn A", NoMatch}, {"van", "Nguyễn Văn A", MatchMarkless},
		{"hoa xyz", "Hoa", NoMatch}, {"", "Hoa", MatchExact}, {"?!", "Hoa", MatchExact}, {"vietgap", "Nếp Bắc (VietGAP)", MatchExact}, {"15/06", "ngày 15/06/2026", MatchExact},
		{"a", "đa a", MatchExact}, {"dd", "ddd", MatchExact}, {"ân", "Văn Ân", MatchExact},
	} {
		q := NewQuery(c.query)
		if got := q.MatchText(c.text); got != c.want {
			t.Errorf("%q in %q: %d, want %d", c.query, c.text, got, c.want)
		}
	}
	if !NewQuery(" .").Empty() || NewQuery("a").Empty() {
		t.Error("Empty is wrong")
	}
}

func TestMatchProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := typedText().Draw(t, "text")
		if got := NewQuery(text).MatchText(text); got != MatchExact {
			t.Fatalf("%q finds itself with rank %d", text, got)
		}
		if got := NewQuery(Fold(text)).MatchText(text); got == NoMatch {
			t.Fatalf("%q is not found without marks", text)
		}
	})
}

func FuzzQuery(f *testing.F) {
	f.Add("nghia 45", "Chương Nghĩa, 45 người")
	f.Add("\u0301a", "q\u0301u")
	f.Add("\xff", "đ")
	f.Fuzz(func(t *testing.T, query, text string) {
		if rank := NewQuery(query).MatchText(text); rank < NoMatch || rank > MatchExact {
			t.Fatalf("rank %d", rank)
		}
		if NewQuery(text).MatchText(text) != MatchExact {
			t.Fatalf("%q does not find itself", text)
		}
	})
}

const sampleText = "Buổi tuyên truyền chuyển đổi số tại nhà văn hóa thôn Chương Nghĩa, 45 người dự, báo cáo viên của Tổ công nghệ số cộng đồng"

func BenchmarkFold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Fold(sampleText)
	}
}

func BenchmarkExact(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Exact(sampleText)
	}
}

func BenchmarkMatch(b *testing.B) {
	exact, tone, fold := Exact(sampleText), FoldTone(sampleText), Fold(sampleText)
	for name, query := range map[string]string{"hit": "nghia 45", "miss": "khoai tay"} {
		q := NewQuery(query)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				q.Match(exact, tone, fold)
			}
		})
	}
}
