package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (a *app) versionCommand() *cobra.Command {
	return a.withJSON(a.command("version", sayHelp.Version, text{}, func(*cobra.Command, []string) error {
		name, revision := build()
		platform := runtime.GOOS + "/" + runtime.GOARCH
		if a.json {
			return a.putJSON(map[string]string{"version": name, "commit": revision, "go": runtime.Version(), "platform": platform})
		}
		fmt.Fprintf(a.stdout, "sothon-xa %s\ncommit %s\n%s\n%s\n", name, revision, runtime.Version(), platform)
		return nil
	}))
}

// build gives the version and commit that the linker was told, else those that Go noted itself.
func build() (name, revision string) {
	name, revision = version, commit
	info, ok := debug.ReadBuildInfo()
	if ok && name == "" {
		name = info.Main.Version
	}
	if ok && revision == "" {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = s.Value
			}
		}
	}
	if name == "" {
		name = "(devel)"
	}
	if revision == "" {
		revision = "-"
	}
	return name, revision
}
