package viet

import (
	"bytes"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sorter holds what one comparison needs; a collator must not be shared.
type sorter struct {
	collator *collate.Collator
	a, b     collate.Buffer
}

var sorters = sync.Pool{New: func() any {
	return &sorter{collator: collate.New(language.Vietnamese, collate.Numeric)}
}}

// compare orders by the collation of Vietnamese alone; different texts may be
// equal.
func (s *sorter) compare(a, b string) int {
	if a == b {
		return 0
	}
	s.a.Reset()
	s.b.Reset()
	return bytes.Compare(s.collator.KeyFromString(&s.a, a), s.collator.KeyFromString(&s.b, b))
}

// Compare orders texts as a Vietnamese dictionary does (CLDR, locale vi: a ă â b
// … d đ e ê …, then the tones ngang, huyền, hỏi, ngã, sắc, nặng), numbers inside
// by their value ("Xóm 2" before "Xóm 10"), a tone alike wherever it was put in
// the syllable. It is -1, 0 or +1 and a total order: texts that sort alike are
// ordered by their bytes, and only equal texts give 0.
func Compare(a, b string) int {
	s := sorters.Get().(*sorter)
	defer sorters.Put(s)
	if c := s.compare(sortForm(a), sortForm(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// ComparePeople orders full names as lists of people do in Viet Nam: by the
// given name, which is the last word, then by the words before it, each as
// [Compare] orders them. It is a total order.
func ComparePeople(a, b string) int {
	s := sorters.Get().(*sorter)
	defer sorters.Put(s)
	aFamily, aGiven := splitName(a)
	bFamily, bGiven := splitName(b)
	if c := s.compare(aGiven, bGiven); c != 0 {
		return c
	}
	if c := s.compare(aFamily, bFamily); c != 0 {
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
