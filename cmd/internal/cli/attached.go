package cli

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
		if err != nil {
			continue
		}
		copied, err := copyOne(from, to, hash)
		if err != nil {
			return n, fmt.Errorf("copy attached files: %w", err)
		}
		if copied {
			n++
		}
	}
	return n, nil
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
