package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/spf13/cobra"
)

// decision describes a verb that writes one line of the decisions file.
type decision struct {
	use, short, example string
	verb                resolve.Verb
	args, most          int
}

var decisionVerbs = []decision{
	{"merge NAME NAME", "Say that two names are one actor", `dramatis merge "Aliaksandr Lukashenka" "Alexander Lukashenko"`, resolve.Same, 2, 2},
	{"different NAME NAME", "Say that two names are two actors", `dramatis different "Georgia" "State of Georgia"`, resolve.Different, 2, 2},
	{"split NAME DOCUMENT [START-END] NEWNAME", "Say that a name means somebody else in one document, or at one place of it", "dramatis split \"John Smith\" doc:2151e382a0b1c2d3 \"John Smith (banker)\"\n  dramatis split Kremlin doc:2151e382a0b1c2d3 240-247 \"Kremlin (office)\"", resolve.Split, 3, 4},
	{"rename NAME NEWNAME", "Show an actor under another name", `dramatis rename "Kyiv Post" "The Kyiv Post"`, resolve.Rename, 2, 2},
	{"kind NAME KIND", "Say what an actor is: person, organisation, state, group, place, anonymous, other", `dramatis kind Taliban group`, resolve.Kind, 2, 2},
	{"reject STATEMENT", "Take a statement out of the graph", "dramatis reject st:4f2c9a01b7de", resolve.Reject, 1, 1},
	{"confirm STATEMENT", "Note that a statement was read correctly", "dramatis confirm st:4f2c9a01b7de", resolve.Confirm, 1, 1},
}

// decisionCommands are the verbs of the user's corrections.
func (a *app) decisionCommands() []*cobra.Command {
	var out []*cobra.Command
	for _, d := range decisionVerbs {
		out = append(out, a.decisionCommand(d))
	}
	return append(out, a.undoCommand(), a.decisionsCommand())
}

func (a *app) decisionCommand(d decision) *cobra.Command {
	cmd := &cobra.Command{
		Use: d.use, Short: d.short, Example: "  " + d.example,
		Long: d.short + `.

The decision becomes a line of the decisions file, wins over every rule, and is
applied at once and at every later build.`,
		Args: between(d.args, d.most, "see dramatis "+string(d.verb)+" --help"),
	}
	if d.verb == resolve.Same {
		cmd.Aliases = []string{"same"}
	}
	by := cmd.Flags().String("by", "", "who decides, kept in the file")
	note := cmd.Flags().String("note", "", "why, kept in the file")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		return a.withExisting(cmd.Context(), func(store *graph.Store) error {
			one := resolve.Decision{Verb: d.verb, Args: args, By: *by, Note: *note, On: a.now().Format(time.DateOnly)}
			if d.verb == resolve.Reject || d.verb == resolve.Confirm {
				st, _, err := store.Statement(cmd.Context(), schema.StatementID(args[0]))
				if err != nil {
					return err
				}
				one.Args = resolve.Verdict(d.verb, &st).Args
			} else {
				var err error
				if one, err = a.lasting(cmd.Context(), store, one); err != nil {
					return err
				}
			}
			return a.decide(cmd.Context(), store, one)
		})
	}
	return cmd
}

// decide adds a line to the decisions file, applies it and says so.
func (a *app) decide(ctx context.Context, store *graph.Store, d resolve.Decision) error {
	changed, err := a.apply(ctx, store, d)
	if err != nil {
		return err
	}
	a.note("%s: %s; %s changed", a.cfg.Decisions, d, plural(changed, "document", "documents"))
	return nil
}

// meant is the actor that a question names. Where others have the name too, a
// note says for whom it was taken.
func (a *app) meant(ctx context.Context, store *graph.Store, name string) (graph.Actor, error) {
	x, err := store.ResolveActor(ctx, name)
	if err != nil {
		return x, err
	}
	found, err := store.FindActors(ctx, name)
	if err != nil {
		return x, err
	}
	var others []string
	for _, m := range found {
		if m.How == "rare" {
			others = append(others, m.Actor.Name)
		}
	}
	if len(others) > 0 {
		a.note("note: %q was taken for %s; others have the name too: %s", name, x.Name, strings.Join(others, ", "))
	}
	return x, nil
}

