package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/nghia-hung/sothon/ledger"
)

// WriteFile makes a file whole or not at all: it is written under another name beside its place,
// synced, given the permissions perm, and renamed. A file that was there is replaced only then. When
// the file cannot be made the error says cannot, which takes the name and the cause; an error of
// write is passed on.
func WriteFile(name string, perm fs.FileMode, cannot ledger.Words, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return Fail("bad_file", cannot, name, Cause(err))
	}
	temp := f.Name()
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(temp)
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Chmod(perm); err == nil || errors.Is(err, fs.ErrPermission) { // sticks know no permissions
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		return Fail("bad_file", cannot, name, Cause(err))
	}
	return nil
}

// Cause is what the system said about a file, without the name under which the program used it.
func Cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// DataFolder is this platform's place for a program's data, of which name is the folder's name in
// the manner of Windows and macOS ("SoThon") and unix the one elsewhere ("sothon"). It is false when
// the environment does not tell.
func DataFolder(name, unix string) (string, bool) {
	return dataFolder(runtime.GOOS, os.Getenv, name, unix)
}

// dataFolder is %LocalAppData% on Windows, Library/Application Support on macOS, and elsewhere what
// the XDG Base Directory Specification says.
func dataFolder(goos string, env func(string) string, name, unix string) (string, bool) {
	join := func(base string, more ...string) (string, bool) {
		return filepath.Join(append([]string{base}, more...)...), base != ""
	}
	switch goos {
	case "windows":
		if dir, ok := join(env("LocalAppData"), name); ok {
			return dir, true
		}
		return join(env("USERPROFILE"), "AppData", "Local", name)
	case "darwin":
		return join(env("HOME"), "Library", "Application Support", name)
	}
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, unix), true
	}
	return join(env("HOME"), ".local", "share", unix)
}
