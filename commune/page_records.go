package commune

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// pageSize is how many records stand on one page of the list.
const pageSize = 50

// recordsBody is what the list shows.
type recordsBody struct {
	Search      string
	Filters     []filter
	Rows        []recordLine
	First, Next string // addresses, "" where there is no such page
	Here        string // the query of this list, for what is done on it
	Saved       []savedLine
	MayApprove  bool
	Exports     []link
}

// filter is one select of the list.
type filter struct {
	Label, Name string
	Always      bool // without a choice for all
	Options     []option
}

// savedLine is a list that the account has given a name.
type savedLine struct{ Name, URL string }

// recordLine is one record of the list.
type recordLine struct {
	ID, Title, URL, Form, Place, Day, Status, Class, Received string

	Seen   uint64
	Merged string // what it is merged with, in words
	Ready  bool   // for approval
}

// listQuery is what the list's address asks for.
type listQuery struct{ ListQuery }

func readListQuery(q url.Values) listQuery {
	return listQuery{ListQuery{Query: Query{Unit: q.Get("unit"), Form: q.Get("form"), Period: q.Get("period"),
		Status: ledger.Status(q.Get("status")), Search: q.Get("q")},
		Task: q.Get("task"), Handling: q.Get("handling"), Open: q.Get("open") == "1", Merged: q.Get("merged") == "1",
		Order: Order(q.Get("order")), After: q.Get("after")}}
}

// url is the address of the page of the same list that after asks for.
func (q listQuery) url(after string) string {
	flag := func(on bool) string {
		if on {
			return "1"
		}
		return ""
	}
	return listURL("unit", q.Unit, "form", q.Form, "period", q.Period, "status", string(q.Status), "q", q.Search, "task", q.Task,
		"handling", q.Handling, "open", flag(q.Open), "merged", flag(q.Merged), "order", string(q.Order), "after", after)
}

// query is the address's without the page.
func (q listQuery) query() string {
	return strings.TrimPrefix(strings.TrimPrefix(q.url(""), "/records"), "?")
}

// orders are the list's, as its select names them.
var orders = []Order{ByDay, ByReceived, ByWaiting, ByTitle}

// clean drops what no list can be asked for, and says what could not be read.
func (q *listQuery) clean(lang string) (said string) {
	if _, err := ledger.ParsePeriod(q.Period); q.Period != "" && err != nil {
		said = fill(pageWords["bad_period"].In(lang), []any{q.Period})
		q.Period = ""
	}
	if !slices.Contains(ledger.Statuses, q.Status) {
		q.Status = ""
	}
	if !slices.Contains(orders, q.Order) {
		q.Order = ByDay
	}
	return said
}

func (p *Page) records(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	v.Notice = p.said(w, r, v.Lang)
	q := readListQuery(r.URL.Query())
	v.Error = q.clean(v.Lang)
	p.showList(w, r, http.StatusOK, v, user, q)
}

// showList shows one page of a list.
func (p *Page) showList(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, q listQuery) {
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := recordsBody{Search: q.Search, Filters: p.filters(q, units, v.Lang), Here: q.query(), MayApprove: user.Role.May(Reviewer)}
	if err := p.list(r.Context(), q, &body, places(units), v.Lang); err != nil {
		p.fail(w, r, err)
		return
	}
	saved, err := p.office.store.SavedFilters(r.Context(), user.Name)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	slices.SortFunc(saved, func(a, b SavedFilter) int { return viet.Compare(a.Name, b.Name) })
	for _, f := range saved {
		body.Saved = append(body.Saved, savedLine{f.Name, "/records?" + f.Query})
	}
	if p.options.Export != nil {
		for _, kind := range []string{"xlsx", "csv"} {
			body.Exports = append(body.Exports, link{URL: "/records/export?" + strings.TrimPrefix(body.Here+"&kind="+kind, "&"), Label: "." + kind})
		}
		body.Exports = append(body.Exports, link{URL: "/records/export?" + strings.TrimPrefix(body.Here+"&kind=xlsx&public=1", "&"), Label: pageWords["export_public"].In(v.Lang)})
	}
	v.Body = body
	p.render(w, r, status, "records", v)
}

