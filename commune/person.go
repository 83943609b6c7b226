package commune

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// PersonTrace is one place in which a person stands.
type PersonTrace struct {
	Kind   string    `json:"kind"`            // "record", "device", "head", "account"
	Record ledger.ID `json:"record,omitzero"` // of kind "record"
	Change ledger.ID `json:"change,omitzero"`
	Form   string    `json:"form,omitempty"`
	Unit   string    `json:"unit,omitempty"`
	Place  string    `json:"place"` // as ledger.Erasure has it; of other kinds the id of what it is
	Text   string    `json:"text"`  // all of it
	At     time.Time `json:"at"`    // when it came here

	erasures []ledger.Erasure
}

// FindPerson finds a name in everything: all values, histories and messages of all records, laptops,
// heads of units and accounts. Whole words must be the same; exact takes marks seriously, as erasing
// does. It reads every change: with a million records it takes minutes.
func (o *Office) FindPerson(ctx context.Context, name string, exact bool) (traces []PersonTrace, err error) {
	if len(strings.Fields(viet.Fold(name))) < 2 {
		return nil, fault("person_short")
	}
	err = o.store.Walk(ctx, Walker{Record: func(_ Row, logged []Logged) error {
		found, err := tracesIn(logged, name, exact)
		traces = append(traces, found...)
		return err
	}})
	if err != nil {
		return nil, err
	}
	others, err := o.namesElsewhere(ctx)
	for _, t := range others {
		if len(ledger.FindName(t.Text, name, exact)) > 0 {
			traces = append(traces, t)
		}
	}
	return traces, err
}

// tracesIn finds a name in a record's changes as they may be shown, with the letters meant in the
// changes as they are stored.
func tracesIn(logged []Logged, name string, exact bool) (traces []PersonTrace, err error) {
	shown, err := decoded(logged)
	if err != nil {
		return nil, err
	}
	for i, l := range logged {
		still := map[string]bool{}
		shown[i].EachText(func(place, text string) {
			still[place] = len(ledger.FindName(text, name, exact)) > 0
		})
		c, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
		}
		c.EachText(func(place, text string) {
			if !still[place] {
				return
			}
			t := PersonTrace{Kind: "record", Record: c.Record, Change: c.ID, Form: c.Form, Unit: c.Unit, Place: place, Text: text, At: l.Received}
			for _, x := range ledger.FindName(text, name, exact) {
				x.Change, x.Place = c.ID, place
				t.erasures = append(t.erasures, x)
			}
			traces = append(traces, t)
		})
	}
	return traces, nil
}

// namesElsewhere are the names of people that stand outside of records.
func (o *Office) namesElsewhere(ctx context.Context) (names []PersonTrace, err error) {
	devices, err := o.store.Devices(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range devices {
		names = append(names, PersonTrace{Kind: "device", Unit: d.Unit, Place: d.ID.String(), Text: d.Person, At: d.Joined})
	}
	heads, err := o.store.Heads(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, h := range heads {
		names = append(names, PersonTrace{Kind: "head", Unit: h.Unit, Place: h.Unit, Text: h.Name})
	}
	users, err := o.store.Users(ctx)
	for _, u := range users {
		names = append(names, PersonTrace{Kind: "account", Place: u.Name, Text: u.Name, At: u.Created})
	}
	return names, err
}

// ErasePerson takes a name out of everything that is shown: values, histories and messages of records
// here and, at their next contact, on the laptops; laptops' persons and heads of units. Numbers and
// everything else stay. Marks must be the same. Accounts are closed by the admin instead; backups and
// the stored log keep the letters (docs/du-lieu-ca-nhan.md). It gives what was found. "person_none"
// when there was nothing.
func (o *Office) ErasePerson(ctx context.Context, who, name string) ([]PersonTrace, error) {
	traces, err := o.FindPerson(ctx, name, true)
	if err != nil {
		return nil, err
	}
	if len(traces) == 0 {
		return nil, fault("person_none", name)
	}
	records, elsewhere := map[ledger.ID][]ledger.Erasure{}, []string{}
	for _, t := range traces {
		switch t.Kind {
		case "record":
			records[t.Record] = append(records[t.Record], t.erasures...)
		case "device", "head":
			elsewhere = append(elsewhere, t.Text)
		}
	}
	for id, erasures := range records {
		for part := range slices.Chunk(erasures, ledger.MaxErasures) {
			if err := o.eraseIn(ctx, who, id, part); err != nil {
				return nil, err
			}
		}
	}
	if err := o.store.ForgetPerson(ctx, elsewhere, ledger.Erased); err != nil {
		return nil, err
	}
	return traces, o.Note(ctx, actor(ctx, who), "person-erase", "", fmt.Sprintf("%d records, %d others", len(records), len(elsewhere)))
}

func (o *Office) eraseIn(ctx context.Context, who string, id ledger.ID, what []ledger.Erasure) error {
	return o.act(ctx, id, func(_ *ledger.Record, _ Row, c *ledger.Change) error {
		c.Kind, c.Author, c.Erase = ledger.KindErase, who, what
		return nil
	})
}

// decoded reads the changes of one record as they may be shown.
func decoded(logged []Logged) ([]*ledger.Change, error) {
	changes := make([]*ledger.Change, len(logged))
	for i, l := range logged {
		var err error
		if changes[i], err = ledger.DecodeChange(l.Bytes); err != nil {
			return nil, ledger.Errorf(ledger.CodeStorage, "change %s: %v", l.ID, err)
		}
	}
	return ledger.Redacted(changes), nil
}
