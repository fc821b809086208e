package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// reviewCommand walks through what the graph is least sure of.
func (a *app) reviewCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review [merges|statements]",
		Short: "Go through the least certain merges and statements, one key each",
		Long: `Review shows the least certain merges of actors, then the least certain
statements, each with its evidence, and takes one key for each:

  a  accept: the names are one actor, the statement is right
  r  reject: they are two actors, the statement is wrong
  d  different: the same as r, for merges
  s  skip
  u  take the last answer back
  q  quit

Each answer is a line of the decisions file at once. The graph follows when you
quit; if the program is killed before, with the next build or decision. Without
a terminal it reads lines, of which the first letter counts.`,
		Example: "  dramatis review\n  dramatis review merges --most 10 --by anna",
		Args:    between(0, 1, "choose merges, statements, or neither for both"),
	}
	most := cmd.Flags().Int("most", 20, "how many merges and how many statements to show")
	by := cmd.Flags().String("by", "", "who decides, kept in the file")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		what := strings.Join(args, "")
		if what != "" && what != "merges" && what != "statements" {
			return &usageError{fmt.Errorf("review: %q is neither merges nor statements", what)}
		}
		if *most < 1 || *most > 10000 {
			return &usageError{fmt.Errorf("review: --most %d: want 1 to 10000", *most)}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		return a.withExisting(cmd.Context(), func(store *graph.Store) error {
			return a.review(cmd.Context(), store, what, *most, *by)
		})
	}
	return cmd
}

// review asks, and brings the graph in line with the answers at the end,
// however that comes.
func (a *app) review(ctx context.Context, store *graph.Store, what string, most int, by string) error {
	decisions, err := a.decisions()
	if err != nil {
		return err
	}
	doubts, err := pipeline.FindDoubts(ctx, store, decisions, most)
	if err != nil {
		return err
	}
	text := *a
	text.out = forPeople(a.out)
	r := &reviewer{app: &text, store: store, keys: a.newKeys(ctx)}
	d := resolve.Decision{By: by, On: a.now().Format(time.DateOnly)}
	if what != "statements" {
		for _, m := range doubts.Merges {
			r.items = append(r.items, mergeItem(m, d))
		}
	}
	if what != "merges" {
		for _, s := range doubts.Statements {
			r.items = append(r.items, statementItem(s, d))
		}
	}
	if len(r.items) == 0 {
		a.note("there is nothing to review")
		return nil
	}
	err = r.run(ctx)
	if r.written > 0 {
		err = errors.Join(err, a.relink(context.WithoutCancel(ctx), store))
		a.note("%s: %s", a.cfg.Decisions, plural(r.written, "decision", "decisions"))
	}
	return err
}

// item is one question.
type item struct {
	merge          *resolve.Merge
	statement      *schema.Statement
	accept, reject resolve.Decision
}

func mergeItem(m resolve.Merge, d resolve.Decision) item {
	d.Args = []string{m.A.Name, m.B.Name}
	it := item{merge: &m, accept: d, reject: d}
	it.accept.Verb, it.reject.Verb = resolve.Same, resolve.Different
	return it
}

func statementItem(s schema.Statement, d resolve.Decision) item {
	it := item{statement: &s, accept: d, reject: d}
	it.accept.Verb, it.reject.Verb = resolve.Confirm, resolve.Reject
	it.accept.Args = resolve.Verdict(resolve.Confirm, &s).Args
	it.reject.Args = it.accept.Args
	return it
}

// answer is a decision that the review wrote, with what it needs to take it
// back: the file before and after it.
type answer struct {
	item          int
	before, after string
}

type reviewer struct {
	app     *app
	store   *graph.Store
	keys    *keys
	items   []item
	answers []answer
	written int
}

// run shows the questions and takes the answers.
func (r *reviewer) run(ctx context.Context) error {
	for i := 0; i < len(r.items); {
		if err := r.show(ctx, i); err != nil {
			return err
		}
		next, err := r.ask(ctx, i)
		if errors.Is(err, errQuit) {
			return nil
		}
		if err != nil {
			return err
		}
		i = next
	}
	return nil
}

// errQuit means that the user wants no more questions.
var errQuit = errors.New("quit")

// ask takes keys until one is an answer, and returns the next question.
func (r *reviewer) ask(ctx context.Context, i int) (next int, err error) {
	it := &r.items[i]
	for {
		fmt.Fprint(r.app.out, "[a]ccept [r]eject [s]kip [u]ndo [q]uit? ")
		key, err := r.keys.next()
		if errors.Is(err, io.EOF) {
			fmt.Fprintln(r.app.out)
			return 0, errQuit
		}
		if err != nil {
			fmt.Fprintln(r.app.out)
			return 0, errors.Join(&interrupted{"interrupted; the answers given are kept"}, ctx.Err())
		}
		if r.keys.raw {
			fmt.Fprintf(r.app.out, "%c\n", key)
		}
		switch key {
		case 'a', 'c', 'y':
			err = r.decide(i, it.accept)
		case 'r', 'd', 'n':
			err = r.decide(i, it.reject)
		case 's':
			return i + 1, nil
		case 'u':
			if back, ok := r.undo(); ok {
				return back, nil
			}
			continue
		case 'q':
			return 0, errQuit
		default:
			fmt.Fprintln(r.app.out, "a accept, r reject, d different, s skip, u take the last answer back, q quit")
			continue
		}
		if err == nil {
			return i + 1, nil
		}
		var conflict *usageError
		if !errors.As(err, &conflict) {
			return 0, err
		}
		fmt.Fprintf(r.app.out, "%s\nnothing was decided\n", message(err))
	}
}

