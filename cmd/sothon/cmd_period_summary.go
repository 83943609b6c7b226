package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/localdb"
)

func (a *app) summaryCommand() *cobra.Command {
	var file string
	cmd := a.Command("summary PERIOD [-o FILE.pdf|FILE.txt]", sayPeriod.Summary,
		func(_ *cobra.Command, args []string) error { return a.writeSummary(strings.TrimSpace(args[0]), file) })
	cmd.Flags().StringVarP(&file, "output", "o", "", sayPeriod.FlagSummary.In(a.Lang))
	return cmd
}

// writeSummary writes the summary of a period; the ending of the file's name chooses its kind.
func (a *app) writeSummary(label, file string) error {
	if file == "" {
		file = "tom-tat-" + fileWord(label) + ".pdf"
	}
	ext := strings.ToLower(filepath.Ext(file))
	if ext != ".pdf" && ext != ".txt" {
		return cli.Misuse(sayPeriod.BadSummary, file)
	}
	return a.withStore(func(store *localdb.Store) error {
		summary, err := a.summary(store, label)
		if err != nil {
			return err
		}
		write := summary.WritePDF
		if ext == ".txt" {
			write = summary.WriteText
		}
		if err := writeFile(file, func(w io.Writer) error { return write(w, a.Lang) }); err != nil {
			return err
		}
		a.Put(sayPeriod.SummaryWritten, label, file)
		return nil
	})
}
