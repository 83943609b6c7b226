//go:build chromium

package e2e_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowser walks the office's page as its people do, in a real Chromium, with JavaScript and
// without; what they do there reaches the laptops.
func TestBrowser(t *testing.T) {
	for name, script := range map[string]bool{"script": true, "noscript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSampleTown(t)
			j := journey{openTab(t, s.url, script), s, name + "-"}
			for _, part := range []func(journey){journey.firstSignIn, journey.overview, journey.filters, journey.paging, journey.exports,
				journey.returned, journey.corrected, journey.bulk, journey.byKeyboard, journey.shortcuts, journey.conflict, journey.duplicates,
				journey.difficulties, journey.entry, journey.coverage, journey.units, journey.unitChanges, journey.users, journey.sessions, journey.audit, journey.reports, journey.people,
				journey.others, journey.secondFactor, journey.english, journey.signOut, journey.lockOut} {
				part(j)
			}
			j.sawAll()
		})
	}
}

// journey is one person's day at the page.
type journey struct {
	*tab
	s    *sampleTown
	name string // begins the names of its pictures
}

// others are the pages that no journey comes to.
func (j journey) others() {
	j.refused("open what is not there", 404, chromedp.Navigate(j.url+"/khong-co"))
	j.looks(j.name + "missing")
}

// english opens every page of the menu, and one record, in the other language.
func (j journey) english() {
	j.visit("/?lang=en")
	paths := strings.Fields(evaluate[string](j.tab, `[...document.querySelectorAll("nav a")].map(a => a.getAttribute("href")).join(" ")`))
	if len(paths) < 8 {
		j.t.Errorf("the menu has only %v", paths)
	}
	paths = append(paths, "/account", "/periods", "/password", "/units/thang-ha", "/records/"+j.s.shared)
	for _, path := range slices.Compact(slices.Sorted(slices.Values(paths))) {
		j.visit(path)
		j.looks(j.name + "en" + strings.ReplaceAll(path, "/", "-"))
	}
	j.visit("/?lang=vi")
	j.sees("Việc đang chờ")
}

// records are the addresses of the records that the page lists.
func (j journey) records() map[string]bool {
	j.t.Helper()
	return maps.Collect(func(yield func(string, bool) bool) {
		for _, path := range evaluate[[]string](j.tab, `[...document.querySelectorAll("table.list tbody th a")].map(a => a.pathname)`) {
			if !yield(path, true) {
				return
			}
		}
	})
}
