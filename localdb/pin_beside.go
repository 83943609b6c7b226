package localdb

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// Folders beside the store that hold what people wrote.
const (
	PracticeFolder = "tap-thu" // the practice book
	TextsFolder    = "tin"     // texts copied for a message, as files
)

// besideFolders are those whose files are sealed and made readable with the store; "" is its own.
func (s *Store) besideFolders() []string {
	home := filepath.Dir(s.path)
	return []string{filepath.Join(home, FilesFolder), filepath.Join(home, TextsFolder), home, filepath.Join(home, BackupFolder)}
}

// readable lists the files of a folder beside the store that can be read without the PIN and belong
// to the book. stores: also all other stores, which takes a look into each.
func readable(folder string, stores bool) (paths []string, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		name, path := e.Name(), filepath.Join(folder, e.Name())
		wanted := false
		switch base := filepath.Base(folder); {
		case !e.Type().IsRegular() || strings.HasSuffix(name, SealedExt):
		case base == FilesFolder:
			_, err := ledger.ParseHash(name)
			wanted = err == nil
		case base == TextsFolder:
			wanted = true
		case strings.HasPrefix(name, "so-") && strings.HasSuffix(name, ".journal"):
			wanted = !journalLockedAt(path)
		case strings.HasPrefix(name, "so-") && strings.HasSuffix(name, ".db"):
			wanted = (stores || len(matches(folder, name+".*"+SealedExt)) > 0) && !storeLockedAt(path)
		}
		if wanted {
			paths = append(paths, path)
		}
	}
	return paths, err
}

// storeLockedAt reports that a store, which may be damaged, has its values sealed.
func storeLockedAt(path string) bool {
	locked, err := fileLocked(path)
	return locked || err != nil && salvage(path, nil).sheet != nil
}

// journalLockedAt reads the head of a journal.
func journalLockedAt(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b := make([]byte, journalHeadSize)
	n, err := f.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	op, _, err := readFrame(b[:n])
	return err == nil && op.kind == opHead && op.value[0] == journalLocked
}

// sealBeside seals what lies readable beside a store with a PIN; stores: also other stores that could
// not be sealed as such, because they are damaged.
func (s *Store) sealBeside(stores bool) error {
	var errs []error
	for _, folder := range s.besideFolders() {
		paths, err := readable(folder, stores)
		errs = append(errs, err)
		for _, path := range paths {
			errs = append(errs, s.sealOne(path))
		}
	}
	return errors.Join(errs...)
}

// sealOne puts a sealed file in the place of a readable one, which goes once the other has been read back.
func (s *Store) sealOne(path string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	sealed, sum := s.vault.sealedName(path), sha256.New()
	err = s.replaceFile(sealed, func(out io.Writer) error {
		return s.vault.sealFile(out, io.TeeReader(in, sum), s.o.Rand)
	})
	if err != nil {
		return err
	}
	if got, err := s.vault.sumOfSealed(sealed); err != nil || got != ledger.Hash(sum.Sum(nil)) {
		return errors.Join(err, errSealedFile)
	}
	return errors.Join(in.Close(), s.o.try("remove file", func() error { return os.Remove(path) }))
}

// unsealBeside writes what is sealed beside the store readable too. The sealed files stay; one that
// is damaged is left alone.
func (s *Store) unsealBeside() error {
	for _, folder := range s.besideFolders() {
		for _, sealed := range matches(folder, "*"+s.vault.sealedName("")) {
			path, _ := s.vault.plainName(sealed)
			if _, err := os.Lstat(path); err == nil && (filepath.Base(folder) != FilesFolder || plainIsWhole(path)) {
				continue
			}
			if _, err := s.vault.sumOfSealed(sealed); errors.Is(err, errSealedFile) {
				continue
			}
			if err := s.unsealOne(sealed, path); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Store) unsealOne(sealed, path string) error {
	in, err := s.vault.openSealed(sealed)
	if err != nil {
		return err
	}
	defer in.Close()
	return s.replaceFile(path, func(out io.Writer) error {
		_, err := io.Copy(out, io.NewSectionReader(in, 0, in.size))
		return err
	})
}

// plainIsWhole reports that an attached file that lies here plain is what its name says.
func plainIsWhole(path string) bool {
	hash, err := ledger.ParseHash(filepath.Base(path))
	if err != nil {
		return false
	}
	got, err := (*vault)(nil).sumOfKept(path)
	return err == nil && got == hash
}

// dropSealed takes away the sealed files of a store without a PIN that lie there readable too.
func (s *Store) dropSealed() error {
	var errs []error
	for _, folder := range s.besideFolders() {
		for _, sealed := range matches(folder, "*"+SealedExt) {
			path := strings.TrimSuffix(sealed, SealedExt)
			path = strings.TrimSuffix(path, filepath.Ext(path))
			if _, err := os.Lstat(path); err != nil || filepath.Base(folder) == FilesFolder && !plainIsWhole(path) {
				continue
			}
			errs = append(errs, s.o.try("remove sealed file", func() error { return os.Remove(sealed) }))
		}
	}
	return errors.Join(errs...)
}

// Unsealed lists what of a book with a PIN can be read without it: files that could not be sealed,
// and copies made before in the folder of [Store.BackupInto], which may be another's too and are left alone.
// None without a PIN.
func (s *Store) Unsealed() (names []string) {
	if !s.HasPIN() {
		return nil
	}
	for _, folder := range s.besideFolders() {
		paths, err := readable(folder, true)
		if err != nil {
			paths = append(paths, folder)
		}
		names = append(names, paths...)
	}
	practice := filepath.Join(filepath.Dir(s.path), PracticeFolder)
	if _, err := os.Lstat(filepath.Join(practice, FileName)); err == nil && !storeLockedAt(filepath.Join(practice, FileName)) {
		names = append(names, practice)
	}
	if dir, err := s.Setting(settingBackupTo); err == nil && dir != "" {
		for _, name := range matches(dir, "so-*.db") {
			if !storeLockedAt(name) {
				names = append(names, name)
			}
		}
	}
	return names
}
