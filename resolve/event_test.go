package resolve

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// tale is a document of one statement: its subject, relation, object (a name,
// "topic:…" or "" for none), date and place.
type tale struct {
	doc, published          string
	kind                    schema.EventType
	subject, relation, what string
	edtf, place             string
}

func (c tale) record(t *testing.T) *schema.Record {
	t.Helper()
	term := func(name string) schema.Term {
		switch {
		case name == "":
			return schema.Term{}
		case len(name) > 6 && name[:6] == "topic:":
			return schema.Term{Kind: schema.TermTopic, ID: schema.NodeID(name), Name: name[6:]}
		}
		if name == "oslo" || name == "rome" {
			return schema.Term{Kind: schema.TermActor, Local: name, Name: name, Type: text.KindPlace}
		}
		return schema.Term{Kind: schema.TermActor, Local: name, Name: name, Type: text.KindPerson}
	}
	basis := schema.BasisExplicit
	if len(c.edtf) > 2 && c.edtf[:2] == ".." {
		basis = schema.BasisPublication
	}
	date, err := schema.ParseEDTF(c.edtf, basis)
	if err != nil {
		t.Fatal(err)
	}
	s := schema.Statement{ID: schema.StatementID("st:" + c.doc), Subject: term(c.subject), Relation: schema.Relation(c.relation), Object: term(c.what),
		EventType: c.kind, Modality: schema.Asserted, Date: date, Place: term(c.place), Rule: "svo"}
	switch {
	case strings.HasPrefix(c.relation, "be_"):
		s.Rule = "passive"
	case c.what == "":
		s.Rule = "sv"
	}
	rec := &schema.Record{Doc: schema.DocMeta{ID: text.ArticleID("doc:" + c.doc), Published: c.published}, Statements: []schema.Statement{s}}
	for _, n := range []string{c.subject, c.what, c.place} {
		if tm := term(n); tm.Local != "" {
			rec.Locals = append(rec.Locals, schema.LocalActor{Key: n, Name: n, Kind: tm.Type, Named: true, Names: []schema.Name{{Text: n, Count: 1}}})
		}
	}
	return rec
}

