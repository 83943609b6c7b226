package commune

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/nghia-hung/sothon/ledger"
)

// correctBody is what the page for correcting a record shows.
type correctBody struct {
	URL, Title, Form, Place string
	Seen                    uint64
	Sections                []formSection
	Text                    string
}

// correct shows a record's form with its answers.
func (p *Page) correct(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "records", user)
	p.showCorrect(w, r, http.StatusOK, v, nil, nil)
}

// showCorrect shows the form; typed and problems bring back what was typed before an error.
func (p *Page) showCorrect(w http.ResponseWriter, r *http.Request, status int, v pageView, typed url.Values, problems FieldProblems) {
	o, err := p.open(r.Context(), r.PathValue("id"), v.Lang)
	switch {
	case errors.Is(err, &Fault{Key: "record_unknown"}):
		p.missing(w, r)
		return
	case err != nil:
		p.fail(w, r, err)
		return
	case o.form == nil || o.form.System:
		p.fail(w, r, fault("correct_form", o.Form))
		return
	}
	var b recordBody
	o.describe(&b)
	body := correctBody{URL: b.URL, Title: b.Title, Form: b.Form, Place: b.Place, Seen: o.number, Text: typed.Get("text")}
	if seen, err := strconv.ParseUint(typed.Get("seen"), 10, 64); err == nil && v.Error != o.word("changed_since") {
		body.Seen = seen
	}
	f := filling{form: o.form, values: o.Values, typed: typed, problems: problems, lang: v.Lang,
		links: func(field *ledger.Field) []option { return p.linkable(r.Context(), o.Unit, field) }}
	body.Sections = f.sections()
	v.Title, v.Body = o.word("correct_title", b.Title), body
	p.render(w, r, status, "correct", v)
}

// linkable are the unit's newest records that a link may point to.
func (p *Page) linkable(ctx context.Context, unit string, field *ledger.Field) (out []option) {
	const most = 100
	for _, form := range field.Forms {
		items, _, err := p.office.List(ctx, ListQuery{Query: Query{Unit: unit, Form: form, Limit: most}})
		if err != nil {
			p.office.log.Error("list what may be linked", "form", form, "error", err)
			continue
		}
		for _, it := range items {
			out = append(out, option{Value: it.ID.String(), Label: it.Title + " · " + shownDay(it.Date)})
		}
	}
	return out
}

// doCorrect is the act behind the form. The error of fields that do not fit is FieldProblems.
func doCorrect(ctx context.Context, o *Office, who string, id ledger.ID, r *http.Request) error {
	row, _, err := o.record(ctx, id)
	if err != nil {
		return err
	}
	form := o.form(row)
	if form == nil {
		return fault("correct_form", row.Form)
	}
	return o.Correct(ctx, who, id, typedValues(form, row.Values, r.PostForm), r.PostFormValue("text"))
}
