package localdb

import (
	"bytes"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// contact is what is known of the last attempts to reach the commune, times in Unix milliseconds.
type contact struct {
	Receipt int64  `cbor:"1,keyasint,omitempty"` // 0: never
	Error   string `cbor:"2,keyasint,omitempty"`
	NextTry int64  `cbor:"3,keyasint,omitempty"`
	Wall    int64  `cbor:"4,keyasint,omitempty"` // the commune's clock in the last receipt
	Backup  int64  `cbor:"5,keyasint,omitempty"` // when the store last copied itself, 0: never
}

// quarantined are bytes that came as a change and are none this program can use.
type quarantined struct {
	Raw    []byte      `cbor:"1,keyasint"`
	Code   ledger.Code `cbor:"2,keyasint"`
	Detail string      `cbor:"3,keyasint,omitempty"`
	At     int64       `cbor:"4,keyasint"`
}

// Cursor is how far the commune's log has been read.
func (s *Store) Cursor() (cursor ledger.Cursor, err error) {
	err = s.view(func(r reader) error {
		_, err := r.getCBOR(bucketMeta, metaCursor, &cursor)
		return err
	})
	if err != nil {
		return cursor, fmt.Errorf("read cursor: %w", err)
	}
	return cursor, nil
}

// Accept takes over a verified receipt and the changes that came with it: the confirmed position
// (which may go down), rejections, changes, cursor, unit, clock. It returns how many of the changes
// were new. Accepting the same again changes nothing. What cannot be read as a change, or is of a
// kind not known here, or bears the id of another change, is put aside and counted, never lost.
//
// A receipt whose position is not in this log, or has another hash there, is an *ledger.Error with
// CodeFork; one for another device or an epoch that is over has CodeBadRequest, one of another
// commune CodeWrongCommune. All change nothing.
//
// A receipt from another life of the commune's store than before makes everything of the unit that
// is known here wait to be sent (see relog).
//
// A receipt names all that was rejected of what it newly confirms. So a rejection stands until a
// newer change of the record is logged here, or until the change is confirmed again, in a new log
// for instance, without being rejected.
//
// After a contact that changed something, about once a day, the store copies itself into
// [BackupFolder]; that this failed is a notice, not an error.
func (s *Store) Accept(receipt ledger.Receipt, pulled [][]byte) (fresh int, err error) {
	return s.accept(receipt, pulled, false)
}

func (s *Store) accept(receipt ledger.Receipt, pulled [][]byte, late bool) (fresh int, err error) {
	var changed bool
	err = s.update("accept receipt", func(w *writer) error {
		changed = receipt.Have != w.state.Have || len(receipt.Rejected) > 0
		id, err := w.identity()
		if err != nil {
			return err
		}
		if err := w.checkReceipt(&receipt, id); err != nil {
			return err
		}
		if err := w.lift(&receipt); err != nil {
			return err
		}
		w.state.Have = receipt.Have
		w.hear(receipt.Wall, late)
		if err := w.newLife(&receipt, id); err != nil {
			return err
		}
		limit := receipt.Wall + ledger.MaxAhead.Milliseconds()
		for _, raw := range pulled {
			isNew, err := w.take(raw, limit)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		for _, rej := range receipt.Rejected {
			if err := w.reject(rej); err != nil {
				return err
			}
		}
		return w.noteReceipt(&receipt, id)
	})
	if err != nil {
		return 0, err
	}
	if changed || fresh > 0 {
		s.keepUp()
	}
	return fresh, nil
}

func (w *writer) checkReceipt(receipt *ledger.Receipt, id ledger.Identity) error {
	switch {
	case receipt.Device != id.Device:
		return ledger.Errorf(ledger.CodeBadRequest, "receipt for device %s", receipt.Device)
	case id.Joined && receipt.Commune != id.Commune:
		return ledger.Errorf(ledger.CodeWrongCommune, "receipt of commune %s", receipt.Commune)
	case receipt.Epoch != w.state.Epoch:
		return ledger.Errorf(ledger.CodeBadRequest, "receipt for epoch %s, the log's is %s", receipt.Epoch, w.state.Epoch)
	case receipt.Code == ledger.CodeFork:
		return ledger.Errorf(ledger.CodeFork, "the commune's log goes on differently after %d", receipt.Have)
	}
	e, found, err := w.logAt(receipt.Have)
	switch {
	case err != nil:
		return err
	case !found:
		return ledger.Errorf(ledger.CodeFork, "the commune has %d changes, the log here %d", receipt.Have, w.last())
	case e.hash != receipt.Hash:
		return ledger.Errorf(ledger.CodeFork, "hash at %d is %s here, %s at the commune", receipt.Have, e.hash, receipt.Hash)
	}
	return nil
}

// take keeps one change that came from the commune and reports whether it was new.
func (w *writer) take(raw []byte, limit int64) (bool, error) {
	c, err := ledger.DecodeChange(raw)
	switch {
	case err != nil:
		return w.quarantine(raw, ledger.CodeMalformed, err.Error())
	case !c.Kind.Known():
		return w.quarantine(raw, ledger.CodeKindUnknown, c.Kind.String())
	}
	known, err := w.get(bucketChanges, c.ID[:])
	switch {
	case err != nil:
		return false, err
	case known != nil && bytes.Equal(known, raw):
		return false, nil
	case known != nil:
		return w.quarantine(raw, ledger.CodeIDReused, "change "+c.ID.String())
	}
	w.state.Clock = w.state.Clock.Observe(c.Clock, limit)
	d := w.touch(c.Record, 0)
	d.changes = append(d.changes, c)
	return true, w.put(bucketChanges, c.ID[:], bytes.Clone(raw))
}

func (w *writer) quarantine(raw []byte, code ledger.Code, detail string) (bool, error) {
	key := rawKey(raw)
	known, err := w.get(bucketQuarantine, key)
	if err != nil || known != nil {
		return false, err
	}
	w.state.Quarantined++
	return true, w.putCBOR(bucketQuarantine, key, quarantined{Raw: raw, Code: code, Detail: clip(detail), At: w.now.UnixMilli()})
}

// retryQuarantine takes in what this program understands and an earlier one did not.
func (w *writer) retryQuarantine() error {
	var raws [][]byte
	err := w.scan(bucketQuarantine, nil, func(k, v []byte) (bool, error) {
		var q quarantined
		if err := cbor.Unmarshal(v, &q); err != nil {
			return false, w.damaged(bucketQuarantine, k, err)
		}
		c, err := ledger.DecodeChange(q.Raw)
		if err == nil && c.Kind.Known() && w.tx.Bucket(bucketChanges).Get(c.ID[:]) == nil {
			raws = append(raws, q.Raw)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, raw := range raws {
		if _, err := w.delete(bucketQuarantine, rawKey(raw)); err != nil {
			return err
		}
		w.state.Quarantined--
		if _, err := w.take(raw, w.state.Clock.Millis()); err != nil {
			return err
		}
	}
	return nil
}

// lift forgets the rejections of changes that the receipt newly confirms and does not reject.
func (w *writer) lift(receipt *ledger.Receipt) error {
	if first, _ := w.tx.Bucket(bucketRejected).Cursor().First(); first == nil {
		return nil
	}
	rejected := map[ledger.ID]bool{}
	for _, rej := range receipt.Rejected {
		rejected[rej.ID] = true
	}
	return w.eachLogged(w.state.Have, func(seq uint64, e logEntry) (bool, error) {
		if seq > receipt.Have {
			return false, nil
		}
		if rejected[e.change] {
			return true, nil
		}
		was, err := w.delete(bucketRejected, e.change[:])
		if was {
			w.touch(e.record, 0)
		}
		return true, err
	})
}

// reject keeps why the commune does not count a change.
func (w *writer) reject(rej ledger.Rejection) error {
	w.rejectedNow[rej.ID] = true
	old, err := w.rejection(rej.ID)
	if err != nil || (old != nil && *old == rej) {
		return err
	}
	if err := w.putCBOR(bucketRejected, rej.ID[:], rej); err != nil {
		return err
	}
	raw, err := w.get(bucketChanges, rej.ID[:])
	if err != nil || raw == nil {
		return err
	}
	c, err := ledger.DecodeChange(raw)
	if err != nil {
		return w.damaged(bucketChanges, rej.ID[:], err)
	}
	w.touch(c.Record, 0)
	return nil
}

// noteReceipt keeps when the commune answered, how far its log is read and what the unit is called
// now. A cursor of the same life of the commune's store never goes back, unless the laptop belongs to
// another unit than before: then all of that one is read from the beginning.
func (w *writer) noteReceipt(receipt *ledger.Receipt, id ledger.Identity) error {
	var cursor ledger.Cursor
	if _, err := w.getCBOR(bucketMeta, metaCursor, &cursor); err != nil {
		return err
	}
	next := receipt.Cursor
	if next.Incarnation == (ledger.Incarnation{}) {
		next.Incarnation = receipt.Incarnation
	}
	moved := receipt.Unit.ID != "" && id.Joined && receipt.Unit.ID != id.Unit.ID
	if moved { // the new unit's changes lie before the cursor too
		next.Number = 0
	}
	if moved || next.Incarnation != cursor.Incarnation || next.Number > cursor.Number {
		if err := w.putCBOR(bucketMeta, metaCursor, next); err != nil {
			return err
		}
	}
	if receipt.Unit.ID != "" && id.Joined && !receipt.Unit.Equal(id.Unit) {
		id.Unit = receipt.Unit
		if err := w.putIdentity(id); err != nil {
			return err
		}
	}
	return w.putContact(func(c *contact) {
		c.Receipt, c.Wall = w.now.UnixMilli(), receipt.Wall
		if w.state.Have == w.last() { // nothing waits, whichever way it went: why it did not go before is over
			c.Error, c.NextTry = "", 0
		}
	})
}

func (w *writer) putContact(change func(*contact)) error {
	var c contact
	if _, err := w.getCBOR(bucketMeta, metaContact, &c); err != nil {
		return err
	}
	change(&c)
	return w.putCBOR(bucketMeta, metaContact, c)
}

// Tried notes why an attempt to reach the commune failed ("": it did not) and when the next one is
// due (zero: none is planned).
func (s *Store) Tried(code string, next time.Time) error {
	return s.update("note attempt", func(w *writer) error {
		return w.putContact(func(c *contact) {
			c.Error, c.NextTry = code, 0
			if !next.IsZero() {
				c.NextTry = next.UnixMilli()
			}
		})
	})
}
