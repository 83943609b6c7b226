package e2e_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/nghia-hung/sothon/"

// allowed says which of our packages each folder may import; what is missing may import none.
// cmd and external tests may import all.
var allowed = map[string][]string{
	"viet":              {},
	"ledger/expr":       {"viet"},
	"ledger":            {"viet", "ledger/expr"},
	"localdb":           {"viet", "ledger"},
	"sync":              {"viet", "ledger"},
	"tui":               {"viet", "ledger", "tui/quiet"},
	"commune":           {"viet", "ledger", "commune/intake", "commune/report", "commune/report/paper", "commune/report/periodic"},
	"commune/store":     {"viet", "ledger", "commune"},
	"commune/storetest": {"viet", "ledger", "commune"},
	"commune/report":    {"viet", "ledger", "commune/report/pdf"},

	"tui/plain":                 {"viet", "ledger", "tui"},
	"tui/quiet":                 {},
	"commune/report/pdf":        {},
	"commune/report/village":    {"viet", "ledger", "commune/report", "commune/report/pdf", "commune/report/periodic"},
	"commune/intake":            {"viet", "ledger"},
	"commune/report/paper":      {"viet", "commune/report/pdf"},
	"commune/report/periodic":   {"viet", "ledger", "commune/report", "commune/report/paper"},
	"commune/report/reporttest": {"viet", "ledger"},
}

// impure are packages that the pure middle must not reach for itself.
var impure = []string{"os", "net", "math/rand", "math/rand/v2", "crypto/rand", "time/tzdata", "database/sql"}

func TestArrowsPointTheRightWay(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", module+"...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], module)
		if strings.HasPrefix(pkg, "cmd/") {
			continue
		}
		rules, ok := allowed[pkg]
		if !ok {
			t.Errorf("%s: not in the table of this test; ARCHITECTURE.md says where packages go", pkg)
		}
		seen++
		for _, imp := range fields[1:] {
			ours, isOurs := strings.CutPrefix(imp, module)
			if isOurs && !slices.Contains(rules, ours) {
				t.Errorf("%s imports %s; it may import %v", pkg, ours, rules)
			}
			if (pkg == "ledger" || pkg == "ledger/expr" || pkg == "viet") && slices.Contains(impure, imp) {
				t.Errorf("%s imports %s: the pure middle does no I/O and draws no randomness", pkg, imp)
			}
		}
	}
	if seen < len(allowed) {
		t.Errorf("saw %d packages of %d: does the table name one that is gone?", seen, len(allowed))
	}
}
