// Package gold reads sentences whose tags, trees or names people have
// annotated: treebanks in CoNLL-U, GUM's entities, Universal NER and WikiGold.
//
// What enters: the files of those corpora. What leaves: examples that hold
// what is known of a sentence and nothing else. It never splits data into
// training and dev sets and never guesses a missing annotation.
package gold

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
)

// Example is a sentence with what is known of it. A nil slice means that the
// layer is not annotated and takes no part in the loss.
type Example struct {
	ID         string // sent_id, or ""
	Forms      []string
	UPOS, XPOS []string
	Heads      []int // 0-based, -1 for the root
	Deprels    []string
	Names      []string // "O", "B-PER", "I-PER" …
}

// HeldOut reports whether the document of WikiGold with that index, from 0,
// is kept for scoring: every tenth is.
func HeldOut(document int) bool { return document%10 == 9 }

// Name is a name in a sentence: the tokens [First, End).
type Name struct {
	First, End int
	Kind       string // "PER", "ORG", "LOC" or "OTHER"
}

// Names reads the names off labels: a B- and the I- of the same kind that
// follow it. An I- without its B- counts as O.
func Names(labels []string) []Name {
	var out []Name
	for i := 0; i < len(labels); i++ {
		kind, ok := strings.CutPrefix(labels[i], "B-")
		if !ok {
			continue
		}
		end := i + 1
		for end < len(labels) && labels[end] == "I-"+kind {
			end++
		}
		out = append(out, Name{i, end, kind})
	}
	return out
}

// ReadTreebank reads CoNLL-U; with names it also takes name labels from the
// Entity annotations of GUM.
func ReadTreebank(r io.Reader, names bool) ([]*Example, error) {
	var out []*Example
	for s, err := range conllu.NewReader(r).All() {
		if err != nil {
			return nil, err
		}
		if len(s.Words) == 0 {
			continue
		}
		e := &Example{ID: s.ID()}
		for i := range s.Words {
			w := &s.Words[i]
			e.Forms = append(e.Forms, Plain(w.Form))
			e.UPOS = append(e.UPOS, w.UPOS)
			e.XPOS = append(e.XPOS, w.XPOS)
			e.Heads = append(e.Heads, w.Head)
			e.Deprels = append(e.Deprels, w.Deprel)
		}
		if names {
			e.Names = NamesOf(s)
		}
		out = append(out, e)
	}
	return out, nil
}

// ReadUNER reads the IOB2 files of Universal NER: number, form, label.
func ReadUNER(r io.Reader) ([]*Example, error) {
	var out []*Example
	e := new(Example)
	flush := func() {
		if len(e.Forms) > 0 {
			out, e = append(out, e), new(Example)
		}
	}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		line := sc.Text()
		if line == "" {
			flush()
			continue
		}
		if line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		if len(col) < 3 {
			return nil, fmt.Errorf("line %q has no label", line)
		}
		e.Forms = append(e.Forms, Plain(col[1]))
		e.Names = append(e.Names, col[2])
	}
	flush()
	return out, sc.Err()
}

// ReadWikiGold reads WikiGold's documents: "form label" lines whose labels
// have no B-, with a blank line after each sentence and -DOCSTART- before each
// document. Words that are joined by a hyphen are split, as the tokeniser does.
func ReadWikiGold(r io.Reader) ([][]*Example, error) {
	var docs [][]*Example
	var doc []*Example
	e := new(Example)
	last := "O"
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		form, label, ok := strings.Cut(strings.TrimSpace(sc.Text()), " ")
		if !ok {
			if len(e.Forms) > 0 {
				doc, e = append(doc, e), new(Example)
			}
			last = "O"
			continue
		}
		if form == "-DOCSTART-" {
			if len(doc) > 0 {
				docs, doc = append(docs, doc), nil
			}
			continue
		}
		label = strings.Replace(label, "MISC", "OTHER", 1)
		for _, part := range splitHyphens(Plain(form)) {
			e.Forms = append(e.Forms, part)
			switch {
			case label == "O" || label == last:
				e.Names = append(e.Names, label)
			default:
				e.Names = append(e.Names, "B"+label[1:])
			}
			last = label
		}
	}
	if len(e.Forms) > 0 {
		doc = append(doc, e)
	}
	if len(doc) > 0 {
		docs = append(docs, doc)
	}
	return docs, sc.Err()
}

// splitHyphens cuts "techno-based" into three tokens.
func splitHyphens(form string) []string {
	parts := strings.Split(form, "-")
	for _, p := range parts {
		if len(p) < 2 || strings.Trim(p, "0123456789.,") == "" {
			return []string{form}
		}
	}
	var out []string
	for i, p := range parts {
		if i > 0 {
			out = append(out, "-")
		}
		out = append(out, p)
	}
	return out
}

// Plain is the form that tokens have for models: straight quotes, ordinary
// spaces, no soft hyphens.
func Plain(form string) string { return plainer.Replace(form) }

var plainer = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ", "\u00ad", "")
