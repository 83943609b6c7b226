package localdb

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
)

// Backup writes the whole store as it is now to w; others may go on reading and writing. The copy
// is a store itself, with the device's private key in it.
func (s *Store) Backup(w io.Writer) error {
	if err := s.backup(w); err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	return nil
}

func (s *Store) backup(w io.Writer) (err error) {
	defer guard(s.path, &err, nil)()
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	return s.db.View(func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(w)
		return err
	})
}

// Restore puts a backup in the place of the store in home, once every change in it has been
// verified. The restored store begins a new log, since the commune may know a later one. The store
// that was there stays beside it under a name with the date, which is returned ("" if there was
// none). If it holds changes not yet sent, or drafts, Restore fails with *UnsentError unless force
// is set. A store that is damaged is asked through its journal; without one it is replaced, and kept,
// without force.
func Restore(file, home string, force bool) (kept string, err error) {
	return RestoreWith(file, home, force, Options{})
}

// RestoreWith is Restore for a backup, or a store in its way, that needs the options' PIN. A store in
// the way that this PIN does not open is replaced, and kept, only when force is set.
func RestoreWith(file, home string, force bool, o Options) (kept string, err error) {
	kept, err = restore(file, home, force, o.withDefaults())
	if err != nil {
		return kept, fmt.Errorf("restore %s: %w", filepath.Base(file), err)
	}
	return kept, nil
}

func restore(file, home string, force bool, o Options) (kept string, err error) {
	if err := os.MkdirAll(home, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(home, FileName)
	was, err := mayReplace(path, force, o)
	if err != nil {
		return "", err
	}
	sweep(home)
	temp, err := copyInto(file, home)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	if err := prepare(file, temp, path, was, o); err != nil {
		return "", err
	}
	if kept, err = keepBeside(path, o.Now()); err != nil {
		return "", err
	}
	if err := os.Rename(temp, path); err != nil {
		return kept, err
	}
	os.Remove(suspectPath(path))
	// The restored store has no journal yet, and opening it makes one; this is that of the other.
	if _, err := putAside(filepath.Join(home, JournalName), "so", ".journal", o.Now()); err != nil {
		return kept, err
	}
	return kept, syncDir(home)
}

// keepBeside gives a file a second name with the date, so that at no moment there is none under its
// own; on a file system without links it renames it. "" if there is no file.
func keepBeside(path string, now time.Time) (string, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	kept, err := freeName(filepath.Dir(path), "so", ".db", now)
	if err != nil {
		return "", err
	}
	if os.Link(path, kept) == nil {
		return kept, nil
	}
	return kept, os.Rename(path, kept)
}

// mayReplace looks for unsent work in the store that is there, and makes sure that nobody uses it. It
// gives the store's key, where it has one that is at hand.
func mayReplace(path string, force bool, o Options) (*vault, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	s, err := openFile(path, o, true)
	var damaged *DamagedError
	var locked *PINError
	switch {
	case errors.As(err, &damaged):
		return mayLeave(path, force, o)
	case force && errors.As(err, &locked):
		return nil, nil
	case err != nil:
		return nil, err
	}
	status, err := s.Status()
	if err := errors.Join(err, s.Close()); err != nil && !errors.As(err, &damaged) {
		return nil, err
	}
	if unsent := status.Pending + status.Drafts; unsent > 0 && !force {
		return nil, &UnsentError{Changes: status.Pending, Drafts: status.Drafts}
	}
	return s.vault, nil
}

// mayLeave looks for unsent work in the journal of a store that cannot be asked: opening the store
// would bring it back.
func mayLeave(path string, force bool, o Options) (*vault, error) {
	b, err := os.ReadFile(filepath.Join(filepath.Dir(path), JournalName))
	if errors.Is(err, fs.ErrNotExist) || err != nil && force {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	scan := scanJournal(b)
	v, err := scan.unlock(path, o)
	if force {
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	var st state
	last := uint64(0)
	for i := range scan.ops {
		switch op := &scan.ops[i]; {
		case op.is(metaState):
			if err := cbor.Unmarshal(op.value, &st); err != nil {
				return v, err
			}
		case op.kind == opPut && string(op.name()) == string(bucketLog):
			last = max(last, seqOf(op.key))
		}
	}
	if last > st.Have || st.Drafts > 0 {
		return v, &UnsentError{Changes: int(last - min(last, st.Have)), Drafts: st.Drafts}
	}
	return v, nil
}

// sweep removes what an interrupted run has left in a store's folder and those in it, which may hold
// people's data.
func sweep(home string) {
	practice := filepath.Join(home, PracticeFolder)
	for _, dir := range []string{home, filepath.Join(home, BackupFolder), practice, filepath.Join(practice, BackupFolder)} {
		for _, name := range append(matches(dir, FileName+".new-*"), matches(dir, JournalName+".new-*")...) {
			os.Remove(name)
		}
	}
	for _, name := range matches(filepath.Join(home, FilesFolder), "new-*") {
		os.Remove(name)
	}
}

// copyInto copies a file into home under a name of its own, on disk when it returns.
func copyInto(file, home string) (temp string, err error) {
	in, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp(home, FileName+".new-*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

// prepare verifies the copy of a backup and begins a new log in it. Files beside the store at path
// that are sealed with a key that the backup has not got are made readable with it first.
func prepare(file, temp, path string, was *vault, o Options) error {
	report, err := checkFile(temp, o)
	if err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		p := report.Problems[0]
		return &DamagedError{Path: file, Reason: p.Place.En + ": " + p.What.En}
	}
	s, err := openFile(temp, o, false)
	if err != nil {
		return err
	}
	err = s.update("begin new log", func(w *writer) error {
		_, jerr := w.delete(bucketMeta, metaJournal)
		_, merr := w.delete(bucketMeta, metaMachine)
		return errors.Join(jerr, merr, w.markRestored(was), w.beginEpoch())
	})
	if err == nil && was != nil && !sameKey(was, s.vault) {
		err = (&Store{o: o, path: path, vault: was}).unsealBeside()
	}
	return errors.Join(err, s.Close())
}

// markRestored leaves word that what lies beside the store is yet to be sealed as it is.
func (w *writer) markRestored(was *vault) error {
	if was != nil || w.s.vault != nil {
		return w.putCBOR(bucketMeta, metaRelock, journalMark{})
	}
	_, err := w.delete(bucketMeta, metaRelock)
	return err
}
