package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// maxInput bounds a file of records, in bytes.
const maxInput = 64 << 20

// item is one record of an input, as it was read and not yet compared with its form. With faults
// it must not be used.
type item struct {
	line   int            // where it begins, from 1; 0 when it did not come from a file
	values ledger.Values  // by field name
	lines  map[string]int // the line of each field
	faults []fault
}

// readItems reads records from JSON: one object, objects one after another (JSON Lines), or one
// array of objects. What is broken becomes an item with faults, so that the others can be used: in
// a row of objects the reading goes on at the next line that is not indented, or, after an object
// whose brace had a line of its own, at the next line that begins with {. A broken array is refused
// whole. A byte order mark in front is passed over.
func readItems(data []byte) []item {
	in := &input{data: bytes.TrimPrefix(data, []byte("\uFEFF"))}
	if f, bad := in.unreadable(); bad {
		return []item{{line: 1, faults: []fault{f}}}
	}
	if start := in.skipSpace(0); start < len(in.data) && in.data[start] == '[' {
		return in.array(start)
	}
	return in.row()
}

// input is a file of records with the means to point into it.
type input struct {
	data []byte
	at   int // the byte up to which lines were counted
	line int // lines before at
}

// unreadable finds what makes the whole input something else than JSON in UTF-8.
func (in *input) unreadable() (fault, bool) {
	head := in.data[:min(len(in.data), 64)]
	switch {
	case len(in.data) > maxInput:
		return fault{line: 1, code: codeTooLong, words: cli.Say(sayInput.FileTooLarge, megabytes(len(in.data)), megabytes(maxInput))}, true
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}), bytes.IndexByte(head, 0) >= 0:
		return fault{line: 1, code: codeUTF8, words: cli.Say(sayInput.UTF16)}, true
	}
	return fault{}, false
}

// row reads objects one after another.
func (in *input) row() []item {
	var items []item
	for pos := in.skipSpace(0); pos < len(in.data); pos = in.skipSpace(pos) {
		raw, syntax := in.value(pos)
		if syntax != nil {
			items = append(items, in.broken(pos, *syntax))
			pos = in.resume(pos)
			continue
		}
		end := pos + len(raw)
		rest := in.skipBlanks(end)
		if rest < len(in.data) && in.data[rest] != '\n' {
			items = append(items, in.broken(pos, in.faultAt(rest, codeJSON, cli.Say(sayInput.Trailing, quoteAt(in.data[rest:])))))
			pos = in.nextLine(rest)
			continue
		}
		items = append(items, in.item(pos, raw))
		pos = end
	}
	return items
}

// array reads one array of objects; an error anywhere in its syntax refuses all of it.
func (in *input) array(start int) []item {
	raw, syntax := in.value(start)
	if syntax != nil {
		return []item{in.broken(start, *syntax)}
	}
	if rest := in.skipSpace(start + len(raw)); rest < len(in.data) {
		f := in.faultAt(rest, codeJSON, cli.Say(sayInput.TrailingArray, quoteAt(in.data[rest:])))
		return []item{in.broken(start, f)}
	}
	var items []item
	dec := json.NewDecoder(bytes.NewReader(raw))
	_, _ = dec.Token()
	for dec.More() {
		var one json.RawMessage
		if err := dec.Decode(&one); err != nil {
			return []item{in.broken(start, in.syntaxFault(start, err))}
		}
		items = append(items, in.item(start+int(dec.InputOffset())-len(one), one))
	}
	return items
}

// value finds the end of the JSON value at pos and checks its syntax.
func (in *input) value(pos int) (json.RawMessage, *fault) {
	var raw json.RawMessage
	if err := json.NewDecoder(bytes.NewReader(in.data[pos:])).Decode(&raw); err != nil {
		f := in.syntaxFault(pos, err)
		return nil, &f
	}
	return in.data[pos : pos+len(raw)], nil
}

func (in *input) syntaxFault(pos int, err error) fault {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return in.faultAt(len(bytes.TrimRight(in.data, " \t\r\n")), codeJSON, cli.Say(sayInput.CutShort))
		}
		return in.faultAt(pos, codeJSON, cli.Say(sayInput.Broken, quoteAt(in.data[pos:])))
	}
	at := min(pos+max(int(syntax.Offset)-1, 0), len(in.data))
	if at > pos && at < len(in.data) && in.data[at] == '{' && in.data[at-1] == '\n' {
		end := pos + len(bytes.TrimRight(in.data[pos:at], " \t\r\n"))
		return in.faultAt(end, codeJSON, cli.Say(sayInput.NotClosed))
	}
	return in.faultAt(at, codeJSON, cli.Say(sayInput.Broken, quoteAt(in.data[at:])))
}

func (in *input) broken(pos int, f fault) item {
	line, _ := in.place(pos)
	return item{line: line, faults: []fault{f}}
}

// resume is where to read on after the broken value at pos: behind its indented lines and closing
// brackets.
func (in *input) resume(pos int) int {
	next := in.nextLine(pos)
	if strings.TrimSpace(string(in.data[pos:next])) == "{" {
		for next < len(in.data) && in.data[next] != '{' {
			next = in.nextLine(next)
		}
	}
	for next < len(in.data) && strings.IndexByte(" \t}]", in.data[next]) >= 0 {
		next = in.nextLine(next)
	}
	return next
}

func (in *input) nextLine(pos int) int {
	if i := bytes.IndexByte(in.data[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(in.data)
}

func (in *input) skipSpace(pos int) int {
	for pos < len(in.data) && strings.IndexByte(" \t\r\n", in.data[pos]) >= 0 {
		pos++
	}
	return pos
}

func (in *input) skipBlanks(pos int) int {
	for pos < len(in.data) && strings.IndexByte(" \t\r", in.data[pos]) >= 0 {
		pos++
	}
	return pos
}

// place tells the line and the column in characters of a byte, both from 1. Asking for places in
// their order costs one pass over the input.
func (in *input) place(pos int) (line, column int) {
	pos = min(pos, len(in.data))
	if pos < in.at {
		in.at, in.line = 0, 0
	}
	in.line += bytes.Count(in.data[in.at:pos], []byte("\n"))
	in.at = pos
	start := bytes.LastIndexByte(in.data[:pos], '\n') + 1
	return in.line + 1, utf8.RuneCount(in.data[start:pos]) + 1
}

func (in *input) faultAt(pos int, code ledger.ProblemCode, words ledger.Words) fault {
	f := fault{code: code, words: words}
	f.line, f.column = in.place(pos)
	return f
}

// quoteAt shows the character that something is wrong with.
func quoteAt(b []byte) string {
	r, size := utf8.DecodeRune(b)
	switch {
	case size == 0, r == '\n', r == '\r':
		return "↵"
	case r == utf8.RuneError, !unicode.IsPrint(r):
		return "?"
	}
	return string(r)
}

func megabytes(n int) string { return viet.FormatNumber(viet.Int(int64((n+1<<20-1)>>20))) + " MB" }
