package localdb

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// listed is one line of a list with what it is sorted by.
type listed struct {
	rank int
	day  string
	sum  ledger.Summary
}

// compare puts the better match first, then the newer day, then the newer id.
func (a listed) compare(b listed) int {
	if n := cmp.Compare(b.rank, a.rank); n != 0 {
		return n
	}
	if n := strings.Compare(b.day, a.day); n != 0 {
		return n
	}
	return compareIDs(b.sum.ID, a.sum.ID)
}

// list is one run of List.
type list struct {
	reader
	q     ledger.Query
	words wordQuery // nil: no search
	have  uint64
	lang  string
	after *listed // what stands before it or is it is left out; nil for the top
	known int     // how many records can match at most, -1 when that is not known
	out   []listed
}

// List gives records and drafts: the best match of the search first, then the newest date first; a
// record without a date stands at the day it was begun. Every id is listed once: a draft that
// changes a record is listed only when drafts are asked for, as a draft. With From or To, what has
// no date is left out.
func (s *Store) List(q ledger.Query) ([]ledger.Summary, error) {
	l := &list{q: q, words: newWordQuery(q.Search), known: -1}
	if q.After != (ledger.Place{}) {
		l.after = &listed{q.After.Rank, q.After.Day, ledger.Summary{ID: q.After.ID}}
	}
	var matches []match
	if l.searching() && q.Parent.IsZero() && q.Status != ledger.StatusDraft {
		var err error
		if matches, err = s.find(l.words); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
	}
	err := s.view(func(r reader) error {
		l.reader = r
		return l.run(matches)
	})
	if err != nil {
		return nil, fmt.Errorf("list: %w", err)
	}
	slices.SortStableFunc(l.out, listed.compare)
	if q.Limit > 0 && len(l.out) > q.Limit {
		l.out = l.out[:q.Limit]
	}
	sums := make([]ledger.Summary, len(l.out))
	for i, e := range l.out {
		sums[i] = e.sum
		sums[i].Place = ledger.Place{Rank: e.rank, Day: e.day, ID: e.sum.ID}
	}
	return sums, nil
}

func (l *list) searching() bool { return len(l.words) > 0 }

func (l *list) run(matches []match) error {
	st, err := l.state()
	if err != nil {
		return err
	}
	l.have = st.Have
	if l.lang, err = l.reader.lang(); err != nil {
		return err
	}
	if l.q.Status != ledger.StatusDraft {
		switch l.q.Status {
		case ledger.StatusReturned:
			l.known = st.Returned
		case ledger.StatusConflict:
			l.known = st.Conflicts
		case ledger.StatusRejected:
			l.known = st.Rejected
		}
		if err := l.records(matches); err != nil {
			return err
		}
	}
	if l.q.Status == "" || l.q.Status == ledger.StatusDraft {
		return l.drafts()
	}
	return nil
}

func (l *list) records(matches []match) error {
	switch {
	case !l.q.Parent.IsZero():
		return l.children()
	case l.searching():
		for _, m := range matches {
			if l.after != nil && !m.follows(l.q.After) {
				continue
			}
			if l.full() {
				break
			}
			if err := l.byID(m.id, m.rank); err != nil {
				return err
			}
		}
		return nil
	}
	return l.byDate()
}

// full reports that no further record can come into the list; they come in its order.
func (l *list) full() bool {
	return (l.q.Limit > 0 && len(l.out) >= l.q.Limit) || (l.known >= 0 && len(l.out) >= l.known)
}

func (l *list) byDate() error {
	if l.full() {
		return nil
	}
	var end []byte
	if l.q.To != "" {
		end = append([]byte(l.q.To), bytes.Repeat([]byte{0xFF}, len(ledger.ID{})+1)...)
	}
	if key := dateKey(l.q.After.Day, l.q.After.ID); l.after != nil && (end == nil || bytes.Compare(key, end) < 0) {
		end = key
	}
	return l.scanBack(bucketByDate, end, func(k, v []byte) (bool, error) {
		if l.q.From != "" && string(k[:min(len(k), dayLength)]) < l.q.From {
			return false, nil
		}
		if err := l.add(dateKeyID(k), string(k[:min(len(k), dayLength)]), 0, v); err != nil {
			return false, err
		}
		return !l.full(), nil
	})
}

