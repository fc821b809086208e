package train

import (
	"bytes"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/plover"
	"github.com/dramatis-kg/dramatis/schema"
)

// row builds a line of PLV_train.tsv in its seventeen columns.
func row(marked, root, prompts string) string {
	f := make([]string, plvColumns)
	f[plvID], f[plvMarked], f[plvGoldRoot], f[plvGoldQuad], f[plvPromptsFirst] = "7", marked, root, "3", prompts
	return strings.Join(f, "\t") + "\n"
}

func TestReadEvents(t *testing.T) {
	head := row("marked_sentence", "gold_root", "")
	for _, c := range []struct {
		marked, root, prompts string
		want                  schema.EventType
		source, target        string
	}{
		{"<s>Norway</s> sued <t>Oslo</t>.", "ACCUSE", "['<S> brought lawsuit against <T>']", schema.Disapprove, "Norway", "Oslo"},
		{"<t>Oslo</t> was probed by <s>Norway</s>.", "ACCUSE", "['<S> investigated something of <T>']", schema.Investigate, "Norway", "Oslo"},
		{"<s>Norway</s> freed <t>two men</t>.", "YIELD", "['<S> released person of <T>']", schema.Retreat, "Norway", "two men"},
		{"<s>Norway</s> lifted its ban on <t>rallies</t>.", "YIELD", "['<S> eased restrictions on <T>']", schema.Concede, "Norway", "rallies"},
		{"<s>Norway</s> demanded a reply from <t>Oslo</t>.", "REQUEST", "", schema.Demand, "Norway", "Oslo"},
		{"<s>Norway</s> met <t>Oslo</t>.", "CONSULT", "", schema.Consult, "Norway", "Oslo"},
	} {
		rows, err := ReadEvents(strings.NewReader(head + row(c.marked, c.root, c.prompts)))
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %d rows, %v", c.marked, len(rows), err)
		}
		r := rows[0]
		if r.Type != c.want || r.Source.In(r.Text) != c.source || r.Target.In(r.Text) != c.target || strings.Contains(r.Text, "<") {
			t.Errorf("%s: got %s, source %q, target %q in %q", c.marked, r.Type, r.Source.In(r.Text), r.Target.In(r.Text), r.Text)
		}
		if RootOf(r.Type) != c.root {
			t.Errorf("%s: root %s came back as %s", c.marked, c.root, RootOf(r.Type))
		}
	}
	if _, err := ReadEvents(strings.NewReader(head + "too\tfew\n")); err == nil {
		t.Error("a row with two columns was accepted")
	}
}

func TestCameoCodes(t *testing.T) {
	codes, err := CameoCodes(strings.NewReader("# title\n04: CONSULT\n042: CONSULT, visit,   # Make a visit\n090: ACCUSE, investigate,  # x\n112: ACCUSE, disapprove, # y\n10: REQUEST\n100: REQUEST, ,\n"))
	if err != nil {
		t.Fatal(err)
	}
	for cameo, want := range map[string]string{"042": "CONSULT:visit", "090": "INVESTIGATE", "112": "DISAPPROVE:disapprove", "100": "DEMAND"} {
		if got := codes[cameo].String(); got != want {
			t.Errorf("%s: got %s, want %s", cameo, got, want)
		}
	}
	for in, want := range map[string]string{"042:043": "CONSULT:visit", ":112": "DISAPPROVE:disapprove", "0421": "CONSULT:visit", "---": "-", "014": "SAY", "0234": "APPEAL"} {
		if got := cameoCode(codes, in).String(); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

func TestTrainEvents(t *testing.T) {
	var ex []EventExample
	for i := range 20 {
		ex = append(ex,
			EventExample{Features: []string{"bias", "verb meet"}, Type: schema.Consult, Fold: i % EventFolds},
			EventExample{Features: []string{"bias", "verb yield"}, Type: schema.Retreat, Fold: i % EventFolds})
	}
	m := TrainEvents(ex, EventOptions{})
	if got := m.Root([]string{"bias", "verb yield"}); got != "YIELD" {
		t.Errorf("got root %s, want YIELD", got)
	}
	for i, root := range CrossValidate(ex, EventOptions{}) {
		if want := RootOf(ex[i].Type); root != want {
			t.Errorf("row %d: got %s, want %s", i, root, want)
		}
	}
	var a, b bytes.Buffer
	if err := m.Write(&a); err != nil {
		t.Fatal(err)
	}
	if err := TrainEvents(ex, EventOptions{}).Write(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("training twice gave different bytes (%v)", err)
	}
	if _, err := plover.ReadWeights(a.Bytes()); err != nil {
		t.Errorf("reading back: %v", err)
	}
}
