//go:build linux || darwin

package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nghia-hung/sothon/tui"
)

// driveFolders are where desktops mount what is plugged in: udisks2 uses /run/media/USER or
// /media/USER, macOS /Volumes; /mnt is for mounts by hand.
var driveFolders = []string{"/run/media/*/*", "/media/*/*", "/media/*", "/mnt/*", "/Volumes/*"}

// drives are the file systems mounted in driveFolders that can be written to.
func drives() []tui.Place { return drivesIn(driveFolders, mounted) }

func drivesIn(patterns []string, isMounted func(dir string) bool) []tui.Place {
	var out []tui.Place
	for _, pattern := range patterns {
		dirs, err := filepath.Glob(pattern)
		if err != nil {
			continue
		}
		for _, dir := range dirs {
			if isMounted(dir) && unix.Access(dir, unix.W_OK) == nil {
				out = append(out, tui.Place{Dir: dir, Name: stick(filepath.Base(dir)), Removable: true, Free: freeBytes(dir)})
			}
		}
	}
	return out
}

// mounted reports a folder that is another file system than what it lies in.
func mounted(dir string) bool {
	in, err := os.Lstat(dir)
	above, aboveErr := os.Stat(filepath.Dir(dir))
	if err != nil || aboveErr != nil || !in.IsDir() {
		return false
	}
	a, okA := in.Sys().(*syscall.Stat_t)
	b, okB := above.Sys().(*syscall.Stat_t)
	return okA && okB && a.Dev != b.Dev
}

// freeBytes is how much can be written in a folder, -1 when that cannot be found out.
func freeBytes(dir string) int64 {
	var st unix.Statfs_t
	if unix.Statfs(dir, &st) != nil {
		return -1
	}
	return int64(st.Bavail) * int64(st.Bsize) //nolint:unconvert // the types differ between systems
}

// personFolders reads xdg-user-dirs' file, which names the folders in the person's language.
func personFolders() (desktop, downloads string) {
	desktop, downloads = homeFolders()
	config, err := os.UserConfigDir()
	if err != nil {
		return desktop, downloads
	}
	f, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return desktop, downloads
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		name, value, _ := strings.Cut(strings.TrimSpace(lines.Text()), "=")
		dir := os.ExpandEnv(strings.Trim(value, `"`))
		switch {
		case name == "XDG_DESKTOP_DIR" && dir != "":
			desktop = dir
		case name == "XDG_DOWNLOAD_DIR" && dir != "":
			downloads = dir
		}
	}
	return desktop, downloads
}
