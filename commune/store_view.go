package commune

import (
	"context"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// Views show the store as it is at one moment.
type Views interface {
	// View calls do with the store as it is at one moment, while others go on working.
	View(ctx context.Context, do func(View) error) error
}

// Reports are the reports that were made, and the sums behind their numbers.
type Reports interface {
	// SumAgain forgets all sums and keeps them anew by what adds says of each record; digest names the
	// indicators by which it says so.
	SumAgain(ctx context.Context, digest [32]byte, adds func(Row) []ledger.Add) error
	// PutReport keeps a report; ErrExists when its id is taken.
	PutReport(ctx context.Context, r MadeReport) error
	// SignReport notes under which number, on which day and by whom a report was signed; ErrNotFound when
	// there is none that is not signed yet.
	SignReport(ctx context.Context, id string, s Signing) error
	// MadeReports lists them, the newest first.
	MadeReports(ctx context.Context) ([]MadeReport, error)
}

// MadeReport is a report with what it was made from, so that it can be made again.
type MadeReport struct {
	ID      string    `json:"id"`
	Period  string    `json:"period"`
	Made    time.Time `json:"made"`
	Maker   string    `json:"by"`
	Number  uint64    `json:"number"` // of the newest change of the commune log in it
	Context []byte    `json:"-"`      // what it was made from beside the log, JSON
	Digest  [32]byte  `json:"-"`      // SHA-256 of its .docx
	Program string    `json:"program"`
	Signing
}

// Signing is as what a report went out; zero while it has not.
type Signing struct {
	No string `json:"signed_number,omitempty"` // "125/BC-UBND"
	On string `json:"signed_on,omitempty"`     // ISO day
	By string `json:"signed_by,omitempty"`     // who noted it
}

// View is the store at one moment. It is of use only within the call that gave it, from one goroutine;
// a visit must not ask it anything. An error of a visit ends it and is returned.
type View interface {
	// Newest is the number of the newest change in the commune log.
	Newest() (uint64, error)
	// Each shows the records that a Sifting chooses, by the day that places them, then by id;
	// their Search is left out.
	Each(s Sifting, visit func(Row) error) error
	// Changes are a record's changes in the commune's order.
	Changes(record ledger.ID) ([]Logged, error)
	// Sums answers questions about the sums that Append keeps of what records add to indicators; all
	// days must be at the border of a half month. Unit "" is all units together.
	Sums(unit string, approved bool, questions []ledger.Question) ([][]ledger.Cell, error)
	// AllSums shows every sum that is not nothing.
	AllSums(visit func(SumKey, ledger.Cell) error) error
	// SumsBy tells by which indicators the sums are kept: the digest last given to SumAgain.
	SumsBy() ([32]byte, error)
}

// Sifting chooses records of a View; zero fields choose all.
type Sifting struct {
	Form     string
	From, To string // ISO days that place records (the day it was begun for one without a date), both included
	Upto     uint64 // whose newest change has at most this number
	After    uint64 // whose newest change has a greater number
	Merged   bool   // those that are one event with others

	Since  time.Time // whose newest change came then or later
	Before string    // ISO day: of those with one change only, whose day is before it and that came by Until
	Until  time.Time
}
