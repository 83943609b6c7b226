package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) formsCommand() *cobra.Command {
	cmd := a.Command("forms [--json]", sayHelp.Forms, func(*cobra.Command, []string) error { return a.forms() })
	show := a.Command("show FORM [--json]", sayHelp.FormsShow,
		func(_ *cobra.Command, args []string) error { return a.showForm(args[0]) })
	cmd.AddCommand(a.WithJSON(show))
	return a.WithJSON(cmd)
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
		lines = append(lines, formLine{f.Name, f.Version, f.Title.In(a.Lang), f.Parent})
	}
	if a.JSON {
		return a.PutJSON(lines)
	}
	var t cli.Table
	for _, l := range lines {
		t.Add(l.Form, l.Title)
	}
	t.Write(a.Stdout)
	return nil
}

// showForm prints the fields of a form.
func (a *app) showForm(name string) error {
	form, err := findForm(name)
	if err != nil {
		return err
	}
	d := form.Describe(a.Lang)
	if a.JSON {
		return a.PutJSON(d)
	}
	fmt.Fprintf(a.Stdout, "%s (%s, %s)\n%s\n\n", d.Title, d.Form, cli.Say(sayOut.Version, d.Version).In(a.Lang), d.Help)
	var t cli.Table
	a.fieldLines(&t, d.Fields, "")
	t.Write(a.Stdout)
	fmt.Fprintln(a.Stdout, "\n"+sayOut.RequiredMark.In(a.Lang))
	return nil
}

func (a *app) fieldLines(t *cli.Table, fields []ledger.FieldDescription, indent string) {
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
		t.Add(mark+" "+indent+f.Name, string(f.Type), about)
		for _, c := range f.Choices {
			t.Add("", "", "  "+c.Name+": "+c.Label)
		}
		a.fieldLines(t, f.Fields, indent+f.Name+".")
	}
}
