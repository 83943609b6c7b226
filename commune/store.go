package commune

import (
	"context"
	"errors"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Store keeps everything a commune has. It belongs to one commune, the one that Begin put into it.
//
// Every method is one transaction, on disk when it returns without an error and without effect
// when it returns one. Slices and maps that go in are not kept and not changed; those that come
// out belong to the caller. Methods may be called from many goroutines and, for one store, from
// many processes. Full or failing disks are errors with ledger.CodeStorage, contention that did
// not end in time with ledger.CodeBusy. storetest.Run is the contract as a test.
type Store interface {
	Registry
	Logs
	Records
	Accounts
	Upkeep
}

// What stores answer; compare with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
	ErrMoved    = errors.New("the log has moved on")
	ErrSpent    = errors.New("the code was used by another laptop")
	ErrExpired  = errors.New("the code has expired")
)

// Registry is who belongs to the commune.
type Registry interface {
	// Begin founds the commune with its first account; ErrExists when the store has one.
	Begin(ctx context.Context, c Commune, admin User) error
	// Commune tells whom the store belongs to; ErrNotFound before Begin.
	Commune(ctx context.Context) (Commune, error)
	// Secret gives the bytes kept under name, first keeping fresh when there are none.
	Secret(ctx context.Context, name string, fresh []byte) ([]byte, error)

	// PutUnits adds units and overwrites those whose id is there already, all or none. It tells
	// how many were new.
	PutUnits(ctx context.Context, units []Unit) (added int, err error)
	// Units lists all units by id.
	Units(ctx context.Context) ([]Unit, error)

	// PutEnrolment keeps a one-time code's hash; ErrNotFound when its unit is not there.
	PutEnrolment(ctx context.Context, e Enrolment) error
	// Enrolments lists all, newest first.
	Enrolments(ctx context.Context) ([]Enrolment, error)
	// Join uses up the code whose hash is given and registers d under its unit, clearing an
	// earlier revocation. For the laptop that used the code before it changes nothing. It returns
	// the device as registered; ErrNotFound, ErrSpent or ErrExpired otherwise.
	Join(ctx context.Context, hash [32]byte, d Device) (Device, error)

	// Device reads one device; ErrNotFound.
	Device(ctx context.Context, id ledger.DeviceID) (Device, error)
	// Devices lists all, by unit and then by when they joined.
	Devices(ctx context.Context) ([]Device, error)
	// Revoke shuts a device out; the first time counts. ErrNotFound.
	Revoke(ctx context.Context, id ledger.DeviceID, at time.Time) error
	// Touch notes a contact: when, with which program, which dictionaries.
	Touch(ctx context.Context, d Device) error
}

// Logs are the devices' logs, the commune's own among them, and the commune log through them all:
// every change is in it once, under a number that grows by one with each.
type Logs interface {
	// Head tells where a log stands; the zero Head when it is not known.
	Head(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch) (Head, error)
	// HashAt is the chain's hash at a position: zero at 0, ErrNotFound beyond the head.
	HashAt(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch, seq uint64) (ledger.Hash, error)
	// Append stores a segment behind the head it names, else ErrMoved, and folds the records it
	// touches. An entry that counts (Code "") becomes a change of the commune log unless one with
	// its id is there: with the same bytes it is that change, with others the entry is marked
	// CodeIDReused. An entry that counts but whose record belongs to another unit is marked
	// CodeUnitDenied. The bytes of marked entries are kept with the entry and nowhere else.
	// fold is called inside the transaction with all changes of a record in the commune's order.
	Append(ctx context.Context, s Segment, fold Fold) (Head, error)
	// Rejected lists what does not count among positions from…to of a log, in order: entries that
	// are marked, and changes of records whose row has a code.
	Rejected(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch, from, to uint64) ([]Verdict, error)
	// Pull reads the commune log for a laptop.
	Pull(ctx context.Context, q PullQuery) (PullPage, error)
}

// Records are the folded records.
type Records interface {
	// Find lists records, the newest date first.
	Find(ctx context.Context, q Selection) ([]Row, error)
	// Record reads one record and its changes in the commune's order; ErrNotFound.
	Record(ctx context.Context, id ledger.ID) (Row, []Logged, error)
	// Refold folds again every record whose row has the code or is stale, and tells how many rows no
	// longer have the code.
	Refold(ctx context.Context, code ledger.Code, fold Fold) (int, error)
}

// Accounts are the office's people.
type Accounts interface {
	// AddUser adds an account; ErrExists when the name is taken.
	AddUser(ctx context.Context, u User) error
	// SetPassword replaces a password hash; ErrNotFound.
	SetPassword(ctx context.Context, name, hash string, once bool) error
	// User reads one account; ErrNotFound.
	User(ctx context.Context, name string) (User, error)
	// Users lists all accounts by name.
	Users(ctx context.Context) ([]User, error)
}

// Upkeep keeps the store itself.
type Upkeep interface {
	// Backup writes the whole store, as it is at one moment, into a new file and verifies it
	// there; ErrExists when the file exists. Others go on reading and writing.
	Backup(ctx context.Context, file string) error
	// Integrity lets the database examine itself and lists what is wrong.
	Integrity(ctx context.Context) ([]string, error)
	// Walk shows everything as it is at one moment: the logs, entry by entry in order, then the
	// heads, then the records with their changes. An error of a callback ends it and is returned.
	Walk(ctx context.Context, w Walker) error
	Close() error
}
