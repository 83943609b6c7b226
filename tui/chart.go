package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// chartData is a form's records and the people who took part, month by month of an administrative
// year (15/12–14/12) up to the present one, beside the same months of the year before.
type chartData struct {
	form   *ledger.Form
	year   int
	months [12]chartMonth
	until  int  // the last month to show, from 1
	cut    bool // too many records to open each: people are not counted
}

type chartMonth struct{ now, before chartCount }

type chartCount struct {
	records int
	people  int64
}

// chartLimit bounds how many records are opened for one chart.
const chartLimit = 5000

// chartForms are the forms that count people, in the catalogue's order.
func chartForms(c *ledger.Catalogue) []*ledger.Form {
	var out []*ledger.Form
	for _, f := range c.Forms() {
		if f.Field(fieldPeople) != nil && f.Parent == "" {
			out = append(out, f)
		}
	}
	return out
}

// monthPeriod is month m, from 1, of an administrative year.
func monthPeriod(year, m int) ledger.Period {
	return ledger.MonthOf(viet.Date{Year: year, Month: m, Day: 1})
}

// loadChart counts a form's records up to today's month.
func loadChart(store Store, form *ledger.Form, today viet.Date) (chartData, error) {
	month := ledger.MonthOf(today).To
	d := chartData{form: form, year: month.Year, until: month.Month}
	for _, year := range []int{d.year, d.year - 1} {
		list, err := store.List(ledger.Query{Form: form.Name, From: monthPeriod(year, 1).From.String(),
			To: monthPeriod(year, d.until).To.String()})
		if err != nil {
			return d, err
		}
		d.cut = d.cut || len(list) > chartLimit
		for _, r := range list {
			if err := d.count(store, r, year); err != nil {
				return d, err
			}
		}
	}
	return d, nil
}

func (d *chartData) count(store Store, r ledger.Summary, year int) error {
	if r.Status == ledger.StatusDraft || r.Status == ledger.StatusWithdrawn {
		return nil
	}
	day, err := viet.ParseISO(r.Date)
	if err != nil {
		return nil // a record without a day has no month
	}
	at := &d.months[ledger.MonthOf(day).To.Month-1]
	n := &at.now
	if year != d.year {
		n = &at.before
	}
	n.records++
	if d.cut {
		return nil
	}
	e, err := store.Entry(r.ID)
	if err != nil || e == nil || e.Record == nil {
		return err
	}
	n.people += e.Record.Values()[fieldPeople].Num.Whole()
	return nil
}

// lines draws two columns of bars, records and people, below a line that names them: the present month
// first, as it is what is asked for most. Each month has a line for this year and one for the year
// before, but only one when there is nothing in either.
func (d *chartData) lines(a *app, width int) []string {
	const label, number, gap = 9, 7, 2
	bar := max((width-label-gap)/2-number-1, 3)
	head := clip(a.lang.count(2, nRecord), bar+number)
	if d.form.Counted.Vi != "" && a.lang == "vi" {
		head = d.form.Counted.Vi
	}
	_, head, _ = strings.Cut(" "+head, " ")
	out := []string{a.st.label.Render(strings.Repeat(" ", label) + pad(a.lang.t(wChartCount, strings.TrimPrefix(head, "2 ")), bar+1+number+gap) + a.lang.t(wChartPeople))}
	var most chartCount
	for _, m := range d.months {
		most.records = max(most.records, m.now.records, m.before.records)
		most.people = max(most.people, m.now.people, m.before.people)
	}
	row := func(name, block string, n chartCount) string {
		return pad(name, label) + pad(drawBar(block, int64(n.records), int64(most.records), bar), bar+1+number+gap) +
			drawBar(block, n.people, most.people, bar)
	}
	for i, m := range slices.Backward(d.months[:d.until]) {
		out = append(out, row(a.lang.t(wChartMonth, fmt.Sprint(i+1)), "█", m.now))
		if m.now != m.before || m.now != (chartCount{}) {
			out = append(out, row("", "░", m.before))
		}
	}
	return out
}

// drawBar is a bar as long as its part of the most, and the number behind it. What is not zero has a
// bar.
func drawBar(block string, n, most int64, width int) string {
	cells := 0
	if n > 0 {
		cells = max(int(n*int64(width)/most), 1)
	}
	if cells > 0 {
		return strings.Repeat(block, cells) + " " + number(int(n))
	}
	return number(int(n))
}
