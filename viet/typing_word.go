package viet

import (
	"strings"
	"unicode"
)

// word is a syllable being typed. What it shows follows from its keys alone.
type word struct {
	keys  []rune
	owner []int // for each key the cell it made or marked last, ofTone for a tone
	cells []cell
	tone  rune // a combining mark, 0 for none

	literal bool // further keys are only letters
	undone  bool // a key was taken back by repeating it: the word is what its writer wants
	raw     bool // restored by hand
}

// cell is one letter: what it is without tone, in lower case.
type cell struct {
	quality rune
	upper   bool
	fromW   bool // ư typed as a lone w
}

const ofTone = -1

// press takes one more key.
func (w *word) press(m Method, r rune) {
	w.keys, w.owner = append(w.keys, r), append(w.owner, len(w.cells))
	if w.literal {
		w.add(r)
		return
	}
	act := m.act(unicode.ToLower(r))
	if act.tone != 0 && w.setTone(act.tone) || act.clear && w.clearTone() || act.marks != "" && w.mark(act.marks) {
		return
	}
	w.add(r)
	if m == Telex && unicode.ToLower(r) == 'w' && w.tryW() {
		return
	}
	if !w.promising() {
		w.giveUp()
	}
}

func (w *word) add(r rune) {
	w.cells = append(w.cells, cell{quality: unicode.ToLower(r), upper: unicode.IsUpper(r)})
}

// own says which cell the key just pressed belongs to.
func (w *word) own(cell int) { w.owner[len(w.owner)-1] = cell }

func (w *word) promising() bool { return mayBecome(w.shown(), w.tone) }

// tryW makes the w just added a ư where one may stand.
func (w *word) tryW() bool {
	c := &w.cells[len(w.cells)-1]
	was := *c
	c.quality, c.fromW = 'ư', true
	if len(w.cells) > 1 && isVowel(lookup(w.cells[len(w.cells)-2].quality).base) || !w.promising() {
		*c = was
		return false
	}
	return true
}

// giveUp makes the word the keys it was typed with, but for what its writer has undone.
func (w *word) giveUp() {
	w.literal = true
	if !w.undone {
		w.spell()
	}
}

// spell makes the cells one for each key.
func (w *word) spell() {
	w.cells, w.tone = w.cells[:0], 0
	for i, r := range w.keys {
		w.add(r)
		w.owner[i] = i
	}
}

// shown are the letters as they stand on the screen, in lower case without tone. A horn on one
// letter of uo is one on both (ươn), but not in thuở, huơ, khuơ.
func (w *word) shown() []rune {
	out := make([]rune, len(w.cells))
	for i, c := range w.cells {
		out[i] = c.quality
	}
	if i := w.pair(); i >= 0 && (out[i] == 'ư' && out[i+1] == 'o' || out[i+1] == 'ơ') {
		out[i], out[i+1] = 'ư', 'ơ'
		if onset := string(out[:i]); i+2 == len(out) && (onset == "h" || onset == "th" || onset == "kh") {
			out[i] = 'u'
		}
	}
	return out
}

// pair is where u and o stand side by side as vowels, -1 for nowhere.
func (w *word) pair() int {
	for i := 0; i+1 < len(w.cells); i++ {
		if lookup(w.cells[i].quality).base != 'u' || lookup(w.cells[i+1].quality).base != 'o' {
			continue
		}
		if i > 0 && w.cells[i-1].quality == 'q' {
			return -1
		}
		return i
	}
	return -1
}

func (w *word) setTone(tone rune) bool {
	shown := w.shown()
	at := toneAt(shown, false)
	if at < 0 {
		return false
	}
	if w.tone == tone {
		w.tone = 0
		for i, o := range w.owner {
			if o == ofTone {
				w.owner[i] = len(w.cells)
			}
		}
		w.add(w.keys[len(w.keys)-1])
		w.literal, w.undone = true, true
		return true
	}
	if !mayBecome(shown, tone) {
		return false
	}
	w.tone = tone
	w.own(ofTone)
	return true
}

func (w *word) clearTone() bool {
	if w.tone == 0 {
		return false
	}
	w.tone = 0
	w.own(ofTone)
	return true
}

