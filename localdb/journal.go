package localdb

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
)

// JournalName is the file beside the store that repeats, in order, all that was written to it.
//
// # Layout
//
// The journal is a row of frames. A frame is
//
//	4  the mark D3 'S' 'T' 0A, by which reading finds its feet again after damage
//	4  length n of the body, big endian
//	4  CRC-32C (Castagnoli) of the length and the body
//	n  body: number of the transaction (uvarint), kind (1), bucket (1), length of the key (uvarint), key, value
//
// Kinds: 0 head (key: 16 random bytes that name the journal; value: 1, the
// layout — 2 of a store with a PIN, else 1 —, and 1 if the snapshot lacks values that could not be read, else 0), 1 put,
// 2 delete, 3 put of a value sealed as the store seals it;
// 0x80 is added in the last frame of a transaction. Buckets: see journalBuckets. What can be made
// anew (lists, search text) is not in it, and what is only of the moment (the last attempt to send)
// only along with something else.
//
// A journal begins with its head, whose number is that of the transaction the following snapshot
// was taken at, and the snapshot: the store as it was, as puts of that number. Transactions follow,
// each one higher.
//
// # Order of writing
//
// A transaction is appended to the journal, then the journal is synced while bbolt commits (two
// syncs of its own); success is told only when both are on disk. So an acknowledged change is in
// both files. After a crash the journal may hold a transaction that the store lacks: it is replayed
// if it is whole, else dropped (nobody was told that it was saved). Or the store may hold one that
// the journal lacks: then the journal is written anew from the store. The key "journal" in the
// store's meta bucket, written in every transaction, tells the two cases apart without reading more
// than the last transaction.
const JournalName = "so.journal"

const (
	journalFormat   = 1
	journalLocked   = 2
	frameOverhead   = 4 + 4 + 4
	maxFrame        = 1 << 26
	journalHeadSize = 64 // no head frame is longer

	opHead   = 0
	opPut    = 1
	opDelete = 2
	opSealed = 3
	opLast   = 0x80
)

var frameMark = []byte{0xD3, 'S', 'T', '\n'}

// journalBuckets are the buckets kept in the journal, by number less one. Numbers never change.
var journalBuckets = [][]byte{bucketMeta, bucketSettings, bucketDrafts, bucketChanges, bucketLog, bucketRejected, bucketQuarantine}

// notJournalled are the keys of the meta bucket that belong to one file or one moment.
var notJournalled = [][]byte{metaApp, metaFormat, metaDerived, metaJournal, metaRelock, metaMachine}

// journalOp is one thing written: a put, or a delete.
type journalOp struct {
	txn    uint64
	kind   byte
	bucket byte // number in journalBuckets, from 1; 0 in a head
	last   bool // of its transaction
	key    []byte
	value  []byte
}

// journalNumber is the number of a bucket whose key is kept in the journal, 0 for the others.
func journalNumber(bucket, key []byte) byte {
	n := slices.IndexFunc(journalBuckets, func(b []byte) bool { return bytes.Equal(b, bucket) })
	if n == 0 && slices.ContainsFunc(notJournalled, func(k []byte) bool { return bytes.Equal(k, key) }) {
		return 0
	}
	return byte(n + 1)
}

func (op *journalOp) name() []byte { return journalBuckets[op.bucket-1] }

// momentary reports that nothing was written but when the commune was last tried.
func momentary(ops []journalOp) bool {
	return !slices.ContainsFunc(ops, func(op journalOp) bool { return op.bucket != 1 || !bytes.Equal(op.key, metaContact) })
}

// is tells whether the operation puts the given key of the meta bucket.
func (op *journalOp) is(key []byte) bool {
	return op.kind == opPut && op.bucket == 1 && bytes.Equal(op.key, key)
}

// frame appends the operation as a frame.
func (op *journalOp) frame(b []byte) []byte {
	at := len(b)
	b = append(b, frameMark...)
	b = append(b, 0, 0, 0, 0, 0, 0, 0, 0)
	kind := op.kind
	if op.last {
		kind |= opLast
	}
	b = append(binary.AppendUvarint(b, op.txn), kind, op.bucket)
	b = append(binary.AppendUvarint(b, uint64(len(op.key))), op.key...)
	b = append(b, op.value...)
	frame := b[at:]
	binary.BigEndian.PutUint32(frame[4:], uint32(len(frame)-frameOverhead))
	binary.BigEndian.PutUint32(frame[8:], frameSum(frame))
	return b
}

