package localdb

import (
	"fmt"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Standings tells where the unit stands with the periods that it has to do with today, as
// ledger.PeriodBook.Standings orders them.
func (s *Store) Standings(today viet.Date) ([]ledger.PeriodStanding, error) {
	var book ledger.PeriodBook
	err := s.view(func(r reader) (err error) {
		book, err = r.periodBook(today)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read periods: %w", err)
	}
	return book.Standings(), nil
}

// periodBook reads what the standings of today's periods, and of more, follow from.
func (r reader) periodBook(today viet.Date, more ...ledger.Period) (b ledger.PeriodBook, err error) {
	id, err := r.identity()
	if err != nil {
		return b, err
	}
	b = ledger.PeriodBook{Unit: id.Unit, Today: today, Unsent: map[ledger.ID]bool{}}
	l := &list{reader: r, known: -1}
	if l.lang, err = r.lang(); err != nil {
		return b, err
	}
	st, err := r.state()
	if err != nil {
		return b, err
	}
	l.have = st.Have
	from := b.From(more...)
	err = r.scanBack(bucketByDate, nil, func(k, v []byte) (bool, error) {
		start, _ := decodeLineStart(v)
		day := string(k[:min(len(k), dayLength)])
		switch {
		case start.confirmed == ledger.StatusWithdrawn: // also when the commune has yet to hear of it
			return true, nil
		case start.form == ledger.ClosingForm:
			return true, r.addClosing(&b, dateKeyID(k), start.status(st.Have))
		case day < from:
			return true, nil
		}
		return true, l.add(dateKeyID(k), day, 0, v)
	})
	if err == nil {
		err = l.drafts()
	}
	for _, e := range l.out {
		b.Records = append(b.Records, e.sum)
	}
	return b, err
}

// addClosing takes in a record of the closing form that stands.
func (r reader) addClosing(b *ledger.PeriodBook, id ledger.ID, status ledger.Status) error {
	if !status.Counts() {
		return nil
	}
	e, err := r.entry(id, func(ledger.ID, uint64, uint64) (map[ledger.ID]bool, error) { return nil, nil })
	if err != nil || e == nil || e.Record.First == nil {
		return err
	}
	first := e.Record.First
	c, ok := ledger.ClosingOf(id, e.Record.Unit, e.Record.Values(), time.UnixMilli(first.Wall), first.Author)
	if ok {
		b.Closings = append(b.Closings, c)
		b.Unsent[id] = status == ledger.StatusQueued
	}
	return nil
}

// ClosePeriod says of a period, by its label, that nothing happened in it or that everything is
// sent. What was said differently before is taken back in the same transaction, so that one word
// stands. A *ledger.CloseRefusal, in words, tells why it cannot be closed so.
func (s *Store) ClosePeriod(label string, outcome ledger.Outcome) error {
	return s.update("close period", func(w *writer) error {
		book, err := w.periodBook(w.today(), periodsOf(label)...)
		if err != nil {
			return err
		}
		period, err := book.CheckClose(label, outcome)
		if err != nil {
			return err
		}
		said := false
		for _, c := range book.Closings {
			switch {
			case c.Period.Label != period.Label:
			case c.Outcome == outcome:
				said = true
			default:
				if err := w.act(c.ID, ledger.KindWithdraw, "", ""); err != nil {
					return err
				}
			}
		}
		if said {
			return nil
		}
		return w.commitClosing(period, outcome)
	})
}

// ReopenPeriod takes back what was said of a period; a *ledger.CloseRefusal when nothing was.
func (s *Store) ReopenPeriod(label string) error {
	return s.update("reopen period", func(w *writer) error {
		book, err := w.periodBook(w.today())
		if err != nil {
			return err
		}
		period, err := book.CheckReopen(label)
		if err != nil {
			return err
		}
		for _, c := range book.Closings {
			if c.Period.Label != period.Label {
				continue
			}
			if err := w.act(c.ID, ledger.KindWithdraw, "", ""); err != nil {
				return err
			}
		}
		return nil
	})
}

func periodsOf(label string) []ledger.Period {
	p, err := ledger.ParsePeriod(label)
	if err != nil {
		return nil
	}
	return []ledger.Period{p}
}

func (w *writer) commitClosing(period ledger.Period, outcome ledger.Outcome) error {
	form := w.s.o.Catalogue.Form(ledger.ClosingForm)
	if form == nil {
		return ledger.Errorf(ledger.CodeFormUnknown, "form %s is not in this program's catalogue", ledger.ClosingForm)
	}
	id, err := w.identity()
	if err != nil {
		return err
	}
	d := ledger.Draft{Form: form.Name, Version: form.Version, Values: ledger.Values{
		ledger.ClosingPeriod: ledger.TextValue(period.Label), ledger.ClosingOutcome: ledger.TextValue(string(outcome))}}
	if id.Person != "" {
		d.Values[fieldAuthor] = ledger.TextValue(id.Person)
	}
	if d.ID, err = ledger.NewID(w.now.UnixMilli(), w.s.o.Rand); err != nil {
		return err
	}
	problems, err := w.commit(d, ledger.KindFinalize)
	if err == nil && len(problems) > 0 {
		err = &problems[0]
	}
	return err
}

// belongs puts a change that begins a record under the unit of the record's day: what happened
// before units were merged stays with the one it happened in.
func (w *writer) belongs(c *ledger.Change, form *ledger.Form, values ledger.Values) error {
	id, err := w.identity()
	if err != nil || id.Unit.ID == "" {
		return err
	}
	day := form.Date(values)
	if form.Name == ledger.ClosingForm {
		for _, p := range periodsOf(values[ledger.ClosingPeriod].Text) {
			day = p.To.String()
		}
	}
	c.Unit = id.Unit.For(day)
	return nil
}

// PeriodStanding tells where the unit stands today with one period, be it long over or yet to come.
func (s *Store) PeriodStanding(today viet.Date, period ledger.Period) (ledger.PeriodStanding, error) {
	var book ledger.PeriodBook
	err := s.view(func(r reader) (err error) {
		book, err = r.periodBook(today, period)
		return err
	})
	if err != nil {
		return ledger.PeriodStanding{}, fmt.Errorf("read period: %w", err)
	}
	return book.Standing(period), nil
}
