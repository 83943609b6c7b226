package commune

import (
	"bytes"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// telling is a record as the search compares it.
type telling struct {
	item Item
	ledger.Traits[word]
	keys []word // words by which it is found: those of the title and of the place
	key  string // the title in one, by which records of a day are ordered
}

// word stands for a word in one search, so that comparing is cheap.
type word int32

// words gives the numbers of words, sorted; kind keeps the words of a place apart.
func (t *twins) words(kind string, texts []string) []word {
	out := make([]word, len(texts))
	for i, text := range texts {
		n, ok := t.known[kind+text]
		if !ok {
			n = word(len(t.known))
			t.known[kind+text] = n
			t.with = append(t.with, nil)
		}
		out[i] = n
	}
	slices.Sort(out)
	return out
}

// telling takes from a record what is compared.
func (t *twins) telling(it Item) telling {
	said := ledger.TraitsOf(t.form, it.Values, it.Date, it.Unit)
	one := telling{item: it, key: strings.Join(said.Title, " ")}
	one.Traits = ledger.Traits[word]{Title: t.words("", said.Title), Counts: t.words("", said.Counts), Place: t.words("@", said.Place),
		Dated: said.Dated, Day: said.Day, People: said.People}
	one.keys = slices.Concat(one.Title, one.Place)
	return one
}

// bond is how the units of two records stand to each other.
func (t *twins) bond(a, b *telling) ledger.Bond {
	old := t.place[a.item.Unit]
	switch {
	case a.item.Unit == b.item.Unit:
		return ledger.SameUnit
	case old != "" && old == t.place[b.item.Unit]:
		return ledger.NeighbourUnit
	}
	return ledger.OtherUnit
}

// duplicate tells of a pair in full.
func (t *twins) duplicate(p pair) Duplicate {
	a, b := &t.all[p.a], &t.all[p.b]
	score, reasons := ledger.Likeness(&a.Traits, &b.Traits, t.bond(a, b), true)
	if bytes.Compare(a.item.ID[:], b.item.ID[:]) > 0 {
		a, b = b, a
	}
	return Duplicate{Records: []ledger.ID{a.item.ID, b.item.ID}, Form: t.form.Name, Units: []string{a.item.Unit, b.item.Unit},
		Titles: []string{a.item.Title, b.item.Title}, Dates: []string{a.item.Date, b.item.Date}, Score: score,
		Joint: a.item.Unit != b.item.Unit, Reasons: reasons}
}
