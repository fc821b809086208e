package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/graph/worker"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/queries/render"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// queryCommand lists and runs saved queries. A query's parameters are flags
// that only its file tells, so the flags are parsed in two passes: first for
// the name, then with the query's own.
func (a *app) queryCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "query [NAME] [--PARAMETER VALUE]…",
		Short: "Ask a saved question; without a name, list them",
		Long: `Query answers a saved question. Its parameters are flags: see them with
dramatis query NAME --help. Actors are found by any of their names. Your own
files (.js for Gizmo, .graphql, .mql) are run with -f, or by name from the
folders of the setting queries.`,
		Example:            "  dramatis query\n  dramatis query met --actor \"Vladimir Putin\"\n  dramatis query -f my-query.js --param x=y",
		DisableFlagParsing: true,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.query(cmd, args) }
	return cmd
}

// queryFlags are the flags that every query has.
func queryFlags(cmd *cobra.Command) *pflag.FlagSet {
	f := pflag.NewFlagSet("query", pflag.ContinueOnError)
	f.SortFlags = false
	f.Usage = func() {}
	f.StringP("file", "f", "", "query file to run")
	f.StringSlice("queries", nil, "folders with your query files (default dramatis.queries)")
	f.StringArrayP("param", "p", nil, "parameter as name=value; may be repeated")
	f.String("format", "", "table, json, csv, tsv, md (default table on a terminal, else tsv)")
	f.Int("limit", 0, "show the first N rows")
	f.String("timeout", "", "longest time, as 20s")
	f.BoolP("help", "h", false, "show the parameters")
	f.AddFlagSet(cmd.InheritedFlags())
	return f
}

func (a *app) query(cmd *cobra.Command, args []string) error {
	first := queryFlags(cmd)
	first.ParseErrorsAllowlist = pflag.ParseErrorsAllowlist{UnknownFlags: true}
	if err := first.Parse(args); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return &usageError{fmt.Errorf("%w; see dramatis query --help", err)}
	}
	help, _ := first.GetBool("help")
	file, _ := first.GetString("file")
	if help && file == "" && first.NArg() == 0 {
		return cmd.Help()
	}
	if err := a.load(first); err != nil {
		return err
	}
	library, err := a.library()
	if err != nil {
		return err
	}
	if file == "" && first.NArg() == 0 {
		return a.listQueries(library)
	}
	q, err := chooseQuery(library, file, first.Args())
	if err != nil {
		return err
	}
	if help {
		return helpQuery(a.out, q, queryFlags(cmd))
	}
	values, err := parseParams(cmd, q, args)
	if err != nil {
		return err
	}
	return a.askApart(cmd.Context(), q, values)
}

// chooseQuery is the query of a file or of that name.
func chooseQuery(library *queries.Library, file string, names []string) (*queries.Query, error) {
	switch {
	case file != "" && len(names) > 0:
		return nil, &usageError{fmt.Errorf("query: %q and --file %s; give one query", names[0], file)}
	case file != "":
		return queries.ParseFile(file)
	case len(names) > 1:
		return nil, &usageError{fmt.Errorf("query: %q after %q; give one query, and its parameters as flags", names[1], names[0])}
	}
	return library.Get(names[0])
}

// parseParams parses the arguments with the query's parameters as flags.
func parseParams(cmd *cobra.Command, q *queries.Query, args []string) (queries.Values, error) {
	f := queryFlags(cmd)
	own := paramFlags(q)
	f.AddFlagSet(own) // a name that is a common flag too is reachable as --param
	if err := f.Parse(args); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return nil, &usageError{fmt.Errorf("query %s: %w; see dramatis query %s --help", q.Name, err, q.Name)}
	}
	values := queries.Values{}
	own.VisitAll(func(fl *pflag.Flag) {
		if v, ok := fl.Value.(*paramValue); ok && fl.Changed {
			values[fl.Name] = v.values
		}
	})
	if limit := f.Lookup("limit"); limit.Changed {
		values["limit"] = []string{limit.Value.String()}
	}
	pairs, _ := f.GetStringArray("param")
	for _, pair := range pairs {
		name, v, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			return nil, &usageError{fmt.Errorf("query %s: --param %q; write name=value", q.Name, pair)}
		}
		values[name] = append(values[name], v)
	}
	return values, nil
}

// paramValue is the flag of a parameter.
type paramValue struct {
	kind   queries.ParamType
	values []string
}

func (v *paramValue) String() string     { return strings.Join(v.values, ",") }
func (v *paramValue) Set(s string) error { v.values = append(v.values, s); return nil }
func (v *paramValue) Type() string       { return string(v.kind) }

