package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) formsCommand() *cobra.Command {
	cmd := a.command("forms [--json]", sayHelp.Forms, func(*cobra.Command, []string) error { return a.forms() })
	show := a.command("show FORM [--json]", sayHelp.FormsShow,
		func(_ *cobra.Command, args []string) error { return a.showForm(args[0]) })
	cmd.AddCommand(a.withJSON(show))
	return a.withJSON(cmd)
}

// formLine is one form in "sothon forms --json".
type formLine struct {
	Form    string `json:"form"`
	Version int    `json:"version"`
	Title   string `json:"title"`
	Parent  string `json:"parent,omitempty"`
}

func (a *app) forms() error {
	lines := []formLine{}
	for _, f := range ledger.Default().Forms() {
		lines = append(lines, formLine{f.Name, f.Version, f.Title.In(a.lang), f.Parent})
	}
	if a.json {
		return a.putJSON(lines)
	}
	var t table
	for _, l := range lines {
		t.add(l.Form, l.Title)
	}
	t.write(a.stdout)
	return nil
}

// showForm prints the fields of a form.
func (a *app) showForm(name string) error {
	form, err := findForm(name)
	if err != nil {
		return err
	}
	d := form.Describe(a.lang)
	if a.json {
		return a.putJSON(d)
	}
	fmt.Fprintf(a.stdout, "%s (%s, %s)\n%s\n\n", d.Title, d.Form, say(sayOut.Version, d.Version).In(a.lang), d.Help)
	var t table
	a.fieldLines(&t, d.Fields, "")
	t.write(a.stdout)
	fmt.Fprintln(a.stdout, "\n"+sayOut.RequiredMark.In(a.lang))
	return nil
}

func (a *app) fieldLines(t *table, fields []ledger.FieldDescription, indent string) {
	for _, f := range fields {
		mark := " "
		switch {
		case f.Required == true:
			mark = "*"
		case f.Required != false:
			mark = "?"
		case f.Computed:
			mark = "="
		}
		about := f.Label
		if f.Hint != "" {
			about += " (" + f.Hint + ")"
		}
		t.add(mark+" "+indent+f.Name, string(f.Type), about)
		for _, c := range f.Choices {
			t.add("", "", "  "+c.Name+": "+c.Label)
		}
		a.fieldLines(t, f.Fields, indent+f.Name+".")
	}
}

// table lines up columns of text in a terminal.
type table struct{ rows [][]string }

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the rows with two blanks between columns; the last column runs free.
func (t *table) write(w interface{ Write([]byte) (int, error) }) {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], viet.Width(cell))
		}
	}
	for _, row := range t.rows {
		line := ""
		for i, cell := range row {
			line += cell
			if i < len(row)-1 {
				line += fmt.Sprintf("%*s", widths[i]-viet.Width(cell)+2, "")
			}
		}
		fmt.Fprintln(w, line)
	}
}
