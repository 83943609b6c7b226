package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/tui"
)

// bundleExt is how the names of bundles end.
const bundleExt = ".sothon"

// Limits of the look for files from the office.
const (
	maxLetterBytes = 256 << 20
	maxLooked      = 500 // files per place
)

// Letters looks through the places and the folders in them.
func (h *host) Letters() ([]tui.Letter, error) {
	id, err := h.store.Identity()
	if err != nil {
		return nil, err
	}
	var out []tui.Letter
	for _, p := range h.places() {
		for _, file := range bundlesIn(p.Dir) {
			info, err := os.Stat(file)
			if err != nil || info.Size() > maxLetterBytes || !lettersFor(file, id.Device) {
				continue
			}
			out = append(out, tui.Letter{File: file, Place: p.Name, Time: info.ModTime(), Bytes: info.Size()})
		}
	}
	slices.SortStableFunc(out, func(a, b tui.Letter) int { return b.Time.Compare(a.Time) })
	return out, nil
}

// bundlesIn names the files in a folder, and in the folders right in it, whose names end like bundles.
func bundlesIn(dir string) []string {
	var out []string
	looked := 0
	var look func(dir string, deeper bool)
	look = func(dir string, deeper bool) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return
		}
		for _, e := range entries {
			name := filepath.Join(dir, e.Name())
			switch {
			case e.IsDir() && deeper:
				look(name, false)
			case strings.EqualFold(filepath.Ext(name), bundleExt) && e.Type().IsRegular() && looked < maxLooked:
				looked++
				out = append(out, name)
			}
		}
	}
	look(dir, true)
	return out
}

// lettersFor reports a bundle with a letter for a laptop in it. A file that ends too early may still
// have one.
func lettersFor(file string, device ledger.DeviceID) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	bundle := ledger.ReadBundle(f)
	for {
		l, err := bundle.Next()
		if err != nil {
			return false
		}
		if l.Kind == ledger.LetterToDevice && l.To == device {
			return true
		}
	}
}
