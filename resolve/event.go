package resolve

import (
	"sort"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// events joins the statements of a document that tell of one happening: the
// same type, or relation where no type is known, between the same sides on
// the same day. Only what is asserted, by the article or a speaker, with its
// day known, makes an event; the id follows from what it says, so that
// statements of different documents meet in one event without knowing of each
// other. A wrong join is worse than a missed one: a different place, or
// different objects of an actor's deed, are different events.
func events(statements []schema.Statement) ([]schema.Event, map[schema.StatementID]schema.NodeID) {
	byID := map[schema.NodeID]schema.Event{}
	of := map[schema.StatementID]schema.NodeID{}
	for i := range statements {
		e, ok := eventOf(&statements[i])
		if !ok {
			continue
		}
		if have, dup := byID[e.ID]; dup {
			if have.Place == "" {
				have.Place = e.Place
			}
			if have.Topic == "" {
				have.Topic = e.Topic
			}
			e = have
		}
		byID[e.ID] = e
		of[statements[i].ID] = e.ID
	}
	return sortedEvents(byID), of
}

func sortedEvents(byID map[schema.NodeID]schema.Event) []schema.Event {
	out := make([]schema.Event, 0, len(byID))
	for _, e := range byID {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// kindOf is what happened: the type of event, or for other deeds of an actor
// the relation. What somebody is, has, says or thinks is no event.
func kindOf(s *schema.Statement) string {
	switch {
	case s.Modality != schema.Asserted || s.EventType == schema.Say || s.Subject.Kind != schema.TermActor:
		return ""
	case s.EventType != "":
		return string(s.EventType)
	case s.Object.Kind == schema.TermLiteral || lasting[s.Relation] || strings.HasPrefix(string(s.Relation), "be_"):
		return ""
	}
	switch s.Rule {
	case "svo", "svoo", "sv", "passive", "passive-agent", "light-verb", "nominal-event":
		return string(s.Relation)
	case "sva":
		verb, _ := circumstance(s)
		return verb
	}
	return ""
}

// circumstance splits a relation with a preposition that says where, when or
// in what state something happened rather than to what: "resigned from his
// post", "died at the age of 56" are a resignation and a death.
func circumstance(s *schema.Statement) (verb string, object schema.Term) {
	verb, prep, ok := strings.Cut(string(s.Relation), "_")
	if s.Rule == "sva" && ok && s.EventType == "" && s.Object.Kind == schema.TermTopic {
		switch prep {
		case "at", "from", "in", "on", "of", "after", "during", "following", "as", "amid", "over":
			return verb, schema.Term{}
		}
	}
	return string(s.Relation), s.Object
}

// lasting are relations of states and of thought.
var lasting = map[schema.Relation]bool{
	"be": true, "have": true, "own": true, "want": true, "need": true, "know": true, "believe": true, "think": true, "hope": true,
	"include": true, "contain": true, "remain": true, "live_in": true, "role": true, "like": true, "expect": true, "plan": true,
	"say": true, "tell": true, "claim": true, "cost": true, "exist": true, "mean": true, "seem": true, "use": true, "do": true,
	"make": true, "take": true, "get": true, "go": true, "come": true, "give": true, "see": true, "fear": true, "feel": true,
}

func eventOf(s *schema.Statement) (schema.Event, bool) {
	kind := kindOf(s)
	if kind == "" || s.Date.Precision() != "day" {
		return schema.Event{}, false
	}
	_, object := circumstance(s)
	if s.EventType != "" && object.Kind != schema.TermActor || s.Subject.ID == "" || !object.IsZero() && object.ID == "" {
		return schema.Event{}, false
	}
	first, _ := s.Date.Bounds()
	e := schema.Event{
		ID:   eventID(first, kind, schema.DefaultVocabulary().Symmetric(s.Relation), s.Subject.ID, object.ID),
		Type: s.EventType, Date: s.Date, Actors: []schema.NodeID{s.Subject.ID}, Place: s.Place.ID,
	}
	switch {
	case object.Kind == schema.TermActor:
		e.Actors = append(e.Actors, object.ID)
	case object.Kind == schema.TermTopic:
		e.Topic = object.ID
	}
	sort.Slice(e.Actors, func(i, j int) bool { return e.Actors[i] < e.Actors[j] })
	for _, q := range s.Qualifiers {
		if q.Role == "about" && q.Term.Kind == schema.TermTopic {
			e.Topic = q.Term.ID
		}
	}
	return e, true
}

// eventID is "event:2025-03-13/consult/a+b" for sides without an order, with
// "/" between them otherwise; a happening of one side has that only.
func eventID(day, kind string, mutual bool, a, b schema.NodeID) schema.NodeID {
	joint := "/"
	if mutual {
		joint = "+"
		if b != "" && b < a {
			a, b = b, a
		}
	}
	slug := func(id schema.NodeID) string { return strings.TrimPrefix(string(id), "actor:") }
	id := "event:" + day + "/" + strings.ToLower(kind) + "/" + slug(a)
	if b != "" {
		id += joint + slug(b)
	}
	return schema.NodeID(id)
}

// happenings are the statements of a document that may be told of by others,
// those without a certain day among them. A past that is only bounded by the
// day of publication counts; what has no date at all does not.
func happenings(statements []schema.Statement) []schema.Happening {
	var out []schema.Happening
	for i := range statements {
		s := &statements[i]
		kind := kindOf(s)
		if kind == "" || !s.Date.Known() || s.EventType != "" && s.Object.Kind != schema.TermActor {
			continue
		}
		_, object := circumstance(s)
		out = append(out, schema.Happening{Statement: s.ID, Kind: kind, Mutual: schema.DefaultVocabulary().Symmetric(s.Relation),
			Sides: [2]schema.Side{side(s.Subject), side(object)}, Place: side(s.Place), Date: s.Date})
	}
	return out
}

func side(t schema.Term) schema.Side {
	if t.Local != "" {
		return schema.Side{Local: t.Local}
	}
	return schema.Side{Node: t.ID}
}

// Happenings are those of a record whose actors are local yet.
func Happenings(rec *schema.Record) []schema.Happening {
	return happenings(rec.Statements)
}

// DocHappenings are the happenings of one document.
type DocHappenings struct {
	Doc        text.ArticleID
	Published  string // "" if not known
	Happenings []schema.Happening
}

// Joins says of which event a statement without a certain day tells, by
// document.
type Joins map[text.ArticleID]map[schema.StatementID]schema.Event

// reach is how many days before publication a happening may lie that is only
// known to be past: news are told within days.
const reach = 7

// JoinEvents finds, for statements without a certain day, the one event of
// other documents that they can mean: the same kind between the same sides,
// on a day that their date allows, within reach of publication where only
// that bounds it, and not at another place. Where two days are possible, none
// is taken. The result does not depend on the order of docs.
func JoinEvents(docs []DocHappenings, assignment Assignment) Joins {
	type place map[schema.NodeID]bool
	known := map[string]map[string]place{} // by kind and sides, by day: where
	first := map[string]schema.Event{}
	var loose []func()
	out := Joins{}
	for _, d := range docs {
		globals := assignment[d.Doc]
		node := func(s schema.Side) schema.NodeID {
			if s.Local != "" {
				return globals[s.Local].ID
			}
			return s.Node
		}
		for i := range d.Happenings {
			h := &d.Happenings[i]
			a, b := node(h.Sides[0]), node(h.Sides[1])
			if a == "" {
				continue
			}
			key := string(eventID("", h.Kind, h.Mutual, a, b))
			where := node(h.Place)
			if h.Date.Precision() == "day" {
				day, _ := h.Date.Bounds()
				if known[key] == nil {
					known[key] = map[string]place{}
				}
				if known[key][day] == nil {
					known[key][day] = place{}
				}
				known[key][day][where] = true
				e := schema.Event{ID: eventID(day, h.Kind, h.Mutual, a, b), Date: h.Date.WithBasis(schema.BasisInherited).WithPhrase(""), Actors: []schema.NodeID{a}}
				if t, err := schema.ParseEventType(h.Kind); err == nil {
					e.Type = t
				}
				if strings.HasPrefix(string(b), "topic:") {
					e.Topic = b
				} else if b != "" {
					e.Actors = append(e.Actors, b)
					sort.Slice(e.Actors, func(i, j int) bool { return e.Actors[i] < e.Actors[j] })
				}
				first[string(e.ID)] = e
				continue
			}
			from, to := window(h.Date, d.Published)
			if from == "" {
				continue
			}
			doc, statement := d.Doc, h.Statement
			loose = append(loose, func() {
				day, n := "", 0
				for k, places := range known[key] {
					if k < from || k > to || where != "" && len(places) > 0 && !places[where] && !places[""] {
						continue
					}
					day, n = k, n+1
				}
				if n != 1 {
					return
				}
				if out[doc] == nil {
					out[doc] = map[schema.StatementID]schema.Event{}
				}
				out[doc][statement] = first[string(eventID(day, h.Kind, h.Mutual, a, b))]
			})
		}
	}
	for _, find := range loose {
		find()
	}
	return out
}

// window is the days on which a happening without a certain day can be
// looked for; "" for none.
func window(d schema.Date, published string) (from, to string) {
	first, last := d.Bounds()
	switch {
	case first != "" && last != "":
		return first, last
	case first == "" && last != "" && d.Basis == schema.BasisPublication && published != "":
		t, err := time.Parse(time.DateOnly, published)
		if err != nil {
			return "", ""
		}
		return t.AddDate(0, 0, -reach).Format(time.DateOnly), last
	}
	return "", ""
}

// Join adds to a record with global actors the events of other documents
// that its statements were found to mean.
func Join(rec *schema.Record, joins Joins) *schema.Record {
	mine := joins[rec.Doc.ID]
	if len(mine) == 0 {
		return rec
	}
	out := *rec
	byID := map[schema.NodeID]schema.Event{}
	for _, e := range rec.Events {
		byID[e.ID] = e
	}
	out.StatementEvent = map[schema.StatementID]schema.NodeID{}
	for k, v := range rec.StatementEvent {
		out.StatementEvent[k] = v
	}
	for i := range rec.Statements {
		e, ok := mine[rec.Statements[i].ID]
		if !ok {
			continue
		}
		if _, have := byID[e.ID]; !have {
			byID[e.ID] = e
		}
		out.StatementEvent[rec.Statements[i].ID] = e.ID
	}
	out.Events = sortedEvents(byID)
	return &out
}
