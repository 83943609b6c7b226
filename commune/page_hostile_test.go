package commune_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

// active names what in a page would act for whoever wrote a text: scripts and styles that are not
// the page's own, handlers of events, addresses that run, frames and objects.
func active(page string) (found []string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return found
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tag := z.Token()
		source := ""
		for _, a := range tag.Attr {
			if a.Key == "src" {
				source = a.Val
			}
			target, err := url.Parse(strings.TrimSpace(a.Val))
			runs := (a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction") && (err != nil || target.Scheme != "" || target.Host != "")
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" || runs {
				found = append(found, tag.String())
			}
		}
		switch tag.Data {
		case "script":
			if !strings.HasPrefix(source, "/page.js?v=") {
				found = append(found, tag.String())
			}
		case "style", "iframe", "object", "embed", "base", "svg:script", "math", "foreignobject":
			found = append(found, tag.String())
		}
	}
}

func TestActiveIsSeen(t *testing.T) {
	for _, page := range []string{`<script>1</script>`, `<script src="//x.vn/a.js"></script>`, `<a href="javascript:1">`, `<p onclick=1>`, `<style>`, `<form action="https://x.vn">`} {
		if len(active(page)) == 0 {
			t.Errorf("%s is not seen", page)
		}
	}
	if got := active(`<script src="/page.js?v=12" defer></script><a href="/records?q=%3Cscript%3E">x</a>`); len(got) > 0 {
		t.Errorf("the page's own is taken for foreign: %v", got)
	}
}

// FuzzPage puts a text wherever a village or a clerk can write one, and opens every page: it stays
// text. In addresses it is asked for too.
func FuzzPage(f *testing.F) {
	for _, s := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(2)>`, `javascript:alert(3)`, `</textarea><script>4</script>`, `' onfocus=alert(5) x='`,
		"</title><svg/onload=alert(6)>", "{{.Commune}}", "&lt;script&gt;", "\x00\x1b<b>", "=HYPERLINK(\"http://x.vn\")", "../../etc/passwd", "<!--", "%3Cscript%3E", "Họp thôn «Mẫu»"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, evil string) {
		if len(evil) > 500 || !utf8.ValidString(evil) {
			return
		}
		w := newTown(t)
		l := w.laptop("x1")
		b := w.browse().signIn("lan", commune.Admin)
		values := session(evil, 40)
		values["ghi_chu"], values[`"`+short40(evil)] = text(evil), text(evil)
		files := ledger.FilesValue(fileOf(evil, []byte(evil)))
		values[ledger.FilesField] = files
		c := l.make(ledger.KindFinalize, nil, values, func(c *ledger.Change) { c.Author, c.Typist = short40(evil), short40(evil)+"2" })
		l.make(ledger.KindComment, &c.ID, nil, func(c *ledger.Change) { c.Text = evil })
		trouble := l.make(ledger.KindFinalize, nil, ledger.Values{"ngay": text("2026-06-01"), "noi_dung": text(evil), "de_xuat": text(evil), "trang_thai": text("moi")},
			func(c *ledger.Change) { c.Form = "kho_khan" })
		l.sync()
		b.post("/filters", "here", "q="+url.QueryEscape(evil), "name", evil)
		b.post(recordPath(trouble)+"/reply", "seen", "0", "text", evil)
		q := url.QueryEscape(evil)
		for _, route := range commune.PageRoutes() {
			method, path, ok := strings.Cut(route.Pattern, " ")
			if !ok || method != http.MethodGet {
				continue
			}
			asked := strings.NewReplacer("{$}", "", "{id}", c.ID.String(), "{act}", "approve", "{name}", "nobody", "{hash}", "none", "{ext}", "docx").Replace(path)
			p := b.get(asked + "?q=" + q + "&to=" + q + "&period=" + q + "&unit=" + q + "&form=" + q + "&id=" + q + "&after=" + q + "&status=" + q)
			if p.status == http.StatusInternalServerError {
				t.Errorf("%s: %d", asked, p.status)
			}
			if found := active(p.body); len(found) > 0 && strings.HasPrefix(p.header.Get("Content-Type"), "text/html") {
				t.Errorf("%s: %v", asked, found)
			}
		}
		for _, found := range [][]string{active(b.get("/records").body), active(b.get(recordPath(trouble)).body), active(b.post("/people", "name", evil+" "+evil).body)} {
			if len(found) > 0 {
				t.Errorf("%v", found)
			}
		}
	})
}

// short40 is a text as short as names of people are.
func short40(s string) string {
	runes := []rune(s)
	return string(runes[:min(len(runes), 40)])
}
