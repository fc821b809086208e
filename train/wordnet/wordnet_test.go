package wordnet

import (
	"os"
	"testing"
)

// Lines in the format of the files, written for this test.
var dataLines = []string{
	"00000101 32 v 02 utter 0 let_out 1 002 @ 00000100 v 0000 + 00000300 n 0102 02 + 08 00 + 26 01 | give voice to; \"she uttered a cry\"  ",
	"00000100 32 v 01 communicate 0 001 ~ 00000101 v 0000 01 + 22 00 | pass on  ",
	"00000300 10 n 01 utterance 0 000 | a thing uttered  ",
	"00000400 00 s 01 outspoken(p) 0 001 & 00000401 a 0000 | frank  ",
}

func TestParseSynset(t *testing.T) {
	s, err := parseSynset(Verb, dataLines[0])
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Words[1], "let out"; got != want {
		t.Errorf("second word: got %q, want %q", got, want)
	}
	if !s.HasFrame(26, s.Word("utter")) || s.HasFrame(26, s.Word("let out")) || !s.HasFrame(8, 2) {
		t.Errorf("frames: got %v", s.Frames)
	}
	if got, want := s.Pointers[1], (Pointer{"+", ID{Noun, 300}, 1, 2}); got != want {
		t.Errorf("pointer: got %v, want %v", got, want)
	}
	a, err := parseSynset(Adj, dataLines[3])
	if err != nil || a.Words[0] != "outspoken" || a.Pointers[0].To != (ID{Adj, 401}) {
		t.Errorf("adjective: got %+v, %v", a, err)
	}
}

func TestParseIndex(t *testing.T) {
	lemma, ids, err := parseIndex(Verb, "let_out v 2 3 @ ~ + 2 1 00000101 00000777  ")
	if err != nil || lemma != "let out" || len(ids) != 2 || ids[1] != (ID{Verb, 777}) {
		t.Errorf("got %q %v %v", lemma, ids, err)
	}
	if _, _, err := parseIndex(Verb, "let_out v 9 1 @ 9 1 00000101"); err == nil {
		t.Error("a line with fewer offsets than it promises was accepted")
	}
}

func TestOpen(t *testing.T) {
	const dir = "/usr/share/wordnet"
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: WordNet is not installed (apt-get install wordnet-base): %v", err)
	}
	db, err := Open(dir, Verb)
	if err != nil {
		t.Fatal(err)
	}
	say := db.Senses(Verb, "say")
	if len(say) == 0 || !db.Synset(say[0]).HasFrame(26, db.Synset(say[0]).Word("say")) {
		t.Error("say does not take a that-clause")
	}
	found := false
	for _, h := range db.Hypernyms(db.Senses(Verb, "whisper")[0]) {
		found = found || db.Synset(h).Word("talk") > 0
	}
	if !found {
		t.Error("to whisper is not to talk")
	}
}

func FuzzParse(f *testing.F) {
	for _, l := range dataLines {
		f.Add(l)
	}
	f.Add("let_out v 2 3 @ ~ + 2 1 00000101 00000777  ")
	f.Fuzz(func(t *testing.T, line string) {
		if s, err := parseSynset(Verb, line); err == nil && len(s.Words) > len(line) {
			t.Errorf("more words than bytes: %q", line)
		}
		if _, ids, err := parseIndex(Verb, line); err == nil && len(ids) > len(line) {
			t.Errorf("more senses than bytes: %q", line)
		}
	})
}
