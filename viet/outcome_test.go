package viet

import (
	"errors"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// outcome is what a parser gave, as one comparable line: the value, "code:…" or
// "ask: a | b".
func outcome(value string, err error) string {
	var question *Ambiguous
	var fault *ParseError
	switch {
	case err == nil:
		return value
	case errors.As(err, &question):
		out := "ask:"
		for i, c := range question.Choices {
			if i > 0 {
				out += " |"
			}
			out += " " + c.Text
		}
		return out
	case errors.As(err, &fault):
		return "code:" + fault.Code
	}
	return "other: " + err.Error()
}

type parseCase struct{ in, want string }

// checkParses runs each case as typed and as decomposed Unicode.
func checkParses(t *testing.T, parse func(string) (string, error), cases []parseCase) {
	t.Helper()
	for _, c := range cases {
		for _, in := range []string{c.in, norm.NFD.String(c.in), "  " + c.in + "\r\n"} {
			if got := outcome(parse(in)); got != c.want {
				t.Errorf("%q: got %s, want %s", in, got, c.want)
			}
		}
	}
}

// checkChoices proves that every offered text is taken without a question.
func checkChoices(t *testing.T, err error, parse func(string) error) {
	t.Helper()
	var question *Ambiguous
	var fault *ParseError
	switch {
	case errors.As(err, &question):
		if len(question.Choices) == 0 || len(question.Choices) > maxChoices {
			t.Errorf("%d choices in %v", len(question.Choices), question)
		}
		for _, c := range question.Choices {
			if again := parse(c.Text); again != nil {
				t.Errorf("choice %q of %q: %v", c.Text, question.Input, again)
			}
		}
	case errors.As(err, &fault):
		if _, known := sentences[fault.Code]; !known {
			t.Errorf("code %q has no words", fault.Code)
		}
	case err != nil:
		t.Errorf("error of an unknown kind: %v", err)
	}
	for _, lang := range []string{"vi", "en"} {
		if (Explain(err, lang) == "") != (err == nil) {
			t.Errorf("Explain(%v, %s) = %q", err, lang, Explain(err, lang))
		}
	}
}
