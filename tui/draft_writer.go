package tui

import (
	"sync"

	"github.com/nghia-hung/sothon/ledger"
)

// draftWriter puts the writes of one draft in order, whatever order their commands run in: an
// older text never replaces a newer one, and nothing is saved after the draft was handed in or
// thrown away.
type draftWriter struct {
	store Store

	mu     sync.Mutex
	latest int
	closed bool
}

// save writes the draft as it was at its number; numbers grow with every change.
func (w *draftWriter) save(number int, d ledger.Draft) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || number < w.latest {
		return nil
	}
	if err := w.store.SaveDraft(d); err != nil {
		return err
	}
	w.latest = number
	return nil
}

// commit hands the draft in; with problems nothing was written and the draft lives on.
func (w *draftWriter) commit(d ledger.Draft, kind ledger.ChangeKind) ([]ledger.Problem, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	problems, err := w.store.Commit(d, kind)
	w.closed = err == nil && len(problems) == 0
	return problems, err
}

// drop throws the draft away.
func (w *draftWriter) drop(id ledger.ID) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.store.DeleteDraft(id); err != nil {
		return err
	}
	w.closed = true
	return nil
}