func TestJoinEvents(t *testing.T) {
	met := tale{"first", "2025-03-14", schema.Consult, "lind", "meet", "strand", "2025-03-13", "oslo"}
	for _, c := range []struct {
		name  string
		tales []tale
		want  string // of the second document, "" for no event
	}{
		{"the same day", []tale{met, {"second", "2025-03-15", schema.Consult, "strand", "talk", "lind", "2025-03-13", ""}}, "event:2025-03-13/consult/lind+strand"},
		{"another day", []tale{met, {"second", "2025-03-15", schema.Consult, "lind", "meet", "strand", "2025-03-14", ""}}, "event:2025-03-14/consult/lind+strand"},
		{"past, told the next day", []tale{met, {"second", "2025-03-15", schema.Consult, "strand", "meet", "lind", "../2025-03-15", ""}}, "event:2025-03-13/consult/lind+strand"},
		{"past, told a month later", []tale{met, {"second", "2025-04-15", schema.Consult, "lind", "meet", "strand", "../2025-04-15", ""}}, ""},
		{"the month", []tale{met, {"second", "2025-06-01", schema.Consult, "lind", "meet", "strand", "2025-03", ""}}, "event:2025-03-13/consult/lind+strand"},
		{"another place", []tale{met, {"second", "2025-03-15", schema.Consult, "lind", "meet", "strand", "../2025-03-15", "rome"}}, ""},
		{"others", []tale{met, {"second", "2025-03-15", schema.Consult, "lind", "meet", "berg", "../2025-03-15", ""}}, ""},
		{"another kind", []tale{met, {"second", "2025-03-15", schema.Assault, "lind", "attack", "strand", "../2025-03-15", ""}}, ""},
		{"two days are possible", []tale{met, {"second", "2025-03-15", schema.Consult, "lind", "meet", "strand", "../2025-03-15", ""},
			{"third", "2025-03-15", schema.Consult, "lind", "meet", "strand", "2025-03-11", ""}}, ""},
		{"a deed of one", []tale{{"first", "2025-03-14", "", "lind", "resign", "", "2025-03-13", ""}, {"second", "2025-03-14", "", "lind", "resign", "", "../2025-03-14", ""}}, "event:2025-03-13/resign/lind"},
		{"a state", []tale{{"first", "2025-03-14", "", "lind", "own", "topic:ship", "2025-03-13", ""}, {"second", "2025-03-14", "", "lind", "own", "topic:ship", "2025-03-13", ""}}, ""},
		{"a thing", []tale{{"first", "2025-03-14", "", "lind", "launch", "topic:ship", "2025-03-13", ""}, {"second", "2025-03-14", "", "lind", "launch", "topic:boat", "../2025-03-14", ""}}, ""},
		{"the thing in more words", []tale{{"first", "2025-03-14", "", "lind", "launch", "topic:rescue-ship", "2025-03-13", ""}, {"second", "2025-03-14", "", "lind", "launch", "topic:ship", "../2025-03-14", ""}},
			"event:2025-03-13/launch/lind/topic:rescue-ship"},
		{"a passive", []tale{{"first", "2025-03-14", schema.Coerce, "norway", "arrest", "lind", "2025-03-13", ""}, {"second", "2025-03-15", schema.Coerce, "lind", "be_arrested", "", "2025-03-13", ""}},
			"event:2025-03-13/arrest/norway/lind"},
		{"a passive of another day", []tale{{"first", "2025-03-14", schema.Coerce, "norway", "arrest", "lind", "2025-03-12", ""}, {"second", "2025-03-15", schema.Coerce, "lind", "be_arrested", "", "2025-03-13", ""}},
			"event:2025-03-13/arrest/_/lind"},
		{"two deeds of one type", []tale{{"first", "2025-03-14", schema.Coerce, "norway", "deport", "lind", "2025-03-13", ""}, {"second", "2025-03-15", schema.Coerce, "norway", "search", "lind", "2025-03-13", ""}},
			"event:2025-03-13/coerce-search/norway/lind"},
		{"no day, one day's news", []tale{{"first", "2025-03-14", schema.Consult, "lind", "meet", "strand", "../2025-03-14", ""}, {"second", "2025-03-14", schema.Consult, "strand", "meet", "lind", "../2025-03-14", "oslo"}},
			"event:2025-03-14~/consult/lind+strand"},
		{"no day, the news of two days", []tale{{"first", "2025-03-14", schema.Consult, "lind", "meet", "strand", "../2025-03-14", ""}, {"second", "2025-03-15", schema.Consult, "strand", "meet", "lind", "../2025-03-15", ""}}, ""},
		{"no day, what happens once", []tale{{"first", "2025-03-14", "", "lind", "resign", "", "../2025-03-14", ""}, {"second", "2025-03-15", schema.Retreat, "lind", "resign_from", "topic:post", "../2025-03-15", ""}},
			"event:2025-03-14~/resign/lind"},
		{"who flew somewhere visited it", []tale{{"first", "2025-03-14", schema.Consult, "lind", "visit", "oslo", "2025-03-13", ""}, {"second", "2025-03-15", "", "lind", "travel_to", "oslo", "2025-03-13", ""}},
			"event:2025-03-13/visit/lind/oslo"},
		{"a journey elsewhere", []tale{{"first", "2025-03-14", schema.Consult, "lind", "visit", "oslo", "2025-03-13", ""}, {"second", "2025-03-15", "", "lind", "arrive_in", "rome", "../2025-03-15", ""}}, ""},
		{"who was visited", []tale{{"first", "2025-03-14", schema.Consult, "lind", "visit", "strand", "2025-03-13", ""}, {"second", "2025-03-15", schema.Consult, "lind", "meet", "strand", "2025-03-13", ""}},
			"event:2025-03-13/consult/lind+strand"},
		{"what was sold to one was bought by him", []tale{{"first", "2025-03-14", "", "strand", "buy", "lind", "2025-03-13", ""}, {"second", "2025-03-15", "", "lind", "be_sold_to", "strand", "../2025-03-15", ""}},
			"event:2025-03-13/buy/strand/lind"},
		{"what was sold the other way", []tale{{"first", "2025-03-14", "", "lind", "buy", "strand", "2025-03-13", ""}, {"second", "2025-03-15", "", "lind", "be_sold_to", "strand", "../2025-03-15", ""}}, ""},
		{"no day, two places", []tale{{"first", "2025-03-14", schema.Consult, "lind", "meet", "strand", "../2025-03-14", "rome"}, {"second", "2025-03-14", schema.Consult, "strand", "meet", "lind", "../2025-03-14", "oslo"}}, ""},
	} {
		var locals []DocLocals
		var told []DocHappenings
		recs := map[string]*schema.Record{}
		for _, tl := range c.tales {
			rec := tl.record(t)
			recs[tl.doc] = rec
			locals = append(locals, DocLocals{Doc: rec.Doc.ID, Locals: rec.Locals})
			told = append(told, DocHappenings{Doc: rec.Doc.ID, Published: rec.Doc.Published, Happenings: Happenings(rec)})
		}
		assignment := Link(locals)
		got := func() string {
			full, err := Apply(recs["second"], assignment)
			if err != nil {
				t.Fatal(err)
			}
			full = Join(full, JoinEvents(told, assignment))
			ev := full.StatementEvent["st:second"]
			for _, e := range full.Events {
				if e.ID == ev {
					return string(ev)
				}
			}
			if ev != "" {
				t.Errorf("%s: event %s is not among the record's", c.name, ev)
			}
			return ""
		}
		if g := got(); g != c.want {
			t.Errorf("%s: got %q, want %q", c.name, g, c.want)
		}
		for i, j := 0, len(told)-1; i < j; i, j = i+1, j-1 {
			told[i], told[j] = told[j], told[i]
		}
		if g := got(); g != c.want {
			t.Errorf("%s, the other way round: got %q, want %q", c.name, g, c.want)
		}
	}
}

