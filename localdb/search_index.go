package localdb

import (
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// searchIndex lists for every word the records that have it. A record that changes is entered
// anew and its old number left without a record.
type searchIndex struct {
	numbers map[string]uint32 // of words
	vocab   []vocabWord
	docs    []indexedDoc
	at      map[ledger.ID]uint32 // the number of a record's current entry
	dead    int
}

type vocabWord struct {
	exact, tone, fold string
	docs              []uint32
}

type indexedDoc struct {
	id   ledger.ID
	day  uint32 // yyyymmdd
	live bool   // the record has no newer entry
}

// match is one record found, with its rank as viet.Query gives it.
type match struct {
	id   ledger.ID
	rank int
	day  uint32 // yyyymmdd
}

// follows reports that the match comes after a place in the list.
func (m match) follows(after ledger.Place) bool {
	day := dayNumber(after.Day)
	switch {
	case m.rank != after.Rank:
		return m.rank < after.Rank
	case m.day != day:
		return m.day < day
	}
	return compareIDs(m.id, after.ID) < 0
}

func newSearchIndex() *searchIndex {
	return &searchIndex{numbers: map[string]uint32{}, at: map[ledger.ID]uint32{}}
}

// worn reports that more entries are out of date than current.
func (x *searchIndex) worn() bool { return x.dead > len(x.docs)/2+1000 }

func (x *searchIndex) put(d searchDoc) {
	if old, ok := x.at[d.id]; ok {
		x.docs[old].live = false
		x.dead++
	}
	number := uint32(len(x.docs))
	x.docs = append(x.docs, indexedDoc{id: d.id, day: dayNumber(d.day), live: true})
	x.at[d.id] = number
	for w := range strings.SplitSeq(d.words, " ") {
		v := &x.vocab[x.word(w)]
		v.docs = append(v.docs, number)
	}
}

func (x *searchIndex) word(exact string) uint32 {
	if n, ok := x.numbers[exact]; ok {
		return n
	}
	n := uint32(len(x.vocab))
	exact = strings.Clone(exact)
	x.numbers[exact] = n
	x.vocab = append(x.vocab, vocabWord{exact: exact, tone: viet.FoldTone(exact), fold: viet.Fold(exact)})
	return n
}

// dayNumber makes yyyymmdd of an ISO date.
func dayNumber(day string) (n uint32) {
	for _, c := range []byte(day) {
		if c >= '0' && c <= '9' {
			n = n*10 + uint32(c-'0')
		}
	}
	return n
}

// find ranks every record by its weakest word. The sort key is rank, day, number in one integer:
// a hundred thousand of them sort in some milliseconds.
func (x *searchIndex) find(q wordQuery) []match {
	ranks := x.ranks(q)
	var keys []uint64
	for number, rank := range ranks {
		if d := &x.docs[number]; rank != viet.NoMatch && d.live {
			keys = append(keys, uint64(rank)<<60|uint64(d.day)<<32|uint64(number))
		}
	}
	slices.Sort(keys)
	slices.Reverse(keys)
	out := make([]match, len(keys))
	for i, key := range keys {
		out[i] = match{x.docs[uint32(key)].id, int(key >> 60), x.docs[uint32(key)].day}
	}
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j]>>32 == keys[i]>>32 {
			j++
		}
		slices.SortFunc(out[i:j], func(a, b match) int { return compareIDs(b.id, a.id) })
		i = j
	}
	return out
}

// ranks gives the rank of every entry, 0 for none.
func (x *searchIndex) ranks(q wordQuery) []uint8 {
	var weakest []uint8
	for _, word := range q {
		best := make([]uint8, len(x.docs))
		for i := range x.vocab {
			v := &x.vocab[i]
			rank := uint8(word.Match(v.exact, v.tone, v.fold))
			if rank == viet.NoMatch {
				continue
			}
			for _, number := range v.docs {
				best[number] = max(best[number], rank)
			}
		}
		if weakest == nil {
			weakest = best
			continue
		}
		for i, rank := range best {
			weakest[i] = min(weakest[i], rank)
		}
	}
	return weakest
}
