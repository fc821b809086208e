package surface

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// sentence builds a document from "word/XPOS/head/relation" cells, heads
// counted from 1, 0 for the root.
func sentence(t testing.TB, cells string) *text.Document {
	t.Helper()
	universal := map[string]string{"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "IN": "ADP", "TO": "PART", "DT": "DET", "JJ": "ADJ", "RB": "ADV",
		"CC": "CCONJ", "CD": "NUM", "PRP": "PRON", "WP": "PRON", "WDT": "PRON", "EX": "PRON", "POS": "PART", "PRP$": "PRON", ",": "PUNCT", ".": "PUNCT"}
	var s text.Sentence
	var words []string
	at := 0
	for _, cell := range strings.Fields(cells) {
		f := strings.Split(cell, "/")
		if len(f) != 4 {
			t.Fatalf("cell %q", cell)
		}
		head, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		upos := universal[f[1]]
		switch {
		case strings.HasPrefix(f[3], "aux") || f[3] == "cop":
			upos = "AUX"
		case upos == "":
			upos = "VERB"
		}
		s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: at, End: at + len(f[0])}, Text: f[0], Norm: f[0], UPOS: upos, XPOS: f[1], Head: head - 1, Deprel: f[3], Space: true})
		words = append(words, f[0])
		at += len(f[0]) + 1
	}
	s.Span = text.Span{End: at - 1}
	return &text.Document{Article: &text.Article{Text: strings.Join(words, " ")}, Sentences: []text.Sentence{s}}
}

func TestRead(t *testing.T) {
	for _, tc := range []struct {
		name, cells string
		want        []string // rule: relation | arguments
	}{
		{"object and phrase", "Anna/NNP/2/nsubj met/VBD/0/root Ben/NNP/2/obj in/IN/5/case Rome/NNP/2/obl ././2/punct",
			[]string{"verb-obj: met | Anna | Ben | in Rome"}},
		{"passive with agent and time", "Rome/NNP/3/nsubj:pass was/VBD/3/aux:pass founded/VBN/0/root by/IN/5/case twins/NNS/3/obl in/IN/7/case May/NNP/3/obl",
			[]string{"verb-obl: was founded by | Rome | twins | in May", "further-obl: was founded in | Rome | May"}},
		{"copula with its phrase", "Rome/NNP/4/nsubj is/VBZ/4/cop the/DT/4/det capital/NN/0/root of/IN/6/case Italy/NNP/4/nmod",
			[]string{"copula: is | Rome | the capital of Italy", "copula-of: is the capital of | Rome | Italy", "owned: has | Italy | capital"}},
		{"adjective with its phrase", "Anna/NNP/3/nsubj is/VBZ/3/cop responsible/JJ/0/root for/IN/5/case talks/NNS/3/obl",
			[]string{"copula-adjective-obl: is responsible for | Anna | talks"}},
		{"conjuncts are distributed", "Anna/NNP/4/nsubj and/CC/3/cc Ben/NNP/1/conj left/VBD/0/root Rome/NNP/4/obj",
			[]string{"verb-obj: left | Anna | Rome", "verb-obj: left | Ben | Rome"}},
		{"what stands between two is not", "Talks/NNS/2/nsubj began/VBD/0/root between/IN/4/case Rome/NNP/2/obl and/CC/6/cc Paris/NNP/4/conj",
			[]string{"verb-obl: began between | Talks | Rome and Paris"}},
		{"shared subject and auxiliary", "Ben/NNP/3/nsubj:pass was/VBD/3/aux:pass seen/VBN/0/root by/IN/5/case Anna/NNP/3/obl and/CC/7/cc thanked/VBN/3/conj by/IN/9/case Eva/NNP/7/obl",
			[]string{"verb-obl: was seen by | Ben | Anna", "conjunct-obl: was thanked by | Ben | Eva"}},
		{"infinitive joins its verb", "Anna/NNP/2/nsubj wanted/VBD/0/root to/TO/4/mark leave/VB/2/xcomp Rome/NNP/4/obj",
			[]string{"verb-complement-obj: wanted to leave | Anna | Rome"}},
		{"object control", "Anna/NNP/2/nsubj asked/VBD/0/root Ben/NNP/2/obj to/TO/5/mark leave/VB/2/xcomp Rome/NNP/5/obj",
			[]string{"verb-obj: asked | Anna | Ben | to leave Rome", "controlled-obj: to leave | Ben | Rome"}},
		{"relative clause", "Anna/NNP/4/nsubj who/WP/3/nsubj runs/VBZ/1/acl:relcl slept/VBD/0/root in/IN/6/case Rome/NNP/4/obl",
			[]string{"verb-obl: slept in | Anna | Rome"}},
		{"relative clause of a predicate", "Anna/NNP/4/nsubj is/VBZ/4/cop a/DT/4/det writer/NN/0/root who/WP/6/nsubj knows/VBZ/4/acl:relcl Ben/NNP/6/obj",
			[]string{"copula: is | Anna | a writer", "relative-obj: knows | Anna | Ben"}},
		{"object relative", "the/DT/2/det plan/NN/6/nsubj that/WDT/5/obj Anna/NNP/5/nsubj drew/VBD/2/acl:relcl pleased/VBD/0/root Ben/NNP/6/obj",
			[]string{"relative-obj: drew | Anna | the plan", "verb-obj: pleased | the plan | Ben"}},
		{"reduced participle", "plans/NNS/5/nsubj drawn/VBN/1/acl by/IN/4/case Anna/NNP/2/obl pleased/VBD/0/root Ben/NNP/5/obj",
			[]string{"participle-obl: was drawn by | plans | Anna", "verb-obj: pleased | plans drawn by Anna | Ben"}},
		{"apposition", "Anna/NNP/5/nsubj ,/,/1/punct a/DT/4/det writer/NN/1/appos met/VBD/0/root Ben/NNP/5/obj",
			[]string{"apposition: is | Anna | a writer", "verb-obj: met | Anna | Ben"}},
		{"possessive", "Anna/NNP/3/nmod:poss 's/POS/1/case plan/NN/4/nsubj pleased/VBD/0/root Ben/NNP/4/obj",
			[]string{"possessive: has | Anna | plan", "verb-obj: pleased | Anna 's plan | Ben"}},
		{"examples", "cities/NNS/6/nsubj such/JJ/4/case as/IN/2/fixed Rome/NNP/1/nmod often/RB/6/advmod please/VBP/0/root Ben/NNP/6/obj",
			[]string{"example: is | Rome | cities", "verb-obj: please | cities such as Rome | Ben"}},
		{"there is", "There/EX/2/expl is/VBZ/0/root hope/NN/2/nsubj in/IN/5/case Rome/NNP/2/obl",
			[]string{"existential: is | There | hope"}},
		{"negation", "Anna/NNP/4/nsubj did/VBD/4/aux not/RB/4/advmod meet/VB/0/root Ben/NNP/4/obj",
			[]string{"verb-obj: did not meet | Anna | Ben"}},
		{"no longer", "Anna/NNP/4/nsubj no/RB/3/advmod longer/RB/4/advmod wants/VBZ/0/root Rome/NNP/4/obj",
			[]string{"verb-obj: no longer wants | Anna | Rome"}},
		{"is to", "Anna/NNP/4/nsubj is/VBZ/4/aux to/TO/4/mark leave/VB/0/root Rome/NNP/4/obj",
			[]string{"verb-obj: is to leave | Anna | Rome"}},
		{"denied together", "No/DT/2/det injuries/NNS/6/nsubj:pass or/CC/4/cc deaths/NNS/2/conj were/VBD/6/aux:pass reported/VBN/0/root in/IN/8/case Rome/NNP/6/obl",
			[]string{"verb-obl: were reported in | No injuries or deaths | Rome"}},
		{"a name with &", "Ann/NNP/4/nsubj &/CC/3/cc Ben/NNP/1/conj left/VBD/0/root Rome/NNP/4/obj",
			[]string{"verb-obj: left | Ann & Ben | Rome"}},
		{"what was said", "Anna/NNP/2/nsubj said/VBD/0/root that/IN/5/mark Ben/NNP/5/nsubj left/VBD/2/ccomp Rome/NNP/5/obj",
			[]string{"verb-content: said | Anna | Ben left Rome", "verb-obj: left | Ben | Rome"}},
		{"stranded preposition", "Rome/NNP/3/nsubj:pass is/VBZ/3/aux:pass referred/VBN/0/root to/IN/3/obl as/IN/7/case a/DT/7/det city/NN/3/obl",
			[]string{"verb-obl: is referred to as | Rome | a city"}},
	} {
		d := sentence(t, tc.cells)
		var got []string
		for _, tp := range Read(d) {
			got = append(got, tp.Rule+": "+tp.Relation+" | "+strings.Join(tp.Args, " | "))
			if tp.Confidence <= 0 || tp.Confidence >= 1 {
				t.Errorf("%s: confidence %v", tc.name, tp.Confidence)
			}
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, strings.Join(got, "\n     "), strings.Join(tc.want, "\n     "))
		}
	}
}

