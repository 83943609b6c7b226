package commune

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// coverClasses are the badges of the states of a unit in a period.
var coverClasses = map[ledger.PeriodState]string{CoverNone: "warn", ledger.PeriodOpen: "new", ledger.PeriodNil: "good",
	ledger.PeriodComplete: "good", CoverLate: "bad"}

// place names a unit in a coverage so that two of one name can be told apart.
func (u UnitCover) place() string {
	return ledger.Unit{Name: u.Name, OldCommune: u.OldCommune}.Place()
}

// matrixMonths is how many months the table of units and periods shows.
const matrixMonths = 6

// coverageBody is what the page of periods shows: every unit in the newest months, and one period in
// full.
type coverageBody struct {
	Chosen  string
	Title   string
	Says    string
	Locked  bool
	Periods []option
	Months  []monthHead
	Rows    []matrixRow
	Units   []coverLine
	Locks   []lockLine
	Manage  bool
	Admin   bool
}

type monthHead struct {
	Label, Title, URL string
	Locked            bool
	Chosen            bool
}

type matrixRow struct {
	Place string
	Cells []matrixCell
}

type matrixCell struct {
	URL, State, Class, Note string
	Records                 int
}

// coverLine is one unit in the chosen period.
type coverLine struct {
	ID, Place, URL, State, Class, By, Received, Until string
	Records                                           int
	Locked                                            bool
}

type lockLine struct{ Title, Who, At, Says string }

func (p *Page) coverage(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "coverage", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showCoverage(w, r, http.StatusOK, v, user, r.URL.Query().Get("period"))
}

func (p *Page) showCoverage(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, label string) {
	month := ledger.MonthOf(p.today())
	chosen, err := ledger.ParsePeriod(label)
	if err != nil {
		chosen = month
	}
	body := coverageBody{Chosen: chosen.Label, Periods: p.periods(chosen, v.Lang), Manage: user.Role.May(Reviewer), Admin: user.Role.May(Admin)}
	c, err := p.office.Coverage(r.Context(), chosen.Label, v.Lang)
	if err == nil {
		body.describe(c, v.Lang)
		err = p.matrix(r.Context(), &body, c, month, v.Lang)
	}
	if err == nil {
		err = p.locks(r.Context(), &body, v.Lang)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	v.Body = body
	p.render(w, r, status, "coverage", v)
}

// describe fills in the chosen period.
func (b *coverageBody) describe(c Coverage, lang string) {
	b.Title, b.Locked = c.Title, c.Locked
	b.Says = fill(pageWords["coverage_says"].In(lang), []any{c.Expected, c.Received, c.OnTime, c.Expected - c.Received}) + " " +
		fill(pageWords["deadline_says"].In(lang), []any{c.Deadline.Format(), c.Due.Format()})
	for _, u := range c.Units {
		line := coverLine{ID: u.Unit, Place: u.place(), URL: listURL("unit", u.Unit, "period", c.Period), Records: u.Records, By: u.By,
			State: pageWords["cover_"+string(u.State)].In(lang), Class: coverClasses[u.State], Locked: u.Locked}
		if u.ReceivedAt != nil {
			line.Received = when(*u.ReceivedAt, "")
		}
		if u.Until != "" {
			line.Until = fill(pageWords["open_until"].In(lang), []any{shownDay(u.Until)})
		}
		b.Units = append(b.Units, line)
	}
}

// matrix fills in the newest months of every unit.
func (p *Page) matrix(ctx context.Context, b *coverageBody, chosen Coverage, month ledger.Period, lang string) error {
	rows := map[string]*matrixRow{}
	var order []string
	for i := range matrixMonths {
		c := chosen
		if c.Period != month.Label {
			var err error
			if c, err = p.office.Coverage(ctx, month.Label, lang); err != nil {
				return err
			}
		}
		b.Months = append(b.Months, monthHead{c.Period, month.To.Format()[3:], "/coverage?period=" + url.QueryEscape(c.Period), c.Locked, c.Period == b.Chosen})
		for _, u := range c.Units {
			row := rows[u.Unit]
			if row == nil {
				row = &matrixRow{Place: u.place(), Cells: make([]matrixCell, matrixMonths)}
				rows[u.Unit] = row
				order = append(order, u.Unit)
			}
			cell := matrixCell{URL: listURL("unit", u.Unit, "period", c.Period), State: pageWords["cover_"+string(u.State)].In(lang),
				Class: coverClasses[u.State], Records: u.Records}
			if u.Locked {
				cell.Note = pageWords["locked"].In(lang)
			}
			row.Cells[i] = cell
		}
		month = ledger.MonthOf(month.From.AddDays(-1))
	}
	for _, id := range order {
		b.Rows = append(b.Rows, *rows[id])
	}
	return nil
}

// locks lists what the office did with periods.
func (p *Page) locks(ctx context.Context, b *coverageBody, lang string) error {
	states, err := p.office.Locks(ctx, lang)
	if err != nil {
		return err
	}
	names, err := p.office.places(ctx)
	if err != nil {
		return err
	}
	const most = 40
	for _, s := range states[:min(len(states), most)] {
		line := lockLine{Title: s.Title, Who: s.By, At: when(s.At, ""), Says: pageWords["unlocked"].In(lang)}
		switch {
		case s.Locked:
			line.Says = pageWords["locked"].In(lang)
		case s.Until != "":
			line.Says = fill(pageWords["open_until"].In(lang), []any{shownDay(s.Until)})
		}
		if s.Unit != "" {
			line.Title += " · " + names[s.Unit]
		}
		b.Locks = append(b.Locks, line)
	}
	return nil
}

// lockPeriod locks a period or opens it again, for all or one unit.
func (p *Page) lockPeriod(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "coverage", user)
	label, unit := r.PostFormValue("period"), r.PostFormValue("unit")
	act := r.PathValue("act")
	var err error
	switch act {
	case "lock":
		_, err = p.office.Lock(r.Context(), user.Name, label, unit)
	case "unlock":
		_, err = p.office.Unlock(r.Context(), user.Name, label, unit, r.PostFormValue("until"))
	default:
		p.missing(w, r)
		return
	}
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showCoverage(w, r, http.StatusUnprocessableEntity, v, user, label)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "period-"+act, label, unit)
	p.say(w, "done_"+act)
	http.Redirect(w, r, "/coverage?period="+url.QueryEscape(label), http.StatusSeeOther)
}

// periodsBody is what the page of deadlines and holidays shows.
type periodsBody struct {
	Village, Commune string
	Holidays         string
	Fixed            string
}

func (p *Page) periodSettings(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "coverage", user)
	v.Notice = p.said(w, r, v.Lang)
	settled, err := p.office.Reporting(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.showPeriods(w, r, http.StatusOK, v, periodsBody{Village: number(settled.VillageDays), Commune: number(settled.CommuneDays),
		Holidays: holidayLines(settled.Holidays)})
}

func (p *Page) showPeriods(w http.ResponseWriter, r *http.Request, status int, v pageView, body periodsBody) {
	body.Fixed = holidayLines(FixedHolidays(p.today().Year))
	v.Title, v.Body = pageWords["period_settings"].In(v.Lang), body
	p.render(w, r, status, "periods", v)
}

// silentSince reports whether a laptop has not called for long.
func (p *Page) silentSince(seen time.Time) bool {
	return p.office.now().Sub(seen) > silentDays*24*time.Hour
}
