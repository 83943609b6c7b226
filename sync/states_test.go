package sync

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

const statesDoc = "../docs/sync-states.md"

// stateTable is the table of docs/sync-states.md as the code has it.
func stateTable() string {
	var b strings.Builder
	fmt.Fprintln(&b, "| code | tried again by itself | `sothon sync` ends with | what is said |")
	fmt.Fprintln(&b, "|---|---|---|---|")
	for _, code := range append(slices.Clone(ours), theirs...) {
		if code == ledger.CodeInvalid { // from here on: single changes, not requests
			break
		}
		again := map[hope]string{never: "no: a person must act", later: "yes, after the longest wait", soon: "yes"}[hopeOf(code)]
		exit := "1"
		if Temporary(&Error{Code: code}) {
			exit = "3"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", code, again, exit, words[code].Vi)
	}
	return b.String()
}

func TestTheDocumentedStatesAreTheOnesInTheCode(t *testing.T) {
	doc, err := os.ReadFile(statesDoc)
	if err != nil {
		t.Fatal(err)
	}
	start := bytes.Index(doc, []byte("| code |"))
	if start < 0 {
		t.Fatal("no table")
	}
	end := start + bytes.Index(doc[start:], []byte("\n\n")) + 1
	if flag.Lookup("update").Value.String() == "true" {
		doc = slices.Concat(doc[:start], []byte(stateTable()), doc[end:])
		if err := os.WriteFile(statesDoc, doc, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, want := string(doc[start:end]), stateTable(); got != want {
		t.Errorf("%s does not say what the code does; run with -update and read the difference", statesDoc)
	}
}
