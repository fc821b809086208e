package resolve

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// kremlin is a record in which a state is called by three names.
func kremlin() *schema.Record {
	term := func(local, words string, start int) schema.Term {
		return schema.Term{Kind: schema.TermActor, Local: local, Text: words, Span: text.Span{Start: start, End: start + len(words)}}
	}
	return &schema.Record{
		Doc: schema.DocMeta{ID: "doc:1"},
		Locals: []schema.LocalActor{
			{Key: "peskov", Name: "Peskov", Kind: text.KindPerson, Named: true, Names: []schema.Name{{Text: "Peskov", Count: 1}},
				Roles: []schema.Role{{Title: "Kremlin spokesman", Of: term("russia", "Kremlin", 80)}}},
			{Key: "russia", Name: "Russia", Kind: text.KindState, Known: "actor:russia", Named: true,
				Names: []schema.Name{{Text: "Kremlin", Count: 3}, {Text: "Russia", Count: 1}}},
		},
		Statements: []schema.Statement{
			{ID: "st:1", Subject: term("russia", "The Kremlin", 0), Relation: "say"},
			{ID: "st:2", Subject: term("russia", "Russia", 20), Relation: "fire"},
			{ID: "st:3", Subject: term("russia", "it", 40), Relation: "stop"},
			{ID: "st:4", Subject: term("peskov", "Peskov", 60), Relation: "leave", Source: []schema.Attribution{{Speaker: term("russia", "the Kremlin's", 90)}}},
		},
	}
}

// who prints whom the terms of a record name.
func who(rec *schema.Record) []string {
	var out []string
	for _, s := range rec.Statements {
		line := fmt.Sprintf("%s %s", s.Subject.Text, s.Subject.Local)
		for _, a := range s.Source {
			line += ", by " + a.Speaker.Local
		}
		out = append(out, line)
	}
	for _, a := range rec.Locals {
		for _, r := range a.Roles {
			out = append(out, r.Title+" of "+r.Of.Local)
		}
	}
	return out
}

func TestDivide(t *testing.T) {
	for _, c := range []struct {
		name, decisions string
		want            []string
		ids             []string
	}{
		{"one name of a state", `split Kremlin doc:1 "Kremlin (office)"`,
			[]string{"The Kremlin kremlin-office", "Russia russia", "it russia", "Peskov peskov, by kremlin-office", "Kremlin spokesman of kremlin-office"},
			[]string{"1/kremlin-office=kremlin-office", "1/peskov=peskov", "1/russia=russia"}},
		{"one place", `split Kremlin doc:1 0-11 "Kremlin (office)"`,
			[]string{"The Kremlin kremlin-office", "Russia russia", "it russia", "Peskov peskov, by russia", "Kremlin spokesman of russia"},
			[]string{"1/kremlin-office=kremlin-office", "1/peskov=peskov", "1/russia=russia"}},
		{"a person whole", `split Peskov doc:1 "Peskov (banker)"`,
			[]string{"The Kremlin russia", "Russia russia", "it russia", "Peskov peskov, by russia", "Kremlin spokesman of russia"},
			[]string{"1/peskov=peskov-banker", "1/russia=russia"}},
		{"another document", `split Kremlin doc:2 "Kremlin (office)"`, who(kremlin()), []string{"1/peskov=peskov", "1/russia=russia"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := ParseDecisions(c.decisions)
			if err != nil {
				t.Fatal(err)
			}
			rec := kremlin()
			got := DivideRecord(rec, d)
			if !slices.Equal(who(got), c.want) {
				t.Errorf("got  %q\nwant %q", who(got), c.want)
			}
			assignment, _ := LinkWith([]DocLocals{{"doc:1", rec.Locals}}, d)
			if ids := nodes(assignment); !slices.Equal(ids, c.ids) {
				t.Errorf("got %q, want %q", ids, c.ids)
			}
			if _, err := Apply(got, assignment); err != nil {
				t.Error(err)
			}
			if again := DivideRecord(got, d); !reflect.DeepEqual(again, got) {
				t.Errorf("twice: %q", who(again))
			}
			back := DivideRecord(got, nil)
			if !reflect.DeepEqual(who(back), who(kremlin())) || !reflect.DeepEqual(back.Locals, kremlin().Locals) {
				t.Errorf("undone: %q %+v", who(back), back.Locals)
			}
			if !reflect.DeepEqual(rec, kremlin()) {
				t.Error("the record was changed")
			}
		})
	}
}

func TestDivideIdle(t *testing.T) {
	d, err := ParseDecisions(`split Kremlin doc:1 300-307 "Kremlin (office)"`)
	if err != nil {
		t.Fatal(err)
	}
	_, idle := Judge(DivideRecord(kremlin(), d), d)
	if len(idle) != 1 || idle[0].Why != `no statement of doc:1 names "Kremlin" at 300-307` {
		t.Errorf("got %v", idle)
	}
}
