package viet

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The codes a [ParseError] carries.
const (
	CodeNotANumber  = "not_a_number"      // not a number, or not an amount with its unit
	CodeNotADate    = "not_a_date"        // not a date in any accepted form
	CodeNoSuchDay   = "no_such_day"       // a date the calendar does not have, such as 31/02
	CodeSwapped     = "month_day_swapped" // month before day, such as 6/15
	CodeUnitUnknown = "unit_unknown"      // a number followed by a word that is no unit here
	CodeTooLarge    = "too_large"         // outside the range the type can hold
	CodeTooPrecise  = "too_precise"       // more decimals than the type can hold
	CodeNegative    = "negative"          // below zero where that makes no sense
	CodeInvalidUTF8 = "invalid_utf8"      // bytes that are not UTF-8
	CodeEmpty       = "empty"             // nothing was typed
)

// maxTyped is the longest input, in bytes, that a parser looks at; maxQuoted is
// the longest quotation, in runes, that an error repeats.
const (
	maxTyped  = 200
	maxQuoted = 60
)

// ParseError says why an input was refused.
type ParseError struct {
	Code  string // one of the Code constants
	Input string // what was typed, valid UTF-8, cut to 60 runes
	At    int    // byte offset of the fault in the input; 0 when it is the whole input
	Hint  string // what to type instead or the units known here; may be empty
}

// Error gives the code, the input and the place, in English.
func (e *ParseError) Error() string {
	msg := fmt.Sprintf("%q: %s", e.Input, strings.ReplaceAll(e.Code, "_", " "))
	if e.At > 0 {
		msg += fmt.Sprintf(" at byte %d", e.At)
	}
	if e.Hint != "" {
		msg += ", try " + e.Hint
	}
	return msg
}

// Ambiguous says that an input has several readings, and is a question to the
// person who typed it.
type Ambiguous struct {
	Input   string // what was typed, cut to 60 runes
	Choices []Choice
}

// Choice is one reading of an ambiguous input.
type Choice struct {
	Text string // what to type instead; the same parser takes it without asking again
}

// Error lists the readings, in English.
func (e *Ambiguous) Error() string {
	return fmt.Sprintf("%q is ambiguous: %s", e.Input, joinChoices(e.Choices, "or"))
}

func joinChoices(choices []Choice, or string) string {
	var b strings.Builder
	for i, c := range choices {
		switch {
		case i == 0:
		case i == len(choices)-1:
			b.WriteString(" " + or + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(c.Text)
	}
	return b.String()
}

func fail(code, input string) *ParseError {
	return &ParseError{Code: code, Input: quote(input)}
}

func failHint(code, input, hint string) *ParseError {
	return &ParseError{Code: code, Input: quote(input), Hint: hint}
}

func ask(input string, texts ...string) *Ambiguous {
	a := &Ambiguous{Input: quote(input)}
	for _, t := range texts {
		a.Choices = append(a.Choices, Choice{Text: t})
	}
	return a
}

const maxChoices = 8

// askable keeps the choices of a question that parse takes as they are, and
// puts the inner choices in place of one that parse asks about again. When no
// choice is left the fault of the first is the answer. Another error passes.
func askable(err error, parse func(string) error) error {
	var question *Ambiguous
	if !errors.As(err, &question) {
		return err
	}
	var first error
	kept := &Ambiguous{Input: question.Input}
	for _, c := range question.Choices {
		again := parse(c.Text)
		var inner *Ambiguous
		switch {
		case again == nil:
			kept.Choices = append(kept.Choices, c)
		case errors.As(again, &inner):
			kept.Choices = append(kept.Choices, inner.Choices...)
		case first == nil:
			first = again
		}
	}
	if len(kept.Choices) == 0 {
		return first
	}
	kept.Choices = kept.Choices[:min(len(kept.Choices), maxChoices)]
	return kept
}

// quote shortens an input for an error message and makes it one safe line.
func quote(s string) string {
	count, more := 0, ""
	for i := range s {
		if count == maxQuoted {
			s, more = s[:i], "…"
			break
		}
		count++
	}
	s = dropUnseen(strings.ToValidUTF8(s, string(utf8.RuneError)))
	return strings.Join(strings.Fields(s), " ") + more
}

// typed prepares a field's input for its parser: cleaned, on one line, single
// spaces. code is used when the input is too long to be of that kind.
func typed(s, code string) (string, error) {
	if len(s) > maxTyped {
		return "", fail(code, s)
	}
	clean, err := Clean(s)
	if err != nil {
		return "", err
	}
	clean = strings.Join(strings.Fields(clean), " ")
	if clean == "" {
		return "", fail(CodeEmpty, s)
	}
	return clean, nil
}
