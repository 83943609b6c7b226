package localdb

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/nghia-hung/sothon/ledger"
)

// repairName is held, as a lock, by the process that rebuilds a store.
const repairName = "so.repair"

// rescue makes a store anew from the journal beside it, when cause says that it is damaged or gone,
// and opens it. deep: opening does not show the damage. The damaged file is kept under a name with
// the date. Without a journal that can be read, rescue changes nothing and gives back cause.
func rescue(path string, o Options, cause *DamagedError, deep bool) (*Store, error) {
	if cause.Reason == reasonFolder || cause.Reason == reasonSpecial {
		return nil, cause
	}
	journal := filepath.Join(filepath.Dir(path), JournalName)
	b, err := os.ReadFile(journal)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, cause
	case err != nil:
		return nil, errors.Join(cause, err)
	}
	scan := scanJournal(b)
	switch {
	case scan.newer:
		return nil, &NewerError{Path: journal, Have: lockedVersion + 1, Known: lockedVersion}
	case len(scan.ops) == 0:
		return nil, &DamagedError{Path: cause.Path, Reason: cause.Reason, Journal: true}
	}
	if o.vault, err = scan.unlock(path, o); err != nil {
		return nil, err
	}
	unlock, err := lockRepair(filepath.Dir(path), o.Wait)
	if err != nil {
		return nil, errors.Join(err, cause)
	}
	defer unlock()
	if !deep {
		var still *DamagedError
		s, err := openFile(path, o, false)
		if gone := errors.Is(err, fs.ErrNotExist); !gone && !errors.As(err, &still) {
			return s, err // another process has rebuilt it
		}
	}
	if fileInUse(path) {
		return nil, &LockedError{Path: path}
	}
	s, err := replaceBy(scan, path, o)
	if err != nil {
		return nil, errors.Join(cause, fmt.Errorf("rebuild from journal: %w", err))
	}
	return s, nil
}

// lockRepair lets one process at a time rebuild.
func lockRepair(home string, wait time.Duration) (unlock func(), err error) {
	path := filepath.Join(home, repairName)
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: max(wait, time.Second)})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, &LockedError{Path: path}
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(path)) // a rest of an interrupted run; the next attempt makes it anew
	}
	return func() {
		db.Close()
		os.Remove(path)
	}, nil
}

// fileInUse reports that a process has the store open for writing. Opening for reading asks for the
// lock first and then reads the first pages only.
func fileInUse(path string) bool {
	var err error
	defer guard(path, &err, nil)()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: 1})
	if err == nil {
		db.Close()
	}
	return errors.Is(err, bolterrors.ErrTimeout)
}

// replaceBy makes a store of what was found and puts it in the place of the damaged one.
func replaceBy(scan *journalScan, path string, o Options) (*Store, error) {
	home := filepath.Dir(path)
	rest := salvage(path, o.vault)
	f, err := os.CreateTemp(home, FileName+".new-*")
	if err != nil {
		return nil, err
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := f.Close(); err != nil {
		return nil, err
	}
	notice, err := rebuildInto(temp, scan, rest, o)
	if err != nil {
		return nil, err
	}
	if notice.Kept, err = putAside(path, "so", ".db", o.Now()); err != nil {
		return nil, err
	}
	if err := errors.Join(os.Rename(temp, path), syncDir(home)); err != nil {
		return nil, err
	}
	s, err := openFile(path, o, false)
	if err == nil {
		s.tell(notice)
	}
	return s, err
}

// rebuildInto makes a new store of the journal's operations, put over what was found in the damaged
// file. Its log is a new one.
func rebuildInto(temp string, scan *journalScan, rest *salvaged, o Options) (n Notice, err error) {
	n = Notice{Kind: NoticeRebuilt, Lost: scan.damaged}
	if scan.id == (journalID{}) && n.Lost == 0 {
		n.Lost = 1
	}
	if scan.tail > 0 || rest.top > scan.top || rest.beyond(scan.ops) {
		n.Lost++
	}
	if scan.lossy {
		n.Lost++
	}
	n.Unsure = rest.top != scan.top
	ops := scan.ops
	if n.Lost > 0 {
		ops = append(rest.ops, ops...)
	}
	if ops, n.Rejoin = withKey(ops); n.Rejoin && n.Lost == 0 {
		n.Lost = 1
	}
	if err := fillNew(temp, o); err != nil {
		return n, err
	}
	s, err := openFile(temp, o, false)
	if err != nil {
		return n, err
	}
	err = s.update("write the store anew", func(w *writer) error {
		if err := w.replay(ops, false, n.Lost > 0); err != nil {
			return err
		}
		if err := w.beginEpoch(); err != nil {
			return err
		}
		if n.Lost > 0 { // what is missing may be at the commune: read its log from the start
			if err := w.rewindCursor(); err != nil {
				return err
			}
		}
		if w.s.vault != nil { // what was put aside may be of before the PIN
			if err := w.putCBOR(bucketMeta, metaRelock, journalMark{}); err != nil {
				return err
			}
		}
		n.Drafts = w.state.Drafts
		n.Changes = len(w.keys(bucketChanges))
		return w.putCBOR(bucketMeta, metaJournal, journalMark{ID: scan.id, Txn: scan.top})
	})
	return n, errors.Join(err, s.Close())
}

func (w *writer) rewindCursor() error {
	var cursor ledger.Cursor
	if found, err := w.getCBOR(bucketMeta, metaCursor, &cursor); err != nil || !found {
		return err
	}
	cursor.Number = 0
	return w.putCBOR(bucketMeta, metaCursor, cursor)
}

// withKey leaves out who the laptop was if its key is not among the operations.
func withKey(ops []journalOp) (out []journalOp, lost bool) {
	for i := range ops {
		if ops[i].is(metaKey) {
			return ops, false
		}
	}
	for i := range ops {
		if !ops[i].is(metaIdentity) {
			out = append(out, ops[i])
		}
	}
	return out, true
}

// keys lists the keys of a bucket. It panics where the tree is damaged, as bbolt does: see guard.
func (r reader) keys(bucket []byte) (keys [][]byte) {
	c := r.tx.Bucket(bucket).Cursor()
	var last []byte
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if !follows(last, k, 1) {
			panic(errOrder)
		}
		last = k
		keys = append(keys, append([]byte(nil), k...))
	}
	return keys
}
