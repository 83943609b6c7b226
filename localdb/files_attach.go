package localdb

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// settingPhotos is a setting: "full" sends photos as they are, anything else shrinks them.
const settingPhotos = "photos"

// PhotosFull is the value of the setting "photos" that sends photos as they are.
const PhotosFull = "full"

// maxOriginal bounds a photo that is shrunk before it is sent, in bytes.
const maxOriginal = 80_000_000

// Attach keeps a copy of the file at path and gives it as an answer names it. A photo (JPEG) whose
// longest side has more than 1,600 pixels is sent shrunk, unless the setting "photos" says otherwise; its
// original stays here, and both hashes are known. The same file again gives the same. The error is a
// *ledger.Problem when the file cannot be attached.
func (s *Store) Attach(path string) (ledger.File, error) {
	f, err := s.attachFile(strings.TrimSpace(path))
	var problem *ledger.Problem
	if err != nil && !errors.As(err, &problem) {
		return ledger.File{}, fmt.Errorf("attach file: %w", err)
	}
	return f, err
}

func (s *Store) attachFile(path string) (f ledger.File, err error) {
	in, size, err := openAttachment(path)
	if err != nil {
		return f, err
	}
	defer in.Close()
	f.Name = ledger.CleanFileName(filepath.Base(path))
	begin := make([]byte, 64)
	n, err := io.ReadFull(in, begin)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return f, err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return f, err
	}
	f.Type = ledger.MediaTypeOf(f.Name, begin[:n])
	full, err := s.Setting(settingPhotos)
	if err != nil {
		return f, err
	}
	photo := f.Type == "image/jpeg" && full != PhotosFull
	if size > maxOriginal || size > ledger.MaxFileBytes && !photo {
		return f, attachProblem(attachLarge, f.Name, ledger.ShowBytes(size), ledger.ShowBytes(ledger.MaxFileBytes))
	}
	if f.SHA256, f.Size, err = s.keepFile(in); err != nil {
		return f, err
	}
	if photo {
		if err := s.shrink(&f); err != nil {
			return f, err
		}
	}
	if f.Size > ledger.MaxFileBytes {
		return f, attachProblem(attachLarge, f.Name, ledger.ShowBytes(f.Size), ledger.ShowBytes(ledger.MaxFileBytes))
	}
	return f, s.mendFile(f.SHA256)
}

// shrink keeps a smaller copy of a photo and lets the answer name that one. A picture that cannot be
// read, or that would not become smaller, is sent as it is.
func (s *Store) shrink(f *ledger.File) error {
	in, size, err := s.key().openKept(s.filePath(f.SHA256))
	if err != nil {
		return err
	}
	b, err := io.ReadAll(io.NewSectionReader(in, 0, size))
	if err = errors.Join(err, in.Close()); err != nil {
		return err
	}
	small, ok := shrinkPhoto(b)
	if !ok || len(small) >= len(b) {
		return nil
	}
	hash, size, err := s.keepFile(bytes.NewReader(small))
	if err != nil {
		return err
	}
	f.Original, f.SHA256, f.Size = f.SHA256, hash, size
	return nil
}

// mendFile lets a file be sent again whose copy had been damaged.
func (s *Store) mendFile(hash ledger.Hash) error {
	if s.Standing(hash).Code != ledger.CodeFileDamaged {
		return nil
	}
	return s.update("note file", func(w *writer) error {
		return w.changeFile(hash, func(f *fileState) { f.Code = "" })
	})
}

// openAttachment opens a file that a person named.
func openAttachment(path string) (*os.File, int64, error) {
	shown := path
	info, err := os.Stat(path)
	switch {
	case path == "" || errors.Is(err, fs.ErrNotExist):
		return nil, 0, attachProblem(attachMissing, shown)
	case errors.Is(err, fs.ErrPermission):
		return nil, 0, attachProblem(attachDenied, shown)
	case err != nil:
		return nil, 0, attachProblem(attachUnreadable, shown, err.Error())
	case info.IsDir():
		return nil, 0, attachProblem(attachFolder, shown)
	case !info.Mode().IsRegular():
		return nil, 0, attachProblem(attachUnreadable, shown, info.Mode().String())
	case info.Size() == 0:
		return nil, 0, attachProblem(attachEmpty, shown)
	}
	in, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, 0, attachProblem(attachDenied, shown)
	}
	if err != nil {
		return nil, 0, attachProblem(attachUnreadable, shown, err.Error())
	}
	return in, info.Size(), nil
}

// Why a file cannot be attached; {1} is the file.
var (
	attachMissing    = ledger.Words{Vi: "Không thấy tệp «{1}». Xem lại tên và thư mục.", En: "There is no file “{1}”. Check its name and folder."}
	attachFolder     = ledger.Words{Vi: "«{1}» là thư mục. Chọn từng tệp bên trong.", En: "“{1}” is a folder. Choose the files in it."}
	attachEmpty      = ledger.Words{Vi: "Tệp «{1}» rỗng, không có gì bên trong. Chọn tệp khác.", En: "The file “{1}” is empty. Choose another."}
	attachDenied     = ledger.Words{Vi: "Máy không cho đọc tệp «{1}». Chép tệp ra chỗ khác rồi thử lại.", En: "This computer does not allow reading “{1}”. Copy it elsewhere and try again."}
	attachUnreadable = ledger.Words{Vi: "Không đọc được tệp «{1}» ({2}). Chép tệp ra chỗ khác rồi thử lại.", En: "“{1}” cannot be read ({2}). Copy it elsewhere and try again."}
	attachLarge      = ledger.Words{
		Vi: "Tệp «{1}» nặng {2}, nhiều nhất được {3}. Chọn ảnh nhẹ hơn, hoặc chia tệp làm nhiều phần.",
		En: "The file “{1}” has {2}, at most {3}. Choose a smaller one, or divide it.",
	}
)

func attachProblem(said ledger.Words, args ...string) *ledger.Problem {
	var pairs []string
	for i, a := range args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i+1), a)
	}
	r := strings.NewReplacer(pairs...)
	return &ledger.Problem{Field: ledger.FilesField, Row: -1, Code: ledger.ProblemType,
		Message: ledger.Words{Vi: r.Replace(said.Vi), En: r.Replace(said.En)}}
}