// decide writes an answer.
func (r *reviewer) decide(i int, d resolve.Decision) error {
	before, err := r.app.readDecisions()
	if err != nil {
		return err
	}
	after := before
	if after != "" && !strings.HasSuffix(after, "\n") {
		after += "\n"
	}
	after += d.String() + "\n"
	if _, err := resolve.ParseDecisions(after); err != nil {
		return &usageError{err}
	}
	if err := r.app.writeDecisions(after); err != nil {
		return err
	}
	r.answers = append(r.answers, answer{i, before, after})
	r.written++
	return nil
}

// undo takes the last answer of this review back. It leaves a file alone that
// somebody else has changed since.
func (r *reviewer) undo() (back int, ok bool) {
	if len(r.answers) == 0 {
		fmt.Fprintln(r.app.out, "there is no answer to take back")
		return 0, false
	}
	last := r.answers[len(r.answers)-1]
	now, err := r.app.readDecisions()
	if err == nil && now != last.after {
		err = fmt.Errorf("%s has changed since; take the line out there", r.app.cfg.Decisions)
	}
	if err == nil {
		err = r.app.writeDecisions(last.before)
	}
	if err != nil {
		fmt.Fprintln(r.app.out, err)
		return 0, false
	}
	r.answers = r.answers[:len(r.answers)-1]
	r.written--
	return last.item, true
}

// show prints a question with its evidence.
func (r *reviewer) show(ctx context.Context, i int) error {
	it := &r.items[i]
	fmt.Fprintf(r.app.out, "\n%d of %d  ", i+1, len(r.items))
	if it.merge != nil {
		m := it.merge
		fmt.Fprintf(r.app.out, "Is %q the same actor as %q? (certainty %.2f)\n  %s\n", m.A.Name, m.B.Name, m.Score, m.Why)
		for _, side := range []resolve.Side{m.A, m.B} {
			if err := r.showSide(ctx, side); err != nil {
				return err
			}
		}
		return nil
	}
	e, err := queries.ShowStatement(ctx, queries.FromStore(r.store), it.statement.ID)
	if err != nil {
		return err
	}
	fmt.Fprintf(r.app.out, "Is this right? (confidence %.2f)\n  %s\n  %s, %s, according to %s\n", it.statement.Confidence, e.Claim(), e.Class, queries.ShowDate(e.Date), e.AccordingTo())
	return r.showSentence(ctx, it.statement)
}

// showSide prints a sentence of the document that has a name.
func (r *reviewer) showSide(ctx context.Context, side resolve.Side) error {
	rec, err := r.store.Record(ctx, side.Doc)
	if err != nil {
		return err
	}
	for i := range rec.Statements {
		if st := &rec.Statements[i]; speaksOf(st, side.Local) {
			fmt.Fprintf(r.app.out, "  %s, %s:\n", side.Name, rec.Doc.Source)
			return r.showSentence(ctx, st)
		}
	}
	fmt.Fprintf(r.app.out, "  %s, %s\n", side.Name, rec.Doc.Source)
	return nil
}

func (r *reviewer) showSentence(ctx context.Context, st *schema.Statement) error {
	sentence, doc, err := r.store.Sentence(ctx, st)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.app.out, "    %s\n    %s %s\n", strings.Join(strings.Fields(sentence), " "), doc.ID, doc.Published)
	return err
}

// speaksOf reports whether a statement names a local actor.
func speaksOf(s *schema.Statement, local string) bool {
	for _, t := range []schema.Term{s.Subject, s.Object, s.Place} {
		if t.Local == local {
			return true
		}
	}
	for _, q := range s.Qualifiers {
		if q.Term.Local == local {
			return true
		}
	}
	for _, a := range s.Source {
		if a.Speaker.Local == local {
			return true
		}
	}
	return false
}

// keys are the answers of the user: single keys of a terminal, else the first
// letters of lines.
type keys struct {
	in   io.Reader
	file *os.File
	raw  bool
}

func (a *app) newKeys(ctx context.Context) *keys {
	k := &keys{in: stdin(ctx, a.in)}
	if f, ok := a.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		k.file, k.raw = f, true
	}
	return k
}

// Keys of a terminal that end a review.
const (
	ctrlC = 3
	ctrlD = 4
)

// next is the next answer; io.EOF at the end of input, an error if the user
// interrupts.
func (k *keys) next() (byte, error) {
	if k.in == nil {
		return 0, io.EOF
	}
	if k.raw {
		// Raw mode lasts for one key, so that whatever ends the program
		// leaves the terminal as it was.
		state, err := term.MakeRaw(int(k.file.Fd()))
		if err != nil {
			return 0, fmt.Errorf("review: %w", err)
		}
		key, err := k.read()
		if rerr := term.Restore(int(k.file.Fd()), state); err == nil {
			err = rerr
		}
		switch {
		case err != nil:
			return 0, err
		case key == ctrlC:
			return 0, context.Canceled
		case key == ctrlD:
			return 0, io.EOF
		}
		return lowerKey(key), nil
	}
	first := byte('\n')
	for {
		b, err := k.read()
		if err != nil && (first == '\n' || !errors.Is(err, io.EOF)) {
			return 0, err
		}
		if err != nil || b == '\n' {
			return lowerKey(first), nil
		}
		if first == '\n' && b > ' ' {
			first = b
		}
	}
}

func (k *keys) read() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(k.in, b[:])
	return b[0], err
}

func lowerKey(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
	}
	return b
}
