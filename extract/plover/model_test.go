package plover

import (
	"bytes"
	"math"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
)

func sample(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	err := EncodeWeights(&b, []schema.EventType{schema.Consult, schema.Aid}, map[string][]float64{
		"verb meet": {1.5, -1.5}, "verb met": {1, 0}, "verb give": {-0.2, 2}, "bias": {0, 0},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWeightsRoundTrip(t *testing.T) {
	w, err := decodeWeights(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(w.index), 3; got != want {
		t.Errorf("features: got %d, want %d (one is all zero)", got, want)
	}
	row := w.row("verb give")
	if row == nil || math.Abs(w.value(row, 1)-2) > w.scale || math.Abs(w.value(row, 0)+0.2) > w.scale {
		t.Errorf("verb give: got %v at scale %v", row, w.scale)
	}
	p := w.probabilities([]string{"verb meet", "never seen"})
	if p[0] < 0.9 || math.Abs(p[0]+p[1]-1) > 1e-9 {
		t.Errorf("probabilities of a meeting: %v", p)
	}
}

func TestEncodeWeightsRefuses(t *testing.T) {
	var b bytes.Buffer
	if err := EncodeWeights(&b, []schema.EventType{schema.Aid}, map[string][]float64{"x": {1, 2}}); err == nil {
		t.Error("two weights for one class were accepted")
	}
}

func TestEmbedded(t *testing.T) {
	if _, err := ParseDictionary(dictionaryTable); err != nil {
		t.Error(err)
	}
	w, err := decodeWeights(weightsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range w.classes {
		if _, err := schema.ParseEventType(string(c)); err != nil || c == "" {
			t.Errorf("class %q is no event type", c)
		}
	}
	if n := len(dictionaryTable) + len(weightsFile); n > 1<<20 {
		t.Errorf("embedded tables take %d bytes, more than a megabyte", n)
	}
}

func TestParseDictionary(t *testing.T) {
	d, err := ParseDictionary("set\tweapon\trifle tank\nnouns\tCONSULT\tmeeting\nverbs\tSUPPORT\tback back_down\nalso\tREJECT\trefuse\nwhen\tAID\t* &weapon\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, rows string
		verb       int
		want       string
	}{
		{"plain", "They they PRON 2 nsubj\nback back VERB 0 root\nit it PRON 2 obj", 1, "SUPPORT"},
		{"pattern", "They they PRON 2 nsubj\nback back VERB 0 root\ntanks tank NOUN 2 obj", 1, "AID"},
		{"code of its own", "They they PRON 2 nsubj\nrefuse refuse VERB 0 root", 1, "REJECT"},
		{"noun", "A a DET 2 det\nmeeting meeting NOUN 0 root", 1, "CONSULT"},
		{"unknown", "They they PRON 2 nsubj\nsing sing VERB 0 root", 1, "-"},
	} {
		if got := d.match(sentence(t, c.rows), c.verb, nil).code.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	for _, bad := range []string{"set\tx\n", "when\tAID\t* x\n", "verbs\tAID\tgive\nwhen\tAID\tx\n", "other\ta\tb\n"} {
		if _, err := ParseDictionary(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func FuzzDecodeWeights(f *testing.F) {
	f.Add(sample(f))
	f.Add(weightsFile[:200])
	f.Fuzz(func(t *testing.T, data []byte) {
		if w, err := decodeWeights(data); err == nil {
			w.probabilities([]string{"verb meet"})
		}
	})
}

func FuzzParseDictionary(f *testing.F) {
	f.Add("set\tweapon\trifle tank\nnouns\tCONSULT\tmeeting\nverbs\tSUPPORT\tback back_down\nwhen\tAID\t* &weapon\n")
	s := "They they PRON 2 nsubj\nback back VERB 0 root\ntanks tank NOUN 2 obj"
	f.Fuzz(func(t *testing.T, table string) {
		if d, err := ParseDictionary(table); err == nil {
			d.match(sentence(t, s), 1, nil)
		}
	})
}
