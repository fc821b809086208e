package main

import (
	"context"
	"fmt"
	"net"
	"strconv"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/cayleyhttp"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/web"
	"github.com/spf13/cobra"
)

// serveCommand serves the graph to browsers on this machine.
func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the explorer, the HTTP API and Cayley's web UI on this machine",
		Long: `Serve answers browsers and programs on this machine only. It changes nothing
unless --writable is given. Ctrl-C ends it.`,
		Args: between(0, 0, "serve takes none; name the graph with --store"),
	}
	cmd.Flags().Int("port", 0, "port, 0 for a free one (default 64210)")
	cmd.Flags().String("host", "", "loopback address (default 127.0.0.1)")
	cmd.Flags().Bool("writable", false, "accept changes of the graph over HTTP")
	cmd.Flags().String("timeout", "", "longest time for a query, as 20s")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		library, err := a.library()
		if err != nil {
			return err
		}
		serve := func(store *graph.Store) error { return a.serve(cmd.Context(), store, library) }
		if a.cfg.Serve.Writable {
			return a.withExisting(cmd.Context(), serve)
		}
		return a.withStore(cmd.Context(), graph.Options{ReadOnly: true}, serve)
	}
	return cmd
}

func (a *app) serve(ctx context.Context, store *graph.Store, library *queries.Library) error {
	cayley := cayleyhttp.New(store, cayleyhttp.Options{
		Timeout:  a.cfg.Query.Timeout,
		Writable: a.cfg.Serve.Writable,
		Log:      func(err error) { fmt.Fprintln(a.err, "dramatis: serve:", err) },
	})
	server, err := web.New(web.Backend{Graph: queries.FromStore(store), Library: library, Cayley: cayley}, web.Options{
		Addr:         net.JoinHostPort(a.cfg.Serve.Host, strconv.Itoa(a.cfg.Serve.Port)),
		Writable:     a.cfg.Serve.Writable,
		QueryTimeout: a.cfg.Query.Timeout,
	})
	if err != nil {
		return err
	}
	return server.Serve(ctx, func(url string) {
		fmt.Fprintf(a.out, "serving %s on %s\n", store.Dir(), url)
		a.note("Ctrl-C ends it")
	})
}
