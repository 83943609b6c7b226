package localdb

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/nghia-hung/sothon/ledger"
)

// state is what nearly every transaction reads and many change, kept as one value.
type state struct {
	_           struct{} `cbor:",toarray"`
	Epoch       ledger.Epoch
	Have        uint64 // confirmed position of the log
	Clock       ledger.Clock
	Offset      int64 // milliseconds the commune's clock was ahead at the last contact
	Records     int
	Drafts      int
	Returned    int
	Conflicts   int
	Rejected    int
	Quarantined int
}

// reader reads within one transaction. What it gives lies in the mapped file: whatever outlives the
// transaction must be copied.
type reader struct {
	s  *Store
	tx *bbolt.Tx
}

// view runs fn in a reading transaction. fn must not call methods of the Store.
func (s *Store) view(fn func(reader) error) (err error) {
	defer func() { s.suspect(err) }()
	defer guard(s.path, &err, nil)()
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	return s.db.View(func(tx *bbolt.Tx) error { return fn(reader{s, tx}) })
}

// get gives the value of a key, nil when there is none.
func (r reader) get(bucket, key []byte) ([]byte, error) {
	stored := r.tx.Bucket(bucket).Get(key)
	if stored == nil {
		return nil, nil
	}
	return r.unseal(bucket, key, stored)
}

func (r reader) unseal(bucket, key, stored []byte) ([]byte, error) {
	plain, err := r.s.vault.unseal(bucket, key, stored)
	if err != nil {
		return nil, r.damaged(bucket, key, err)
	}
	return plain, nil
}

func (r reader) damaged(bucket, key []byte, err error) error {
	return &DamagedError{Path: r.s.path, Reason: fmt.Sprintf("%s %s: %v", bucket, keyName(key), err)}
}

// keyName shows a key in a message: a name, a position, an id.
func keyName(key []byte) string {
	for _, c := range key {
		if c < ' ' || c > '~' {
			return fmt.Sprintf("%x", key)
		}
	}
	return string(key)
}

// getCBOR reads a value into v and reports whether it was there.
func (r reader) getCBOR(bucket, key []byte, v any) (bool, error) {
	plain, err := r.get(bucket, key)
	if err != nil || plain == nil {
		return false, err
	}
	if err := cbor.Unmarshal(plain, v); err != nil {
		return false, r.damaged(bucket, key, err)
	}
	return true, nil
}

// errOrder says that a tree's entries do not follow each other: a page that is damaged leads back.
var errOrder = errors.New("entries are out of order")

// follows reports whether a loop over a bucket goes on: towards is 1 for ascending keys and -1 for
// descending ones. In a damaged tree a page may lead back to one before it, and the loop would not end.
func follows(last, key []byte, towards int) bool {
	return last == nil || bytes.Compare(key, last) == towards
}

// scan calls fn for every entry from key start on, in order, until fn returns false.
func (r reader) scan(bucket, start []byte, fn func(k, v []byte) (bool, error)) error {
	c := r.tx.Bucket(bucket).Cursor()
	var last []byte
	for k, v := c.Seek(start); k != nil; k, v = c.Next() {
		if !follows(last, k, 1) {
			return r.damaged(bucket, k, errOrder)
		}
		last = k
		if more, err := r.visit(bucket, k, v, fn); err != nil || !more {
			return err
		}
	}
	return nil
}

// scanBack calls fn for every entry before key end (nil: all), last first, until fn returns false.
func (r reader) scanBack(bucket, end []byte, fn func(k, v []byte) (bool, error)) error {
	c := r.tx.Bucket(bucket).Cursor()
	k, v := c.Last()
	if end != nil {
		if at, _ := c.Seek(end); at != nil {
			k, v = c.Prev()
		} else {
			k, v = c.Last()
		}
	}
	var last []byte
	for ; k != nil; k, v = c.Prev() {
		if !follows(last, k, -1) {
			return r.damaged(bucket, k, errOrder)
		}
		last = k
		if more, err := r.visit(bucket, k, v, fn); err != nil || !more {
			return err
		}
	}
	return nil
}

func (r reader) visit(bucket, k, v []byte, fn func(k, v []byte) (bool, error)) (bool, error) {
	plain, err := r.unseal(bucket, k, v)
	if err != nil {
		return false, err
	}
	return fn(k, plain)
}

