package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// NFC gives the canonical composed form (Unicode Standard Annex 15). Bytes that
// are not UTF-8 stay as they are; use [Clean] for input.
func NFC(s string) string { return norm.NFC.String(s) }

// Clean prepares text that was typed or imported: NFC, line ends as \n, and
// without what cannot be seen or would disturb a terminal: control characters
// other than \n and \t, byte order marks, zero-width and text-direction marks.
// A zero-width joiner stays inside an emoji. Cleaning twice changes nothing.
// The error is a [*ParseError] with code invalid_utf8 and the byte offset of
// the first bad byte; the text is then not used.
func Clean(s string) (string, error) {
	if at := invalidAt(s); at >= 0 {
		from := at
		for n := 0; from > 0 && n < 20; n++ {
			_, size := utf8.DecodeLastRuneInString(s[:from])
			from -= size
		}
		return "", &ParseError{Code: CodeInvalidUTF8, Input: quote(s[from:]), At: at}
	}
	if plain(s) {
		return s, nil
	}
	return NFC(dropJoiners(dropUnseen(s))), nil
}

// plain reports that s is printable ASCII and line feeds, which Clean leaves as
// it is.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n' && c != '\t') || c >= 0x7f {
			return false
		}
	}
	return true
}

func invalidAt(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return -1
}

const joiner = '\u200d'

func dropUnseen(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		switch {
		case r == '\r':
			if !strings.HasPrefix(s[i+1:], "\n") {
				b.WriteByte('\n')
			}
		case r == '\v', r == '\u0085', r == '\u2028', r == '\u2029':
			b.WriteByte('\n')
		case r == '\n', r == '\t', r == joiner:
			b.WriteRune(r)
		case unseen(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unseen(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f:
		return true
	case r == 0xfeff, r == 0x00ad, r == 0x061c, r == 0x180e, r >= 0xfff9 && r <= 0xfffb:
		return true
	}
	return false
}

// dropJoiners keeps a zero-width joiner only between two parts of an emoji.
func dropJoiners(s string) string {
	if !strings.ContainsRune(s, joiner) {
		return s
	}
	var b strings.Builder
	var before rune
	for i, r := range s {
		if r == joiner {
			after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(joiner):])
			if !pictorial(before) || !unicode.Is(unicode.So, after) {
				continue
			}
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func pictorial(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk) || r == '\ufe0f'
}

// Width is how many terminal cells s takes on one line, counted by grapheme: a
// letter with its marks is one cell, an emoji or a CJK character two, a control
// character none.
func Width(s string) int { return uniseg.StringWidth(s) }

// Truncate cuts s to at most width terminal cells, between graphemes, and ends
// it with "…" when something was cut. A width below 1 gives "".
func Truncate(s string, width int) string {
	if width < 1 {
		return ""
	}
	if Width(s) <= width {
		return s
	}
	end, used := 0, 0
	rest, state := s, -1
	for rest != "" {
		var cluster string
		var cells int
		cluster, rest, cells, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used+cells > width-1 {
			break
		}
		used += cells
		end += len(cluster)
	}
	return s[:end] + "…"
}

const pointLetters = "abcdđeghiklmnopqrstuvxy"

// Letter is the letter of the i-th point (from 0) of a Vietnamese official
// document: a, b, c, d, đ, e, g … y, without f, j, w, z (Nghị định 30/2020,
// appendix I). After y come aa, ab …; a negative i gives "".
func Letter(i int) string {
	letters := []rune(pointLetters)
	var out string
	for ; i >= 0; i = i/len(letters) - 1 {
		out = string(letters[i%len(letters)]) + out
	}
	return out
}
