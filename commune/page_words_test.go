package commune

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// TestPageHasItsWords: every text that a template asks for is in the catalogue, in both languages,
// and nothing else is.
func TestPageHasItsWords(t *testing.T) {
	asked := map[string]bool{}
	key := regexp.MustCompile(`\bT "([a-z_]+)"`)
	files, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil || len(files) < 6 {
		t.Fatalf("templates: %v, %v", files, err)
	}
	for _, name := range files {
		for _, m := range key.FindAllStringSubmatch(string(readPageFile(name)), -1) {
			asked[m[1]] = true
			if _, ok := pageWords[m[1]]; !ok {
				t.Errorf("%s asks for %q, which is not in the catalogue", name, m[1])
			}
		}
	}
	for key, w := range pageWords {
		if w.Vi == "" || w.En == "" {
			t.Errorf("%q lacks a language: %+v", key, w)
		}
		for _, mark := range []string{"{1}", "{2}", "{3}"} {
			if strings.Contains(w.Vi, mark) != strings.Contains(w.En, mark) {
				t.Errorf("%q fills %s in one language only", key, mark)
			}
		}
	}
	for kind := ledger.KindSet; kind.Known(); kind++ {
		if pageWords["act_"+kind.String()].Vi == "" {
			t.Errorf("no words for the kind %s", kind)
		}
	}
	for act := range pageActs {
		if pageWords["done_"+act].Vi == "" {
			t.Errorf("no words for having done %s", act)
		}
	}
}
