package resolve

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// happenings are the statements of a document that tell of what happened,
// those without a certain day among them. A past that is only bounded by the
// day of publication counts; what has no date at all counts if other words of
// the document name the same happening.
func happenings(rec *schema.Record) []schema.Happening {
	var out []schema.Happening
	named := map[text.Span]schema.StatementID{} // the first mutual statement by the bytes of its verb
	for i := range rec.Statements {
		s := told(&rec.Statements[i])
		kind := kindOf(s)
		if kind == "" {
			continue
		}
		h := schema.Happening{Statement: s.ID, Kind: kind, Type: s.EventType, Mutual: schema.DefaultVocabulary().Symmetric(s.Relation),
			Place: side(s.Place), Date: s.Date, Recurs: recurs(rec, s)}
		if kind == "visit" {
			h.Type = schema.Consult
		}
		_, object := circumstance(s)
		h.Sides = [2]schema.Side{side(s.Subject), side(object)}
		if s.Subject.Kind != schema.TermActor {
			continue // of "the study was published" others may mean another study
		}
		if passive(s) {
			h.Sides = [2]schema.Side{{}, h.Sides[0]}
		}
		for _, q := range s.Qualifiers {
			if q.Role == "about" && q.Term.Kind == schema.TermTopic {
				h.About = q.Term.ID
			}
		}
		if of := attended(rec, s); of != "" {
			h.Same, h.Guest = of, true
		} else if h.Mutual && s.Object.Kind == schema.TermActor {
			if first, ok := named[s.VerbSpan]; ok {
				h.Same = first
			} else {
				named[s.VerbSpan] = s.ID
			}
		}
		if h.Date.Known() || h.Guest {
			out = append(out, h)
		}
	}
	return out
}

// attended is the statement that tells between whom the meeting was that s
// says somebody attended or hosted, "" for none: "he attended a meeting of
// Ukrainian and US delegations".
func attended(rec *schema.Record, s *schema.Statement) schema.StatementID {
	switch s.Relation {
	case "attend", "join", "host", "hold", "lead", "chair", "conduct", "mediate", "organize":
	default:
		return ""
	}
	for i := range rec.Statements {
		n := &rec.Statements[i]
		if n.Rule == "nominal-event" && n.Modality == schema.Asserted && n.Sentence == s.Sentence && n.EventType == schema.Consult && holds(s.Object.Span, n.VerbSpan) {
			return n.ID
		}
	}
	return ""
}

// holds reports that the words of a nominal hold the noun at inner.
func holds(outer, inner text.Span) bool {
	return outer.Start <= inner.Start && inner.End <= outer.End && inner.Start < inner.End
}

// again are words by which a clause tells of another time than the article,
// or of several times.
var again = []string{"again", "another", "previously", "earlier", "repeatedly", "often", "several", "times", "twice", "regularly",
	"frequently", "ever", "since", "already", "second", "third", "fourth", "fifth", "former", "had", "'d", "years", "months", "decades", "once", "past", "occasionally", "usually", "always",
	"last", "recently", "separately", "separate", "other", "every", "each"}

// recurs reports a clause that tells of another time, or of several.
func recurs(rec *schema.Record, s *schema.Statement) bool {
	if s.Span.End > len(rec.Doc.Text) || s.Span.Start < 0 || s.Span.Start > s.Span.End {
		return false
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(rec.Doc.Text[s.Span.Start:s.Span.End]), func(r rune) bool {
		return r == ' ' || r == ',' || r == '.' || r == '\n' || r == '"' || r == '”'
	}) {
		if slices.Contains(again, w) {
			return true
		}
	}
	return false
}

func side(t schema.Term) schema.Side {
	switch {
	case t.Local != "":
		return schema.Side{Local: t.Local}
	case t.IsZero():
		return schema.Side{}
	}
	return schema.Side{Node: t.ID}
}

// Happenings are those of a record whose actors are local yet.
func Happenings(rec *schema.Record) []schema.Happening { return happenings(rec) }

// unit is one happening of a document, told by one statement or, in the same
// words, by several: "Lind, Strand and Berg met" tells of three pairs.
type unit struct {
	doc        text.ArticleID
	published  string
	kind       string
	of         schema.EventType
	mutual     bool
	sides      []schema.NodeID // sorted if mutual; an agent that is not told is ""
	guests     []schema.NodeID
	place      schema.NodeID
	about      schema.NodeID
	date       schema.Date // the most certain of the statements
	recurs     bool
	named      bool // all sides have names, and one is a person
	statements []schema.StatementID

	key string // equal for happenings of one kind between the same sides
	day string // "" if it is not known
}

