package localdb

import (
	"fmt"

	"github.com/nghia-hung/sothon/ledger"
)

// logEntry is one place of the laptop's own log: which change stands there, of which record, and
// the chain's hash after it.
type logEntry struct {
	change, record ledger.ID
	hash           ledger.Hash
}

const logEntrySize = 16 + 16 + 32

func (e logEntry) encode() []byte {
	b := make([]byte, 0, logEntrySize)
	return append(append(append(b, e.change[:]...), e.record[:]...), e.hash[:]...)
}

func decodeLogEntry(b []byte) (e logEntry, err error) {
	if len(b) != logEntrySize {
		return e, errPacked
	}
	copy(e.change[:], b)
	copy(e.record[:], b[16:])
	copy(e.hash[:], b[32:])
	return e, nil
}

// logAt reads one place of the log; position 0, before the first change, has the zero hash.
func (r reader) logAt(seq uint64) (e logEntry, found bool, err error) {
	if seq == 0 {
		return e, true, nil
	}
	b, err := r.get(bucketLog, seqKey(seq))
	if err != nil || b == nil {
		return e, false, err
	}
	if e, err = decodeLogEntry(b); err != nil {
		return e, false, r.damaged(bucketLog, seqKey(seq), err)
	}
	return e, true, nil
}

// last is the position of the newest log entry, 0 in an empty log.
func (r reader) last() uint64 {
	k, _ := r.tx.Bucket(bucketLog).Cursor().Last()
	return seqOf(k)
}

// eachLogged calls fn for the entries after position seq, in order, until it returns false.
func (r reader) eachLogged(seq uint64, fn func(seq uint64, e logEntry) (bool, error)) error {
	return r.scan(bucketLog, seqKey(seq+1), func(k, v []byte) (bool, error) {
		e, err := decodeLogEntry(v)
		if err != nil {
			return false, r.damaged(bucketLog, k, err)
		}
		return fn(seqOf(k), e)
	})
}

// append logs a change made here and keeps its bytes.
func (w *writer) append(c *ledger.Change) error {
	raw, err := c.Encode()
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
	if err := w.put(bucketChanges, c.ID[:], raw); err != nil {
		return err
	}
	entry := logEntry{change: c.ID, record: c.Record, hash: prev.hash.Next(raw)}
	if err := w.put(bucketLog, seqKey(last+1), entry.encode()); err != nil {
		return err
	}
	d := w.touch(c.Record, last+1)
	d.changes = append(d.changes, c)
	return nil
}

// Position tells where the log stands.
func (s *Store) Position() (p ledger.LogPosition, err error) {
	err = s.view(func(r reader) error {
		st, err := r.state()
		if err != nil {
			return err
		}
		e, found, err := r.logAt(st.Have)
		if err != nil {
			return err
		}
		if !found {
			return r.damaged(bucketLog, seqKey(st.Have), errPacked)
		}
		p = ledger.LogPosition{Epoch: st.Epoch, Have: st.Have, Last: r.last(), Hash: e.hash}
		return nil
	})
	if err != nil {
		return p, fmt.Errorf("read log position: %w", err)
	}
	return p, nil
}

// Outbox reads up to limit entries (all when limit is 0) after position seq, in order; the hash is
// the chain's at seq. A position past the end of the log is an error.
func (s *Store) Outbox(seq uint64, limit int) (entries []ledger.LogEntry, hash ledger.Hash, err error) {
	err = s.view(func(r reader) error {
		at, found, err := r.logAt(seq)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("position %d is past the end of the log, %d", seq, r.last())
		}
		hash = at.hash
		return r.eachLogged(seq, func(seq uint64, e logEntry) (bool, error) {
			raw, err := r.change(e.change)
			if err != nil {
				return false, err
			}
			entries = append(entries, ledger.LogEntry{Seq: seq, ID: e.change, Bytes: raw})
			return limit <= 0 || len(entries) < limit, nil
		})
	})
	if err != nil {
		return nil, hash, fmt.Errorf("read outbox: %w", err)
	}
	return entries, hash, nil
}

// change gives a copy of the bytes of a change that must be there.
func (r reader) change(id ledger.ID) ([]byte, error) {
	raw, err := r.get(bucketChanges, id[:])
	if err == nil && raw == nil {
		err = r.damaged(bucketChanges, id[:], fmt.Errorf("change %s is missing", id))
	}
	return append([]byte(nil), raw...), err
}

// NewEpoch begins a new log of the same changes, with the same ids, none of them confirmed. Their
// bytes and so their hashes stay as they are.
func (s *Store) NewEpoch() error {
	return s.update("begin new log", func(w *writer) error { return w.beginEpoch() })
}

func (w *writer) beginEpoch() error {
	epoch, err := w.s.newEpoch()
	if err != nil {
		return err
	}
	w.state.Epoch, w.state.Have = epoch, 0
	return nil
}
