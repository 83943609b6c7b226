package main

import (
	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Codes of faults in an input, beside those of ledger.Problem.
const (
	codeJSON      ledger.ProblemCode = "bad_json"
	codeDuplicate ledger.ProblemCode = "duplicate_field"
	codeUTF8                         = ledger.ProblemInvalidUTF8
	codeTooLong                      = ledger.ProblemTooLong
)

// fault is what is wrong with one answer of an input, and where.
type fault struct {
	line, column int // from 1; 0 when there is no such place
	field        string
	row          int // of a repeat, from 1; 0 outside
	code         ledger.ProblemCode
	words        ledger.Words
}

// faultOf places a problem of a form in the input it was found in.
func faultOf(p ledger.Problem, it item) fault {
	f := fault{line: it.line, field: p.Field, row: p.Row + 1, code: p.Code, words: p.Message}
	if line, ok := it.lines[p.FieldName()]; ok {
		f.line = line
	}
	return f
}

// text is the fault in one line: the place, the field, what to do.
func (f fault) text(lang string) string {
	words := f.words.In(lang)
	switch {
	case f.line > 0 && f.field != "":
		return cli.Say(sayInput.AtLineField, f.line, f.field, words).In(lang)
	case f.line > 0 && f.column > 0:
		return cli.Say(sayInput.AtLineColumn, f.line, f.column, words).In(lang)
	case f.line > 0:
		return cli.Say(sayInput.AtLine, f.line, words).In(lang)
	case f.field != "":
		return cli.Say(sayInput.AtField, f.field, words).In(lang)
	}
	return words
}

// in gives the fault as it stands in JSON.
func (f fault) in(lang string) faultJSON {
	return faultJSON{Line: f.line, Column: f.column, Field: f.field, Row: f.row, Code: f.code,
		Message: f.words.In(lang)}
}

type faultJSON struct {
	Line    int                `json:"line,omitempty"`
	Column  int                `json:"column,omitempty"`
	Field   string             `json:"field"`
	Row     int                `json:"row,omitempty"`
	Code    ledger.ProblemCode `json:"code"`
	Message string             `json:"message"`
}

// explained puts an error of package viet into words of both languages.
func explained(err error) ledger.Words {
	return ledger.Words{Vi: viet.Explain(err, "vi"), En: viet.Explain(err, "en")}
}
