package localdb

import (
	"errors"

	"github.com/nghia-hung/sothon/ledger"
)

// relog logs again, with the same ids, the changes of this laptop's unit, and of the one it came out
// of, that are known here and do
// not stand in its log: those of the unit's other laptops, and its own from a log that ended with a
// restore. It is done when the commune's store came back from a backup: then this may be the only
// place where they are left, and nothing is proven of them. The office's own changes are not among
// them, for no laptop may send such.
func (w *writer) relog(unit ledger.Unit) error {
	logged := map[ledger.ID]bool{}
	err := w.eachLogged(0, func(_ uint64, e logEntry) (bool, error) {
		logged[e.change] = true
		return true, nil
	})
	if err != nil {
		return err
	}
	var missing []*ledger.Change
	err = w.scan(bucketChanges, nil, func(k, v []byte) (bool, error) {
		if logged[idOf(k)] {
			return true, nil
		}
		c, err := ledger.DecodeChange(v)
		if err != nil {
			return false, w.damaged(bucketChanges, k, err)
		}
		if c.Kind.ByUnit() && (c.Unit == unit.ID || c.Unit == unit.Before) {
			missing = append(missing, c)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	sortChanges(missing)
	for _, c := range missing {
		if err := w.logAgain(c); err != nil {
			return err
		}
	}
	return nil
}

// logAgain puts a change that is stored behind the end of the log.
func (w *writer) logAgain(c *ledger.Change) error {
	raw, err := w.change(c.ID)
	if err != nil {
		return err
	}
	last := w.last()
	prev, found, err := w.logAt(last)
	if err != nil {
		return err
	}
	if !found {
		return &DamagedError{Path: w.s.path, Reason: reasonBuckets}
	}
	w.touch(c.Record, last+1)
	return w.put(bucketLog, seqKey(last+1), logEntry{change: c.ID, record: c.Record, hash: prev.hash.Next(raw)}.encode())
}

// newLife logs again what a commune needs that came back from a backup.
func (w *writer) newLife(receipt *ledger.Receipt, id ledger.Identity) error {
	var cursor ledger.Cursor
	_, err := w.getCBOR(bucketMeta, metaCursor, &cursor)
	if err != nil || cursor.Incarnation == (ledger.Incarnation{}) || cursor.Incarnation == receipt.Incarnation {
		return err
	}
	if err := w.tx.DeleteBucket(bucketFiles); err != nil { // nothing of files is proven any more either
		return err
	}
	return errors.Join(w.createBucket(bucketFiles), w.relog(id.Unit))
}
