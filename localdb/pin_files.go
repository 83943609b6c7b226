package localdb

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// SealedExt ends the name of a sealed file. A file beside the store of a book with a PIN is sealed under
// its own name with the beginning of the key's id and SealedExt behind it, so that it is never taken for a plain one, nor for that of another
// key. It is sealedMagic, the id of the key (16), one of the file (16), and pieces of sealedPiece
// bytes, the last one shorter: each nonce (12), AES-256-GCM, tag (16), bound to the file's id, the
// piece's number, and whether it is the last.
const SealedExt = ".khoa"

const (
	sealedMagic = "SoThonKhoa1\n"
	sealedHead  = len(sealedMagic) + 16 + 16
	sealedPiece = 64 << 10
	pieceExtra  = 12 + 16
)

var errSealedFile = errors.New("the sealed file is damaged or cut short")

// sealedName is what a file of this name is called once it is sealed with the key.
func (v *vault) sealedName(name string) string {
	return fmt.Sprintf("%s.%x%s", name, v.sheet.ID[:4], SealedExt)
}

// plainName undoes sealedName; false for a name that is none of this key's.
func (v *vault) plainName(name string) (string, bool) {
	return strings.CutSuffix(name, v.sealedName(""))
}

func pieceContext(file [16]byte, number uint64, last bool) []byte {
	b := binary.BigEndian.AppendUint64(append([]byte("sothon file\x00"), file[:]...), number)
	if last {
		return append(b, 1)
	}
	return append(b, 0)
}

// sealFile writes what in gives, sealed.
func (v *vault) sealFile(out io.Writer, in io.Reader, random io.Reader) error {
	var file [16]byte
	if _, err := io.ReadFull(random, file[:]); err != nil {
		return fmt.Errorf("draw file id: %w", err)
	}
	if _, err := out.Write(append(append([]byte(sealedMagic), v.sheet.ID[:]...), file[:]...)); err != nil {
		return err
	}
	piece, ahead := make([]byte, sealedPiece), make([]byte, sealedPiece)
	n, err := io.ReadFull(in, piece)
	for number := uint64(0); ; number++ {
		more := 0
		if err == nil {
			more, err = io.ReadFull(in, ahead)
		}
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		if _, werr := out.Write(v.aead.Seal(nil, nil, piece[:n], pieceContext(file, number, more == 0))); werr != nil {
			return werr
		}
		if more == 0 {
			return nil
		}
		piece, ahead, n = ahead, piece, more
	}
}

// sealedFile is a sealed file open for reading.
type sealedFile struct {
	*os.File
	v    *vault
	id   [16]byte
	size int64 // of what is in it
}

// plainSize is the size of what is in a sealed file of this size, -1 for none.
func plainSize(sealed int64) int64 {
	body := sealed - int64(sealedHead)
	pieces := (body + sealedPiece + pieceExtra - 1) / (sealedPiece + pieceExtra)
	return max(body-pieces*pieceExtra, -1)
}

// openSealed opens a sealed file of this key; errSealedFile when it is none.
func (v *vault) openSealed(path string) (*sealedFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	head := make([]byte, sealedHead)
	if err == nil {
		_, err = f.ReadAt(head, 0)
	}
	out := &sealedFile{File: f, v: v}
	if err == nil {
		out.size = plainSize(info.Size())
		out.id = [16]byte(head[len(head)-16:])
	}
	if errors.Is(err, io.EOF) || err == nil && (out.size < 0 || string(head[:len(head)-16]) != sealedMagic+string(v.sheet.ID[:])) {
		err = errSealedFile
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return out, nil
}

// ReadAt reads of what is in the file.
func (s *sealedFile) ReadAt(b []byte, at int64) (n int, err error) {
	last := max(s.size-1, 0) / sealedPiece
	for n < len(b) {
		if at >= s.size && (s.size > 0 || at > 0) {
			return n, io.EOF
		}
		number := at / sealedPiece
		length := min(s.size-number*sealedPiece, sealedPiece)
		sealed := make([]byte, length+pieceExtra)
		_, err := s.File.ReadAt(sealed, int64(sealedHead)+number*(sealedPiece+pieceExtra))
		if err != nil && !errors.Is(err, io.EOF) {
			return n, err
		}
		piece, oerr := s.v.aead.Open(nil, nil, sealed, pieceContext(s.id, uint64(number), number == last))
		if oerr != nil {
			return n, errSealedFile
		}
		if s.size == 0 {
			return n, io.EOF
		}
		taken := copy(b[n:], piece[at-number*sealedPiece:])
		n, at = n+taken, at+int64(taken)
	}
	return n, nil
}

// keptFile is an attached file open for reading, sealed or not.
type keptFile interface {
	io.ReaderAt
	io.Closer
}

// openKept opens an attached file and tells its size. While the folder is being sealed the one is
// there before the other goes, so what is looked for twice is found.
func (v *vault) openKept(path string) (f keptFile, size int64, err error) {
	for range 2 {
		if v != nil {
			sealed, serr := v.openSealed(v.sealedName(path))
			if serr == nil {
				return sealed, sealed.size, nil
			}
			err = serr
		}
		plain, perr := os.Open(path)
		if perr == nil {
			info, serr := plain.Stat()
			if serr == nil && info.Mode().IsRegular() {
				return plain, info.Size(), nil
			}
			return nil, 0, errors.Join(serr, errors.New("not an ordinary file"), plain.Close())
		}
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			err = perr
		}
	}
	return nil, 0, err
}

// sizeOfKept is the size of an attached file, -1 when it is not here.
func (v *vault) sizeOfKept(path string) int64 {
	if v != nil {
		if info, err := os.Lstat(v.sealedName(path)); err == nil && info.Mode().IsRegular() {
			return plainSize(info.Size())
		}
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
		return info.Size()
	}
	return -1
}

// sumOfKept reads an attached file whole.
func (v *vault) sumOfKept(path string) (hash ledger.Hash, err error) {
	f, size, err := v.openKept(path)
	if err != nil {
		return hash, err
	}
	defer f.Close()
	return sumOf(f, size)
}

// sumOfSealed reads a sealed file whole.
func (v *vault) sumOfSealed(path string) (hash ledger.Hash, err error) {
	f, err := v.openSealed(path)
	if err != nil {
		return hash, err
	}
	defer f.Close()
	return sumOf(f, f.size)
}

func sumOf(f io.ReaderAt, size int64) (hash ledger.Hash, err error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, max(size, 1))); err != nil { // one that is empty is looked at too
		return hash, err
	}
	return ledger.Hash(sum.Sum(nil)), nil
}

// replaceFile gives path what write writes, on disk when it returns. A crash leaves in the store's
// folder what the next opening sweeps.
func (s *Store) replaceFile(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(s.path), FileName+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	err = s.o.try("write file", func() error { return write(temp) })
	if err = errors.Join(err, s.o.try("sync file", temp.Sync), temp.Close()); err != nil {
		return err
	}
	return s.o.try("rename file", func() error { return errors.Join(os.Rename(temp.Name(), path), syncDir(filepath.Dir(path))) })
}
