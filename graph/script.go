package graph

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
)

// maxScript bounds the length of a query's text in bytes.
const maxScript = 1 << 20

// prelude makes panics of Cayley into errors of the script, see there. It
// protects from mistakes, not from malice.
//
//go:embed prelude.js
var prelude string

// execute starts a query in Cayley's session for its language.
func execute(ctx context.Context, qs cayley.QuadStore, lang Language, text string, opt query.Options) (query.Iterator, error) {
	if len(text) > maxScript {
		return nil, fmt.Errorf("%w: it is %d bytes long, at most %d are allowed", ErrScript, len(text), maxScript)
	}
	ses := query.NewSession(qs, string(lang))
	if ses == nil {
		return nil, fmt.Errorf("%w: unknown language %q", ErrScript, lang)
	}
	if lang == Gizmo {
		it, err := ses.Execute(ctx, prelude, query.Options{Collation: query.Raw})
		if err != nil {
			return nil, fmt.Errorf("prepare the script: %w", err)
		}
		for it.Next(ctx) {
		}
		if err := it.Err(); err != nil {
			return nil, fmt.Errorf("prepare the script: %w", err)
		}
		// The iterator is not closed: that would interrupt the engine, which
		// has come to its end, and so the script to come.
	}
	it, err := ses.Execute(ctx, text, opt)
	if err != nil {
		return nil, scriptError(err)
	}
	return it, nil
}

// scriptError is an error of a script, without the place in the prelude that
// it may have come from.
func scriptError(err error) error {
	message, _, ours := strings.Cut(err.Error(), " at fail (<eval>:")
	if ours {
		return fmt.Errorf("%w: %s", ErrScript, message)
	}
	return fmt.Errorf("%w: %w", ErrScript, err)
}
