package graph

import (
	"context"
	"iter"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Entry is what the timeline itself knows of a statement. Reading entries
// takes a tenth of the time of reading statements.
type Entry struct {
	Day         string // of order: the first possible day, the last one if that is open, or 9999-12-31
	First, Last string // possible days, "" if open or unknown
	Doc         text.ArticleID
	Index       int // of the statement in its document
	Modality    schema.Modality
	Reported    bool
	EventType   schema.EventType
	Relation    schema.Relation
	Confidence  float64
	// Actors take part as subject, object or qualifier, in that order.
	Actors []schema.NodeID
	// Speakers stand behind the claim, outermost first.
	Speakers []schema.NodeID
}

// Entries lists what [Store.Timeline] lists, without reading the statements.
func (s *Store) Entries(ctx context.Context, f Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		var nodes []schema.NodeID
		selected(ctx, s, f, "timeline", func(_ *view, e *entry, out *Entry) error {
			out.set(e, &nodes)
			return nil
		})(yield)
	}
}

// set makes an entry of what a timeline keeps. Its lists, most of them short,
// are cut from a piece of memory.
func (out *Entry) set(e *entry, piece *[]schema.NodeID) {
	out.Day, out.First, out.Last = e.day, e.first, e.last
	out.Doc, out.Index = e.at.doc, e.at.index
	out.Modality, out.Reported = e.modality, e.reported
	out.EventType, out.Relation = e.event, e.relation
	out.Confidence = float64(e.confidence) / 1000
	actors, speakers := 0, 0
	for i := range e.members {
		if m := &e.members[i]; m.part&participates != 0 && isActor(m.node) {
			actors++
		}
		if e.members[i].part&partSpeaker != 0 {
			speakers++
		}
	}
	out.Actors, out.Speakers = nil, nil
	if actors > 0 {
		out.Actors = room(piece, actors)
		for i := range e.members {
			if m := &e.members[i]; m.part&participates != 0 && isActor(m.node) {
				out.Actors = append(out.Actors, m.node)
			}
		}
	}
	if speakers > 0 {
		out.Speakers = room(piece, speakers)
		for i := range e.members {
			if m := &e.members[i]; m.part&partSpeaker != 0 {
				out.Speakers = append(out.Speakers, m.node)
			}
		}
	}
}

// room is an empty slice with room for n elements, cut from a piece of memory.
func room[T any](piece *[]T, n int) []T {
	if cap(*piece)-len(*piece) < n {
		*piece = make([]T, 0, max(n, 8, min(2*cap(*piece), 256)))
	}
	from := len(*piece)
	*piece = (*piece)[:from+n]
	return (*piece)[from : from : from+n]
}