// wants reports whether a form is asked for: all are when none is named, but for the program's own.
func (l *list) wants(form string) bool {
	return l.q.Form == form || l.q.Form == "" && !l.s.o.Catalogue.System(form)
}

// add lists one record if it is wanted.
func (l *list) add(id ledger.ID, day string, rank int, encoded []byte) error {
	start, _ := decodeLineStart(encoded)
	if !l.wants(start.form) || (l.q.Status != "" && start.status(l.have) != l.q.Status) {
		return nil
	}
	ln, err := decodeLine(encoded)
	if err != nil {
		return l.damaged(bucketByDate, dateKey(day, id), err)
	}
	if l.inRange(ln.date) && (l.q.Person == "" || slices.Contains(ln.people, l.q.Person)) {
		l.put(listed{rank, day, ln.summary(id, l.have, l.lang)})
	}
	return nil
}

// put lists what comes after the place asked for.
func (l *list) put(e listed) {
	if l.after == nil || l.after.compare(e) < 0 {
		l.out = append(l.out, e)
	}
}

func (l *list) inRange(date string) bool {
	if l.q.From == "" && l.q.To == "" {
		return true
	}
	return date != "" && date >= l.q.From && (l.q.To == "" || date <= l.q.To)
}

// byID lists one record by its id.
func (l *list) byID(id ledger.ID, rank int) error {
	rec, err := l.record(id)
	if err != nil || rec == nil {
		return err
	}
	encoded, err := l.get(bucketByDate, dateKey(rec.day, id))
	if err != nil {
		return err
	}
	return l.add(id, rec.day, rank, encoded)
}

func (l *list) children() error {
	prefix := l.q.Parent[:]
	return l.scan(bucketChildren, prefix, func(k, _ []byte) (bool, error) {
		if !bytes.HasPrefix(k, prefix) {
			return false, nil
		}
		id := idOf(k)
		rank := 0
		if l.searching() {
			b, err := l.get(bucketSearch, id[:])
			if err != nil {
				return false, err
			}
			d, err := decodeSearchDoc(id[:], b)
			if err != nil {
				return false, l.damaged(bucketSearch, id[:], err)
			}
			if rank = l.words.match(d.words); rank == viet.NoMatch {
				return true, nil
			}
		}
		return true, l.byID(id, rank)
	})
}

// drafts lists drafts among the records: all when drafts are asked for, else those of no record.
func (l *list) drafts() error {
	id, err := l.identity()
	if err != nil {
		return err
	}
	unit := id.Unit.ID
	if unit == "" {
		unit = noUnit
	}
	return l.eachDraft(func(d *ledger.Draft) error {
		if !l.wants(d.Form) {
			return nil
		}
		rec, err := l.record(d.ID)
		if err != nil || (rec != nil && l.q.Status != ledger.StatusDraft) {
			return err
		}
		if rec != nil {
			if err := l.overlay(d, rec); err != nil {
				return err
			}
		}
		l.addDraft(d, unit)
		return nil
	})
}

// overlay puts the answers of a draft over those of the record it changes.
func (l *list) overlay(d *ledger.Draft, rec *storedRecord) error {
	values, err := ledger.DecodeValues(rec.values)
	if err != nil {
		return l.damaged(bucketRecords, d.ID[:], err)
	}
	for name, v := range d.Values {
		values[name] = v
	}
	d.Values = values
	return nil
}

// addDraft lists one draft if it is wanted.
func (l *list) addDraft(d *ledger.Draft, unit string) {
	form := l.s.form(d.Form, d.Version)
	rank := 0
	if l.searching() {
		set := wordSet{}
		set.draft(form, d)
		if rank = l.words.match(set.join()); rank == viet.NoMatch {
			return
		}
	}
	if l.q.Person != "" && !slices.Contains(peopleOf(&ledger.Record{}, d.Values), l.q.Person) {
		return
	}
	date := dateOf(form, d.Values)
	if !l.inRange(date) || (!l.q.Parent.IsZero() && parentOf(form, d.Values) != l.q.Parent) {
		return
	}
	l.put(listed{rank, sortDay(date, d.ID.Millis()), ledger.Summary{ID: d.ID, Form: d.Form, Unit: unit,
		Status: ledger.StatusDraft, Title: heading(form, d.Form, d.Values).In(l.lang), Date: date, Updated: d.Updated, Left: d.Left}})
}
