//go:build chromium

package e2e_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tab is the office's page in a real Chromium.
type tab struct {
	t         *testing.T
	ctx       context.Context
	url       string
	script    bool // JavaScript is on
	axe       string
	shots     string
	downloads string

	looked map[string]bool // by pattern of address: it was looked at

	mu       sync.Mutex
	problems []string // what the browser complained of
	expected int64    // status that the next page may have though it is a failure
}

// browsing ends a step that would never end; no result depends on it.
const browsing = time.Minute

// openTab starts a browser with its own profile, with or without JavaScript. SOTHON_AXE names
// axe-core's axe.min.js, which every page is checked with; SOTHON_SHOTS a folder for pictures of the
// pages, if any.
func openTab(t *testing.T, url string, script bool) *tab {
	t.Helper()
	axe, err := os.ReadFile(os.Getenv("SOTHON_AXE"))
	if err != nil {
		t.Fatalf("SOTHON_AXE must name the file axe.min.js of the npm package axe-core (.ci/run fetches it): %v", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, quit := chromedp.NewContext(allocator)
	t.Cleanup(quit)
	b := &tab{t: t, ctx: ctx, url: url, script: script, axe: string(axe), shots: os.Getenv("SOTHON_SHOTS"), downloads: t.TempDir(), looked: map[string]bool{}}
	// The browser lives as long as the context of the first run, so that one has no limit of its own.
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	if err := chromedp.Listen(ctx, b.overhear); err != nil {
		t.Fatal(err)
	}
	b.act("set the browser up", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}),
		call(browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.downloads, EventsEnabled: &[]bool{true}[0]}),
		chromedp.EmulateViewport(1366, 768))
	return b
}

// call is a step that sends a command of the devtools.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}

// overhear keeps what no page may do: break the policy of its contents, fail in a script, ask
// another host, or ask for what is not there.
func (b *tab) overhear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	said := ""
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Source != log.EntrySourceNetwork { // those are told below
			said = fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		said = "exception: " + e.ExceptionDetails.Text
	case *network.EventRequestWillBeSent:
		if own := []string{b.url + "/", "data:", "about:"}; !slices.ContainsFunc(own, func(s string) bool { return strings.HasPrefix(e.Request.URL, s) }) {
			said = "asks " + e.Request.URL
		}
	case *network.EventLoadingFailed:
		if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
			said = fmt.Sprintf("loading failed: %s %s", e.Type, e.ErrorText)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 && e.Response.Status != b.expected {
			said = fmt.Sprintf("status %d: %s", e.Response.Status, e.Response.URL)
		}
	}
	if said != "" {
		b.problems = append(b.problems, said)
	}
}

// step runs one step with browsing.
func step[T any](b *tab, what string, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, browsing)
	defer cancel()
	v, err := chromedp.Run(ctx, action)
	if err != nil {
		b.t.Fatalf("%s: %v\n%s says: %s", what, err, b.address(), b.words())
	}
	return v
}

func (b *tab) act(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	step(b, what, chromedp.Steps(steps...))
}

// evaluate runs an expression in the page, which the devtools may do without scripts too, as long
// as it waits for nothing.
func evaluate[T any](b *tab, expression string) T {
	b.t.Helper()
	return step(b, fmt.Sprintf("evaluate %.80s", expression), chromedp.Evaluate[T](expression))
}

// words is what the page shows, blanks folded; "" when it cannot tell.
func (b *tab) words() string {
	return strings.Join(strings.Fields(b.tell(`document.body.innerText + " " + [...document.querySelectorAll("textarea")].map(e => e.value).join(" ")`)), " ")
}

// address is the page's path with its query.
func (b *tab) address() string { return b.tell(`location.pathname + location.search`) }

func (b *tab) path() string { return b.tell(`location.pathname`) }

func (b *tab) tell(expression string) string {
	ctx, cancel := context.WithTimeout(b.ctx, browsing)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		return ""
	}
	return text
}

