package tui

import (
	"io"
	"slices"
	"testing"
	"unicode/utf8"
)

// chunks gives the reader its input in the given pieces, then io.EOF.
type pieces [][]byte

func (p *pieces) read(b []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*p)[0])
	if n == len((*p)[0]) {
		*p = (*p)[1:]
	} else {
		(*p)[0] = (*p)[0][n:]
	}
	return n, nil
}

// readAll reads with a buffer of size and checks that no read ends inside a letter or a sequence.
func readAll(t *testing.T, p pieces, size int) string {
	t.Helper()
	r := &letterReader{read: p.read}
	var all []byte
	for range 10000 {
		buf := make([]byte, size)
		n, err := r.Read(buf)
		if !utf8.Valid(buf[:n]) {
			t.Fatalf("a read ends inside a letter: %q", buf[:n])
		}
		if keep := incompleteTail(buf[:n]); keep > 0 && err == nil {
			t.Fatalf("a read ends inside a key: %q", buf[:n])
		}
		all = append(all, buf[:n]...)
		if err == io.EOF {
			return string(all)
		}
	}
	t.Fatal("the reader does not end")
	return ""
}

func TestReaderSplitAnywhere(t *testing.T) {
	const text = "Tiếng Việt: đường, e\u0302\u0301, 😀 \x1b[A\x1bOP\x1b[15~\x1b[[A\x1b[200~dán\x1b[201~ hết"
	for i := range len(text) + 1 {
		for j := i; j <= len(text); j += 3 {
			p := pieces{}
			for _, s := range []string{text[:i], text[i:j], text[j:]} {
				if s != "" {
					p = append(p, []byte(s))
				}
			}
			if got := readAll(t, slices.Clone(p), 256); got != text {
				t.Fatalf("split at %d and %d: %q", i, j, got)
			}
		}
	}
}

// Letters across the border of Bubble Tea's buffer of 256 bytes arrive whole.
func TestReaderAcrossTheBuffer(t *testing.T) {
	for shift := range 4 {
		text := string(make([]byte, 0)) + "abc"[:shift%4%3]
		for len(text) < 900 {
			text += "ế"
		}
		if got := readAll(t, pieces{[]byte(text)}, 256); got != text {
			t.Fatalf("shift %d: lost %d bytes", shift, len(text)-len(got))
		}
	}
}

// A burst of an input method, each byte in a read of its own, is the same as all at once.
func TestReaderBurst(t *testing.T) {
	burst := "tie\x08\x08i\u1ebfng\x7f"
	var p pieces
	for i := range len(burst) {
		p = append(p, []byte{burst[i]})
	}
	if got := readAll(t, p, 256); got != burst {
		t.Fatalf("got %q", got)
	}
}

// Esc alone is a key and must not be held back; bytes that are no letter go through.
func TestReaderHoldsNothingElse(t *testing.T) {
	for _, s := range []string{"\x1b", "\x1b\x1b", "a\x1b", "\xff", "a\x80", "\x1bx"} {
		p := pieces{[]byte(s)}
		r := &letterReader{read: p.read}
		buf := make([]byte, 256)
		if n, err := r.Read(buf); err != nil || string(buf[:n]) != s {
			t.Errorf("%q: got %q, %v", s, buf[:n], err)
		}
	}
}

// What was held back when the input ends is given out and not swallowed.
func TestReaderAtTheEnd(t *testing.T) {
	p := pieces{[]byte("x\xe1\xba")}
	r := &letterReader{read: p.read}
	var all []byte
	for range 10 {
		buf := make([]byte, 8)
		n, err := r.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			break
		}
	}
	if string(all) != "x\xe1\xba" {
		t.Errorf("got %q", all)
	}
}

// A buffer smaller than what is held back still makes progress.
func TestReaderTinyBuffer(t *testing.T) {
	p := pieces{[]byte("\xe1\xba"), []byte("\xbf!")}
	r := &letterReader{read: p.read}
	var all []byte
	for range 20 {
		buf := make([]byte, 1)
		n, err := r.Read(buf)
		all = append(all, buf[:n]...)
		if err != nil {
			break
		}
	}
	if string(all) != "ế!" {
		t.Errorf("got %q", all)
	}
}

func FuzzReader(f *testing.F) {
	f.Add("Tiếng\x08\x08iế\x1b[A", uint8(3), uint8(17))
	f.Add("\xff\xc3", uint8(1), uint8(2))
	f.Fuzz(func(t *testing.T, text string, step, size uint8) {
		var p pieces
		for b := []byte(text); len(b) > 0; {
			n := min(int(step%7)+1, len(b))
			p, b = append(p, b[:n]), b[n:]
		}
		r := &letterReader{read: p.read}
		var all []byte
		for range 4*len(text) + 10 {
			buf := make([]byte, int(size)+1)
			n, err := r.Read(buf)
			all = append(all, buf[:n]...)
			if err != nil {
				break
			}
		}
		if string(all) != text {
			t.Fatalf("got %q, want %q", all, text)
		}
	})
}
