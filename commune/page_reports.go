package commune

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// reportAsk is which report is asked for.
type reportAsk struct {
	label    string // of a period
	approved bool   // approved records only
}

// reportsBody is what the page of reports shows: a form to make one, and those that were made.
type reportsBody struct {
	Groups   []optionGroup
	From, To string // as typed
	Approved bool
	Mark     string // of this form, so that pressing it twice makes one report
	Made     []madeLine
}

type optionGroup struct {
	Label   string
	Options []option
}

// madeLine is one report that was made.
type madeLine struct {
	URL, Title, Days, Made, By, Signed string
}

func (p *Page) reports(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "reports", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showReports(w, r, http.StatusOK, v, r.URL.Query())
}

// showReports shows the form as it was sent, and the reports that were made.
func (p *Page) showReports(w http.ResponseWriter, r *http.Request, status int, v pageView, sent url.Values) {
	body := reportsBody{Groups: p.reportPeriods(sent.Get("period"), v.Lang), From: sent.Get("from"), To: sent.Get("to"), Approved: sent.Get("approved") == "1", Mark: rand.Text()}
	made, err := p.office.Reports(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	for _, m := range made {
		body.Made = append(body.Made, madeLineOf(m, v.Lang))
	}
	v.Body = body
	p.render(w, r, status, "reports", v)
}

func madeLineOf(m MadeReport, lang string) madeLine {
	line := madeLine{URL: reportURL(m.ID), Title: m.Period, Made: when(m.Made, ""), By: m.Maker}
	if period, err := ledger.ParsePeriod(m.Period); err == nil {
		line.Title, line.Days = periodNamed(period, lang)
	}
	if m.No != "" {
		line.Signed = fill(pageWords["report_signed_as"].In(lang), []any{m.No, shownDay(m.On)})
	}
	return line
}

// periodNamed is a period's name, and its days.
func periodNamed(p ledger.Period, lang string) (name, days string) {
	name, days, _ = strings.Cut(p.Title(lang), " (")
	return name, strings.TrimSuffix(days, ")")
}

func reportURL(id string) string { return "/reports/" + url.PathEscape(id) }

// reportMonths is how far back the list of periods goes.
const reportMonths = 15

// reportPeriods are the periods to choose from, the newest first: those of the decree that have begun, and
// the calendar ones. That of the last month that has ended is chosen unless another is.
func (p *Page) reportPeriods(chosen, lang string) []optionGroup {
	today := p.today()
	if chosen == "" {
		chosen = ledger.MonthOf(ledger.MonthOf(today).From.AddDays(-1)).Label
	}
	groups := []optionGroup{{Label: pageWords["report_decree"].In(lang)}, {Label: pageWords["report_calendar"].In(lang)}}
	seen := map[string]bool{}
	add := func(group int, period ledger.Period) {
		if !seen[period.Label] {
			seen[period.Label] = true
			groups[group].Options = append(groups[group].Options, option{period.Label, period.Title(lang), period.Label == chosen})
		}
	}
	month := ledger.MonthOf(today)
	for i := range reportMonths {
		for _, period := range ledger.PeriodsOf(month.To) {
			if i == 0 || period.To == month.To {
				add(0, period)
			}
			if calendar, err := ledger.ParsePeriod("cal:" + period.Label); err == nil && calendar.Begun(today) && (i == 0 || period.To == month.To) {
				add(1, calendar)
			}
		}
		month = ledger.MonthOf(month.From.AddDays(-1))
	}
	if period, err := ledger.ParsePeriod(chosen); err == nil && !strings.Contains(chosen, "..") {
		add(0, period)
	}
	return groups
}

// askedReport reads which report a form or address asks for: its days, when they are given, else its
// period. What cannot be read is a Fault.
func askedReport(sent url.Values) (reportAsk, error) {
	ask := reportAsk{label: strings.TrimSpace(sent.Get("period")), approved: sent.Get("approved") == "1"}
	from, to := strings.TrimSpace(sent.Get("from")), strings.TrimSpace(sent.Get("to"))
	if from != "" || to != "" {
		days := make([]string, 2)
		for i, typed := range []string{from, to} {
			day, err := parseDay(typed)
			if err != nil || day == "" {
				return ask, fault("unit_day", typed)
			}
			days[i] = day
		}
		ask.label = days[0] + ".." + days[1]
	}
	period, err := ledger.ParsePeriod(ask.label)
	if err != nil {
		return ask, fault("period", ask.label)
	}
	ask.label = period.Label
	return ask, nil
}

// makingPatience is how long a browser waits for a report before it is told to come back.
const makingPatience = 4 * time.Second

// makeReport begins to make a report and leads to it, or to where one waits for it.
func (p *Page) makeReport(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "reports", user)
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, err)
		return
	}
	ask, err := askedReport(r.PostForm)
	if p.refused(w, r, &v, err) {
		p.showReports(w, r, http.StatusUnprocessableEntity, v, r.PostForm)
		return
	}
	mark := r.PostForm.Get("mark")
	if mark == "" {
		mark = rand.Text()
	}
	p.desk.make(r.Context(), user.Name, user.Name+" "+mark, ask, p.options.Program)
	p.awaitReport(w, r, v, user, mark)
}

