package commune

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// behindBody is the list of records behind one figure of a report.
type behindBody struct {
	Preview     string // address of the report that has the figure
	Title, Days string
	Value, Sum  string
	Known       bool
	Agrees      bool
	Approved    bool
	How         string // how it is counted
	PartOf      string
	Spans       []spanLink
	Sides       []link // of a ratio
	Rows        []behindLine
	Total       int
	Count       string // Total, as people write it
	Pages       pager
}

// spanLink is the same figure of other days.
type spanLink struct {
	link
	Value string
}

// behindLine is one record and what it gives.
type behindLine struct {
	recordLine
	Gives   string
	Nothing bool
}

// pager leads to the pages before and after; the first page is 1.
type pager struct {
	Page, Last int
	Back, Next string // addresses, "" where there is none
}

// behindReport lists the records behind one figure, a page at a time.
func (p *Page) behindReport(w http.ResponseWriter, r *http.Request, user User) {
	at, here, ok := p.composedReport(w, r)
	if !ok {
		return
	}
	sent := r.URL.Query()
	page := max(int(positive(sent.Get("page"))), 1)
	q := BackingQuery{Figure: sent.Get("of"), Span: cmp.Or(sent.Get("span"), periodic.ThisPeriod), Form: sent.Get("form"), Unit: sent.Get("unit"),
		Offset: (page - 1) * pageSize, Limit: pageSize}
	b, err := p.office.Backing(r.Context(), at, q)
	switch {
	case errors.Is(err, ErrNotFound):
		p.missing(w, r)
		return
	case err != nil:
		p.fail(w, r, err)
		return
	}
	v := p.view(r, "reports", user)
	body := behindBody{Preview: "/reports/preview?" + here.Encode(), Approved: at.Approved, Total: b.Total, Count: viet.FormatNumber(viet.Int(int64(b.Total)))}
	if q.Figure == "" {
		body.counted(b, q, at, v.Lang)
	} else {
		body.figure(b, at, tracer(here), v.Lang)
	}
	body.Pages = pagerOf(r.URL, page, b.Total)
	for _, one := range b.Rows {
		line := behindLine{recordLine: p.line(one.Item, at.Places, v.Lang), Gives: shownShare(b, one.Gives), Nothing: one.Gives == 0}
		line.Day = shownDay(placed(one.Item))
		body.Rows = append(body.Rows, line)
	}
	p.office.note(r.Context(), user.Name, "read-behind", at.Period.Label, cmp.Or(q.Figure, q.Form)+" "+q.Unit)
	v.Title, v.Body = body.Title, body
	p.render(w, r, http.StatusOK, "report_behind", v)
}

func shownShare(b Backing, n viet.Number) string {
	if b.Indicator == nil {
		return viet.FormatNumber(n)
	}
	return b.Indicator.Measure(ledger.Amount{Number: n, Known: true}, "vi")
}

// counted says how many records there are.
func (body *behindBody) counted(b Backing, q BackingQuery, at ReportAt, lang string) {
	body.Title = pageWords["report_records_of"].In(lang)
	if form := at.Forms.Form(q.Form); form != nil {
		body.Title = form.Plural.In(lang)
	}
	if q.Unit != "" {
		body.Title += " – " + cmp.Or(at.Places[q.Unit], q.Unit)
	}
	body.Days = b.Days.Title(lang)
	body.Value, body.Sum = viet.FormatNumber(b.Value.Number), viet.FormatNumber(b.Sum)
	body.Known, body.Agrees = true, b.Sum == b.Value.Number
	body.How = pageWords["how_records"].In(lang)
}

// figure says what a figure is and how it is counted.
func (body *behindBody) figure(b Backing, at ReportAt, address func(string) string, lang string) {
	ind := b.Indicator
	body.Title, body.Days, body.Known = ind.Title.In(lang), b.Days.Title(lang), b.Value.Known
	body.Value, body.Sum = ind.Measure(b.Value, lang), ind.Measure(ledger.Amount{Number: b.Sum, Known: true}, lang)
	body.Agrees = b.Sum == b.Value.Number || b.Sides[0] != ""
	body.How = pageWords["how_"+string(ind.Kind)].In(lang)
	if whole := ledger.DefaultIndicators().Find(ind.PartOf); whole != nil {
		body.PartOf = whole.Title.In(lang)
	}
	for _, f := range at.Figures {
		if code := f.Indicator.Code; code == b.Sides[0] || code == b.Sides[1] {
			body.Sides = append(body.Sides, link{URL: address(periodic.TraceFigure + code + "." + b.Span),
				Label: f.Indicator.Title.In(lang) + ": " + f.Indicator.Measure(valueIn(f, b.Span), lang)})
		}
		if f.Indicator.Code == ind.Code {
			for _, span := range []string{periodic.ThisPeriod, periodic.LastYear, periodic.YearToDate} {
				body.Spans = append(body.Spans, spanLink{link{address(periodic.TraceFigure + ind.Code + "." + span), pageWords["span_"+span].In(lang), span == b.Span},
					ind.Measure(valueIn(f, span), lang)})
			}
		}
	}
}

func valueIn(f ledger.Figure, span string) ledger.Amount {
	switch span {
	case periodic.LastYear:
		return f.LastYear
	case periodic.YearToDate:
		return f.YearToDate
	}
	return f.Value
}

// pagerOf leads through pages of a list at an address.
func pagerOf(at *url.URL, page, total int) pager {
	out := pager{Page: page, Last: max((total+pageSize-1)/pageSize, 1)}
	to := func(n int) string {
		q := at.Query()
		q.Set("page", strconv.Itoa(n))
		return at.Path + "?" + q.Encode()
	}
	if page > 1 {
		out.Back = to(min(page-1, out.Last))
	}
	if page < out.Last {
		out.Next = to(page + 1)
	}
	return out
}

// positive reads a number of an address, 0 for none.
func positive(s string) uint64 {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return 0
	}
	return n
}
