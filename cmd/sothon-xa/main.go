// Command sothon-xa is the commune office's program: it receives what the villages record, shows it
// on a web page, and lets the office review, return and report it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// version and commit are set by the linker: -X main.version=… -X main.commit=….
var version, commit string

func main() {
	os.Exit(mainCode())
}

func mainCode() int {
	if code, ok := underService(func(ctx context.Context) int { return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr) }); ok {
		return code
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}
