package commune_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// goodPassword is what browser.signIn sets in place of the one-time password.
const goodPassword = "mật khẩu thử 2026"

// browser is somebody at the office's page: it keeps cookies and follows redirects.
type browser struct {
	t      testing.TB
	town   *town
	base   string
	client *http.Client
}

// page is an answer that was read.
type page struct {
	status int
	header http.Header
	body   string
	path   string // after redirects
}

// browse opens the office's page of a town on a server of its own.
func (w *town) browse() *browser {
	w.t.Helper()
	site := w.office.Page(commune.PageOptions{})
	server := httptest.NewServer(site)
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	b := &browser{t: w.t, town: w, base: server.URL, client: &http.Client{Jar: jar, Transport: &http.Transport{}}}
	w.t.Cleanup(func() {
		b.client.CloseIdleConnections()
		server.Close()
	})
	return b
}

// signIn makes an account with the role, signs in and sets its password.
func (b *browser) signIn(name string, role commune.Role) *browser {
	b.t.Helper()
	once, err := b.town.office.AddUser(b.t.Context(), name, role)
	if err != nil {
		b.t.Fatal(err)
	}
	if p := b.post("/login", "name", name, "password", once); p.path != "/password" {
		b.t.Fatalf("after signing in with a one-time password: %s (%d)", p.path, p.status)
	}
	if p := b.post("/password", "old", once, "new", goodPassword, "again", goodPassword); p.path != "/" || p.status != http.StatusOK {
		b.t.Fatalf("after setting a password: %s (%d) %s", p.path, p.status, p.words())
	}
	return b
}

func (b *browser) get(path string) page {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.base+path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(req)
}

// post sends a form of names and values as a browser does.
func (b *browser) post(path string, pairs ...string) page {
	b.t.Helper()
	return b.do(b.form(path, pairs...))
}

func (b *browser) form(path string, pairs ...string) *http.Request {
	b.t.Helper()
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.base+path, strings.NewReader(values.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("Origin", b.base)
	return req
}

func (b *browser) do(req *http.Request) page {
	b.t.Helper()
	resp, err := b.client.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return page{resp.StatusCode, resp.Header, string(body), resp.Request.URL.Path}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// words is the page's text without tags, blanks folded.
func (p page) words() string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(p.body, " "))), " ")
}

// own is the page without the one script that it loads.
func (p page) own() string { return pageScript.ReplaceAllString(p.body, "") }

var pageScript = regexp.MustCompile(`<script src="/page\.js\?v=[0-9a-f]+" defer></script>`)

var seenField = regexp.MustCompile(`name="seen" value="(\d+)"`)

// seen is the mark of a record's page that its forms send back.
func (p page) seen(t testing.TB) string {
	t.Helper()
	m := seenField.FindStringSubmatch(p.body)
	if m == nil {
		t.Fatalf("no form to act with in: %s", p.words())
	}
	return m[1]
}

func (p page) wants(t testing.TB, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(p.words(), text) {
			t.Errorf("%s (%d) lacks %q: %s", p.path, p.status, text, p.words())
		}
	}
}

func recordPath(c *ledger.Change) string { return "/records/" + c.ID.String() }
