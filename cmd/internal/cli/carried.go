package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/nghia-hung/sothon/ledger"
)

var errUnlike = errors.New("what is on the disk is not what was written")

// WriteCarried is WriteFile for a file that leaves on a stick: after it has its name, the folder is
// synced and the file read back and compared. The error says cannot, which takes the name and the
// cause.
func WriteCarried(name string, cannot ledger.Words, write func(io.Writer) error) error {
	sum := sha256.New()
	err := WriteFile(name, 0o644, cannot, func(w io.Writer) error { return write(io.MultiWriter(w, sum)) })
	if err != nil {
		return err
	}
	if err := syncFolder(filepath.Dir(name)); err != nil {
		return Fail("bad_file", cannot, name, err)
	}
	f, err := os.Open(name)
	if err != nil {
		return Fail("bad_file", cannot, name, err)
	}
	defer f.Close()
	back := sha256.New()
	if _, err = io.Copy(back, f); err == nil && !bytes.Equal(back.Sum(nil), sum.Sum(nil)) {
		err = errUnlike
	}
	if err != nil {
		return Fail("bad_file", cannot, name, err)
	}
	return nil
}

// syncFolder puts a new name on the disk. Windows does that with the file and opens no folders.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
