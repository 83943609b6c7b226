package localdb

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
)

// storedDraft is a draft in the file. Seen names the changes its record had when the draft was
// begun: what its writer saw, and what the change made of it says it replaces.
type storedDraft struct {
	Form    string            `cbor:"1,keyasint"`
	Version int               `cbor:"2,keyasint"`
	Edits   bool              `cbor:"3,keyasint,omitempty"`
	Values  []byte            `cbor:"4,keyasint"`
	Typed   map[string]string `cbor:"5,keyasint,omitempty"`
	Page    int               `cbor:"6,keyasint,omitempty"`
	Field   string            `cbor:"7,keyasint,omitempty"`
	Updated int64             `cbor:"8,keyasint"`
	Seen    []ledger.ID       `cbor:"9,keyasint,omitempty"`
	Left    int               `cbor:"10,keyasint,omitempty"`
	Open    bool              `cbor:"11,keyasint,omitempty"`
}

// SaveDraft keeps a draft, in place of the one of the same id. Its Updated time, if zero, is now.
func (s *Store) SaveDraft(d ledger.Draft) error {
	return s.update("save draft", func(w *writer) error {
		switch {
		case d.ID.IsZero():
			return errors.New("draft without id")
		case d.Form == "":
			return errors.New("draft without form")
		}
		old, err := w.storedDraft(d.ID)
		if err != nil {
			return err
		}
		rec, err := w.record(d.ID)
		if err != nil {
			return err
		}
		if d.Edits && rec == nil {
			return fmt.Errorf("%w: %s", ErrNoRecord, d.ID)
		}
		return w.putDraft(d, old, rec)
	})
}

func (w *writer) putDraft(d ledger.Draft, old *storedDraft, rec *storedRecord) error {
	values, err := ledger.EncodeValues(d.Values)
	if err != nil {
		return fmt.Errorf("encode draft: %w", err)
	}
	if d.Updated.IsZero() {
		d.Updated = w.now
	}
	st := storedDraft{Form: d.Form, Version: d.Version, Edits: d.Edits, Values: values, Typed: d.Typed,
		Page: d.Page, Field: d.Field, Left: d.Left, Open: d.Open, Updated: d.Updated.UnixMilli()}
	switch {
	case old != nil:
		st.Seen = old.Seen
	case rec != nil:
		st.Seen = rec.changes
	}
	if old == nil {
		w.state.Drafts++
	}
	return w.putCBOR(bucketDrafts, d.ID[:], st)
}

// DeleteDraft throws a draft away. There need not be one.
func (s *Store) DeleteDraft(id ledger.ID) error {
	return s.update("delete draft", func(w *writer) error { return w.deleteDraft(id) })
}

func (w *writer) deleteDraft(id ledger.ID) error {
	was, err := w.delete(bucketDrafts, id[:])
	if was {
		w.state.Drafts--
	}
	return err
}

func (r reader) storedDraft(id ledger.ID) (*storedDraft, error) {
	var st storedDraft
	found, err := r.getCBOR(bucketDrafts, id[:], &st)
	if err != nil || !found {
		return nil, err
	}
	return &st, nil
}

// draft reads a draft, nil when there is none.
func (r reader) draft(id ledger.ID) (*ledger.Draft, error) {
	st, err := r.storedDraft(id)
	if err != nil || st == nil {
		return nil, err
	}
	return r.openDraft(id, st)
}

func (r reader) openDraft(id ledger.ID, st *storedDraft) (*ledger.Draft, error) {
	values, err := ledger.DecodeValues(st.Values)
	if err != nil {
		return nil, r.damaged(bucketDrafts, id[:], err)
	}
	return &ledger.Draft{ID: id, Form: st.Form, Version: st.Version, Edits: st.Edits, Values: values, Typed: st.Typed,
		Page: st.Page, Field: st.Field, Left: st.Left, Open: st.Open, Updated: time.UnixMilli(st.Updated)}, nil
}

// eachDraft calls fn for every draft, by id.
func (r reader) eachDraft(fn func(*ledger.Draft) error) error {
	return r.scan(bucketDrafts, nil, func(k, v []byte) (bool, error) {
		var st storedDraft
		if err := cbor.Unmarshal(v, &st); err != nil {
			return false, r.damaged(bucketDrafts, k, err)
		}
		d, err := r.openDraft(idOf(k), &st)
		if err != nil {
			return false, err
		}
		return true, fn(d)
	})
}

// seen folds a record as the writer of its draft saw it: the changes there were when the draft was
// begun, or all when there is no draft.
func (r reader) seen(rec *storedRecord, draft *storedDraft) (*ledger.Record, error) {
	ids := rec.changes
	if draft != nil && len(draft.Seen) > 0 {
		known := slices.DeleteFunc(slices.Clone(draft.Seen), func(id ledger.ID) bool { return !slices.Contains(rec.changes, id) })
		if len(known) > 0 {
			ids = known
		}
	}
	changes, err := r.changes(ids, nil)
	if err != nil {
		return nil, err
	}
	if changes, err = r.counted(changes); err != nil {
		return nil, err
	}
	return ledger.Fold(changes), nil
}
