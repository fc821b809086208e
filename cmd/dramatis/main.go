// Command dramatis reads news articles into a graph of who did what to whom
// and when, and answers questions about it.
//
// What enters: arguments, variables, standard input. What leaves: answers on
// standard output, and on standard error one line for every fault: what, with
// which input, and the remedy. It composes the packages below it and holds no
// linguistics, no storage and no query of its own. One file per verb.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the process at once.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ())
	stop()
	os.Exit(code)
}
