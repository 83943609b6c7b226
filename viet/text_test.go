package viet

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Tie\u0302\u0301ng": "Tiếng", "a\r\nb\rc\nd\te": "a\nb\nc\nd\te", "\ufeffa\u200bb\x00c\x1b[31md\u202ee": "abc[31mde",
		"👩🏽\u200d🌾": "👩🏽\u200d🌾", "❤\ufe0f\u200d🔥": "❤\ufe0f\u200d🔥", "a\u200db": "ab", "\u200d": "", "a\u2028b\vc": "a\nb\nc", "plain": "plain", "": "", "a\u00a0b": "a\u00a0b", "\ufffd": "\ufffd", "e\u200b\u0302": "ê",
	} {
		got, err := Clean(in)
		if err != nil || got != want {
			t.Errorf("%q: got %q %v, want %q", in, got, err, want)
		}
	}
}

func TestCleanNamesTheBadByte(t *testing.T) {
	for in, at := range map[string]int{"\xff": 0, "abc\xc3": 3, "ế\x80": 3, strings.Repeat("ế", 100) + "\xfe": 300} {
		got, err := Clean(in)
		var fault *ParseError
		if got != "" || !errors.As(err, &fault) || fault.Code != CodeInvalidUTF8 || fault.At != at || !utf8.ValidString(fault.Input) {
			t.Errorf("%q: %q %#v", in, got, err)
		}
	}
	for _, parse := range []func(string) (string, error){numberText, moneyText, areaText, massText, dateText} {
		if got := outcome(parse("5\xff")); got != "code:invalid_utf8" {
			t.Errorf("a parser says %s to broken bytes", got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\r\nb", "👩🏽\u200d🌾", "\u200d\u200d", "e\u0301\u0302", "\xff", "\r\r\n", "❤\ufe0f\u200d\u200d🔥"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, err := Clean(s)
		if (err == nil) != utf8.ValidString(s) {
			t.Fatalf("%q: %v", s, err)
		}
		if again, _ := Clean(clean); again != clean || !norm.NFC.IsNormalString(clean) {
			t.Fatalf("%q cleans to %q, then to %q", s, clean, again)
		}
		for _, r := range clean {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Fatalf("%q keeps %U", s, r)
			}
		}
	})
}

func TestNFCKeepsBrokenBytes(t *testing.T) {
	if got := NFC("e\u0302\u0301\xff"); got != "ế\xff" {
		t.Errorf("%q", got)
	}
}

func TestWidthAndTruncate(t *testing.T) {
	for in, want := range map[string]int{"": 0, "Nghĩa": 5, "Nghi\u0303a": 5, "中": 2, "👩🏽\u200d🌾": 2} {
		if got := Width(in); got != want {
			t.Errorf("%q is %d wide, want %d", in, got, want)
		}
	}
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"Nghĩa Hưng", 10, "Nghĩa Hưng"}, {"Nghĩa Hưng", 6, "Nghĩa…"}, {"Nghi\u0303a", 4, "Ngh…"}, {"Nghi\u0303a!", 5, "Nghi\u0303…"}, {"中中", 3, "中…"}, {"中中", 2, "…"}, {"abc", 1, "…"}, {"abc", 0, ""}, {"abc", -1, ""}, {"a", 1, "a"},
	} {
		if got := Truncate(c.in, c.width); got != c.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s, width := typedText().Draw(t, "s"), rapid.IntRange(-1, 20).Draw(t, "width")
		got := Truncate(s, width)
		if Width(got) > max(width, 0) || (got != s && !strings.HasPrefix(s, strings.TrimSuffix(got, "…"))) {
			t.Fatalf("Truncate(%q, %d) = %q", s, width, got)
		}
	})
}

func TestLetter(t *testing.T) {
	var got []string
	for i := range 25 {
		got = append(got, Letter(i))
	}
	if s := strings.Join(got, " "); s != "a b c d đ e g h i k l m n o p q r s t u v x y aa ab" {
		t.Error(s)
	}
	if Letter(-1) != "" {
		t.Error("a negative point has a letter")
	}
}
