package localdb

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

// touch marks a record to be folded again when the transaction ends. seq is 0 unless its change was
// logged there.
func (w *writer) touch(id ledger.ID, seq uint64) *dirtyRecord {
	d := w.dirty[id]
	if d == nil {
		d = &dirtyRecord{}
		w.dirty[id] = d
		w.order = append(w.order, id)
	}
	d.seq = max(d.seq, seq)
	return d
}

// flush folds every record touched and writes what follows from it.
func (w *writer) flush() error {
	for _, id := range w.order {
		if err := w.refold(id, w.dirty[id]); err != nil {
			return fmt.Errorf("fold record %s: %w", id, err)
		}
	}
	w.dirty, w.order = map[ledger.ID]*dirtyRecord{}, nil
	return nil
}

func (w *writer) refold(id ledger.ID, dirty *dirtyRecord) error {
	old, err := w.record(id)
	if err != nil {
		return err
	}
	ids, seq := dirty.ids, dirty.seq
	var oldLine line
	if old != nil {
		if oldLine, err = w.line(id, old); err != nil {
			return err
		}
		ids, seq = append(ids, old.changes...), max(seq, oldLine.seq)
	}
	changes, err := w.changes(ids, dirty.changes)
	if err != nil {
		return err
	}
	d, err := w.derive(id, changes, seq)
	if err != nil {
		return err
	}
	if w.mended(d, dirty) {
		if _, err := w.delete(bucketRejected, d.reject.ID[:]); err != nil {
			return err
		}
		if d, err = w.derive(id, changes, seq); err != nil {
			return err
		}
	}
	if old != nil {
		w.count(&oldLine, -1)
		if err := w.forget(id, old, &d.record); err != nil {
			return err
		}
	}
	w.count(&d.line, +1)
	if err := w.noteFiles(d.folded); err != nil {
		return err
	}
	return w.keep(id, d)
}

// mended reports that a change from elsewhere has put right what the commune did not count of a
// record. The commune then counts it, and tells only the laptop that mended it.
func (w *writer) mended(d *derived, dirty *dirtyRecord) bool {
	if d.reject == nil || d.reject.Code != ledger.CodeInvalid || w.rejectedNow[d.reject.ID] {
		return false
	}
	fromElsewhere := dirty.seq == 0 && slices.ContainsFunc(dirty.changes, func(c *ledger.Change) bool { return len(c.Set) > 0 })
	form := w.s.form(d.folded.Form, d.folded.Version)
	if !fromElsewhere || form == nil {
		return false
	}
	_, problems := form.Finalize(d.folded.Values(), w.env())
	return len(problems) == 0
}

// changes decodes the changes of these ids and those at hand, each once.
func (r reader) changes(ids []ledger.ID, atHand []*ledger.Change) ([]*ledger.Change, error) {
	out := slices.Clone(atHand)
	have := map[ledger.ID]bool{}
	for _, c := range atHand {
		have[c.ID] = true
	}
	for _, id := range ids {
		if have[id] {
			continue
		}
		have[id] = true
		raw, err := r.change(id)
		if err != nil {
			return nil, err
		}
		c, err := ledger.DecodeChange(raw)
		if err != nil {
			return nil, r.damaged(bucketChanges, id[:], err)
		}
		out = append(out, c)
	}
	return out, nil
}

// count keeps the counters that Status gives. Which statuses are counted does not depend on what
// waits to be sent. Records of the program's own forms are not counted.
func (w *writer) count(l *line, by int) {
	if w.s.o.Catalogue.System(l.form) {
		return
	}
	w.state.Records += by
	switch l.confirmed {
	case ledger.StatusReturned:
		w.state.Returned += by
	case ledger.StatusConflict:
		w.state.Conflicts += by
	case ledger.StatusRejected:
		w.state.Rejected += by
	}
}

// forget removes index entries that will not be written over.
func (w *writer) forget(id ledger.ID, old, now *storedRecord) error {
	if old.day != now.day {
		if _, err := w.delete(bucketByDate, dateKey(old.day, id)); err != nil {
			return err
		}
	}
	if old.parent != now.parent && !old.parent.IsZero() {
		if _, err := w.delete(bucketChildren, childKey(old.parent, id)); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) keep(id ledger.ID, d *derived) error {
	doc := searchDoc{id: id, day: d.record.day, words: d.words}
	w.found = append(w.found, doc)
	if err := w.put(bucketRecords, id[:], d.record.encode()); err != nil {
		return err
	}
	if err := w.put(bucketByDate, dateKey(d.record.day, id), d.line.encode()); err != nil {
		return err
	}
	if err := w.put(bucketSearch, id[:], doc.encode()); err != nil {
		return err
	}
	if d.record.parent.IsZero() {
		return nil
	}
	return w.put(bucketChildren, childKey(d.record.parent, id), binary.AppendUvarint(nil, 0))
}

// rebuild makes the derived buckets anew from changes, log and rejections, and gives what was put
// aside as not understood another chance.
func (w *writer) rebuild() error {
	for _, name := range derivedBuckets {
		if err := w.tx.DeleteBucket(name); err != nil {
			return err
		}
		if _, err := w.tx.CreateBucket(name); err != nil {
			return err
		}
	}
	st := &w.state
	st.Records, st.Returned, st.Conflicts, st.Rejected = 0, 0, 0, 0
	err := w.scan(bucketChanges, nil, func(k, v []byte) (bool, error) {
		c, err := ledger.DecodeChange(v)
		if err != nil {
			return false, w.damaged(bucketChanges, k, err)
		}
		d := w.touch(c.Record, 0)
		d.ids = append(d.ids, c.ID)
		return true, nil
	})
	if err != nil {
		return err
	}
	err = w.eachLogged(0, func(seq uint64, e logEntry) (bool, error) {
		w.touch(e.record, seq)
		return true, nil
	})
	if err != nil {
		return err
	}
	if err := w.retryQuarantine(); err != nil {
		return err
	}
	return w.put(bucketMeta, metaDerived, w.s.stamp())
}
