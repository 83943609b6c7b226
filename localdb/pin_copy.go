package localdb

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// relockBatch is how many values are copied in one transaction.
const relockBatch = 20_000

// copySealed writes all of the store into another file in its folder, sealed with the key, reads it
// back, and has it on disk when it returns. instead: it is to take the store's place.
func (s *Store) copySealed(to *vault, instead bool) (temp string, err error) {
	f, err := os.CreateTemp(filepath.Dir(s.path), FileName+".new-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if err := f.Close(); err != nil {
		return "", err
	}
	var db *bbolt.DB
	err = s.o.try("copy store", func() (err error) {
		db, err = bbolt.Open(f.Name(), 0o600, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType, NoSync: true})
		return err
	})
	if err != nil {
		return "", err
	}
	out := &Store{o: s.o, path: f.Name(), db: db, vault: to}
	var mark []byte
	err = s.view(func(r reader) (err error) {
		for _, bucket := range allBuckets {
			if err := out.takeBucket(r, bucket); err != nil {
				return err
			}
		}
		if instead {
			mark, err = r.relockMark()
		}
		return err
	})
	if err == nil {
		err = out.markRelocked(mark)
	}
	if err == nil {
		err = s.view(func(r reader) error { return out.view(r.sameValues) })
	}
	return f.Name(), errors.Join(err, s.o.try("sync copy", db.Sync), db.Close())
}

// takeBucket copies a bucket of another store.
func (s *Store) takeBucket(from reader, bucket []byte) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(bucket)
		return err
	})
	if err != nil || from.tx.Bucket(bucket) == nil {
		return err
	}
	var next []byte
	for begun := true; begun || next != nil; begun = false {
		start, n := next, 0
		next = nil
		err := s.db.Update(func(tx *bbolt.Tx) error {
			w := &writer{reader: reader{s, tx}}
			return from.scan(bucket, start, func(k, v []byte) (bool, error) {
				if n++; n > relockBatch {
					next = bytes.Clone(k)
					return false, nil
				}
				return true, w.put(bucket, k, v)
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// relockMark tells which journal is the store's now, for the one that takes its place.
func (r reader) relockMark() ([]byte, error) {
	mark, err := r.get(bucketMeta, metaJournal)
	if err == nil && mark == nil {
		mark, err = encMode.Marshal(journalMark{})
	}
	return bytes.Clone(mark), err
}

// markRelocked says in a copy how it is sealed, that its journal is to be written, and, when it is to
// take the place of a store with that journal, that work is left.
func (s *Store) markRelocked(mark []byte) error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		w := &writer{reader: reader{s, tx}}
		_, err := w.delete(bucketMeta, metaRelock)
		for _, key := range [][]byte{metaLock, metaJournal} {
			_, derr := w.delete(bucketMeta, key)
			err = errors.Join(err, derr)
		}
		if mark != nil {
			err = errors.Join(err, w.put(bucketMeta, metaRelock, mark))
		}
		return errors.Join(err, w.putFormat())
	})
}

// sameValues compares all but what tells how a store is sealed.
func (r reader) sameValues(other reader) error {
	own := func(bucket, key []byte) bool {
		return openValue(bucket, key) || bytes.Equal(bucket, bucketMeta) && bytes.Equal(key, metaJournal)
	}
	for _, bucket := range allBuckets {
		if r.tx.Bucket(bucket) == nil {
			continue
		}
		if a, b := len(r.keys(bucket)), len(other.keys(bucket)); a != b && !bytes.Equal(bucket, bucketMeta) {
			return other.damaged(bucket, nil, fmt.Errorf("%d of %d values", b, a))
		}
		err := r.scan(bucket, nil, func(k, v []byte) (bool, error) {
			if own(bucket, k) {
				return true, nil
			}
			there, err := other.get(bucket, k)
			if err == nil && (there == nil || !bytes.Equal(there, v)) {
				err = other.damaged(bucket, k, errSum)
			}
			return true, err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// resealCopies seals the copies in [BackupFolder], and stores put aside, as the store is sealed now,
// each in its place, and makes sure that there is one copy. One that cannot be read is left to
// sealBeside.
func (s *Store) resealCopies(from *vault) error {
	home := filepath.Dir(s.path)
	var errs []error
	for _, name := range s.copies() {
		errs = append(errs, s.resealCopy(name, from))
	}
	if have, err := Backups(home); err != nil || len(have) == 0 {
		errs = append(errs, err, s.copyTo(filepath.Join(home, BackupFolder), s.o.Now(), false))
	}
	return errors.Join(errs...)
}

// copies are the other stores in the folder: the copies made by themselves, and those put aside.
func (s *Store) copies() []string {
	home := filepath.Dir(s.path)
	return append(matches(filepath.Join(home, BackupFolder), "so-*.db"), matches(home, "so-*.db")...)
}

func (s *Store) resealCopy(name string, from *vault) error {
	o := s.o
	o.vault, o.PIN = from, ""
	old, err := openFile(name, o, true)
	if err != nil {
		return nil // damaged, or locked with a key that is not at hand: it stays as it is
	}
	if sameKey(old.vault, s.vault) {
		return old.Close()
	}
	temp, err := old.copySealed(s.vault, false)
	if err = errors.Join(err, old.Close()); err != nil {
		var damaged *DamagedError
		if errors.As(err, &damaged) {
			return nil
		}
		return err
	}
	defer os.Remove(temp)
	return s.o.try("rename copy", func() error { return errors.Join(os.Rename(temp, name), syncDir(filepath.Dir(name))) })
}
