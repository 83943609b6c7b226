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
)

// unitsBody is what the page of units shows.
type unitsBody struct {
	Rows   []unitRow
	Ended  []unitRow
	Kinds  []option
	Manage bool
	Typed  url.Values
	Count  int
}

// unitRow is one unit with what matters of its laptops.
type unitRow struct {
	ID, Place, URL, Kind, Days, Head, Laptops, Seen string
	Warn                                            bool
}

func (p *Page) units(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showUnits(w, r, http.StatusOK, v, user, nil)
}

func (p *Page) showUnits(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, typed url.Values) {
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	devices, err := p.office.Devices(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	heads, err := p.office.store.Heads(r.Context(), "")
	if err != nil {
		p.fail(w, r, err)
		return
	}
	body := unitsBody{Kinds: kinds(typed.Get("kind"), v.Lang), Manage: user.Role.May(Admin), Typed: typed, Count: len(units)}
	today := p.today().String()
	for _, u := range units {
		row := p.unitRow(u, devices, heads, v.Lang)
		if u.ValidTo != "" && u.ValidTo < today {
			body.Ended = append(body.Ended, row)
			continue
		}
		body.Rows = append(body.Rows, row)
	}
	v.Body = body
	p.render(w, r, status, "units", v)
}

func (p *Page) unitRow(u Unit, devices []Device, heads []UnitHead, lang string) unitRow {
	row := unitRow{ID: u.ID, Place: u.Place(), URL: "/units/" + url.PathEscape(u.ID), Kind: pageWords["kind_"+u.Kind].In(lang), Days: validity(u, lang)}
	today := p.today().String()
	for _, h := range heads {
		if h.Unit == u.ID && h.Since <= today && (h.Until == "" || h.Until >= today) {
			row.Head = h.Name
		}
	}
	var last Device
	n := 0
	for _, d := range devices {
		if d.Unit == u.ID && d.Revoked.IsZero() {
			if n++; d.Seen.After(last.Seen) {
				last = d
			}
		}
	}
	row.Laptops = number(n)
	row.Seen = pageWords["never"].In(lang)
	if n > 0 {
		row.Seen, row.Warn = when(last.Seen, pageWords["not_yet"].In(lang)), p.silentSince(last.Seen)
	}
	return row
}

func validity(u Unit, lang string) string {
	switch {
	case u.ValidFrom != "" && u.ValidTo != "":
		return shownDay(u.ValidFrom) + "–" + shownDay(u.ValidTo)
	case u.ValidFrom != "":
		return fill(pageWords["from_day"].In(lang), []any{shownDay(u.ValidFrom)})
	case u.ValidTo != "":
		return fill(pageWords["to_day"].In(lang), []any{shownDay(u.ValidTo)})
	}
	return ""
}

func kinds(chosen, lang string) (out []option) {
	for _, k := range []string{KindVillage, KindSchool, KindAgency, KindCooperative} {
		out = append(out, option{k, pageWords["kind_"+k].In(lang), k == chosen})
	}
	return out
}

func (p *Page) addUnit(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	u := Unit{Unit: ledger.Unit{ID: r.PostFormValue("id"), Name: r.PostFormValue("name"), Kind: r.PostFormValue("kind"),
		OldCommune: r.PostFormValue("old_commune")}, ValidFrom: r.PostFormValue("from")}
	_, err := p.office.unit(r.Context(), strings.TrimSpace(u.ID))
	if err == nil {
		err = fault("unit_there", u.ID)
	} else if errors.Is(err, &Fault{Key: "unit_unknown"}) {
		err = p.office.AddUnit(r.Context(), u)
	}
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showUnits(w, r, http.StatusUnprocessableEntity, v, user, r.PostForm)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "unit-add", u.ID, "")
	p.say(w, "done_unit")
	http.Redirect(w, r, "/units", http.StatusSeeOther)
}

// unitBody is what the page of one unit shows.
type unitBody struct {
	unitRow
	Unit         Unit
	Kinds        []option
	Former       []string
	Predecessors []link
	Devices      []deviceLine
	Codes        []codeLine
	Heads        []headLine
	Others       []option
	Manage       bool
	Today        string
	Records      string
}

type codeLine struct{ Created, Says string }

type headLine struct{ Name, Term, Says string }

func (p *Page) unit(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "units", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showUnit(w, r, http.StatusOK, v, user)
}

