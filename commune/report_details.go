package commune

import (
	"strings"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
)

// details are the records behind the figures of a report, as they were at its moment.
type details struct {
	*moment
	in      *periodic.Input
	periods []ledger.Days // the three columns' of the tables of figures; two when the year so far is the period
}

func detailsOf(m *moment, in *periodic.Input) details {
	p, year := in.Period, in.Period.YearToDate()
	d := details{m, in, []ledger.Days{p.Days(), p.LastYear().Days()}}
	if year.From != p.From { // they end on the same day
		d.periods = append(d.periods, year.Days())
	}
	return d
}

// each shows the records of a form that lie in the period, also those that do not count, and those of other
// days that a figure of the report is made of.
func (d details) each(form string, visit func(report.Row) error) error {
	from, to := d.periods[1].From, d.periods[0].To
	for _, ind := range ledger.DefaultIndicators().Of(form) {
		if ind.Day != nil || ind.Kind == ledger.KindStanding || ind.Kind == ledger.KindLatest {
			from, to = "", lastDay
		}
	}
	return d.moment.each(form, from, to, false, func(r Row, counts bool) error {
		row := d.row(r)
		if counts && (!d.in.Approved || r.Approved()) {
			row.Behind = d.behind(r)
		}
		if row.Outside = !d.in.Period.Contains(r.Placed()); row.Outside && row.Behind == [3]string{} {
			return nil
		}
		return visit(row)
	})
}

// row is a record as tables have it.
func (d details) row(r Row) report.Row {
	row := report.Row{ID: r.ID.String(), Unit: r.Unit, Place: d.in.Places[r.Unit], Status: string(r.Status), Title: r.Title, Version: r.Version, Made: MadeOn(r.ID), Values: r.Values}
	if r.Status.Counts() && !d.counts(r, false) {
		for _, id := range r.Merge {
			if s, ok := d.groups[id]; ok && s.Counts {
				row.CountedIn = id.String()
				break
			}
		}
	}
	return row
}

// behind names the indicators that a record is behind, by the three columns of the tables of figures.
func (d details) behind(r Row) (codes [3]string) {
	for i, list := range ledger.DefaultIndicators().Behind(adds(r), d.periods) {
		codes[i] = strings.Join(list, " ")
	}
	if len(d.periods) == 2 {
		codes[2] = codes[0]
	}
	return codes
}
