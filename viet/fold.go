package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letter is a Vietnamese letter taken apart, in lower case.
type letter struct {
	lower   rune // whole, in NFC
	quality rune // without its tone: ế → ê
	base    rune // without any mark: ế → e
	tone    rune // combining tone mark, 0 for none
}

// tones are the combining grave, hook above, tilde, acute and dot below.
var tones = [...]rune{0x300, 0x309, 0x303, 0x301, 0x323}

const lastLetter = 0x1ef9 // ỹ

// letters holds every precomposed Vietnamese letter that has a mark, both
// cases, by its code point.
var letters = makeLetters()

func makeLetters() []letter {
	table := make([]letter, lastLetter+1)
	put := func(r rune, l letter) {
		table[r] = l
		table[unicode.ToUpper(r)] = l
	}
	qualities := []rune("aăâeêioôơuưy")
	for i, base := range []rune("aaaeeiooouuy") {
		q := qualities[i]
		if q != base {
			put(q, letter{q, q, base, 0})
		}
		for _, tone := range tones {
			r := composed(q, tone)
			put(r, letter{r, q, base, tone})
		}
	}
	put('đ', letter{'đ', 'đ', 'd', 0})
	put('ð', letter{'đ', 'đ', 'd', 0}) // Icelandic eth, which old fonts show alike
	return table
}

// lookup takes a lower or upper case Vietnamese letter apart; other runes are
// only made lower case.
func lookup(r rune) letter {
	if r <= lastLetter && r >= 0x80 {
		if l := letters[r]; l.base != 0 {
			return l
		}
	}
	if r < 0x80 {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
	} else {
		r = unicode.ToLower(r)
	}
	return letter{r, r, r, 0}
}

// Fold is the text to search without marks: lower case, marks of every letter
// taken off, đ as d, white space as single blanks with none at the ends. "Hòa",
// "hoà" and "HOA" fold alike. Folding twice changes nothing.
func Fold(s string) string {
	return spaced(s, func(out []byte, r rune, _ letter) ([]byte, letter) {
		l := lookup(r)
		if l.base < utf8.RuneSelf {
			return append(out, byte(l.base)), l
		}
		parts := norm.NFD.PropertiesString(string(l.base)).Decomposition()
		if parts == nil {
			parts = utf8.AppendRune(nil, l.base)
		}
		for _, part := range string(parts) {
			if !unicode.Is(unicode.Mn, part) {
				out = utf8.AppendRune(out, lookup(part).base)
			}
		}
		return out, l
	})
}

// FoldTone is the text to search without tones: as [Exact], but only the five
// tone marks go; â, ă, ê, ô, ơ, ư and đ stay.
func FoldTone(s string) string {
	return norm.NFC.String(spaced(s, func(out []byte, r rune, before letter) ([]byte, letter) {
		if isTone(r) && isVowel(before.base) {
			return out, before
		}
		l := lookup(r)
		return utf8.AppendRune(out, l.quality), l
	}))
}

// Exact is the text to search with its marks: lower case, NFC, white space as
// in [Fold], and each tone in one place, so that "hòa" equals "hoà", "thúy"
// equals "thuý" and the slips "hòan", "qúa" equal "hoàn", "quá".
func Exact(s string) string {
	lower := norm.NFC.String(spaced(s, func(out []byte, r rune, _ letter) ([]byte, letter) {
		l := lookup(r)
		return utf8.AppendRune(out, l.lower), l
	}))
	return placeTones(lower)
}

// spaced walks through the NFC form of s, lets write append what each rune
// becomes, and makes white space single blanks. write gets the letter it
// returned last.
func spaced(s string, write func(out []byte, r rune, before letter) ([]byte, letter)) string {
	out := make([]byte, 0, len(s)+8)
	var before letter
	blank := false
	for _, r := range norm.NFC.String(s) {
		if r == ' ' || unicode.IsSpace(r) {
			blank, before = len(out) > 0, letter{}
			continue
		}
		if !blank {
			out, before = write(out, r, before)
			continue
		}
		start := len(out)
		out, before = write(append(out, ' '), r, before)
		blank = len(out) == start+1
		if blank {
			out = out[:start]
		}
	}
	return string(out)
}

func isTone(r rune) bool {
	switch r {
	case 0x300, 0x301, 0x303, 0x309, 0x323:
		return true
	}
	return false
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) && r != 0 }

// placeTones moves the tone of an NFC text from the first to the second vowel
// in oa, oă, oe, uy and in u + vowel after q. Case is kept.
func placeTones(s string) string {
	if !hasEarlyTone(s) {
		return s
	}
	runes := []rune(s)
	for i := 0; i+1 < len(runes); i++ {
		first, second := lookup(runes[i]), lookup(runes[i+1])
		if first.tone == 0 || second.tone != 0 || !glides(runes, i, first.quality, second) {
			continue
		}
		runes[i] = compose(runes[i], first.quality, 0)
		runes[i+1] = compose(runes[i+1], second.quality, first.tone)
	}
	return norm.NFC.String(string(runes))
}

// hasEarlyTone reports a toned o or u, the only letters placeTones takes a tone
// from.
func hasEarlyTone(s string) bool {
	for _, r := range s {
		if l := lookup(r); l.tone != 0 && (l.quality == 'o' || l.quality == 'u') {
			return true
		}
	}
	return false
}

func glides(runes []rune, i int, first rune, second letter) bool {
	switch {
	case first == 'o':
		return second.quality == 'a' || second.quality == 'ă' || second.quality == 'e'
	case first != 'u':
		return false
	case second.base == 'y':
		return true
	}
	afterQ := i > 0 && (runes[i-1] == 'q' || runes[i-1] == 'Q')
	return afterQ && isVowel(second.base)
}

// compose puts a tone on a letter in the case of like.
func compose(like, quality, tone rune) rune {
	if unicode.IsUpper(like) {
		quality = unicode.ToUpper(quality)
	}
	if tone == 0 {
		return quality
	}
	return composed(quality, tone)
}

func composed(quality, tone rune) rune {
	return []rune(norm.NFC.String(string([]rune{quality, tone})))[0]
}
