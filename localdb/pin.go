package localdb

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// PlanPIN prepares a PIN: the store's first, or another for one that has it. The recovery code is
// given this once and is for paper; nothing has changed until do is called, which should be after the
// code was written down.
//
// A first PIN makes do seal the store with a random key, which PIN and code unwrap: every value of
// store and journal, attached files, the copies in [BackupFolder], what was put aside, the practice
// book; see [Store.Unsealed] for what stays readable. Another PIN only wraps that key anew, and the
// old PIN and code go on opening copies made before. A crash at any moment leaves a store of the one
// kind or of the other, whole, and the next opening finishes what is left to do.
//
// Both errors are a *PINError when the PIN is unfit or when do did not come to its end.
func (s *Store) PlanPIN(pin string) (code string, do func() error, err error) {
	if v := s.key(); v != nil {
		sheet, code, err := v.wrap(pin, s.o)
		return code, func() error { return s.putSheet(v, sheet) }, planned(err)
	}
	v, code, err := newVault(pin, s.o)
	return code, func() error {
		if s.HasPIN() {
			return &PINError{Kind: PINSet}
		}
		return s.relock(v)
	}, planned(err)
}

func planned(err error) error {
	var e *PINError
	if err != nil && !errors.As(err, &e) {
		return &PINError{Kind: PINFailed, Err: err}
	}
	return err
}

// putSheet puts another sheet for the key into the store, in one transaction.
func (s *Store) putSheet(v *vault, sheet *keySheet) error {
	if now := s.key(); now == nil || now.sheet.ID != v.sheet.ID {
		return &PINError{Kind: PINUnset}
	}
	err := s.update("change PIN", func(w *writer) error { return w.put(bucketMeta, metaLock, sheet.encode()) })
	if err != nil {
		return &PINError{Kind: PINUnsure, Err: err}
	}
	next := *v
	next.sheet = sheet
	s.swapping.Lock()
	defer s.swapping.Unlock()
	s.vault, s.o.vault = &next, &next
	s.o.keys.add(&next)
	return nil
}

// RemovePIN writes the store, and what lies beside it, plain again. *PINError when it has none or
// when it did not come to its end.
func (s *Store) RemovePIN() error {
	if !s.HasPIN() {
		return &PINError{Kind: PINUnset}
	}
	return s.relock(nil)
}

// relock puts a copy of the store, sealed with the key, in its place: first all that would be lost
// with the old key is made readable, then the store is exchanged by one rename, then the rest follows.
func (s *Store) relock(to *vault) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	from := s.vault
	swapped := false
	temp, err := s.prepareRelock(to)
	if err == nil {
		defer os.Remove(temp)
		swapped, err = s.swap(temp, to)
	}
	switch {
	case err != nil && swapped:
		return &PINError{Kind: PINUnsure, Err: err}
	case err != nil && from != nil && s.broken == nil:
		return &PINError{Kind: PINFailed, Err: errors.Join(err, s.sealBeside(false))}
	case err != nil:
		return &PINError{Kind: PINFailed, Err: err}
	}
	var mark journalMark
	if s.journal != nil {
		mark = s.journal.mark
	}
	if err = s.closeJournal(); err == nil {
		err = s.renew(mark)
	}
	if err != nil {
		s.broken = err
		return &PINError{Kind: PINUnsure, Err: err}
	}
	if err := s.followKey(from); err != nil { // the store itself is what it should be; the next opening goes on
		s.tell(Notice{Kind: NoticePINUnfinished, Err: err})
	}
	return nil
}

func (s *Store) prepareRelock(to *vault) (temp string, err error) {
	switch {
	case s.db.IsReadOnly():
		return "", ErrReadOnly
	case s.broken != nil:
		return "", s.broken
	}
	if s.vault != nil {
		if err := s.unsealBeside(); err != nil {
			return "", err
		}
	}
	return s.copySealed(to, true)
}

