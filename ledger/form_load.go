package ledger

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/nghia-hung/sothon/viet"
)

// Limits of a form file. What a commune's office writes stays far below them.
const (
	maxFormBytes  = 256 << 10
	maxFlowDepth  = 16 // [[[{{{
	maxBlockDepth = 64
	maxFields     = 300
	maxLoadErrors = 20
)

// LoadError says what is wrong with a form file, and where. Line and Column count from 1, columns
// in characters; inside an expression they point into the expression.
type LoadError struct {
	File         string
	Line, Column int
	Field        string // the field concerned, or "" when it is the form
	Msg          string
}

// Error gives "file:line:column: field name: message".
func (e *LoadError) Error() string {
	place := fmt.Sprintf("%s:%d:%d: ", e.File, e.Line, e.Column)
	if e.Field != "" {
		place += "field " + e.Field + ": "
	}
	return place + e.Msg
}

// Groups are reusable groups of fields, by name, which a form takes in with "use".
type Groups map[string]*groupSource

type groupSource struct {
	source *source
	keys   mapping
}

// LoadGroups reads the files of reusable groups, given by file name. Each holds a mapping with the
// keys group (its name), label and fields. The error joins *LoadError values.
func LoadGroups(files map[string][]byte) (Groups, error) {
	groups := Groups{}
	var errs []error
	for file, data := range files {
		src, root, err := parseYAML(file, data)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		l := &loader{}
		m := l.mapping(src, root, "", "group", "label", "fields")
		name := l.text(src, m, "group", "")
		if name == "" && len(l.errs) == 0 {
			l.fail(src, root, "", "group: the group has no name")
		}
		if groups[name] != nil {
			l.fail(src, root, "", "group: «%s» is defined twice", name)
		}
		errs = append(errs, l.errs...)
		groups[name] = &groupSource{src, m}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return groups, nil
}

// LoadForm reads a form written in YAML, in the vocabulary of XLSForm; file names it in errors. It
// is strict: unknown keys, unknown types, names used twice, expressions that cannot be read or that
// name unknown fields, and calculations that wait for each other are errors. The error joins
// *LoadError values (find the first with errors.As), at most twenty.
func LoadForm(file string, data []byte, groups Groups) (*Form, error) {
	src, root, err := parseYAML(file, data)
	if err != nil {
		return nil, err
	}
	l := &loader{groups: groups, form: &Form{Source: file}}
	l.readForm(src, root)
	if len(l.errs) == 0 {
		l.checkForm()
	}
	if len(l.errs) > 0 {
		return nil, errors.Join(l.errs...)
	}
	l.form.addFiles()
	l.form.index = newFormIndex(l.form.Sections)
	return l.form, nil
}

// loader gathers one form and what is wrong with it.
type loader struct {
	groups Groups
	form   *Form
	errs   []error
	exprs  []located
	places map[*Field]place // where each field stands, for the checks of the whole form
	fields int
	root   place
}

// place is a node of a file.
type place struct {
	src  *source
	node ast.Node
}

func (l *loader) fail(src *source, node ast.Node, field, format string, args ...any) {
	line, column := src.position(node)
	l.failAt(src, line, column, field, fmt.Sprintf(format, args...))
}

func (l *loader) failAt(src *source, line, column int, field, msg string) {
	if len(l.errs) < maxLoadErrors {
		l.errs = append(l.errs, &LoadError{src.file, line, column, field, msg})
	}
}

var validName = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

func (l *loader) readForm(src *source, root ast.Node) {
	f := l.form
	l.root = place{src, root}
	l.places = map[*Field]place{}
	m := l.mapping(src, root, "", "form", "version", "title", "plural", "help", "counted", "parent",
		"parent_link", "title_field", "date_field", "system", "sections")
	f.Name = l.name(src, m, "form", root)
	f.Version = l.integer(src, m, "version", "", 1, 1<<30)
	if m["version"] == nil {
		l.fail(src, root, "", "version: missing; write a whole number from 1")
	}
	f.Title = l.words(src, m, "title", "", root)
	f.Plural = l.words(src, m, "plural", "", root)
	f.Help = l.words(src, m, "help", "", root)
	f.Counted = l.words(src, m, "counted", "", root)
	f.Parent = l.text(src, m, "parent", "")
	f.ParentLink = l.text(src, m, "parent_link", "")
	f.TitleField = l.text(src, m, "title_field", "")
	f.DateField = l.text(src, m, "date_field", "")
	f.System = l.text(src, m, "system", "") == "true"
	if m["sections"] == nil {
		l.fail(src, root, "", "sections: missing; a form asks at least one thing")
		return
	}
	f.Sections = l.readFields(src, m["sections"], "", TypeGroup, 0)
	for i := range f.Sections {
		if s := &f.Sections[i]; s.Type != TypeGroup {
			p := l.places[s]
			l.fail(p.src, p.node, s.Name, "type: a section must be a group, not %s", s.Type)
		}
	}
}

// parseYAML reads a file into its root node, after refusing what a form never needs and what would
// make the YAML parser slow: deep nesting, anchors, tags, several documents.
func parseYAML(file string, data []byte) (src *source, root ast.Node, err error) {
	src = &source{file: file, text: string(data)}
	fault := func(line, column int, format string, args ...any) error {
		return &LoadError{File: file, Line: line, Column: column, Msg: fmt.Sprintf(format, args...)}
	}
	defer func() {
		if r := recover(); r != nil {
			src, root, err = nil, nil, fault(1, 1, "this is not YAML that can be read: %v", r)
		}
	}()
	switch {
	case len(data) > maxFormBytes:
		return nil, nil, fault(1, 1, "the file is larger than %d kB", maxFormBytes>>10)
	case !utf8.Valid(data):
		line := 1 + strings.Count(src.text[:invalidAt(src.text)], "\n")
		return nil, nil, fault(line, 1, "the text is not UTF-8; save the file as UTF-8")
	}
	src.text = viet.NFC(src.text)
	tokens := lexer.Tokenize(src.text)
	if t, why := tooHard(tokens); t != nil {
		return nil, nil, fault(t.Position.Line, max(t.Position.Column, 1), "%s", why)
	}
	parsed, err := parser.Parse(tokens, 0)
	if err != nil {
		var syntax *yaml.SyntaxError
		if errors.As(err, &syntax) && syntax.Token != nil {
			p := syntax.Token.Position
			return nil, nil, fault(p.Line, max(p.Column, 1), "%s", syntax.Message)
		}
		first, _, _ := strings.Cut(err.Error(), "\n")
		return nil, nil, fault(1, 1, "%s", first)
	}
	if len(parsed.Docs) != 1 || parsed.Docs[0].Body == nil {
		return nil, nil, fault(1, 1, "the file must hold one YAML document")
	}
	return src, parsed.Docs[0].Body, nil
}

func invalidAt(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return i
			}
		}
	}
	return 0
}

// tooHard finds the first token of a kind that forms do not use, or that nests too deep.
func tooHard(tokens token.Tokens) (*token.Token, string) {
	flow, entries, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType:
			entries++
		case token.AnchorType, token.AliasType, token.TagType, token.DirectiveType,
			token.MergeKeyType, token.MappingKeyType:
			return t, fmt.Sprintf("%q: anchors, aliases, tags, directives and ? keys are not used in forms", t.Value)
		}
		if flow > maxFlowDepth || entries > maxFlowDepth || t.Position.IndentLevel > maxBlockDepth {
			return t, "nested too deep"
		}
	}
	return nil, ""
}
