package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// item reads one record from a JSON value that is known to be well formed.
func (in *input) item(pos int, raw []byte) item {
	line, _ := in.place(pos)
	it := item{line: line, values: ledger.Values{}, lines: map[string]int{}}
	switch {
	case !utf8.Valid(raw):
		it.faults = []fault{in.faultAt(pos+invalidAt(raw), codeUTF8, cli.Say(sayInput.NotUTF8))}
		return it
	case raw[0] != '{':
		it.faults = []fault{in.faultAt(pos, codeJSON, cli.Say(sayInput.NotObject))}
		return it
	}
	r := &record{in: in, base: pos, raw: raw, dec: json.NewDecoder(bytes.NewReader(raw)), item: &it}
	r.dec.UseNumber()
	r.token()
	for r.dec.More() {
		at := r.next()
		name, _ := r.token().(string)
		line, _ := in.place(at)
		if _, twice := it.values[name]; twice {
			r.fail(at, name, codeDuplicate, cli.Say(sayInput.Duplicate, shortName(name), it.lines[name]))
		}
		it.values[name], it.lines[name] = r.value(name, false), line
	}
	return it
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(b)
}

// record walks over one JSON object.
type record struct {
	in   *input
	base int // of raw in the input
	raw  []byte
	dec  *json.Decoder
	item *item
}

// token reads on; the syntax was checked, so there is always one.
func (r *record) token() json.Token {
	t, err := r.dec.Token()
	if err != nil {
		return nil
	}
	return t
}

// next is the place of the next token in the record.
func (r *record) next() int {
	pos := int(r.dec.InputOffset())
	for pos < len(r.raw) && strings.IndexByte(" \t\r\n,:", r.raw[pos]) >= 0 {
		pos++
	}
	return r.base + pos
}

func (r *record) fail(at int, field string, code ledger.ProblemCode, words ledger.Words) {
	f := r.in.faultAt(at, code, words)
	f.field = shortName(field)
	r.item.faults = append(r.item.faults, f)
}

// value reads one answer; inRow tells that it stands in a row of a repeat, where no rows may be.
func (r *record) value(field string, inRow bool) ledger.Value {
	at := r.next()
	switch t := r.token().(type) {
	case nil:
		return ledger.Value{}
	case string:
		return r.text(at, field, t)
	case json.Number:
		n, err := viet.ParseCanonical(t.String())
		if err != nil {
			r.fail(at, field, ledger.ProblemRange, explained(err))
		}
		return ledger.NumValue(n)
	case json.Delim:
		if t == '[' {
			return r.list(at, field, inRow)
		}
		r.skip()
	}
	r.fail(at, field, ledger.ProblemType, cli.Say(sayInput.BadValue))
	return ledger.Value{}
}

// text refuses what encoding/json put in place of half a surrogate pair, and what some program
// before put in place of a letter it did not know.
func (r *record) text(at int, field, s string) ledger.Value {
	if strings.ContainsRune(s, utf8.RuneError) {
		r.fail(at, field, codeUTF8, cli.Say(sayInput.LostLetter))
	}
	return ledger.TextValue(s)
}

// list reads choices (texts) or the rows of a repeat (objects).
func (r *record) list(at int, field string, inRow bool) ledger.Value {
	var texts []string
	var rows []ledger.Row
	bad := false
	for r.dec.More() {
		here := r.next()
		switch t := r.token().(type) {
		case string:
			texts = append(texts, r.text(here, field, t).Text)
		case json.Delim:
			if t == '{' && !inRow {
				rows = append(rows, r.row(field))
				continue
			}
			r.skip()
			bad = true
		default:
			bad = true
		}
	}
	r.token()
	if bad || len(texts) > 0 && len(rows) > 0 {
		r.fail(at, field, ledger.ProblemType, cli.Say(sayInput.BadList))
		return ledger.Value{}
	}
	if len(rows) > 0 {
		return ledger.RowsValue(rows)
	}
	return ledger.ListValue(texts...)
}

// row reads one row of a repeat, after its brace.
func (r *record) row(field string) ledger.Row {
	row := ledger.Row{}
	for r.dec.More() {
		at := r.next()
		name, _ := r.token().(string)
		full := field + "." + name
		if _, twice := row[name]; twice {
			line, _ := r.in.place(at)
			r.fail(at, full, codeDuplicate, cli.Say(sayInput.Duplicate, shortName(full), line))
		}
		row[name] = r.value(full, true)
	}
	r.token()
	return row
}

// skip reads to the end of an array or object that was just opened.
func (r *record) skip() {
	for depth := 1; depth > 0; {
		t, err := r.dec.Token()
		if err != nil {
			return
		}
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
	}
}

// shortName makes a name from outside fit to be printed in one line.
func shortName(s string) string {
	clean, err := viet.Clean(s)
	if err != nil {
		return "?"
	}
	return viet.Truncate(strings.Join(strings.Fields(clean), " "), 60)
}