// frameSum is the checksum that a frame should have.
func frameSum(frame []byte) uint32 {
	return crc32.Update(crc32.Checksum(frame[4:8], castagnoli), castagnoli, frame[frameOverhead:])
}

var errFrame = errors.New("frame is damaged")

// readFrame reads the frame that b begins with and gives its size. Key and value lie in b.
func readFrame(b []byte) (op journalOp, size int, err error) {
	if len(b) < frameOverhead || !bytes.Equal(b[:4], frameMark) {
		return op, 0, errFrame
	}
	n := binary.BigEndian.Uint32(b[4:])
	if n > maxFrame || uint64(n)+frameOverhead > uint64(len(b)) {
		return op, 0, errFrame
	}
	size = frameOverhead + int(n)
	if frameSum(b[:size]) != binary.BigEndian.Uint32(b[8:]) {
		return op, 0, errFrame
	}
	u := &unpacker{b: b[frameOverhead:size:size]}
	op.txn = u.uint()
	kinds := u.raw(2)
	op.key = u.bytes()
	if u.err != nil {
		return op, 0, errFrame
	}
	op.kind, op.bucket, op.last, op.value = kinds[0]&^opLast, kinds[1], kinds[0]&opLast != 0, u.b
	if !op.sound() {
		return op, 0, errFrame
	}
	return op, size, nil
}

func (op *journalOp) sound() bool {
	switch op.kind {
	case opHead:
		return op.bucket == 0 && len(op.key) == len(journalID{}) && len(op.value) > 0
	case opPut, opDelete, opSealed:
		return op.bucket > 0 && int(op.bucket) <= len(journalBuckets) && len(op.key) > 0 && len(op.key) < 1<<10
	}
	return false
}

// journalScan is what a journal holds, as far as it can be read.
type journalScan struct {
	id      journalID // zero when the head cannot be read
	base    uint64
	newer   bool // a newer program wrote it
	lossy   bool // the snapshot lacks values that could not be read
	ops     []journalOp
	top     uint64 // highest number of a transaction
	damaged int    // stretches that could not be read, with frames after them
	tail    int    // bytes at the end that are no frame
}

// whole reports that nothing is missing but perhaps at the end.
func (s *journalScan) whole() bool { return s.id != journalID{} && s.damaged == 0 }

// scanJournal reads every frame that can be read. Nothing in b makes it fail.
func scanJournal(b []byte) *journalScan {
	s := &journalScan{}
	for at := 0; at < len(b); {
		op, size, err := readFrame(b[at:])
		if err != nil {
			skip := nextFrame(b[at+1:])
			if skip < 0 {
				s.tail = len(b) - at
				break
			}
			s.damaged++
			at += 1 + skip
			continue
		}
		if at == 0 && op.kind == opHead {
			copy(s.id[:], op.key)
			s.base, s.newer = op.txn, op.value[0] > journalLocked
			s.lossy = len(op.value) > 1 && op.value[1] != 0
		}
		if op.kind != opHead {
			s.ops, s.top = append(s.ops, op), max(s.top, op.txn)
		}
		at += size
	}
	return s
}

// nextFrame finds where the next sound frame begins, -1 for nowhere.
func nextFrame(b []byte) int {
	for at := 0; ; at++ {
		i := bytes.Index(b[at:], frameMark)
		if i < 0 {
			return -1
		}
		at += i
		if _, _, err := readFrame(b[at:]); err == nil {
			return at
		}
	}
}

// after gives the operations of the transactions after number txn, without the last one if its end
// is missing.
func (s *journalScan) after(txn uint64) []journalOp {
	ops := s.ops
	if n := len(ops); n > 0 && !ops[n-1].last {
		torn := ops[n-1].txn
		for len(ops) > 0 && ops[len(ops)-1].txn == torn {
			ops = ops[:len(ops)-1]
		}
	}
	i := 0
	for i < len(ops) && ops[i].txn <= txn {
		i++
	}
	return ops[i:]
}
