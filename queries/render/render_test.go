package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	pretty "github.com/jedib0t/go-pretty/v6/text"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// hostile is what an article could contain.
const hostile = "\x1b[2J=cmd|' /C calc'!A0\u202e <b>\n|x|"

func sample() *queries.Table {
	day, _ := schema.Day("2025-03-13", schema.BasisExplicit)
	e := queries.Evidence{Statement: "st:aaaaaaaaaaaa", Subject: queries.Ref{ID: "actor:ann", Name: "Ann"}, Relation: "meet", Verb: "met",
		Object: queries.Ref{ID: "actor:bo", Name: "Bo"}, Class: queries.ClassPlanned, Date: day, Doc: queries.Document{ID: "doc:1", Title: "Title " + hostile},
		Sentence: "Héllo, Ann met Bo " + hostile, SentenceSpan: text.Span{Start: 100, End: 200}, Span: text.Span{Start: 108, End: 118}, Confidence: 0.5, Rule: "svo"}
	row := func(cells ...string) queries.Row {
		r := queries.Row{Evidence: []queries.Evidence{e, e}}
		for _, c := range cells {
			r.Cells = append(r.Cells, queries.Cell{Text: c})
		}
		return r
	}
	return &queries.Table{Query: "met", Title: "Meetings", Question: "Who met {actor}?", View: queries.ViewTimeline,
		Params: []queries.BoundParam{{Name: "actor", Given: "ann", Means: "Ann"}},
		Columns: []queries.Column{{Name: "date", Type: queries.ColDate, Label: "date"}, {Name: "other", Type: queries.ColActor, Label: "met"},
			{Name: "n", Type: queries.ColNumber, Label: "n"}, {Name: "modality", Type: queries.ColModality, Label: "modality"}, {Name: "sentence", Type: queries.ColSentence, Label: "sentence"}},
		Rows:  []queries.Row{row("2025-03-13", hostile, "-1", "planned", "x"), row("undated", strings.Repeat("long words ", 20), "22", "planned", "x")},
		Notes: []string{"a note"}}
}

func write(t *testing.T, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, sample(), o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTerminal(t *testing.T) {
	for _, width := range []int{40, 80, 200} {
		got := write(t, Options{Width: width})
		if strings.ContainsAny(got, "\x1b\u202e") {
			t.Errorf("width %d: a control character reaches the terminal: %q", width, got)
		}
		for _, line := range strings.Split(got, "\n") {
			if w := pretty.StringWidth(line); w > width && width >= 60 {
				t.Errorf("width %d: a line of %d: %q", width, w, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("width %d: blanks at the end of %q", width, line)
			}
		}
		for _, want := range []string{"Who met Ann?", "planned", "2025-03-13", "st:aaaaaaaaaaaa", "note: a note"} {
			if !strings.Contains(got, want) {
				t.Errorf("width %d: %q is missing in\n%s", width, want, got)
			}
		}
	}
	if got := write(t, Options{Color: true}); !strings.Contains(got, "\x1b[33mplanned\x1b[0m") {
		t.Errorf("the modality has no colour: %q", got)
	}
}

func TestCSV(t *testing.T) {
	got := write(t, Options{Format: CSV})
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v in %q", err, got)
	}
	if strings.Join(rows[0], ",") != "date,other,n,modality,sentence,evidence" {
		t.Errorf("header %q", rows[0])
	}
	if rows[1][1] != "'=cmd|' /C calc'!A0 <b> |x|" && !strings.HasPrefix(rows[1][1], "[2J") {
		t.Errorf("cell %q", rows[1][1])
	}
	if rows[1][2] != "-1" || rows[1][5] != "st:aaaaaaaaaaaa st:aaaaaaaaaaaa" {
		t.Errorf("row %q", rows[1])
	}
	for in, want := range map[string]string{"=1+1": "'=1+1", "@x": "'@x", "+x": "'+x", "-x": "'-x", "-1.5": "-1.5", "+3": "+3", "a=b": "a=b", "": ""} {
		if got := harmless(in); got != want {
			t.Errorf("harmless(%q) = %q, want %q", in, got, want)
		}
	}
	if tsv := write(t, Options{Format: TSV}); strings.Count(tsv, "\n") != 3 || strings.Count(strings.Split(tsv, "\n")[0], "\t") != 5 {
		t.Errorf("tsv %q", tsv)
	}
}

func TestMarkdown(t *testing.T) {
	got := write(t, Options{Format: Markdown})
	lines := strings.Split(got, "\n")
	if lines[0] != "**Who met Ann?**" || lines[3] != "| --- | --- | ---: | --- | --- |" || !strings.Contains(got, "- a note\n") {
		t.Errorf("got\n%s", got)
	}
	if strings.Contains(got, "<b>") || !strings.Contains(got, `\|x\|`) {
		t.Errorf("not escaped:\n%s", got)
	}
}

func TestJSON(t *testing.T) {
	got := write(t, Options{Format: JSON})
	var back queries.Table
	if err := json.Unmarshal([]byte(got), &back); err != nil {
		t.Fatal(err)
	}
	if back.Rows[0].Evidence[0].Date.EDTF() != "2025-03-13" || back.Rows[0].Evidence[0].Sentence != sample().Rows[0].Evidence[0].Sentence {
		t.Errorf("got %+v", back.Rows[0].Evidence[0])
	}
	if again := write(t, Options{Format: JSON}); again != got {
		t.Error("not the same twice")
	}
}

func TestFormats(t *testing.T) {
	if _, err := ParseFormat("xml"); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v", err)
	}
	for _, f := range Formats() {
		if got, err := ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("%s: %s %v", f, got, err)
		}
	}
	if err := Write(&bytes.Buffer{}, sample(), Options{Format: "xml", Width: -1}); err == nil || !strings.Contains(err.Error(), "-1") {
		t.Errorf("wrong options: %v", err)
	}
	var b bytes.Buffer
	if err := Write(&b, &queries.Table{Title: "T", Question: "Q {x}"}, Options{}); err != nil || b.String() != "T\nNothing found.\n" {
		t.Errorf("empty: %v %q", err, b.String())
	}
}

func TestStatement(t *testing.T) {
	e := &sample().Rows[0].Evidence[0]
	var b bytes.Buffer
	if err := Statement(&b, e, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if strings.ContainsAny(got, "\x1b\u202e") || !strings.Contains(got, "Héllo, »Ann met Bo«") {
		t.Errorf("got\n%s", got)
	}
	e.Span = text.Span{Start: 102, End: 110} // cuts the é
	b.Reset()
	if err := Statement(&b, e, Options{Width: 80}); err != nil || strings.Contains(b.String(), "»") {
		t.Errorf("a mark in the middle of a letter: %v\n%s", err, b.String())
	}
	e.Span = e.SentenceSpan
	b.Reset()
	if err := Statement(&b, e, Options{Width: 40, Color: true}); err != nil || strings.ContainsAny(b.String(), "\x01\x02\x00") {
		t.Errorf("marks are left: %v\n%q", err, b.String())
	}
}
