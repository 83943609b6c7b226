package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/commune/report"
	"github.com/nghia-hung/sothon/commune/report/village"
)

func (a *app) paperCommand() *cobra.Command {
	var file string
	cmd := a.Command("paper FORM [-o FILE.pdf]", sayPaper.Help,
		func(_ *cobra.Command, args []string) error { return a.paper(args[0], file) })
	cmd.Flags().StringVarP(&file, "output", "o", "", sayPaper.FlagFile.In(a.Lang))
	return cmd
}

// cheatSheet is the name by which "sothon paper" knows the cheat sheet.
const cheatSheet = "huong-dan"

// paper writes a form to be filled in by hand, or the cheat sheet; without a name the file is called
// after it.
func (a *app) paper(name, file string) error {
	if name == cheatSheet {
		if file == "" {
			file = "bang-nho.pdf"
		}
		if err := writeFile(file, func(w io.Writer) error { return village.WriteCheatSheet(w, a.Lang) }); err != nil {
			return err
		}
		a.Put(sayPaper.Cheat, file)
		return nil
	}
	form, err := findForm(name)
	if err != nil {
		return err
	}
	if file == "" {
		file = form.Name + ".pdf"
	}
	if err := writeFile(file, func(w io.Writer) error { return report.WritePaper(w, form, "", a.Lang) }); err != nil {
		return err
	}
	a.Put(sayPaper.Written, form.Title.In(a.Lang), file)
	return nil
}
