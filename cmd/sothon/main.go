// Command sothon is the village head's program: it records offline what the commune asks for,
// sends it when there is a network, and shows what came back. Without arguments it opens the
// screens; every command of the screens can also be given in a line, for scripts and for helpers.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"time"

	"github.com/inconshreveable/mousetrap"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// version and commit are set by the linker: -X main.version=… -X main.commit=….
var version, commit string

func main() {
	go readForms()
	os.Exit(mainCode())
}

// readForms begins at once what the first frame waits for. It makes much that is soon garbage, which
// is not worth collecting before that frame.
func readForms() {
	usual := debug.SetGCPercent(400)
	ledger.Default()
	time.AfterFunc(time.Second, func() { debug.SetGCPercent(usual) })
}

func mainCode() int {
	code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if code != cli.Done && mousetrap.StartedByExplorer() {
		// The window of a double click closes with the program, before anybody can read why.
		fmt.Fprintln(os.Stderr, sayErr.PressEnter.In(cli.Language(nil)))
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	}
	return code
}