// lasting puts names that mean one actor each, and will after every build, in
// the place of the ids and names that the user gave for actors of the graph. It
// refuses a name that several have. A name by which one actor is shown means
// that one, however many have it in a longer one.
func (a *app) lasting(ctx context.Context, store *graph.Store, d resolve.Decision) (resolve.Decision, error) {
	d.Args = slices.Clone(d.Args)
	actors := 1
	switch d.Verb {
	case resolve.Same, resolve.Different:
		actors = 2
	case resolve.Split:
		if len(d.Args) < 3 {
			return d, nil // said when it is applied
		}
	}
	for i, name := range d.Args[:min(actors, len(d.Args))] {
		found, err := store.FindActors(ctx, name)
		if err != nil {
			return d, err
		}
		byID := len(found) == 1 && found[0].How == "id"
		if d.Verb == resolve.Split && !byID {
			if err := inOneDocument(ctx, store, d, found); err != nil {
				return d, err
			}
			continue
		}
		several := len(found) > 1 && (found[0].Exact() || found[0].How == "rare") &&
			(!found[0].Shown() || found[1].Shown() && found[1].Exact())
		switch {
		case several:
			return d, &graph.AmbiguousActorError{Name: name, Matches: found}
		case d.Verb == resolve.Split:
			d.Args[i], err = pipeline.InDocument(ctx, store, text.ArticleID(d.Args[1]), found[0].Actor.ID)
		case len(found) > 0 && found[0].Exact() && found[0].Shown():
			var decisions *resolve.Decisions
			if decisions, err = a.decisions(); err != nil {
				return d, &usageError{err}
			}
			d.Args[i], err = pipeline.Lasting(ctx, store, decisions, found[0].Actor.ID, name)
		}
		if errors.Is(err, pipeline.ErrNoName) || errors.Is(err, graph.ErrNotFound) {
			return d, &usageError{fmt.Errorf("%w; name a document that speaks of it, or split it there at its place (dramatis split --help)", err)}
		} else if err != nil {
			return d, err
		}
	}
	return d, nil
}

// inOneDocument refuses a decision "split" on a name that several have in the
// document that it speaks of, unless it gives the place.
func inOneDocument(ctx context.Context, store *graph.Store, d resolve.Decision, found []graph.Match) error {
	if len(d.Args) != 3 {
		return nil
	}
	rec, err := store.Record(ctx, text.ArticleID(d.Args[1]))
	if errors.Is(err, graph.ErrNotFound) {
		return nil // said when it is applied
	} else if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(m graph.Match) bool { // whom it does not speak of is not meant
		return !slices.ContainsFunc(rec.Actors, func(a schema.Actor) bool { return a.ID == m.Actor.ID })
	})
	if len(found) > 1 && !found[0].Shown() && (found[0].Exact() || found[0].How == "rare") {
		return &graph.AmbiguousActorError{Name: d.Args[0], Matches: found}
	}
	return nil
}

// errIdle is wrapped by the error about a decision that speaks of nothing.
var errIdle = errors.New("nothing was decided")

