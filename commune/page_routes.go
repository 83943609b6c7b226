package commune

import (
	"errors"
	"net/http"
	"net/url"
)

// pageRoute is one address of the page. Need is the least role that may use it, "" when nobody needs
// to sign in for it.
type pageRoute struct {
	pattern string
	need    Role
	do      func(p *Page, w http.ResponseWriter, r *http.Request, user User)
}

// pageRoutes are all addresses of the page: the one place that says who may do what.
var pageRoutes = []pageRoute{
	{"GET /page.css", "", still("text/css; charset=utf-8", pageStyle)},
	{"GET /page.js", "", still("text/javascript; charset=utf-8", pageScript)},
	{"GET /icon.svg", "", still("image/svg+xml", pageIcon)},
	{"GET /login", "", open((*Page).showLogin)},
	{"POST /login", "", open((*Page).login)},
	{"POST /logout", "", open((*Page).logout)},

	{"GET /password", Clerk, (*Page).showPassword},
	{"POST /password", Clerk, (*Page).changePassword},
	{"GET /account", Clerk, (*Page).account},
	{"POST /account/totp", Clerk, (*Page).setTOTP},
	{"POST /account/sessions", Clerk, (*Page).endSession},

	{"GET /{$}", Clerk, (*Page).overview},
	{"GET /records", Clerk, (*Page).records},
	{"GET /records/export", Clerk, (*Page).export},
	{"POST /records/approve", Reviewer, (*Page).bulkApprove},
	{"POST /filters", Clerk, (*Page).saveFilter},
	{"POST /filters/drop", Clerk, (*Page).dropFilter},
	{"GET /records/{id}", Clerk, (*Page).record},
	{"GET /records/{id}/files/{hash}", Clerk, (*Page).file},
	{"GET /records/{id}/correct", Reviewer, (*Page).correct},
	{"POST /records/{id}/{act}", Reviewer, (*Page).review},
	{"GET /records/{id}/{act}", Clerk, backToRecord}, // a refusal, loaded again

	{"GET /entry", Clerk, (*Page).entryChoice},
	{"GET /entry/new", Clerk, (*Page).newEntry},
	{"POST /entry/new", Clerk, (*Page).enter},
	{"GET /import", Clerk, (*Page).showImport},
	{"GET /import/template.xlsx", Clerk, (*Page).template},
	{"POST /import", Clerk, (*Page).importFile},

	{"GET /conflicts", Clerk, (*Page).conflicts},
	{"GET /duplicates", Clerk, (*Page).duplicates},
	{"GET /duplicates/pair", Clerk, (*Page).pair},
	{"POST /duplicates/{act}", Reviewer, (*Page).settlePair},
	{"GET /difficulties", Clerk, (*Page).difficulties},

	{"GET /coverage", Clerk, (*Page).coverage},
	{"POST /coverage/{act}", Reviewer, (*Page).lockPeriod},
	{"GET /periods", Admin, (*Page).periodSettings},
	{"POST /periods", Admin, (*Page).setPeriods},

	{"GET /reports", Clerk, (*Page).reports},
	{"POST /reports", Clerk, (*Page).makeReport},
	{"GET /reports/making", Clerk, (*Page).waitReport},
	{"GET /reports/preview", Clerk, longer((*Page).previewReport)},
	{"GET /reports/behind", Clerk, longer((*Page).behindReport)},
	{"GET /reports/{id}", Clerk, longer((*Page).madeReport)},
	{"GET /reports/{id}/file/{ext}", Clerk, longer((*Page).reportFile)},
	{"POST /reports/{id}/sign", Reviewer, (*Page).signReport},

	{"GET /units", Clerk, (*Page).units},
	{"POST /units", Admin, (*Page).addUnit},
	{"GET /units/{id}", Clerk, (*Page).unit},
	{"POST /units/{id}", Admin, (*Page).changeUnit},
	{"POST /codes", Admin, (*Page).codes},
	{"POST /devices/{id}/revoke", Admin, (*Page).revoke},

	{"GET /users", Admin, (*Page).users},
	{"POST /users", Admin, (*Page).addUser},
	{"POST /users/{name}/{act}", Admin, (*Page).changeUser},

	{"GET /audit", Admin, (*Page).audit},
	{"GET /audit.csv", Admin, (*Page).auditFile},

	{"GET /people", Admin, (*Page).people},
	{"POST /people", Admin, longer((*Page).findPeople)},
	{"POST /people/export", Admin, longer((*Page).exportPerson)},
	{"POST /people/erase", Admin, longer((*Page).erasePerson)},
	{"POST /people/retention", Admin, (*Page).setRetention},

	{"/", Clerk, func(p *Page, w http.ResponseWriter, r *http.Request, _ User) { p.missing(w, r) }},
}

