package commune

import (
	"errors"

	"github.com/nghia-hung/sothon/ledger"
)

// apiTyped is a record that a program brings for a unit. Without an id a new one is drawn; a program
// that may send twice gives its own (a ULID).
type apiTyped struct {
	ID     ledger.ID     `json:"id,omitzero"`
	Unit   string        `json:"unit"`
	Form   string        `json:"form"`
	Author string        `json:"author,omitempty"` // who told it, when values do not say
	Values ledger.Values `json:"values"`
	Strict bool          `json:"strict,omitempty"` // refuse what looks like a record that is there
}

// apiType keeps a record of a unit. A token's name stands for who typed it. One that is there already
// with the same answers is given as it is.
func (o *Office) apiType(c apiCall) (any, error) {
	var a apiTyped
	if err := c.read(&a); err != nil {
		return nil, err
	}
	if a.ID.IsZero() {
		var err error
		if a.ID, err = ledger.NewID(o.now().UnixMilli(), o.random); err != nil {
			return nil, err
		}
	}
	list := []TypedIn{{ID: a.ID, Unit: a.Unit, Form: a.Form, Author: a.Author, Values: a.Values}}
	looked, err := o.LookAt(c.ctx, c.who, list)
	if err != nil {
		return nil, err
	}
	switch l := looked[0]; {
	case l.There && len(l.Differs) > 0:
		return nil, fault("typed_there", a.ID)
	case a.Strict && len(l.Alike) > 0:
		return nil, fault("typed_alike", l.Alike[0].Records[max(other(l.Alike[0], l.ID), 0)])
	}
	looked, err = o.TypeIn(c.ctx, c.who, list)
	if errors.Is(err, ErrNotTyped) {
		return nil, byPlace(looked[0].Problems)
	}
	if err != nil {
		return nil, err
	}
	d, err := o.Show(c.ctx, a.ID, true)
	return apiRecord{d, d.number}, err
}
