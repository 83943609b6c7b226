package commune

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// maxTraces is how many places of a person one page shows; the file has all.
const maxTraces = 500

// peopleBody is what the page of a person's data shows: every place in which the name stands.
type peopleBody struct {
	Name      string
	Searched  bool
	Total     int
	Rows      []traceLine
	More      int // that are not shown
	Exact     int // that would be erased: the same marks, no account
	Retention string
}

type traceLine struct{ Kind, Unit, URL, Place, Text, At string }

func (p *Page) people(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "people", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showPeople(w, r, http.StatusOK, v, "")
}

// findPeople looks for a name. It is posted, so that names stand in no address and no log.
func (p *Page) findPeople(w http.ResponseWriter, r *http.Request, user User) {
	p.office.note(r.Context(), user.Name, "person-find", "", "")
	p.showPeople(w, r, http.StatusOK, p.view(r, "people", user), r.PostFormValue("name"))
}

// showPeople shows the page with what is found of a name, "" for none.
func (p *Page) showPeople(w http.ResponseWriter, r *http.Request, status int, v pageView, name string) {
	years, err := p.office.Retention(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := peopleBody{Name: strings.TrimSpace(name), Retention: strconv.Itoa(years)}
	if body.Name != "" {
		err := p.traces(r, &body, v.Lang)
		if p.refused(w, r, &v, err) && v.Error == "" {
			return
		}
		if err != nil {
			status = http.StatusUnprocessableEntity
		}
	}
	v.Body = body
	p.render(w, r, status, "people", v)
}

// traces fills in where the name stands.
func (p *Page) traces(r *http.Request, body *peopleBody, lang string) error {
	found, err := p.office.FindPerson(r.Context(), body.Name, false)
	if err != nil {
		return err
	}
	units, err := p.office.Units(r.Context())
	if err != nil {
		return err
	}
	names := places(units)
	body.Searched, body.Total = true, len(found)
	for i, t := range found {
		if t.Kind != "account" && len(ledger.FindName(t.Text, body.Name, true)) > 0 {
			body.Exact++
		}
		if i >= maxTraces {
			body.More++
			continue
		}
		line := traceLine{Kind: pageWords["trace_"+t.Kind].In(lang), Unit: names[t.Unit], Text: shortened(strings.Join(strings.Fields(t.Text), " "), 200), At: when(t.At, "")}
		if t.Kind == "record" {
			line.Kind, line.URL, line.Place = p.formTitle(t.Form, lang), "/records/"+t.Record.String(), p.placeWords(t, lang)
		}
		body.Rows = append(body.Rows, line)
	}
	return nil
}

// placeWords says in which part of a record a name stands.
func (p *Page) placeWords(t PersonTrace, lang string) string {
	field, _, _ := strings.Cut(t.Place, ".")
	if w, ok := pageWords["trace_"+strings.TrimPrefix(field, "@")]; ok && strings.HasPrefix(field, "@") {
		return w.In(lang)
	}
	if form := p.office.Catalogue().Form(t.Form); form != nil {
		if f := form.Field(field); f != nil {
			return f.Label.In(lang)
		}
	}
	return field
}

// exportPerson sends everything about a person as a file for that person.
func (p *Page) exportPerson(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "people", user)
	traces, err := p.office.FindPerson(r.Context(), r.PostFormValue("name"), false)
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showPeople(w, r, http.StatusUnprocessableEntity, v, "")
		}
		return
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(append([]PersonTrace{}, traces...)); err != nil {
		p.fail(w, r, err)
		return
	}
	p.office.note(r.Context(), user.Name, "person-export", "", number(len(traces)))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="du-lieu-ca-nhan.json"`)
	w.Write(b.Bytes()) //nolint:errcheck // the browser asks again
}

// erasePerson erases a name that was typed twice alike.
func (p *Page) erasePerson(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "people", user)
	name := r.PostFormValue("name")
	if viet.Exact(strings.TrimSpace(r.PostFormValue("again"))) != viet.Exact(strings.TrimSpace(name)) {
		v.Error = pageWords["erase_again_differs"].In(v.Lang)
		p.showPeople(w, r, http.StatusUnprocessableEntity, v, name)
		return
	}
	_, err := p.office.ErasePerson(r.Context(), user.Name, name)
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showPeople(w, r, http.StatusUnprocessableEntity, v, "")
		}
		return
	}
	p.say(w, "done_erase")
	http.Redirect(w, r, "/people", http.StatusSeeOther)
}

// setRetention settles how long names are kept.
func (p *Page) setRetention(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "people", user)
	years, err := strconv.Atoi(strings.TrimSpace(r.PostFormValue("years")))
	if err != nil {
		years = -1
	}
	err = p.office.SetRetention(r.Context(), years)
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showPeople(w, r, http.StatusUnprocessableEntity, v, "")
		}
		return
	}
	p.office.note(r.Context(), user.Name, "retention", "", number(years))
	p.say(w, "done_retention")
	http.Redirect(w, r, "/people", http.StatusSeeOther)
}

// longer gives an act that reads every change time to answer.
func longer(do func(*Page, http.ResponseWriter, *http.Request, User)) func(*Page, http.ResponseWriter, *http.Request, User) {
	return func(p *Page, w http.ResponseWriter, r *http.Request, user User) {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(longTime)) // as in Page.guard
		do(p, w, r, user)
	}
}

// longTime is how long a page may take to go out that reads every change.
const longTime = 30 * time.Minute