func (p *Page) routes() http.Handler {
	mux := http.NewServeMux()
	for _, route := range pageRoutes {
		mux.HandleFunc(route.pattern, func(w http.ResponseWriter, r *http.Request) {
			if route.need == "" {
				route.do(p, w, r, User{})
				return
			}
			p.admit(w, r, route)
		})
	}
	return mux
}

// admit lets a request through whose account has the route's role; one with a one-time password may
// only change it.
func (p *Page) admit(w http.ResponseWriter, r *http.Request, route pageRoute) {
	user, _, err := p.user(r)
	switch {
	case errors.Is(err, ErrNotFound):
		if !p.holdForm(w, r) {
			p.askLogin(w, r)
		}
	case err != nil:
		p.fail(w, r, err)
	case user.Once && r.URL.Path != "/password":
		http.Redirect(w, r, "/password", http.StatusSeeOther)
	case !user.Role.May(route.need):
		v := p.view(r, "", user)
		v.Title = pageWords["refused"].In(v.Lang)
		v.Body = pageNotice{pageWords["why_role"].In(v.Lang), "/", pageWords["to_overview"].In(v.Lang)}
		p.render(w, r, http.StatusForbidden, "message", v)
	default:
		r = r.WithContext(As(r.Context(), user.Name))
		p.noteReading(r, route, user)
		route.do(p, w, r, user)
		if r.Method == http.MethodPost {
			p.pairs.forget()
			p.desk.refresh()
		}
	}
}

func open(do func(*Page, http.ResponseWriter, *http.Request)) func(*Page, http.ResponseWriter, *http.Request, User) {
	return func(p *Page, w http.ResponseWriter, r *http.Request, _ User) { do(p, w, r) }
}

func still(mediaType string, body []byte) func(*Page, http.ResponseWriter, *http.Request, User) {
	serve := pageFile(mediaType, body)
	return func(_ *Page, w http.ResponseWriter, r *http.Request, _ User) { serve(w, r) }
}

func backToRecord(_ *Page, w http.ResponseWriter, r *http.Request, _ User) {
	http.Redirect(w, r, "/records/"+url.PathEscape(r.PathValue("id")), http.StatusSeeOther)
}

// link is one entry of the menu.
type link struct {
	URL, Label string
	Here       bool
}

// menu is what the account may open, "" before sign-in.
func menu(user User, here, lang string) (out []link) {
	if user.Name == "" || user.Once {
		return nil
	}
	for _, m := range []struct {
		key, url string
		need     Role
	}{
		{"overview", "/", Clerk}, {"records", "/records", Clerk}, {"entry", "/entry", Clerk}, {"conflicts", "/conflicts", Clerk}, {"duplicates", "/duplicates", Clerk},
		{"difficulties", "/difficulties", Clerk}, {"coverage", "/coverage", Clerk}, {"reports", "/reports", Clerk}, {"units", "/units", Clerk}, {"users", "/users", Admin}, {"people", "/people", Admin}, {"audit", "/audit", Admin},
	} {
		if user.Role.May(m.need) {
			out = append(out, link{m.url, pageWords["menu_"+m.key].In(lang), m.key == here})
		}
	}
	return out
}
