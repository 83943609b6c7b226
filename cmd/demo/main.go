// Command demo shows the whole of Sổ Thôn on one machine: a commune's endpoint and web page on
// loopback, laptops that have joined and written sample records, and the village head's screens.
// Everything lives in a temporary folder that is removed at the end.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/sync"
	"github.com/nghia-hung/sothon/tui"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run shows the demo until its user leaves the screens or ctx ends.
func run(ctx context.Context, args []string, in *os.File, out *os.File, errs io.Writer) (err error) {
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(errs)
	noTUI := flags.Bool("no-tui", false, "only the servers: print addresses and passwords, run until interrupted")
	lang := flags.String("lang", os.Getenv("SOTHON_LANG"), "vi or en")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "sothon-demo-")
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, os.RemoveAll(dir)) }()
	town, err := foundTown(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, town.close()) }()
	laptop, err := town.fill(ctx)
	if err != nil {
		return fmt.Errorf("write the samples: %w", err)
	}
	defer func() { err = firstError(err, laptop.Close()) }()
	if *noTUI || !term.IsTerminal(in.Fd()) || !term.IsTerminal(out.Fd()) {
		fmt.Fprint(out, town.card().In(*lang))
		<-ctx.Done()
		return nil
	}
	client := sync.New(laptop, town.clientOptions())
	defer client.Close()
	err = tui.Run(ctx, tui.Options{Store: laptop, Syncer: client, Catalogue: ledger.Default(), Lang: *lang,
		Version: "demo", Explain: sync.Explain, In: in, Out: out})
	fmt.Fprint(out, farewell.In(*lang))
	return err
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
