package localdb

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// journalID names a journal, so that the store and it know that they belong together.
type journalID [16]byte

// journalMark is what the store remembers of its journal.
type journalMark struct {
	_     struct{} `cbor:",toarray"`
	ID    journalID
	Base  uint64 // number in the journal's head
	Txn   uint64 // newest transaction
	Last  uint64 // where its frames begin
	End   uint64 // and end, which is the size of the file
	Start uint64 // size when it was written anew
}

// journalFile is what the journal needs of a file; a test puts a failing one in its place.
type journalFile interface {
	io.WriterAt
	Truncate(size int64) error
	Sync() error
	Close() error
}

// journal is the open journal of a store.
type journal struct {
	file journalFile
	mark journalMark
}

func (s *Store) journalPath() string { return filepath.Join(filepath.Dir(s.path), JournalName) }

func (s *Store) openJournal(mark journalMark) error {
	f, err := os.OpenFile(s.journalPath(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	s.journal = &journal{file: f, mark: mark}
	if s.o.journalLayer != nil {
		s.journal.file = s.o.journalLayer(f)
	}
	return nil
}

func (s *Store) closeJournal() error {
	if s.journal == nil {
		return nil
	}
	j := s.journal
	s.journal = nil
	return j.file.Close()
}

// note gathers what is written, for the journal.
func (w *writer) note(kind byte, bucket, key, value []byte) {
	if w.s.journal == nil {
		return
	}
	if n := journalNumber(bucket, key); n != 0 {
		w.ops = append(w.ops, journalOp{kind: kind, bucket: n, key: append([]byte(nil), key...), value: value})
	}
}

// save puts the transaction on disk, in both files: see [JournalName] for the order. When only
// the journal could not be synced the store has the change all the same, and the error says that it
// may not be safe.
func (w *writer) save() error {
	j := w.s.journal
	if j == nil || momentary(w.ops) {
		return w.tx.Commit()
	}
	frames, next := j.frames(w.ops)
	if err := w.putCBOR(bucketMeta, metaJournal, next); err != nil {
		return err
	}
	if err := j.append(frames); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	synced := make(chan error, 1)
	go func() {
		if w.s.db.NoSync {
			synced <- nil
			return
		}
		synced <- j.file.Sync()
	}()
	err := w.tx.Commit()
	if err != nil {
		err = errors.Join(err, j.file.Truncate(int64(j.mark.End))) // it was not saved, so it shall not be replayed
	}
	if serr := <-synced; serr != nil {
		err = errors.Join(err, fmt.Errorf("journal: %w", serr))
	}
	if err == nil {
		j.mark = next
	}
	return err
}

// frames encodes a transaction and says what the store shall remember of the journal after it.
func (j *journal) frames(ops []journalOp) ([]byte, journalMark) {
	next := j.mark
	next.Txn++
	var b []byte
	for i := range ops {
		ops[i].txn, ops[i].last = next.Txn, i == len(ops)-1
		b = ops[i].frame(b)
	}
	next.Last, next.End = j.mark.End, j.mark.End+uint64(len(b))
	return b, next
}

// append writes at the end. What a failed write left behind is taken away, as far as the disk obeys.
func (j *journal) append(b []byte) error {
	n, err := j.file.WriteAt(b, int64(j.mark.End))
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return errors.Join(err, j.file.Truncate(int64(j.mark.End)))
	}
	return nil
}

// renew writes the journal anew from the store, under another name, and gives it its own once it is
// on disk. The caller holds s.writing, or is alone. A failure before the store has been committed
// leaves everything as it was.
func (s *Store) renew(mark journalMark) error {
	if mark.ID == (journalID{}) {
		if _, err := io.ReadFull(s.o.Rand, mark.ID[:]); err != nil {
			return fmt.Errorf("draw journal id: %w", err)
		}
	}
	mark.Txn++
	mark.Base = mark.Txn
	home := filepath.Dir(s.path)
	f, err := os.CreateTemp(home, JournalName+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = s.view(func(r reader) error { return r.snapshot(f, &mark) })
	if err = errors.Join(err, s.o.try("sync journal", f.Sync), f.Close()); err != nil {
		return err
	}
	err = s.o.try("note journal", func() error {
		_, err := s.transact(func(w *writer) error { return w.putCBOR(bucketMeta, metaJournal, mark) })
		return err
	})
	if err != nil {
		return err
	}
	if err := errors.Join(s.closeJournal(), s.o.try("rename journal", func() error { return os.Rename(f.Name(), s.journalPath()) })); err != nil {
		s.broken = err
		return err
	}
	if err := errors.Join(syncDir(home), s.openJournal(mark)); err != nil {
		s.broken = err
		return err
	}
	return nil
}

// snapshot writes head and content of a new journal. The meta bucket, with the device's key, stands
// at the start and again at the end, so that one damaged place does not take it.
func (r reader) snapshot(f io.Writer, mark *journalMark) error {
	head := journalOp{txn: mark.Base, kind: opHead, key: mark.ID[:], value: []byte{r.s.journalFormat(), r.unreadable()}, last: true}
	b := head.frame(nil)
	flush := func() error {
		_, err := f.Write(b)
		mark.End += uint64(len(b))
		b = b[:0]
		return err
	}
	mark.Last, mark.End = 0, 0
	for i, bucket := range append(journalBuckets[:len(journalBuckets):len(journalBuckets)], bucketMeta) {
		if i == len(journalBuckets) {
			if err := flush(); err != nil {
				return err
			}
			mark.Last = mark.End
		}
		var before []byte
		err := r.tx.Bucket(bucket).ForEach(func(k, stored []byte) error {
			if !follows(before, k, 1) {
				return r.damaged(bucket, k, errOrder)
			}
			before = k
			n := journalNumber(bucket, k)
			v, err := r.s.vault.unseal(bucket, k, stored)
			if n == 0 || err != nil {
				return nil // what is unreadable is said in the head
			}
			op := journalOp{txn: mark.Base, kind: opPut, bucket: n, key: k, value: v,
				last: i == len(journalBuckets) && string(k) == string(metaState)}
			if stored[0] == sealedLocked {
				op.kind, op.value = opSealed, stored
			}
			if b = op.frame(b); len(b) > 1<<20 {
				return flush()
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	err := flush()
	mark.Start = mark.End
	return err
}

// unreadable is 1 when there are values in the buckets of the journal that cannot be read.
func (r reader) unreadable() byte {
	for _, bucket := range journalBuckets {
		if r.scan(bucket, nil, func(_, _ []byte) (bool, error) { return true, nil }) != nil {
			return 1
		}
	}
	return 0
}

// journalState is what a look at head, size and last transaction tells of the journal.
type journalState struct {
	found, readable bool
	matches         bool // it ends where the store says, and so does what is in it
}

func (s *Store) lookAtJournal(mark journalMark) (st journalState, err error) {
	f, err := os.Open(s.journalPath())
	if errors.Is(err, fs.ErrNotExist) {
		return st, nil
	}
	if err != nil {
		return st, err
	}
	defer f.Close()
	st.found = true
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return st, errors.Join(err, fmt.Errorf("%s is not an ordinary file", JournalName))
	}
	b := make([]byte, journalHeadSize)
	n, err := f.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return st, err
	}
	head, _, err := readFrame(b[:n])
	if err != nil || head.kind != opHead {
		return st, nil
	}
	st.readable = journalID(head.key) == mark.ID
	if !st.readable || head.txn != mark.Base || uint64(info.Size()) != mark.End || mark.Last > mark.End {
		return st, nil
	}
	b = make([]byte, mark.End-mark.Last)
	if _, err := f.ReadAt(b, int64(mark.Last)); err != nil && err != io.EOF {
		return st, err
	}
	scan := scanJournal(b)
	st.matches = scan.damaged == 0 && scan.tail == 0 && len(scan.ops) > 0 && scan.ops[len(scan.ops)-1].last
	return st, nil
}
