package localdb

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/nghia-hung/sothon/ledger"
)

// wholeFile is the file of a small closed store with what a store can hold.
func wholeFile(t testing.TB) []byte {
	t.Helper()
	home := t.TempDir()
	s, err := Open(home, testOptions())
	check(t, err)
	c := newCommune(t, s)
	c.join()
	for i := range 40 {
		addRecord(t, s, outreach(fmt.Sprint("Buổi ", i), "2026-06-01"))
	}
	c.confirm(20, ledger.Rejection{ID: listIDs(t, s, ledger.Query{Limit: 1})[0], Code: ledger.CodeInvalid})
	id, err := s.NewID()
	check(t, err)
	check(t, s.SaveDraft(draftOf(id, outreach("Đang ghi", "2026-06-02"))))
	check(t, s.Close())
	b, err := os.ReadFile(filepath.Join(home, FileName))
	check(t, err)
	return b
}

// tryDamaged opens, checks and reads a store with these bytes. It must either work or say in words
// what is wrong; when it cannot be opened, its bytes must be as they were.
func tryDamaged(t testing.TB, name string, b []byte) (opened bool) {
	t.Helper()
	home := t.TempDir()
	path := filepath.Join(home, FileName)
	check(t, writeAll(path, b))
	unchanged := func(when string) {
		now, err := os.ReadFile(path)
		if err != nil || sha256.Sum256(now) != sha256.Sum256(b) {
			t.Errorf("%s: the file changed after %s (%v)", name, when, err)
		}
	}
	if _, err := Check(home); err != nil {
		t.Errorf("%s: check: %v", name, err)
	}
	unchanged("check")
	ro, err := OpenReadOnly(home, testOptions())
	if err == nil {
		readAll(t, name, ro)
		check(t, ro.Close())
	}
	wantWords(t, name, err)
	unchanged("reading")
	s, err := Open(home, testOptions())
	wantWords(t, name, err)
	if err != nil {
		unchanged("open")
		if left, _ := os.ReadDir(home); len(left) != 1 {
			t.Errorf("%s: left in home: %v", name, left)
		}
		return false
	}
	readAll(t, name, s)
	_, err = s.Commit(draftOf(ledger.ID{1}, outreach("Sau khi hỏng", "2026-06-03")), ledger.KindFinalize)
	wantWords(t, name, err)
	s.Close()
	return true
}

func readAll(t testing.TB, name string, s *Store) {
	t.Helper()
	_, err := s.Status()
	wantWords(t, name, err)
	_, err = s.List(ledger.Query{})
	wantWords(t, name, err)
	_, err = s.List(ledger.Query{Search: "buoi"})
	wantWords(t, name, err)
	_, _, err = s.Outbox(0, 0)
	wantWords(t, name, err)
	wantWords(t, name, s.Export(func(*ledger.Entry) error { return nil }))
}

// wantWords accepts no error, or one that says that the store is damaged or what is missing in it.
func wantWords(t testing.TB, name string, err error) {
	t.Helper()
	var worded interface{ Words() ledger.Words }
	if err != nil && (!errors.As(err, &worded) || worded.Words().Vi == "" || !strings.Contains(err.Error(), FileName)) {
		t.Errorf("%s: no words in %v", name, err)
	}
}

func TestTruncated(t *testing.T) {
	whole := wholeFile(t)
	for _, size := range []int{0, 1, 16, 79, 80, 100, 1024, 4095, 4096, 4097, 8191, 8192, 8193, 12288, 16384, 20000, 32768, 65536} {
		if size < len(whole) && tryDamaged(t, fmt.Sprint("cut to ", size), whole[:size]) {
			h, _, err := readHead(bytes.NewReader(whole), int64(len(whole)))
			check(t, err)
			if int64(size) < int64(h.high)*h.pageSize {
				t.Errorf("opened when cut to %d of %d", size, int64(h.high)*h.pageSize)
			}
		}
	}
	if !tryDamaged(t, "whole", whole) {
		t.Error("the whole file was not opened")
	}
}

func TestZeroedPages(t *testing.T) {
	whole := wholeFile(t)
	h, _, err := readHead(bytes.NewReader(whole), int64(len(whole)))
	check(t, err)
	for page := range int(h.high) {
		b := bytes.Clone(whole)
		clear(b[page*int(h.pageSize):][:h.pageSize])
		tryDamaged(t, fmt.Sprint("zeroed page ", page), b)
	}
	tryDamaged(t, "zeroed", make([]byte, len(whole)))
}

