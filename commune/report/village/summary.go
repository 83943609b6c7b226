// Package village makes what a village prints for itself: the summary of a period on one page, as text
// and as PDF, and the cheat sheet of the keys. NewSummary first, then WriteText or WritePDF; the cheat
// sheet is WriteCheatSheet alone.
package village

import (
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Summary is what a unit has in a period, as its own laptop knows it.
type Summary struct {
	Identity ledger.Identity
	Standing ledger.PeriodStanding
	Sums     []Sum     // of the records that count, those that are not nothing
	Made     time.Time // when it was made
}

// Sum is one number over the records of the period: an indicator of the commune's report, in its words.
type Sum struct {
	Indicator *ledger.Indicator
	Value     ledger.Amount
}

// NewSummary adds up the records of a period. What is added is what the commune's report adds
// (ledger.DefaultIndicators): people present stand apart from broadcasts and views, new models from
// the results of those that go on; groups that overlap are left out. entries are those of
// standing.Recorded; others are not looked at.
func NewSummary(id ledger.Identity, standing ledger.PeriodStanding, entries []*ledger.Entry, now time.Time) (Summary, error) {
	s := Summary{Identity: id, Standing: standing, Made: now}
	all, tally := ledger.DefaultIndicators(), ledger.Tally{}
	for _, e := range entries {
		i := slices.IndexFunc(standing.Recorded, func(r ledger.Summary) bool { return r.ID == e.Record.ID })
		if i < 0 || !e.Status.Counts() || e.Record.MergedInto() != (ledger.ID{}) {
			continue
		}
		tally.Put(all.Adds(ledger.Counted{ID: e.Record.ID, Form: e.Record.Form, Unit: e.Record.Unit,
			Day: standing.Recorded[i].Day(), Values: e.Record.Values()}))
	}
	figures, err := all.Figures(standing.Period, tally.Answer)
	if err != nil {
		return Summary{}, err
	}
	for _, f := range figures {
		if ind := f.Indicator; tells(ind) && f.Value.Number != 0 {
			s.Sums = append(s.Sums, Sum{ind, f.Value})
		}
	}
	return s, nil
}

// tells reports whether an indicator says of one unit what the number of its records does not.
func tells(ind *ledger.Indicator) bool {
	switch ind.Kind {
	case ledger.KindSum:
		return ind.PartOf == ""
	case ledger.KindCount:
		return ind.PartOf == "" && ind.Where != nil
	}
	return false
}

// row is one line of the summary: what stands at its left, in the middle and at its right.
type row struct{ left, middle, right string }

// section is a part of the summary; text stands above its rows.
type section struct {
	title string
	text  string
	rows  []row
}

// title is the heading and, below it, the period with its days.
func (s Summary) title(lang string) (heading, period string) {
	return wordSummary.In(lang), firstUpper(s.Standing.Period.Title(lang))
}

// facts are whose summary it is and where the unit stands with the period.
func (s Summary) facts(lang string) []row {
	unit := s.Identity.Unit.Place()
	if unit == "" {
		unit = "…………………………"
	}
	if s.Identity.CommuneName != "" {
		unit += ", " + fill(wordOfCommune.In(lang), s.Identity.CommuneName)
	}
	return []row{{left: wordUnit.In(lang), middle: unit}, {left: wordReporter.In(lang), middle: s.Identity.Person},
		{left: wordSaid.In(lang), middle: s.said(lang)}, {left: wordReceived.In(lang), middle: s.received(lang)}}
}

// said is what the unit told the office of the period.
func (s Summary) said(lang string) string {
	p := s.Standing
	if p.ClosedAt.IsZero() {
		return fill(wordNotClosed.In(lang), p.Deadline.Format())
	}
	text := p.Outcome.Words().In(lang) + " (" + moment(p.ClosedAt)
	if p.ClosedBy != "" {
		text += ", " + p.ClosedBy
	}
	text += ")"
	if p.Contradict {
		text += "; " + wordContradict.In(lang)
	}
	if !p.Sent {
		text += "; " + wordSaidWaits.In(lang)
	}
	return text
}

// received is what the commune is proven to have.
func (s Summary) received(lang string) string {
	p := s.Standing
	var parts []string
	switch {
	case p.Records == 0:
	case p.NotSent == 0:
		parts = append(parts, fill(wordAllReceived.In(lang), number(p.Records)))
	default:
		parts = append(parts, fill(wordSomeWait.In(lang), number(p.Records-p.NotSent), number(p.Records), number(p.NotSent)))
	}
	if p.Drafts > 0 {
		parts = append(parts, fill(wordDrafts.In(lang), number(p.Drafts)))
	}
	if len(parts) == 0 {
		return wordNothingToSend.In(lang)
	}
	return strings.Join(parts, "; ")
}

// sections are the numbered parts, in order.
func (s Summary) sections(lang string) []section {
	p := s.Standing
	counts := section{title: fill(wordRecorded.In(lang), number(p.Records))}
	for _, f := range ledger.Default().Forms() {
		if n := p.ByForm[f.Name]; n > 0 {
			counts.rows = append(counts.rows, row{left: f.Title.In(lang), right: number(n)})
		}
	}
	if p.Records == 0 {
		counts.text = wordNone.In(lang)
	}
	out := []section{counts}
	if len(s.Sums) > 0 {
		sums := section{title: wordSums.In(lang)}
		for _, x := range s.Sums {
			sums.rows = append(sums.rows, row{left: x.Indicator.Title.In(lang), right: x.Indicator.Measure(x.Value, lang)})
		}
		out = append(out, sums)
	}
	if p.Records > 0 {
		list := section{title: wordList.In(lang)}
		for _, r := range slices.Backward(p.Recorded) {
			list.rows = append(list.rows, row{left: shown(r.Day()), middle: r.Title, right: wordStatus[r.Status].In(lang)})
		}
		out = append(out, list)
	}
	missing := section{title: wordMissing.In(lang), text: wordNothingMissing.In(lang)}
	if len(p.Missing) > 0 {
		var names []string
		for _, d := range p.Missing {
			names = append(names, d.Title.In(lang))
		}
		missing.text = strings.Join(names, "; ") + "."
	}
	return append(out, missing)
}

func number(n int) string { return viet.FormatNumber(viet.Int(int64(n))) }

func moment(t time.Time) string { return t.In(viet.Zone).Format("15:04 02/01/2006") }

// shown is an ISO day as people write it.
func shown(day string) string {
	d, err := viet.ParseISO(day)
	if err != nil {
		return day
	}
	return d.Format()
}

func firstUpper(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
