package commune

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/fxamacker/cbor/v2"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// rules judge what comes in by the forms that are known here. They read no clock: the day against
// which a record is checked is that of its newest change's receipt, so that folding again gives
// the same row.
type rules struct{ catalogue *ledger.Catalogue }

// grace is how many days a record may seem to come from the future: midnight and time zones.
const grace = 1

// entry judges one change as it stands in a log, without looking at the store. units are those that
// the log's device writes for, office whether the log is the commune's own.
func (r rules) entry(b []byte, hash ledger.Hash, units []string, office bool) Entry {
	e := Entry{Bytes: b, Hash: hash}
	c, err := ledger.DecodeChange(b)
	if err != nil {
		e.ID, e.Code = idIn(b), ledger.CodeMalformed
		return e
	}
	e.Change, e.ID = c, c.ID
	switch {
	case !c.Kind.Known():
		e.Code = ledger.CodeKindUnknown
	case !office && !c.Kind.ByUnit():
		e.Code = ledger.CodeKindDenied
	case !office && !slices.Contains(units, c.Unit):
		e.Code = ledger.CodeUnitDenied
	}
	return e
}

// idIn finds the id in bytes that are no change, so that the laptop can be told which one is meant.
func idIn(b []byte) (id ledger.ID) {
	var only struct {
		ID []byte `cbor:"1,keyasint"`
	}
	if err := cbor.Unmarshal(b, &only); err == nil && len(only.ID) == len(id) {
		copy(id[:], only.ID)
	}
	return id
}

// fold implements Fold.
func (r rules) fold(changes []Logged) (Row, error) {
	decoded := make([]*ledger.Change, len(changes))
	for i, l := range changes {
		c, err := ledger.DecodeChange(l.Bytes)
		if err != nil {
			return Row{}, fmt.Errorf("change %s: %w", l.ID, err)
		}
		decoded[i] = c
	}
	return r.row(decoded, changes), nil
}

// foldAhead folds the entries of a segment as if their records had no other changes, so that the
// store need not do it while others wait.
func (r rules) foldAhead(seg Segment) map[ledger.ID]Row {
	decoded, logged := map[ledger.ID][]*ledger.Change{}, map[ledger.ID][]Logged{}
	for _, e := range seg.Entries {
		if e.Code == "" {
			id := e.Change.Record
			decoded[id] = append(decoded[id], e.Change)
			logged[id] = append(logged[id], Logged{Received: time.UnixMilli(seg.Received.UnixMilli()).UTC()})
		}
	}
	rows := make(map[ledger.ID]Row, len(decoded))
	for id, changes := range decoded {
		rows[id] = r.row(changes, logged[id])
	}
	return rows
}

// row is what the changes of one record, read and as they were logged, amount to.
func (r rules) row(decoded []*ledger.Change, changes []Logged) Row {
	rec := ledger.Fold(decoded)
	row := Row{ID: rec.ID, Form: rec.Form, Version: rec.Version, Unit: rec.Unit, Devices: rec.Devices,
		Changes: rec.Changes, Merge: rec.Merge, StateConflict: rec.StateConflict()}
	for _, l := range changes {
		row.Number = max(row.Number, l.Number)
		if l.Received.After(row.Updated) {
			row.Updated = l.Received
		}
	}
	form := r.catalogue.Version(rec.Form, rec.Version)
	if form != nil {
		r.check(&row, rec, form)
	} else {
		row.Code, row.Reason = ledger.CodeFormUnknown, reasonOf(ledger.CodeFormUnknown)
		form = r.catalogue.Form(rec.Form)
		row.Values = rec.Counted()
	}
	row.Accepted = rec.Accepted != nil
	row.Conflicts = rec.Conflicts()
	row.Status = status(rec, row.Code)
	row.describe(form)
	row.list(form)
	row.Adds = adds(row)
	return row
}

// check fills in the values and what is wrong with them.
func (r rules) check(row *Row, rec *ledger.Record, form *ledger.Form) {
	env := ledger.Env{Today: viet.DateOf(row.Updated).AddDays(grace)}
	rec.Settle(form, env)
	row.Values = rec.Counted()
	if rec.State == ledger.Editing || rec.State == ledger.Withdrawn && rec.Accepted == nil {
		return
	}
	if _, problems := form.Finalize(row.Values, env); len(problems) > 0 {
		p := problems[0]
		row.Code, row.Field, row.Reason = ledger.CodeInvalid, p.Field, p.Message
	}
}

// status is a record's standing at the office. One that was never handed in is a draft here too.
func status(rec *ledger.Record, code ledger.Code) ledger.Status {
	if rec.State == ledger.Editing && code == "" {
		return ledger.StatusDraft
	}
	return ledger.StatusOf(rec, code != "", false)
}

// describe fills in what lists show and search. form may be nil or another version.
func (row *Row) describe(form *ledger.Form) {
	texts := []string{row.Form}
	shown := map[string]bool{}
	if form != nil {
		row.Title = strings.TrimSpace(form.Heading(row.Values, "vi"))
		row.Date = form.Date(row.Values)
		texts = append(texts, row.Title, form.Title.Vi)
		for field := range form.All {
			if v := row.Values[field.Name]; !v.IsEmpty() {
				shown[field.Name] = true
				texts = append(texts, field.Show(v, "vi"))
			}
		}
	} else {
		row.Title = row.Form
	}
	for name, v := range row.Values {
		if !shown[name] {
			texts = append(texts, plainText(v))
		}
	}
	if d, err := viet.ParseISO(row.Date); err != nil {
		row.Date = ""
	} else {
		texts = append(texts, d.Format())
	}
	row.Search = searchText(texts)
}

func plainText(v ledger.Value) string {
	switch v.Kind {
	case ledger.Text:
		return v.Text
	case ledger.Num:
		return v.Num.String()
	case ledger.List:
		return strings.Join(v.List, " ")
	case ledger.Rows:
		var cells []string
		for _, f := range v.Files() {
			cells = append(cells, f.Name)
		}
		if len(cells) > 0 {
			return strings.Join(cells, " ")
		}
		for _, row := range v.Rows {
			for _, cell := range row {
				cells = append(cells, plainText(cell))
			}
		}
		return strings.Join(cells, " ")
	}
	return ""
}

// searchText is what Row.Search holds: every word once, folded, sorted, with one blank before it.
func searchText(texts []string) string {
	var words []string
	for _, t := range texts {
		words = append(words, foldedWords(t)...)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ")
}

// foldedWords are the words of a text without marks.
func foldedWords(text string) []string {
	return strings.FieldsFunc(viet.Fold(text), func(r rune) bool {
		if r < unicode.MaxASCII {
			return (r < 'a' || r > 'z') && (r < '0' || r > '9')
		}
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
}
