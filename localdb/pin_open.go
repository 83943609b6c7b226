package localdb

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// unlock takes the key of a store that has a PIN: the one known already, else that which the PIN
// of the options unwraps.
func (s *Store) unlock() error {
	sheet, err := s.sheet()
	if err == nil && sheet == nil {
		err = s.view(reader.checkUnlocked)
	}
	if err != nil || sheet == nil {
		s.o.vault = nil
		return err
	}
	s.vault, err = sheet.vault(s.o)
	s.o.vault = s.vault
	return err
}

func (sheet *keySheet) vault(o Options) (*vault, error) {
	for _, known := range []*vault{o.vault, o.keys.of(sheet.ID)} {
		if known != nil && known.sheet.ID == sheet.ID {
			v := *known
			v.sheet = sheet
			return &v, nil
		}
	}
	v, err := sheet.open(o.PIN)
	if err == nil {
		o.keys.add(v)
	}
	return v, err
}

// keyring has the keys that were unwrapped while a store is in use, by their ids: stretching a PIN
// takes long. The zero value is empty.
type keyring struct {
	mu   sync.Mutex
	keys map[[16]byte]*vault
}

func (k *keyring) of(id [16]byte) *vault {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.keys[id]
}

func (k *keyring) add(v *vault) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil {
		k.keys = map[[16]byte]*vault{}
	}
	k.keys[v.sheet.ID] = v
}

// checkUnlocked makes sure that a store without a sheet is not one that has lost it.
func (r reader) checkUnlocked() error {
	format, err := r.get(bucketMeta, metaFormat)
	if v, _ := binary.Uvarint(format); err == nil && v >= lockedVersion {
		err = r.damaged(bucketMeta, metaLock, errSheet)
	}
	return err
}

// HasPIN tells whether the store in home needs a PIN. The error is that of opening it.
func HasPIN(home string) (bool, error) {
	return fileLocked(filepath.Join(home, FileName))
}

func fileLocked(path string) (bool, error) {
	s, err := openFile(path, Options{}.withDefaults(), true)
	var locked *PINError
	if errors.As(err, &locked) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, s.Close()
}

// HasPIN tells whether this store has a PIN.
func (s *Store) HasPIN() bool { return s.key() != nil }

func (s *Store) key() *vault {
	s.swapping.RLock()
	defer s.swapping.RUnlock()
	return s.vault
}

// TryPIN tells whether secret is the store's PIN or recovery code; *PINError when it is not.
func (s *Store) TryPIN(secret string) error {
	sheet, err := s.sheet()
	if err == nil && sheet != nil {
		_, err = sheet.open(secret)
	}
	return err
}

// sheet reads the wrapped key, nil when the store has no PIN.
func (s *Store) sheet() (sheet *keySheet, err error) {
	err = s.view(func(r reader) error {
		b, err := r.get(bucketMeta, metaLock)
		if err != nil || b == nil {
			return err
		}
		if sheet, err = parseSheet(b); err != nil {
			return r.damaged(bucketMeta, metaLock, err)
		}
		return nil
	})
	return sheet, err
}

// putFormat notes the layout, and the sheet of a store with a PIN.
func (w *writer) putFormat() error {
	if w.s.vault == nil {
		return w.put(bucketMeta, metaFormat, binary.AppendUvarint(nil, formatVersion))
	}
	return errors.Join(w.put(bucketMeta, metaFormat, binary.AppendUvarint(nil, lockedVersion)),
		w.put(bucketMeta, metaLock, w.s.vault.sheet.encode()))
}

func (s *Store) journalFormat() byte {
	if s.vault != nil {
		return journalLocked
	}
	return journalFormat
}

// sheet is the newest wrapped key in a journal of a store with a PIN, nil when there is none or it
// cannot be read.
func (s *journalScan) sheet() *keySheet {
	for i := len(s.ops) - 1; i >= 0; i-- {
		if op := &s.ops[i]; op.kind == opPut && op.is(metaLock) {
			if sheet, err := parseSheet(op.value); err == nil {
				return sheet
			}
		}
	}
	return nil
}

// unlock makes what a locked journal holds readable, with the PIN that the sheet in it wants, or the
// one in the damaged store at path. The vault is nil for a journal without a PIN.
func (s *journalScan) unlock(path string, o Options) (*vault, error) {
	if !slices.ContainsFunc(s.ops, func(op journalOp) bool { return op.kind == opSealed }) {
		return nil, nil
	}
	sheet := s.sheet()
	if sheet == nil {
		var err error
		if sheet, err = parseSheet(salvage(path, nil).sheet); err != nil {
			return nil, &DamagedError{Path: path, Reason: reasonSheet, Journal: true}
		}
	}
	v, err := sheet.vault(o)
	if err != nil {
		return nil, err
	}
	s.unseal(v)
	return v, nil
}

// unseal turns sealed puts into plain ones. What cannot be read counts as damaged.
func (s *journalScan) unseal(v *vault) {
	kept := s.ops[:0]
	for _, op := range s.ops {
		if op.kind == opSealed {
			plain, err := v.unseal(op.name(), op.key, op.value)
			if err != nil {
				s.damaged++
				continue
			}
			op.kind, op.value = opPut, plain
		}
		kept = append(kept, op)
	}
	s.ops = kept
}

// sameFile makes sure that the file that was locked still has its name: another process may have put
// a new store in its place while this one waited.
func sameFile(s *Store, locked *os.File) (*Store, error) {
	now, err := os.Stat(s.path)
	if err == nil && locked != nil {
		if was, serr := locked.Stat(); serr == nil && !os.SameFile(was, now) {
			err = &LockedError{Path: s.path}
		}
	}
	if err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}