// units gathers the happenings of a document. What has a side that is neither
// actor nor topic is left out.
func units(doc text.ArticleID, published string, hs []schema.Happening, globals map[string]Global) []*unit {
	node := func(s schema.Side) schema.NodeID {
		if s.Local != "" {
			return globals[s.Local].ID
		}
		return s.Node
	}
	var out []*unit
	by := map[schema.StatementID]*unit{}
	for pass := range 2 { // guests find what they attended, wherever it stands
		for i := range hs {
			h := &hs[i]
			if h.Guest != (pass == 1) {
				continue
			}
			a, b := node(h.Sides[0]), node(h.Sides[1])
			if u := by[h.Same]; u != nil && h.Same != "" {
				u.add(h, a, b, node(h.Place))
				by[h.Statement] = u
				continue
			}
			if a == "" && b == "" || !h.Date.Known() || a == "" && h.Sides[0] != (schema.Side{}) {
				continue
			}
			var guests []schema.NodeID
			if once[h.Kind] && b != "" && unnamed(a) {
				guests, a = []schema.NodeID{a}, "" // "police arrested Lobo"
			}
			u := &unit{guests: guests, doc: doc, published: published, kind: h.Kind, of: h.Type, mutual: h.Mutual, sides: []schema.NodeID{a}, place: node(h.Place),
				about: h.About, date: h.Date, recurs: h.Recurs, statements: []schema.StatementID{h.Statement}}
			if b != "" {
				u.sides = append(u.sides, b)
			}
			if u.mutual {
				slices.Sort(u.sides)
			}
			by[h.Statement] = u
			out = append(out, u)
		}
	}
	kinds := map[schema.NodeID]text.EntityKind{}
	for _, g := range globals {
		kinds[g.ID] = g.Kind
	}
	for _, u := range out {
		for _, id := range u.sides {
			u.named = u.named || kinds[id] == text.KindPerson
		}
		u.named = u.named && !slices.ContainsFunc(u.sides, unnamed)
		u.key = string(eventID("", u.kind, u.mutual, u.sides))
		if u.date.Precision() == "day" {
			u.day, _ = u.date.Bounds()
		}
	}
	return out
}

// unnamed reports an actor that has no name, so that no other document can
// mean it: "actor:police/ea7d37b6".
func unnamed(id schema.NodeID) bool { return strings.Contains(string(id), "/") }

// add takes in another statement of the same words.
func (u *unit) add(h *schema.Happening, a, b, place schema.NodeID) {
	u.statements = append(u.statements, h.Statement)
	if h.Guest {
		if !slices.Contains(u.sides, a) && !slices.Contains(u.guests, a) {
			u.guests = append(u.guests, a)
		}
	} else {
		for _, id := range []schema.NodeID{a, b} {
			if id != "" && !slices.Contains(u.sides, id) {
				u.sides = append(u.sides, id)
			}
		}
		slices.Sort(u.sides)
	}
	if u.place == "" {
		u.place = place
	}
	if u.about == "" {
		u.about = h.About
	}
	if h.Date.Precision() == "day" && u.date.Precision() != "day" {
		u.date = h.Date
	}
}

// full reports that all the sides are told that such a happening has.
func (u *unit) full() bool { return u.sides[0] != "" && (!u.mutual || len(u.sides) > 1) }

// event is the event of a certain day.
func (u *unit) event(day string, date schema.Date) schema.Event {
	e := schema.Event{ID: eventID(day, u.kind, u.mutual, u.sides), Type: u.of, Date: date, Place: u.place, Topic: u.about}
	for _, id := range append(slices.Clone(u.sides), u.guests...) {
		switch {
		case strings.HasPrefix(string(id), "topic:"):
			if e.Topic == "" {
				e.Topic = id
			}
		case id != "":
			e.Actors = append(e.Actors, id)
		}
	}
	slices.Sort(e.Actors)
	return e
}

// own is the event that the document by itself makes of a happening: one of a
// certain day.
func (u *unit) own() (schema.Event, bool) {
	if u.day == "" {
		return schema.Event{}, false
	}
	return u.event(u.day, u.date.WithPhrase("")), true
}
