package commune

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"strings"
)

// What a session holds: the account's name, a digest of its password's hash, which ends the session
// when the password is changed elsewhere, and what is to be said on the next page.
const (
	sessionUser   = "user"
	sessionMark   = "mark"
	sessionNotice = "notice"
)

// signedIn lets only requests with a session through, and those with a one-time password only to
// the page that changes it.
func (p *Page) signedIn(next func(http.ResponseWriter, *http.Request, User)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, err := p.user(r)
		switch {
		case errors.Is(err, ErrNotFound):
			p.askLogin(w, r)
		case err != nil:
			p.fail(w, r, err)
		case user.Once && r.URL.Path != "/password":
			http.Redirect(w, r, "/password", http.StatusSeeOther)
		default:
			next(w, r, user)
		}
	}
}

// user is the account a request is signed in with, read anew each time, so that a removed account
// or a password reset ends its sessions; ErrNotFound when there is none.
func (p *Page) user(r *http.Request) (User, error) {
	name := p.sessions.GetString(r.Context(), sessionUser)
	if name == "" {
		return User{}, ErrNotFound
	}
	user, err := p.office.store.User(r.Context(), name)
	if err != nil {
		return User{}, err
	}
	mark := p.sessions.GetString(r.Context(), sessionMark)
	if subtle.ConstantTimeCompare([]byte(mark), []byte(pageDigest([]byte(user.Password)))) != 1 {
		return User{}, ErrNotFound
	}
	return user, nil
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
type loginBody struct{ Name, To string }

func (p *Page) showLogin(w http.ResponseWriter, r *http.Request) {
	if _, err := p.user(r); err == nil {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	v := p.view(r, "sign_in", User{})
	v.Body = loginBody{To: localPath(r.URL.Query().Get("to"))}
	p.render(w, r, http.StatusOK, "login", v)
}

func (p *Page) login(w http.ResponseWriter, r *http.Request) {
	name, to := r.PostFormValue("name"), localPath(r.PostFormValue("to"))
	user, err := p.office.Authenticate(r.Context(), name, r.PostFormValue("password"))
	var refused *Fault
	switch {
	case errors.As(err, &refused):
		p.office.log.Warn("sign-in refused", "account", name, "address", addressKey(r.RemoteAddr), "why", refused.Key)
		v := p.view(r, "sign_in", User{})
		v.Error, v.Body = refused.Words.In(v.Lang), loginBody{name, to}
		p.render(w, r, http.StatusUnprocessableEntity, "login", v)
		return
	case err != nil:
		p.fail(w, r, err)
		return
	}
	if err := p.begin(r, user); err != nil {
		p.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// begin gives the account a session under a new token.
func (p *Page) begin(r *http.Request, user User) error {
	if err := p.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	p.sessions.Put(r.Context(), sessionUser, user.Name)
	p.sessions.Put(r.Context(), sessionMark, pageDigest([]byte(user.Password)))
	return nil
}

func (p *Page) logout(w http.ResponseWriter, r *http.Request) {
	if err := p.sessions.Destroy(r.Context()); err != nil {
		p.fail(w, r, err)
		return
	}
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
type passwordBody struct{ Once bool }

func (p *Page) showPassword(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "password", user)
	v.Title, v.Body = pageWords["change_password"].In(v.Lang), passwordBody{user.Once}
	p.render(w, r, http.StatusOK, "password", v)
}

func (p *Page) changePassword(w http.ResponseWriter, r *http.Request, user User) {
	v := p.view(r, "password", user)
	v.Title, v.Body = pageWords["change_password"].In(v.Lang), passwordBody{user.Once}
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
	if user, err = p.office.store.User(r.Context(), user.Name); err == nil {
		err = p.begin(r, user)
	}
	if err != nil {
		p.fail(w, r, err)
		return
	}
	p.say(r, "password_changed")
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// say puts words on the next page of the session.
func (p *Page) say(r *http.Request, key string) { p.sessions.Put(r.Context(), sessionNotice, key) }

// said takes the words that say put.
func (p *Page) said(r *http.Request, lang string) string {
	return pageWords[p.sessions.PopString(r.Context(), sessionNotice)].In(lang)
}
