package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// The follow-ups of a record (a model's updates) as a table: a line for each, oldest first, the
// numbers below one another, and under them how they go.

// followUp is one record that follows another, with its answers.
type followUp struct {
	ledger.Summary
	values ledger.Values
}

// maxFollow bounds how many follow-ups are opened for one table, the newest.
const maxFollow = 24

// loadFollow reads the answers of the newest follow-ups that count, oldest first.
func loadFollow(store Store, list []ledger.Summary) ([]followUp, error) {
	var out []followUp
	for _, sum := range list {
		if !sum.Status.Counts() || len(out) == maxFollow {
			continue
		}
		e, err := store.Entry(sum.ID)
		if err != nil {
			return nil, err
		}
		if e != nil && e.Record != nil {
			out = append(out, followUp{sum, e.Record.Values()})
		}
	}
	slices.Reverse(out)
	return out, nil
}

// followColumns are the numbers that some follow-up gives.
func followColumns(form *ledger.Form, rows []followUp, lang language) []column {
	var out []column
	for f := range form.All {
		if !f.Stored() || !f.Numeric() {
			continue
		}
		c := column{field: f, width: min(cellsOf(lang.w(f.Label)), mostLabel)}
		used := false
		for _, r := range rows {
			text := f.Show(r.values[f.Name], string(lang))
			used = used || text != ""
			c.cells = append(c.cells, text)
			c.width = max(c.width, cellsOf(text))
		}
		if used {
			out = append(out, c)
		}
	}
	return out
}

// followTable sets the follow-ups below one another, in as many tables as the width needs.
func followTable(a *app, form *ledger.Form, rows []followUp, width int) []string {
	first := max(cellsOf("08/06/2026"), cellsOf(a.lang.t(wSinceLast)), cellsOf(a.lang.t(wTrend)))
	var out []string
	columns := followColumns(form, rows, a.lang)
	for len(columns) > 0 {
		n, used := 0, first
		for n < len(columns) && (n == 0 || used+columnGap+columns[n].width <= width) {
			used += columnGap + columns[n].width
			n++
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, followBlock(a, columns[:n], rows, first, width)...)
		columns = columns[n:]
	}
	return out
}

func followBlock(a *app, columns []column, rows []followUp, first, width int) []string {
	line := func(head string, cell func(c column) string) string {
		text := pad(head, first)
		for _, c := range columns {
			text += strings.Repeat(" ", columnGap) + c.set(cell(c))
		}
		return clip(strings.TrimRight(text, " "), width)
	}
	out := []string{line(a.lang.t(wUpdateDate), func(c column) string { return a.lang.w(c.field.Label) })}
	for i, r := range rows {
		out = append(out, line(showDate(r.Date), func(c column) string { return c.cells[i] }))
	}
	if len(rows) > 1 {
		out = append(out, line(a.lang.t(wSinceLast), func(c column) string { return a.sinceLast(numbersOf(c, rows)) }))
	}
	if len(rows) > 2 {
		out = append(out, line(a.lang.t(wTrend), func(c column) string { return a.trend(numbersOf(c, rows)) }))
	}
	return out
}

// numbersOf are a column's numbers, without the follow-ups that do not give one.
func numbersOf(c column, rows []followUp) []int64 {
	var out []int64
	for _, r := range rows {
		if v := r.values[c.field.Name]; !v.IsEmpty() {
			out = append(out, int64(v.Num))
		}
	}
	return out
}

// sinceLast compares the last two numbers in percent.
func (a *app) sinceLast(series []int64) string {
	if len(series) < 2 {
		return ""
	}
	was, is := float64(series[len(series)-2]), float64(series[len(series)-1])
	switch {
	case was == is:
		return a.lang.t(wUnchanged)
	case was <= 0:
		return ""
	}
	return fmt.Sprintf("%+.0f %%", (is-was)*100/was)
}

// trend says in a word how at least three numbers go.
func (a *app) trend(series []int64) string {
	if len(series) < 3 {
		return ""
	}
	up, down := false, false
	for i, n := range series[1:] {
		up, down = up || n > series[i], down || n < series[i]
	}
	switch {
	case up && down:
		return a.lang.t(wUpAndDown)
	case up:
		return a.lang.t(wRising)
	case down:
		return a.lang.t(wFalling)
	}
	return a.lang.t(wUnchanged)
}
