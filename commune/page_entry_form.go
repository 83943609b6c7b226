package commune

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/nghia-hung/sothon/ledger"
)

// attached asks for files: those that are here already, each with a box to leave it out again.
func (f filling) attached(q formField, v ledger.Value) formField {
	q.Kind = "files"
	for _, file := range v.Files() {
		q.Options = append(q.Options, option{fileToken(file), file.ShortName(60) + " (" + ledger.ShowBytes(file.Size) + ")", true})
	}
	return q
}

// fileToken names a file that is here in a form.
func fileToken(f ledger.File) string {
	b, err := json.Marshal(f)
	if err != nil {
		return "" // strings and numbers
	}
	return string(b)
}

// typedFiles are the files that a form names.
func typedFiles(tokens []string) (out []ledger.File) {
	for _, token := range tokens {
		var f ledger.File
		if json.Unmarshal([]byte(token), &f) == nil {
			out = append(out, f)
		}
	}
	return out
}

// compactRows moves the rows of repeats that have an answer together, so that they have the numbers
// by which problems name them.
func compactRows(form *ledger.Form, typed url.Values) {
	for field := range form.All {
		if field.Type != ledger.TypeRepeat {
			continue
		}
		next := 0
		for i := range maxFormRows {
			row := map[string][]string{}
			filled := false
			for j := range field.Fields {
				from := cellName(field.Name, i, field.Fields[j].Name)
				if list, ok := typed[from]; ok {
					row[field.Fields[j].Name] = list
					filled = filled || len(nonEmpty(list)) > 0
				}
				typed.Del(from)
			}
			if !filled {
				continue
			}
			for name, list := range row {
				typed[cellName(field.Name, next, name)] = list
			}
			next++
		}
	}
}

// problemPlace is the name that a problem's question has on the page.
func problemPlace(p ledger.Problem) string {
	if p.Row < 0 {
		return p.Field
	}
	field, cell, _ := strings.Cut(p.Field, ".")
	return cellName(field, p.Row, cell)
}

// byPlace are problems by the names that their questions have on the page, of each the first.
func byPlace(problems []ledger.Problem) FieldProblems {
	out := FieldProblems{}
	for _, p := range problems {
		if _, twice := out[problemPlace(p)]; !twice {
			out[problemPlace(p)] = p.Message
		}
	}
	return out
}

// problemLink leads from the list of problems to a question.
type problemLink struct{ Anchor, Text string }

// problemLinks list the problems in the order of the form; those of no question come first.
func problemLinks(sections []formSection, problems FieldProblems, lang string) (out []problemLink) {
	seen := map[string]bool{}
	add := func(q formField) {
		if q.Problem != "" && !seen[q.Name] {
			seen[q.Name] = true
			out = append(out, problemLink{"#i-" + q.Name, q.Problem})
		}
	}
	for _, s := range sections {
		for _, q := range s.Fields {
			add(q)
			for _, row := range q.Rows {
				for _, cell := range row {
					add(cell)
				}
			}
		}
	}
	var rest []problemLink
	for name, words := range problems {
		if !seen[name] {
			rest = append(rest, problemLink{"", words.In(lang)})
		}
	}
	return append(rest, out...)
}

// asked is a question together with the view that it stands in.
type asked struct {
	pageView
	formField
}

// Ask gives a question to the template that asks it.
func (v pageView) Ask(q formField) asked { return asked{v, q} }
