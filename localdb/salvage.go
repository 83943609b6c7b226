package localdb

import (
	"bytes"
	"os"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// salvaged is what could be read of a damaged store's file: its changes, the order of its log, who
// the laptop is. Every value carries the checksum of its bucket, key and bytes, so each tells by
// itself that it is whole and what it is, wherever it lies. A page that bbolt has given up may hold
// an older value; a change is the same for ever but for the unit it gets at joining.
type salvaged struct {
	ops     []journalOp
	top     uint64 // newest transaction that the store knew of in its journal
	changes map[ledger.ID]int
	vault   *vault
	sheet   []byte // newest found, encoded
}

// salvage reads the leaf pages of a file, one after the other. What cannot be read is left out.
func salvage(path string, key *vault) *salvaged {
	s := &salvaged{changes: map[ledger.ID]int{}, vault: key}
	f, err := os.Open(path)
	if err != nil {
		return s
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return s
	}
	h := head{pageSize: int64(os.Getpagesize())}
	if _, found, err := findMetas(f, info.Size(), &h); err != nil || !found {
		h = head{pageSize: int64(os.Getpagesize())}
	}
	h.high = uint64(info.Size() / h.pageSize)
	for id := uint64(2); id < h.high; id++ {
		if p, ok, err := readPage(f, h, id, boltLeafPage); err == nil && ok {
			s.page(p)
		}
	}
	return s
}

func (s *salvaged) page(p page) {
	for i := range p.count {
		key, value, _, bucket, ok := p.element(i)
		switch {
		case !ok:
			return
		case !bucket:
			s.value(key, value)
		case len(value) > boltBucket+boltPageHeader && native.Uint64(value) == 0:
			inline := value[boltBucket:]
			s.page(page{id: p.id, flags: boltLeafPage, count: int(native.Uint16(inline[10:])), body: inline[boltPageHeader:]})
		}
	}
}

// value takes over what is wanted of an entry: which bucket it is of shows by its key and checksum.
func (s *salvaged) value(key, stored []byte) {
	bucket := bucketMeta
	switch len(key) {
	case len(ledger.ID{}):
		bucket = bucketChanges
	case len(seqKey(0)):
		if string(key) != string(metaIdentity) {
			bucket = bucketLog
		}
	}
	plain, err := s.vault.unseal(bucket, key, stored)
	if err != nil {
		return
	}
	n := journalNumber(bucket, key)
	switch {
	case bytes.Equal(key, metaLock) && string(bucket) == string(bucketMeta):
		s.sheet = bytes.Clone(plain)
		return
	case string(bucket) == string(bucketChanges):
		s.change(key, plain)
		return
	case bytes.Equal(key, metaJournal) && string(bucket) == string(bucketMeta):
		var mark journalMark
		if cbor.Unmarshal(plain, &mark) == nil {
			s.top = max(s.top, mark.Txn)
		}
		return
	case n == 0, string(bucket) == string(bucketMeta) && !bytes.Equal(key, metaKey) && !bytes.Equal(key, metaIdentity):
		return
	}
	s.ops = append(s.ops, journalOp{kind: opPut, bucket: n, key: bytes.Clone(key), value: bytes.Clone(plain)})
}

func (s *salvaged) change(key, plain []byte) {
	c, err := ledger.DecodeChange(plain)
	if err != nil || c.ID != idOf(key) {
		return
	}
	at, again := s.changes[c.ID]
	if again && c.Unit == noUnit {
		return
	}
	if again {
		s.ops[at].value = bytes.Clone(plain)
		return
	}
	s.changes[c.ID] = len(s.ops)
	s.ops = append(s.ops, journalOp{kind: opPut, bucket: journalNumber(bucketChanges, key), key: bytes.Clone(key), value: bytes.Clone(plain)})
}

// beyond reports that a change was found that is not among the operations.
func (s *salvaged) beyond(ops []journalOp) bool {
	known := map[ledger.ID]bool{}
	for i := range ops {
		if ops[i].kind == opPut && bytes.Equal(ops[i].name(), bucketChanges) {
			known[idOf(ops[i].key)] = true
		}
	}
	for id := range s.changes {
		if !known[id] {
			return true
		}
	}
	return false
}
