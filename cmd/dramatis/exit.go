package main

import (
	"context"
	"errors"
	"strings"
	"syscall"

	"github.com/dramatis-kg/dramatis/eval"
	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
)

// The exit codes.
const (
	exitOK          = 0
	exitFailed      = 1   // not found, ambiguous, unreadable
	exitUsage       = 2   // the command line or the configuration is wrong
	exitInterrupted = 130 // Ctrl-C: 128 and the signal's number
)

// usageError is a fault of the command line or the configuration.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// interrupted says that the user stopped a run, and what is left to do.
type interrupted struct{ words string }

func (e *interrupted) Error() string { return e.words }

// exitCode maps an error to the code of the process.
func exitCode(ctx context.Context, err error) int {
	var usage *usageError
	var stopped *interrupted
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &stopped), ctx.Err() != nil && errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &usage), errors.Is(err, queries.ErrMissing), errors.Is(err, queries.ErrParam),
		errors.Is(err, queries.ErrValue), errors.Is(err, queries.ErrNoQuery), errors.Is(err, queries.ErrFile):
		return exitUsage
	}
	return exitFailed
}

// remedies say what to do about faults of which the library cannot know it.
var remedies = []struct {
	fault error
	words string
}{
	{graph.ErrNotFound, "dramatis query documents lists what there is"},
	{queries.ErrNoQuery, "dramatis query lists them"},
	{queries.ErrNoStatement, "dramatis query statements lists those in the graph, dramatis decisions what was rejected"},
	{queries.ErrNoTopic, "dramatis query topics lists those in the graph"},
	{queries.ErrUnknown, "dramatis query actors lists those in the graph"},
	{queries.ErrMissing, "see --help"},
	{queries.ErrTimeout, "ask for less, or give it longer with --timeout or the setting query.timeout"},
	{syscall.EADDRINUSE, "another program has the port: name another with --port, or 0 for any that is free"},
	{graph.ErrMemory, "select less before it is sorted or collected"},
	{graph.ErrCorrupt, "restore it from a backup, or delete the folder and build it again"},
	{graph.ErrStorage, "make room on the disk and run the command again; what was written before is kept"},
	{syscall.ENOSPC, "make room on the disk and run the command again; what was written before is kept"},
	{graph.ErrBackup, "name a folder or an archive that dramatis backup made"},
	{graph.ErrLocked, "wait for it to end"},
	{eval.ErrNoData, "name the folder of dev data with --data"},
}

// message is the error with its remedy.
func message(err error) string {
	m := err.Error()
	if errors.Is(err, context.Canceled) {
		return "interrupted"
	}
	for _, r := range remedies {
		// Cayley hands on the words of an error and not always the error.
		damaged := r.fault == graph.ErrCorrupt && strings.Contains(m, graph.ErrCorrupt.Error())
		if (errors.Is(err, r.fault) || damaged) && !strings.Contains(m, "restore it") && !strings.Contains(m, "did you mean") && !strings.Contains(m, "dramatis ") {
			return m + "; " + r.words
		}
	}
	return m
}
