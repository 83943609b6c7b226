package commune

import (
	"crypto/rand"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/nghia-hung/sothon/commune/report/paper"
	"github.com/nghia-hung/sothon/commune/report/periodic"
	"github.com/nghia-hung/sothon/viet"
)

// previewBody is a report as it will be printed, each number a link to the records behind it.
type previewBody struct {
	Title, Days string
	Approved    bool
	Number      string   // of the newest change in it
	Places      []string // that a person must write
	Document    template.HTML
	Parts       []link // of the document
	Report      string // address of the report that it is, "" when it is not kept
	Period      string // label, of one that is not kept
	Mark        string
	Differs     bool // it is not any more what it was
}

func (p *Page) previewReport(w http.ResponseWriter, r *http.Request, user User) {
	at, q, ok := p.composedReport(w, r)
	if !ok {
		return
	}
	v := p.view(r, "reports", user)
	in := *at.Input
	in.Traced = true
	d := periodic.Compose(&in)
	body := previewBody{Approved: in.Approved, Number: viet.FormatNumber(viet.Int(int64(in.Number))), Places: d.Places(), Period: in.Period.Label, Mark: rand.Text(),
		Document: template.HTML(paper.HTML(d, tracer(q)))} //nolint:gosec // paper.HTML escapes every text
	body.Title, body.Days = reportTitle(at, v.Lang)
	for i := range d.Sections {
		label := pageWords["report_text"].In(v.Lang)
		if i > 0 {
			label = periodic.AppendixName(i)
		}
		body.Parts = append(body.Parts, link{URL: "#part-" + strconv.Itoa(i), Label: label})
	}
	if at.Made.ID != "" {
		body.Report, body.Differs = reportURL(at.Made.ID), !at.Same
	}
	p.office.note(r.Context(), user.Name, "read-report", in.Period.Label, strconv.FormatUint(in.Number, 10))
	v.Title = pageWords["report_preview"].In(v.Lang) + " " + body.Title
	v.Body = body
	p.render(w, r, http.StatusOK, "report_preview", v)
}

// tracer gives the addresses of what stands behind numbers of a report that q names.
func tracer(q url.Values) func(trace string) string {
	here := q.Encode()
	return func(trace string) string {
		if id, ok := strings.CutPrefix(trace, periodic.TraceRecord); ok {
			return "/records/" + url.PathEscape(id)
		}
		if figure, ok := strings.CutPrefix(trace, periodic.TraceFigure); ok {
			code, span, _ := strings.Cut(figure, ".")
			return "/reports/behind?" + here + "&" + url.Values{"of": {code}, "span": {span}}.Encode()
		}
		if counted, ok := strings.CutPrefix(trace, periodic.TraceCount); ok {
			form, unit, _ := strings.Cut(counted, "@")
			return "/reports/behind?" + here + "&" + url.Values{"form": {form}, "unit": {unit}}.Encode()
		}
		return ""
	}
}
