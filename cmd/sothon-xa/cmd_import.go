package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/commune/intake"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) importCommand() *cobra.Command {
	var in commune.Importing
	var by string
	cmd := a.command("import FILE", sayImport.Import, sayImport.ImportLong, func(cmd *cobra.Command, args []string) error {
		if by == "" {
			by = loggedIn()
		}
		return a.importBook(cmd.Context(), args[0], by, in)
	})
	cmd.Flags().BoolVar(&in.DryRun, "dry-run", false, sayImport.FlagDry.In(a.Lang))
	cmd.Flags().BoolVar(&in.Partial, "partial", false, sayImport.FlagPartial.In(a.Lang))
	cmd.Flags().BoolVar(&in.SkipAlike, "skip-alike", false, sayImport.FlagAlike.In(a.Lang))
	cmd.Flags().BoolVar(&in.Anew, "anew", false, sayImport.FlagAnew.In(a.Lang))
	cmd.Flags().StringVar(&in.Author, "author", "", sayImport.FlagAuthor.In(a.Lang))
	cmd.Flags().StringVar(&by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

// importBook takes in a filled workbook: exit code 1 when something is wrong and nothing was taken in,
// 4 when only some rows were.
func (a *app) importBook(ctx context.Context, file, by string, in commune.Importing) error {
	f, err := os.Open(file)
	if err != nil {
		return fileFailure(file, err)
	}
	defer f.Close()
	if in.Content, err = io.ReadAll(io.LimitReader(f, intake.MaxBytes+1)); err != nil {
		return fileFailure(file, err)
	}
	return a.withOffice(commune.As(ctx, commune.CommandLine), func(office *commune.Office) error {
		got, err := office.Import(commune.As(ctx, commune.CommandLine), by, in)
		if err != nil {
			return err
		}
		if a.JSON {
			if err := a.PutJSON(importJSON(got, a.Lang)); err != nil {
				return err
			}
		}
		return a.tellImport(got, in, office.Catalogue())
	})
}

// importJSON puts the problems into the words of one language.
func importJSON(got commune.Imported, lang string) any {
	type problem struct {
		Sheet   string `json:"sheet"`
		Cell    string `json:"cell"`
		Message string `json:"message"`
	}
	problems := []problem{}
	for _, p := range got.Problems {
		problems = append(problems, problem{p.Sheet, p.Cell, p.Message.In(lang)})
	}
	return struct {
		commune.Imported
		Problems []problem `json:"problems"`
	}{got, problems}
}

// tellImport says of every row that is not plain what is to be done, and how many there are.
func (a *app) tellImport(got commune.Imported, in commune.Importing, forms *ledger.Catalogue) error {
	if !a.JSON {
		for _, p := range got.Problems {
			fmt.Fprintln(a.Stdout, p.Said(a.Lang))
		}
	}
	for _, row := range got.Rows {
		switch {
		case row.State == commune.RowChanged:
			a.Note(sayImport.Changed, row.Sheet, row.Line, row.Title, fieldLabels(forms.Form(row.Form), row.Differs, a.Lang), row.ID)
		case len(row.Alike) > 0:
			a.Note(sayImport.Alike, row.Sheet, row.Line, row.Title, otherRecord(row))
		}
	}
	switch {
	case in.DryRun:
		a.Put(sayImport.Would, got.Made, got.There, got.Wrong, got.Alike)
	case got.Done:
		a.Put(sayImport.Took, got.Made, got.There, got.Wrong, got.Alike)
	default:
		a.Note(sayImport.Nothing, len(got.Problems))
	}
	switch {
	case got.Whole():
		return nil
	case got.Done:
		return cli.Quiet(cli.Rejected, "invalid")
	}
	return cli.Quiet(cli.Failed, "invalid")
}

func otherRecord(row commune.ImportedRow) string {
	for _, id := range row.Alike[0].Records {
		if id != row.ID {
			return id.String()
		}
	}
	return ""
}

func fieldLabels(form *ledger.Form, names []string, lang string) string {
	var labels []string
	for _, name := range names {
		if form != nil && form.Field(name) != nil {
			name = form.Field(name).Label.In(lang)
		}
		labels = append(labels, name)
	}
	return strings.Join(labels, "; ")
}