// apply adds a line to the decisions file and applies it. A line that the
// file cannot take, or that speaks of nothing, is not added. It returns how
// many documents changed.
func (a *app) apply(ctx context.Context, store *graph.Store, d resolve.Decision) (changed int, err error) {
	before, err := a.readDecisions()
	if err != nil {
		return 0, err
	}
	_, err = os.Lstat(a.cfg.Decisions)
	fresh := errors.Is(err, fs.ErrNotExist)
	if _, err := a.decisions(); err != nil {
		return 0, &usageError{err}
	}
	content := before
	if content != "" && !strings.HasSuffix(content, "\n") {
		content += "\n"
	}
	content += d.String() + "\n"
	decisions, err := resolve.ParseDecisions(content)
	if err != nil {
		return 0, &usageError{err}
	}
	if err := a.writeDecisions(content); err != nil {
		return 0, err
	}
	changed, idle, err := pipeline.Relink(ctx, store, decisions)
	if err != nil {
		return 0, err
	}
	for _, i := range idle {
		if i.Decision.String() == d.String() {
			remedy := ""
			if strings.Contains(i.Why, "nobody") {
				remedy = "; dramatis query actors lists those in the graph"
			}
			refused := fmt.Errorf("%s; %w%s", i.Why, errIdle, remedy)
			if fresh {
				return 0, errors.Join(refused, os.Remove(a.cfg.Decisions))
			}
			return 0, errors.Join(refused, a.writeDecisions(before))
		}
	}
	return changed, nil
}

func (a *app) undoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Take back the last decision",
		Args:  between(0, 0, "undo takes back the last line of the decisions file"),
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		return a.withExisting(cmd.Context(), func(store *graph.Store) error {
			last, err := a.takeBack()
			if err != nil {
				return err
			}
			a.note("taken back: %s", last)
			return a.relink(cmd.Context(), store)
		})
	}
	return cmd
}

// errNoDecision means that there is none to take back.
var errNoDecision = errors.New("there is no decision to take back")

// takeBack removes the last decision from the file.
func (a *app) takeBack() (resolve.Decision, error) {
	content, err := a.readDecisions()
	if err != nil {
		return resolve.Decision{}, err
	}
	decisions, err := a.decisions()
	if err != nil {
		return resolve.Decision{}, err
	}
	all := decisions.All()
	if len(all) == 0 {
		return resolve.Decision{}, fmt.Errorf("%s: %w", a.cfg.Decisions, errNoDecision)
	}
	last := all[len(all)-1]
	lines := strings.Split(content, "\n")
	lines = append(lines[:last.Line-1], lines[last.Line:]...)
	return last, a.writeDecisions(strings.Join(lines, "\n"))
}

func (a *app) decisionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List your decisions, and those that speak of nothing in the graph",
		Args:  between(0, 0, "decisions takes no arguments"),
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		decisions, err := a.decisions()
		if err != nil {
			return err
		}
		for _, d := range decisions.All() {
			fmt.Fprintln(a.out, d)
		}
		return a.withExisting(cmd.Context(), func(store *graph.Store) error { return a.relink(cmd.Context(), store) })
	}
	return cmd
}

// relink applies all decisions and tells which speak of nothing.
func (a *app) relink(ctx context.Context, store *graph.Store) error {
	decisions, err := a.decisions()
	if err != nil {
		return err
	}
	_, idle, err := pipeline.Relink(ctx, store, decisions)
	a.tellIdle(idle)
	return err
}

// decisions reads the user's decisions; without a file there are none.
func (a *app) decisions() (*resolve.Decisions, error) {
	content, err := a.readDecisions()
	if err != nil {
		return nil, err
	}
	d, err := resolve.ParseDecisions(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; nothing of it was applied: correct or delete these lines", a.cfg.Decisions, err)
	}
	return d, nil
}

func (a *app) readDecisions() (string, error) {
	b, err := os.ReadFile(a.cfg.Decisions)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("decisions: %w", err)
	}
	return string(b), nil
}

// writeDecisions replaces the file in one step, so that a crash leaves the
// old one or the new one.
func (a *app) writeDecisions(content string) error {
	next := a.cfg.Decisions + ".new"
	if err := os.WriteFile(next, []byte(content), 0o644); err != nil {
		return fmt.Errorf("decisions: %w", err)
	}
	if err := os.Rename(next, a.cfg.Decisions); err != nil {
		return fmt.Errorf("decisions: %w", err)
	}
	return nil
}

func (a *app) tellIdle(idle []resolve.Idle) {
	for _, i := range idle {
		fmt.Fprintf(a.err, "%s: %s\n", a.cfg.Decisions, i)
	}
}
