package commune

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// ReportAt is a report as it is composed, with what it was made from. Who is given one only reads it.
type ReportAt struct {
	*periodic.Input
	Context ReportContext
	Made    MadeReport // zero when it is not kept
	Same    bool       // of one that is kept: made again it is the same, byte by byte
}

// ReportNow composes the report of a period without keeping it.
func (o *Office) ReportNow(ctx context.Context, label string, options ReportOptions) (ReportAt, error) {
	in, rc, err := o.compose(ctx, label, options)
	return ReportAt{Input: in, Context: rc}, err
}

// ReportOf composes a report that is kept once more, as RemakeReport does.
func (o *Office) ReportOf(ctx context.Context, id string) (at ReportAt, err error) {
	if at.Input, at.Made, at.Same, err = o.RemakeReport(ctx, id); err != nil {
		return at, err
	}
	if err := json.Unmarshal(at.Made.Context, &at.Context); err != nil {
		return at, ledger.Errorf(ledger.CodeStorage, "report %s: %v", id, err)
	}
	return at, nil
}

// BackingQuery asks for the records behind one figure of a report.
type BackingQuery struct {
	Figure        string // code of an indicator; "" for how many records there are
	Span          string // periodic.ThisPeriod, LastYear or YearToDate; of an indicator only
	Form          string // how many records: of this form, "" for all that the table by unit has
	Unit          string // of this unit and those that went into it, "" for all; of records only
	Offset, Limit int    // the part of the list that is wanted
}

// Backing is the list of records behind a figure.
type Backing struct {
	Indicator *ledger.Indicator // nil when records are counted
	Span      string            // as BackingQuery has it
	Days      ledger.Period     // that the figure is of
	Value     ledger.Amount     // as the report has it
	Sum       viet.Number       // of what the records give; it is the Value
	Total     int               // records
	Rows      []BackingRow      // of the part asked for
	Sides     [2]string         // of a ratio: the codes of the two figures that it is made of; it has no rows
}

// BackingRow is one record behind a figure, as it was at the report's moment.
type BackingRow struct {
	Item
	Gives viet.Number // 0 when another stands for it: of two that say the same, of a unit's lesser ones
}

// Backing lists the records behind a figure of a report, by form, day and id. A figure that the report
// does not have is ErrNotFound.
func (o *Office) Backing(ctx context.Context, at ReportAt, q BackingQuery) (b Backing, err error) {
	w := backer{at: at, q: q, Backing: &b}
	if err := w.figure(); err != nil || b.Sides[0] != "" {
		return b, err
	}
	err = o.at(ctx, at.Number, func(m *moment) error {
		if err := w.gather(m); err != nil {
			return err
		}
		ids := w.share()
		from := min(max(q.Offset, 0), len(ids))
		for _, one := range ids[from:min(from+max(q.Limit, 0), len(ids))] {
			row, err := m.row(one.ID)
			if err != nil {
				return err
			}
			one.Item = item(row)
			b.Rows = append(b.Rows, one)
		}
		return nil
	})
	return b, err
}

// backer gathers what is behind one figure.
type backer struct {
	*Backing
	at    ReportAt
	q     BackingQuery
	ids   []ledger.ID
	adds  [][]ledger.Add // by ids, to the indicator
	forms []string
}

// figure finds what is asked for in the report.
func (w *backer) figure() error {
	w.Days, w.Span = w.at.Period, w.q.Span
	if w.q.Figure == "" {
		return w.records()
	}
	i := slices.IndexFunc(w.at.Figures, func(f ledger.Figure) bool { return f.Indicator.Code == w.q.Figure })
	if i < 0 {
		return ErrNotFound
	}
	f := w.at.Figures[i]
	w.Indicator, w.forms, w.Value = f.Indicator, f.Indicator.Forms, f.Value
	switch w.q.Span {
	case periodic.LastYear:
		w.Days, w.Value = w.at.Period.LastYear(), f.LastYear
	case periodic.YearToDate:
		w.Days, w.Value = w.at.Period.YearToDate(), f.YearToDate
	case periodic.ThisPeriod:
	default:
		return ErrNotFound
	}
	if f.Indicator.Kind == ledger.KindRatio {
		w.Sides = [2]string{f.Indicator.Of, f.Indicator.Per}
	}
	return nil
}

// records finds how many there are in the table by unit.
func (w *backer) records() error {
	for _, f := range w.at.Forms.Forms() {
		if f.Name == w.q.Form || w.q.Form == "" && periodic.InUnits(f.Name) {
			w.forms = append(w.forms, f.Name)
		}
	}
	known := w.q.Unit == ""
	for _, u := range w.at.Units {
		if w.q.Unit != "" && u.ID != w.q.Unit {
			continue
		}
		known = true
		for _, form := range w.forms {
			w.Value.Number += viet.Int(int64(u.Records[form]))
		}
	}
	if w.Value.Known = known && len(w.forms) > 0; !w.Value.Known {
		return ErrNotFound
	}
	return nil
}

// span is within which days records of the figure lie: all days for those that count on another day than
// their own or for longer than it.
func (w *backer) span() (from, to string) {
	from, to = w.Days.From.String(), w.Days.To.String()
	if ind := w.Indicator; ind != nil && ind.Day != nil {
		return "", lastDay
	} else if ind != nil && (ind.Kind == ledger.KindStanding || ind.Kind == ledger.KindLatest) {
		return "", lastDay
	}
	return from, to
}

// home is the unit to which a unit's records belong in the report.
func (w *backer) home(unit string) string {
	if now, moved := w.at.Context.Family[unit]; moved {
		return now
	}
	return unit
}

// gather reads the records that may be behind the figure.
func (w *backer) gather(m *moment) error {
	from, to := w.span()
	for _, form := range w.forms {
		if err := m.each(form, from, to, w.at.Approved, func(r Row, counts bool) error {
			if !counts || w.q.Unit != "" && w.home(r.Unit) != w.q.Unit {
				return nil
			}
			add := []ledger.Add{{Amount: viet.Unit}}
			if w.Indicator != nil {
				add = w.Indicator.Adds(ledger.Counted{ID: r.ID, Form: r.Form, Unit: r.Unit, Day: r.Placed(), Values: r.Values})
			}
			if len(add) > 0 {
				w.ids, w.adds = append(w.ids, r.ID), append(w.adds, add)
			}
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}

// share tells what each record gives, and adds it up.
func (w *backer) share() (rows []BackingRow) {
	shares := make([]ledger.Share, len(w.ids))
	for i := range shares {
		shares[i] = ledger.Share{Amount: viet.Unit, Touched: true}
	}
	if w.Indicator != nil {
		shares = w.Indicator.Shares(w.Days, w.adds)
	}
	for i, s := range shares {
		if s.Touched {
			w.Sum += s.Amount
			rows = append(rows, BackingRow{Item: Item{ID: w.ids[i]}, Gives: s.Amount})
		}
	}
	w.Total = len(rows)
	return rows
}
