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
	return selected(ctx, s, f, "timeline", func(_ *view, e *entry) (Entry, error) { return entryOf(e), nil })
}

func entryOf(e *entry) Entry {
	out := Entry{
		Day: e.day, First: e.first, Last: e.last, Doc: e.at.doc, Index: e.at.index, Modality: e.modality,
		Reported: e.reported, EventType: e.event, Relation: e.relation, Confidence: float64(e.confidence) / 1000,
	}
	for _, m := range e.members {
		if m.part&participates != 0 && isActor(m.node) {
			out.Actors = append(out.Actors, m.node)
		}
		if m.part&partSpeaker != 0 {
			out.Speakers = append(out.Speakers, m.node)
		}
	}
	return out
}
