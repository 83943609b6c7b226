package commune

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// entryBody is what the page on which a unit and a form are chosen shows.
type entryBody struct {
	Units []unitGroup
	Forms []entryForm
}

// unitGroup are the units of one old commune.
type unitGroup struct {
	Label   string
	Options []option
}

type entryForm struct {
	Name, Title, Help string
	Selected          bool
}

// entryChoice asks for whom something is typed in, and on which form.
func (p *Page) entryChoice(w http.ResponseWriter, r *http.Request, user User) {
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	v := p.view(r, "entry", user)
	q := r.URL.Query()
	body := entryBody{Units: p.unitGroups(units, q.Get("unit"), v.Lang)}
	chosen := q.Get("form")
	for _, form := range p.office.Catalogue().Forms() {
		if chosen == "" {
			chosen = form.Name
		}
		body.Forms = append(body.Forms, entryForm{form.Name, form.Title.In(v.Lang), form.Help.In(v.Lang), form.Name == chosen})
	}
	v.Body = body
	p.render(w, r, http.StatusOK, "entry", v)
}

// unitGroups are the units that exist today by old commune, then those that have ended.
func (p *Page) unitGroups(units []Unit, chosen, lang string) (out []unitGroup) {
	today := p.today().String()
	ended := unitGroup{Label: pageWords["units_ended"].In(lang)}
	for _, u := range units {
		o := option{u.ID, u.Place(), u.ID == chosen}
		if u.ValidTo != "" && u.ValidTo < today {
			ended.Options = append(ended.Options, o)
			continue
		}
		if n := len(out); n == 0 || out[n-1].Label != u.OldCommune {
			out = append(out, unitGroup{Label: u.OldCommune})
		}
		last := &out[len(out)-1]
		last.Options = append(last.Options, o)
	}
	if len(ended.Options) > 0 {
		out = append(out, ended)
	}
	return out
}

// fillBody is what the page for typing a record in shows.
type fillBody struct {
	Unit, Place, Form, Title, Help, Token string
	Version                               int
	Sections                              []formSection
	Problems                              []problemLink
	Alike                                 []alikeLine
	Seen                                  []string // records that were shown as alike
	Checked                               bool     // somebody asked to have it checked
	There                                 string   // address of the record that was typed in under the same token
	Differs                               bool     // and now reads otherwise
	Last                                  string   // address of what was typed in before
	Locked                                string   // the locked period that the record's day lies in
	Back                                  string
	Next                                  bool // another empty form was asked for
}

// alikeLine is a record that may tell of the same event.
type alikeLine struct {
	URL, Title, Place, Day string
	Reasons                []string
}

// entering is a form for typing a record in, on its way to the page.
type entering struct {
	in     TypedIn
	typed  url.Values // nil at first
	looked Looked
	status int
	body   fillBody
}

// newEntry shows an empty form.
func (p *Page) newEntry(w http.ResponseWriter, r *http.Request, user User) {
	q := r.URL.Query()
	e := entering{in: TypedIn{Unit: q.Get("unit"), Form: q.Get("form")}, status: http.StatusOK}
	form := p.office.Catalogue().Form(e.in.Form)
	if _, err := p.office.unit(r.Context(), e.in.Unit); err != nil || form == nil || form.System {
		http.Redirect(w, r, "/entry?"+url.Values{"unit": {e.in.Unit}, "form": {e.in.Form}}.Encode(), http.StatusSeeOther)
		return
	}
	var err error
	if e.in.ID, err = ledger.NewID(p.office.now().UnixMilli(), p.office.random); err != nil {
		p.fail(w, r, err)
		return
	}
	e.looked = Looked{TypedIn: e.in, Definition: form, Answers: form.Defaults(p.entryEnv())}
	if by := clean(q.Get("by")); by != "" {
		e.looked.Answers[authorField] = ledger.TextValue(by)
	}
	if last, err := ledger.ParseID(q.Get("after")); err == nil {
		e.body.Last = "/records/" + last.String()
	}
	v := p.view(r, "entry", user)
	// So the browser's own "back" finds what was typed.
	w.Header().Set("Cache-Control", "private, no-cache")
	p.showEntry(w, r, v, user, e)
}

func (p *Page) entryEnv() ledger.Env { return ledger.Env{Today: p.today()} }

