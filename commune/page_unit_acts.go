package commune

import (
	"context"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/ledger"
)

// unitActs are what the forms of a unit's page do, by their field "act".
var unitActs = map[string]func(ctx context.Context, o *Office, u Unit, form url.Values) error{
	"edit": func(ctx context.Context, o *Office, u Unit, form url.Values) error {
		u.Kind, u.OldCommune = form.Get("kind"), form.Get("old_commune")
		u.ValidFrom, u.ValidTo = form.Get("from"), form.Get("to")
		return o.AddUnit(ctx, u)
	},
	"rename": func(ctx context.Context, o *Office, u Unit, form url.Values) error {
		return o.RenameUnit(ctx, u.ID, form.Get("name"), form.Get("day"))
	},
	"merge": func(ctx context.Context, o *Office, u Unit, form url.Values) error {
		into := Unit{Unit: ledger.Unit{ID: form.Get("id"), Name: form.Get("name")}}
		if into.ID == "" {
			into = u
		}
		return o.MergeUnits(ctx, append([]string{u.ID}, nonEmpty(form["other"])...), into, form.Get("day"))
	},
	"split": func(ctx context.Context, o *Office, u Unit, form url.Values) error {
		var parts []Unit
		for i, id := range form["id"] {
			if name := form["name"]; strings.TrimSpace(id) != "" && i < len(name) {
				parts = append(parts, Unit{Unit: ledger.Unit{ID: id, Name: name[i]}})
			}
		}
		return o.SplitUnit(ctx, u.ID, parts, form.Get("day"))
	},
	"head": func(ctx context.Context, o *Office, u Unit, form url.Values) error {
		return o.SetHead(ctx, UnitHead{Unit: u.ID, Name: form.Get("name"), Since: form.Get("since"), Until: form.Get("until"),
			Acting: form.Get("acting") == "1"})
	},
}

// SetHead keeps who heads a unit from a day on; whoever did before has handed over by the day
// before. Days are as people write them; Faults tell what cannot be.
func (o *Office) SetHead(ctx context.Context, h UnitHead) error {
	h.Name = clean(h.Name)
	if n := utf8.RuneCountInString(h.Name); n < 2 || n > 100 {
		return fault("head_name")
	}
	for _, day := range []*string{&h.Since, &h.Until} {
		iso, err := parseDay(*day)
		if err != nil {
			return fault("unit_day", *day)
		}
		*day = iso
	}
	switch {
	case h.Since == "":
		return fault("unit_day_needed")
	case h.Until != "" && h.Until < h.Since:
		return fault("unit_day", h.Until)
	}
	if err := o.store.PutHead(ctx, h); errors.Is(err, ErrNotFound) {
		return fault("unit_unknown", h.Unit)
	} else if err != nil {
		return err
	}
	return nil
}

func (p *Page) changeUnit(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	u, err := p.office.unit(r.Context(), r.PathValue("id"))
	act := unitActs[r.PostFormValue("act")]
	if errors.Is(err, &Fault{Key: "unit_unknown"}) || err == nil && act == nil {
		p.missing(w, r)
		return
	}
	if err == nil {
		err = act(r.Context(), p.office, u, r.PostForm)
	}
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showUnit(w, r, http.StatusUnprocessableEntity, v, user)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "unit-"+r.PostFormValue("act"), u.ID, "")
	p.say(w, "done_unit")
	http.Redirect(w, r, "/units/"+url.PathEscape(u.ID), http.StatusSeeOther)
}

// slipsBody is the page of codes to print, one slip each.
type slipsBody struct {
	Commune string
	URL     string
	Pin     string
	Slips   []slip
}

// slip is one join code; Code is shown this once and kept nowhere.
type slip struct {
	Place, Code, Expires string
	QR                   template.HTML
}

// maxSlips bounds the codes made at once.
const maxSlips = 300

// codes makes join codes for the chosen units and shows them for printing.
func (p *Page) codes(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	if err := r.ParseForm(); err != nil {
		p.fail(w, r, err)
		return
	}
	units := nonEmpty(r.PostForm["unit"])
	if len(units) == 0 || len(units) > maxSlips {
		v.Error = pageWords["slips_none"].In(v.Lang)
		p.showUnits(w, r, http.StatusUnprocessableEntity, v, user, nil)
		return
	}
	names, err := p.office.places(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := slipsBody{Commune: p.office.commune.Name, URL: p.options.URL, Pin: p.options.Pin}
	for _, unit := range units {
		inv, err := p.office.Enroll(r.Context(), unit, 0)
		if p.refused(w, r, &v, err) {
			if v.Error != "" {
				p.showUnits(w, r, http.StatusUnprocessableEntity, v, user, nil)
			}
			return
		}
		join := strings.TrimSpace(p.options.URL + " " + inv.Code)
		if p.options.Pin != "" {
			join += " --pin " + p.options.Pin
		}
		code, err := qrPicture(join)
		if err != nil {
			p.fail(w, r, err)
			return
		}
		p.office.note(r.Context(), user.Name, "code", unit, "")
		body.Slips = append(body.Slips, slip{names[unit], inv.Code, when(inv.Expires, ""), code})
	}
	v.Title, v.Body = pageWords["slips"].In(v.Lang), body
	p.render(w, r, http.StatusOK, "slips", v)
}

// revoke shuts a laptop out.
func (p *Page) revoke(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	id, err := ledger.ParseDeviceID(r.PathValue("id"))
	if err != nil {
		p.missing(w, r)
		return
	}
	d, err := p.office.store.Device(r.Context(), id)
	if err == nil {
		err = p.office.Revoke(r.Context(), id)
	}
	switch {
	case errors.Is(err, ErrNotFound):
		p.missing(w, r)
	case p.refused(w, r, &v, err):
	default:
		p.office.note(r.Context(), user.Name, "revoke", id.String(), "")
		p.say(w, "done_revoke")
		http.Redirect(w, r, "/units/"+url.PathEscape(d.Unit), http.StatusSeeOther)
	}
}
