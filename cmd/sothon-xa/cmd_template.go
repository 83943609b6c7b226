package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

func (a *app) templateCommand() *cobra.Command {
	t := commune.Templating{Lang: a.Lang}
	cmd := a.command("template FILE", sayImport.Template, sayImport.TemplateLong, func(cmd *cobra.Command, args []string) error {
		return a.template(cmd.Context(), args[0], t)
	})
	cmd.Flags().StringArrayVar(&t.Forms, "form", nil, sayImport.FlagForm.In(a.Lang))
	cmd.Flags().StringVar(&t.Unit, "unit", "", sayImport.FlagUnit.In(a.Lang))
	return cmd
}

// template writes the workbook that import takes in again.
func (a *app) template(ctx context.Context, file string, t commune.Templating) error {
	if strings.ToLower(filepath.Ext(file)) != ".xlsx" {
		return cli.Misuse(sayImport.TemplateName, file)
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		err := cli.WriteFile(file, 0o644, sayErr.CannotWrite, func(w io.Writer) error { return office.WriteTemplate(ctx, w, t) })
		if err == nil {
			a.Put(sayImport.TemplateDone, file)
		}
		return err
	})
}
