package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/spf13/cobra"
)

// askCommand answers a question in words.
func (a *app) askCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Answer a question in plain words with the saved query that fits",
		Long: `Ask knows the plainest wordings of the saved questions. It prints the command
that it took the question for, so that you can refine it. There is no model
behind it: what it does not know it says. A question may end with a date: on 13
March 2025, in March 2025, since, before, between … and ….

It knows questions such as

` + examples(),
		Example: "  dramatis ask who met Putin\n  dramatis ask \"what did Witkoff do in March 2025?\"",
		Args:    atLeast(1, "write a question, such as who met Putin"),
	}
	addAnswerFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words := strings.Join(args, " ")
		asked, ok := understand(words)
		if !ok {
			return &usageError{notUnderstood(words)}
		}
		if err := a.load(cmd.Flags()); err != nil {
			return err
		}
		a.note("= dramatis %s", commandLine(asked.command()))
		values := given(cmd, "limit")
		for _, p := range asked.params {
			values[p.name] = append(values[p.name], p.value)
		}
		return placeless(a.askNamed(cmd, asked.query, values), asked)
	}
	return cmd
}

// notUnderstood says why there is no answer, and what to ask instead.
func notUnderstood(words string) error {
	if why := refusal(strings.TrimRight(strings.Join(strings.Fields(words), " "), "?!. ")); why != "" {
		return fmt.Errorf("ask: %q: %s", words, why)
	}
	return fmt.Errorf("ask: %q is none of the questions that it knows; dramatis ask --help shows them, dramatis query all that can be asked", words)
}

// placeless adds to the error about a name nobody has that places are no part
// of questions, where the name looks as if it held one: "Putin in Moscow".
func placeless(err error, q question) error {
	var unknown *graph.UnknownActorError
	if !errors.As(err, &unknown) && !errors.Is(err, queries.ErrUnknown) {
		return err
	}
	for _, p := range q.params {
		name, place, ok := strings.Cut(p.value, " in ")
		if !ok {
			name, place, ok = strings.Cut(p.value, " at ")
		}
		if ok && strings.Contains(err.Error(), p.value) {
			return fmt.Errorf("ask: it cannot look for %q alone among the places; ask about %s without it and see the places in the answer: %w", place, name, err)
		}
	}
	return err
}
