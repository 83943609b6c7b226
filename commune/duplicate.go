package commune

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Duplicate is a pair of records that may tell of one event.
type Duplicate struct {
	Records []ledger.ID `json:"records"` // two, the one begun first before
	Form    string      `json:"form"`
	Units   []string    `json:"units"`
	Titles  []string    `json:"titles"`
	Dates   []string    `json:"dates"`
	Score   int         `json:"score"` // 0 to 100; those below MinScore are not told
	Joint   bool        `json:"joint"` // of two units
	Reasons []Reason    `json:"reasons"`
}

// Reason is one thing that two records have in common, or nearly.
type Reason = ledger.LikenessReason

// MinScore is the least score of a pair worth a look.
const MinScore = ledger.MinLikeness

// Bounds of the search, so that it stays linear in the number of records whatever they say.
const (
	perWord    = 48 // records with a word in common that one record is compared with
	wordsTried = 8  // words of a record by which others are looked up, the rarest first
	perRecord  = 5  // pairs told of one record, the best
)

// Duplicates finds pairs of records of one form that may be the same event: near dates, titles or
// places alike when marks are left aside, one unit or two (a joint event). Records that do not count
// and those merged away are left out, and pairs merged already. q selects pairs one of whose records
// it selects; Status, Search and Limit of it are not looked at. The best pairs come first.
func (o *Office) Duplicates(ctx context.Context, q Query) ([]Duplicate, error) {
	var period ledger.Period
	if q.Period != "" {
		var err error
		if period, err = ledger.ParsePeriod(q.Period); err != nil {
			return nil, fault("period", q.Period)
		}
	}
	var out []Duplicate
	for _, form := range o.Catalogue().Forms() {
		if q.Form != "" && q.Form != form.Name {
			continue
		}
		s := Selection{Form: form.Name}
		if q.Period != "" && !maybeUndated(form) {
			s.From, s.To = period.From.AddDays(-ledger.NearDays).String(), period.To.AddDays(ledger.NearDays).String()
		}
		pairs, err := o.pairs(ctx, form, s)
		if err != nil {
			return nil, err
		}
		out = append(out, slices.DeleteFunc(pairs, func(d Duplicate) bool {
			return !d.about(func(i int) bool {
				return (q.Unit == "" || d.Units[i] == q.Unit) && (q.Period == "" || period.Contains(cmp.Or(d.Dates[i], MadeOn(d.Records[i]))))
			})
		})...)
	}
	slices.SortFunc(out, Duplicate.compare)
	return out, nil
}

// FillDuplicates puts into Duplicates of each item the records that may tell of the same event.
func (o *Office) FillDuplicates(ctx context.Context, items []Item) error {
	at := map[ledger.ID]*Item{}
	spans := map[string]*Selection{}
	for i := range items {
		it := &items[i]
		if !it.Counts() {
			continue
		}
		at[it.ID] = it
		s := spans[it.Form]
		if s == nil {
			s = &Selection{Form: it.Form, From: it.Date, To: it.Date}
			spans[it.Form] = s
		}
		s.From, s.To = min(s.From, it.Date), max(s.To, it.Date)
	}
	for name, s := range spans {
		form := o.Catalogue().Form(name)
		if form == nil {
			continue
		}
		from, failed := viet.ParseISO(s.From)
		to, failedToo := viet.ParseISO(s.To)
		if failed != nil || failedToo != nil || maybeUndated(form) {
			s.From, s.To = "", ""
		} else {
			s.From, s.To = from.AddDays(-ledger.NearDays).String(), to.AddDays(ledger.NearDays).String()
		}
		pairs, err := o.pairs(ctx, form, *s)
		if err != nil {
			return err
		}
		for _, d := range pairs {
			for i, id := range d.Records {
				if it := at[id]; it != nil {
					it.Duplicates = append(it.Duplicates, d.Records[1-i])
				}
			}
		}
	}
	return nil
}

// about reports whether one of the pair's records is meant.
func (d Duplicate) about(meant func(i int) bool) bool { return meant(0) || meant(1) }

// compare puts better pairs first, then earlier ones.
func (d Duplicate) compare(o Duplicate) int {
	return cmp.Or(cmp.Compare(o.Score, d.Score), strings.Compare(d.Dates[0], o.Dates[0]),
		slices.Compare(d.Records[0][:], o.Records[0][:]), slices.Compare(d.Records[1][:], o.Records[1][:]))
}

