package localdb

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// FilesFolder is the folder of attached files beside the store: each under its SHA-256, never
// changed, and never deleted by the program.
const FilesFolder = "tep"

// askAgain is how long the commune is not asked again about a file that it does not take, or that
// another laptop has.
const askAgain = 24 * time.Hour

// fileState is what the commune signed of a file, or why it cannot be sent.
type fileState struct {
	Arrived bool        `cbor:"1,keyasint,omitempty"`
	Have    int64       `cbor:"2,keyasint,omitempty"`
	Code    ledger.Code `cbor:"3,keyasint,omitempty"`
	Asked   int64       `cbor:"4,keyasint,omitempty"` // Unix milliseconds by this laptop's clock
}

// filePath is where the bytes of a file lie.
func (s *Store) filePath(hash ledger.Hash) string {
	return filepath.Join(filepath.Dir(s.path), FilesFolder, hash.String())
}

// hasFile reports whether the bytes of a file are here, by their number.
func (r reader) hasFile(hash ledger.Hash, size int64) bool {
	return r.s.vault.sizeOfKept(r.s.filePath(hash)) == size
}

// keepFile copies what in gives into the folder, on disk under its own name when it returns.
func (s *Store) keepFile(in io.Reader) (hash ledger.Hash, size int64, err error) {
	dir := filepath.Join(filepath.Dir(s.path), FilesFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return hash, 0, err
	}
	temp, err := os.CreateTemp(dir, "new-*")
	if err != nil {
		return hash, 0, err
	}
	defer os.Remove(temp.Name())
	v, sum := s.key(), sha256.New()
	count := &counter{}
	in = io.TeeReader(in, io.MultiWriter(sum, count))
	if v != nil {
		err = v.sealFile(temp, in, s.o.Rand)
	} else {
		_, err = io.Copy(temp, in)
	}
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return hash, 0, err
	}
	hash = ledger.Hash(sum.Sum(nil))
	path := s.filePath(hash)
	if v.verifyFile(path, hash) == nil {
		return hash, count.n, nil
	}
	if v != nil {
		path = v.sealedName(path)
	}
	return hash, count.n, errors.Join(os.Rename(temp.Name(), path), syncDir(dir))
}

// counter counts what is written to it.
type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), nil
}

// verifyFile reads a file whole; ledger.CodeFileDamaged when it is gone or not what its name says.
func (v *vault) verifyFile(path string, hash ledger.Hash) error {
	got, err := v.sumOfKept(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ledger.Errorf(ledger.CodeFileDamaged, "file %s is gone", hash)
	case errors.Is(err, errSealedFile), err == nil && got != hash:
		return ledger.Errorf(ledger.CodeFileDamaged, "file %s has other bytes", hash)
	}
	return err
}

// FileBytes reads up to n bytes of a file from offset on, and at offset 0 verifies the whole file
// first. It is an *ledger.Error with CodeFileDamaged when the copy here is damaged or gone.
func (s *Store) FileBytes(hash ledger.Hash, offset int64, n int) ([]byte, error) {
	path, v := s.filePath(hash), s.key()
	if offset == 0 {
		if err := v.verifyFile(path, hash); err != nil {
			return nil, fmt.Errorf("read file: %w", err)
		}
	}
	f, _, err := v.openKept(path)
	if err != nil {
		return nil, fmt.Errorf("read file: %w", errors.Join(err, ledger.Errorf(ledger.CodeFileDamaged, "file %s", hash)))
	}
	defer f.Close()
	b := make([]byte, n)
	n, err = f.ReadAt(b, offset)
	if n == 0 && err != nil {
		return nil, fmt.Errorf("read file: %w", errors.Join(err, ledger.Errorf(ledger.CodeFileDamaged, "file %s", hash)))
	}
	return b[:n], nil
}

// FileDamaged notes that the copy here cannot be sent, until it is attached again.
func (s *Store) FileDamaged(hash ledger.Hash) error {
	return s.update("note damaged file", func(w *writer) error {
		return w.changeFile(hash, func(f *fileState) { f.Code, f.Have = ledger.CodeFileDamaged, 0 })
	})
}

func (w *writer) changeFile(hash ledger.Hash, change func(*fileState)) error {
	var f fileState
	if _, err := w.getCBOR(bucketFiles, hash[:], &f); err != nil {
		return err
	}
	before := f
	if change(&f); f == before {
		return nil
	}
	return w.putCBOR(bucketFiles, hash[:], f)
}

