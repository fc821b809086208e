package story

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

const good = `# two people meet
doc d1 2025-03-14 "Talks in \"X\"" "Daily"
actor ann-lee person "Ann Lee" "Lee"
role ann-lee "US envoy" noun envoy of us on 2025-03-14 :: US envoy Ann Lee came.

a1: asserted ann-lee meet bo-berg on 2025-03-13 basis anaphor in oslo with carl about topic:cease-fire type CONSULT :: Lee met Berg in Oslo.
a2: planned bo-berg talk - by ann-lee cue tell quote "will talk" conf 0.5 event 2025-03-15/x/y on ../2025-03-14 :: Berg “will talk”, Lee told us.
doc d2
b1: negated carl call "a \"b\" c" :: Carl did not.

eval met actor="Ann Lee" to=2025-03
| date       | met      |
| 2025-03-13 | Bo \| \\ |
! one note

fail met actor=Nobody
! no actor
eval all
`

func TestParse(t *testing.T) {
	s, err := Parse("good.story", good)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Records) != 2 || len(s.Records[0].Statements) != 2 || len(s.Evals) != 3 || len(s.Alias) != 3 {
		t.Fatalf("got %d records, %d questions, %d names", len(s.Records), len(s.Evals), len(s.Alias))
	}
	r := s.Records[0]
	if r.Doc.Title != `Talks in "X"` || r.Doc.Published != "2025-03-14" || len(r.Actors) != 5 || len(r.Events) != 1 {
		t.Errorf("document: %+v, %d actors, %d events", r.Doc, len(r.Actors), len(r.Events))
	}
	a := r.Statements[0]
	if a.Object.Name != "Bo Berg" || a.Place.ID != "actor:oslo" || len(a.Qualifiers) != 2 || a.Date.EDTF() != "2025-03-13" || a.Sentence.In(r.Doc.Text) != "Lee met Berg in Oslo." {
		t.Errorf("a1: %+v", a)
	}
	b := r.Statements[1]
	if b.Quote.In(r.Doc.Text) != "will talk" || b.Speaker().Name != "Ann Lee" || b.Source[0].Cue != "tell" || !b.Object.IsZero() {
		t.Errorf("a2: %+v", b)
	}
	e := s.Evals[0]
	if e.Values.Get("actor") != "Ann Lee" || !slices.Equal(e.Rows[0], []string{"2025-03-13", `Bo | \`}) || e.Notes[0] != "one note" {
		t.Errorf("question: %+v", e)
	}
	if !s.Evals[1].Fails {
		t.Error("fail is not an error")
	}
	// What an update writes is what is read.
	answers := make([][]string, len(s.Evals))
	for i, e := range s.Evals {
		if !e.Fails && len(e.Head) > 0 {
			answers[i] = render(e.Head, e.Rows, e.Notes)
		}
	}
	if got := s.Update(answers); got != good {
		t.Errorf("updated:\n%s", got)
	}
}

var bad = []struct{ src, want string }{
	{"a1: asserted a b c :: s", "want a line doc first"},
	{"doc d\nwhat", "cannot read"},
	{"doc d\ndoc d", "told twice"},
	{"doc d\na: maybe x y z :: s", "unknown modality"},
	{"doc d\na: asserted x y z", "want ::"},
	{"doc d\na: asserted x y z on :: s", "want NAME:"},
	{"doc d\na: asserted x y z on 2025-99 :: s", "want YYYY"},
	{"doc d\na: asserted x y z :: s\na: asserted x y w :: s", "empty or taken"},
	{"doc d\na: asserted x y z :: s\nb: asserted x y z :: s", "says the same as a"},
	{"doc d\na: asserted x y z quote \"q\" :: s", "lacks the quote"},
	{"| x |", "below eval"},
	{"! x", "below eval or fail"},
	{"eval", "want the name"},
	{"eval q a", "want PARAM=VALUE"},
	{"eval q a=\"", "cannot read"},
	{"eval q\n| a | b |\n| c |", "1 cells below 2"},
	{"eval q\ndoc d", "before the first question"},
}

func TestParseFaults(t *testing.T) {
	for _, c := range bad {
		_, err := Parse("bad.story", c.src)
		if !errors.Is(err, ErrSyntax) || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "bad.story:") {
			t.Errorf("%q: got %v, want %q", c.src, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	for _, c := range bad {
		f.Add(c.src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		s, err := Parse("fuzz.story", src)
		if err != nil {
			return
		}
		answers := make([][]string, len(s.Evals))
		for i, e := range s.Evals {
			if len(e.Head) > 0 {
				answers[i] = render(e.Head, e.Rows, e.Notes)
			}
		}
		again, err := Parse("again.story", s.Update(answers))
		if err != nil {
			t.Fatalf("%v in\n%s", err, s.Update(answers))
		}
		for i, e := range s.Evals {
			for j := range e.Rows {
				if !slices.Equal(e.Rows[j], again.Evals[i].Rows[j]) {
					t.Fatalf("row %q became %q", e.Rows[j], again.Evals[i].Rows[j])
				}
			}
		}
	})
}