// enter checks what was typed or keeps it, by the button that was pressed.
func (p *Page) enter(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "entry", user)
	e, err := p.readEntry(w, r)
	if err != nil {
		v.Error = Explain(err, v.Lang)
	}
	if e.typed == nil {
		p.fail(w, r, err)
		return
	}
	do := e.typed.Get("do")
	if err != nil {
		do = "check"
	}
	if err := p.carryOutEntry(r.Context(), user.Name, &e, do); err != nil {
		p.fail(w, r, err)
		return
	}
	if e.status == http.StatusSeeOther {
		p.entryDone(w, r, e, do)
		return
	}
	p.showEntry(w, r, v, user, e)
}

// carryOutEntry leaves in e what came of it: kept (status 303), or what has to be shown.
func (p *Page) carryOutEntry(ctx context.Context, who string, e *entering, do string) error {
	looked, err := p.office.LookAt(ctx, who, []TypedIn{e.in})
	if err != nil {
		return err
	}
	e.looked, e.status = looked[0], http.StatusOK
	e.body.Checked, e.body.Next = do == "check", do == "next" || e.typed.Get("then") == "next"
	saves := do == "save" || do == "next" || do == "anyway"
	switch {
	case e.looked.There && len(e.looked.Differs) == 0:
		e.status = http.StatusSeeOther
		return nil
	case e.looked.There:
		e.body.There, e.body.Differs = "/records/"+e.in.ID.String(), true
		e.status = http.StatusUnprocessableEntity
		e.in.ID, err = ledger.NewID(p.office.now().UnixMilli(), p.office.random)
		return err
	case !saves:
		return nil
	case len(e.looked.Problems) > 0, do != "anyway" && len(e.looked.Alike) > 0, !e.sawAlike():
		e.status = http.StatusUnprocessableEntity
		return nil
	}
	looked, err = p.office.TypeIn(ctx, who, []TypedIn{e.in})
	if errors.Is(err, ErrNotTyped) {
		e.looked, e.status = looked[0], http.StatusUnprocessableEntity
		return nil
	}
	e.status = http.StatusSeeOther
	return err
}

// sawAlike reports whether everything alike was shown before.
func (e *entering) sawAlike() bool {
	for _, d := range e.looked.Alike {
		for _, id := range d.Records {
			if id != e.in.ID && !slices.Contains(e.typed["alike"], id.String()) {
				return false
			}
		}
	}
	return true
}

// entryDone goes on to the record or, for somebody with a pile of paper, to the next empty form.
func (p *Page) entryDone(w http.ResponseWriter, r *http.Request, e entering, do string) {
	p.say(w, "entry_saved")
	if do == "next" || do == "anyway" && e.body.Next {
		q := url.Values{"unit": {e.in.Unit}, "form": {e.in.Form}, "by": {e.typed.Get(authorField)}, "after": {e.in.ID.String()}}
		http.Redirect(w, r, "/entry/new?"+q.Encode(), http.StatusSeeOther)
		return
	}
	http.Redirect(w, r, "/records/"+e.in.ID.String(), http.StatusSeeOther)
}

// showEntry shows the form with what was typed.
func (p *Page) showEntry(w http.ResponseWriter, r *http.Request, v pageView, user User, e entering) {
	if err := p.fillEntry(r.Context(), &v, user, &e); err != nil {
		p.fail(w, r, err)
		return
	}
	if v.Error == "" && v.Notice == "" && e.status == http.StatusOK {
		v.Notice = p.said(w, r, v.Lang)
	}
	v.Title, v.Body = fill(pageWords["entry_title"].In(v.Lang), []any{e.body.Title}), e.body
	p.render(w, r, e.status, "fill", v)
}

// fillEntry completes the page's body.
func (p *Page) fillEntry(ctx context.Context, v *pageView, user User, e *entering) error {
	form, b, lang := e.looked.Definition, &e.body, v.Lang
	places, err := p.office.places(ctx)
	if err != nil {
		return err
	}
	b.Unit, b.Place, b.Form, b.Version, b.Token = e.in.Unit, places[e.in.Unit], form.Name, form.Version, e.in.ID.String()
	b.Title, b.Help = form.Title.In(lang), form.Help.In(lang)
	v.OtherURL = "/entry/new?" + url.Values{"unit": {e.in.Unit}, "form": {e.in.Form}, "lang": {pageWords["other_lang"].In(lang)}}.Encode()
	b.Back = "/entry?" + url.Values{"unit": {e.in.Unit}, "form": {e.in.Form}}.Encode()
	f := filling{form: form, values: e.looked.Answers, typed: e.typed, lang: lang, asked: form.Relevant(e.looked.Answers, p.entryEnv()),
		files: true, fixed: map[string]string{typistField: user.Name}, must: authorField,
		links: func(field *ledger.Field) []option { return p.linkable(ctx, e.in.Unit, field) }}
	if heads, err := p.office.store.Heads(ctx, e.in.Unit); err == nil {
		f.known = map[string][]string{authorField: headNames(heads)}
	}
	if e.typed != nil && (e.status != http.StatusOK || b.Checked) {
		f.problems = byPlace(e.looked.Problems)
	}
	b.Sections = f.sections()
	b.Problems = problemLinks(b.Sections, f.problems, lang)
	p.describeAlike(e, places, lang)
	return p.noteLock(ctx, e, lang)
}

