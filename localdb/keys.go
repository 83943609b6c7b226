package localdb

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"

	"github.com/nghia-hung/sothon/ledger"
)

// The buckets. What each holds, by key:
var (
	bucketMeta       = []byte("meta")       // name → what there is one of
	bucketSettings   = []byte("settings")   // name → text
	bucketDrafts     = []byte("drafts")     // record id → storedDraft
	bucketChanges    = []byte("changes")    // change id → the change as its author encoded it
	bucketLog        = []byte("log")        // position → logEntry
	bucketRecords    = []byte("records")    // record id → storedRecord (derived)
	bucketByDate     = []byte("by_date")    // day, record id → line (derived)
	bucketSearch     = []byte("search")     // record id → day and words (derived)
	bucketChildren   = []byte("children")   // parent's record id, record id → nothing (derived)
	bucketRejected   = []byte("rejected")   // change id → ledger.Rejection
	bucketQuarantine = []byte("quarantine") // digest → bytes received that are no change known here
	bucketFiles      = []byte("files")      // SHA-256 → fileState
	bucketFileNames  = []byte("file_names") // record id, SHA-256 → size (derived)
)

var allBuckets = [][]byte{bucketMeta, bucketSettings, bucketDrafts, bucketChanges, bucketLog, bucketRecords,
	bucketByDate, bucketSearch, bucketChildren, bucketRejected, bucketQuarantine, bucketFiles, bucketFileNames}

// derivedBuckets can be made anew from the others.
var derivedBuckets = [][]byte{bucketRecords, bucketByDate, bucketSearch, bucketChildren, bucketFileNames}

// newBuckets are those that stores of layouts before 3 do not have.
var newBuckets = [][]byte{bucketFiles, bucketFileNames}

// The keys of the meta bucket.
var (
	metaApp      = []byte("app")      // appMarker
	metaFormat   = []byte("format")   // uvarint: layout of this file
	metaKey      = []byte("key")      // seed of the device's Ed25519 key
	metaIdentity = []byte("identity") // ledger.Identity, JSON
	metaState    = []byte("state")    // state
	metaCursor   = []byte("cursor")   // ledger.Cursor
	metaContact  = []byte("contact")  // contact
	metaDerived  = []byte("derived")  // stamp of what the derived buckets were made with
	metaJournal  = []byte("journal")  // journalMark
	metaLock     = []byte("lock")     // keySheet of a store with a PIN; never sealed
	metaRelock   = []byte("relock")   // there while files sealed in the former way are being replaced; never sealed
	metaMachine  = []byte("machine")  // fingerprint of the computer that wrote last
)

// dayLength is the length of an ISO date.
const dayLength = len("2026-06-15")

// seqKey orders log positions.
func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }

// seqOf undoes seqKey; a key of another length gives 0.
func seqOf(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// dateKey orders records by day (ISO), then by id.
func dateKey(day string, id ledger.ID) []byte { return append([]byte(day), id[:]...) }

// dateKeyID is the record in a key of by_date.
func dateKeyID(key []byte) (id ledger.ID) {
	if len(key) == dayLength+len(id) {
		copy(id[:], key[dayLength:])
	}
	return id
}

// childKey gathers the children of one parent.
func childKey(parent, child ledger.ID) []byte {
	return append(parent[:len(parent):len(parent)], child[:]...)
}

// fileNameKey gathers the files that one record names.
func fileNameKey(record ledger.ID, hash ledger.Hash) []byte {
	return append(record[:len(record):len(record)], hash[:]...)
}

// fileNameOf undoes fileNameKey; a key of another length gives zeros.
func fileNameOf(key []byte) (record ledger.ID, hash ledger.Hash) {
	if len(key) == len(record)+len(hash) {
		copy(record[:], key)
		copy(hash[:], key[len(record):])
	}
	return record, hash
}

// idOf reads an id from the end of a key.
func idOf(key []byte) (id ledger.ID) {
	if len(key) >= len(id) {
		copy(id[:], key[len(key)-len(id):])
	}
	return id
}

// compareIDs orders ids as keys are ordered.
func compareIDs(a, b ledger.ID) int { return bytes.Compare(a[:], b[:]) }

// rawKey names bytes by their content.
func rawKey(raw []byte) []byte {
	sum := sha256.Sum256(raw)
	return sum[:16]
}
