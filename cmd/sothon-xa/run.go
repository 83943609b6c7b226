package main

import (
	"context"
	"io"
	"log/slog"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
)

// run carries out one command line and gives its exit code. Nothing of it is global, so a test may
// run it in its own process; the environment is read for SOTHON_XA_DATA, SOTHON_XA_DATABASE_URL and
// SOTHON_LANG.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{Run: cli.New(args, stdin, stdout, stderr)}
	return a.Execute(commune.As(ctx, commune.CommandLine), a.root(), args, failureOf)
}

// app is one run of the program.
type app struct {
	*cli.Run
	data string // --data
	url  string // --database-url

	log *slog.Logger // of serve; nil logs nothing

	path string   // of the command that is carried out: "unit add"
	args []string // its arguments
}
