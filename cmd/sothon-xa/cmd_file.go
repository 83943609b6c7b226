package main

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) fileCommand() *cobra.Command {
	var out string
	cmd := a.command("file SHA256", sayFiles.Short, text{}, func(cmd *cobra.Command, args []string) error {
		return a.file(cmd.Context(), args[0], out)
	})
	cmd.Flags().StringVarP(&out, "out", "o", "", sayFiles.FlagOut.In(a.Lang))
	cobra.CheckErr(cmd.MarkFlagRequired("out"))
	return cmd
}

// file writes an attached file that has arrived to a file of the user's.
func (a *app) file(ctx context.Context, typed, out string) error {
	hash, err := ledger.ParseHash(strings.ToLower(strings.TrimSpace(typed)))
	if err != nil {
		return cli.Misuse(sayFiles.NoFile, typed)
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		in, err := office.OpenFile(ctx, hash)
		if errors.Is(err, commune.ErrNotFound) {
			return cli.Fail("no_file", sayFiles.NoFile, typed)
		}
		if err != nil {
			return err
		}
		defer in.Close()
		err = cli.WriteFile(out, 0o600, sayErr.CannotWrite, func(w io.Writer) error {
			_, err := io.Copy(w, in)
			return err
		})
		if err == nil {
			a.Put(sayFiles.Written, out)
		}
		return err
	})
}

// tellFiles prints each attached file, whether it has arrived, and its id.
func (s *shown) tellFiles() {
	if len(s.Files) == 0 {
		return
	}
	s.Put(sayFiles.Title)
	for _, f := range s.Files {
		state := sayFiles.Coming
		if f.Arrived {
			state = sayFiles.Arrived
		}
		s.Put(sayFiles.Line, f.Name, ledger.ShowBytes(f.Size), state, f.SHA256)
	}
}
