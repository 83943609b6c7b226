package commune

import (
	"context"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// difficulty is the form whose records wait for an answer until they are solved.
const difficulty = "kho_khan"

// silentDays is after how many days without a call a laptop is looked for.
const silentDays = 14

// overviewBody is what the first page shows: what waits for a person, then who has reported in the
// period and who has not, then how many of which form, task and month.
type overviewBody struct {
	Title    string
	Waiting  []tile
	Periods  []option
	Standing string
	Missing  []unitLine
	Reminder string
	Rows     []unitLine
	ByForm   template.HTML
	ByTask   template.HTML
	ByMonth  template.HTML
	Silent   []deviceLine
	Coverage string
}

// tile is a number that opens the records behind it.
type tile struct {
	Label, URL, Class string
	Count             int
	Unknown           bool   // there may be some
	Age               string // how long the oldest has waited, "" when none does
}

// option is one choice of a select.
type option struct {
	Value, Label string
	Selected     bool
}

// unitLine is one unit in the period.
type unitLine struct {
	Place, URL, Seen string
	State, Class     string
	Records, Review  int
}

func (p *Page) overview(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "overview", user)
	v.Notice = p.said(w, r, v.Lang)
	period := ledger.MonthOf(p.today())
	if label := r.URL.Query().Get("period"); label != "" {
		if chosen, err := ledger.ParsePeriod(label); err == nil {
			period = chosen
		}
	}
	body := overviewBody{Title: fill(pageWords["in_period"].In(v.Lang), []any{period.Title(v.Lang)}),
		Periods: p.periods(period, v.Lang), Coverage: "/coverage?period=" + url.QueryEscape(period.Label)}
	for _, part := range []func(context.Context, *overviewBody, ledger.Period, string) error{p.waiting, p.inPeriod, p.charts, p.silent} {
		if err := part(r.Context(), &body, period, v.Lang); err != nil {
			p.fail(w, r, err)
			return
		}
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "overview", v)
}

func (p *Page) today() viet.Date { return viet.DateOf(p.office.now()) }

// periods are the choices of the overview: this month and the longer periods it lies in, then the
// eleven months before.
func (p *Page) periods(chosen ledger.Period, lang string) []option {
	periods := ledger.PeriodsOf(p.today())
	first := periods[0].From
	for range 11 {
		month := ledger.MonthOf(first.AddDays(-1))
		periods, first = append(periods, month), month.From
	}
	if !slices.ContainsFunc(periods, func(o ledger.Period) bool { return o.Label == chosen.Label }) {
		periods = append(periods, chosen)
	}
	options := make([]option, len(periods))
	for i, o := range periods {
		options[i] = option{o.Label, o.Title(lang), o.Label == chosen.Label}
	}
	return options
}

// waiting counts what asks something of a person, whatever its date, and tells how long the oldest
// has waited.
func (p *Page) waiting(ctx context.Context, body *overviewBody, _ ledger.Period, lang string) error {
	standing, err := p.office.Standing(ctx)
	if err != nil {
		return err
	}
	states, err := p.office.Difficulties(ctx)
	if err != nil {
		return err
	}
	open := 0
	for state, n := range states {
		if !settled(state) {
			open += n
		}
	}
	for _, t := range []struct {
		key, url, class string
		count           int
		oldest          ListQuery
	}{
		{"wait_sent", "/records?status=sent&order=waiting", "", standing[ledger.StatusSent], ListQuery{Query: Query{Status: ledger.StatusSent}}},
		{"wait_returned", "/records?status=returned&order=waiting", "warn", standing[ledger.StatusReturned], ListQuery{Query: Query{Status: ledger.StatusReturned}}},
		{"wait_difficulties", "/difficulties", "warn", open, ListQuery{Open: true, Handling: oldestState(states)}},
		{"wait_conflict", "/conflicts", "bad", standing[ledger.StatusConflict], ListQuery{Query: Query{Status: ledger.StatusConflict}}},
		{"wait_rejected", "/records?status=rejected&order=waiting", "bad", standing[ledger.StatusRejected], ListQuery{Query: Query{Status: ledger.StatusRejected}}},
	} {
		n := tile{Label: pageWords[t.key].In(lang), URL: t.url, Class: t.class, Count: t.count}
		if t.count > 0 {
			if n.Age, err = p.oldest(ctx, t.oldest, lang); err != nil {
				return err
			}
		}
		body.Waiting = append(body.Waiting, n)
	}
	pairs, err := p.duplicateTile(ctx, lang)
	body.Waiting = append(body.Waiting, pairs)
	return err
}

// settled reports whether a difficulty in the state waits for nobody here any more.
func settled(state string) bool { return state == "da_giai_quyet" || state == "chuyen_cap_tren" }

// oldestState is the state in which difficulties wait longest for a first answer.
func oldestState(states map[string]int) string {
	for _, state := range []string{"moi", "da_tiep_nhan", "dang_xu_ly"} {
		if states[state] > 0 {
			return state
		}
	}
	return ""
}

