package commune

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// What was typed outlives the session in which it was: the sign-in page carries it, and after it the
// form goes on. Nothing is kept here for somebody who is not signed in.

// held is one answer of a form that waits for its writer to sign in.
type held struct{ Name, Value string }

const heldMark = "held."

// holdForm shows the sign-in page with what a form of typing in brought; false when it brought nothing.
func (p *Page) holdForm(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodPost || r.URL.Path != "/entry/new" {
		return false
	}
	typed, _, err := readForm(r, maxForm/2, false)
	if err != nil || typed.Get("token") == "" {
		return false
	}
	v := p.view(r, "sign_in", User{})
	v.Error = pageWords["entry_held"].In(v.Lang)
	v.OtherURL = "/login?" + url.Values{"lang": {pageWords["other_lang"].In(v.Lang)}}.Encode()
	v.Body = loginBody{To: "/", Held: hold(typed)}
	p.render(w, r, http.StatusUnauthorized, "login", v)
	return true
}

// hold lists a form's answers.
func hold(typed url.Values) (out []held) {
	for name, list := range typed {
		for _, value := range list {
			out = append(out, held{heldMark + name, value})
		}
	}
	slices.SortStableFunc(out, func(a, b held) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// stillHeld are the answers that the form of a sign-in page carries, nil for none.
func stillHeld(form url.Values) url.Values {
	var out url.Values
	for name, list := range form {
		if name, ok := strings.CutPrefix(name, heldMark); ok {
			if out == nil {
				out = url.Values{}
			}
			out[name] = list
		}
	}
	return out
}

// goOn shows a form again that was held while its writer signed in; false when none was.
func (p *Page) goOn(w http.ResponseWriter, r *http.Request, user User) bool {
	typed := stillHeld(r.PostForm)
	if typed == nil {
		return false
	}
	e, err := p.entryOf(r.Context(), typed, nil)
	if err == nil {
		err = p.carryOutEntry(r.Context(), user.Name, &e, "again")
	}
	if err != nil {
		p.fail(w, r, err)
		return true
	}
	if e.status == http.StatusSeeOther {
		p.entryDone(w, r, e, "save")
		return true
	}
	v := p.view(r, "entry", user)
	v.Notice = pageWords["entry_goes_on"].In(v.Lang)
	p.showEntry(w, r, v, user, e)
	return true
}
