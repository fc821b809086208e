package resolve

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

const goodDecisions = `# corrections of the Oslo desk
same "Aliaksandr Lukashenka" "Alexander Lukashenko" by=anna on=2026-11-22

different Georgia "State of Georgia"
split "John Smith" doc:2 "John Smith (banker)" note="see the byline"
rename "Kyiv Post" "The Kyiv Post"  # after a blank, a comment
kind Taliban group
split Kremlin doc:2 240-247 "Kremlin (office)"
reject doc:1 240-319 meet
confirm doc:1 320-340 talk_to
`

func TestParseDecisions(t *testing.T) {
	d, err := ParseDecisions(goodDecisions)
	if err != nil {
		t.Fatal(err)
	}
	all := d.All()
	if len(all) != 8 || all[0].By != "anna" || all[0].Line != 2 || all[2].Note != "see the byline" || all[2].Args[2] != "John Smith (banker)" {
		t.Errorf("got %+v", all)
	}
	for _, x := range all {
		back, err := ParseDecisions(x.String())
		if err != nil || len(back.All()) != 1 {
			t.Errorf("%s: reads back as %v, %v", x, back, err)
			continue
		}
		y := back.All()[0]
		y.Line = x.Line
		if !reflect.DeepEqual(x, y) {
			t.Errorf("%+v reads back as %+v", x, y)
		}
	}
}

func TestParseDecisionsFaults(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"smae A B", `line 1: there is no decision "smae"`},
		{"\nsame A", "line 2: same takes two names"},
		{`same "A B`, "line 1: a quotation is not closed"},
		{`same A A`, `line 1: both names are "A"`},
		{"kind A robot", `line 1: "robot" is no kind`},
		{"reject doc:1 40 meet", `line 1: "40" is no span`},
		{"split A two B", `line 1: "two" is no document`},
		{"split A doc:1 here B", `line 1: "here" is no span`},
		{"split A doc:1 7-7 B", `line 1: "7-7" is no span`},
		{"split A doc:1 1-2 B C", "line 1: split takes a name, a document, perhaps a span"},
		{"split A doc:1 B\nsplit a doc:1 C", "line 1 (split A doc:1 B) and line 2 (split a doc:1 C): choose one"},
		{"reject doc:1 1-2 meet\nreject doc:1 1-2 meet", "line 2: line 1 says the same already"},
		{"rename A B\nkind A robot\nsame X", "line 3: same takes two names"}, // every fault is told
		{"same A B\n\n# x\ndifferent b a", "line 1 (same A B) and line 4 (different b a)"},
		{"same A B\nsame b a", "line 2: line 1 says the same already"},
		{"same A B\ndifferent A B", "line 1 (same A B) and line 2 (different A B): they cannot both hold"},
		{"same A B\nsame B C\ndifferent A C", "line 3 (different A C): they cannot both hold"},
		{"kind A group\nkind a place", "choose one"},
		{"rename A B\nrename B A", "renamed in a circle"},
		{"rename A B\nrename B C\nrename C A", "renamed in a circle"},
		{"reject doc:1 1-2 meet\nconfirm doc:1 1-2 meet", "rejected or confirmed, not both"},
		{"same \xff B", "not valid UTF-8"},
		{`same "\xff" B`, "not valid UTF-8"},
		{"same … B", "holds no letters"},
		{"same A B cc=x", `there is no "cc"`},
	} {
		d, err := ParseDecisions(c.content)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.content, err, c.want)
		}
		if d != nil {
			t.Errorf("%q: a faulty file gave decisions", c.content)
		}
	}
}

func FuzzParseDecisions(f *testing.F) {
	for _, line := range strings.Split(goodDecisions, "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecisions(s)
		if err != nil {
			return
		}
		var lines []string
		for _, x := range d.All() {
			lines = append(lines, x.String())
		}
		back, err := ParseDecisions(strings.Join(lines, "\n"))
		if err != nil {
			t.Fatalf("%q prints as %q: %v", s, lines, err)
		}
		for i, x := range back.All() {
			if x.String() != lines[i] {
				t.Errorf("%q prints as %q", lines[i], x)
			}
		}
	})
}

