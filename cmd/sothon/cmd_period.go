package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) periodCommand() *cobra.Command {
	return a.WithJSON(a.Command("period [--json]", sayHelp.Period,
		func(*cobra.Command, []string) error { return a.period() }))
}

// villageDays is how many working days after a period's last day a village hands in, unless the
// office has set otherwise (domain of the plan: a setting per level, 1 for villages).
const villageDays = 1

// settingVillageDays is the office's number of working days, as text.
const settingVillageDays = "period.village_days"

// periodJSON is one period in "sothon period --json". Both days belong to it.
type periodJSON struct {
	Period   string         `json:"period"`
	Title    string         `json:"title"`
	From     viet.Date      `json:"from"`
	To       viet.Date      `json:"to"`
	Deadline viet.Date      `json:"deadline"`
	DaysLeft int            `json:"days_left"` // until the deadline
	Records  int            `json:"records"`   // handed in and not taken back
	Drafts   int            `json:"drafts"`
	ByForm   map[string]int `json:"by_form"`
}

// period prints the periods that are open for this unit today.
func (a *app) period() error {
	return a.withStore(func(store *localdb.Store) error {
		days, err := deadlineDays(store)
		if err != nil {
			return err
		}
		today := viet.DateOf(a.Now())
		periods := []periodJSON{}
		for _, p := range openPeriods(today, days) {
			list, err := store.List(ledger.Query{From: p.From.String(), To: p.To.String()})
			if err != nil {
				return err
			}
			periods = append(periods, countPeriod(p, list, today, days, a.Lang))
		}
		if a.JSON {
			return a.PutJSON(periods)
		}
		for _, p := range periods {
			a.Put(sayOut.Period, p.Title, p.Records, p.Deadline.Format(), p.DaysLeft)
			for _, f := range ledger.Default().Forms() {
				if n := p.ByForm[f.Name]; n > 0 {
					a.Put(sayOut.PeriodForm, f.Title, n)
				}
			}
			if p.Drafts > 0 {
				a.Put(sayOut.PeriodDrafts, p.Drafts)
			}
		}
		return nil
	})
}

func deadlineDays(store *localdb.Store) (int, error) {
	text, err := store.Setting(settingVillageDays)
	if err != nil {
		return 0, err
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 0 && n <= 60 {
		return n, nil
	}
	return villageDays, nil
}

// openPeriods are the administrative periods that have ended but may still be handed in, then those
// that today belongs to.
func openPeriods(today viet.Date, days int) []ledger.Period {
	var ended []ledger.Period
	seen := map[string]bool{}
	for back := 1; back <= 2*days+14; back++ {
		for _, p := range ledger.PeriodsOf(today.AddDays(-back)) {
			if !seen[p.Label] && p.To.Compare(today) < 0 && p.Deadline(days, nil).Compare(today) >= 0 {
				ended = append(ended, p)
			}
			seen[p.Label] = true
		}
	}
	return append(ended, ledger.PeriodsOf(today)...)
}

func countPeriod(p ledger.Period, list []ledger.Summary, today viet.Date, days int, lang string) periodJSON {
	out := periodJSON{Period: p.Label, Title: p.Title(lang), From: p.From, To: p.To, Deadline: p.Deadline(days, nil),
		ByForm: map[string]int{}}
	out.DaysLeft = today.DaysUntil(out.Deadline)
	for _, s := range list {
		switch s.Status {
		case ledger.StatusDraft:
			out.Drafts++
		case ledger.StatusWithdrawn:
		default:
			out.Records++
			out.ByForm[s.Form]++
		}
	}
	return out
}
