package commune

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/nghia-hung/sothon/ledger"
)

// conflictsBody is what the page of conflicts shows: every record with the values that stand beside
// each other.
type conflictsBody struct {
	Rows       []conflictLine
	First      string
	Next       string
	MaySettle  bool
	ShowStates bool
}

// conflictLine is one record in conflict.
type conflictLine struct {
	recordLine
	Fields []answer
}

// conflictPage is how many records in conflict stand on one page: each is shown in full.
const conflictPage = 20

func (p *Page) conflicts(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "conflicts", user)
	v.Notice = p.said(w, r, v.Lang)
	q := listQuery{ListQuery{Query: Query{Status: ledger.StatusConflict, Limit: conflictPage}, Order: ByWaiting, After: r.URL.Query().Get("after")}}
	items, next, err := p.office.List(r.Context(), q.ListQuery)
	if errors.Is(err, ErrNotFound) {
		q.After = ""
		items, next, err = p.office.List(r.Context(), q.ListQuery)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := conflictsBody{MaySettle: user.Role.May(Reviewer)}
	for _, it := range items {
		o, err := p.open(r.Context(), it.ID.String(), v.Lang)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		line := conflictLine{recordLine: p.line(it, o.places, v.Lang)}
		for _, name := range o.Conflicts {
			line.Fields = append(line.Fields, o.answer(name))
		}
		line.Seen = o.number
		body.Rows = append(body.Rows, line)
	}
	if q.After != "" {
		body.First = "/conflicts"
	}
	if next != "" {
		body.Next = "/conflicts?after=" + url.QueryEscape(next)
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "conflicts", v)
}
