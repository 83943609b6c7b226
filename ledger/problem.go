package ledger

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// ProblemCode names a kind of problem. Codes stand in JSON and are never renamed.
type ProblemCode string

// The kinds of problem an answer can have.
const (
	ProblemRequired     ProblemCode = "required"      // the answer is missing
	ProblemConstraint   ProblemCode = "constraint"    // it breaks a rule of the form
	ProblemType         ProblemCode = "type"          // it is of another kind: letters for a number
	ProblemChoice       ProblemCode = "choice"        // it is not among the choices
	ProblemUnknownField ProblemCode = "unknown_field" // the form asks no such thing
	ProblemTooLong      ProblemCode = "too_long"      // the text is too long
	ProblemTooMany      ProblemCode = "too_many"      // the repeat has too many rows
	ProblemNotWhole     ProblemCode = "not_whole"     // a count or an amount of money has decimals
	ProblemRange        ProblemCode = "range"         // the number is too small, too large or too precise
	ProblemAmbiguous    ProblemCode = "ambiguous"     // it can be read in several ways
	ProblemNoSuchDay    ProblemCode = "no_such_day"   // the calendar has no such day
	ProblemInvalidUTF8  ProblemCode = "invalid_utf8"  // the text is broken
	ProblemShares       ProblemCode = "shares"        // percentages do not add up to 100
	ProblemLink         ProblemCode = "link"          // the linked record is not there, or of another form
	ProblemNotRelevant  ProblemCode = "not_relevant"  // answered, but not asked with these answers
	ProblemComputed     ProblemCode = "computed"      // given by hand, but the program computes it
)

// Problem is what is wrong with one answer, in words that say what to do.
type Problem struct {
	// Field is the field's name; inside a repeat "tac_gia.ty_le"; "" when it is the whole record.
	Field string `json:"field"`
	// Row counts a repeat's rows from 0; it is -1 outside repeats.
	Row     int         `json:"row"`
	Code    ProblemCode `json:"code"`
	Message Words       `json:"message"`
}

// Error gives the Vietnamese message, so that a *Problem can be returned as an error.
func (p *Problem) Error() string { return p.Message.Vi }

// FieldName is the name of the field inside the form that shows the problem: the repeat's name for
// a problem in one of its rows.
func (p *Problem) FieldName() string {
	name, _, _ := strings.Cut(p.Field, ".")
	return name
}

func (f *Field) problem(code ProblemCode, message Words) *Problem {
	return &Problem{Field: f.Name, Row: -1, Code: code, Message: message}
}

// inRow places a problem found in a row of a repeat.
func (p *Problem) inRow(repeat *Field, row int) *Problem {
	p.Field = repeat.Name + "." + p.Field
	p.Row = row
	p.Message = saidInRow.fill(same(fmt.Sprint(row+1)), p.Message)
	return p
}

// problemOf turns what a parser of package viet says into a problem of the field.
func (f *Field) problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	code := ProblemType
	var more Words
	var ambiguous *viet.Ambiguous
	var fault *viet.ParseError
	switch {
	case errors.As(err, &ambiguous):
		code = ProblemAmbiguous
	case errors.As(err, &fault):
		code = codeOfFault(fault.Code)
		if fault.Code == viet.CodeNotANumber && isSpan(fault.Input) {
			return f.problem(ProblemAmbiguous, saidSpan.fill(f.Label, same(fault.Input)))
		}
		more = f.example()
		if code == ProblemType && more.Vi != "" && fault.Code != viet.CodeUnitUnknown {
			plain := *fault
			plain.Hint = "" // ours fits the field better
			err = &plain
		} else {
			more = Words{}
		}
	}
	explained := Words{Vi: viet.Explain(err, "vi"), En: viet.Explain(err, "en")}
	return f.problem(code, saidParse.fill(f.Label, explained.then(more)))
}

var span = regexp.MustCompile(`[0-9]\s*(-|–|—|~|đến|den|tới)\s*[0-9]`)

// isSpan reports whether a text gives a span of numbers, "3,42–3,73", where one is asked for.
func isSpan(typed string) bool { return span.MatchString(typed) }

func codeOfFault(code string) ProblemCode {
	switch code {
	case viet.CodeNoSuchDay, viet.CodeSwapped:
		return ProblemNoSuchDay
	case viet.CodeTooLarge, viet.CodeTooPrecise, viet.CodeNegative:
		return ProblemRange
	case viet.CodeInvalidUTF8:
		return ProblemInvalidUTF8
	}
	return ProblemType
}

// example is a sentence that shows an answer: the field's hint when it begins with "ví dụ", else
// one by the field's type.
func (f *Field) example() Words {
	if strings.HasPrefix(f.Hint.Vi, "ví dụ: ") && f.Hint.En != "" {
		vi, _, _ := strings.Cut(strings.TrimPrefix(f.Hint.Vi, "ví dụ: "), " – ")
		en, _, _ := strings.Cut(strings.TrimPrefix(f.Hint.En, "for example: "), " – ")
		return saidExample.fill(Words{Vi: vi, En: en})
	}
	if e, ok := examples[f.Type]; ok {
		return saidExample.fill(e)
	}
	return Words{}
}

// same is a text that is the same in every language: a number, a quotation.
func same(s string) Words { return Words{Vi: s, En: s} }

// fill puts texts in place of {1}, {2}, … in one pass, each language into its own.
func (w Words) fill(args ...Words) Words {
	vi := make([]string, 0, 2*len(args))
	en := make([]string, 0, 2*len(args))
	for i, a := range args {
		mark := fmt.Sprintf("{%d}", i+1)
		vi = append(vi, mark, a.Vi)
		en = append(en, mark, a.In("en"))
	}
	return Words{Vi: strings.NewReplacer(vi...).Replace(w.Vi), En: strings.NewReplacer(en...).Replace(w.En)}
}

// then joins two sentences.
func (w Words) then(next Words) Words {
	return Words{Vi: strings.TrimSpace(w.Vi + " " + next.Vi), En: strings.TrimSpace(w.En + " " + next.En)}
}
