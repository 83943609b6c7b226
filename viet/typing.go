package viet

import (
	"strings"
	"unicode/utf8"
)

// Method is a way to type Vietnamese letters on a keyboard without them.
type Method int

// The methods: Off leaves every key as it is, [Telex] writes marks with letters (tieengs → tiếng),
// [VNI] with digits (tie6ng1 → tiếng).
const (
	Off Method = iota
	Telex
	VNI
)

// ParseMethod reads "telex" and "vni"; everything else is [Off].
func ParseMethod(s string) Method {
	switch strings.ToLower(s) {
	case "telex":
		return Telex
	case "vni":
		return VNI
	}
	return Off
}

// String is what [ParseMethod] reads; "" for Off.
func (m Method) String() string { return [...]string{"", "telex", "vni"}[m] }

// Next is the method after m, in the order off, Telex, VNI, off.
func (m Method) Next() Method { return (m + 1) % 3 }

// Typing turns keys into Vietnamese text as they are pressed, as UniKey does (unikey.org), for a
// text field that feeds it every key and carries out what it answers: erase so many letters before
// the cursor, then insert a text. The zero value is off.
//
// Marks and tones may be typed anywhere later in the syllable; typing one again takes it back and
// leaves the key itself (ass → as, ddd → dd), after which the word is taken as typed. A word whose
// letters cannot become a Vietnamese syllable comes back as the keys it was typed with, at once or
// when it ends. Text is NFC and upper case is kept.
type Typing struct {
	Method   Method
	NewStyle bool // hoà, thuý in place of hòa, thúy

	parts []part // the last words and what stands between them; the last one is being typed
}

// part is a word, or one letter that is none (a blank, a comma).
type part struct {
	word
	ended bool
}

const (
	maxParts = 16
	maxKeys  = 64 // of a word; longer ones are not looked at
)

// Key takes a letter, digit, sign or blank that was typed.
func (t *Typing) Key(r rune) (erase int, insert string) {
	if t.Method == Off || r < ' ' || r > '~' {
		t.Reset()
		return 0, string(r)
	}
	t.trim()
	before := t.Tail()
	p := t.last()
	inWord := p != nil && !p.ended
	switch {
	case isLetter(r) && !inWord:
		t.parts = append(t.parts, part{})
	case !isLetter(r) && (!inWord || r < '0' || r > '9'):
		t.end()
		t.parts = append(t.parts, part{word: word{keys: []rune{r}, cells: []cell{{quality: r}}, literal: true}, ended: true})
		return t.difference(before)
	}
	p = t.last()
	if len(p.keys) >= maxKeys {
		t.Reset()
		return 0, string(r)
	}
	p.press(t.Method, r)
	return t.difference(before)
}

// Backspace takes the last letter away with all its marks.
func (t *Typing) Backspace() (erase int, insert string) {
	p := t.last()
	if t.Method == Off || p == nil {
		t.Reset()
		return 1, ""
	}
	before := t.Tail()
	if p.ended && !isLetter(p.keys[0]) {
		t.parts = t.parts[:len(t.parts)-1]
		if p = t.last(); p != nil && isLetter(p.keys[0]) {
			p.ended = false
		}
		return t.difference(before)
	}
	p.ended = false
	p.shorten(t.Method)
	if len(p.keys) == 0 {
		t.parts = t.parts[:len(t.parts)-1]
	}
	return t.difference(before)
}

// Restore gives the last word back as the keys it was typed with; once more undoes that.
func (t *Typing) Restore() (erase int, insert string) {
	before := t.Tail()
	for i := len(t.parts) - 1; i >= max(len(t.parts)-2, 0); i-- {
		if w := &t.parts[i].word; isLetter(w.keys[0]) {
			w.asTyped(!w.raw, t.Method)
			break
		}
	}
	return t.difference(before)
}

// End closes the word being typed without a key that would (Enter, Tab).
func (t *Typing) End() (erase int, insert string) {
	before := t.Tail()
	t.end()
	return t.difference(before)
}

// Reset forgets what was typed; call it when the cursor moves or the text changes otherwise.
func (t *Typing) Reset() { t.parts = nil }

// Tail is the text that Typing takes to stand before the cursor: the words it may still change.
func (t *Typing) Tail() string {
	var b strings.Builder
	for i := range t.parts {
		t.parts[i].write(&b, t.NewStyle, t.parts[i].ended)
	}
	return b.String()
}

func (t *Typing) last() *part {
	if len(t.parts) == 0 {
		return nil
	}
	return &t.parts[len(t.parts)-1]
}

// trim forgets the oldest part when there are many.
func (t *Typing) trim() {
	if len(t.parts) == maxParts {
		t.parts = append(t.parts[:0], t.parts[1:]...)
	}
}

func (t *Typing) end() {
	if p := t.last(); p != nil {
		p.ended = true
	}
}

// difference is how the text before becomes Tail's.
func (t *Typing) difference(before string) (erase int, insert string) {
	after := t.Tail()
	same := 0
	for same < len(before) && same < len(after) {
		a, n := utf8.DecodeRuneInString(before[same:])
		if b, _ := utf8.DecodeRuneInString(after[same:]); a != b {
			break
		}
		same += n
	}
	return utf8.RuneCountInString(before[same:]), after[same:]
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }
