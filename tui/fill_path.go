package tui

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// cleanPath makes a path of what was typed, pasted, or dragged onto the window: quotes around it, a
// file:// address, blanks behind a backslash (as terminals on Linux write them) and ~ for the
// person's own folder are all understood.
func cleanPath(text string) string {
	text = strings.TrimSpace(text)
	for _, q := range []string{`"`, `'`, "“”", "«»"} {
		marks := []rune(q)
		open, shut := string(marks[0]), string(marks[len(marks)-1])
		if len(text) > len(open)+len(shut) && strings.HasPrefix(text, open) && strings.HasSuffix(text, shut) {
			text = strings.TrimSpace(text[len(open) : len(text)-len(shut)])
			break
		}
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" {
		text = u.Path
		if runtime.GOOS == "windows" {
			text = filepath.FromSlash(strings.TrimPrefix(text, "/"))
		}
	}
	if runtime.GOOS != "windows" && !strings.Contains(text, `:\`) {
		text = strings.ReplaceAll(text, `\ `, " ")
	}
	if rest, ok := strings.CutPrefix(text, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		if home, err := os.UserHomeDir(); err == nil {
			text = filepath.Join(home, rest)
		}
	}
	return text
}