// TestGuests joins who attended a meeting to those whom it brought together,
// and the pairs of a meeting of three to one happening.
func TestGuests(t *testing.T) {
	day, err := schema.ParseEDTF("2025-03-11", schema.BasisExplicit)
	if err != nil {
		t.Fatal(err)
	}
	term := func(name string) schema.Term { return schema.Term{Kind: schema.TermActor, Local: name, Name: name} }
	meeting := schema.Statement{ID: "st:2", Subject: term("lind"), Object: term("strand"), Relation: "meet", EventType: schema.Consult, Modality: schema.Asserted,
		Date: day, Rule: "nominal-event", VerbSpan: text.Span{Start: 14, End: 21}, Sentence: text.Span{End: 60}}
	third := meeting
	third.ID, third.Object = "st:3", term("berg")
	attends := schema.Statement{ID: "st:1", Subject: term("holm"), Relation: "attend", Object: schema.Term{Kind: schema.TermTopic, ID: "topic:meeting", Span: text.Span{Start: 12, End: 44}},
		Modality: schema.Asserted, Date: day, Rule: "svo", VerbSpan: text.Span{Start: 5, End: 11}, Sentence: text.Span{End: 60}}
	rec := &schema.Record{Doc: schema.DocMeta{ID: "doc:a", Published: "2025-03-14"}, Statements: []schema.Statement{attends, meeting, third}}
	for _, n := range []string{"lind", "strand", "berg", "holm"} {
		rec.Locals = append(rec.Locals, schema.LocalActor{Key: n, Name: n, Kind: text.KindPerson, Named: true, Names: []schema.Name{{Text: n, Count: 1}}})
	}
	full, err := Apply(rec, Link([]DocLocals{{Doc: rec.Doc.ID, Locals: rec.Locals}}))
	if err != nil {
		t.Fatal(err)
	}
	want := schema.NodeID("event:2025-03-11/consult/berg+lind+strand")
	for _, id := range []schema.StatementID{"st:1", "st:2", "st:3"} {
		if got := full.StatementEvent[id]; got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
	if len(full.Events) != 1 || len(full.Events[0].Actors) != 4 {
		t.Errorf("events: %+v", full.Events)
	}
}