// pairs finds the duplicates among the records of a selection.
func (o *Office) pairs(ctx context.Context, form *ledger.Form, s Selection) ([]Duplicate, error) {
	rows, err := o.store.Find(ctx, s)
	if err != nil {
		return nil, err
	}
	items, err := o.items(ctx, rows)
	if err != nil {
		return nil, err
	}
	units, err := o.store.Units(ctx)
	if err != nil {
		return nil, err
	}
	search := newTwins(form, units)
	for _, it := range items {
		if it.Counts() {
			search.add(it)
		}
	}
	return o.undismissed(ctx, search.find())
}

// twins is the search among the records of one form. Dated records are looked at in the order of
// their dates, and each is compared only with those within ledger.NearDays before it with which it has a
// word in common.
type twins struct {
	form    *ledger.Form
	place   map[string]string // the old commune of each unit
	undated bool              // the form lets a date be missing: dates are no border then
	all     []telling
	known   map[string]word
	with    [][]int // by word, the records looked at that have it, in order
	looked  int     // comparisons made
}

// pair are two records by their places in twins.all.
type pair struct{ a, b, score int }

func newTwins(form *ledger.Form, units []Unit) *twins {
	t := &twins{form: form, place: map[string]string{}, undated: maybeUndated(form), known: map[string]word{}}
	for _, u := range units {
		t.place[u.ID] = viet.Fold(u.OldCommune)
	}
	return t
}

func (t *twins) add(it Item) { t.all = append(t.all, t.telling(it)) }

// find compares and gives the pairs, of each record the best ones.
func (t *twins) find() []Duplicate {
	slices.SortFunc(t.all, func(a, b telling) int {
		return cmp.Or(cmp.Compare(t.day(&a), t.day(&b)), strings.Compare(a.key, b.key), strings.Compare(a.item.Unit, b.item.Unit),
			slices.Compare(a.item.ID[:], b.item.ID[:]))
	})
	common := make([]int, len(t.with)) // how many records have a word
	for i := range t.all {
		for _, w := range t.all[i].keys {
			common[w]++
		}
	}
	seen := make([]int, len(t.all)) // the last record it was compared with, from 1
	var found []pair
	for i := range t.all {
		one := &t.all[i]
		own := len(found)
		for _, w := range rarest(one.keys, common) {
			found = t.lookBack(i, w, seen, found)
		}
		found = found[:own+keepBest(found[own:])]
		for _, w := range one.keys {
			t.with[w] = append(t.with[w], i)
		}
	}
	return t.best(found)
}

// lookBack compares a record with those before it that have a word in common with it.
func (t *twins) lookBack(i int, w word, seen []int, found []pair) []pair {
	list := t.with[w]
	for n := range min(len(list), perWord) {
		j := list[len(list)-1-n]
		if t.day(&t.all[i])-t.day(&t.all[j]) > ledger.NearDays {
			break
		}
		if seen[j] == i+1 {
			continue
		}
		seen[j] = i + 1
		t.looked++
		if score, _ := ledger.Likeness(&t.all[j].Traits, &t.all[i].Traits, t.bond(&t.all[j], &t.all[i]), false); score >= MinScore {
			found = append(found, pair{j, i, score})
		}
	}
	return found
}

// day is what borders are measured by: nothing where dates are none.
func (t *twins) day(one *telling) int {
	if t.undated {
		return 0
	}
	return one.Day
}

// rarest gives the words by which a record is looked up.
func rarest(words []word, common []int) []word {
	if len(words) <= wordsTried {
		return words
	}
	sorted := slices.Clone(words)
	slices.SortStableFunc(sorted, func(a, b word) int { return cmp.Compare(common[a], common[b]) })
	return sorted[:wordsTried]
}

func (p pair) compare(o pair) int {
	return cmp.Or(cmp.Compare(o.score, p.score), cmp.Compare(p.b, o.b), cmp.Compare(o.a, p.a))
}

// keepBest brings the best of one record's pairs to the front and tells how many they are.
func keepBest(found []pair) int {
	slices.SortFunc(found, pair.compare)
	return min(len(found), perRecord)
}

// best keeps of every record the pairs with the highest scores, and tells of them in full.
func (t *twins) best(found []pair) (kept []Duplicate) {
	slices.SortFunc(found, pair.compare)
	told := make([]int, len(t.all))
	for _, p := range found {
		if told[p.a] < perRecord && told[p.b] < perRecord {
			told[p.a]++
			told[p.b]++
			kept = append(kept, t.duplicate(p))
		}
	}
	return kept
}
