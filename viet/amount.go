package viet

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// unit is one unit of a system: its size counts the system's smallest steps.
type unit struct {
	name    string // as shown
	size    uint64
	aliases []string // further spellings, with marks
	offered bool     // named in questions
}

// system is a set of units, largest first.
type system struct {
	units []unit
	words map[string]int // spelling → index in units
}

// newSystem indexes every spelling with marks, without tones and without any
// marks. A word typed with a tone matches only the spelling with that tone, so
// "tá" is not "tạ" but "ta" is.
func newSystem(units ...unit) *system {
	sys := &system{units: units, words: make(map[string]int)}
	for i, u := range units {
		for _, name := range append([]string{u.name}, u.aliases...) {
			for _, spelling := range []string{Exact(name), FoldTone(name), Fold(name)} {
				if _, taken := sys.words[spelling]; !taken {
					sys.words[spelling] = i
				}
			}
		}
	}
	return sys
}

func (sys *system) find(word string) (int, bool) {
	i, ok := sys.words[Exact(word)]
	return i, ok
}

// known lists the offered units for a message.
func (sys *system) known() string {
	var names []string
	for _, u := range sys.units {
		if u.offered {
			names = append(names, u.name)
		}
	}
	return strings.Join(names, ", ")
}

// term is a number and the word after it: "2 mẫu". The last of an amount may
// have no word.
type term struct{ number, word string }

// splitTerms cuts "2 mẫu 3 sào" into terms. Text before the first digit, or
// nothing but punctuation between two numbers, makes it fail.
func splitTerms(s string) ([]term, bool) {
	var terms []term
	for s != "" {
		end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789., ", r) })
		if end < 0 {
			end = len(s)
		}
		number := strings.TrimSpace(s[:end])
		if number == "" {
			return nil, false
		}
		s = s[end:]
		end = wordEnd(s)
		word := strings.Trim(s[:end], " ,.;")
		s = s[end:]
		if word == "" && s != "" {
			return nil, false
		}
		terms = append(terms, term{number, word})
	}
	return terms, len(terms) > 0
}

// wordEnd finds the digit that ends a unit's word; the 2 of m2 belongs to it.
func wordEnd(s string) int {
	for i, r := range s {
		if r < '0' || r > '9' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+1:])
		power := r == '2' && strings.HasSuffix(strings.ToLower(s[:i]), "m")
		if !power || unicode.IsDigit(next) || next == ',' || next == '.' {
			return i
		}
	}
	return len(s)
}

// errNoUnit marks a last term without a unit; the caller knows what to make of it.
var errNoUnit = errors.New("no unit")

// amount is what was read so far: the sum in smallest steps and the index of
// the last unit (-1 before the first).
type amount struct {
	sum  uint64
	last int
}

// read adds up the first n terms. On errNoUnit the amount holds what came
// before the last term. input is quoted in errors.
func (sys *system) read(terms []term, n int, input string) (amount, error) {
	a := amount{last: -1}
	for i, t := range terms[:n] {
		if t.word == "" {
			return a, errNoUnit
		}
		word, half := cutHalf(t.word)
		u, ok := sys.find(word)
		if !ok {
			return a, failHint(CodeUnitUnknown, input, sys.known())
		}
		if u <= a.last || (half && i < len(terms)-1) {
			return a, fail(CodeNotANumber, input)
		}
		d, err := readDecimal(t.number)
		if err != nil {
			return a, inPhrase(err, terms, i, input)
		}
		mag, err := d.withHalf(sys.units[u].size, half, input)
		if err != nil {
			return a, err
		}
		if a.sum+mag < a.sum {
			return a, fail(CodeTooLarge, input)
		}
		a.sum, a.last = a.sum+mag, u
	}
	return a, nil
}

// cutHalf takes "rưỡi" (and a half) off a unit's word.
func cutHalf(word string) (string, bool) {
	for _, half := range []string{" rưỡi", " rưởi", " ruoi"} {
		if rest, ok := strings.CutSuffix(word, half); ok {
			return rest, true
		}
	}
	return word, false
}

func (d decimal) withHalf(size uint64, half bool, input string) (uint64, error) {
	mag, err := d.times(size, input)
	switch {
	case err != nil || !half:
		return mag, err
	case d.scale > 0 || size%2 != 0:
		return 0, fail(CodeNotANumber, input)
	case mag+size/2 < mag:
		return 0, fail(CodeTooLarge, input)
	}
	return mag + size/2, nil
}

// inPhrase turns an error about one number into one about the whole phrase.
func inPhrase(err error, terms []term, at int, input string) error {
	var question *Ambiguous
	if !errors.As(err, &question) {
		return fail(CodeNotANumber, input)
	}
	var texts []string
	for _, c := range question.Choices {
		texts = append(texts, phrase(terms, at, c.Text, terms[at].word))
	}
	return ask(input, texts...)
}

// phrase writes the terms with another number and word at one place.
func phrase(terms []term, at int, number, word string) string {
	var out []string
	for i, t := range terms {
		if i == at {
			t = term{number, word}
		}
		out = append(out, strings.TrimSpace(t.number+" "+t.word))
	}
	return strings.Join(out, " ")
}

// askUnit asks which unit the last number has: any offered one that is smaller
// than the unit before it.
func (sys *system) askUnit(terms []term, last int, input string) error {
	var texts []string
	at := len(terms) - 1
	for i, u := range sys.units {
		if u.offered && i > last {
			texts = append(texts, phrase(terms, at, terms[at].number, u.name))
		}
	}
	if len(texts) == 0 {
		return failHint(CodeUnitUnknown, input, sys.known())
	}
	return ask(input, texts...)
}

// typedAmount prepares an amount: lower case, composed, no sign. A value below
// zero is an error of its own.
func typedAmount(s string) (clean, lower string, err error) {
	clean, err = typed(s, CodeNotANumber)
	if err != nil {
		return "", "", err
	}
	unsigned, sign := cutSign(clean)
	if sign == "-" && unsigned != "" && unsigned[0] >= '0' && unsigned[0] <= '9' {
		return "", "", fail(CodeNegative, clean)
	}
	return clean, strings.ReplaceAll(Exact(clean), "²", "2"), nil
}
