package viet

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The collation of Vietnamese by CLDR, locale vi, for what stands in names: the tables of all the
// world's languages would make the program a tenth larger. A test compares it with those tables.

// alphabet are the letters in the order of a Vietnamese dictionary; f, j, w and z stand where other
// languages have them.
const alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

// toneOrder are the tones' marks in that order, after no tone at all.
var toneOrder = []rune{'\u0300', '\u0309', '\u0303', '\u0301', '\u0323'}

// Classes of what a text consists of, in their order. A letter's weight is its class and its place.
const (
	weightBlank = 1 + iota
	weightSign
	weightNumber
	weightLatin
	weightOther
)

// letterWeights are the places in the alphabet, by letter and the mark that is part of it, if any.
var letterWeights = func() map[[2]rune]byte {
	weights, n := map[[2]rune]byte{}, byte(0)
	for _, r := range alphabet {
		n++
		parts := append([]rune(norm.NFD.String(string(r))), 0)
		weights[[2]rune(parts)] = n
	}
	return weights
}()

// sortKey gathers the three levels of a text: what it consists of, its tones, its capitals.
type sortKey struct{ letters, tones, capitals []byte }

// keyOf reads a text.
func keyOf(text string) sortKey {
	var k sortKey
	for text = norm.NFD.String(text); text != ""; {
		n := digits(text)
		if n > 0 {
			k.number(text[:n])
		} else {
			n = k.letter(text)
		}
		text = text[n:]
	}
	return k
}

// digits is how many of the bytes that text begins with are digits.
func digits(text string) int {
	return len(text) - len(strings.TrimLeft(text, "0123456789"))
}

// number orders by value: by how many digits it has, then by them.
func (k *sortKey) number(text string) {
	text = strings.TrimLeft(text, "0")
	k.letters = append(k.letters, weightNumber)
	k.letters = binary.BigEndian.AppendUint32(k.letters, uint32(len(text)))
	k.letters = append(k.letters, text...)
	k.tones, k.capitals = append(k.tones, 1), append(k.capitals, 1)
}

// letter takes the letter that a text in NFD begins with, its base and its marks, and tells how many
// bytes they are.
func (k *sortKey) letter(text string) int {
	base, n := utf8.DecodeRuneInString(text)
	small := unicode.ToLower(base)
	weight := letterWeights[[2]rune{small, 0}]
	var marks []rune
	for n < len(text) {
		mark, size := utf8.DecodeRuneInString(text[n:])
		if !unicode.Is(unicode.M, mark) {
			break
		}
		n += size
		if own := letterWeights[[2]rune{small, mark}]; own != 0 {
			weight = own
		} else {
			marks = append(marks, mark)
		}
	}
	switch {
	case unicode.IsSpace(base):
		k.letters = append(k.letters, weightBlank)
	case weight != 0:
		k.letters = append(k.letters, weightLatin, weight)
	case unicode.IsLetter(base) || unicode.IsDigit(base):
		k.letters = binary.BigEndian.AppendUint32(append(k.letters, weightOther), uint32(small))
	default:
		k.letters = binary.BigEndian.AppendUint32(append(k.letters, weightSign), uint32(base))
	}
	k.tones = append(k.tones, toneOf(marks)...)
	if unicode.IsUpper(base) {
		k.capitals = append(k.capitals, 2)
	} else {
		k.capitals = append(k.capitals, 1)
	}
	return n
}

// toneOf is the weight of a letter's other marks: none, the tones, any other.
func toneOf(marks []rune) (weight []byte) {
	for _, mark := range marks {
		if i := slices.Index(toneOrder, mark); i >= 0 {
			weight = append(weight, byte(i+2))
		} else {
			weight = binary.BigEndian.AppendUint32(append(weight, 0xff), uint32(mark))
		}
	}
	if weight == nil {
		return []byte{1}
	}
	return weight
}

// bytes puts the levels one behind the other; no level has a zero before its end that could be
// taken for it, but inside numbers, which are all of one length.
func (k sortKey) bytes() []byte {
	return bytes.Join([][]byte{k.letters, k.tones, k.capitals}, []byte{0})
}

// collate orders by the collation alone; different texts may be equal.
func collate(a, b string) int {
	if a == b {
		return 0
	}
	return bytes.Compare(keyOf(a).bytes(), keyOf(b).bytes())
}

// Compare orders texts as a Vietnamese dictionary does (CLDR, locale vi: a ă â b
// … d đ e ê …, then the tones ngang, huyền, hỏi, ngã, sắc, nặng), numbers inside
// by their value ("Xóm 2" before "Xóm 10"), a tone alike wherever it was put in
// the syllable. It is -1, 0 or +1 and a total order: texts that sort alike are
// ordered by their bytes, and only equal texts give 0.
func Compare(a, b string) int {
	if c := collate(sortForm(a), sortForm(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// SortKey gives bytes that order as [Compare] orders texts, but for those that sort alike.
func SortKey(text string) []byte { return keyOf(sortForm(text)).bytes() }

// ComparePeople orders full names as lists of people do in Viet Nam: by the
// given name, which is the last word, then by the words before it, each as
// [Compare] orders them. It is a total order.
func ComparePeople(a, b string) int {
	aFamily, aGiven := splitName(a)
	bFamily, bGiven := splitName(b)
	if c := collate(aGiven, bGiven); c != 0 {
		return c
	}
	if c := collate(aFamily, bFamily); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func sortForm(s string) string { return placeTones(NFC(s)) }

func splitName(name string) (family, given string) {
	words := strings.Fields(sortForm(name))
	if len(words) == 0 {
		return "", ""
	}
	last := len(words) - 1
	return strings.Join(words[:last], " "), words[last]
}
