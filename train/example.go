package train

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
)

// Example is a sentence with what is known of it. A nil slice means that the
// layer is not annotated and takes no part in the loss.
type Example struct {
	Forms      []string
	UPOS, XPOS []string
	Heads      []int // 0-based, -1 for the root
	Deprels    []string
	Names      []string // "O", "B-PER", "I-PER" …
}

// Corpus is what a parser is trained on and watched with.
type Corpus struct {
	Train []*Example
	Trees []DevSet // scored for tags and trees
	Names []DevSet // scored for names
}

// DevSet is a named set of held-out examples.
type DevSet struct {
	Name     string
	Examples []*Example
}

// heldOut is the share of WikiGold's documents that are never trained on: one
// in so many.
const heldOut = 10

// LoadCorpus reads the data below dir. Training: treebank/ewt-train.conllu,
// treebank/gum-open-train.conllu and nine tenths of WikiGold. Held out: the
// dev files of both treebanks, ner/uner-ewt-dev.iob2 (the same sentences as
// the dev file of EWT) and every tenth document of WikiGold.
func LoadCorpus(dir string) (*Corpus, error) {
	c := new(Corpus)
	bank := func(file string, names bool) ([]*Example, error) {
		return readFile(filepath.Join(dir, "treebank", file), func(f *os.File) ([]*Example, error) { return ReadTreebank(f, names) })
	}
	for _, b := range []struct {
		file  string
		names bool
	}{{"ewt-train.conllu", false}, {"gum-open-train.conllu", true}} {
		ex, err := bank(b.file, b.names)
		if err != nil {
			return nil, err
		}
		c.Train = append(c.Train, ex...)
	}
	for _, b := range []struct{ file, name string }{{"ewt-dev.conllu", "ewt-dev"}, {"gum-open-dev.conllu", "gum-open-dev"}} {
		ex, err := bank(b.file, b.name == "gum-open-dev")
		if err != nil {
			return nil, err
		}
		c.Trees = append(c.Trees, DevSet{b.name, ex})
	}
	c.Names = append(c.Names, DevSet{"gum-open-dev", c.Trees[1].Examples})
	uner, err := readFile(filepath.Join(dir, "ner", "uner-ewt-dev.iob2"), readUNER)
	if err != nil {
		return nil, err
	}
	docs, err := readFile(filepath.Join(dir, "ner", "wikigold", "wikigold.conll.txt"), readWikiGold)
	if err != nil {
		return nil, err
	}
	var held []*Example
	for i, d := range docs {
		if i%heldOut == heldOut-1 {
			held = append(held, d...)
		} else {
			c.Train = append(c.Train, d...)
		}
	}
	c.Names = append(c.Names, DevSet{"uner-ewt-dev", uner}, DevSet{"wikigold-tenth", held})
	return c, nil
}

func readFile[T any](path string, read func(*os.File) (T, error)) (T, error) {
	var zero T
	f, err := os.Open(path)
	if err != nil {
		return zero, fmt.Errorf("train: %w", err)
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return zero, fmt.Errorf("train: %s: %w", path, err)
	}
	return v, nil
}

// ReadTreebank reads CoNLL-U; with names it also takes name labels from the
// Entity annotations of GUM.
func ReadTreebank(f *os.File, names bool) ([]*Example, error) {
	var out []*Example
	for s, err := range conllu.NewReader(f).All() {
		if err != nil {
			return nil, err
		}
		if len(s.Words) == 0 {
			continue
		}
		e := new(Example)
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

// readUNER reads the IOB2 files of Universal NER: number, form, label.
func readUNER(f *os.File) ([]*Example, error) {
	var out []*Example
	e := new(Example)
	flush := func() {
		if len(e.Forms) > 0 {
			out, e = append(out, e), new(Example)
		}
	}
	sc := bufio.NewScanner(f)
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

// readWikiGold reads WikiGold's documents: "form label" lines whose labels
// have no B-, with a blank line after each sentence and -DOCSTART- before each
// document. Words that are joined by a hyphen are split, as the tokeniser does.
func readWikiGold(f *os.File) ([][]*Example, error) {
	var docs [][]*Example
	var doc []*Example
	e := new(Example)
	last := "O"
	sc := bufio.NewScanner(f)
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
