package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Build gives the version and commit that the linker was told, else those that Go noted itself.
func Build(version, commit string) (name, revision string) {
	name, revision = version, commit
	if info, ok := debug.ReadBuildInfo(); ok && name == "" {
		name = info.Main.Version
	}
	if revision == "" {
		revision = BuildSetting("vcs.revision")
	}
	if name == "" {
		name = "(devel)"
	}
	if revision == "" {
		revision = "-"
	}
	return name, revision
}

// BuildSetting is what Go noted at the build under key (see runtime/debug.BuildSetting), or "".
func BuildSetting(key string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

// PutVersion prints what a program is: version, commit, Go version, platform.
func (r *Run) PutVersion(program, version, commit string) error {
	name, revision := Build(version, commit)
	platform := runtime.GOOS + "/" + runtime.GOARCH
	if r.JSON {
		return r.PutJSON(map[string]string{"version": name, "commit": revision, "go": runtime.Version(), "platform": platform})
	}
	fmt.Fprintf(r.Stdout, "%s %s\ncommit %s\n%s\n%s\n", program, name, revision, runtime.Version(), platform)
	return nil
}
