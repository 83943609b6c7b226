package localdb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// peopleOf are those a record may be looked up by: who reported and who typed, as the record says,
// and who signed its first and its last change. Each is given once.
func peopleOf(r *ledger.Record, values ledger.Values) []string {
	names := []string{values[fieldAuthor].Text, values[fieldTypist].Text}
	if r.First != nil {
		names = append(names, r.First.Author, r.First.Typist, r.Last.Author, r.Last.Typist)
	}
	var out []string
	for _, name := range names {
		if name = strings.Join(strings.Fields(clip(name)), " "); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// People are the names that records can be filtered by (ledger.Query.Person), those with the most
// records first. Drafts are not looked at.
func (s *Store) People() ([]string, error) {
	count := map[string]int{}
	err := s.view(func(r reader) error {
		return r.scan(bucketByDate, nil, func(k, v []byte) (bool, error) {
			l, err := decodeLine(v)
			if err != nil {
				return false, r.damaged(bucketByDate, k, err)
			}
			for _, name := range l.people {
				count[name]++
			}
			return true, nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("people: %w", err)
	}
	names := make([]string, 0, len(count))
	for name := range count {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
	return names, nil
}
