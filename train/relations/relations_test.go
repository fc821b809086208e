package relations

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// TestTableIsDerived derives the table anew and compares it with the one
// that schema embeds.
func TestTableIsDerived(t *testing.T) {
	data := os.Getenv("DRAMATIS_DATA")
	if data == "" {
		data = filepath.Join("..", "..", "..", "shared", "data")
	}
	db, err := wordnet.Open("/usr/share/wordnet", wordnet.Verb)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("TABLE NOT CHECKED: install WordNet 3.0 (apt-get install wordnet-base): %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	cameo, err := os.Open(filepath.Join(data, "events", "petrarch2", "CAMEO.2.0.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("TABLE NOT CHECKED: set DRAMATIS_DATA: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer cameo.Close()
	got, err := Derive(db, cameo, schema.HandVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := Write(&table, got); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("..", "..", "schema", "forms.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if table.String() != string(want) {
		t.Error("schema/forms.tsv is not what go run ./cmd/train relations writes")
	}
	relation := map[string]schema.Relation{}
	for _, e := range got {
		relation[e.Form] = e.Relation
	}
	for form, want := range map[string]schema.Relation{
		"reprimand":     "criticize", // two forms share its first sense
		"inquire":       "ask",       // the form that names the relation does
		"behead":        "kill",      // a block of the dictionary, and a kind of the same
		"coalesce_with": "merge",     // with the preposition
		"jeopardize":    "",          // refused
		"get":           "",          // too many senses
		"meet":          "",          // the vocabulary has it
		"rationalize":   "",          // one form alone, which means something else
	} {
		if relation[form] != want {
			t.Errorf("%s is %q, want %q", form, relation[form], want)
		}
	}
}

func TestVouched(t *testing.T) {
	for _, tc := range []struct {
		form  string
		rel   schema.Relation
		forms []string
		want  bool
	}{
		{"reprimand", "criticize", []string{"berate", "chide"}, true},
		{"guy", "mock", []string{"ridicule"}, false},
		{"inquire", "ask", []string{"ask"}, true},
		{"go_on", "continue", []string{"continue"}, false},
		{"punctuate", "stress", []string{"emphasise", "emphasize"}, false},
		{"pressurise", "pressure", []string{"pressurize"}, true},
	} {
		if got := vouched(tc.form, tc.rel, tc.forms); got != tc.want {
			t.Errorf("vouched(%s, %s, %v) = %v", tc.form, tc.rel, tc.forms, got)
		}
	}
}

const dictionary = `# comment
---  BERATE   [110]  ---
BERATE
CHIDE {CHIDES CHIDED CHIDING } # note
TELL_OFF
- * (FOR)  [111] # BERATE

LATER
---  MEET   [---]  ---
MEET
BERATE
`

func TestBlocks(t *testing.T) {
	b, err := readBlocks(strings.NewReader(dictionary))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		x, y string
		want bool
	}{{"berate", "chide", true}, {"berate", "tell off", true}, {"meet", "berate", true}, {"meet", "chide", false}, {"later", "berate", false}} {
		if got := b.share(tc.x, tc.y); got != tc.want {
			t.Errorf("share(%s, %s) = %v", tc.x, tc.y, got)
		}
	}
	if _, err := readBlocks(strings.NewReader("nothing")); err == nil {
		t.Error("a file without blocks is read")
	}
}

func FuzzReadBlocks(f *testing.F) {
	f.Add(dictionary)
	f.Fuzz(func(t *testing.T, in string) {
		b, err := readBlocks(strings.NewReader(in))
		if err == nil && b == nil {
			t.Error("no blocks and no error")
		}
	})
}
