// Package lemmas learns the table of suffix rules and exceptions of
// nlp/lemma.
//
// What enters: the exception lists and word lists of WordNet and the lemmas
// of treebanks. What leaves: the table. The same input gives the same bytes.
package lemmas

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// Weights of the sources, so that what people write outweighs what a
// dictionary allows.
const (
	weightRegular   = 1 // an inflection formed by rule from a WordNet lemma
	weightException = 3 // a line of WordNet's exception lists
	weightTreebank  = 4 // one occurrence in a treebank
)

// pair is an inflected form and its lemma in a class of inflection.
type pair struct{ class, form, lemma string }

// script is the edit from a form to its lemma.
type script struct {
	strip int
	add   string
}

// Learn writes the table. data is the folder that holds treebank/, dir that
// of WordNet 3.0.
func Learn(w io.Writer, data, dir string) error {
	pairs := make(map[pair]int)
	if err := addWordNet(pairs, dir); err != nil {
		return err
	}
	for _, f := range []string{"ewt-train.conllu", "gum-open-train.conllu"} {
		if err := addTreebank(pairs, filepath.Join(data, "treebank", f)); err != nil {
			return err
		}
	}
	return write(w, pairs)
}

func addWordNet(pairs map[pair]int, dir string) error {
	db, err := wordnet.Open(dir)
	if err != nil {
		return fmt.Errorf("lemmas: %w", err)
	}
	irregular := make(map[string]bool) // class of words and lemma with a line in an exception list
	for _, f := range []struct {
		file    string
		classes func(form, lemma string) []string
	}{
		{"verb.exc", verbClasses}, {"noun.exc", one("NNS")}, {"adj.exc", adjectiveClasses}, {"adv.exc", adjectiveClasses},
	} {
		err := lines(filepath.Join(dir, f.file), func(line string) {
			words := strings.Fields(line)
			if len(words) < 2 || !plain(words[0]) || !plain(words[1]) {
				return
			}
			for _, c := range f.classes(words[0], words[1]) {
				pairs[pair{c, words[0], words[1]}] += weightException
				irregular[c+" "+words[1]] = true
			}
		})
		if err != nil {
			return err
		}
	}
	regular := func(class, lemma, form string) {
		if !irregular[class+" "+lemma] {
			pairs[pair{class, form, lemma}] += weightRegular
		}
	}
	for _, v := range db.Lemmas(wordnet.Verb) {
		if plain(v) {
			regular("VBZ", v, addS(v))
			regular("VBG", v, addSuffix(v, "ing"))
			regular("VBD", v, addSuffix(v, "ed"))
			regular("VBN", v, addSuffix(v, "ed"))
		}
	}
	for _, n := range db.Lemmas(wordnet.Noun) {
		if plain(n) {
			regular("NNS", n, addS(n))
		}
	}
	for _, a := range db.Lemmas(wordnet.Adj) {
		if plain(a) && len(a) <= 7 {
			regular("JJR", a, addSuffix(a, "er"))
			regular("JJS", a, addSuffix(a, "est"))
			regular("RBR", a, addSuffix(a, "er"))
			regular("RBS", a, addSuffix(a, "est"))
		}
	}
	return nil
}

func one(class string) func(string, string) []string {
	return func(string, string) []string { return []string{class} }
}

func verbClasses(form, _ string) []string {
	switch {
	case strings.HasSuffix(form, "ing"):
		return []string{"VBG"}
	case strings.HasSuffix(form, "s"):
		return []string{"VBZ"}
	}
	return []string{"VBD", "VBN"}
}

func adjectiveClasses(form, lemma string) []string {
	switch {
	case form == lemma:
		return nil
	case strings.HasSuffix(form, "st"):
		return []string{"JJS", "RBS"}
	}
	return []string{"JJR", "RBR"}
}

// plain reports words of lower-case letters only.
func plain(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return w != ""
}

func addS(w string) string {
	switch {
	case endsIn(w, "s", "x", "z", "ch", "sh"):
		return w + "es"
	case strings.HasSuffix(w, "y") && len(w) > 1 && !vowel(w[len(w)-2]):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

func addSuffix(w, suffix string) string {
	switch {
	case strings.HasSuffix(w, "ie") && suffix == "ing":
		return w[:len(w)-2] + "ying"
	case strings.HasSuffix(w, "ee") && suffix == "ing", endsIn(w, "oe", "ye") && suffix == "ing":
		return w + suffix
	case strings.HasSuffix(w, "e"):
		return w[:len(w)-1] + suffix
	case strings.HasSuffix(w, "y") && len(w) > 1 && !vowel(w[len(w)-2]) && suffix != "ing":
		return w[:len(w)-1] + "i" + suffix
	case strings.HasSuffix(w, "c") && suffix != "est" && suffix != "er":
		return w + "k" + suffix
	}
	return w + suffix
}

func endsIn(w string, suffixes ...string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(w, s) })
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

func addTreebank(pairs map[pair]int, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("lemmas: %w", err)
	}
	defer f.Close()
	for s, err := range conllu.NewReader(f).All() {
		if err != nil {
			return fmt.Errorf("lemmas: %s: %w", path, err)
		}
		for _, w := range s.Words {
			if _, typo := conllu.Attr(w.Feats, "Typo"); typo && w.UPOS != "AUX" && w.UPOS != "PART" || w.UPOS == "PROPN" || w.XPOS == "NNP" {
				continue
			}
			form := strings.ToLower(token.Norm(w.Form))
			if c := lemma.Class(w.UPOS, w.XPOS); c != "" && w.Lemma != "_" && !strings.ContainsAny(form+w.Lemma, "\t ") {
				pairs[pair{c, form, w.Lemma}] += weightTreebank
			}
		}
	}
	return nil
}

