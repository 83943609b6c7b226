package main

import (
	"bytes"
	"slices"
	"testing"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

// silent are the commands that leave no line of their own in the audit log: what changes records
// writes one itself, the rest shows no personal data.
var silent = []string{"init", "unit list", "enroll list", "serve", "review", "merge", "duplicates", "duplicates dismissed", "person erase", "person retention",
	"report list", "report changes", "report template", "report tables", "indicators", "user list", "check", "period list", "period adjustments",
	"coverage", "audit", "token list", "version", "help", "service print", "service install", "service uninstall", "import"}

// TestEveryCommandIsNotedOrSilent: a new command must say which.
func TestEveryCommandIsNotedOrSilent(t *testing.T) {
	a := &app{Run: cli.New(nil, nil, &bytes.Buffer{}, &bytes.Buffer{})}
	var walk func(cmd *cobra.Command, path string)
	seen := map[string]bool{}
	walk = func(cmd *cobra.Command, path string) {
		for _, sub := range cmd.Commands() {
			name := sub.Name()
			if path != "" {
				name = path + " " + name
			}
			seen[name] = true
			if len(sub.Commands()) > 0 {
				walk(sub, name)
				continue
			}
			if noted := notedActs[name] != ""; noted == slices.Contains(silent, name) {
				t.Errorf("%q must stand either in notedActs or in the test's list", name)
			}
		}
	}
	walk(a.root(), "")
	for name, act := range notedActs {
		if commune.ActWords(act).Vi == act {
			t.Errorf("%q has no words in the audit log of the page", act)
		}
		if !seen[name] {
			t.Errorf("notedActs has %q, which is no command", name)
		}
	}
}
