package ledger

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// Erased stands wherever something was taken out at a person's request (Luật Bảo vệ dữ liệu cá nhân,
// 91/2025/QH15, Điều 14).
const Erased = "«đã xóa theo yêu cầu»"

// Erasure names letters of an earlier change of the same record that are shown to nobody any more.
type Erasure struct {
	Change ID
	Place  string // a field; "field.3.cell" in a table; @author, @typist or @text
	From   int    // the first letter (runes), from 0
	Count  int    // how many
}

// The places of an Erasure that are not fields.
const (
	placeAuthor = "@author"
	placeTypist = "@typist"
	placeText   = "@text"
)

// MaxErasures bounds what one change erases.
const MaxErasures = 1000

type erasing map[ID]map[string][]Erasure

func erasingOf(changes []*Change) erasing {
	var e erasing
	for _, c := range changes {
		if c.Kind != KindErase {
			continue
		}
		for _, x := range c.Erase {
			if e == nil {
				e = erasing{}
			}
			if e[x.Change] == nil {
				e[x.Change] = map[string][]Erasure{}
			}
			e[x.Change][x.Place] = append(e[x.Change][x.Place], x)
		}
	}
	return e
}

// Redacted are the changes of one record as they may be shown: without what was erased. Changes that
// lose something are copies; when nothing was erased it is the slice that was given.
func Redacted(changes []*Change) []*Change {
	e := erasingOf(changes)
	if e == nil {
		return changes
	}
	out := slices.Clone(changes)
	for i, c := range out {
		if places := e[c.ID]; places != nil {
			out[i] = c.without(places)
		}
	}
	return out
}

// without is a copy of the change that lacks what the erasures name.
func (c *Change) without(places map[string][]Erasure) *Change {
	copied := *c
	copied.Set = slices.Clone(c.Set)
	for i := range copied.Set {
		a := &copied.Set[i]
		a.Value = mapTexts(a.Field, a.Value, func(place, text string) string { return erase(text, places[place]) })
	}
	copied.Author = erase(c.Author, places[placeAuthor])
	copied.Typist = erase(c.Typist, places[placeTypist])
	copied.Text = erase(c.Text, places[placeText])
	return &copied
}

// mapTexts is a value with every text in it replaced by what do makes of it.
func mapTexts(place string, v Value, do func(place, text string) string) Value {
	switch v.Kind {
	case Text:
		v.Text = do(place, v.Text)
	case Rows:
		rows := make([]Row, len(v.Rows))
		for i, row := range v.Rows {
			rows[i] = Row{}
			for name, cell := range row {
				rows[i][name] = mapTexts(place+"."+strconv.Itoa(i)+"."+name, cell, do)
			}
		}
		v.Rows = rows
	}
	return v
}

// erase puts Erased in the place of each run of letters that is named.
func erase(text string, what []Erasure) string {
	if len(what) == 0 {
		return text
	}
	letters := []rune(text)
	gone := make([]bool, len(letters))
	for _, x := range what {
		for i := max(0, x.From); i < len(letters) && i-x.From < x.Count; i++ {
			gone[i] = true
		}
	}
	var b strings.Builder
	for i, r := range letters {
		switch {
		case !gone[i]:
			b.WriteRune(r)
		case i == 0 || !gone[i-1]:
			b.WriteString(Erased)
		}
	}
	return b.String()
}

// EachText shows every text of the change that a person may stand in, with its place as an Erasure
// names it.
func (c *Change) EachText(visit func(place, text string)) {
	for _, a := range c.Set {
		mapTexts(a.Field, a.Value, func(place, text string) string { visit(place, text); return text })
	}
	c.EachPerson(visit)
	visit(placeText, c.Text)
}

// EachPerson shows who reported the change and who typed it, as EachText does.
func (c *Change) EachPerson(visit func(place, text string)) {
	visit(placeAuthor, c.Author)
	visit(placeTypist, c.Typist)
}

// FindName finds a name in a text, as whole words, without regard to case; marks must be the same
// when exact, so that Nguyễn Văn An is not taken for Nguyễn Vân Ân. It gives where in runes.
func FindName(text, name string, exact bool) (found []Erasure) {
	same := viet.Fold
	if exact {
		same = viet.Exact
	}
	want := strings.Fields(same(name))
	words, starts, ends := wordsOf([]rune(text))
	for i := 0; len(want) > 0 && i+len(want) <= len(words); i++ {
		if slices.EqualFunc(words[i:i+len(want)], want, func(have, want string) bool { return same(have) == want }) {
			found = append(found, Erasure{From: starts[i], Count: ends[i+len(want)-1] - starts[i]})
		}
	}
	return found
}

// wordsOf cuts a text where no letter or digit is, and tells where each word begins and ends.
func wordsOf(letters []rune) (words []string, starts, ends []int) {
	start := -1
	for i := 0; i <= len(letters); i++ {
		inside := i < len(letters) && !strings.ContainsRune(" \t\r\n.,;:!?()[]{}<>\"'«»“”‘’-–—/\\|+*=&%#@_~`", letters[i])
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words, starts, ends = append(words, string(letters[start:i])), append(starts, start), append(ends, i)
			start = -1
		}
	}
	return words, starts, ends
}
