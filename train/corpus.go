package train

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/train/gold"
)

// Corpus is what a parser is trained on and watched with.
type Corpus struct {
	Train []*gold.Example
	Again []*gold.Example // of Train, what may be read more than once in a pass: edited text with trees and names
	Bare  []*gold.Example // words alone, read only as a teacher annotates them
	Trees []DevSet        // scored for tags and trees
	Names []DevSet        // scored for names
}

// DevSet is a named set of held-out examples.
type DevSet struct {
	Name     string
	Examples []*gold.Example
}

// LoadCorpus reads the data below dir. Training: treebank/ewt-train.conllu,
// treebank/gum-open-train.conllu and nine tenths of WikiGold. Held out: the
// dev files of both treebanks, ner/uner-ewt-dev.iob2 (the same sentences as
// the dev file of EWT) and every tenth document of WikiGold.
func LoadCorpus(dir string) (*Corpus, error) {
	c := new(Corpus)
	bank := func(file string, names bool) ([]*gold.Example, error) {
		return readFile(filepath.Join(dir, "treebank", file), func(f io.Reader) ([]*gold.Example, error) { return gold.ReadTreebank(f, names) })
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
		if b.names {
			c.Again = append(c.Again, ex...)
		}
	}
	for _, b := range []struct{ file, name string }{{"ewt-dev.conllu", "ewt-dev"}, {"gum-open-dev.conllu", "gum-open-dev"}} {
		ex, err := bank(b.file, b.name == "gum-open-dev")
		if err != nil {
			return nil, err
		}
		c.Trees = append(c.Trees, DevSet{b.name, ex})
	}
	c.Names = append(c.Names, DevSet{"gum-open-dev", c.Trees[1].Examples})
	uner, err := readFile(filepath.Join(dir, "ner", "uner-ewt-dev.iob2"), gold.ReadUNER)
	if err != nil {
		return nil, err
	}
	docs, err := readFile(filepath.Join(dir, "ner", "wikigold", "wikigold.conll.txt"), gold.ReadWikiGold)
	if err != nil {
		return nil, err
	}
	var held []*gold.Example
	for i, d := range docs {
		if gold.HeldOut(i) {
			held = append(held, d...)
		} else {
			c.Train = append(c.Train, d...)
			c.Train = append(c.Train, d...) // there are few names: each twice, under other names
		}
	}
	c.Names = append(c.Names, DevSet{"uner-ewt-dev", uner}, DevSet{"wikigold-tenth", held})
	return c, nil
}

func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
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
