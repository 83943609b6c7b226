package localdb

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"github.com/nghia-hung/sothon/ledger"
)

// FileName is the store's file in its home folder.
const FileName = "so.db"

// appMarker tells a store of this program from other bbolt files.
const appMarker = "sothon/laptop"

// formatVersion is the layout of the file that this program writes.
// 2 has a journal beside it, 3 attached files.
const formatVersion = 3

// lockedVersion is the layout of one with a PIN: programs that know nothing of PINs leave it alone.
const lockedVersion = 4

// Options are what a store needs of the world. The zero value is what the program runs with.
type Options struct {
	Catalogue *ledger.Catalogue // nil: ledger.Default()
	Now       func() time.Time  // nil: time.Now
	Rand      io.Reader         // nil: crypto/rand
	Wait      time.Duration     // how long to wait for another Sổ Thôn to close the store
	PIN       string            // of a store that has one, or its recovery code
	Lang      string            // of titles and reasons in lists; "": the setting "lang", else vi

	// BackupEvery is the least time between two copies into BackupFolder; 0: 20 hours, negative: no
	// copies after contacts.
	BackupEvery time.Duration
	// Machine names the computer, always the same on one and another on another; "": not known.
	Machine func() string // nil: what the system says

	vault        *vault                        // the key that the store is made with, or was opened with
	keys         *keyring                      // all that a PIN has given
	pinMemory    uint32                        // KiB to stretch a new PIN with; 0: the usual
	fault        func(step string) error       // nil: none; a test's, instead of a step that writes
	journalLayer func(journalFile) journalFile // a test's, between the store and its journal
}

func (o Options) withDefaults() Options {
	if o.Catalogue == nil {
		o.Catalogue = ledger.Default()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Machine == nil {
		o.Machine = machineName
	}
	if o.keys == nil {
		o.keys = &keyring{}
	}
	if o.BackupEvery == 0 {
		o.BackupEvery = backupEvery
	}
	return o
}

// try takes a step that writes, unless a test lets it fail.
func (o Options) try(step string, do func() error) error {
	if o.fault != nil {
		if err := o.fault(step); err != nil {
			return err
		}
	}
	return do()
}

// Store is an open store. Its methods may be called from several goroutines; each is one
// transaction, and what it wrote is on disk when it returns. Errors name the operation; a
// *DamagedError means that something unreadable was met, and nothing was written.
type Store struct {
	o    Options
	path string
	db   *bbolt.DB

	vault    *vault       // nil: the store has no PIN
	swapping sync.RWMutex // db and vault are being exchanged
	writing  sync.Mutex
	broken   error    // the first failure to write; after it nothing is written any more
	journal  *journal // nil: nothing is kept in one
	replayed uint64   // newest transaction taken over from the journal at opening
	doubtful bool     // something was found damaged before this opening

	telling sync.Mutex
	notices []Notice

	search searchCache
}

// ErrReadOnly is the answer to writing in a store opened for reading.
var ErrReadOnly = errors.New("store is open for reading only")

// ErrNoRecord is the answer to changing a record that is not there.
var ErrNoRecord = errors.New("no such record")

// Open opens the store in the folder home and makes both at first use. A store that is damaged or
// gone is made anew from its journal; what happened is in [Store.Notices]. It fails with
// *LockedError when another process has the store open, with *PINError when it needs a PIN, with *NewerError when a newer program wrote
// it, and with *DamagedError when neither the file nor the journal can be used; both are then as
// they were.
func Open(home string, o Options) (*Store, error) {
	o = o.withDefaults()
	path := filepath.Join(home, FileName)
	s, err := openOrMake(home, path, o)
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		s, err = rescue(path, o, damaged, false)
	}
	if err == nil {
		s, err = s.examine()
	}
	if err == nil {
		err = s.ready()
	}
	if errors.As(err, &damaged) && s != nil { // damage that shows only now
		if s, err = rescue(path, o, damaged, true); err == nil {
			err = s.ready()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", withBackup(err, home))
	}
	return s, nil
}

func openOrMake(home, path string, o Options) (*Store, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return openFile(path, o, false)
	}
	if _, err := os.Lstat(filepath.Join(home, JournalName)); err == nil {
		return nil, &DamagedError{Path: path, Reason: reasonGone}
	}
	if err := create(home, o); err != nil {
		return nil, fmt.Errorf("make store: %w", err)
	}
	return openFile(path, o, false)
}

// ready brings a store that can be read, and is this process's alone, up to date. A disk that
// refuses leaves it readable.
func (s *Store) ready() error {
	sweep(filepath.Dir(s.path))
	for _, step := range []func() error{s.upgrade, s.attach, s.settle, s.refresh, s.finishRelock} {
		err := step()
		var damaged *DamagedError
		var newer *NewerError
		if errors.As(err, &damaged) || errors.As(err, &newer) {
			return errors.Join(err, s.Close())
		}
		if err != nil {
			s.deny(err)
			return nil
		}
	}
	return nil
}

