package tui

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

// Store is what the screens need of the laptop's store.
type Store interface {
	Identity() (ledger.Identity, error)
	Status() (ledger.SyncStatus, error)

	// List gives lines; a page that follows another asks with the Place of its last line.
	List(ledger.Query) ([]ledger.Summary, error)
	// People are the names that lists can be narrowed to, the most frequent first.
	People() ([]string, error)
	// Entry reads one record or draft whole; a nil Entry means there is none of that id.
	Entry(id ledger.ID) (*ledger.Entry, error)

	// Setting reads a small setting, "" when it was never set; SetSetting keeps one, "" forgets it.
	Setting(name string) (string, error)
	SetSetting(name, value string) error

	// NewID gives the id of a record about to be begun.
	NewID() (ledger.ID, error)
	SaveDraft(ledger.Draft) error
	DeleteDraft(id ledger.ID) error
	// Commit turns a draft into a change (KindFinalize or KindSet) and deletes the draft, in one
	// transaction. Problems, if any, say why nothing was written.
	Commit(d ledger.Draft, kind ledger.ChangeKind) ([]ledger.Problem, error)
	// Act logs a change that sets no fields: KindWithdraw, KindComment.
	Act(record ledger.ID, kind ledger.ChangeKind, field, text string) error
}

// Syncer sends and receives. Sync runs until done or ctx ends and reports through progress, which
// it calls from its own goroutine.
type Syncer interface {
	Sync(ctx context.Context, progress func(ledger.SyncProgress)) (ledger.SyncResult, error)
}
