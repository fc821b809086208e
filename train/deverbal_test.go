package train

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// TestDeverbals derives the table that extract embeds.
func TestDeverbals(t *testing.T) {
	const dir = "/usr/share/wordnet"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("SKIPPED: WordNet 3.0 is not installed (apt-get install wordnet-base)")
	}
	db, err := wordnet.Open(dir, wordnet.Noun, wordnet.Verb)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := Deverbals(db, &got); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"announcement\tannounce\n", "death\tdie\n", "takeover\ttake_over\n", "withdrawal\twithdraw\n"} {
		if !strings.Contains(got.String(), "\n"+want) {
			t.Errorf("the table lacks %q", want)
		}
	}
	shipped, err := os.ReadFile("../extract/deverbals.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, got.Bytes()) {
		t.Error("extract/deverbals.tsv is out of date: go run ./cmd/train deverbals --out extract/deverbals.tsv")
	}
}