func (p *Page) showUnit(w http.ResponseWriter, r *http.Request, status int, v pageView, user User) {
	body := unitBody{Manage: user.Role.May(Admin), Today: p.today().Format()}
	units, err := p.office.Units(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	i := slices.IndexFunc(units, func(u Unit) bool { return u.ID == r.PathValue("id") })
	if i < 0 {
		p.missing(w, r)
		return
	}
	body.Unit = units[i]
	for _, part := range []func(context.Context, *unitBody, []Unit, string) error{p.describeUnit, p.unitLaptops, p.unitHeads} {
		if err := part(r.Context(), &body, units, v.Lang); err != nil {
			p.fail(w, r, err)
			return
		}
	}
	v.Title, v.Body = body.Place, body
	p.render(w, r, status, "unit", v)
}

func (p *Page) describeUnit(_ context.Context, b *unitBody, units []Unit, lang string) error {
	b.unitRow = p.unitRow(b.Unit, nil, nil, lang)
	b.Kinds, b.Records = kinds(b.Unit.Kind, lang), listURL("unit", b.Unit.ID)
	for _, f := range b.Unit.Former {
		b.Former = append(b.Former, fill(pageWords["called_until"].In(lang), []any{f.Name, shownDay(f.To)}))
	}
	names := places(units)
	for _, id := range b.Unit.Predecessors {
		b.Predecessors = append(b.Predecessors, link{URL: "/units/" + url.PathEscape(id), Label: cmp.Or(names[id], id)})
	}
	for _, u := range units {
		if u.ID != b.Unit.ID && u.ValidTo == "" {
			b.Others = append(b.Others, option{Value: u.ID, Label: u.Place()})
		}
	}
	return nil
}

// unitLaptops fills in the laptops and the codes given out. What a laptop has not yet sent is known
// only to itself; what is known is how far its log has come here and when it called last.
func (p *Page) unitLaptops(ctx context.Context, b *unitBody, units []Unit, lang string) error {
	devices, err := p.office.Devices(ctx)
	if err != nil {
		return err
	}
	names := places(units)
	for _, d := range devices {
		if d.Unit == b.Unit.ID {
			line, err := p.deviceLine(ctx, d, names, lang)
			if err != nil {
				return err
			}
			b.Devices = append(b.Devices, line)
		}
	}
	codes, err := p.office.Enrolments(ctx)
	for _, c := range codes {
		if c.Unit != b.Unit.ID {
			continue
		}
		says := fill(pageWords["code_waits"].In(lang), []any{when(c.Expires, "")})
		switch {
		case !c.Used.IsZero():
			says = fill(pageWords["code_used"].In(lang), []any{when(c.Used, "")})
		case c.Expires.Before(p.office.now()):
			says = pageWords["code_expired"].In(lang)
		}
		b.Codes = append(b.Codes, codeLine{when(c.Created, ""), says})
	}
	return err
}

func (p *Page) deviceLine(ctx context.Context, d Device, names map[string]string, lang string) (deviceLine, error) {
	line := deviceLine{ID: d.ID.String(), Place: names[d.Unit], Person: d.Person, Computer: d.Computer, Agent: d.Agent,
		Joined: when(d.Joined, ""), Seen: when(d.Seen, pageWords["not_yet"].In(lang))}
	if !d.Revoked.IsZero() {
		line.Revoked = when(d.Revoked, "")
	}
	n, err := p.office.store.Received(ctx, d.ID)
	line.Known = pageWords["laptop_nothing"].In(lang)
	if n > 0 {
		line.Known = fill(pageWords["laptop_known"].In(lang), []any{n, line.Seen})
	}
	return line, err
}

func (p *Page) unitHeads(ctx context.Context, b *unitBody, _ []Unit, lang string) error {
	heads, err := p.office.store.Heads(ctx, b.Unit.ID)
	today := p.today()
	for _, h := range heads {
		line := headLine{Name: h.Name, Term: shownDay(h.Since) + "–" + shownDay(h.Until)}
		if h.Until == "" {
			line.Term = fill(pageWords["from_day"].In(lang), []any{shownDay(h.Since)})
		}
		if h.Acting {
			line.Says = pageWords["acting"].In(lang)
			if h.Until == "" && h.Since < today.AddMonths(-6).String() {
				line.Says = pageWords["acting_long"].In(lang)
			}
		}
		b.Heads = append(b.Heads, line)
	}
	return err
}
