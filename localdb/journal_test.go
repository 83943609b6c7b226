package localdb

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"pgregory.net/rapid"

	"github.com/nghia-hung/sothon/ledger"
)

func sampleJournal() []byte {
	head := journalOp{txn: 1, kind: opHead, key: bytes.Repeat([]byte{9}, 16), value: []byte{journalFormat}, last: true}
	b := head.frame(nil)
	for i := range 12 {
		op := journalOp{txn: uint64(2 + i/3), kind: opPut, bucket: byte(1 + i%7), key: []byte{'k', byte(i)},
			value: bytes.Repeat([]byte{byte(i)}, i*11), last: i%3 == 2}
		b = op.frame(b)
	}
	return b
}

func sameOp(a, b journalOp) bool {
	return a.txn == b.txn && a.kind == b.kind && a.bucket == b.bucket && a.last == b.last && bytes.Equal(a.key, b.key) && bytes.Equal(a.value, b.value)
}

// TestJournalDamage spoils one stretch of a journal: all frames before and after it must still be
// read, and none may be read that was not written.
func TestJournalDamage(t *testing.T) {
	whole := sampleJournal()
	all := scanJournal(whole)
	if len(all.ops) != 12 || all.damaged != 0 || all.tail != 0 || all.base != 1 || all.top != 5 {
		t.Fatalf("scan %+v", all)
	}
	rapid.Check(t, func(t *rapid.T) {
		b := bytes.Clone(whole)
		at := rapid.IntRange(0, len(b)-1).Draw(t, "at")
		n := rapid.IntRange(1, 8).Draw(t, "n")
		flip := byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		for i := at; i < min(at+n, len(b)); i++ {
			b[i] ^= flip
		}
		if rapid.Bool().Draw(t, "cut") {
			b = b[:rapid.IntRange(0, len(b)).Draw(t, "to")]
		}
		scan := scanJournal(b)
		if bytes.HasPrefix(whole, b) {
			return
		}
		if scan.whole() && scan.tail == 0 {
			t.Fatal("damage was not noticed")
		}
		for _, op := range scan.ops {
			if !slices.ContainsFunc(all.ops, func(o journalOp) bool { return sameOp(o, op) }) {
				t.Fatalf("read what was not written: %+v", op)
			}
		}
		if len(b) == len(whole) && len(scan.ops) < len(all.ops)-n {
			t.Fatalf("%d damaged bytes took %d frames", n, len(all.ops)-len(scan.ops))
		}
	})
}

func TestJournalAfter(t *testing.T) {
	b := sampleJournal()
	if ops := scanJournal(b).after(3); len(ops) != 6 || ops[0].txn != 4 {
		t.Errorf("after 3: %+v", ops)
	}
	torn := scanJournal(b[:len(b)-1])
	if ops := torn.after(3); len(ops) != 3 || torn.tail == 0 {
		t.Errorf("a torn transaction is replayed: %+v", ops)
	}
	if ops := scanJournal(b).after(5); len(ops) != 0 {
		t.Errorf("after the last: %+v", ops)
	}
}

// FuzzJournal reads a journal from whatever bytes: no panic, and every operation that it gives
// encodes to bytes that stand in the file.
func FuzzJournal(f *testing.F) {
	whole := sampleJournal()
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add(append(bytes.Clone(whole[20:]), whole...))
	f.Add(bytes.Repeat(frameMark, 9))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		scan := scanJournal(b)
		for _, op := range scan.ops {
			if again, _, err := readFrame(op.frame(nil)); err != nil || !sameOp(again, op) {
				t.Fatalf("operation changed: %+v, %v", op, err)
			}
		}
		if ops := scan.after(scan.base); len(ops) > len(scan.ops) {
			t.Fatal("more after than there is")
		}
		if len(b) > 0 && len(scan.ops) == 0 && scan.id == (journalID{}) && scan.tail == 0 && scan.damaged == 0 && scan.base == 0 && !bytes.HasPrefix(b, frameMark) {
			t.Fatal("rubbish passed in silence")
		}
	})
}

// faultyFile is a journal on a disk that fails.
type faultyFile struct {
	journalFile
	write, sync error
	short       int // bytes of the next write that reach the disk before it fails
}

func (f *faultyFile) WriteAt(b []byte, at int64) (int, error) {
	if f.write == nil {
		return f.journalFile.WriteAt(b, at)
	}
	n, err := f.journalFile.WriteAt(b[:min(f.short, len(b))], at)
	return n, errors.Join(err, f.write)
}