// paramFlags are the parameters of a query as flags.
func paramFlags(q *queries.Query) *pflag.FlagSet {
	f := pflag.NewFlagSet(q.Name, pflag.ContinueOnError)
	f.SortFlags = false
	for _, p := range q.Params {
		f.Var(&paramValue{kind: p.Type}, p.Name, describeParam(p))
		if p.Type == queries.TypeBool {
			f.Lookup(p.Name).NoOptDefVal = "true"
		}
	}
	return f
}

// describeParam is the help of a parameter.
func describeParam(p queries.Param) string {
	words := p.Description
	if words == "" {
		words = string(p.Type)
	}
	switch {
	case p.Required:
		words += " (required)"
	case p.Default != "":
		words += " (default " + p.Default + ")"
	}
	return words
}

// helpQuery prints a query's question, parameters and an example.
func helpQuery(w io.Writer, q *queries.Query, common *pflag.FlagSet) error {
	example := "dramatis query " + q.Name
	for _, p := range q.Params {
		if p.Required && p.Example != "" {
			example += fmt.Sprintf(" --%s %q", p.Name, p.Example)
		}
	}
	_, err := fmt.Fprintf(w, "%s: %s\n\nParameters:\n%s\nFor every query:\n%s\nExample:\n  %s\n",
		q.Title, q.Question, paramFlags(q).FlagUsages(), common.FlagUsages(), example)
	return err
}

// library is the queries of the program and of the user's folders that exist.
func (a *app) library() (*queries.Library, error) {
	var folders []string
	for _, dir := range a.cfg.Queries {
		if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		folders = append(folders, dir)
	}
	library, err := queries.Open(folders...)
	if err != nil {
		return nil, &usageError{err}
	}
	return library, nil
}

// listQueries prints a line for each query.
func (a *app) listQueries(library *queries.Library) error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, q := range library.List() {
		fmt.Fprintf(w, "%s\t%s\n", q.Name, q.Question)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	a.note("run one with dramatis query NAME; see its parameters with dramatis query NAME --help")
	return nil
}

// ask runs a query and prints its answer.
func (a *app) ask(ctx context.Context, q *queries.Query, values queries.Values) error {
	o, err := a.renderOptions()
	if err != nil {
		return err
	}
	return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
		if err := a.caution(ctx, store); err != nil {
			return err
		}
		return a.answer(ctx, queries.FromStore(store), q, values, o)
	})
}

// askApart is ask for queries of the user too, whose text runs in a process of
// its own, where it can neither end this one nor use more than its share.
func (a *app) askApart(ctx context.Context, q *queries.Query, values queries.Values) error {
	o, err := a.renderOptions()
	if err != nil {
		return err
	}
	return a.withStore(ctx, graph.Options{ReadOnly: true}, func(store *graph.Store) error {
		if err := a.caution(ctx, store); err != nil {
			return err
		}
		return a.withWorkers(store, func(pool *worker.Pool) error {
			return a.answer(ctx, queries.Isolated(store, pool), q, values, o)
		})
	})
}

// caution tells what makes answers other than they seem: a store without
// articles, and a decisions file that cannot be read, of which the graph has
// what it had before.
func (a *app) caution(ctx context.Context, store *graph.Store) error {
	empty := true
	for _, err := range store.Documents(ctx) {
		if err != nil {
			return err
		}
		empty = false
		break
	}
	if empty {
		a.note("note: %s has no articles; read some with dramatis build FILES", a.cfg.Store)
	}
	if _, err := a.decisions(); err != nil {
		a.note("warning: %v; the answer has the decisions of the last build", err)
	}
	return nil
}

func (a *app) answer(ctx context.Context, g queries.Graph, q *queries.Query, values queries.Values, o render.Options) error {
	table, err := queries.Run(ctx, g, q, values, a.queryOptions())
	if err != nil {
		return err
	}
	return a.printTable(table, o)
}

// queryOptions are the limits of a query.
func (a *app) queryOptions() queries.Options {
	return queries.Options{MaxRows: a.cfg.Query.Rows, Timeout: a.cfg.Query.Timeout}
}

// renderOptions say how to print: a table in colour on a terminal, TSV
// elsewhere, unless a format is set.
func (a *app) renderOptions() (render.Options, error) {
	columns, onTerminal := terminal(a.out)
	if n, err := strconv.Atoi(a.variable("COLUMNS")); err == nil && !onTerminal && n >= 20 {
		columns = n // a table for less or mail
	}
	o := render.Options{Format: render.TSV, Width: columns, Color: onTerminal && a.variable("NO_COLOR") == ""}
	if onTerminal {
		o.Format = render.Table
	}
	if a.cfg.Format != "" {
		f, err := render.ParseFormat(a.cfg.Format)
		if err != nil {
			return o, &usageError{err}
		}
		o.Format = f
	}
	return o, nil
}
