//go:build chromium

package e2e_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"

	"github.com/nghia-hung/sothon/commune"
)

// looks checks the page in two widths: nothing to scroll sideways, and where scripts run nothing
// serious by axe-core; and takes its pictures. Everything folded is opened for that.
func (b *tab) looks(name string) {
	b.t.Helper()
	b.looked[b.pattern(b.path())] = true
	for _, width := range []int64{1366, 390} {
		height := map[int64]int64{1366: 768, 390: 844}[width]
		b.act("resize", chromedp.EmulateViewport(width, height))
		b.fits(name, width)
		b.picture(fmt.Sprintf("%s-%d", name, width))
		if folded := `document.querySelectorAll("details:not([open])").length`; evaluate[int](b, folded) > 0 {
			evaluate[bool](b, `document.querySelectorAll("details:not([open])").forEach(e => { e.open = true; e.dataset.was = "shut" }) === undefined`)
			b.fits(name, width)
			b.picture(fmt.Sprintf("%s-%d-open", name, width))
		}
		for _, found := range b.axed() {
			b.t.Errorf("%s at %d px: %s", name, width, found)
		}
		evaluate[bool](b, `document.querySelectorAll("details[data-was]").forEach(e => { e.open = false; delete e.dataset.was }) === undefined`)
	}
	b.act("resize", chromedp.EmulateViewport(1366, 768))
}

// fits checks that nothing must be scrolled sideways.
func (b *tab) fits(name string, width int64) {
	b.t.Helper()
	if w := evaluate[int64](b, `document.documentElement.scrollWidth`); w > width {
		b.t.Errorf("%s scrolls sideways at %d px: it is %d px wide because of %s", name, width, w, evaluate[string](b,
			fmt.Sprintf(`[...document.querySelectorAll("main *, header *, footer *")].filter(e => e.getBoundingClientRect().right > %d).map(e => e.outerHTML.slice(0, 120)).slice(0, 4).join(" | ")`, width)))
	}
}

// axed are the serious and critical findings of axe-core, which needs scripts.
func (b *tab) axed() (out []string) {
	b.t.Helper()
	if !b.script {
		return nil
	}
	if !evaluate[bool](b, `"axe" in window`) {
		evaluate[bool](b, b.axe+"; true")
	}
	said := step(b, "run axe", chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"], preload: false}).then(r => JSON.stringify(r.violations
		.filter(v => v.impact === "serious" || v.impact === "critical")
		.map(v => v.id + ": " + v.help + ": " + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(" | "))))`, chromedp.EvalAwaitPromise))
	if err := json.Unmarshal([]byte(said), &out); err != nil {
		b.t.Fatalf("axe said %q: %v", said, err)
	}
	return out
}

func (b *tab) picture(name string) {
	b.t.Helper()
	if b.shots == "" {
		return
	}
	png := step(b, "picture", chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(b.shots, name+".png"), png, 0o600); err != nil {
		b.t.Fatal(err)
	}
}

// notPages are the addresses that answer with a file or lead elsewhere.
var notPages = []string{"GET /page.css", "GET /page.js", "GET /icon.svg", "GET /records/export", "GET /records/{id}/files/{hash}",
	"GET /records/{id}/{act}", "GET /reports/making", "GET /reports/{id}/file/{ext}", "GET /import/template.xlsx", "GET /audit.csv"}

// pagePatterns routes as the page does, but answers nothing.
var pagePatterns = func() *http.ServeMux {
	mux := http.NewServeMux()
	for _, pattern := range commune.PagePatterns() {
		mux.Handle(pattern, http.NotFoundHandler())
	}
	return mux
}()

// pattern is the row of the page's table of addresses that a path belongs to.
func (b *tab) pattern(path string) string {
	b.t.Helper()
	r, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	_, pattern := pagePatterns.Handler(r)
	return pattern
}

// sawAll checks that no page was left out, and that the browser had nothing to complain of.
func (b *tab) sawAll() {
	b.t.Helper()
	for _, pattern := range commune.PagePatterns() {
		if strings.HasPrefix(pattern, "GET ") && !b.looked[pattern] && !slices.Contains(notPages, pattern) {
			b.t.Errorf("nobody looked at %s", pattern)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, problem := range b.problems {
		b.t.Errorf("the browser complains: %s", problem)
	}
}
