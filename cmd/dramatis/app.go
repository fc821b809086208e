package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/config"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// app is one run of the program.
type app struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
	now      func() time.Time
	cfg      *config.Loaded // set by load
}

// run executes the arguments and returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer, environ []string) (code int) {
	a := &app{in: in, out: out, err: forPeople(errOut), environ: environ, now: time.Now}
	defer func() {
		if err := storageFault(recover()); err != nil {
			fmt.Fprintln(a.err, "dramatis:", message(err))
			code = exitFailed
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := plainFault(root.ExecuteContext(ctx))
	if err != nil {
		for line := range strings.SplitSeq(message(err), "\n") {
			fmt.Fprintln(a.err, "dramatis:", line)
		}
	}
	return exitCode(ctx, err)
}

// storageFault is the error of a panic by which the graph ended what it could not
// write; any other panic goes on.
func storageFault(fault any) error {
	if fault == nil {
		return nil
	}
	if err, ok := fault.(error); ok && errors.Is(err, graph.ErrStorage) {
		return err
	}
	panic(fault)
}

// root is the command without a verb.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "dramatis",
		Short: "Who did what to whom and when, read from news articles",
		Long: `Dramatis reads English news articles, offline, into a graph of actors, events
and statements. Every edge says whether it happened, is planned, denied or
supposed, who says so, when, and leads back to the characters it was read from.

  dramatis build articles/                 read articles into the graph
  dramatis timeline Putin --with Trump     what happened between two actors
  dramatis query                           list the questions that can be asked`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownVerb(cmd, args[0])
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &usageError{fmt.Errorf("%w; see %s --help", plainFault(err), cmd.CommandPath())}
	})
	f := root.PersistentFlags()
	f.String("store", "", "folder of the graph (default dramatis.store)")
	f.String("config", "", "configuration file (default ./"+config.FileName+", then the user's)")
	f.String("decisions", "", "file of your corrections (default dramatis.decisions)")
	f.String("actors", "", "file of your own actors: CSV with name, aliases, kind, role, from, to, wikidata")
	f.BoolP("quiet", "q", false, "print results and errors only")
	f.BoolP("verbose", "v", false, "print what is skipped and why")
	root.Flags().Bool("version", false, "print the version and what the program was built from")
	root.AddCommand(a.buildCommand(), a.extractCommand(), a.classifyCommand(), a.parseCommand(), a.queryCommand(), a.askCommand(), a.timelineCommand(), a.pathCommand(),
		a.showCommand(), a.exportCommand(), a.loadCommand(), a.forgetCommand(), a.serveCommand(), a.evalCommand(), a.configCommand(),
		a.versionCommand(), a.demoCommand(), a.workerCommand())
	root.AddCommand(a.storeCommands()...)
	root.AddCommand(append(a.decisionCommands(), a.whySameCommand(), a.reviewCommand())...)
	return root
}

// Words of cobra and of Go that say nothing to people.
var (
	excluding = regexp.MustCompile(`^if any flags in the group \[.*\] are set none of the others can be; \[(\S+) (.+)\] were all set$`)
	unparsed  = regexp.MustCompile(`^invalid argument (".*") for "(?:-\w, )?(--[\w-]+)" flag: (?:strconv\.(\w+): .*|.*)$`)
)

// plainFault says in plain words what a command line has too much or wrong.
func plainFault(err error) error {
	if err == nil {
		return nil
	}
	if m := excluding.FindStringSubmatch(err.Error()); m != nil {
		return &usageError{fmt.Errorf("--%s and --%s exclude each other; give one of them", m[1], strings.ReplaceAll(m[2], " ", " and --"))}
	}
	if m := unparsed.FindStringSubmatch(err.Error()); m != nil && m[3] != "" {
		want := "a number"
		if m[3] == "ParseBool" {
			want = "true or false"
		}
		return &usageError{fmt.Errorf("%s %s: want %s", m[2], m[1], want)}
	}
	return err
}

// unknownVerb names verbs like the one that does not exist.
func unknownVerb(cmd *cobra.Command, verb string) error {
	remedy := "see dramatis --help"
	if near := cmd.SuggestionsFor(verb); len(near) > 0 {
		remedy = "did you mean " + strings.Join(near, ", ") + "?"
	}
	return &usageError{fmt.Errorf("there is no verb %q; %s", verb, remedy)}
}

// settings maps flags to the settings that they set.
var settings = map[string]string{
	"store": "store", "decisions": "decisions", "actors": "actors", "quiet": "quiet", "verbose": "verbose", "format": "format", "data": "data",
	"published": "published", "date": "published", "jobs": "workers", "workers": "workers",
	"max-article": "limits.article", "memory": "limits.memory", "timeout": "query.timeout",
	"port": "serve.port", "host": "serve.host", "writable": "serve.writable", "queries": "queries",
}

// load reads the configuration with the flags that were given, but those that
// mean something else to their verb than the setting of the name.
func (a *app) load(f *pflag.FlagSet, but ...string) error {
	given := map[string]config.Flag{}
	file := ""
	f.Visit(func(fl *pflag.Flag) {
		switch key := settings[fl.Name]; {
		case fl.Name == "config":
			file = fl.Value.String()
		case key != "" && !slices.Contains(but, fl.Name):
			given[key] = config.Flag{Name: fl.Name, Value: flagValue(fl)}
		}
	})
	home := a.userConfigDir()
	cfg, err := config.Load(config.Options{File: file, Search: config.SearchPaths(home), Environ: a.environ, Flags: given})
	if err != nil {
		return &usageError{err}
	}
	a.cfg = cfg
	return nil
}

// flagValue is a flag's value; lists keep their elements.
func flagValue(f *pflag.Flag) any {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return list.GetSlice()
	}
	return f.Value.String()
}

// userConfigDir is $XDG_CONFIG_HOME, else ~/.config; "" if neither is known.
func (a *app) userConfigDir() string {
	if dir := a.variable("XDG_CONFIG_HOME"); dir != "" {
		return dir
	}
	if home := a.variable("HOME"); home != "" {
		return home + "/.config"
	}
	return ""
}

// variable is the last value of an environment variable.
func (a *app) variable(name string) string {
	for _, e := range slices.Backward(a.environ) {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			return v
		}
	}
	return ""
}

// note prints a line about the run, unless --quiet.
func (a *app) note(format string, args ...any) {
	if !a.cfg.Quiet {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

// terminal reports whether w is one, and how many columns it has.
func terminal(w io.Writer) (columns int, ok bool) {
	f, isFile := behind(w).(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil || columns < 20 {
		columns = 100
	}
	return columns, true
}

// withExisting is withStore for verbs that change a graph but make none.
func (a *app) withExisting(ctx context.Context, use func(*graph.Store) error) error {
	if err := a.withStore(ctx, graph.Options{ReadOnly: true}, func(*graph.Store) error { return nil }); err != nil {
		return err
	}
	return a.withStore(ctx, graph.Options{}, use)
}

// withStore opens the graph, calls use, and closes it.
func (a *app) withStore(ctx context.Context, o graph.Options, use func(*graph.Store) error) (err error) {
	store, err := graph.Open(ctx, a.cfg.Store, o)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := store.Close(); err == nil {
			err = cerr
		}
	}()
	return use(store)
}