func TestRandomBytes(t *testing.T) {
	whole := wholeFile(t)
	r := rand.New(rand.NewPCG(1, 2))
	noise := func(b []byte) {
		for i := range b {
			b[i] = byte(r.Uint32())
		}
	}
	all := bytes.Clone(whole)
	noise(all)
	if tryDamaged(t, "random", all) {
		t.Error("random bytes were opened")
	}
	for round := range 40 {
		b := bytes.Clone(whole)
		at := r.IntN(len(b) - 64)
		noise(b[at : at+1+r.IntN(min(4096, len(b)-at))])
		tryDamaged(t, fmt.Sprint("noise ", round, " at ", at), b)
	}
}

// TestFlippedBits flips bits of both meta pages, the freelist and the root, one at a time.
func TestFlippedBits(t *testing.T) {
	whole := wholeFile(t)
	h, _, err := readHead(bytes.NewReader(whole), int64(len(whole)))
	check(t, err)
	size := int(h.pageSize)
	both := 0
	for at := 0; at < 80; at += 3 {
		b := bytes.Clone(whole)
		b[at] ^= 1 << (at % 8)
		tryDamaged(t, fmt.Sprint("meta 0 byte ", at), b)
		b[size+at] ^= 1 << (at % 8)
		if !tryDamaged(t, fmt.Sprint("both metas byte ", at), b) {
			both++
		}
	}
	if both < 18 {
		t.Errorf("only %d of 27 damaged pairs of metas were refused", both)
	}
	for _, page := range []uint64{h.root, h.freelist} {
		for at := 0; at < 64; at += 7 {
			b := bytes.Clone(whole)
			b[int(page)*size+at] ^= 1 << (at % 8)
			tryDamaged(t, fmt.Sprint("page ", page, " byte ", at), b)
		}
	}
}

// TestTreeThatLeadsBack lets the last entry of every branch page lead to the page itself: whoever reads
// the tree from its beginning comes by there again and again.
func TestTreeThatLeadsBack(t *testing.T) {
	whole := wholeFile(t)
	h, _, err := readHead(bytes.NewReader(whole), int64(len(whole)))
	check(t, err)
	branches := 0
	for id := uint64(2); id < h.high; id++ {
		p, ok, err := readPage(bytes.NewReader(whole), h, id, boltBranchPage)
		check(t, err)
		if !ok || p.count < 2 {
			continue
		}
		branches++
		b := bytes.Clone(whole)
		native.PutUint64(b[int64(id)*h.pageSize+boltPageHeader+int64(p.count-1)*boltElement+8:], id)
		tryDamaged(t, fmt.Sprint("branch page ", id), b)
	}
	if branches == 0 {
		t.Fatal("the file has no branch pages")
	}
}

// TestFlippedBitIsFound flips one bit somewhere in use and asks Check, which must find it or be
// right that nothing that counts has changed.
func TestFlippedBitIsFound(t *testing.T) {
	whole := wholeFile(t)
	home := t.TempDir()
	path := filepath.Join(home, FileName)
	found := 0
	texts := [][]byte{[]byte("Nhà văn hóa thôn"), []byte("Đang ghi"), []byte("Buổi 7"), []byte("sothon/laptop"), []byte("https://xa.example")}
	for _, text := range texts {
		b := bytes.Clone(whole)
		at := bytes.Index(b, text)
		if at < 0 {
			t.Fatalf("%s is not in the file", text)
		}
		for ; at >= 0 && at < len(b); at = next(b, text, at) {
			b[at] ^= 0x20
		}
		check(t, writeAll(path, b))
		report, err := Check(home)
		check(t, err)
		if len(report.Problems) > 0 && report.Problems[0].Do.Vi != "" && report.Problems[0].Place.Vi != "" {
			found++
		}
	}
	if found != len(texts) {
		t.Errorf("check found %d of %d flips", found, len(texts))
	}
}

func next(b, text []byte, after int) int {
	i := bytes.Index(b[after+1:], text)
	if i < 0 {
		return -1
	}
	return after + 1 + i
}

func TestForeignFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "other.db")
	db, err := bbolt.Open(file, 0o600, nil)
	check(t, err)
	check(t, db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket(bucketMeta)
		if err != nil {
			return err
		}
		return b.Put(metaApp, []byte("another program"))
	}))
	check(t, db.Close())
	other, err := os.ReadFile(file)
	check(t, err)
	empty := filepath.Join(t.TempDir(), "empty.db")
	db, err = bbolt.Open(empty, 0o600, nil)
	check(t, err)
	check(t, db.Close())
	bare, err := os.ReadFile(empty)
	check(t, err)
	for name, b := range map[string][]byte{"another bbolt file": other, "bare bbolt file": bare, "text": []byte(strings.Repeat("chữ ", 5000)), "empty": {}} {
		if tryDamaged(t, name, b) {
			t.Errorf("%s was opened", name)
		}
	}
}

func TestNotAFile(t *testing.T) {
	home := t.TempDir()
	check(t, os.Mkdir(filepath.Join(home, FileName), 0o700))
	_, err := Open(home, testOptions())
	var damaged *DamagedError
	if !errors.As(err, &damaged) || damaged.Reason != reasonFolder {
		t.Errorf("a folder: %v", err)
	}
	loop := t.TempDir()
	if err := os.Symlink(FileName, filepath.Join(loop, FileName)); err == nil {
		if _, err := Open(loop, testOptions()); err == nil || !strings.Contains(err.Error(), FileName) {
			t.Errorf("a link to itself: %v", err)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	check(t, writeAll(file, nil))
	if _, err := Open(file, testOptions()); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("home is a file: %v", err)
	}
	if runtime.GOOS != "windows" && os.Getuid() != 0 {
		locked := t.TempDir()
		openAt(t, locked, testOptions()).Close()
		check(t, os.Chmod(filepath.Join(locked, FileName), 0))
		if _, err := Open(locked, testOptions()); !errors.Is(err, os.ErrPermission) {
			t.Errorf("no permission: %v", err)
		}
	}
}

// FuzzHead reads damaged files without mapping them: whatever the bytes, no panic, and no page
// outside the file.
func FuzzHead(f *testing.F) {
	whole := wholeFile(f)
	f.Add(whole[:4096*12], 100, byte(1))
	f.Add(whole[:4096], 20, byte(255))
	f.Add([]byte{}, 0, byte(0))
	f.Fuzz(func(t *testing.T, b []byte, at int, flip byte) {
		if at >= 0 && at < len(b) {
			b = bytes.Clone(b)
			b[at] ^= flip
		}
		h, reason, err := readHead(bytes.NewReader(b), int64(len(b)))
		if err != nil || reason != "" {
			return
		}
		if int64(h.high)*h.pageSize > int64(len(b)) {
			t.Fatalf("accepted %d pages of %d in %d bytes", h.high, h.pageSize, len(b))
		}
		_ = walkPages(bytes.NewReader(b), h, func(string) {})
	})
}

// FuzzValues reads the packed values of the buckets from whatever bytes.
func FuzzValues(f *testing.F) {
	l := line{seq: 7, confirmed: ledger.StatusSent, waiting: ledger.StatusQueued, form: "tuyen_truyen", date: "2026-06-01"}
	r := storedRecord{day: "2026-06-01", form: "tuyen_truyen", changes: []ledger.ID{{1}, {2}}, values: []byte{0xa0}}
	f.Add(l.encode())
	f.Add(r.encode())
	f.Add(logEntry{}.encode())
	f.Add(searchDoc{day: "2026-06-01", words: "cây lúa"}.encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if l, err := decodeLine(b); err == nil {
			if again, err := decodeLine(l.encode()); err != nil || !reflect.DeepEqual(again, l) {
				t.Errorf("line %+v became %+v, %v", l, again, err)
			}
		}
		if r, err := decodeRecord(b); err == nil {
			if again, err := decodeRecord(r.encode()); err != nil || len(again.changes) != len(r.changes) || again.day != r.day {
				t.Errorf("record %+v became %+v, %v", r, again, err)
			}
		}
		if e, err := decodeLogEntry(b); err == nil && !bytes.Equal(e.encode(), b) {
			t.Error("log entry changed")
		}
		if d, err := decodeSearchDoc(make([]byte, 16), b); err == nil && !bytes.Equal(d.encode(), b) {
			t.Error("search text changed")
		}
		if plain, err := unseal(bucketLog, b, b); err == nil && !bytes.Equal(seal(bucketLog, b, plain), b) {
			t.Error("sealed value changed")
		}
	})
}
