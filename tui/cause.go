package tui

import (
	"errors"
	"io/fs"
	"runtime"
	"syscall"

	"github.com/nghia-hung/sothon/ledger"
)

// errorDiskFull is Windows' own number for a full disk (winerror.h), which errors.Is does not match
// with ENOSPC.
const errorDiskFull = syscall.Errno(112)

// cause names an error of the store or of a folder in a few words that fit into a sentence: what a
// person can understand and do something about. Any other error is shown as it is, to be read out to
// the office.
func (a *app) cause(err error) string {
	var worded interface{ Words() ledger.Words }
	switch {
	case errors.As(err, &worded):
		return clause(a.lang.w(worded.Words()))
	case errors.Is(err, syscall.ENOSPC), runtime.GOOS == "windows" && errors.Is(err, errorDiskFull):
		return a.lang.t(wCauseFull)
	case errors.Is(err, fs.ErrPermission):
		return a.lang.t(wCausePermission)
	case errors.Is(err, fs.ErrNotExist):
		return a.lang.t(wCauseNotThere)
	case errors.Is(err, errNoRecord):
		return a.lang.t(wCauseNoRecord)
	}
	return err.Error()
}
