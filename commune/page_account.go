package commune

import (
	"encoding/hex"
	"html/template"
	"net/http"
	"net/url"
)

// accountBody is what everybody's own page shows.
type accountBody struct {
	Name, Role string
	TOTP       bool
	Secret     string // of a second factor that is offered
	QR         template.HTML
	Sessions   []sessionLine
}

// sessionLine is one session as it is listed.
type sessionLine struct {
	ID, Agent, Address, Created, Seen string
	This                              bool
}

func (p *Page) account(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "account", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showAccount(w, r, http.StatusOK, v, user, "")
}

// showAccount shows the page; secret is the second factor offered before, "" for a new one.
func (p *Page) showAccount(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, secret string) {
	body := accountBody{Name: user.Name, Role: pageWords["role_"+string(user.Role)].In(v.Lang), TOTP: user.TOTP != ""}
	if !body.TOTP {
		fresh, address, err := p.office.NewTOTP(user)
		if err == nil && secret != "" {
			fresh, address = secret, withSecret(address, secret)
		}
		if err == nil {
			body.Secret = fresh
			body.QR, err = qrPicture(address)
		}
		if err != nil {
			p.fail(w, r, err)
			return
		}
	}
	sessions, err := p.office.Sessions(r.Context(), user.Name)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	_, own, err := p.user(r)
	for _, s := range sessions {
		body.Sessions = append(body.Sessions, sessionLine{ID: hex.EncodeToString(s.Hash[:]), Agent: agentName(s.Agent), Address: s.Address,
			Created: when(s.Created, ""), Seen: when(s.Seen, ""), This: err == nil && s.Hash == own.Hash})
	}
	v.Title, v.Body = pageWords["menu_account"].In(v.Lang), body
	p.render(w, r, status, "account", v)
}

// withSecret puts another secret into the address that an app reads.
func withSecret(address, secret string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	q.Set("secret", secret)
	u.RawQuery = q.Encode()
	return u.String()
}

// setTOTP switches the second factor on or off.
func (p *Page) setTOTP(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "account", user)
	secret := ""
	if user.TOTP == "" {
		secret = r.PostFormValue("secret")
	}
	err := p.office.SetTOTP(r.Context(), user, secret, r.PostFormValue("code"))
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showAccount(w, r, http.StatusUnprocessableEntity, v, user, secret)
		}
		return
	}
	p.office.note(r.Context(), user.Name, "second-factor", user.Name, map[bool]string{true: "off", false: "on"}[secret == ""])
	p.say(w, map[bool]string{true: "done_totp_off", false: "done_totp_on"}[secret == ""])
	http.Redirect(w, r, "/account", http.StatusSeeOther)
}

// endSession ends one of the account's own sessions, or all the others.
func (p *Page) endSession(w http.ResponseWriter, r *http.Request, user User) {
	sessions, err := p.office.Sessions(r.Context(), user.Name)
	if err != nil {
		p.fail(w, r, err)
		return
	}
	_, own, _ := p.user(r)
	want := r.PostFormValue("session")
	for _, s := range sessions {
		if want == hex.EncodeToString(s.Hash[:]) || want == "others" && s.Hash != own.Hash {
			if err := p.office.EndSession(r.Context(), user.Name, s.Hash); err != nil {
				p.fail(w, r, err)
				return
			}
		}
	}
	p.say(w, "done_session")
	http.Redirect(w, r, "/account", http.StatusSeeOther)
}

// usersBody is what the page of accounts shows an admin.
type usersBody struct {
	Rows       []userLine
	Roles      []option
	Name, Once string // of an account just made or reset, shown this once
	Typed      string
}

type userLine struct {
	Name, URL, Role, Seen, Created string
	Roles                          []option
	Once, TOTP, Closed, Own        bool
}

func (p *Page) users(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "users", user)
	v.Notice = p.said(w, r, v.Lang)
	p.showUsers(w, r, http.StatusOK, v, user, usersBody{})
}

func (p *Page) showUsers(w http.ResponseWriter, r *http.Request, status int, v pageView, user User, body usersBody) {
	list, err := p.office.Users(r.Context())
	if err != nil {
		p.fail(w, r, err)
		return
	}
	for _, u := range list {
		body.Rows = append(body.Rows, userLine{Name: u.Name, URL: "/users/" + url.PathEscape(u.Name), Role: pageWords["role_"+string(u.Role)].In(v.Lang),
			Seen: when(u.Seen, pageWords["not_yet"].In(v.Lang)), Created: when(u.Created, ""), Roles: roleOptions(u.Role, v.Lang),
			Once: u.Once, TOTP: u.TOTP != "", Closed: !u.Closed.IsZero(), Own: u.Name == user.Name})
	}
	body.Roles = roleOptions(Clerk, v.Lang)
	v.Body = body
	p.render(w, r, status, "users", v)
}

func roleOptions(chosen Role, lang string) (out []option) {
	for _, role := range []Role{Clerk, Reviewer, Admin} {
		out = append(out, option{string(role), pageWords["role_"+string(role)].In(lang), role == chosen})
	}
	return out
}

func (p *Page) addUser(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "users", user)
	name := r.PostFormValue("name")
	once, err := p.office.AddUser(r.Context(), name, Role(r.PostFormValue("role")))
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showUsers(w, r, http.StatusUnprocessableEntity, v, user, usersBody{Typed: name})
		}
		return
	}
	p.office.note(r.Context(), user.Name, "user-add", userName(name), r.PostFormValue("role"))
	p.showUsers(w, r, http.StatusOK, v, user, usersBody{Name: userName(name), Once: once})
}

// changeUser resets an account, gives it another role, closes or opens it.
func (p *Page) changeUser(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "users", user)
	name, act := r.PathValue("name"), r.PathValue("act")
	u, err := p.office.store.User(r.Context(), name)
	if err != nil {
		p.missing(w, r)
		return
	}
	body := usersBody{}
	switch act {
	case "reset":
		body.Name = name
		body.Once, err = p.office.ResetPassword(r.Context(), name)
	case "role":
		err = p.office.SetAccount(r.Context(), name, Role(r.PostFormValue("role")), !u.Closed.IsZero())
	case "close", "open":
		err = p.office.SetAccount(r.Context(), name, u.Role, act == "close")
	default:
		p.missing(w, r)
		return
	}
	if p.refused(w, r, &v, err) {
		if v.Error != "" {
			p.showUsers(w, r, http.StatusUnprocessableEntity, v, user, usersBody{})
		}
		return
	}
	p.office.note(r.Context(), user.Name, "user-"+act, name, r.PostFormValue("role"))
	if body.Once != "" {
		p.showUsers(w, r, http.StatusOK, v, user, body)
		return
	}
	p.say(w, "done_user")
	http.Redirect(w, r, "/users", http.StatusSeeOther)
}
