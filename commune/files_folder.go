package commune

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"

	"github.com/nghia-hung/sothon/ledger"
)

// FilesFolder is the name of the folder of attached files beside the database.
const FilesFolder = "tep"

// folder keeps the bytes of attached files: whole ones under their SHA-256, ones that are still
// coming under the same with ".part". No name that came from outside is ever part of a path.
type folder struct {
	dir string // "" when files are not kept

	busy [64]sync.Mutex // by the hash's first byte
}

func (f *folder) whole(h ledger.Hash) string { return filepath.Join(f.dir, h.String()) }

func (f *folder) part(h ledger.Hash) string { return f.whole(h) + ".part" }

// lock lets one request at a time write a file.
func (f *folder) lock(h ledger.Hash) (unlock func()) {
	m := &f.busy[int(h[0])%len(f.busy)]
	m.Lock()
	return m.Unlock
}

// size is how many bytes a file has, -1 when it is not there.
func fileSize(path string) (int64, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return -1, nil
	case err != nil:
		return -1, diskError("look at file", err)
	case !info.Mode().IsRegular():
		return -1, ledger.Errorf(ledger.CodeStorage, "%s is not a file", path)
	}
	return info.Size(), nil
}

// write puts bytes at the end of a part, which has at bytes, and brings them to the disk.
func (f *folder) write(h ledger.Hash, at int64, b []byte) (err error) {
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return diskError("make folder", err)
	}
	part, err := os.OpenFile(f.part(h), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return diskError("write file", err)
	}
	_, err = part.WriteAt(b, at)
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return diskError("write file", err)
	}
	return nil
}

// finish makes a part that is whole and right the file; CodeFileMismatch when its bytes are not
// those of the hash: then the part is gone.
func (f *folder) finish(h ledger.Hash) error {
	sum, err := hashFile(f.part(h))
	if err != nil {
		return err
	}
	if sum != h {
		if err := os.Remove(f.part(h)); err != nil {
			return diskError("drop file", err)
		}
		return ledger.Errorf(ledger.CodeFileMismatch, "file %s has the hash %s", h, sum)
	}
	if err := os.Rename(f.part(h), f.whole(h)); err != nil {
		return diskError("keep file", err)
	}
	return syncFolder(f.dir)
}

func hashFile(path string) (h ledger.Hash, err error) {
	in, err := os.Open(path)
	if err != nil {
		return h, diskError("read file", err)
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return h, diskError("read file", err)
	}
	return ledger.Hash(sum.Sum(nil)), nil
}

// syncFolder makes a rename last; systems that cannot do it (Windows) need not.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return diskError("keep file", err)
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return diskError("keep file", err)
	}
	return nil
}

func diskError(op string, err error) error {
	return ledger.Errorf(ledger.CodeStorage, "%s: %v", op, err)
}