// upgrade takes a copy of a store of an older layout before it writes the new one.
func (s *Store) upgrade() error {
	var have uint64
	err := s.view(func(r reader) error {
		b, err := r.get(bucketMeta, metaFormat)
		have, _ = binary.Uvarint(b)
		return err
	})
	if err != nil || have >= formatVersion {
		return err
	}
	if err := s.copyTo(filepath.Join(filepath.Dir(s.path), BackupFolder), s.o.Now(), true); err != nil {
		return fmt.Errorf("back up before upgrade: %w", err)
	}
	return s.update("upgrade store", func(w *writer) error {
		for _, name := range newBuckets {
			if _, err := w.tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return w.put(bucketMeta, metaFormat, binary.AppendUvarint(nil, formatVersion))
	})
}

// OpenReadOnly opens an existing store without writing to it. Several readers may share it, but not
// with a writer.
func OpenReadOnly(home string, o Options) (*Store, error) {
	s, err := openFile(filepath.Join(home, FileName), o.withDefaults(), true)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
}

// Close waits for running transactions and gives the store free for others.
func (s *Store) Close() error {
	err := s.db.Close()
	s.writing.Lock()
	defer s.writing.Unlock()
	if err = errors.Join(err, s.closeJournal()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

func openFile(path string, o Options, readOnly bool) (*Store, error) {
	if _, err := checkHead(path); err != nil {
		return nil, err
	}
	s, err := mapFile(path, o, readOnly)
	if err != nil {
		return nil, err
	}
	if err = s.view(reader.checkMarker); err == nil {
		err = s.unlock()
	}
	if err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// mapFile lets bbolt lock and map a file whose head has been checked.
func mapFile(path string, o Options, readOnly bool) (s *Store, err error) {
	var file *os.File
	defer guard(path, &err, func() {
		if file != nil {
			file.Close()
		}
	})()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout:      max(o.Wait, 1), // bbolt waits for ever when it is 0
		ReadOnly:     readOnly,
		FreelistType: bbolt.FreelistMapType,
		NoStatistics: true,
		OpenFile: func(name string, flag int, perm os.FileMode) (*os.File, error) {
			f, err := os.OpenFile(name, flag&^os.O_CREATE, perm)
			file = f
			return f, err
		},
	})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, &LockedError{Path: path}
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, &DamagedError{Path: path, Reason: reasonHeads}
	case err != nil:
		return nil, err
	}
	return sameFile(&Store{o: o, path: path, db: db}, file)
}

// guard turns a panic, or a fault in the mapped file, into a *DamagedError. Use it as
// defer guard(path, &err, nil)(); cleanup runs only after a panic.
func guard(path string, err *error, cleanup func()) func() {
	old := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(old)
		if r := recover(); r != nil { // what the runtime says helps nobody
			*err = &DamagedError{Path: path, Reason: reasonTorn}
			if cleanup != nil {
				cleanup()
			}
		}
	}
}

// checkMarker tells whether the file is a store of this program and of a layout known here.
func (r reader) checkMarker() error {
	if r.tx.Bucket(bucketMeta) == nil {
		return &DamagedError{Path: r.s.path, Reason: reasonForeign}
	}
	app, err := r.get(bucketMeta, metaApp)
	if err != nil {
		return err
	}
	if string(app) != appMarker {
		return &DamagedError{Path: r.s.path, Reason: reasonForeign}
	}
	format, err := r.get(bucketMeta, metaFormat)
	if err != nil {
		return err
	}
	v, _ := binary.Uvarint(format)
	if v > lockedVersion {
		return &NewerError{Path: r.s.path, Have: v, Known: lockedVersion}
	}
	for _, name := range allBuckets {
		isNew := slices.ContainsFunc(newBuckets, func(b []byte) bool { return bytes.Equal(b, name) })
		if r.tx.Bucket(name) == nil && (v >= 3 || !isNew) {
			return &DamagedError{Path: r.s.path, Reason: reasonBuckets}
		}
	}
	return nil
}

// create makes a new store under another name and gives it its own name once it is whole and on
// disk. When another process made one meanwhile, that one stays.
func create(home string, o Options) error {
	if err := os.MkdirAll(home, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(home, FileName+".new-*")
	if err != nil {
		return err
	}
	temp := f.Name()
	defer os.Remove(temp)
	if err := f.Close(); err != nil {
		return err
	}
	if err := fillNew(temp, o); err != nil {
		return err
	}
	path := filepath.Join(home, FileName)
	if err := os.Link(temp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		if err := os.Rename(temp, path); err != nil { // no hard links on this file system
			if _, there := os.Lstat(path); there != nil {
				return err
			}
		}
	}
	return syncDir(home)
}

// fillNew writes the first transaction of a store: buckets, marker, device key, epoch.
func fillNew(path string, o Options) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	s := &Store{o: o, path: path, db: db, vault: o.vault}
	err = s.initialise()
	return errors.Join(err, db.Close())
}

func (s *Store) initialise() error {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(s.o.Rand, seed); err != nil {
		return fmt.Errorf("draw device key: %w", err)
	}
	epoch, err := s.newEpoch()
	if err != nil {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range allBuckets {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		w := &writer{reader: reader{s, tx}, state: state{Epoch: epoch}}
		return errors.Join(
			w.put(bucketMeta, metaApp, []byte(appMarker)),
			w.putFormat(),
			w.put(bucketMeta, metaKey, seed),
			w.put(bucketMeta, metaDerived, s.stamp()),
			w.putState())
	})
}

func (s *Store) newEpoch() (epoch ledger.Epoch, err error) {
	if _, err := io.ReadFull(s.o.Rand, epoch[:]); err != nil {
		return epoch, fmt.Errorf("draw epoch: %w", err)
	}
	return epoch, nil
}

// refresh makes the derived buckets anew when they were made with other forms or by a program that
// derives differently.
func (s *Store) refresh() error {
	var same bool
	err := s.view(func(r reader) error {
		stamp, err := r.get(bucketMeta, metaDerived)
		same = bytes.Equal(stamp, s.stamp())
		return err
	})
	if err != nil || same {
		return err
	}
	return s.update("rebuild index", (*writer).rebuild)
}

// syncDir makes a rename in the folder lasting, where the system has such a thing.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EINVAL) {
		return err
	}
	return nil
}
