package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/cayleyhttp"
	"github.com/dramatis-kg/dramatis/graph/worker"
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
unless --writable is given. Ctrl-C ends it.

With --listen ADDRESS others can reach it, who need the token that is printed
once: browsers by the address that holds it, programs as Authorization: Bearer.
The connection is not encrypted: put a proxy that speaks TLS before it, or
forward the port with ssh instead.`,
		Example: "  dramatis serve\n  dramatis serve --writable\n  dramatis serve --listen 192.168.1.5:64210 --name press-desk.local",
		Args:    between(0, 0, "serve takes none; name the graph with --store"),
	}
	cmd.Flags().Int("port", 0, "port, 0 for a free one (default 64210)")
	cmd.Flags().String("host", "", "loopback address (default 127.0.0.1)")
	cmd.Flags().Bool("writable", false, "accept changes of the graph over HTTP")
	cmd.Flags().String("timeout", "", "longest time for a query, as 20s")
	listen := cmd.Flags().String("listen", "", "HOST or HOST:PORT to listen on for others too, who need a token; 0.0.0.0 is every address of this machine")
	names := cmd.Flags().StringSlice("name", nil, "with --listen: names of this machine that browsers use")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		for _, name := range []string{"host", "port"} {
			if *listen != "" && cmd.Flags().Changed(name) {
				return &usageError{fmt.Errorf("serve: --listen %s says host and port; leave --%s out", *listen, name)}
			}
		}
		if *listen == "" && len(*names) > 0 {
			return &usageError{errors.New("serve: --name goes with --listen; on a loopback address this machine has no other names")}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		library, err := a.library()
		if err != nil {
			return err
		}
		opt := web.Options{
			Addr:     net.JoinHostPort(a.cfg.Serve.Host, strconv.Itoa(a.cfg.Serve.Port)),
			Writable: a.cfg.Serve.Writable, QueryTimeout: a.cfg.Query.Timeout,
		}
		if *listen != "" {
			opt.Addr, opt.Hosts, opt.Token = withPort(*listen, a.cfg.Serve.Port), *names, rand.Text()
		}
		serve := func(store *graph.Store) error {
			return a.withWorkers(store, func(pool *worker.Pool) error { return a.serve(cmd.Context(), store, library, pool, opt) })
		}
		if a.cfg.Serve.Writable {
			return a.withExisting(cmd.Context(), serve)
		}
		return a.withStore(cmd.Context(), graph.Options{ReadOnly: true}, serve)
	}
	return cmd
}

func (a *app) serve(ctx context.Context, store *graph.Store, library *queries.Library, pool *worker.Pool, opt web.Options) error {
	cayley := cayleyhttp.New(store, cayleyhttp.Options{
		Timeout:  opt.QueryTimeout,
		Writable: opt.Writable,
		Engine:   pool,
		Log:      func(err error) { fmt.Fprintln(a.err, "dramatis: serve:", err) },
	})
	back := web.Backend{Store: store, Library: library, Graph: queries.Isolated(store, pool), Engine: pool, Cayley: cayley}
	back.Version, _ = programVersion()
	if opt.Writable {
		back.Editor = &editor{a: a, store: store}
	}
	server, err := web.New(back, opt)
	if err != nil {
		return &usageError{err}
	}
	warm, stop := context.WithCancel(ctx)
	defer stop()
	return server.Serve(ctx, func(served string) {
		go a.warm(warm, pool)
		if !server.HasExplorer() {
			a.note(web.NoExplorer)
		}
		open := reachable(served)
		if opt.Token != "" {
			for i := range open {
				open[i] += "/?token=" + opt.Token
			}
		}
		fmt.Fprintf(a.out, "serving %s on %s\n", store.Dir(), open[0])
		for _, u := range open[1:] {
			fmt.Fprintf(a.out, "and on %s\n", u)
		}
		a.note("Ctrl-C ends it")
	})
}

// withPort is HOST:PORT where only a host is given.
func withPort(listen string, port int) string {
	if _, _, err := net.SplitHostPort(listen); err == nil {
		return listen
	}
	return net.JoinHostPort(strings.Trim(listen, "[]"), strconv.Itoa(port))
}

// reachable are the addresses that can be opened of a server: its own, or, if
// it listens on all of the machine's, each of these, those of others first.
func reachable(served string) []string {
	u, err := url.Parse(served)
	if err != nil || !net.ParseIP(u.Hostname()).IsUnspecified() {
		return []string{served}
	}
	var out []string
	all, err := net.InterfaceAddrs()
	if err != nil {
		all = nil // loopback remains
	}
	for _, a := range all {
		ip, ok := a.(*net.IPNet)
		if ok && ip.IP.IsGlobalUnicast() {
			out = append(out, "http://"+net.JoinHostPort(ip.IP.String(), u.Port()))
		}
	}
	return append(out, "http://"+net.JoinHostPort("127.0.0.1", u.Port()))
}
