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
	Files
	Lists
	Views
	Reports
	Accounts
	Periods
	Upkeep
}

// What stores answer; compare with errors.Is.
var (
	ErrNotFound = errors.New("not found")
	ErrExists   = errors.New("exists already")
	ErrMoved    = errors.New("the log has moved on")
	ErrSpent    = errors.New("the code was used by another laptop")
	ErrExpired  = errors.New("the code has expired")
	ErrDamaged  = errors.New("the store is damaged") // always with an *ledger.Error of CodeStorage
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
	// Contacts tells for every unit with a laptop that is welcome when one of them last called.
	Contacts(ctx context.Context) (map[string]time.Time, error)
	// Silent lists laptops that are welcome and have not called since a time, at most so many, by unit.
	Silent(ctx context.Context, since time.Time, most int) ([]Device, error)
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
	// Readmit lets judge look again at every entry that is marked with the code. One that it gives
	// another verdict gets that, and when it counts now it becomes a change as if it had come at the
	// time given; at its position in its log nothing else changes. It tells how many those were.
	Readmit(ctx context.Context, code ledger.Code, at time.Time, judge func(StoredEntry) Entry, fold Fold) (int, error)
	// Rejected lists what does not count among positions from…to of a log, in order: entries that
	// are marked, and changes of records whose row has a code.
	Rejected(ctx context.Context, device ledger.DeviceID, epoch ledger.Epoch, from, to uint64) ([]Verdict, error)
	// ChangesAfter reads the commune log behind a number, at most so many changes.
	ChangesAfter(ctx context.Context, number uint64, limit int) ([]Logged, error)
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
	// Dismiss keeps that a pair of records, the lesser id first, is not one event; again it replaces
	// what was kept. ErrNotFound when a record is not there.
	Dismiss(ctx context.Context, d Dismissal) error
	// Undismiss forgets it; ErrNotFound.
	Undismiss(ctx context.Context, pair [2]ledger.ID) error
	// Dismissals lists all, newest first.
	Dismissals(ctx context.Context) ([]Dismissal, error)
}

// Files are which attached files the records name, and which of them lie in the folder for files. A
// change that counts names its files in the transaction of Append that stores it.
type Files interface {
	// NamedFiles tells with which size records name files, for a device and its unit: named by a
	// record of the unit, or by a change that came in the device's log. Others are left out.
	NamedFiles(ctx context.Context, unit string, device ledger.DeviceID, hashes []ledger.Hash) (map[ledger.Hash]int64, error)
	// UnitFiles shows every file that a record of the unit names, once. An error of visit ends it.
	UnitFiles(ctx context.Context, unit string, visit func(ledger.Hash) error) error
	// KeptFile reads what is noted of a file; ErrNotFound.
	KeptFile(ctx context.Context, hash ledger.Hash) (KeptFile, error)
	// EachFile shows what is noted of all files. An error of visit ends it.
	EachFile(ctx context.Context, visit func(KeptFile) error) error
	// OpenFile notes that a file begins to come, or to come again. It is ledger.CodeFileQuota when
	// the unit's files would have more than quota bytes with it.
	OpenFile(ctx context.Context, f KeptFile, quota int64) error
	// FileArrived notes that all of a file is there and right.
	FileArrived(ctx context.Context, f KeptFile, at time.Time) error
	// ForgetFile forgets a file; one that is not noted is no error.
	ForgetFile(ctx context.Context, hash ledger.Hash) error
}

// KeptFile is an attached file as the commune has it.
type KeptFile struct {
	Hash    ledger.Hash
	Size    int64
	Unit    string // that sent it first
	Opened  time.Time
	Arrived time.Time // zero while a part is missing
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
