package localdb

import (
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// line is what a list shows of a record. It is kept in by_date, so that a list reads nothing else.
type line struct {
	seq       uint64        // newest position of the record's changes in the log, 0 for none
	confirmed ledger.Status // once the commune has position seq
	waiting   ledger.Status // until then
	form      string
	unit      string
	title     ledger.Words
	date      string // ISO, "" for none
	reason    ledger.Words
	updated   int64 // Unix milliseconds
	people    []string
}

// status is the record's when the commune has confirmed the log up to have.
func (l *line) status(have uint64) ledger.Status {
	if l.seq > have {
		return l.waiting
	}
	return l.confirmed
}

func (l *line) encode() []byte {
	var p packer
	p.uint(l.seq)
	p.text(string(l.confirmed))
	p.text(string(l.waiting))
	p.text(l.form)
	p.text(l.unit)
	p.text(l.title.Vi)
	p.text(l.title.En)
	p.text(l.date)
	p.text(l.reason.Vi)
	p.text(l.reason.En)
	p.int(l.updated)
	p.uint(uint64(len(l.people)))
	for _, name := range l.people {
		p.text(name)
	}
	return p.b
}

func decodeLine(b []byte) (l line, err error) {
	l, rest := decodeLineStart(b)
	l.unit = rest.text()
	l.title = ledger.Words{Vi: rest.text(), En: rest.text()}
	l.date = rest.text()
	l.reason = ledger.Words{Vi: rest.text(), En: rest.text()}
	l.updated = rest.int()
	for n := rest.uint(); n > 0 && rest.err == nil; n-- {
		l.people = append(l.people, rest.text())
	}
	return l, rest.err
}

// decodeLineStart reads only what lists filter by.
func decodeLineStart(b []byte) (line, *unpacker) {
	u := &unpacker{b: b}
	return line{seq: u.uint(), confirmed: statusName(u.bytes()), waiting: statusName(u.bytes()), form: u.text()}, u
}

// statusName avoids a copy for the statuses there are.
func statusName(b []byte) ledger.Status {
	for _, s := range ledger.Statuses {
		if string(b) == string(s) {
			return s
		}
	}
	return ledger.Status(b)
}

func (l *line) summary(id ledger.ID, have uint64, lang string) ledger.Summary {
	return ledger.Summary{ID: id, Form: l.form, Unit: l.unit, Status: l.status(have), Title: l.title.In(lang),
		Date: l.date, Updated: time.UnixMilli(l.updated), Reason: l.reason.In(lang)}
}

// storedRecord finds what belongs to a record.
type storedRecord struct {
	day     string // where by_date has it
	parent  ledger.ID
	form    string
	changes []ledger.ID // sorted
	values  []byte      // the winning values, as ledger.EncodeValues writes them
}

func (s *storedRecord) encode() []byte {
	var p packer
	p.text(s.day)
	p.raw(s.parent[:])
	p.text(s.form)
	p.uint(uint64(len(s.changes)))
	for _, id := range s.changes {
		p.raw(id[:])
	}
	p.bytes(s.values)
	return p.b
}

func decodeRecord(b []byte) (s storedRecord, err error) {
	u := &unpacker{b: b}
	s.day = u.text()
	copy(s.parent[:], u.raw(16))
	s.form = u.text()
	for n := u.uint(); n > 0 && u.err == nil; n-- {
		var id ledger.ID
		copy(id[:], u.raw(16))
		s.changes = append(s.changes, id)
	}
	s.values = append([]byte(nil), u.bytes()...)
	return s, u.err
}

// record reads what is kept of a record, nil when there is none of that id.
func (r reader) record(id ledger.ID) (*storedRecord, error) {
	b, err := r.get(bucketRecords, id[:])
	if err != nil || b == nil {
		return nil, err
	}
	rec, err := decodeRecord(b)
	if err != nil {
		return nil, r.damaged(bucketRecords, id[:], err)
	}
	return &rec, nil
}

// line reads the line of a record that must have one.
func (r reader) line(id ledger.ID, rec *storedRecord) (line, error) {
	key := dateKey(rec.day, id)
	b, err := r.get(bucketByDate, key)
	if err != nil {
		return line{}, err
	}
	l, err := decodeLine(b)
	if err != nil {
		return line{}, r.damaged(bucketByDate, key, err)
	}
	return l, nil
}
