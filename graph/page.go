package graph

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// Cursor is a place on a timeline between two statements. It names the one
// before it by what it sorts by, so that it stays right while others come and
// go. It is safe in a URL.
type Cursor string

// ErrCursor is wrapped by the error about a cursor that no page gave.
var ErrCursor = errors.New("malformed cursor")

func cursorOf(e *entry) Cursor {
	k := strings.Join([]string{e.day, e.order, string(e.at.doc), index(e.at.index)}, "\x00")
	return Cursor(base64.RawURLEncoding.EncodeToString([]byte(k)))
}

// entry is the place of the cursor, as far as it sorts.
func (c Cursor) entry() (entry, error) {
	b, err := base64.RawURLEncoding.DecodeString(string(c))
	if err != nil {
		return entry{}, fmt.Errorf("%w: it is not one that a page gave", ErrCursor)
	}
	day, order, at, err := parseWhere(string(b))
	if err != nil {
		return entry{}, fmt.Errorf("%w: it is not one that a page gave", ErrCursor)
	}
	return entry{day: day, order: order, at: at}, nil
}

// Page is a stretch of a timeline.
type Page struct {
	Statements []schema.Statement
	Next       Cursor // of the page after, "" if there is none
}

// Page lists at most limit statements of a timeline that follow a cursor,
// "" for the first ones. It costs a seek where the filter names one actor,
// topic or place or none, else a reading of their timelines. A wrong cursor
// wraps [ErrCursor].
func (s *Store) Page(ctx context.Context, f Filter, after Cursor, limit int) (Page, error) {
	if err := f.Validate(); err != nil {
		return Page{}, err
	}
	var from *entry
	if after != "" {
		e, err := after.entry()
		if err != nil {
			return Page{}, fmt.Errorf("graph: page: %w", err)
		}
		from = &e
	}
	var out Page
	err := s.read(func(v *view) error {
		var last entry
		for e, err := range timelineAfter(ctx, v.snap, &f, from) {
			if err != nil {
				return err
			}
			if len(out.Statements) == limit {
				out.Next = cursorOf(&last)
				return nil
			}
			st, err := readStatement(v.snap, e.at)
			if err != nil {
				return err
			}
			out.Statements = append(out.Statements, st)
			last = *e
		}
		return nil
	})
	if err != nil {
		return Page{}, fmt.Errorf("graph: page: %w", err)
	}
	return out, nil
}

// timelineAfter lists what the filter selects after an entry.
func timelineAfter(ctx context.Context, r keyReader, f *Filter, after *entry) iter.Seq2[*entry, error] {
	roots := f.roots()
	if after == nil {
		return timeline(ctx, r, f)
	}
	if len(roots) > 1 {
		return func(yield func(*entry, error) bool) {
			for e, err := range timeline(ctx, r, f) {
				if (err != nil || after.before(e)) && !yield(e, err) {
					return
				}
			}
		}
	}
	return nodeTimeline(ctx, r, roots[0], f, after)
}

// Mark is the little of a statement that counting needs.
type Mark struct {
	Day         string // by which it is ordered; "9999-12-31" if nothing is known
	First, Last string // days that the date can mean, "" if open
	Known       bool   // whether anything is known of the date
	Prefix      schema.Prefix
	Type        schema.EventType
}

// Marks lists what the filter selects in the order of [Store.Timeline] without
// reading the statements themselves: about a million a second.
func (s *Store) Marks(ctx context.Context, f Filter) iter.Seq2[Mark, error] {
	return selected(ctx, s, f, "marks", func(_ *view, e *entry, m *Mark) error {
		*m = Mark{e.day, e.first, e.last, e.known, schema.PrefixOf(e.modality, e.reported), e.event}
		return nil
	})
}
