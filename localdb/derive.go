package localdb

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// deriveVersion goes up whenever derive or what it calls gives something else than before.
const deriveVersion = 5

// stamp tells what derived data was made with: this code, the kinds of change it knows, the forms.
func (s *Store) stamp() []byte {
	sum := sha256.New()
	fmt.Fprintln(sum, "derive", deriveVersion)
	for kind := range ledger.ChangeKind(255) {
		if kind.Known() {
			fmt.Fprintln(sum, "kind", kind)
		}
	}
	for f := range s.o.Catalogue.Versions {
		fmt.Fprintln(sum, "form", f.Name, f.Version, f.Title, f.TitleField, f.DateField, f.ParentLink)
		for field := range f.All {
			stampField(sum, field)
		}
	}
	return sum.Sum(nil)
}

func stampField(w io.Writer, f *ledger.Field) {
	fmt.Fprintln(w, "field", f.Name, f.Type, f.Label, f.Unit)
	for _, c := range f.Choices {
		fmt.Fprintln(w, "choice", c.Name, c.Label)
	}
	for i := range f.Fields {
		stampField(w, &f.Fields[i])
	}
}

// derived is all that follows from a record's changes.
type derived struct {
	record storedRecord
	line   line
	words  string // for the search
	folded *ledger.Record
	reject *ledger.Rejection
}

// derive folds a record. changes are all that are known of it, seq the newest position of one of
// them in this laptop's log.
func (r reader) derive(id ledger.ID, changes []*ledger.Change, seq uint64) (*derived, error) {
	folding, err := r.counted(changes)
	if err != nil {
		return nil, err
	}
	d := &derived{folded: ledger.Fold(folding)}
	if d.reject, err = r.rejectionAt(seq); err != nil {
		return nil, err
	}
	form := r.s.form(d.folded.Form, d.folded.Version)
	if form != nil {
		d.folded.Settle(form, ledger.Env{Today: viet.DateOf(time.UnixMilli(id.Millis()))})
	}
	values := d.folded.Values()
	d.line = line{seq: seq, form: d.folded.Form, unit: d.folded.Unit,
		confirmed: ledger.StatusOf(d.folded, d.reject != nil, false),
		waiting:   ledger.StatusOf(d.folded, d.reject != nil, true),
		title:     heading(form, d.folded.Form, values), date: dateOf(form, values), reason: d.reason(), people: peopleOf(d.folded, values)}
	first := id.Millis()
	if d.folded.Last != nil {
		d.line.updated, first = d.folded.Last.Wall, d.folded.First.Wall
	}
	d.record = storedRecord{day: sortDay(d.line.date, first), form: d.line.form, parent: parentOf(form, values)}
	for _, c := range changes {
		d.record.changes = append(d.record.changes, c.ID)
	}
	slices.SortFunc(d.record.changes, compareIDs)
	if d.record.values, err = ledger.EncodeValues(values); err != nil {
		return nil, fmt.Errorf("encode record %s: %w", id, err)
	}
	d.words = searchWords(form, d.folded, values)
	return d, nil
}

// counted leaves out the changes that the commune does not let take part in their record. When the
// one that begins the record is among them all stay: there would be no record to show and to mend.
func (r reader) counted(changes []*ledger.Change) ([]*ledger.Change, error) {
	var out []*ledger.Change
	for _, c := range changes {
		reject, err := r.rejection(c.ID)
		switch {
		case err != nil:
			return nil, err
		case reject == nil || reject.Code.Folds():
			out = append(out, c)
		case c.ID == c.Record:
			return changes, nil
		}
	}
	if len(out) == 0 {
		return changes, nil
	}
	return out, nil
}

// rejection reads why the commune does not count a change, nil when it does.
func (r reader) rejection(id ledger.ID) (*ledger.Rejection, error) {
	var rej ledger.Rejection
	found, err := r.getCBOR(bucketRejected, id[:], &rej)
	if err != nil || !found {
		return nil, err
	}
	return &rej, nil
}

// rejectionAt is the rejection of the change at a log position.
func (r reader) rejectionAt(seq uint64) (*ledger.Rejection, error) {
	if seq == 0 {
		return nil, nil
	}
	e, found, err := r.logAt(seq)
	if err != nil || !found {
		return nil, err
	}
	return r.rejection(e.change)
}

func (d *derived) reason() ledger.Words {
	if d.reject != nil {
		if d.reject.Reason.Vi == "" {
			return ledger.Words{Vi: string(d.reject.Code)}
		}
		return d.reject.Reason
	}
	text, _ := d.folded.Reason()
	return ledger.Words{Vi: text}
}
