package commune

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// maxWords bounds a reason or a reply, in characters.
const maxWords = 4000

// stateField is the field of a difficulty that the office sets with its reply.
const stateField = "trang_thai"

// Approve accepts a record, and of an approved one what its unit proposes since: other values, or that
// it is taken back. who is the person of the office. A record that does not count, is in
// conflict, withdrawn or not handed in is refused with a Fault.
func (o *Office) Approve(ctx context.Context, who string, id ledger.ID) error {
	return o.act(ctx, id, func(rec *ledger.Record, row Row, c *ledger.Change) error {
		switch {
		case o.rules.catalogue.System(row.Form):
			return fault("review_system")
		case rec.State == ledger.Withdrawn && rec.Accepted == nil:
			return fault("review_withdrew")
		case rec.State == ledger.Editing:
			return fault("review_draft")
		case row.Code != "":
			return fault("review_rejected", row.Reason.Vi)
		case len(row.Conflicts) > 0:
			return fault("review_conflict", strings.Join(row.Conflicts, ", "))
		case row.Status == ledger.StatusApproved:
			return fault("review_done")
		}
		if err := o.proposalHolds(rec, row); err != nil {
			return err
		}
		c.Kind, c.Author = ledger.KindApprove, who
		return nil
	})
}

// proposalHolds refuses a proposed correction that breaks the form's rules.
func (o *Office) proposalHolds(rec *ledger.Record, row Row) error {
	form := o.form(row)
	if form == nil || !rec.Proposed() || rec.State == ledger.Withdrawn {
		return nil
	}
	if _, problems := form.Finalize(rec.Values(), ledger.Env{Today: viet.DateOf(row.Updated).AddDays(grace)}); len(problems) > 0 {
		return fault("review_rejected", problems[0].Message.Vi)
	}
	return nil
}

// Return asks the unit to correct a record. Of an approved one that its unit proposes to change, it
// declines that: what was approved goes on counting. It is for a reason and, when field is not "", in that field.
func (o *Office) Return(ctx context.Context, who string, id ledger.ID, reason, field string) error {
	reason, err := message(reason, "reason_missing")
	if err != nil {
		return err
	}
	return o.act(ctx, id, func(rec *ledger.Record, row Row, c *ledger.Change) error {
		switch {
		case o.rules.catalogue.System(row.Form):
			return fault("review_system")
		case rec.State == ledger.Withdrawn && rec.Accepted == nil:
			return fault("review_withdrew")
		case rec.State == ledger.Editing && row.Code == "":
			return fault("review_draft")
		}
		if err := o.knownField(row, field); err != nil {
			return err
		}
		c.Kind, c.Author, c.Text, c.Field = ledger.KindReturn, who, reason, field
		return nil
	})
}

// Reply answers a record with words that the unit reads at its next sync. For a difficulty, state
// (when not "") sets its trang_thai, a choice of the form.
func (o *Office) Reply(ctx context.Context, who string, id ledger.ID, text, state string) error {
	if state == "" || strings.TrimSpace(text) != "" {
		var err error
		if text, err = message(text, "text_missing"); err != nil {
			return err
		}
	}
	return o.act(ctx, id, func(rec *ledger.Record, row Row, c *ledger.Change) error {
		c.Kind, c.Author, c.Text = ledger.KindReply, who, text
		if state == "" {
			return nil
		}
		if err := o.knownState(row, state); err != nil {
			return err
		}
		c.Assign(rec, ledger.Values{stateField: ledger.TextValue(state)})
		return nil
	})
}

// message makes a text that a person wrote fit to be sent.
func message(text, missing string) (string, error) {
	text = strings.TrimSpace(cleanLines(text))
	switch {
	case text == "":
		return "", fault(missing)
	case utf8.RuneCountInString(text) > maxWords:
		return "", fault("text_long", maxWords)
	}
	return text, nil
}

// form gives the definition a record is read by: its own version, else the latest, else nil.
func (o *Office) form(row Row) *ledger.Form {
	if f := o.rules.catalogue.Version(row.Form, row.Version); f != nil {
		return f
	}
	return o.rules.catalogue.Form(row.Form)
}

func (o *Office) knownField(row Row, field string) error {
	if f := o.form(row); field != "" && f != nil && f.Field(field) == nil {
		return fault("field_unknown", row.Form, field)
	}
	return nil
}

func (o *Office) knownState(row Row, state string) error {
	form := o.form(row)
	if form == nil {
		return fault("state_form")
	}
	field := form.Field(stateField)
	if field == nil || row.Form != "kho_khan" {
		return fault("state_form")
	}
	var names []string
	for _, c := range field.Choices {
		if c.Name == state {
			return nil
		}
		names = append(names, c.Name+" ("+c.Label.Vi+")")
	}
	return fault("state_unknown", state, strings.Join(names, ", "))
}

// act logs one change of the office to a record. fill looks at the record and completes the change;
// its error means that nothing is done.
func (o *Office) act(ctx context.Context, id ledger.ID, fill func(*ledger.Record, Row, *ledger.Change) error) error {
	return o.enter(ctx, func() ([]Entry, error) {
		e, err := o.draft(ctx, id, fill)
		return []Entry{e}, err
	})
}

// enter logs what compose makes, all or nothing. When the office did something else meanwhile, it
// is composed again from what the records are then.
func (o *Office) enter(ctx context.Context, compose func() ([]Entry, error)) error {
	for range 8 {
		head, err := o.store.Head(ctx, o.commune.ID, o.epoch())
		if err != nil {
			return err
		}
		entries, err := compose()
		if err != nil {
			return err
		}
		hash := head.Hash
		for i := range entries {
			hash = hash.Next(entries[i].Bytes)
			entries[i].Hash = hash
		}
		_, err = o.store.Append(ctx, Segment{Device: o.commune.ID, Epoch: o.epoch(), After: head,
			Entries: entries, Received: o.now(), Acts: o.actsOf(ctx, entries)}, o.rules.fold)
		if !errors.Is(err, ErrMoved) {
			return err
		}
	}
	return fault("moved")
}

// draft reads a record and makes the office's change to it.
func (o *Office) draft(ctx context.Context, id ledger.ID, fill func(*ledger.Record, Row, *ledger.Change) error) (Entry, error) {
	row, changes, err := o.record(ctx, id)
	if err != nil {
		return Entry{}, err
	}
	if err := checkSeen(ctx, row); err != nil {
		return Entry{}, err
	}
	rec := ledger.Fold(changes)
	now := o.now().UnixMilli()
	c := &ledger.Change{Record: id, Form: rec.Form, Version: rec.Version, Unit: rec.Unit, Device: o.commune.ID, Wall: now}
	c.Clock = ledger.Clock(0).Observe(rec.Last.Clock, now+ledger.MaxAhead.Milliseconds()).Tick(now)
	if c.ID, err = ledger.NewID(now, o.random); err != nil {
		return Entry{}, err
	}
	if err := fill(rec, row, c); err != nil {
		return Entry{}, err
	}
	if len(c.Set) == 0 {
		c.Assign(rec, nil) // names the state its author saw
	}
	b, err := c.Encode()
	if err != nil {
		return Entry{}, err
	}
	return Entry{Bytes: b, Change: c, ID: c.ID}, nil
}

// record reads a record with its changes decoded.
func (o *Office) record(ctx context.Context, id ledger.ID) (Row, []*ledger.Change, error) {
	row, logged, err := o.store.Record(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return row, nil, fault("record_unknown", id)
	}
	if err != nil {
		return row, nil, err
	}
	changes, err := decoded(logged)
	return row, changes, err
}
