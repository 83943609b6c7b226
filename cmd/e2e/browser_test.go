//go:build chromium

package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// tab is the office's page in a real Chromium. SOTHON_AXE names axe-core's axe.min.js, which every
// page is checked with; SOTHON_SHOTS names a folder for pictures of them, if any.
type tab struct {
	t     *testing.T
	ctx   context.Context
	url   string
	axe   string
	shots string
}

// browsing ends a test whose browser hangs; no result depends on it.
const browsing = 4 * time.Minute

// openTab starts a browser with its own profile, with or without JavaScript.
func openTab(t *testing.T, url string, script bool) *tab {
	t.Helper()
	axe, err := os.ReadFile(os.Getenv("SOTHON_AXE"))
	if err != nil {
		t.Fatalf("SOTHON_AXE must name the file axe.min.js of the npm package axe-core (.ci/run fetches it): %v", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	browser, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	ctx, cancel := context.WithTimeout(browser, browsing)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx, url: url, axe: string(axe), shots: os.Getenv("SOTHON_SHOTS")}
	b.act("start the browser", chromedp.Navigate("about:blank"), chromedp.Func(func(ctx context.Context, tg *chromedp.Target) error {
		_, err := cdp.Call(ctx, tg, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script})
		return err
	}), chromedp.EmulateViewport(1366, 768))
	return b
}

func (b *tab) act(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v\nthe page says: %s", what, err, b.words())
	}
}

// evaluate runs an expression in the page, which the devtools may do without scripts too.
func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("evaluate %.80s: %v", expression, err)
	}
	return v
}

// words is what the page shows, blanks folded; "" when it cannot tell.
func (b *tab) words() string {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.ctx), 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText + " " + [...document.querySelectorAll("textarea")].map(e => e.value).join(" ")`))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(text), " ")
}

func (b *tab) sees(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if words := b.words(); !strings.Contains(words, text) {
			b.t.Fatalf("the page lacks %q: %s", text, words)
		}
	}
}

func (b *tab) seesNot(text string) {
	b.t.Helper()
	if words := b.words(); strings.Contains(words, text) {
		b.t.Fatalf("the page shows %q: %s", text, words)
	}
}

// visit opens a path by its address.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.follow("open "+path, chromedp.Navigate(b.url+path))
}

// follow does what loads another page, which must not be a failure of the program.
func (b *tab) follow(what string, step chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	got, err := chromedp.RunResponse(b.ctx, step)
	if err != nil {
		b.t.Fatalf("%s: %v\nthe page says: %s", what, err, b.words())
	}
	if got != nil && got.Status >= 400 {
		b.t.Fatalf("%s: status %d: %s", what, got.Status, b.words())
	}
}

// labelled is an XPath of a button, link or summary with a text, within what another XPath names.
func labelled(within, text string) string {
	return fmt.Sprintf(`%s//*[(self::button or self::a or self::summary) and normalize-space()=%q]`, within, text)
}

// press clicks a button or link that leads to another page.
func (b *tab) press(text string) { b.t.Helper(); b.pressIn("", text) }

func (b *tab) pressIn(within, text string) {
	b.t.Helper()
	b.follow("press "+text, chromedp.Click(labelled(within, text)))
}

// unfold opens what stands behind a summary.
func (b *tab) unfold(within, text string) {
	b.t.Helper()
	b.act("unfold "+text, chromedp.Click(labelled(within, text)))
}

func (b *tab) tick(xpath string) {
	b.t.Helper()
	b.act("tick "+xpath, chromedp.Click(xpath))
}

// fill writes into the fields of a form, by name; a list takes the value of a choice.
func (b *tab) fill(within string, pairs ...string) {
	b.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		field := fmt.Sprintf(`%s//*[(self::input or self::select or self::textarea) and not(@type="hidden") and @name=%q]`, within, pairs[i])
		b.act("fill "+pairs[i], chromedp.WaitVisible(field), chromedp.Focus(field))
		if evaluate[bool](b, `document.activeElement.matches("select")`) {
			b.act("choose "+pairs[i], chromedp.SetValue(field, pairs[i+1]))
			continue
		}
		evaluate[bool](b, `(document.activeElement.value = "") === ""`)
		b.act("fill "+pairs[i], chromedp.SendKeys(field, pairs[i+1]))
	}
}

// path is the address of the page without the server.
func (b *tab) path() string { return evaluate[string](b, `location.pathname`) }

// looks checks the page in two widths: nothing to scroll sideways, nothing serious by axe; and takes
// its pictures. Everything folded is opened for that.
func (b *tab) looks(name string) {
	b.t.Helper()
	for _, width := range []int64{1366, 390} {
		height := map[int64]int64{1366: 768, 390: 844}[width]
		b.act("resize", chromedp.EmulateViewport(width, height))
		b.picture(fmt.Sprintf("%s-%d", name, width))
		evaluate[bool](b, `document.querySelectorAll("details").forEach(e => e.open = true) === undefined`)
		if w := evaluate[int64](b, `document.documentElement.scrollWidth`); w > width {
			b.t.Errorf("%s scrolls sideways at %d px: it is %d px wide because of %s", name, width, w, evaluate[string](b,
				fmt.Sprintf(`[...document.querySelectorAll("main *, header *, footer *")].filter(e => e.getBoundingClientRect().right > %d).map(e => e.outerHTML.slice(0, 120)).slice(0, 4).join(" | ")`, width)))
		}
		for _, found := range b.axed() {
			b.t.Errorf("%s at %d px: %s", name, width, found)
		}
		b.picture(fmt.Sprintf("%s-%d-open", name, width))
		evaluate[bool](b, `document.querySelectorAll("details").forEach(e => e.open = false) === undefined`)
	}
	b.act("resize", chromedp.EmulateViewport(1366, 768))
}

// axed are the serious and critical findings of axe-core.
func (b *tab) axed() (out []string) {
	b.t.Helper()
	evaluate[bool](b, b.axe+"; true")
	said := evaluate[string](b, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.help + ": " + v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(" | "))))`)
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
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(b.shots, name+".png"), png, 0o600)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}
