package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

func TestWriteCarried(t *testing.T) {
	name := filepath.Join(t.TempDir(), "usb.sothon")
	cannot := ledger.Words{Vi: "%s: %v", En: "%s: %v"}
	hello := func(w io.Writer) error { _, err := io.WriteString(w, "xin chào"); return err }
	if err := WriteCarried(name, cannot, hello); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := WriteCarried(name, cannot, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	if b, err := os.ReadFile(name); string(b) != "xin chào" || err != nil {
		t.Fatalf("%q, %v", b, err)
	}
	lost := func(w io.Writer) error {
		if err := hello(w); err != nil {
			return err
		}
		f, ok := firstFile(filepath.Dir(name))
		if !ok {
			t.Fatal("no temporary file to bend")
		}
		return os.WriteFile(f, []byte("xin chao"), 0o600)
	}
	var told *Failure
	if err := WriteCarried(name, cannot, lost); !errors.As(err, &told) || told.Exit != Failed {
		t.Fatalf("a disk that kept something else: %v", err)
	}
	if err := WriteCarried(filepath.Join(name, "x"), cannot, hello); !errors.As(err, &told) {
		t.Fatalf("no folder: %v", err)
	}
}

// firstFile is the temporary file that is being written.
func firstFile(dir string) (string, bool) {
	found, err := filepath.Glob(filepath.Join(dir, ".usb.sothon-*"))
	return append(found, "")[0], err == nil && len(found) == 1
}
