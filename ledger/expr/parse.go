package expr

import (
	"fmt"
	"regexp"

	"github.com/nghia-hung/sothon/viet"
)

// parser is a recursive-descent parser with one function per strength of operator.
type parser struct {
	tokens []token
	pos    int
	depth  int
	expr   *Expr
}

// levels are the binary operators in rising order of strength.
var levels = [][]string{
	{"or"},
	{"and"},
	{"=", "!="},
	{"<", "<=", ">", ">="},
	{"+", "-"},
	{"*", "div", "mod"},
}

func (p *parser) parse() (node, error) {
	if p.peek().kind == tokenEnd {
		return nil, &Error{1, "nothing is written"}
	}
	root, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != tokenEnd {
		return nil, &Error{t.column, fmt.Sprintf("unexpected «%s»", t)}
	}
	return root, nil
}

func (p *parser) peek() token { return p.tokens[p.pos] }

func (p *parser) advance() token {
	t := p.tokens[p.pos]
	if t.kind != tokenEnd {
		p.pos++
	}
	return t
}

// operator takes the next token when it is one of the operators of a level.
func (p *parser) operator(level int) (string, bool) {
	t := p.peek()
	if t.kind != tokenSign && t.kind != tokenWord {
		return "", false
	}
	for _, op := range levels[level] {
		if t.text == op {
			p.advance()
			return op, true
		}
	}
	return "", false
}

func (p *parser) binary(level int) (node, error) {
	if level == len(levels) {
		return p.unary()
	}
	left, err := p.binary(level + 1)
	if err != nil {
		return nil, err
	}
	for {
		op, ok := p.operator(level)
		if !ok {
			return left, nil
		}
		right, err := p.binary(level + 1)
		if err != nil {
			return nil, err
		}
		left = operation{op: op, left: left, right: right}
	}
}

func (p *parser) unary() (node, error) {
	negative := false
	for p.peek().kind == tokenSign && p.peek().text == "-" {
		p.advance()
		negative = !negative
	}
	operand, err := p.primary()
	if err != nil || !negative {
		return operand, err
	}
	if lit, ok := operand.(literal); ok && lit.value.kind == KindNumber {
		return literal{Number(-lit.value.num)}, nil
	}
	return operation{op: "-", left: literal{Number(0)}, right: operand}, nil
}

func (p *parser) primary() (node, error) {
	t := p.advance()
	switch t.kind {
	case tokenField:
		p.expr.refs = append(p.expr.refs, ref{t.text, t.column})
		return field(t.text), nil
	case tokenSelf:
		p.expr.self = true
		return self{}, nil
	case tokenText:
		return literal{Text(t.text)}, nil
	case tokenNumber:
		text := t.text
		if text[0] == '.' {
			text = "0" + text
		}
		n, err := viet.ParseCanonical(text)
		if err != nil {
			return nil, &Error{t.column, fmt.Sprintf("«%s» is not a number of at most four decimals", t.text)}
		}
		return literal{Number(n)}, nil
	case tokenWord:
		return p.call(t)
	case tokenSign:
		if t.text == "(" {
			return p.parenthesized(t)
		}
	}
	if t.kind == tokenEnd {
		return nil, &Error{t.column, "something is missing at the end"}
	}
	return nil, &Error{t.column, fmt.Sprintf("unexpected «%s»", t)}
}

func (p *parser) deeper(column int) error {
	if p.depth++; p.depth > MaxDepth {
		return &Error{column, fmt.Sprintf("nested deeper than %d", MaxDepth)}
	}
	return nil
}

func (p *parser) parenthesized(open token) (node, error) {
	if err := p.deeper(open.column); err != nil {
		return nil, err
	}
	inner, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	if t := p.advance(); t.text != ")" || t.kind != tokenSign {
		return nil, &Error{t.column, fmt.Sprintf("the ( of column %d is not closed", open.column)}
	}
	p.depth--
	return inner, nil
}

func (p *parser) call(name token) (node, error) {
	open := p.peek()
	if open.kind != tokenSign || open.text != "(" {
		return nil, &Error{name.column, fmt.Sprintf("unknown word «%s»: a field is written ${%s}, text '%s'", name.text, name.text, name.text)}
	}
	fn, ok := functions[name.text]
	if !ok {
		return nil, &Error{name.column, fmt.Sprintf("unknown function «%s»", name.text)}
	}
	p.advance()
	if err := p.deeper(open.column); err != nil {
		return nil, err
	}
	args, err := p.arguments(open)
	if err != nil {
		return nil, err
	}
	p.depth--
	if len(args) < fn.min || fn.max >= 0 && len(args) > fn.max {
		return nil, &Error{name.column, fmt.Sprintf("%s takes %s, not %d", name.text, fn.arity(), len(args))}
	}
	c := call{fn: fn, args: args}
	if fn.name == "regex" {
		return p.regex(c, name)
	}
	return c, nil
}

func (p *parser) arguments(open token) ([]node, error) {
	var args []node
	if t := p.peek(); t.kind == tokenSign && t.text == ")" {
		p.advance()
		return nil, nil
	}
	for {
		arg, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
		t := p.advance()
		switch {
		case t.kind == tokenSign && t.text == ",":
		case t.kind == tokenSign && t.text == ")":
			return args, nil
		default:
			return nil, &Error{t.column, fmt.Sprintf("the ( of column %d is not closed", open.column)}
		}
	}
}

// regex compiles the pattern, which must be written out so that a broken one is found now. As in
// ODK the whole text must match.
func (p *parser) regex(c call, name token) (node, error) {
	pattern, ok := c.args[1].(literal)
	if !ok {
		return nil, &Error{name.column, "regex: the pattern must be a text in quotes"}
	}
	re, err := regexp.Compile(`\A(?:` + pattern.value.AsText() + `)\z`)
	if err != nil {
		return nil, &Error{name.column, fmt.Sprintf("regex: the pattern cannot be read: %v", err)}
	}
	return match{subject: c.args[0], pattern: re}, nil
}

// String names a token in messages.
func (t token) String() string {
	switch t.kind {
	case tokenSelf:
		return "."
	case tokenField:
		return "${" + t.text + "}"
	case tokenText:
		return "'" + t.text + "'"
	}
	return t.text
}
