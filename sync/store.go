package sync

import (
	"crypto/ed25519"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Store is what sync needs of the laptop's store. Every method is one transaction, on disk when it
// returns.
type Store interface {
	// Identity tells who this laptop is and where its commune is.
	Identity() (ledger.Identity, error)
	// Key is the device's private key.
	Key() (ed25519.PrivateKey, error)
	// Join keeps what the commune answered, and puts records written before joining under its unit.
	Join(id ledger.Identity) error

	// Position tells where the log stands.
	Position() (ledger.LogPosition, error)
	// Outbox reads up to limit entries after position seq, in order; the hash is the chain's at seq.
	Outbox(seq uint64, limit int) (entries []ledger.LogEntry, hash ledger.Hash, err error)
	// Cursor is how far the commune's log has been read.
	Cursor() (ledger.Cursor, error)
	// Accept takes over a verified receipt and the changes that came with it: the confirmed
	// position (which may go down), rejections, changes, cursor, unit, clock. A receipt whose hash
	// is not that of this log at its position is an *ledger.Error with CodeFork and changes nothing.
	// It returns how many of the changes were new.
	Accept(receipt ledger.Receipt, pulled [][]byte) (int, error)
	// NewEpoch begins a new log of the same changes, with the same ids, none of them confirmed.
	NewEpoch() error
	// Tried notes why an attempt failed (nil: it did not) and when the next one is due.
	Tried(code string, next time.Time) error

	FileStore
}