func (f *faultyFile) Sync() error { return errors.Join(f.sync, f.journalFile.Sync()) }

// TestFailingDisk lets writing and syncing the journal fail. The first failure must be told and end
// all writing; what was acknowledged must be there afterwards, and what was not must be whole or
// not there at all.
func TestFailingDisk(t *testing.T) {
	for name, fail := range map[string]func(*faultyFile){
		"no space":                    func(f *faultyFile) { f.write = syscall.ENOSPC },
		"short write":                 func(f *faultyFile) { f.write, f.short = syscall.ENOSPC, 50 },
		"input/output error in write": func(f *faultyFile) { f.write, f.short = syscall.EIO, 300 },
		"input/output error in sync":  func(f *faultyFile) { f.sync = syscall.EIO },
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			var file *faultyFile
			o := testOptions()
			o.journalLayer = func(f journalFile) journalFile {
				file = &faultyFile{journalFile: f}
				return file
			}
			s := openAt(t, home, o)
			saved := addRecord(t, s, outreach("Đã lưu", "2026-06-01"))
			fail(file)
			id, err := s.NewID()
			check(t, err)
			_, err = s.Commit(draftOf(id, outreach("Chưa chắc", "2026-06-02")), ledger.KindFinalize)
			if !errors.Is(err, syscall.ENOSPC) && !errors.Is(err, syscall.EIO) {
				t.Fatalf("commit: %v", err)
			}
			file.write, file.sync = nil, nil
			if err := s.SetPerson("x"); err == nil {
				t.Error("writing went on after a failure")
			}
			entry(t, s, saved)
			check(t, s.Close())
			s = openAt(t, home, testOptions())
			entry(t, s, saved)
			if e, err := s.Entry(id); err != nil || (e != nil && len(e.Changes) != 1) {
				t.Errorf("unsure record: %+v, %v", e, err)
			}
			addRecord(t, s, outreach("Sau", "2026-06-03"))
			mustBeSound(t, s)
		})
	}
}

// A disk that refuses at opening leaves the store readable, and says so.
func TestFullDiskAtOpening(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	id := addRecord(t, s, outreach("Đã lưu", "2026-06-01"))
	check(t, s.Close())
	path := filepath.Join(home, JournalName)
	check(t, os.Remove(path))
	check(t, os.Mkdir(path, 0o700))
	s = openAt(t, home, testOptions())
	entry(t, s, id)
	if kinds := noticeKinds(s); !slices.Equal(kinds, []NoticeKind{NoticeCannotWrite}) || s.Notices()[0].Words().Vi == "" {
		t.Errorf("notices %+v", s.Notices())
	}
	if err := s.SetPerson("x"); err == nil {
		t.Error("wrote without a journal")
	}
}

// A crash between the two files: the journal has a transaction that the store lacks.
func TestJournalAhead(t *testing.T) {
	home := t.TempDir()
	s := openAt(t, home, testOptions())
	first := addRecord(t, s, outreach("Trước", "2026-06-01"))
	check(t, s.Close())
	path := filepath.Join(home, FileName)
	before, err := os.ReadFile(path)
	check(t, err)
	s = openAt(t, home, testOptions())
	second := addRecord(t, s, outreach("Sau", "2026-06-02"))
	p, err := s.Position()
	check(t, err)
	check(t, s.Close())
	journal, err := os.ReadFile(filepath.Join(home, JournalName))
	check(t, err)
	for cut, want := range map[int]bool{0: true, 1: false, 40: false} {
		check(t, writeAll(path, before))
		check(t, writeAll(filepath.Join(home, JournalName), journal[:len(journal)-cut]))
		s = openAt(t, home, testOptions())
		entry(t, s, first)
		e, err := s.Entry(second)
		check(t, err)
		if (e != nil) != want {
			t.Errorf("cut by %d: %+v", cut, e)
		}
		if now, err := s.Position(); err != nil || (want && now != p) || now.Epoch != p.Epoch {
			t.Errorf("cut by %d: position %+v, was %+v, %v", cut, now, p, err)
		}
		if want != slices.Contains(noticeKinds(s), NoticeReplayed) {
			t.Errorf("cut by %d: notices %+v", cut, s.Notices())
		}
		mustBeSound(t, s)
		check(t, s.Close())
	}
}
