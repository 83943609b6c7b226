package commune_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// who asks: nobody, somebody whose session has ended, or an account of a role.
type asker struct {
	name string
	role commune.Role
	b    *browser
}

// TestPageRolesByRoute walks every route as everybody: what a role may not use is refused, what
// nobody may use without signing in leads to the sign-in page, and no refusal leaves a trace.
func TestPageRolesByRoute(t *testing.T) {
	w := newTown(t)
	l := w.laptop("x1")
	c := l.make(ledger.KindFinalize, nil, session("Buổi", 40))
	l.sync()
	late := w.browse().signIn("cũ", commune.Admin)
	w.pass(13 * time.Hour)
	askers := []asker{{"nobody", "", w.browse()}, {"expired", "", late}}
	for _, role := range []commune.Role{commune.Clerk, commune.Reviewer, commune.Admin} {
		askers = append(askers, asker{string(role), role, w.browse().signIn("n"+string(role), role)})
	}
	before := len(w.show(c.ID).History)
	for _, route := range commune.PageRoutes() {
		method, path, ok := strings.Cut(route.Pattern, " ")
		if !ok {
			method, path = http.MethodGet, "/nowhere"
		}
		path = strings.NewReplacer("{$}", "", "{id}", c.ID.String(), "{act}", "none", "{name}", "nobody", "{hash}", "none", "{ext}", "docx").Replace(path)
		if path == "/logout" {
			continue // signs the askers out
		}
		for _, a := range askers {
			if route.Need != "" && !a.role.May(route.Need) {
				a.refused(t, method, path)
			} else if p := a.ask(method, path); p.status == http.StatusForbidden || route.Need != "" && p.path == "/login" {
				t.Errorf("%s %s as %s: %d at %s", method, path, a.name, p.status, p.path)
			}
		}
	}
	if got := len(w.show(c.ID).History); got != before {
		t.Errorf("%d changes were made by walking", got-before)
	}
}

func (a asker) ask(method, path string) page {
	if method == http.MethodPost {
		return a.b.post(path)
	}
	return a.b.get(path)
}

func (a asker) refused(t *testing.T, method, path string) {
	t.Helper()
	p := a.ask(method, path)
	if a.role == "" && p.path != "/login" {
		t.Errorf("%s %s as %s: %d at %s, want the sign-in page", method, path, a.name, p.status, p.path)
	}
	if a.role != "" && p.status != http.StatusForbidden {
		t.Errorf("%s %s as %s: %d, want it forbidden", method, path, a.name, p.status)
	}
}

// TestPageSessionsOutliveARestart: sessions lie in the store.
func TestPageSessionsOutliveARestart(t *testing.T) {
	w := newTown(t)
	b := w.browse().signIn("lan", commune.Clerk)
	w.reopen()
	again := w.browse()
	again.client.Jar = b.client.Jar // the same host
	if p := again.get("/records"); p.path != "/records" {
		t.Errorf("after a restart the session is gone: %s", p.path)
	}
	w.pass(2*time.Hour + time.Minute)
	if p := again.get("/records"); p.path != "/login" {
		t.Errorf("an idle session still opens %s", p.path)
	}
}
