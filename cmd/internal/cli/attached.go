package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// AttachedBeside names the folder that goes with a backup and holds the attached files.
func AttachedBeside(backup string) string { return backup + ".tep" }

// CopyAttached copies the attached files in the folder from, each named by its SHA-256, to the folder
// to, which is made at need. What lies there whole already is left alone, and what is not what its name says is
// left out. It tells how many are in to then; a folder that is not there has none.
func CopyAttached(from, to string) (n int, err error) {
	entries, err := os.ReadDir(from)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("copy attached files: %w", err)
	}
	for _, e := range entries {
		hash, err := ledger.ParseHash(e.Name())
		name, _, sealed := strings.Cut(e.Name(), ".")
		if _, herr := ledger.ParseHash(name); err != nil && (herr != nil || !sealed || !strings.HasSuffix(e.Name(), sealedExt)) {
			continue
		}
		copied := true
		if err == nil {
			copied, err = copyOne(from, to, hash)
		} else {
			err = copySealed(from, to, e.Name())
		}
		if err != nil {
			return n, fmt.Errorf("copy attached files: %w", err)
		}
		if copied {
			n++
		}
	}
	return n, nil
}

// sealedExt ends the name of a file that a laptop with a PIN has encrypted.
const sealedExt = ".khoa"

// copySealed copies a file that only its owner can read, unless it is there.
func copySealed(from, to, name string) error {
	b, err := os.ReadFile(filepath.Join(from, name))
	if err != nil {
		return err
	}
	target := filepath.Join(to, name)
	if have, err := os.ReadFile(target); err == nil && bytes.Equal(have, b) {
		return nil
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(to, "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(b)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), target)
}

func copyOne(from, to string, hash ledger.Hash) (bool, error) {
	target := filepath.Join(to, hash.String())
	if have, err := sumOf(target, io.Discard); err == nil && have == hash {
		return true, nil
	}
	if err := os.MkdirAll(to, 0o700); err != nil {
		return false, err
	}
	temp, err := os.CreateTemp(to, "new-*")
	if err != nil {
		return false, err
	}
	defer os.Remove(temp.Name())
	got, err := sumOf(filepath.Join(from, hash.String()), temp)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil || got != hash {
		return false, err
	}
	return true, os.Rename(temp.Name(), target)
}

// sumOf copies a file and gives its SHA-256.
func sumOf(path string, to io.Writer) (ledger.Hash, error) {
	in, err := os.Open(path)
	if err != nil {
		return ledger.Hash{}, err
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(sum, to), in); err != nil {
		return ledger.Hash{}, err
	}
	return ledger.Hash(sum.Sum(nil)), nil
}
