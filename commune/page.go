package commune

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

//go:embed pages
var pageFiles embed.FS

// What is served as it is; the addresses of style and script change with their content.
var (
	pageStyle  = readPageFile("pages/page.css")
	pageScript = readPageFile("pages/page.js")
	pageIcon   = readPageFile("pages/icon.svg")
	styleMark  = pageDigest(append(append([]byte{}, pageStyle...), pageScript...))
)

// pageTemplates are the parsed pages by name; each brings its own body into the one layout.
var pageTemplates = parsePages("login", "password", "overview", "records", "record", "correct", "message", "conflicts",
	"duplicates", "pair", "difficulties", "entry", "fill", "import", "coverage", "reports", "report", "report_preview", "report_behind", "periods", "units", "unit", "slips", "users", "account", "audit", "people")

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
		out[name] = template.Must(template.ParseFS(pageFiles, "pages/layout.html", "pages/ask.html", "pages/pages.html", "pages/"+name+".html"))
	}
	return out
}

// PageOptions are what the page is told about how it is served.
type PageOptions struct {
	Secure bool   // by TLS only: cookies never travel without it
	URL    string // by which laptops reach the endpoint, printed on the slips of join codes
	Pin    string // fingerprint of the endpoint's key, "" without TLS
	// Program is the version that runs; reports say which one made them.
	Program string
	// Export writes records as a file of a kind ("xlsx", "csv"); nil offers none. The items are in
	// the order of the list; places names their units.
	Export func(w io.Writer, kind, lang string, items []Item, places map[string]string) error
}

// Page is the office's web page: sign-in with the office's accounts, what is waiting, lists of
// records, one record with its history, conflicts, duplicates, difficulties, periods, units and
// laptops, and the acts of the office, each in the name of the account that is signed in. It is
// rendered here and needs no JavaScript; sessions lie in the store.
type Page struct {
	office  *Office
	options PageOptions
	handler http.Handler
	pairs   pairCount
	desk    *reportDesk
}

// Page makes the handler of everything but the endpoint's paths.
func (o *Office) Page(options PageOptions) *Page {
	p := &Page{office: o, options: options, desk: newReportDesk(o)}
	p.handler = p.guard(p.routes())
	return p
}

// ServeHTTP answers one request.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.handler.ServeHTTP(w, r) }

func pageFile(mediaType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Write(body) //nolint:errcheck // the browser asks again
	}
}

// pagePolicy lets the page load its own script, style and icon and send forms to itself, and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Limits of one request: what a form may send, in bytes, how long it may take to come, and how long
// the page may take to go out.
const (
	maxForm  = 512 << 10
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
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r))
		if lang := r.URL.Query().Get("lang"); lang == "vi" || lang == "en" {
			http.SetCookie(w, &http.Cookie{Name: "lang", Value: lang, Path: "/", MaxAge: 365 * 24 * 3600,
				HttpOnly: true, Secure: p.options.Secure, SameSite: http.SameSiteLaxMode})
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
	Role     Role
	Menu     []link
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
		Commune: p.office.commune.Name, User: user.Name, Role: user.Role, Menu: menu(user, here, lang)}
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
