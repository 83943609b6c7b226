package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
)

func TestNearest(t *testing.T) {
	names := []string{"add", "edit", "list", "status", "sync"}
	for typed, want := range map[string]string{"ad": "add", "lits": "list", "stat": "status", "SYNC": "sync", "zzz": "", "": ""} {
		if got := Nearest(typed, names); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestSayTakesWordsOfItsLanguage(t *testing.T) {
	got := Say(ledger.Words{Vi: "%s: %d", En: "%s = %d"}, ledger.Words{Vi: "một", En: "one"}, 1)
	if want := (ledger.Words{Vi: "một: 1", En: "one = 1"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDataFolder(t *testing.T) {
	for _, c := range []struct {
		goos, want string
		env        map[string]string
	}{
		{"windows", filepath.Join(`C:\Users\a\AppData\Local`, "SoThon"), map[string]string{"LocalAppData": `C:\Users\a\AppData\Local`}},
		{"windows", filepath.Join(`C:\Users\a`, "AppData", "Local", "SoThon"), map[string]string{"USERPROFILE": `C:\Users\a`}},
		{"darwin", "/Users/a/Library/Application Support/SoThon", map[string]string{"HOME": "/Users/a"}},
		{"linux", "/home/a/.local/share/sothon", map[string]string{"HOME": "/home/a"}},
		{"linux", "/data/sothon", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "/data"}},
		{"linux", "/home/a/.local/share/sothon", map[string]string{"HOME": "/home/a", "XDG_DATA_HOME": "relative"}},
	} {
		if got, ok := dataFolder(c.goos, func(k string) string { return c.env[k] }, "SoThon", "sothon"); got != c.want || !ok {
			t.Errorf("%s %v: %q, %v; want %q", c.goos, c.env, got, ok, c.want)
		}
	}
	for _, goos := range []string{"windows", "darwin", "linux"} {
		if got, ok := dataFolder(goos, func(string) string { return "" }, "SoThon", "sothon"); ok {
			t.Errorf("%s without any folder: %q", goos, got)
		}
	}
}

// A write that fails leaves the file that was there, and nothing beside it.
func TestWriteFileKeepsTheOldFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "so.json")
	if err := os.WriteFile(name, []byte("cũ"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := WriteFile(name, 0o600, ledger.Words{Vi: "%s %v", En: "%s %v"}, func(w io.Writer) error {
		if _, err := w.Write([]byte("nửa")); err != nil {
			t.Fatal(err)
		}
		return os.ErrClosed
	})
	if err == nil {
		t.Fatal("no error")
	}
	if got, _ := os.ReadFile(name); string(got) != "cũ" {
		t.Errorf("the file holds %q", got)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestTableLinesUpVietnamese(t *testing.T) {
	var table Table
	var out strings.Builder
	table.Add("Xóm 1", "a")
	table.Add("Đào Khê Thượng", "bb", "c")
	table.Write(&out)
	if want := "Xóm 1           a\nĐào Khê Thượng  bb  c\n"; out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
}

// Names in Use that are not in brackets must be given; one with … may be given many times.
func TestArguments(t *testing.T) {
	for _, c := range []struct {
		use  string
		args string
		ok   bool
	}{
		{"add FORM [-f FILE|-] [--set name=value]… [--json]", "a", true},
		{"add FORM [-f FILE|-] [--set name=value]… [--json]", "", false},
		{"add FORM [-f FILE|-] [--set name=value]… [--json]", "a b", false},
		{"import FILE…", "a", true},
		{"import FILE…", "a b c", true},
		{"import FILE…", "", false},
		{"merge ID ID… [--keep ID]", "a", false},
		{"merge ID ID… [--keep ID]", "a b c", true},
	} {
		if err := checkArgs(&cobra.Command{Use: c.use}, strings.Fields(c.args)); (err == nil) != c.ok {
			t.Errorf("%s with %q: %v", c.use, c.args, err)
		}
	}
}
