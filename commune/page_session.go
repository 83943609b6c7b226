package commune

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// user is the account a request is signed in with, read anew each time, so that a closed account or
// another password ends its sessions; ErrNotFound when there is none.
func (p *Page) user(r *http.Request) (User, Session, error) {
	c, err := r.Cookie(p.cookieName("sothon_xa"))
	if err != nil || c.Value == "" {
		return User{}, Session{}, ErrNotFound
	}
	s, user, err := p.office.SessionOf(r.Context(), c.Value)
	return user, s, err
}

// cookieName is a cookie's name; by TLS a browser refuses it from any other host or path.
func (p *Page) cookieName(name string) string {
	if p.options.Secure {
		return "__Host-" + name
	}
	return name
}

// cookie sets a cookie for life, until the browser is closed when life is 0; "" takes it away.
func (p *Page) cookie(w http.ResponseWriter, name, value string, life time.Duration) {
	c := &http.Cookie{Name: p.cookieName(name), Value: value, Path: "/", MaxAge: int(life.Seconds()), HttpOnly: true,
		Secure: p.options.Secure, SameSite: http.SameSiteLaxMode}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// askLogin sends a browser to the sign-in page, and back to where it wanted to go afterwards.
func (p *Page) askLogin(w http.ResponseWriter, r *http.Request) {
	target := "/login"
	if r.Method == http.MethodGet && r.URL.Path != "/" {
		target += "?to=" + url.QueryEscape(r.URL.RequestURI())
	}
	http.Redirect(w, r, target, http.StatusSeeOther)
}

// loginBody is what the sign-in page shows again after an error.
type loginBody struct {
	Name, To string
	Held     []held // what somebody typed before the session ended
}

func (p *Page) showLogin(w http.ResponseWriter, r *http.Request) {
	if _, _, err := p.user(r); err == nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	v := p.view(r, "sign_in", User{})
	v.Body = loginBody{To: localPath(r.URL.Query().Get("to"))}
	p.render(w, r, http.StatusOK, "login", v)
}

func (p *Page) login(w http.ResponseWriter, r *http.Request) {
	to := localPath(r.PostFormValue("to"))
	in := Credentials{Name: r.PostFormValue("name"), Password: r.PostFormValue("password"), Code: r.PostFormValue("code"),
		Address: r.RemoteAddr, Agent: r.UserAgent()}
	if c, err := r.Cookie(p.cookieName("sothon_known")); err == nil {
		in.Known = c.Value
	}
	token, user, err := p.office.SignIn(r.Context(), in)
	var refused *Fault
	switch {
	case errors.As(err, &refused):
		p.office.log.Warn("sign-in refused", "address", addressKey(r.RemoteAddr), "why", refused.Key)
		v := p.view(r, "sign_in", User{})
		v.Error, v.Body = refused.Words.In(v.Lang), loginBody{in.Name, to, hold(stillHeld(r.PostForm))}
		p.render(w, r, http.StatusUnprocessableEntity, "login", v)
		return
	case err != nil:
		p.fail(w, r, err)
		return
	}
	p.office.note(r.Context(), user.Name, "sign-in", user.Name, addressKey(r.RemoteAddr))
	p.begin(w, r, user, token)
	switch {
	case user.Once && stillHeld(r.PostForm) != nil:
		v := p.view(r, "password", user)
		v.Title, v.Body = pageWords["change_password"].In(v.Lang), passwordBody{true, hold(stillHeld(r.PostForm))}
		p.render(w, r, http.StatusOK, "password", v)
	case !p.goOn(w, r, user):
		http.Redirect(w, r, to, http.StatusSeeOther)
	}
}

// begin gives the browser its session.
func (p *Page) begin(w http.ResponseWriter, r *http.Request, user User, token string) {
	p.cookie(w, "sothon_xa", token, 0)
	if mark, err := p.office.KnownMark(r.Context(), user); err == nil {
		p.cookie(w, "sothon_known", mark, 365*24*time.Hour)
	}
}

func (p *Page) logout(w http.ResponseWriter, r *http.Request) {
	_, s, err := p.user(r)
	if err == nil {
		err = p.office.EndSession(r.Context(), "", s.Hash)
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		p.fail(w, r, err)
		return
	}
	p.cookie(w, "sothon_xa", "", 0)
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// localPath is where to go after signing in: a path of this page, "/" for anything else.
func localPath(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(to, "/") ||
		strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}

// passwordBody is what the page for a new password shows.
type passwordBody struct {
	Once bool
	Held []held
}

func (p *Page) showPassword(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "password", user)
	v.Title, v.Body = pageWords["change_password"].In(v.Lang), passwordBody{user.Once, nil}
	p.render(w, r, http.StatusOK, "password", v)
}

func (p *Page) changePassword(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "password", user)
	v.Title, v.Body = pageWords["change_password"].In(v.Lang), passwordBody{user.Once, hold(stillHeld(r.PostForm))}
	if r.PostFormValue("new") != r.PostFormValue("again") {
		v.Error = pageWords["not_the_same"].In(v.Lang)
		p.render(w, r, http.StatusUnprocessableEntity, "password", v)
		return
	}
	err := p.office.ChangePassword(r.Context(), user.Name, r.PostFormValue("old"), r.PostFormValue("new"))
	var refused *Fault
	switch {
	case errors.As(err, &refused):
		v.Error = refused.Words.In(v.Lang)
		if refused.Key == "login_failed" {
			v.Error = pageWords["old_wrong"].In(v.Lang)
		}
		p.render(w, r, http.StatusUnprocessableEntity, "password", v)
		return
	case err != nil:
		p.fail(w, r, err)
		return
	}
	if user, err = p.office.store.User(r.Context(), user.Name); err != nil {
		p.fail(w, r, err)
		return
	}
	token, err := p.office.beginSession(r.Context(), user, Credentials{Address: r.RemoteAddr, Agent: r.UserAgent()})
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.office.note(r.Context(), user.Name, "password", user.Name, "")
	p.begin(w, r, user, token)
	if p.goOn(w, r, user) {
		return
	}
	p.say(w, "password_changed")
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// say puts words on the next page of the browser.
func (p *Page) say(w http.ResponseWriter, key string) { p.cookie(w, "sothon_notice", key, time.Minute) }

// said takes the words that say put.
func (p *Page) said(w http.ResponseWriter, r *http.Request, lang string) string {
	c, err := r.Cookie(p.cookieName("sothon_notice"))
	if err != nil {
		return ""
	}
	p.cookie(w, "sothon_notice", "", 0)
	return pageWords[c.Value].In(lang)
}