// mark puts one of the marks, given as letters that have them, on the last letter that can take
// it, or takes it back.
func (w *word) mark(marks string) bool {
	if i := w.pair(); i >= 0 && strings.ContainsRune(marks, 'ơ') {
		return w.markPair(i)
	}
	marked := -1
	for i := len(w.cells) - 1; i >= 0; i-- {
		q := markedBy(w.cells[i].quality, marks)
		switch {
		case q == 0 || q == 'đ' && !w.strokable(i):
		case q == w.cells[i].quality:
			marked = max(marked, i)
		case w.try(i, q):
			w.own(i)
			return true
		}
	}
	if marked >= 0 {
		w.unmark(marked, marked)
	}
	return marked >= 0
}

// markedBy is the letter of marks that r becomes, 0 for none.
func markedBy(r rune, marks string) rune {
	for _, q := range marks {
		if lookup(q).base == lookup(r).base {
			return q
		}
	}
	return 0
}

// strokable: a d becomes đ at the beginning of a syllable, and anywhere among consonants alone when
// it was typed last (QĐ).
func (w *word) strokable(i int) bool {
	if toneAt(w.shown(), false) >= 0 {
		return i == 0
	}
	return i == len(w.cells)-1
}

// try puts q in place of a letter if a syllable may still come of it.
func (w *word) try(i int, q rune) bool {
	was := append([]cell(nil), w.cells...)
	w.cells[i].quality = q
	if q == 'ô' && i > 0 && w.cells[i-1].quality == 'ư' {
		w.cells[i-1].quality = 'u'
	}
	if !w.promising() {
		w.cells = was
		return false
	}
	return true
}

// markPair puts the horn on uo, whichever of the two has it already.
func (w *word) markPair(i int) bool {
	u, o := &w.cells[i], &w.cells[i+1]
	if u.quality == 'ư' && o.quality == 'ơ' {
		w.unmark(i, i+1)
		return true
	}
	was := append([]cell(nil), w.cells...)
	if u.quality == 'ư' {
		w.own(i + 1)
	} else {
		w.own(i)
	}
	u.quality, o.quality = 'ư', 'ơ'
	if !w.promising() {
		w.cells = was
		return false
	}
	return true
}

// unmark takes the marks of cells from…to back and leaves the key that did it as a letter.
func (w *word) unmark(from, to int) {
	lone := w.cells[to].fromW && to == len(w.cells)-1
	for i := from; i <= to; i++ {
		c := &w.cells[i]
		c.quality = lookup(c.quality).base
		if c.fromW {
			c.quality, c.fromW = 'w', false
		}
	}
	w.undone = true
	if lone {
		w.own(to)
	} else {
		w.give(to)
		w.add(w.keys[len(w.keys)-1])
	}
	w.literal = string(w.shown()[max(len(w.cells)-2, 0):]) != "oo" || !w.promising()
}

// give hands the keys that marked a cell over to the one about to be added, so that both go when
// it is deleted.
func (w *word) give(cell int) {
	made := false
	for i, o := range w.owner {
		if o == cell && made {
			w.owner[i] = len(w.cells)
		}
		made = made || o == cell
	}
}

// shorten takes the last letter away with the keys that made it.
func (w *word) shorten(m Method) {
	if w.raw || w.literal && !w.undone {
		w.keys = w.keys[:len(w.keys)-1]
		w.asTyped(w.raw, m)
		return
	}
	last, voiced := len(w.cells)-1, false
	w.cells = w.cells[:last]
	voiced = toneAt(w.shown(), false) >= 0
	var keys []rune
	for i, r := range w.keys {
		if w.owner[i] != last && (voiced || w.owner[i] != ofTone) {
			keys = append(keys, r)
		}
	}
	w.keys = keys
	w.asTyped(false, m)
}

// asTyped works the word out anew from its keys: as they are, or as the method reads them.
func (w *word) asTyped(raw bool, m Method) {
	keys := w.keys
	*w = word{}
	for _, r := range keys {
		w.press(m, r)
	}
	if raw {
		w.spell()
		w.literal, w.raw = true, true
	}
}

// write shows the word. One that has ended and is no syllable is shown as it was typed.
func (w *word) write(b *strings.Builder, newStyle, ended bool) {
	shown := w.shown()
	at := toneAt(shown, newStyle)
	if ended && !w.literal && !w.undone && at >= 0 && !isSyllable(shown, w.tone) {
		b.WriteString(string(w.keys))
		return
	}
	for i, q := range shown {
		tone := rune(0)
		if i == at {
			tone = w.tone
		}
		if w.cells[i].upper {
			q = unicode.ToUpper(q)
		}
		b.WriteRune(compose(q, unicode.ToLower(q), tone))
	}
}