func lines(path string, each func(string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("lemmas: %w", err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	for s.Scan() {
		each(s.Text())
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("lemmas: %s: %w", path, err)
	}
	return nil
}

// write learns the rules of each class and writes them in order.
func write(w io.Writer, pairs map[pair]int) error {
	best := make(map[string]map[string]pair) // class → form → heaviest pair
	for _, p := range slices.SortedFunc(maps.Keys(pairs), func(a, b pair) int {
		return strings.Compare(a.class+"\t"+a.form+"\t"+a.lemma, b.class+"\t"+b.form+"\t"+b.lemma)
	}) {
		if best[p.class] == nil {
			best[p.class] = make(map[string]pair)
		}
		if old, ok := best[p.class][p.form]; !ok || pairs[p] > pairs[old] {
			best[p.class][p.form] = p
		}
	}
	out := bufio.NewWriter(w)
	for _, class := range slices.Sorted(maps.Keys(best)) {
		for _, line := range learnClass(best[class], pairs, closed[class]) {
			fmt.Fprintf(out, "%s\t%s\n", class, line)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("lemmas: write: %w", err)
	}
	return nil
}

// closed are the classes of which only whole words are learned.
var closed = map[string]bool{"AUX": true, "DET": true, "PART": true, "VB": true, "ADJ": true,
	"PRP": true, "PRP$": true, "WP": true, "WP$": true, "WDT": true, "DT": true, "EX": true, "NN": true, "PDT": true}

// example is a form with its script and weight.
type example struct {
	form   string
	script script
	weight int
}

func learnClass(best map[string]pair, pairs map[pair]int, closed bool) []string {
	var all []example
	for _, form := range slices.Sorted(maps.Keys(best)) {
		p := best[form]
		all = append(all, example{form, scriptOf(form, p.lemma), pairs[p]})
	}
	var out []string
	if closed {
		for _, e := range all {
			if e.script != (script{}) {
				out = append(out, line("^"+e.form, e.script))
			}
		}
		return out
	}
	grow(all, 0, script{}, &out)
	slices.Sort(out)
	return out
}

// minGain is the number of examples that a new suffix rule must set right,
// less those it sets wrong. An exception costs as much as a rule, so a rule
// for fewer saves nothing.
const minGain = 2

// grow adds the rule for the common suffix of n bytes of examples where it
// differs from the inherited one, then those of longer suffixes.
func grow(examples []example, n int, inherited script, out *[]string) {
	count := make(map[script]int)
	for _, e := range examples {
		if e.script.strip < len(e.form) {
			count[e.script]++
		}
	}
	top := inherited
	for _, e := range examples { // in order of form, so that ties are settled alike
		if count[e.script] > count[top] {
			top = e.script
		}
	}
	if top != inherited && count[top]-count[inherited] >= minGain {
		*out = append(*out, line(examples[0].form[len(examples[0].form)-n:], top))
	} else {
		top = inherited
	}
	if n == lemma.MaxSuffix {
		except(examples, top, out)
		return
	}
	groups := make(map[string][]example)
	for _, e := range examples {
		if len(e.form) <= n+1 {
			except([]example{e}, top, out)
			continue
		}
		s := e.form[len(e.form)-n-1:]
		groups[s] = append(groups[s], e)
	}
	for _, s := range slices.Sorted(maps.Keys(groups)) {
		grow(groups[s], n+1, top, out)
	}
}

func except(examples []example, rule script, out *[]string) {
	for _, e := range examples {
		if e.script != rule {
			*out = append(*out, line("^"+e.form, e.script))
		}
	}
}

func line(ending string, s script) string { return fmt.Sprintf("%s\t%d\t%s", ending, s.strip, s.add) }

func scriptOf(form, lemma string) script {
	n := 0
	for n < len(form) && n < len(lemma) && form[n] == lemma[n] {
		n++
	}
	return script{len(form) - n, lemma[n:]}
}
