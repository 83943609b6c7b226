package commune

import (
	"context"
	"sync"

	"github.com/nghia-hung/sothon/ledger"
)

// settlement is what seldom changes and every request asks for. Nobody changes it once it is made.
type settlement struct {
	number    uint64
	families  families
	reporting Reporting
	locks     []ledger.LockEvent
}

// settlements keep the last one that was read.
type settlements struct {
	mu   sync.Mutex
	last *settlement
}

// settlement reads units, days and locks, anew only when some process has changed one of them.
func (o *Office) settlement(ctx context.Context) (*settlement, error) {
	number, err := o.store.Settled(ctx)
	if err != nil {
		return nil, err
	}
	o.settled.mu.Lock()
	defer o.settled.mu.Unlock()
	if last := o.settled.last; last != nil && last.number == number {
		return last, nil
	}
	s := &settlement{number: number}
	units, err := o.store.Units(ctx)
	if err != nil {
		return nil, err
	}
	s.families = familiesOf(units)
	if s.reporting, err = o.Reporting(ctx); err != nil {
		return nil, err
	}
	if s.locks, err = o.store.LockEvents(ctx); err != nil {
		return nil, err
	}
	o.settled.last = s
	return s, nil
}

// policy is what a unit's laptops are told of periods.
func (o *Office) policy(ctx context.Context, unit string) (ledger.Policy, error) {
	s, err := o.settlement(ctx)
	if err != nil {
		return ledger.Policy{}, err
	}
	return o.policyOf(s.reporting, s.locks, unit), nil
}
