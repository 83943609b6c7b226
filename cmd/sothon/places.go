package main

import (
	"os"
	"path/filepath"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/tui"
)

// places are where files can be put or found now: drives that are plugged in, then the person's own
// folders that are there.
func places() []tui.Place {
	out := drives()
	for _, f := range ownFolders() {
		if info, err := os.Stat(f.Dir); err == nil && info.IsDir() {
			f.Free = freeBytes(f.Dir)
			out = append(out, f)
		}
	}
	return out
}

// ownFolders are the Desktop and the Downloads of this person, be they there or not.
func ownFolders() []tui.Place {
	desktop, downloads := personFolders()
	var out []tui.Place
	if desktop != "" {
		out = append(out, tui.Place{Dir: desktop, Name: ledger.Words{Vi: "Màn hình nền (Desktop)", En: "Desktop"}})
	}
	if downloads != "" {
		out = append(out, tui.Place{Dir: downloads, Name: ledger.Words{Vi: "Tải xuống (Downloads)", En: "Downloads"}})
	}
	return out
}

// homeFolders are Desktop and Downloads where the system says nothing else.
func homeFolders() (desktop, downloads string) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", ""
	}
	return filepath.Join(home, "Desktop"), filepath.Join(home, "Downloads")
}

// stick names a drive.
func stick(label string) ledger.Words {
	return ledger.Words{Vi: "USB «" + label + "»", En: "Stick “" + label + "”"}
}