// FilesAnswered takes over what the commune signed of files. An answer of another life of the
// commune's store than the last receipt is passed over.
func (s *Store) FilesAnswered(a ledger.FilesAnswer) error {
	return s.update("note files", func(w *writer) error {
		id, err := w.identity()
		if err != nil {
			return err
		}
		var cursor ledger.Cursor
		if _, err := w.getCBOR(bucketMeta, metaCursor, &cursor); err != nil {
			return err
		}
		if a.Device != id.Device || a.Commune != id.Commune || a.Incarnation != cursor.Incarnation {
			return nil
		}
		for _, state := range a.Files {
			err := w.changeFile(state.File, func(f *fileState) {
				f.Arrived, f.Have, f.Code, f.Asked = state.Arrived, state.Have, state.Code, w.now.UnixMilli()
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// filesOf are the files that a record names, in any of the values that stand beside each other.
func filesOf(rec *ledger.Record) map[ledger.Hash]int64 {
	out := map[ledger.Hash]int64{}
	for _, field := range rec.Fields {
		for _, h := range field.Heads {
			for _, f := range h.Value.Files() {
				out[f.SHA256] = f.Size
			}
		}
	}
	return out
}

// noteFiles keeps which files a record names now.
func (w *writer) noteFiles(rec *ledger.Record) error {
	now := filesOf(rec)
	var gone [][]byte
	err := w.scan(bucketFileNames, rec.ID[:], func(k, _ []byte) (bool, error) {
		id, hash := fileNameOf(k)
		if id != rec.ID {
			return false, nil
		}
		if _, still := now[hash]; !still {
			gone = append(gone, append([]byte(nil), k...))
		} else {
			delete(now, hash)
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for _, k := range gone {
		if _, err := w.delete(bucketFileNames, k); err != nil {
			return err
		}
	}
	for hash, size := range now {
		p := packer{}
		p.int(size)
		if err := w.put(bucketFileNames, fileNameKey(rec.ID, hash), p.b); err != nil {
			return err
		}
	}
	return nil
}

// eachFile visits every file that a record names, once, in the order in which the records began.
func (r reader) eachFile(visit func(hash ledger.Hash, size int64, f fileState) error) error {
	if r.tx.Bucket(bucketFileNames) == nil { // a store of an older layout, open for reading
		return nil
	}
	seen := map[ledger.Hash]bool{}
	return r.scan(bucketFileNames, nil, func(k, v []byte) (bool, error) {
		_, hash := fileNameOf(k)
		if seen[hash] {
			return true, nil
		}
		seen[hash] = true
		u := unpacker{b: v}
		size := u.int()
		var f fileState
		if _, err := r.getCBOR(bucketFiles, hash[:], &f); err != nil {
			return false, err
		}
		return true, visit(hash, size, f)
	})
}

// FilesDue lists the files that the commune is to be asked about now, oldest first: those whose
// bytes are here and wait, and once a day those that it did not take or that another laptop has.
func (s *Store) FilesDue() (due []ledger.FileDue, err error) {
	err = s.view(func(r reader) error {
		return r.eachFile(func(hash ledger.Hash, size int64, f fileState) error {
			if f.Arrived || f.Code == ledger.CodeFileDamaged {
				return nil
			}
			d := ledger.FileDue{SHA256: hash, Size: size, Have: f.Have, Here: r.hasFile(hash, size)}
			since := s.o.Now().Sub(time.UnixMilli(f.Asked))
			if d.Here && coming(f.Code) || f.Asked == 0 || since >= askAgain || since < 0 {
				due = append(due, d)
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	return due, nil
}

// coming reports that a file with this code goes on being sent.
func coming(code ledger.Code) bool {
	return code == "" || code == ledger.CodeFileOffset || code == ledger.CodeFileMismatch
}

// waitingFiles counts, for the status, the files that are here and have not arrived.
func (r reader) waitingFiles(out *ledger.SyncStatus) error {
	return r.eachFile(func(hash ledger.Hash, size int64, f fileState) error {
		if !f.Arrived && r.hasFile(hash, size) {
			out.FilesPending++
			out.FileBytesPending += size - min(f.Have, size)
		}
		return nil
	})
}

// Standing tells how far a file has come on its way to the commune. What cannot be read counts as
// not arrived.
func (s *Store) Standing(hash ledger.Hash) (standing ledger.FileStanding) {
	var f fileState
	err := s.view(func(r reader) error {
		if r.tx.Bucket(bucketFiles) == nil {
			return nil
		}
		_, err := r.getCBOR(bucketFiles, hash[:], &f)
		return err
	})
	if err != nil {
		f = fileState{}
	}
	here := s.key().sizeOfKept(s.filePath(hash)) >= 0
	return ledger.FileStanding{Arrived: f.Arrived, Here: here, Have: f.Have, Code: f.Code}
}