// waitReport shows that a report is still being made, and leads to it when it is there.
func (p *Page) waitReport(w http.ResponseWriter, r *http.Request, user User) {
	p.awaitReport(w, r, p.view(r, "reports", user), user, r.URL.Query().Get("mark"))
}

func (p *Page) awaitReport(w http.ResponseWriter, r *http.Request, v pageView, user User, mark string) {
	m := p.desk.asked(user.Name + " " + mark)
	if m == nil {
		http.Redirect(w, r, "/reports", http.StatusSeeOther)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), makingPatience)
	defer cancel()
	select {
	case <-m.done:
	case <-ctx.Done():
		wait := "/reports/making?mark=" + url.QueryEscape(mark)
		if r.Method == http.MethodPost {
			http.Redirect(w, r, wait, http.StatusSeeOther)
			return
		}
		w.Header().Set("Refresh", "2")
		v.Title = pageWords["report_making"].In(v.Lang)
		v.Body = pageNotice{fill(pageWords["report_making_text"].In(v.Lang), []any{m.ask.label}), wait, pageWords["report_look_again"].In(v.Lang)}
		p.render(w, r, http.StatusOK, "message", v)
		return
	}
	if m.err != nil {
		if p.refused(w, r, &v, m.err) && v.Error != "" {
			p.showReports(w, r, http.StatusUnprocessableEntity, v, url.Values{"period": {m.ask.label}})
		}
		return
	}
	p.say(w, "done_report")
	http.Redirect(w, r, reportURL(m.id), http.StatusSeeOther)
}

// keptReport finds a report that is kept, by the address; else it answers itself and is false.
func (p *Page) keptReport(w http.ResponseWriter, r *http.Request, id string) (MadeReport, bool) {
	made, err := p.office.Reports(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return MadeReport{}, false
	}
	i := slices.IndexFunc(made, func(m MadeReport) bool { return m.ID == id })
	if i < 0 {
		p.missing(w, r)
		return MadeReport{}, false
	}
	return made[i], true
}

// composedReport composes the report that an address names: one that is kept by its id, or one that is
// not by its period. Of what it cannot compose it tells the browser itself, and is false.
func (p *Page) composedReport(w http.ResponseWriter, r *http.Request) (at ReportAt, q url.Values, ok bool) {
	sent, q := r.URL.Query(), url.Values{}
	var err error
	if id := sent.Get("id"); id != "" {
		if _, known := p.keptReport(w, r, id); !known {
			return at, nil, false
		}
		q.Set("id", id)
		at, err = p.desk.kept(r.Context(), id)
	} else {
		var ask reportAsk
		if ask, err = askedReport(sent); err == nil {
			at, err = p.desk.fresh(r.Context(), ask, positive(sent.Get("upto")))
		}
		if err == nil {
			q.Set("period", ask.label)
			q.Set("upto", number(int(at.Number)))
			if ask.approved {
				q.Set("approved", "1")
			}
		}
	}
	var refused *Fault
	switch {
	case errors.As(err, &refused):
		user, _, _ := p.user(r)
		v := p.view(r, "reports", user)
		v.Error = refused.Words.In(v.Lang)
		p.showReports(w, r, http.StatusUnprocessableEntity, v, sent)
		return at, nil, false
	case err != nil:
		p.fail(w, r, err)
		return at, nil, false
	}
	return at, q, true
}

// reportTitle names a report in headings.
func reportTitle(at ReportAt, lang string) (name, days string) {
	name, days = periodNamed(at.Period, lang)
	if days == "" {
		return name, at.Period.From.Format() + "–" + at.Period.To.Format()
	}
	return name, days
}
