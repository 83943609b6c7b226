package localdb

import (
	"fmt"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Entry reads one record or draft whole; a nil Entry means there is none of that id. The Record of
// a draft that begins one is empty but for what is known beforehand: id, form, version, unit.
func (s *Store) Entry(id ledger.ID) (e *ledger.Entry, err error) {
	err = s.view(func(r reader) error {
		e, err = r.entry(id, r.pendingOf)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read record %s: %w", id, err)
	}
	return e, nil
}

// pendingFunc names the changes of a record that the commune has not confirmed. seq is the position
// of the record's newest in the log.
type pendingFunc func(id ledger.ID, seq, have uint64) (map[ledger.ID]bool, error)

func (r reader) entry(id ledger.ID, pendingOf pendingFunc) (*ledger.Entry, error) {
	draft, err := r.draft(id)
	if err != nil {
		return nil, err
	}
	rec, err := r.record(id)
	if err != nil {
		return nil, err
	}
	switch {
	case rec != nil:
		return r.recordEntry(id, rec, draft, pendingOf)
	case draft != nil:
		return r.draftEntry(draft)
	}
	return nil, nil
}

func (r reader) recordEntry(id ledger.ID, rec *storedRecord, draft *ledger.Draft, pendingOf pendingFunc) (*ledger.Entry, error) {
	st, err := r.state()
	if err != nil {
		return nil, err
	}
	lang, err := r.lang()
	if err != nil {
		return nil, err
	}
	l, err := r.line(id, rec)
	if err != nil {
		return nil, err
	}
	changes, err := r.changes(rec.changes, nil)
	if err != nil {
		return nil, err
	}
	d, err := r.derive(id, changes, l.seq)
	if err != nil {
		return nil, err
	}
	pending, err := pendingOf(id, l.seq, st.Have)
	if err != nil {
		return nil, err
	}
	sortChanges(changes)
	return &ledger.Entry{Record: d.folded, Status: l.status(st.Have), Title: l.title.In(lang), Date: l.date,
		Updated: time.UnixMilli(l.updated), Rejected: d.reject, Draft: draft, Changes: ledger.Redacted(changes), Pending: pending}, nil
}

// pendingOf reads the log for one record.
func (r reader) pendingOf(id ledger.ID, seq, have uint64) (map[ledger.ID]bool, error) {
	pending := map[ledger.ID]bool{}
	if seq <= have {
		return pending, nil
	}
	err := r.eachLogged(have, func(at uint64, e logEntry) (bool, error) {
		if e.record == id {
			pending[e.change] = true
		}
		return at < seq, nil
	})
	return pending, err
}

func (r reader) draftEntry(d *ledger.Draft) (*ledger.Entry, error) {
	id, err := r.identity()
	if err != nil {
		return nil, err
	}
	lang, err := r.lang()
	if err != nil {
		return nil, err
	}
	form := r.s.form(d.Form, d.Version)
	rec := ledger.Fold(nil)
	rec.ID, rec.Form, rec.Version, rec.Unit = d.ID, d.Form, d.Version, id.Unit.ID
	if rec.Unit == "" {
		rec.Unit = noUnit
	}
	return &ledger.Entry{Record: rec, Status: ledger.StatusDraft, Title: heading(form, d.Form, d.Values).In(lang),
		Date: dateOf(form, d.Values), Updated: d.Updated, Draft: d, Pending: map[ledger.ID]bool{}}, nil
}

// unsent is the unconfirmed part of the log by record, for one who asks about many records.
type unsent struct {
	epoch      ledger.Epoch
	have, last uint64
	changes    map[ledger.ID][]ledger.ID
}

// catchUp reads what was logged since, or all when another log or another confirmed part began.
func (u *unsent) catchUp(r reader) error {
	st, err := r.state()
	if err != nil {
		return err
	}
	if u.changes == nil || u.epoch != st.Epoch || u.have != st.Have {
		*u = unsent{epoch: st.Epoch, have: st.Have, last: st.Have, changes: map[ledger.ID][]ledger.ID{}}
	}
	return r.eachLogged(u.last, func(seq uint64, e logEntry) (bool, error) {
		u.changes[e.record] = append(u.changes[e.record], e.change)
		u.last = seq
		return true, nil
	})
}

func (u *unsent) of(id ledger.ID, _, _ uint64) (map[ledger.ID]bool, error) {
	pending := map[ledger.ID]bool{}
	for _, change := range u.changes[id] {
		pending[change] = true
	}
	return pending, nil
}

// exportBatch is how many entries are read in one transaction.
const exportBatch = 200

// Export calls yield for every record and for every draft that begins one, by id, until yield
// returns an error, which Export then returns. What is written meanwhile may or may not be in it.
func (s *Store) Export(yield func(*ledger.Entry) error) error {
	var waiting unsent
	for _, bucket := range [][]byte{bucketRecords, bucketDrafts} {
		var after []byte
		for {
			batch, last, err := s.exportBatch(bucket, after, &waiting)
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if last == nil {
				break
			}
			for _, e := range batch {
				if err := yield(e); err != nil {
					return err
				}
			}
			after = last
		}
	}
	return nil
}

// exportBatch reads the entries whose ids follow after in a bucket; last is nil at its end.
func (s *Store) exportBatch(bucket, after []byte, waiting *unsent) (batch []*ledger.Entry, last []byte, err error) {
	err = s.view(func(r reader) error {
		seen := 0
		if err := waiting.catchUp(r); err != nil {
			return err
		}
		return r.scan(bucket, append(after, 0), func(k, _ []byte) (bool, error) {
			last, seen = append([]byte(nil), k...), seen+1
			e, err := r.entry(idOf(k), waiting.of)
			if err != nil {
				return false, err
			}
			if string(bucket) == string(bucketRecords) || len(e.Changes) == 0 {
				batch = append(batch, e)
			}
			return seen < exportBatch, nil
		})
	})
	return batch, last, err
}
