package main

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) periodCommand() *cobra.Command {
	cmd := a.Command("period [--json]", sayPeriod.Help, func(*cobra.Command, []string) error { return a.period() })
	var said struct{ none, complete, reopen bool }
	closing := a.Command("close PERIOD --nil|--complete|--reopen", sayPeriod.Close, func(cmd *cobra.Command, args []string) error {
		switch s := said; {
		case s.none && !s.complete && !s.reopen:
			return a.closePeriod(args[0], ledger.OutcomeNil)
		case s.complete && !s.none && !s.reopen:
			return a.closePeriod(args[0], ledger.OutcomeComplete)
		case s.reopen && !s.none && !s.complete:
			return a.closePeriod(args[0], "")
		}
		return cli.Misuse(sayPeriod.OneOutcome, cmd.CommandPath())
	})
	closing.Flags().BoolVar(&said.none, "nil", false, sayPeriod.FlagNil.In(a.Lang))
	closing.Flags().BoolVar(&said.complete, "complete", false, sayPeriod.FlagComplete.In(a.Lang))
	closing.Flags().BoolVar(&said.reopen, "reopen", false, sayPeriod.FlagReopen.In(a.Lang))
	cmd.AddCommand(a.WithJSON(closing), a.summaryCommand())
	return a.WithJSON(cmd)
}

// periodJSON is one period in "sothon period --json". Both days belong to it.
type periodJSON struct {
	Period   string             `json:"period"`
	Title    string             `json:"title"`
	From     viet.Date          `json:"from"`
	To       viet.Date          `json:"to"`
	State    ledger.PeriodState `json:"state"`
	Outcome  ledger.Outcome     `json:"outcome"` // what the unit said of it, "" when it is not closed
	ClosedAt *time.Time         `json:"closed_at"`
	ClosedBy string             `json:"closed_by,omitempty"`
	Sent     bool               `json:"sent"` // the commune has the closing
	Deadline viet.Date          `json:"deadline"`
	DaysLeft int                `json:"days_left"`       // until the deadline
	Until    string             `json:"until,omitempty"` // locked, but open for this unit until this day
	Records  int                `json:"records"`         // handed in and not taken back
	Drafts   int                `json:"drafts"`
	NotSent  int                `json:"not_sent"`
	ByForm   map[string]int     `json:"by_form"`
	Missing  []dutyJSON         `json:"missing"` // of the plan's yearly duties, from the year's beginning
}

type dutyJSON struct {
	Duty  string   `json:"duty"`
	Title string   `json:"title"`
	Forms []string `json:"forms"`
}

func periodOf(s ledger.PeriodStanding, lang string) periodJSON {
	p := s.Period
	out := periodJSON{Period: p.Label, Title: p.Title(lang), From: p.From, To: p.To, State: s.State, Outcome: s.Outcome,
		ClosedBy: s.ClosedBy, Sent: s.Sent, Deadline: s.Deadline, DaysLeft: s.DaysLeft, Until: s.Until, Records: s.Records,
		Drafts: s.Drafts, NotSent: s.NotSent, ByForm: s.ByForm, Missing: []dutyJSON{}}
	if !s.ClosedAt.IsZero() {
		at := s.ClosedAt.In(viet.Zone)
		out.ClosedAt = &at
	}
	for _, d := range s.Missing {
		out.Missing = append(out.Missing, dutyJSON{d.Key, d.Title.In(lang), d.Forms})
	}
	return out
}

// period prints where the unit stands with its periods.
func (a *app) period() error {
	return a.withStore(func(store *localdb.Store) error {
		standings, err := store.Standings(viet.DateOf(a.Now()))
		if err != nil {
			return err
		}
		if a.JSON {
			periods := []periodJSON{}
			for _, s := range standings {
				periods = append(periods, periodOf(s, a.Lang))
			}
			return a.PutJSON(periods)
		}
		for _, s := range standings {
			a.putPeriod(s)
		}
		return nil
	})
}

// putPeriod prints one period for a person.
func (a *app) putPeriod(s ledger.PeriodStanding) {
	if s.DaysLeft < 0 {
		a.Put(sayPeriod.Late, s.Period.Title(a.Lang), s.Records, s.Deadline.Format())
	} else {
		a.Put(sayPeriod.Line, s.Period.Title(a.Lang), s.Records, s.Deadline.Format(), s.DaysLeft)
	}
	state := map[ledger.PeriodState]ledger.Words{ledger.PeriodOpen: sayPeriod.Open, ledger.PeriodNil: sayPeriod.Nil,
		ledger.PeriodComplete: sayPeriod.Complete, ledger.PeriodLocked: sayPeriod.Locked}[s.State]
	if s.Contradict {
		state = sayPeriod.Contradict
	}
	if s.ClosedAt.IsZero() {
		a.Put(sayPeriod.Said, state)
	} else {
		a.Put(sayPeriod.ClosedBy, state, cli.When(s.ClosedAt))
	}
	if s.Until != "" && s.State != ledger.PeriodLocked {
		a.Put(sayPeriod.Said, cli.Say(sayPeriod.Until, day(s.Until)))
	}
	for _, f := range ledger.Default().Forms() {
		if n := s.ByForm[f.Name]; n > 0 {
			a.Put(sayPeriod.Form, f.Title, n)
		}
	}
	if s.NotSent > 0 {
		a.Put(sayPeriod.Waiting, s.NotSent)
	}
	if s.Drafts > 0 {
		a.Put(sayPeriod.Drafts, s.Drafts)
	}
	var missing []string
	for _, d := range s.Missing {
		missing = append(missing, d.Title.In(a.Lang))
	}
	if len(missing) > 0 && s.Period.Label == ledger.YearOf(s.Period).Label {
		a.Put(sayPeriod.Missing, strings.Join(missing, "; "))
	}
}

// closePeriod closes a period, or with the empty outcome opens it again. Saying again what stands
// already is no failure.
func (a *app) closePeriod(label string, outcome ledger.Outcome) error {
	period, err := ledger.ParsePeriod(strings.TrimSpace(label))
	if err != nil {
		return cli.Misuse(ledger.WordsBadPeriod, label)
	}
	return a.withStore(func(store *localdb.Store) error {
		said := map[ledger.Outcome]ledger.Words{ledger.OutcomeNil: sayPeriod.ClosedNil,
			ledger.OutcomeComplete: sayPeriod.ClosedComplete, "": sayPeriod.Reopened}[outcome]
		already := false
		var err error
		if outcome == "" {
			err = store.ReopenPeriod(period.Label)
		} else {
			err = store.ClosePeriod(period.Label, outcome)
		}
		var refused *ledger.CloseRefusal
		if errors.As(err, &refused) && refused.Code == "closed" {
			already, err = true, nil
			a.Put(refused.Words())
		}
		if err != nil {
			return err
		}
		if !already {
			a.Put(said, period.Label)
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"period": period.Label, "outcome": outcome, "already": already})
		}
		return nil
	})
}
