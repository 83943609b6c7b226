package commune

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// pageSize is how many records stand on one page of the list.
const pageSize = 50

// recordsBody is what the list shows.
type recordsBody struct {
	Search         string
	Filters        []filter
	Rows           []recordLine
	Page           int
	Previous, Next string // addresses, "" where there is no such page
}

// filter is one select of the list.
type filter struct {
	Label, Name string
	Options     []option
}

// recordLine is one record of the list.
type recordLine struct {
	Title, URL, Form, Place, Day, Status, Class, Received string
}

// listQuery is what the list's address asks for.
type listQuery struct {
	Query
	open bool // only difficulties that are not solved
	page int  // from 1
}

func readListQuery(r *http.Request) listQuery {
	q := r.URL.Query()
	page, err := strconv.Atoi(q.Get("page"))
	if err != nil || page < 1 || page > 100000 {
		page = 1
	}
	return listQuery{page: page, open: q.Get("open") == "1", Query: Query{Unit: q.Get("unit"), Form: q.Get("form"),
		Period: q.Get("period"), Status: ledger.Status(q.Get("status")), Search: q.Get("q")}}
}

// url is the address of another page of the same list.
func (q listQuery) url(page int) string {
	number, open := "", ""
	if page > 1 {
		number = strconv.Itoa(page)
	}
	if q.open {
		open = "1"
	}
	return listURL("unit", q.Unit, "form", q.Form, "period", q.Period, "status", string(q.Status), "q", q.Search,
		"open", open, "page", number)
}

func (p *Page) records(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	v.Notice = p.said(r, v.Lang)
	q := readListQuery(r)
	if _, err := ledger.ParsePeriod(q.Period); q.Period != "" && err != nil {
		v.Error = fill(pageWords["bad_period"].In(v.Lang), []any{q.Period})
		q.Period = ""
	}
	if !slices.Contains(ledger.Statuses, q.Status) {
		q.Status = ""
	}
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := recordsBody{Search: q.Search, Page: q.page, Filters: p.filters(q, units, v.Lang)}
	if err := p.list(r.Context(), q, &body, places(units), v.Lang); err != nil {
		p.fail(w, r, err)
		return
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "records", v)
}

// list fills in one page of records.
func (p *Page) list(ctx context.Context, q listQuery, body *recordsBody, places map[string]string, lang string) error {
	find := q.Query
	if !q.open {
		find.Limit = q.page*pageSize + 1
	}
	items, err := p.office.RecordsIn(ctx, find)
	if err != nil {
		return err
	}
	if q.open {
		items = slices.DeleteFunc(items, func(it Item) bool { return !unsolved(it) })
	}
	if q.page > 1 {
		body.Previous = q.url(q.page - 1)
	}
	if len(items) > q.page*pageSize {
		body.Next = q.url(q.page + 1)
		items = items[:q.page*pageSize]
	}
	for _, it := range items[min((q.page-1)*pageSize, len(items)):] {
		body.Rows = append(body.Rows, p.line(it, places, lang))
	}
	return nil
}

// line is a record as lists show it.
func (p *Page) line(it Item, places map[string]string, lang string) recordLine {
	l := recordLine{Title: it.Title, URL: "/records/" + it.ID.String(), Form: p.formTitle(it.Form, lang), Place: places[it.Unit],
		Day: shownDay(it.Date), Received: when(it.Updated, "")}
	if l.Place == "" {
		l.Place = it.Unit
	}
	if l.Title == "" {
		l.Title = l.Form
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
	if chosen, err := ledger.ParsePeriod(q.Period); err == nil {
		byPeriod.Options = p.periods(chosen, lang)
	} else {
		byPeriod.Options = p.periods(ledger.MonthOf(p.today()), lang)
		for i := range byPeriod.Options {
			byPeriod.Options[i].Selected = false
		}
	}
	out := []filter{byUnit, byForm, byStatus, byPeriod}
	if q.open {
		out = append(out, filter{Label: word("reply_state"), Name: "open", Options: []option{{"1", word("open_only"), true}}})
	}
	return out
}
