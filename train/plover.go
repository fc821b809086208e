package train

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// EventRow is one row of PLV_train.tsv: a sentence in which source and target
// are marked, with PLOVER labels.
type EventRow struct {
	ID             string
	Text           string
	Source, Target text.Span
	Root           string // the file's name of the type: "YIELD"
	Quad           string // the file's class: "1" verbal cooperation … "4" material conflict
	Type           schema.EventType
}

// Columns of PLV_train.tsv.
const (
	plvID = iota + 1
	plvSentence
	plvMarked
	plvSource
	plvTarget
	plvGoldQuad
	plvSilverQuad
	plvSilverRoot
	plvGoldRoot
	_ // first annotator's quad
	_ // first annotator's root
	_ // second annotator's quad
	_ // second annotator's root
	plvPromptsSecond
	plvPromptsFirst
	plvColumns = 17
)

// ReadEvents reads PLV_train.tsv. Its roots are those of an older PLOVER;
// Type is the root in the reference's names. REQUEST is DEMAND. ACCUSE is
// split by the annotators' phrases into INVESTIGATE ("investigated something
// of") and DISAPPROVE, YIELD into RETREAT (what has immediate material
// consequences: released, returned, surrendered, retreated, allowed entry,
// resigned) and CONCEDE.
func ReadEvents(r io.Reader) ([]EventRow, error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 1<<16), 1<<20)
	var out []EventRow
	for n := 1; sc.Scan(); n++ {
		f := strings.Split(sc.Text(), "\t")
		if len(f) != plvColumns {
			return nil, fmt.Errorf("train: events line %d: want %d columns, got %d", n, plvColumns, len(f))
		}
		if n == 1 {
			continue
		}
		row, err := markedRow(f[plvMarked])
		if err != nil {
			return nil, fmt.Errorf("train: events line %d: %w", n, err)
		}
		row.ID, row.Root, row.Quad = f[plvID], f[plvGoldRoot], f[plvGoldQuad]
		row.Type = referenceType(row.Root, f[plvPromptsFirst]+f[plvPromptsSecond])
		out = append(out, row)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("train: events: %w", err)
	}
	return out, nil
}

// markedRow takes "<s>…</s>" and "<t>…</t>" out of a sentence; some rows lack
// one of the two.
func markedRow(marked string) (EventRow, error) {
	m, _ := plover.StripMarks(marked)
	if m.Source.End < m.Source.Start || m.Target.End < m.Target.Start {
		return EventRow{}, fmt.Errorf("marks out of order")
	}
	return EventRow{Text: m.Text, Source: m.Source, Target: m.Target}, nil
}

func referenceType(root, prompts string) schema.EventType {
	switch root {
	case "REQUEST":
		return schema.Demand
	case "ACCUSE":
		if strings.Count(prompts, "investigat") > strings.Count(prompts, "accused")+strings.Count(prompts, "complaints") {
			return schema.Investigate
		}
		return schema.Disapprove
	case "YIELD":
		for _, w := range []string{"released", "returned", "surrendered", "retreated", "allowed entry", "resigned"} {
			if strings.Contains(prompts, w) {
				return schema.Retreat
			}
		}
		return schema.Concede
	}
	return schema.EventType(root)
}

// RootOf is the root of PLV_train.tsv that a type falls under.
func RootOf(t schema.EventType) string {
	switch t {
	case schema.Demand:
		return "REQUEST"
	case schema.Investigate, schema.Disapprove:
		return "ACCUSE"
	case schema.Retreat, schema.Concede:
		return "YIELD"
	}
	return string(t)
}

// RootQuad is the class that PLV_train.tsv gives a root: YIELD counts as
// material cooperation there, of which the reference makes CONCEDE verbal.
func RootQuad(root string) string {
	switch root {
	case "AGREE", "CONSULT", "SUPPORT":
		return "1"
	case "COOPERATE", "AID", "YIELD":
		return "2"
	case "ACCUSE", "REQUEST", "REJECT", "THREATEN":
		return "3"
	}
	return "4"
}

// EventInput parses a row's sentence and finds its marks in it.
func EventInput(p *parse.Parser, row EventRow) plover.Input {
	s := text.Sentence{Span: text.Span{Start: 0, End: len(row.Text)}, Tokens: token.Words(row.Text, text.Span{Start: 0, End: len(row.Text)})}
	one := []text.Sentence{s}
	p.Annotate(one)
	for i := range one[0].Tokens {
		t := &one[0].Tokens[i]
		t.Lemma = lemma.Lemma(t.Norm, t.UPOS, t.XPOS)
	}
	in := plover.Input{Sentence: &one[0], Verb: -1, Assume: true}
	in.Source, in.Target = plover.Tokens(&one[0], row.Source), plover.Tokens(&one[0], row.Target)
	return in
}

// PloverDictionary derives the text form of the dictionary of extract/plover
// from events/petrarch2/CAMEO.2.0.txt and events/CAMEO2PLOVER-2021.txt below
// the data folder.
func PloverDictionary(data string, db *wordnet.DB) ([]byte, error) {
	table, err := os.ReadFile(filepath.Join(data, "events", "CAMEO2PLOVER-2021.txt"))
	if err != nil {
		return nil, fmt.Errorf("train: events: %w", err)
	}
	codes, err := CameoCodes(bytes.NewReader(table))
	if err != nil {
		return nil, err
	}
	patterns, err := os.ReadFile(filepath.Join(data, "events", "petrarch2", "CAMEO.2.0.txt"))
	if err != nil {
		return nil, fmt.Errorf("train: events: %w", err)
	}
	var out bytes.Buffer
	if err := CAMEO(bytes.NewReader(patterns), codes, db, &out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// EventExamples reads events/PLV_train.tsv below the data folder and turns
// each row into an example with the features that the dictionary, nil for
// the embedded one, and the parser give.
func EventExamples(data string, dictionary []byte) ([]EventRow, []EventExample, error) {
	raw, err := os.ReadFile(filepath.Join(data, "events", "PLV_train.tsv"))
	if err != nil {
		return nil, nil, fmt.Errorf("train: events: %w", err)
	}
	rows, err := ReadEvents(bytes.NewReader(raw))
	if err != nil {
		return nil, nil, err
	}
	var d *plover.Dictionary
	if dictionary != nil {
		if d, err = plover.ParseDictionary(string(dictionary)); err != nil {
			return nil, nil, err
		}
	}
	p, err := parse.Load()
	if err != nil {
		return nil, nil, fmt.Errorf("train: events: %w", err)
	}
	examples := make([]EventExample, len(rows))
	for i, r := range rows {
		in := EventInput(p, r)
		examples[i] = EventExample{Features: plover.Features(in, d), Type: r.Type, Fold: FoldOf(r.Text)}
		if in.Verb = plover.Trigger(in, d); in.Verb >= 0 {
			examples[i].Own = plover.Features(in, d)
		}
	}
	return rows, examples, nil
}

// PloverModel trains the classifier of extract/plover on all of PLV_train.
func PloverModel(data string, dictionary []byte) (*EventModel, error) {
	_, examples, err := EventExamples(data, dictionary)
	if err != nil {
		return nil, err
	}
	return TrainEvents(examples, EventOptions{}), nil
}