// oldest says how long the one that has waited longest has.
func (p *Page) oldest(ctx context.Context, q ListQuery, lang string) (string, error) {
	q.Order, q.Limit = ByWaiting, 1
	items, _, err := p.office.List(ctx, q)
	if err != nil || len(items) == 0 {
		return "", err
	}
	return fill(pageWords["oldest"].In(lang), []any{p.age(items[0].Updated, lang)}), nil
}

// age is for how long something has been so: "hôm nay", "3 ngày".
func (p *Page) age(since time.Time, lang string) string {
	days := viet.DateOf(since).DaysUntil(p.today())
	if days <= 0 {
		return pageWords["today"].In(lang)
	}
	return fill(pageWords["days"].In(lang), []any{days})
}

// inPeriod fills in who has reported in the period and who has not, with the words to remind them.
func (p *Page) inPeriod(ctx context.Context, body *overviewBody, period ledger.Period, lang string) error {
	c, err := p.office.Coverage(ctx, period.Label, lang)
	if err != nil {
		return err
	}
	t, err := p.office.CountIn(ctx, period)
	if err != nil {
		return err
	}
	seen, err := p.office.store.Contacts(ctx)
	if err != nil {
		return err
	}
	var missing []string
	for _, u := range c.Units {
		line := unitLine{Place: u.place(), URL: listURL("unit", u.Unit, "period", period.Label), Records: u.Records,
			Review: t.Units[u.Unit][ledger.StatusSent], Seen: pageWords["never"].In(lang),
			State: pageWords["cover_"+string(u.State)].In(lang), Class: coverClasses[u.State]}
		if at, joined := seen[u.Unit]; joined {
			line.Seen = when(at, pageWords["not_yet"].In(lang))
		}
		body.Rows = append(body.Rows, line)
		if u.ReceivedAt == nil {
			body.Missing = append(body.Missing, line)
			missing = append(missing, u.place())
		}
	}
	body.Standing = fill(pageWords["coverage_says"].In(lang), []any{c.Expected, c.Received, c.OnTime, len(missing)})
	if len(missing) > 0 {
		body.Reminder = fill(pageWords["reminder"].Vi, []any{p.office.commune.Name, period.Title("vi"), c.Deadline.Format(), strings.Join(missing, "; ")})
	}
	return nil
}

// charts draws how many records count in the period by form and task, and in the year by month.
func (p *Page) charts(ctx context.Context, body *overviewBody, period ledger.Period, lang string) error {
	t, err := p.office.CountIn(ctx, period)
	if err != nil {
		return err
	}
	var forms, tasks, months []bar
	for _, f := range p.office.Catalogue().Forms() {
		forms = append(forms, bar{f.Plural.In(lang), listURL("form", f.Name, "period", period.Label), t.Forms[f.Name]})
	}
	for _, c := range p.planTasks() {
		tasks = append(tasks, bar{c.Label.In(lang), listURL("task", c.Name, "period", period.Label), t.Tasks[c.Name]})
	}
	day := period.To
	if today := p.today(); day.Compare(today) > 0 {
		day = today
	}
	last := ledger.MonthOf(day)
	span, _ := ledger.ParsePeriod(last.To.AddMonths(-12).AddDays(1).String() + ".." + last.To.String())
	year, err := p.office.CountIn(ctx, span)
	if err != nil {
		return err
	}
	for at := last; len(months) < 12; at = ledger.MonthOf(at.From.AddDays(-1)) {
		title, _, _ := strings.Cut(at.Title(lang), " (")
		months = append(months, bar{title, listURL("period", at.Label), year.Months[at.Label]})
	}
	slices.Reverse(months)
	body.ByForm = barChart(pageWords["by_form"].In(lang), forms)
	body.ByTask = barChart(pageWords["by_task"].In(lang), tasks)
	body.ByMonth = barChart(pageWords["by_month"].In(lang), months)
	return nil
}

// planTasks are the tasks of the plan as the forms name them.
func (p *Page) planTasks() []ledger.Choice {
	for _, form := range p.office.Catalogue().Forms() {
		if field := form.Field(taskField); field != nil {
			return field.Choices
		}
	}
	return nil
}

// deviceLine is one laptop as lists show it.
type deviceLine struct {
	ID, Place, Person, Computer, Seen, Joined, Revoked, Agent, Known string
}

// silent lists the laptops that have not called for long.
func (p *Page) silent(ctx context.Context, body *overviewBody, _ ledger.Period, lang string) error {
	const most = 30
	devices, err := p.office.store.Silent(ctx, p.office.now().Add(-silentDays*24*time.Hour), most)
	if err != nil {
		return err
	}
	units, err := p.office.Units(ctx)
	if err != nil {
		return err
	}
	names := places(units)
	for _, d := range devices {
		body.Silent = append(body.Silent, deviceLine{ID: d.ID.String(), Place: names[d.Unit], Person: d.Person, Computer: d.Computer,
			Seen: p.age(d.Seen, lang)})
	}
	return nil
}

// when shows a time in Viet Nam, or the word for never.
func when(t time.Time, never string) string {
	if t.IsZero() || t.UnixMilli() == 0 {
		return never
	}
	return t.In(viet.Zone).Format("15:04 02/01/2006")
}

// listURL is the address of the list with some filters set, given as names and values.
func listURL(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return "/records"
	}
	return "/records?" + q.Encode()
}