// swap gives a copy the store's name, and reports whether it has got it. Where a file in use can be
// replaced, the lock on the old one is held meanwhile, and whoever waited for it finds another file
// there (sameFile).
func (s *Store) swap(temp string, to *vault) (swapped bool, err error) {
	s.swapping.Lock()
	defer s.swapping.Unlock()
	o := s.o
	o.vault = to
	if runtime.GOOS == "windows" {
		if err := s.db.Close(); err != nil {
			return false, err
		}
	}
	rerr := s.o.try("rename store", func() error { return os.Rename(temp, s.path) })
	if rerr != nil {
		o.vault = s.vault
	}
	if rerr != nil && runtime.GOOS != "windows" {
		return false, rerr
	}
	serr := s.o.try("sync folder", func() error { return syncDir(filepath.Dir(s.path)) })
	next, err := openFile(s.path, o, false)
	if err != nil {
		s.broken = errors.Join(rerr, serr, err)
		return rerr == nil, s.broken
	}
	old := s.db
	s.db, s.vault, s.o.vault = next.db, next.vault, next.o.vault
	if runtime.GOOS != "windows" {
		serr = errors.Join(serr, old.Close())
	}
	if serr != nil {
		s.broken = serr
	}
	return rerr == nil, errors.Join(rerr, serr)
}

// relocking reports that the store has taken the place of one sealed otherwise, and that what lies
// beside it may still be the other's. former is the mark of the other's journal.
func (s *Store) relocking() (former journalMark, yes bool) {
	err := s.view(func(r reader) (err error) {
		yes, err = r.getCBOR(bucketMeta, metaRelock, &former)
		return err
	})
	return former, err == nil && yes
}

// formerJournal reports that the journal here is still that of the store whose place this one took,
// as it was then, so that all that is in it is in the store; and gives the mark to go on from.
func (s *Store) formerJournal(mark journalMark) (journalMark, bool, error) {
	former, yes := s.relocking()
	if !yes || former.ID == (journalID{}) {
		return mark, false, nil
	}
	st, err := s.lookAtJournal(former)
	if !st.matches {
		return mark, false, err
	}
	former.Txn = max(former.Txn, mark.Txn)
	return former, true, err
}

// finishRelock goes on where a crash ended relock.
func (s *Store) finishRelock() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	var err error
	switch _, left := s.relocking(); {
	case left:
		err = s.followKey(nil)
	case s.vault != nil:
		err = s.sealBeside(false)
	}
	if err != nil {
		s.tell(Notice{Kind: NoticePINUnfinished, Err: err})
	}
	return nil
}

// followKey seals what lies beside the store as the store is sealed now. from is the key of before,
// where it is known. The caller holds s.writing.
func (s *Store) followKey(from *vault) error {
	err := errors.Join(s.resealCopies(from), s.resealPractice(from))
	if s.vault != nil {
		err = errors.Join(err, s.sealBeside(true))
	} else {
		err = errors.Join(err, s.dropSealed())
	}
	if err != nil {
		return err
	}
	return s.o.try("mark finished", func() error {
		_, err := s.transact(func(w *writer) error {
			_, err := w.delete(bucketMeta, metaRelock)
			return err
		})
		return err
	})
}

// OpenPractice opens the practice book, in [PracticeFolder], sealed as the store itself is. One that
// cannot be opened, since its records never count, is thrown away.
func (s *Store) OpenPractice(o Options) (*Store, error) {
	home := filepath.Join(filepath.Dir(s.path), PracticeFolder)
	v := s.key()
	o = o.withDefaults()
	o.vault, o.keys = v, s.o.keys
	book, err := Open(home, o)
	var locked *PINError
	if errors.As(err, &locked) {
		if err = os.RemoveAll(home); err == nil {
			book, err = Open(home, o)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open practice book: %w", err)
	}
	if !sameKey(book.vault, v) {
		if err := book.relock(v); err != nil {
			return nil, errors.Join(err, book.Close())
		}
	}
	return book, nil
}

func sameKey(a, b *vault) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.sheet.ID == b.sheet.ID
}

// resealPractice seals the practice book, if there is one, as the store is sealed.
func (s *Store) resealPractice(from *vault) error {
	if _, err := os.Lstat(filepath.Join(filepath.Dir(s.path), PracticeFolder, FileName)); err != nil {
		return nil
	}
	o := Options{Catalogue: s.o.Catalogue, Now: s.o.Now, Rand: s.o.Rand, Lang: s.o.Lang, BackupEvery: -1, Machine: s.o.Machine}
	if from != nil {
		s.o.keys.add(from)
	}
	book, err := s.OpenPractice(o)
	if err != nil {
		return err
	}
	return book.Close()
}
