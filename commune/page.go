package commune

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/alexedwards/scs/v2/memstore"

	"github.com/nghia-hung/sothon/ledger"
)

//go:embed pages
var pageFiles embed.FS

// pageStyle and pageIcon are served as they are; the style's address changes with its content.
var (
	pageStyle = readPageFile("pages/page.css")
	pageIcon  = readPageFile("pages/icon.svg")
	styleMark = pageDigest(pageStyle)
)

// pageTemplates are the parsed pages by name; each brings its own body into the one layout.
var pageTemplates = parsePages("login", "password", "overview", "records", "record", "message")

func readPageFile(name string) []byte {
	b, err := pageFiles.ReadFile(name)
	if err != nil {
		panic(err) // embedded when the program was built
	}
	return b
}

func pageDigest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

func parsePages(names ...string) map[string]*template.Template {
	out := map[string]*template.Template{}
	for _, name := range names {
		out[name] = template.Must(template.ParseFS(pageFiles, "pages/layout.html", "pages/"+name+".html"))
	}
	return out
}

// PageOptions are what the page is told about how it is served.
type PageOptions struct {
	Secure bool // by TLS only: cookies never travel without it
}

// Page is the office's web page: sign-in with the office's accounts, what is waiting, the records,
// one record with its history, and the acts of review, each in the name of the account that is
// signed in. It is rendered here, needs no JavaScript, and keeps nothing but sessions, in memory:
// a restart signs everybody out.
type Page struct {
	office   *Office
	sessions *scs.SessionManager
	handler  http.Handler
}

// Page makes the handler of everything but the endpoint's paths.
func (o *Office) Page(options PageOptions) *Page {
	p := &Page{office: o, sessions: scs.New()}
	// Sessions that have run out are refused at once and forgotten at the next start: those of an
	// office are few.
	p.sessions.Store = memstore.NewWithCleanupInterval(0)
	p.sessions.Lifetime = 12 * time.Hour
	p.sessions.IdleTimeout = 2 * time.Hour
	p.sessions.Cookie.Name = "sothon_xa"
	p.sessions.Cookie.Secure = options.Secure
	p.sessions.Cookie.SameSite = http.SameSiteLaxMode
	p.sessions.Cookie.Persist = false
	if options.Secure {
		p.sessions.Cookie.Name = "__Host-sothon_xa"
	}
	p.sessions.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) { p.fail(w, r, err) }
	p.handler = p.guard(p.sessions.LoadAndSave(p.routes()))
	return p
}

// ServeHTTP answers one request.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

func (p *Page) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /page.css", pageFile("text/css; charset=utf-8", pageStyle))
	mux.HandleFunc("GET /icon.svg", pageFile("image/svg+xml", pageIcon))
	mux.HandleFunc("GET /login", p.showLogin)
	mux.HandleFunc("POST /login", p.login)
	mux.HandleFunc("POST /logout", p.logout)
	mux.HandleFunc("GET /password", p.signedIn(p.showPassword))
	mux.HandleFunc("POST /password", p.signedIn(p.changePassword))
	mux.HandleFunc("GET /{$}", p.signedIn(p.overview))
	mux.HandleFunc("GET /records", p.signedIn(p.records))
	mux.HandleFunc("GET /records/{id}", p.signedIn(p.record))
	mux.HandleFunc("POST /records/{id}/{act}", p.signedIn(p.review))
	mux.HandleFunc("GET /records/{id}/{act}", func(w http.ResponseWriter, r *http.Request) { // a refusal, loaded again
		http.Redirect(w, r, "/records/"+url.PathEscape(r.PathValue("id")), http.StatusSeeOther)
	})
	mux.HandleFunc("/", p.signedIn(func(w http.ResponseWriter, r *http.Request, _ User) { p.missing(w, r) }))
	return mux
}

func pageFile(mediaType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Write(body) //nolint:errcheck // the browser asks again
	}
}

// pagePolicy lets the page load its own style and icon and send forms to itself, and nothing else.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Limits of one request: what a form may send, in bytes, how long it may take to come, and how long
// the page may take to go out.
const (
	maxForm  = 64 << 10
	formTime = 30 * time.Second
	pageTime = 2 * time.Minute
)

