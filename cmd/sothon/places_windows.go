package main

import (
	"os"
	"strings"

	"golang.org/x/sys/windows"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/tui"
)

// drives are the drives with a disk in them, but the one that Windows is on.
func drives() []tui.Place {
	// An empty card reader must not open a window that asks for a disk.
	windows.SetErrorMode(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOOPENFILEERRORBOX)
	have, err := windows.GetLogicalDrives()
	if err != nil {
		return nil
	}
	var out []tui.Place
	for letter := 'A'; letter <= 'Z'; letter++ {
		name := string(letter) + ":"
		if have&(1<<(letter-'A')) == 0 || strings.EqualFold(name, os.Getenv("SystemDrive")) {
			continue
		}
		if p, ok := drive(name); ok {
			out = append(out, p)
		}
	}
	return out
}

func drive(name string) (tui.Place, bool) {
	root, err := windows.UTF16PtrFromString(name + `\`)
	if err != nil {
		return tui.Place{}, false
	}
	kind := windows.GetDriveType(root)
	label := make([]uint16, windows.MAX_PATH+1)
	if kind != windows.DRIVE_REMOVABLE && kind != windows.DRIVE_FIXED ||
		windows.GetVolumeInformation(root, &label[0], uint32(len(label)), nil, nil, nil, nil, 0) != nil {
		return tui.Place{}, false
	}
	called := strings.TrimSpace(name + " " + windows.UTF16ToString(label))
	p := tui.Place{Dir: name + `\`, Name: stick(called), Removable: true, Free: freeBytes(name + `\`)}
	if kind == windows.DRIVE_FIXED {
		p.Removable, p.Name = false, ledger.Words{Vi: "Ổ " + called, En: "Disk " + called}
	}
	return p, true
}

// freeBytes is how much can be written in a folder, -1 when that cannot be found out.
func freeBytes(dir string) int64 {
	at, err := windows.UTF16PtrFromString(dir)
	var free uint64
	if err != nil || windows.GetDiskFreeSpaceEx(at, &free, nil, nil) != nil {
		return -1
	}
	return int64(free)
}

// personFolders asks Windows, which may have moved them to OneDrive.
func personFolders() (desktop, downloads string) {
	desktop, downloads = homeFolders()
	if dir, err := windows.KnownFolderPath(windows.FOLDERID_Desktop, 0); err == nil {
		desktop = dir
	}
	if dir, err := windows.KnownFolderPath(windows.FOLDERID_Downloads, 0); err == nil {
		downloads = dir
	}
	return desktop, downloads
}