// FuzzRead gives the reader trees with heads and relations at random.
func FuzzRead(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7})
	f.Add([]byte{1, 0, 1, 0, 200, 9, 9})
	rels := []string{"root", "nsubj", "obj", "obl", "conj", "cc", "acl:relcl", "acl", "advcl", "xcomp", "ccomp", "appos", "cop", "aux", "case", "nmod", "nmod:poss", "expl", "punct", "nsubj:outer"}
	tags := []string{"VBD", "NN", "NNP", "IN", "WP", "JJ", ",", "CC", "VBN"}
	known := map[string]bool{}
	for _, rule := range Rules() {
		known[rule.Name] = true
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 60 {
			return
		}
		var cells []string
		for i, b := range data {
			cells = append(cells, fmt.Sprintf("w%d/%s/%d/%s", i, tags[int(b)%len(tags)], int(b>>2)%(len(data)+3)-1, rels[int(b)%len(rels)]))
		}
		d := sentence(t, strings.Join(cells, " "))
		for _, fact := range Facts(d, 0) {
			if fact.Subject == "" || fact.Relation == "" || !known[fact.Rule] || fact.Object == "" && fact.Rule != "intransitive" {
				t.Errorf("fact without its parts or rule: %+v", fact)
			}
		}
		for _, tp := range Read(d) {
			if !known[tp.Rule] {
				t.Errorf("the rule %s is not listed", tp.Rule)
			}
			if len(tp.Args) < 2 || tp.Args[0] == "" || tp.Args[1] == "" || tp.Relation == "" {
				t.Errorf("tuple without its parts: %+v", tp)
			}
		}
	})
}
