package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

// Periods are what the office has settled about reporting.
type Periods interface {
	// AddLock keeps an act of the office on a period behind those before it. It fills in the commune
	// log's number at that moment, in the same transaction, and returns the act with it.
	AddLock(ctx context.Context, e ledger.LockEvent) (ledger.LockEvent, error)
	// LockEvents lists all acts on periods, oldest first.
	LockEvents(ctx context.Context) ([]ledger.LockEvent, error)
	// Setting reads what was settled under a name, "" when nothing was.
	Setting(ctx context.Context, name string) (string, error)
	// PutSetting keeps it in place of what was there.
	PutSetting(ctx context.Context, name, content string) error
	// Settled is a number that grows with every PutUnits, AddLock and PutSetting: what was read of units,
	// locks and settings after it was read holds while it is the same.
	Settled(ctx context.Context) (uint64, error)
	// ChangedAfter lists the records that have a change numbered above number, in the order of the
	// first such change.
	ChangedAfter(ctx context.Context, number uint64) ([]ledger.ID, error)
}