// guard sets the headers of every answer, refuses what another site makes a browser send, and
// remembers a language that was chosen.
func (p *Page) guard(next http.Handler) http.Handler {
	foreign := http.NewCrossOriginProtection()
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.message(w, r, http.StatusForbidden, "refused", "foreign_request")
	}))
	checked := foreign.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		control := http.NewResponseController(w)
		// Where deadlines cannot be set, which is in tests without a connection, there is nobody to wait for.
		_ = control.SetReadDeadline(time.Now().Add(formTime))
		_ = control.SetWriteDeadline(time.Now().Add(pageTime))
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if lang := r.URL.Query().Get("lang"); lang == "vi" || lang == "en" {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", MaxAge: 365 * 24 * 3600,
				HttpOnly: true, Secure: p.sessions.Cookie.Secure, SameSite: http.SameSiteLaxMode})
		}
		checked.ServeHTTP(w, r)
	})
}

// pageLanguage is the language a request chose, now or earlier; Vietnamese when none.
func pageLanguage(r *http.Request) string {
	lang := r.URL.Query().Get("lang")
	if c, err := r.Cookie("lang"); lang == "" && err == nil {
		lang = c.Value
	}
	if lang == "en" {
		return "en"
	}
	return "vi"
}

// pageView is what every page shows beside its body.
type pageView struct {
	Lang     string
	OtherURL string // of the same page in the other language
	Style    string
	Title    string
	Here     string // which part of the menu it belongs to
	Commune  string
	User     string // "" before sign-in
	Notice   string // what was just done
	Error    string
	Body     any
}

// T is a text of the catalogue in the view's language; args fill {1}, {2}, …. A text that is not
// there is an error of the template.
func (v pageView) T(key string, args ...any) (string, error) {
	w, ok := pageWords[key]
	if !ok {
		return "", fmt.Errorf("no words for %q", key)
	}
	return fill(w.In(v.Lang), args), nil
}

// view begins the view of a request.
func (p *Page) view(r *http.Request, here string, user User) pageView {
	lang := pageLanguage(r)
	other := r.URL.Query()
	other.Set("lang", pageWords["other_lang"].In(lang))
	return pageView{Lang: lang, OtherURL: "?" + other.Encode(), Style: styleMark, Here: here, Title: pageWords[here].In(lang),
		Commune: p.office.commune.Name, User: user.Name}
}

// render writes a page; nothing is sent when the template fails.
func (p *Page) render(w http.ResponseWriter, r *http.Request, status int, name string, v pageView) {
	var body bytes.Buffer
	if err := pageTemplates[name].ExecuteTemplate(&body, "layout", v); err != nil {
		p.office.log.Error("render page", "page", name, "path", r.URL.Path, "error", err)
		http.Error(w, pageWords["broken"].In(v.Lang), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(body.Bytes()) //nolint:errcheck // the browser asks again
}

// pageNotice is the body of a page that only says something.
type pageNotice struct{ Text, URL, Link string }

// message is a page that only says something, in the words of two keys.
func (p *Page) message(w http.ResponseWriter, r *http.Request, status int, title, text string) {
	v := p.view(r, "", User{})
	v.Title = pageWords[title].In(v.Lang)
	v.Body = pageNotice{pageWords[text].In(v.Lang), "/", pageWords["to_overview"].In(v.Lang)}
	p.render(w, r, status, "message", v)
}

func (p *Page) missing(w http.ResponseWriter, r *http.Request) {
	p.message(w, r, http.StatusNotFound, "not_found", "not_found_text")
}

// fail is the page for an error that no page of its own explains.
func (p *Page) fail(w http.ResponseWriter, r *http.Request, err error) {
	status, said := http.StatusInternalServerError, pageWords["failed_text"]
	var coded *ledger.Error
	var known *Fault
	switch {
	case errors.As(err, &known):
		status, said = http.StatusUnprocessableEntity, known.Words
	case errors.As(err, &coded) && reasonOf(coded.Code).Vi != "":
		status, said = coded.Code.Status(), reasonOf(coded.Code)
	}
	if status >= 500 {
		p.office.log.Error("page failed", "path", r.URL.Path, "error", err)
	}
	v := p.view(r, "", User{})
	v.Title = pageWords["failed"].In(v.Lang)
	v.Body = pageNotice{said.In(v.Lang), "/", pageWords["to_overview"].In(v.Lang)}
	p.render(w, r, status, "message", v)
}
