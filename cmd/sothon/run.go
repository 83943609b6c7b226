package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// run carries out one command line and gives its exit code. Nothing of it is global, so a test may
// run it in its own process; the environment is read for SOTHON_HOME, SOTHON_LANG and the
// platform's data folder.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	a := &app{Run: cli.New(args, stdin, stdout, stderr)}
	return a.Execute(ctx, a.root(), args, failureOf)
}

// app is one run of the program.
type app struct {
	*cli.Run
	home string // --home
	pin  string // of the book, once it was given

	pinFile string // --pin-file
	// askPIN shows a page that ends when try takes what is typed, and gives that; nil: the terminal asks.
	askPIN func(try func(pin string) error) (string, error)
}

// env is what forms need to know of the world.
func (a *app) env() ledger.Env { return ledger.Env{Today: viet.DateOf(a.Now())} }

// untilStopped ends ctx when the program is told to end. Only commands that can stop in an orderly
// way use it; the others are ended on the spot, which the store stands.
func untilStopped(ctx context.Context) (context.Context, context.CancelFunc) {
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
}
