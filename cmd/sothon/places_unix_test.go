//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Only what is mounted and can be written to is a drive.
func TestDrivesAreWhatIsMounted(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"KINGSTON", "empty"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	found := drivesIn([]string{filepath.Join(dir, "*"), "["}, func(dir string) bool { return filepath.Base(dir) == "KINGSTON" })
	if len(found) != 1 || found[0].Name.Vi != "USB «KINGSTON»" || !found[0].Removable || found[0].Free <= 0 {
		t.Errorf("found %+v", found)
	}
	if mounted(dir) || mounted(filepath.Join(dir, "none")) {
		t.Error("a plain folder counts as mounted")
	}
}

func TestPersonFoldersAreAsTheSystemSays(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	if desktop, downloads := personFolders(); !strings.HasSuffix(desktop, "Desktop") || !strings.HasSuffix(downloads, "Downloads") {
		t.Errorf("without a file: %s, %s", desktop, downloads)
	}
	config, err := os.UserConfigDir()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	said := "# sample\nXDG_DESKTOP_DIR=\"$HOME/Màn hình\"\nXDG_DOWNLOAD_DIR=\"$HOME/Tải về\"\nXDG_MUSIC_DIR=\n"
	if err := os.WriteFile(filepath.Join(config, "user-dirs.dirs"), []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	if desktop, downloads := personFolders(); desktop != filepath.Join(home, "Màn hình") || downloads != filepath.Join(home, "Tải về") {
		t.Errorf("with a file: %s, %s", desktop, downloads)
	}
}
