// Package expr reads and evaluates the expressions of forms: XLSForm's subset of XPath.
//
// Parse an expression once, when the form is loaded, and Eval it as often as needed. An expression
// is made of fields ("${tong_so}"), the field's own answer ("."), numbers, texts in single or
// double quotes, the operators
//
//	or · and · = != < <= > >= · + - · * div mod · unary -
//
// in rising order of strength, parentheses, and functions (see Functions).
//
// Evaluation is total: it never panics and never fails. What cannot be computed — a division by
// zero, an overflow, arithmetic on an unanswered question or on a text that is no number — is the
// empty value. So is what was not answered. Comparing with an empty value by < <= > >= is false;
// ${x} = "" asks whether x is empty. Source: XLSForm reference (xlsform.org/en/ref-table) and ODK
// XForms specification (getodk.github.io/xforms-spec), with the differences named here and at the
// functions.
package expr

import (
	"fmt"
	"slices"

	"github.com/nghia-hung/sothon/viet"
)

// Limits of an expression: bytes of source and depth of nesting.
const (
	MaxSource = 4096
	MaxDepth  = 64
)

// MaxText is the length in bytes of the longest text that an expression makes; a longer one is
// the empty value.
const MaxText = 1 << 16

// Env answers what an expression asks for while it is evaluated.
type Env interface {
	// Lookup gives the answer to a field: the empty Value when it has none, a list for several
	// choices, for a field inside a repeat seen from outside (one item per row), or for a repeat
	// itself (one true per row).
	Lookup(name string) Value
	// Self gives the answer to the field to which the expression belongs: ".".
	Self() Value
	// Today is the current day.
	Today() viet.Date
}

// Error says where an expression cannot be read and why. Column counts characters from 1.
type Error struct {
	Column  int
	Message string
}

// Error gives "column N: message".
func (e *Error) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Message) }

// Expr is a parsed expression. It is immutable and may be used by many goroutines.
type Expr struct {
	src  string
	root node
	refs []ref
	self bool
}

type ref struct {
	name   string
	column int
}

// Parse reads an expression. The error, if any, is an *Error. Unknown functions, wrong numbers of
// arguments and broken patterns of regex are found here, unknown fields are not: see Names.
func Parse(src string) (*Expr, error) {
	if len(src) > MaxSource {
		return nil, &Error{1, fmt.Sprintf("longer than %d bytes", MaxSource)}
	}
	tokens, err := lex(src)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens, expr: &Expr{src: src}}
	root, err := p.parse()
	if err != nil {
		return nil, err
	}
	p.expr.root = root
	return p.expr, nil
}

// MustParse is Parse for expressions written in Go code; it panics on a broken one.
func MustParse(src string) *Expr {
	e, err := Parse(src)
	if err != nil {
		panic(fmt.Sprintf("expression %q: %v", src, err))
	}
	return e
}

// Eval computes the expression's value.
func (e *Expr) Eval(env Env) Value { return e.root.eval(env) }

// True reports whether the expression's value counts as true.
func (e *Expr) True(env Env) bool { return e.Eval(env).IsTrue() }

// String gives the source.
func (e *Expr) String() string { return e.src }

// Names lists the fields that the expression mentions, each once, in order.
func (e *Expr) Names() []string {
	var names []string
	for _, r := range e.refs {
		if !slices.Contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return names
}

// Column tells where a field is first mentioned, in characters from 1; 0 when it is not.
func (e *Expr) Column(name string) int {
	for _, r := range e.refs {
		if r.name == name {
			return r.column
		}
	}
	return 0
}

// UsesSelf reports whether the expression mentions ".".
func (e *Expr) UsesSelf() bool { return e.self }

// Constant reports whether the value is the same in every Env, and gives it.
func (e *Expr) Constant() (Value, bool) {
	if lit, ok := e.root.(literal); ok {
		return lit.value, true
	}
	if c, ok := e.root.(call); ok && (c.fn.name == "true" || c.fn.name == "false") {
		return Bool(c.fn.name == "true"), true
	}
	return Value{}, false
}
