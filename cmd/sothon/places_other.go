//go:build !linux && !darwin && !windows

package main

import "github.com/nghia-hung/sothon/tui"

// drives are not known on this system; the person's own folders are.
func drives() []tui.Place { return nil }

func freeBytes(string) int64 { return -1 }

func personFolders() (desktop, downloads string) { return homeFolders() }
