package tui

import (
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// letterReader reads a terminal without ever ending in the middle of a letter or of a key's
// escape sequence: what is incomplete at the end of a read is held back until the rest has come.
// Bubble Tea v1 takes the end of a read for the end of a key and would lose both halves.
//
// It embeds the file, so that raw mode, polling and the Windows console reader stay as they are.
type letterReader struct {
	*os.File
	read func([]byte) (int, error) // the file's Read, replaced in tests
	held []byte
}

func newLetterReader(f *os.File) *letterReader {
	return &letterReader{File: f, read: f.Read}
}

// Read fills p with whole letters and keys. It may give 0 bytes and no error when all that came
// so far is the beginning of one: waiting for the rest here could not be interrupted.
func (r *letterReader) Read(p []byte) (int, error) {
	if len(p) <= len(r.held) {
		n := copy(p, r.held)
		r.held = append([]byte(nil), r.held[n:]...)
		return n, nil
	}
	n := copy(p, r.held)
	m, err := r.read(p[n:])
	total := n + m
	if err != nil || m == 0 {
		r.held = nil
		if total > 0 && errors.Is(err, io.EOF) {
			return total, nil
		}
		return total, err
	}
	keep := incompleteTail(p[:total])
	if keep == len(p) {
		keep = 0
	}
	r.held = append([]byte(nil), p[total-keep:total]...)
	return total - keep, nil
}

// maxSequence bounds how much of an escape sequence is waited for.
const maxSequence = 16

// incompleteTail counts the bytes at the end of b that begin a letter or a key not yet complete.
func incompleteTail(b []byte) int {
	for n := 1; n <= min(utf8.UTFMax-1, len(b)); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			if tail[0] >= utf8.RuneSelf && !utf8.FullRune(tail) {
				return n
			}
			break
		}
	}
	for n := 2; n <= min(maxSequence, len(b)); n++ {
		tail := b[len(b)-n:]
		if tail[0] == 0x1b {
			if openSequence(tail) {
				return n
			}
			break
		}
	}
	return 0
}

// openSequence reports whether seq, which begins with ESC, is the beginning of a CSI or SS3
// sequence (ECMA-48, 5.4) without its final byte. A lone ESC is the Esc key.
func openSequence(seq []byte) bool {
	switch seq[1] {
	case 'O':
		return len(seq) == 2
	case '[':
		for _, c := range seq[2:] {
			if c < 0x20 || c > 0x3f {
				return false
			}
		}
		return true
	}
	return false
}
