package commune

import (
	"cmp"
	"context"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// Lists read records a page at a time and count them without looking at each, however many there are.
type Lists interface {
	// List gives one page of records.
	List(ctx context.Context, q Listing) (ListPage, error)
	// Tally counts records by what kind says, in the administrative months from…to; months "" are
	// those of counts that have none.
	Tally(ctx context.Context, kind Tally, from, to string) ([]Count, error)
	// TallyDays is Tally for days that need not make up months; its work grows with their records.
	TallyDays(ctx context.Context, kind Tally, from, to string) ([]Count, error)

	// SaveFilter keeps a list's query under a name for an account, in place of the one there.
	SaveFilter(ctx context.Context, account string, f SavedFilter) error
	// DropFilter forgets one; none of that name is no error.
	DropFilter(ctx context.Context, account, name string) error
	// SavedFilters lists an account's, by name.
	SavedFilters(ctx context.Context, account string) ([]SavedFilter, error)

	// PutHead keeps a term, in place of the one that began on the same day, and ends the one before on
	// the day before; ErrNotFound when there is no such unit.
	PutHead(ctx context.Context, h UnitHead) error
	// Received tells how many changes of a laptop's newest log are here, 0 when it has sent none.
	Received(ctx context.Context, device ledger.DeviceID) (uint64, error)
	// Heads lists the terms of a unit, of all with "", the newest first.
	Heads(ctx context.Context, unit string) ([]UnitHead, error)
}

// SavedFilter is a list that somebody has given a name; Query is the address's.
type SavedFilter struct{ Name, Query string }

// Order is how a list is sorted.
type Order string

// The orders of lists.
const (
	ByDay      Order = ""         // the newest day first
	ByReceived Order = "received" // the newest change first
	ByWaiting  Order = "waiting"  // the longest without a change first
	ByTitle    Order = "title"    // as Vietnamese readers sort
)

// Listing asks for one page of records. Its Selection's days are those that place a record in a
// period, so that an undated one has the day it was begun. Without a Form the program's own forms
// are left out.
type Listing struct {
	Selection
	Of       []UnitDays // records written for one of these units on its days, in the place of Unit; no unit twice
	Order    Order
	Task     string    // of the plan
	Handling string    // the state of a difficulty that counts
	Open     bool      // only difficulties that wait for an answer
	Parent   ledger.ID // that they follow up on
	Merged   bool      // only those that are one event with others
	After    string    // ListPage.Next of the page before, "" for the first
}

// ListPage is a page of a list; Next asks for the one after it, "" when there is none.
type ListPage struct {
	Rows []Row
	Next string
}

// Tally names what records are counted by: the A and B of a Count.
type Tally string

// The tallies. TallyForm and TallyTask count an event of which several records tell once, in the month
// of the one that counts.
const (
	TallyUnit     Tally = "unit"     // unit, status
	TallyForm     Tally = "form"     // form, status
	TallyTask     Tally = "task"     // task of the plan; only records that count
	TallyAll      Tally = "all"      // form, status; no months
	TallyHome     Tally = "home"     // unit; no months
	TallyHandling Tally = "handling" // state of difficulties that count; no months
)

// Count is how many records have A and B.
type Count struct {
	Month, A, B string
	N           int
}

// Listed is what lists need of a record beside what its row shows.
type Listed struct {
	Parent   ledger.ID // the record it follows up on
	Handling string    // the state of a difficulty that counts
	Tasks    []string  // of the plan
	System   bool      // of a form of the program's own
}

// taskField holds the tasks of the plan, criterionField the code of an outside criterion.
const (
	taskField      = "nhiem_vu"
	criterionField = "tieu_chi"
)

// Placed is the ISO day that places a record in a period: its date, or the day it was begun.
func (row Row) Placed() string { return cmp.Or(row.Date, MadeOn(row.ID)) }

// list fills in what lists need. form may be nil.
func (row *Row) list(form *ledger.Form) {
	row.Listed = Listed{Tasks: row.Values[taskField].List}
	if form == nil {
		return
	}
	row.Listed.System = form.System
	if form.ParentLink != "" {
		if id, err := ledger.ParseID(row.Values[form.ParentLink].Text); err == nil {
			row.Listed.Parent = id
		}
	}
	if row.Form == difficulty && row.Status.Counts() {
		row.Listed.Handling = cmp.Or(strings.TrimSpace(row.Values[stateField].Text), "moi")
	}
}

// UnitHead is somebody's term at the head of a unit, in ISO days; Until is "" while it goes on. An
// acting head serves six months at most (Nghị định 185/2026/NĐ-CP), an elected one five years.
type UnitHead struct {
	Unit, Name, Since, Until string
	Acting                   bool
}
