package localdb

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// A record's search text is the set of its words in their exact form. Without tones and without
// marks a word is matched through the vocabulary, which is small: Vietnamese has some thousand
// syllables. The search in memory lists for every word the records that have it; it is read from
// the search bucket when somebody searches for the first time and follows every commit.

// Limits of the words kept of one record.
const (
	maxWords    = 4000
	maxWordSize = 64 // bytes
)

// words splits text into its words, exact.
func words(text string) []string {
	return strings.FieldsFunc(viet.Exact(text), func(r rune) bool {
		if r < 0x80 {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9')
		}
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
}

// searchWords gathers what a person may look for: texts, labels of choices, the form's title, the
// people who wrote, messages. Links are not words.
func searchWords(form *ledger.Form, r *ledger.Record, values ledger.Values) string {
	set := wordSet{}
	set.answers(form, values)
	if r.First != nil {
		set.add(r.First.Author, r.First.Typist, r.Last.Author, r.Last.Typist)
	}
	for _, m := range r.Messages {
		set.add(m.Text)
	}
	return set.join()
}

type wordSet map[string]bool

func (set wordSet) add(texts ...string) {
	for _, text := range texts {
		for _, w := range words(text) {
			if len(w) <= maxWordSize && len(set) < maxWords {
				set[w] = true
			}
		}
	}
}

// draft gathers the words of a draft, what is typed and not understood yet included.
func (set wordSet) draft(form *ledger.Form, d *ledger.Draft) {
	set.answers(form, d.Values)
	for _, text := range d.Typed {
		set.add(text)
	}
}

func (set wordSet) answers(form *ledger.Form, values ledger.Values) {
	if form != nil {
		set.add(form.Title.Vi, form.Title.En)
	}
	for name, v := range values {
		var field *ledger.Field
		if form != nil {
			field = form.Field(name)
		}
		set.value(field, v)
	}
}

func (set wordSet) value(field *ledger.Field, v ledger.Value) {
	switch v.Kind {
	case ledger.Text:
		set.choice(field, v.Text)
	case ledger.List:
		for _, name := range v.List {
			set.choice(field, name)
		}
	case ledger.Rows:
		if files := v.Files(); len(files) > 0 {
			for _, f := range files {
				set.choice(nil, f.Name)
			}
			return
		}
		for _, row := range v.Rows {
			for name, cell := range row {
				set.value(cellField(field, name), cell)
			}
		}
	}
}

func (set wordSet) choice(field *ledger.Field, text string) {
	switch {
	case field == nil:
		set.add(text)
	case field.Type == ledger.TypeRecord:
	default:
		set.add(field.ChoiceLabel(text, "vi"), field.ChoiceLabel(text, "en"))
	}
}

func cellField(repeat *ledger.Field, name string) *ledger.Field {
	if repeat == nil {
		return nil
	}
	i := slices.IndexFunc(repeat.Fields, func(f ledger.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &repeat.Fields[i]
}

func (set wordSet) join() string {
	list := make([]string, 0, len(set))
	for w := range set {
		list = append(list, w)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// searchDoc is one record to the search.
type searchDoc struct {
	id    ledger.ID
	day   string
	words string
}

func (d searchDoc) encode() []byte { return append([]byte(d.day), d.words...) }

func decodeSearchDoc(key, b []byte) (searchDoc, error) {
	if len(b) < dayLength {
		return searchDoc{}, errPacked
	}
	return searchDoc{id: idOf(key), day: string(b[:dayLength]), words: string(b[dayLength:])}, nil
}

// wordQuery is a search text, a query for each of its words.
type wordQuery []viet.Query

func newWordQuery(text string) wordQuery {
	var q wordQuery
	for _, w := range words(text) {
		q = append(q, viet.NewQuery(w))
	}
	return q
}

// match ranks the words of one record, as words joined them; the rank is that of the weakest word.
func (q wordQuery) match(joined string) int {
	tone, fold := viet.FoldTone(joined), viet.Fold(joined)
	rank := viet.MatchExact
	for _, word := range q {
		rank = min(rank, word.Match(joined, tone, fold))
	}
	return rank
}

// searchCache is the search in memory.
type searchCache struct {
	mu    sync.Mutex
	index *searchIndex // nil until somebody searches
}

// apply follows a commit.
func (c *searchCache) apply(found []searchDoc) {
	if len(found) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.index == nil {
		return
	}
	for _, d := range found {
		c.index.put(d)
	}
}

// find gives the records that match, best first, then newest day first, then newest id first.
func (s *Store) find(q wordQuery) ([]match, error) {
	s.search.mu.Lock()
	defer s.search.mu.Unlock()
	if err := s.readIndex(); err != nil {
		return nil, err
	}
	return s.search.index.find(q), nil
}

// Warm makes the search ready, which otherwise the first search does. It may run beside everything
// else; a search that comes in the meantime waits for it.
func (s *Store) Warm() error {
	s.search.mu.Lock()
	defer s.search.mu.Unlock()
	if err := s.readIndex(); err != nil {
		return fmt.Errorf("read search: %w", err)
	}
	return nil
}

// readIndex reads the search into memory unless it is there; its caller holds the lock.
func (s *Store) readIndex() error {
	if s.search.index != nil && !s.search.index.worn() {
		return nil
	}
	x := newSearchIndex()
	err := s.view(func(r reader) error {
		return r.scan(bucketSearch, nil, func(k, v []byte) (bool, error) {
			d, err := decodeSearchDoc(k, v)
			if err != nil {
				return false, r.damaged(bucketSearch, k, err)
			}
			x.put(d)
			return true, nil
		})
	})
	if err == nil {
		s.search.index = x
	}
	return err
}
