package expr

import (
	"fmt"
	"strings"
	"unicode"
)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenField
	tokenSelf
	tokenNumber
	tokenText
	tokenWord // a function, or one of: and or div mod
	tokenSign // one of: ( ) , + - * = != < <= > >=
)

type token struct {
	kind   tokenKind
	text   string
	column int
}

// lexer walks over the source in characters, so that columns are what a person counts.
type lexer struct {
	src []rune
	pos int
}

func lex(src string) ([]token, error) {
	l := &lexer{src: []rune(src)}
	var tokens []token
	for {
		for l.pos < len(l.src) && unicode.IsSpace(l.src[l.pos]) {
			l.pos++
		}
		t, err := l.next()
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, t)
		if t.kind == tokenEnd {
			return tokens, nil
		}
	}
}

func (l *lexer) next() (token, error) {
	t := token{column: l.pos + 1}
	if l.pos >= len(l.src) {
		return t, nil
	}
	switch r := l.src[l.pos]; {
	case r == '$':
		return l.field(t)
	case r == '\'' || r == '"':
		return l.quoted(t, r)
	case isDigit(r) || r == '.' && l.pos+1 < len(l.src) && isDigit(l.src[l.pos+1]):
		return l.number(t)
	case r == '.':
		l.pos++
		t.kind = tokenSelf
		return t, nil
	case unicode.IsLetter(r) || r == '_':
		t.kind = tokenWord
		t.text = l.take(func(r rune) bool {
			return unicode.IsLetter(r) || isDigit(r) || r == '_' || r == '-'
		})
		return t, nil
	}
	return l.sign(t)
}

func (l *lexer) take(ok func(rune) bool) string {
	start := l.pos
	for l.pos < len(l.src) && ok(l.src[l.pos]) {
		l.pos++
	}
	return string(l.src[start:l.pos])
}

func (l *lexer) field(t token) (token, error) {
	t.kind = tokenField
	l.pos++
	if l.pos >= len(l.src) || l.src[l.pos] != '{' {
		return t, &Error{t.column, "a field is written ${name}"}
	}
	l.pos++
	t.text = strings.TrimSpace(l.take(func(r rune) bool { return r != '}' }))
	if l.pos >= len(l.src) {
		return t, &Error{t.column, "a field is written ${name}: the } is missing"}
	}
	l.pos++
	if t.text == "" {
		return t, &Error{t.column, "${} names no field"}
	}
	return t, nil
}

func (l *lexer) quoted(t token, quote rune) (token, error) {
	t.kind = tokenText
	l.pos++
	t.text = l.take(func(r rune) bool { return r != quote })
	if l.pos >= len(l.src) {
		return t, &Error{t.column, fmt.Sprintf("text that starts with %c does not end", quote)}
	}
	l.pos++
	return t, nil
}

func (l *lexer) number(t token) (token, error) {
	t.kind = tokenNumber
	dots := 0
	t.text = l.take(func(r rune) bool {
		if r == '.' {
			dots++
		}
		return isDigit(r) || r == '.'
	})
	if dots > 1 || strings.HasSuffix(t.text, ".") {
		return t, &Error{t.column, fmt.Sprintf("«%s» is not a number", t.text)}
	}
	return t, nil
}

func (l *lexer) sign(t token) (token, error) {
	t.kind = tokenSign
	r := l.src[l.pos]
	pair := string(l.src[l.pos:min(l.pos+2, len(l.src))])
	switch {
	case pair == "!=" || pair == "<=" || pair == ">=":
		t.text = pair
		l.pos += 2
		return t, nil
	case strings.ContainsRune("(),+-*=<>", r):
		t.text = string(r)
		l.pos++
		return t, nil
	}
	return t, &Error{t.column, fmt.Sprintf("unexpected %q", r)}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