func headNames(heads []UnitHead) (names []string) {
	for _, h := range heads {
		if !slices.Contains(names, h.Name) {
			names = append(names, h.Name)
		}
	}
	return names
}

// describeAlike tells of the records that may be the same event.
func (p *Page) describeAlike(e *entering, places map[string]string, lang string) {
	for _, d := range e.looked.Alike {
		i := slices.IndexFunc(d.Records, func(id ledger.ID) bool { return id != e.in.ID })
		if i < 0 || slices.Contains(e.body.Seen, d.Records[i].String()) {
			continue
		}
		e.body.Seen = append(e.body.Seen, d.Records[i].String())
		line := alikeLine{URL: "/records/" + d.Records[i].String(), Title: d.Titles[i], Place: places[d.Units[i]], Day: shownDay(d.Dates[i])}
		for _, reason := range d.Reasons {
			line.Reasons = append(line.Reasons, reason.In(lang))
		}
		e.body.Alike = append(e.body.Alike, line)
	}
}

// noteLock tells when the record's day lies in a locked period: it becomes an addition.
func (p *Page) noteLock(ctx context.Context, e *entering, lang string) error {
	date := e.looked.Definition.Date(e.looked.Answers)
	if _, err := viet.ParseISO(date); err != nil || e.typed == nil {
		return nil
	}
	policy, err := p.office.policy(ctx, e.in.Unit)
	if period, locked := policy.LockedDate(date, p.today()); locked {
		e.body.Locked = period.Title(lang)
	}
	return err
}

// readEntry reads a form. Its typed values are nil when nothing could be read; another error tells of
// files that could not be taken.
func (p *Page) readEntry(w http.ResponseWriter, r *http.Request) (entering, error) {
	typed, uploads, err := readUpload(w, r)
	if err != nil {
		return entering{}, err
	}
	return p.entryOf(r.Context(), typed, uploads)
}

// entryOf makes of a form what is to be typed in.
func (p *Page) entryOf(ctx context.Context, typed url.Values, uploads []upload) (entering, error) {
	e := entering{typed: typed, in: TypedIn{Unit: typed.Get("unit"), Form: typed.Get("form")}}
	_, err := p.office.unit(ctx, e.in.Unit)
	if err != nil {
		return entering{}, err
	}
	form := p.office.Catalogue().Form(e.in.Form)
	if form == nil || form.System {
		return entering{}, fault("typed_form", e.in.Form)
	}
	if e.in.ID, err = ledger.ParseID(typed.Get("token")); err != nil || e.in.ID.Millis() > p.office.now().UnixMilli() {
		if e.in.ID, err = ledger.NewID(p.office.now().UnixMilli(), p.office.random); err != nil {
			return entering{}, err
		}
	}
	compactRows(form, typed)
	e.in.Values = typedValues(form, nil, typed)
	files, err := p.keepFiles(ctx, e.in.Unit, typed[ledger.FilesField], uploads)
	if len(files) > 0 {
		e.in.Values[ledger.FilesField] = ledger.FilesValue(files...)
	}
	return e, err
}

// keepFiles takes in what was attached; the error tells of what was not, the others are kept.
func (p *Page) keepFiles(ctx context.Context, unit string, tokens []string, uploads []upload) ([]ledger.File, error) {
	var out []ledger.File
	var failed error
	for _, f := range typedFiles(tokens) {
		if here, err := p.office.hasFile(ctx, f.SHA256); err != nil {
			return out, err
		} else if here {
			out = append(out, f)
		}
	}
	for _, u := range uploads {
		f, err := p.office.KeepFile(ctx, unit, u.name, strings.NewReader(u.content))
		if err != nil {
			failed = err
			continue
		}
		out = append(out, f)
	}
	return out, failed
}