func (r reader) state() (st state, err error) {
	found, err := r.getCBOR(bucketMeta, metaState, &st)
	if err == nil && !found {
		err = &DamagedError{Path: r.s.path, Reason: reasonBuckets}
	}
	return st, err
}

// writer is the one writing transaction. It gathers which records changed and folds each once, at
// the end.
type writer struct {
	reader
	state       state
	dirty       map[ledger.ID]*dirtyRecord
	rejectedNow map[ledger.ID]bool // changes that this transaction was told do not count
	order       []ledger.ID        // of dirty, as they came
	found       []searchDoc        // for the search in memory, once all is on disk
	ops         []journalOp        // what was written, for the journal
	now         time.Time
	written     bool
}

// dirtyRecord is what happened to one record in this transaction.
type dirtyRecord struct {
	changes []*ledger.Change // new ones, at hand
	ids     []ledger.ID      // new ones, to be read
	seq     uint64           // position of the newest that was logged here, 0 for none
}

// update runs fn in the writing transaction, folds what fn touched, and commits. When anything
// fails, neither the file nor memory has changed; after a failed commit nothing is written until
// the store has been opened again, since the system may have dropped what it could not write.
func (s *Store) update(op string, fn func(*writer) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.db.IsReadOnly() {
		return fmt.Errorf("%s: %w", op, ErrReadOnly)
	}
	if s.broken != nil {
		return fmt.Errorf("%s: writing failed before, close the store and open it again: %w", op, s.broken)
	}
	found, err := s.transact(fn)
	if err != nil {
		s.suspect(err)
		return fmt.Errorf("%s: %w", op, err)
	}
	s.search.apply(found)
	return nil
}

func (s *Store) transact(fn func(*writer) error) (found []searchDoc, err error) {
	defer guard(s.path, &err, nil)()
	tx, err := s.db.Begin(true)
	if err != nil {
		return nil, err
	}
	committing := false
	defer func() {
		if rollback := tx.Rollback(); committing && !errors.Is(rollback, bolterrors.ErrTxClosed) {
			s.broken = errors.New("interrupted while writing")
		}
	}()
	w := &writer{reader: reader{s, tx}, dirty: map[ledger.ID]*dirtyRecord{}, rejectedNow: map[ledger.ID]bool{}, now: s.o.Now()}
	if w.state, err = w.reader.state(); err != nil {
		return nil, err
	}
	before := w.state
	if err := fn(w); err != nil {
		return nil, err
	}
	if err := w.flush(); err != nil {
		return nil, err
	}
	if w.state != before {
		if err := w.putState(); err != nil {
			return nil, err
		}
	}
	if !w.written {
		return nil, nil
	}
	committing = true
	if err := w.save(); err != nil {
		s.broken = err
		return nil, fmt.Errorf("write to disk: %w", err)
	}
	return w.found, nil
}

// put writes one value.
func (w *writer) put(bucket, key, plain []byte) error {
	w.written = true
	b := w.tx.Bucket(bucket)
	b.FillPercent = fillPercent(bucket)
	stored := w.s.vault.seal(bucket, key, plain)
	if stored[0] == sealedLocked {
		w.note(opSealed, bucket, key, stored)
	} else {
		w.note(opPut, bucket, key, stored[1:len(stored)-4])
	}
	return b.Put(key, stored)
}

// fillPercent packs buckets tighter that mostly grow at their end.
func fillPercent(bucket []byte) float64 {
	switch string(bucket) {
	case string(bucketChanges), string(bucketLog), string(bucketRecords), string(bucketSearch):
		return 0.9
	}
	return bbolt.DefaultFillPercent
}

func (w *writer) putCBOR(bucket, key []byte, v any) error {
	b, err := encMode.Marshal(v)
	if err != nil {
		return fmt.Errorf("encode %s: %w", keyName(key), err)
	}
	return w.put(bucket, key, b)
}

func (w *writer) putState() error { return w.putCBOR(bucketMeta, metaState, w.state) }

// delete removes a key and reports whether it was there.
func (w *writer) delete(bucket, key []byte) (bool, error) {
	b := w.tx.Bucket(bucket)
	if b.Get(key) == nil {
		return false, nil
	}
	w.written = true
	w.note(opDelete, bucket, key, nil)
	return true, b.Delete(key)
}