func TestLinkDecisions(t *testing.T) {
	for _, c := range []struct {
		name, decisions string
		docs, want      []string
		idle            int
	}{
		{"same", `same "Jon Snow" "Aegon Targaryen"`, []string{"1: p Jon Snow", "2: p Aegon Targaryen", "3: p Aegon Targaryen"},
			[]string{"1/jon-snow=aegon-targaryen", "2/aegon-targaryen=aegon-targaryen", "3/aegon-targaryen=aegon-targaryen"}, 0},
		{"different beats the rules", `different "Donald Trump" "Donald J. Trump"`, []string{"1: p Donald Trump", "2: p Donald J. Trump"},
			[]string{"1/donald-trump=donald-trump", "2/donald-j-trump=donald-j-trump"}, 0},
		{"different beats the gazetteer", `different Kyiv Ukraine`, []string{"1: s Kyiv=Kyiv", "2: s Ukraine=Ukraine"},
			[]string{"1/kyiv=kyiv", "2/ukraine=ukraine"}, 0},
		{"split", `split "John Smith" doc:2 "John Smith (banker)"`, []string{"1: p John Smith", "2: p John Smith", "3: p Smith"},
			[]string{"1/john-smith=john-smith", "2/john-smith=john-smith-banker", "3/smith=john-smith"}, 0},
		{"rename", `rename "Kiev Post" "The Kyiv Post"`, []string{"1: o Kiev Post"}, []string{"1/kiev-post=the-kyiv-post"}, 0},
		{"nobody of that name", `same "Jon Snow" "Nobody"`, []string{"1: p Jon Snow"}, []string{"1/jon-snow=jon-snow"}, 1},
		{"no such document", `split "Jon Snow" doc:9 "Jon"`, []string{"1: p Jon Snow"}, []string{"1/jon-snow=jon-snow"}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := ParseDecisions(c.decisions)
			if err != nil {
				t.Fatal(err)
			}
			docs := corpus(t, c.docs...)
			assignment, idle := LinkWith(docs, d)
			if got := nodes(assignment); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got  %v\nwant %v", got, c.want)
			}
			if len(idle) != c.idle {
				t.Errorf("idle: %v, want %d", idle, c.idle)
			}
			slices.Reverse(docs)
			if again, _ := LinkWith(docs, d); !reflect.DeepEqual(again, assignment) {
				t.Errorf("in another order: %v", nodes(again))
			}
		})
	}
	d, _ := ParseDecisions("kind Taliban group")
	assignment, _ := LinkWith(corpus(t, "1: o Taliban"), d)
	if got := assignment["doc:1"]["taliban"].Kind; got != text.KindGroup {
		t.Errorf("kind: got %s", got)
	}
}

func TestJudge(t *testing.T) {
	st := func(id schema.StatementID, order, start int) schema.Statement {
		return schema.Statement{ID: id, Doc: "doc:1", Order: order, Relation: "meet", Span: text.Span{Start: start, End: start + 5}, Modality: schema.Asserted}
	}
	rec := &schema.Record{Doc: schema.DocMeta{ID: "doc:1"}, Statements: []schema.Statement{st("st:1", 0, 10), st("st:2", 1, 20), st("st:3", 2, 30)}}
	d, err := ParseDecisions("reject doc:1 20-25 meet\nconfirm doc:1 30-35 meet\nreject doc:1 90-95 meet\nreject doc:2 1-2 meet")
	if err != nil {
		t.Fatal(err)
	}
	judged, idle := Judge(rec, d)
	if len(judged.Statements) != 2 || len(judged.Rejected) != 1 || judged.Rejected[0].ID != "st:2" || !judged.Statements[1].Confirmed {
		t.Errorf("judged: %+v", judged)
	}
	if len(idle) != 1 || idle[0].Decision.Line != 3 {
		t.Errorf("idle: %v", idle)
	}
	if again, _ := Judge(judged, d); !reflect.DeepEqual(again, judged) {
		t.Error("judging twice differs from judging once")
	}
	back, _ := Judge(judged, nil)
	if !reflect.DeepEqual(back.Statements, rec.Statements) || len(back.Rejected) != 0 || back.Verdicts != "" {
		t.Errorf("undone: %+v", back)
	}
}
