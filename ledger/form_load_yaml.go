package ledger

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// source is the text of a file, kept to point into it.
type source struct {
	file  string
	text  string
	split sync.Once
	lines [][]rune // filled by split, when an error needs them
}

func (s *source) line(n int) []rune {
	s.split.Do(func() {
		for l := range strings.SplitSeq(s.text, "\n") {
			s.lines = append(s.lines, []rune(strings.TrimSuffix(l, "\r")))
		}
	})
	if n < 1 || n > len(s.lines) {
		return nil
	}
	return s.lines[n-1]
}

// position tells where a node starts, in lines and characters from 1.
func (s *source) position(node ast.Node) (line, column int) {
	if m, ok := node.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	if m, ok := node.(*ast.MappingValueNode); ok {
		node = m.Key
	}
	if node == nil || node.GetToken() == nil {
		return 1, 1
	}
	p := node.GetToken().Position
	return max(p.Line, 1), max(p.Column, 1)
}

// positionIn tells where the n-th character (from 0) of a text node's value stands.
func (s *source) positionIn(node ast.Node, n int) (line, column int) {
	line, column = s.position(node)
	quote, margin := rune(0), 0
	if lit, ok := node.(*ast.LiteralNode); ok {
		line = lit.Start.Position.Line + 1
		column = s.indent(line)
		margin = column
	} else {
		switch node.GetToken().Type {
		case token.SingleQuoteType:
			quote = '\''
		case token.DoubleQuoteType:
			quote = '"'
		}
		if quote != 0 {
			column++
		}
	}
	for range n {
		line, column = s.after(line, column, quote, margin)
	}
	if column > len(s.line(line)) { // what is missing at the end of a line
		column = len(s.line(line)) + 1
	}
	return line, column
}

// after steps over one character of a value as YAML writes it: escapes in quotes, a line break with
// the indentation behind it, which in a block text is its margin.
func (s *source) after(line, column int, quote rune, margin int) (int, int) {
	text := s.line(line)
	if column > len(text) {
		if line >= len(s.lines) {
			return line, column
		}
		if margin == 0 {
			margin = s.indent(line + 1)
		}
		return line + 1, margin
	}
	r := text[column-1]
	switch {
	case quote == '\'' && r == '\'':
		return line, column + 2
	case quote == '"' && r == '\\':
		return line, column + 2
	}
	return line, column + 1
}

// indent is the column of a line's first character that is no space.
func (s *source) indent(line int) int {
	for i, r := range s.line(line) {
		if r != ' ' {
			return i + 1
		}
	}
	return 1
}

// mapping holds the values of a YAML mapping by key.
type mapping map[string]ast.Node

// mapping reads a node as a mapping that has known keys only.
func (l *loader) mapping(src *source, node ast.Node, field string, known ...string) mapping {
	var pairs []*ast.MappingValueNode
	switch n := node.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		l.fail(src, node, field, "expected keys and values (%s)", strings.Join(known, ", "))
		return nil
	}
	m := mapping{}
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		switch {
		case len(known) > 0 && !slices.Contains(known, key):
			l.fail(src, pair.Key, field, "unknown key «%s»; known here: %s", key, strings.Join(known, ", "))
		case m[key] != nil:
			l.fail(src, pair.Key, field, "key «%s» is written twice", key)
		default:
			m[key] = pair.Value
		}
	}
	return m
}

// sequence reads a node as a list.
func (l *loader) sequence(src *source, node ast.Node, field, key string) []ast.Node {
	if seq, ok := node.(*ast.SequenceNode); ok {
		return seq.Values
	}
	l.fail(src, node, field, "%s: expected a list", key)
	return nil
}

// scalar reads a node as text; false when it is a list, a mapping or nothing.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// text reads the text of a key, "" when the key is absent.
func (l *loader) text(src *source, m mapping, key, field string) string {
	node := m[key]
	if node == nil {
		return ""
	}
	s, ok := scalar(node)
	if !ok || strings.TrimSpace(s) == "" {
		l.fail(src, node, field, "%s: expected a text", key)
		return ""
	}
	return strings.TrimSpace(s)
}

// name reads a required name: ASCII small letters, digits and _.
func (l *loader) name(src *source, m mapping, key string, parent ast.Node) string {
	name := l.text(src, m, key, "")
	switch {
	case m[key] == nil:
		l.fail(src, parent, "", "%s: missing", key)
	case name != "" && !validName.MatchString(name):
		l.fail(src, m[key], "", "%s: «%s» must be made of a-z, 0-9 and _, start with a letter, and have at most 40", key, clip(name))
	}
	return name
}

func (l *loader) integer(src *source, m mapping, key, field string, least, most int) int {
	node := m[key]
	if node == nil {
		return 0
	}
	s, _ := scalar(node)
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		l.fail(src, node, field, "%s: expected a whole number from %d to %d", key, least, most)
		return 0
	}
	return n
}

// words reads {vi: …, en: …}, both required. A nil parent makes the key itself optional.
func (l *loader) words(src *source, m mapping, key, field string, parent ast.Node) Words {
	node := m[key]
	if node == nil {
		if parent != nil {
			l.fail(src, parent, field, "%s: missing; write {vi: …, en: …}", key)
		}
		return Words{}
	}
	texts := l.mapping(src, node, field, "vi", "en")
	w := Words{Vi: l.text(src, texts, "vi", field), En: l.text(src, texts, "en", field)}
	for _, lang := range []string{"vi", "en"} {
		if texts != nil && texts[lang] == nil {
			l.fail(src, node, field, "%s: the text in «%s» is missing", key, lang)
		}
	}
	return w
}

// clip shortens what is quoted in a message to 60 characters.
func clip(s string) string {
	if len(s) > 1000 {
		s = strings.ToValidUTF8(s[:1000], "")
	}
	runes := []rune(s)
	if len(runes) <= 60 {
		return s
	}
	return fmt.Sprintf("%s…", string(runes[:59]))
}
