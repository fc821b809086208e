package train

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// maxTaught is how many tokens a sentence may have that a teacher annotates:
// longer ones are lists and tables more often than prose.
const maxTaught = 80

// LoadUnlabelled reads text that nobody has annotated: the snippets of
// encyclopedia articles of coref/gap-development.tsv below dir, as sentences
// of which nothing but the words is known. What GAP says of pronouns is not
// looked at.
func LoadUnlabelled(dir string) ([]*gold.Example, error) {
	texts, err := readFile(filepath.Join(dir, "coref", "gap-development.tsv"), secondColumn)
	if err != nil {
		return nil, err
	}
	var out []*gold.Example
	for _, t := range texts {
		for _, s := range token.Split(&text.Article{Text: t}) {
			if len(s.Tokens) > maxTaught {
				continue
			}
			e := new(gold.Example)
			for i := range s.Tokens {
				e.Forms = append(e.Forms, s.Tokens[i].Norm)
			}
			out = append(out, e)
		}
	}
	return out, nil
}

// secondColumn reads the second column of lines parted by tabs, but for the
// first line.
func secondColumn(r io.Reader) ([]string, error) {
	var out []string
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		f := strings.Split(sc.Text(), "\t")
		if len(f) < 2 {
			return nil, fmt.Errorf("line %d has no second column", n)
		}
		if n > 1 {
			out = append(out, f[1])
		}
	}
	return out, sc.Err()
}

// Teach returns the examples with all layers: where a layer is not annotated
// it is what the teacher says. An example that lacks nothing is returned as
// it is; none is changed. A student that learns from what several joined
// teachers agree on comes near to them at the cost of one (Kuncoro et al.,
// Distilling an Ensemble of Greedy Dependency Parsers into One MST Parser,
// EMNLP 2016).
func Teach(teacher *parse.Parser, examples []*gold.Example) []*gold.Example {
	out := slices.Clone(examples)
	var at []int
	var bare []*gold.Example
	for i, e := range examples {
		if e.UPOS == nil || e.XPOS == nil || e.Heads == nil || e.Names == nil {
			at, bare = append(at, i), append(bare, e)
		}
	}
	sents, names := annotate(teacher, bare)
	for k, e := range bare {
		full := *e
		if e.UPOS == nil || e.XPOS == nil {
			full.UPOS, full.XPOS = make([]string, len(e.Forms)), make([]string, len(e.Forms))
			for t, w := range sents[k].Tokens {
				full.UPOS[t], full.XPOS[t] = w.UPOS, w.XPOS
			}
		}
		if e.Heads == nil {
			full.Heads, full.Deprels = make([]int, len(e.Forms)), make([]string, len(e.Forms))
			for t, w := range sents[k].Tokens {
				full.Heads[t], full.Deprels[t] = w.Head, w.Deprel
			}
		}
		if e.Names == nil {
			full.Names = names[k]
		}
		out[at[k]] = &full
	}
	return out
}