func (b *tab) sees(texts ...string) {
	b.t.Helper()
	words := b.words()
	for _, text := range texts {
		if !strings.Contains(words, text) {
			b.t.Fatalf("%s lacks %q: %s", b.address(), text, words)
		}
	}
}

func (b *tab) seesNot(text string) {
	b.t.Helper()
	if words := b.words(); strings.Contains(words, text) {
		b.t.Fatalf("%s shows %q: %s", b.address(), text, words)
	}
}

// visit opens a path by its address.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.follow("open "+path, chromedp.Navigate(b.url+path))
}

// follow does what loads another page, which must not be a failure.
func (b *tab) follow(what string, action chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.refused(what, 0, action)
}

// refused does what loads another page with a status; 0 is any but a failure.
func (b *tab) refused(what string, status int64, action chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.expect(status)
	got := step(b, what, func(ctx context.Context, _ *chromedp.Target) (*network.Response, error) {
		return chromedp.RunResponse(ctx, action)
	})
	b.expect(0)
	if got != nil && (status != 0 && got.Status != status || status == 0 && got.Status >= 400) {
		b.t.Fatalf("%s: status %d: %s", what, got.Status, b.words())
	}
}

func (b *tab) expect(status int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.expected = status
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

// unfold opens what stands behind a summary, unless it is open.
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
		b.act("find "+pairs[i], chromedp.WaitVisible(field), chromedp.Focus(field))
		if evaluate[bool](b, `document.activeElement.matches("select")`) {
			b.act("choose "+pairs[i], chromedp.SetValue(field, pairs[i+1]))
			continue
		}
		evaluate[bool](b, `(document.activeElement.value = "") === ""`)
		b.act("fill "+pairs[i], chromedp.SendKeys(field, pairs[i+1]))
	}
}

// keys types on the keyboard, wherever the focus is.
func (b *tab) keys(text string) {
	b.t.Helper()
	b.act("type", chromedp.KeyEvent(text))
}

// tabTo presses Tab until the focus is on what has a label, which must show that it has it.
func (b *tab) tabTo(label string) {
	b.t.Helper()
	const focus = `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
		const text = ((e.labels && e.labels[0] ? e.labels[0].innerText : "") || e.getAttribute("aria-label") || e.innerText || "").trim().split("\n")[0].trim();
		return [text, String(e === document.body || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && r.width > 0 && r.bottom > 0 && r.top < innerHeight)]; })()`
	var passed []string
	for range 150 {
		b.act("tab", chromedp.KeyEvent(kb.Tab))
		at := evaluate[[]string](b, focus)
		if at[1] != "true" {
			b.t.Errorf("%s: the focus on %q cannot be seen", b.address(), at[0])
		}
		if passed = append(passed, at[0]); at[0] == label {
			return
		}
	}
	b.t.Fatalf("%s: Tab never comes to %q, but to %q", b.address(), label, passed)
}

// enter presses Enter on what has the focus, which leads to another page.
func (b *tab) enter() { b.t.Helper(); b.follow("press Enter", chromedp.KeyEvent(kb.Enter)) }

// download presses what leads to a file, and returns it.
func (b *tab) download(text string) []byte {
	b.t.Helper()
	var file string
	begun := chromedp.WaitEvent(browser.DownloadWillBegin, func(browser.EventDownloadWillBegin) bool { return true }, chromedp.Click(labelled("", text)))
	done := chromedp.WaitEvent(browser.DownloadProgress, func(e browser.EventDownloadProgress) bool { return e.State == browser.DownloadProgressStateCompleted },
		func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			e, err := begun(ctx, target)
			file = e.SuggestedFilename
			return chromedp.Void{}, err
		})
	step(b, "download "+text, done)
	content, err := os.ReadFile(b.downloads + "/" + file)
	if err != nil || len(content) == 0 {
		b.t.Fatalf("download %s: %d bytes, %v", text, len(content), err)
	}
	return content
}