// list fills in one page of records.
func (p *Page) list(ctx context.Context, q listQuery, body *recordsBody, places map[string]string, lang string) error {
	q.Limit = pageSize
	items, next, err := p.office.List(ctx, q.ListQuery)
	if errors.Is(err, ErrNotFound) { // an address from elsewhere: begin again
		q.After = ""
		items, next, err = p.office.List(ctx, q.ListQuery)
	}
	if err != nil {
		return err
	}
	if q.After != "" {
		body.First = q.url("")
	}
	if next != "" {
		body.Next = q.url(next)
	}
	for _, it := range items {
		body.Rows = append(body.Rows, p.line(it, places, lang))
	}
	return nil
}

// line is a record as lists show it.
func (p *Page) line(it Item, places map[string]string, lang string) recordLine {
	l := recordLine{ID: it.ID.String(), Seen: it.number, Ready: it.Status == ledger.StatusSent, Title: it.Title, URL: "/records/" + it.ID.String(), Form: p.formTitle(it.Form, lang), Place: places[it.Unit],
		Day: shownDay(it.Date), Received: when(it.Updated, "")}
	if l.Place == "" {
		l.Place = it.Unit
	}
	if l.Title == "" {
		l.Title = l.Form
	}
	switch {
	case !it.CountedIn.IsZero():
		l.Merged = pageWords["counted_elsewhere"].In(lang)
	case len(it.merge) > 1:
		l.Merged = fill(pageWords["merged_here"].In(lang), []any{len(it.merge)})
	}
	l.Status, l.Class = shownStatus(it.Status, lang)
	return l
}

func (p *Page) formTitle(name, lang string) string {
	if form := p.office.Catalogue().Form(name); form != nil {
		return form.Title.In(lang)
	}
	return name
}

func shownStatus(s ledger.Status, lang string) (words, class string) {
	known, ok := pageStatuses[s]
	if !ok {
		return string(s), ""
	}
	return known.words.In(lang), known.class
}

func shownDay(iso string) string {
	d, err := viet.ParseISO(iso)
	if err != nil {
		return iso
	}
	return d.Format()
}

// places names every unit so that two of one name can be told apart.
func places(units []Unit) map[string]string {
	out := make(map[string]string, len(units))
	for _, u := range units {
		out[u.ID] = u.Place()
	}
	return out
}

// filters are the list's selects with what is chosen now.
func (p *Page) filters(q listQuery, units []Unit, lang string) []filter {
	word := func(key string) string { return pageWords[key].In(lang) }
	byUnit := filter{Label: word("unit"), Name: "unit"}
	for _, u := range units {
		byUnit.Options = append(byUnit.Options, option{u.ID, u.Place(), u.ID == q.Unit})
	}
	byForm := filter{Label: word("form"), Name: "form"}
	for _, f := range p.office.Catalogue().Forms() {
		byForm.Options = append(byForm.Options, option{f.Name, f.Title.In(lang), f.Name == q.Form})
	}
	byStatus := filter{Label: word("status"), Name: "status"}
	for _, s := range ledger.Statuses {
		if known, ok := pageStatuses[s]; ok {
			byStatus.Options = append(byStatus.Options, option{string(s), known.words.In(lang), s == q.Status})
		}
	}
	byPeriod := filter{Label: word("period"), Name: "period"}
	chosen, err := ledger.ParsePeriod(q.Period)
	if err != nil {
		chosen = ledger.MonthOf(p.today())
	}
	byPeriod.Options = p.periods(chosen, lang)
	for i := range byPeriod.Options {
		byPeriod.Options[i].Selected = byPeriod.Options[i].Selected && err == nil
	}
	byTask := filter{Label: word("task"), Name: "task"}
	for _, c := range p.planTasks() {
		byTask.Options = append(byTask.Options, option{c.Name, c.Label.In(lang), c.Name == q.Task})
	}
	byOrder := filter{Label: word("order"), Name: "order", Always: true}
	for _, o := range orders {
		byOrder.Options = append(byOrder.Options, option{string(o), word("order_" + cmp.Or(string(o), "day")), o == q.Order})
	}
	out := []filter{byUnit, byForm, byStatus, byPeriod, byTask, byOrder}
	if q.Open {
		out = append(out, filter{Label: word("reply_state"), Name: "open", Options: []option{{"1", word("open_only"), true}}})
	}
	if q.Merged {
		out = append(out, filter{Label: word("merged"), Name: "merged", Options: []option{{"1", word("merged_only"), true}}})
	}
	return out
}
