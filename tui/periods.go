package tui

import (
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Periods tells where the unit stands with its reporting periods and closes them. Errors of
// ClosePeriod and ReopenPeriod that have a method Words() say in words why not, and what to do.
type Periods interface {
	// Standings are the periods that the unit has to do with on a day, the most urgent first.
	Standings(today viet.Date) ([]ledger.PeriodStanding, error)
	// ClosePeriod says of the period with this label that nothing happened, or that everything is sent.
	ClosePeriod(label string, outcome ledger.Outcome) error
	// ReopenPeriod takes that back.
	ReopenPeriod(label string) error
}
