package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The ranks [Query.Match] gives.
const (
	NoMatch       = 0
	MatchMarkless = 1 // equal once all marks are taken off
	MatchToneless = 2 // equal once the tones are taken off
	MatchExact    = 3 // equal with all marks
)

// Query is a search text, prepared once for many texts.
type Query struct{ words []queryWord }

type queryWord struct{ exact, tone, fold string }

// NewQuery prepares a search text. Its words are the runs of letters and
// digits; everything else only separates them.
func NewQuery(text string) Query {
	var q Query
	for _, w := range strings.FieldsFunc(Exact(text), separates) {
		q.words = append(q.words, queryWord{w, FoldTone(w), Fold(w)})
	}
	return q
}

func separates(r rune) bool { return !inWord(r) }

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// Empty reports a query without words, which matches every text exactly.
func (q Query) Empty() bool { return len(q.words) == 0 }

// Match ranks a text given as its [Exact], [FoldTone] and [Fold] forms, which
// callers keep beside it. Every word of the query must be the beginning of some
// word of the text ("ngh" finds "Chương Nghĩa", "an" does not find "Văn"); the
// order of words does not matter. The rank is that of the weakest word: 0 no match, 1 only without marks, 2 without tones, 3 exact.
func (q Query) Match(exact, tone, fold string) int {
	rank := MatchExact
	for i := range q.words {
		w := &q.words[i]
		if !hasPrefixWord(fold, w.fold) {
			return NoMatch
		}
		switch {
		case rank > MatchMarkless && !hasPrefixWord(tone, w.tone):
			rank = MatchMarkless
		case rank > MatchToneless && !hasPrefixWord(exact, w.exact):
			rank = MatchToneless
		}
	}
	return rank
}

// MatchText ranks a text that is not kept in its three forms.
func (q Query) MatchText(text string) int {
	return q.Match(Exact(text), FoldTone(text), Fold(text))
}

// hasPrefixWord reports that word begins a word of text.
func hasPrefixWord(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		at := from + i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		if at == 0 || !inWord(before) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		from = at + size
	}
}
