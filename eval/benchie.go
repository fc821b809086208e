package eval

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// FactSentence is a sentence with all that it says: each fact is a cluster
// of the ways to word it.
type FactSentence struct {
	ID    string
	Text  string
	Facts []Fact
}

// Fact is a set of triples that say the same.
type Fact []FactTriple

// FactTriple is a way to word a fact.
type FactTriple struct{ Subject, Relation, Object []FactWords }

// FactWords are words that belong together: they are all there or, if
// optional, all left out. They are in lower case.
type FactWords struct {
	Words    []string
	Optional bool
}

// FactScore counts exact facts (Gashteovski et al. 2022). Precision, recall
// and F1 are from 0 to 1.
type FactScore struct {
	Precision, Recall, F1                float64
	Right, Predicted, Found, Gold, Again int // Again: right ones whose fact had been found before
}

// Add adds the counts of other sentences and computes the figures anew.
func (s *FactScore) add(o FactScore) {
	s.Right, s.Predicted, s.Found, s.Gold, s.Again = s.Right+o.Right, s.Predicted+o.Predicted, s.Found+o.Found, s.Gold+o.Gold, s.Again+o.Again
	s.Precision, s.Recall = ratio(s.Right, s.Predicted), ratio(s.Found, s.Gold)
	s.F1 = harmonic(s.Precision, s.Recall)
}

// ReadFacts reads sentences with clusters of triples:
//
//	sent_id:7	Anna Lind met Ben in Oslo.
//	7--> Cluster 1:
//	Anna Lind --> met --> Ben
//	7--> Cluster 2:
//	[Anna] Lind --> met [Ben] in --> Oslo
//
// Words in brackets may be left out, those of one pair of brackets all
// together. Empty lines and lines that begin with # are skipped. It fails,
// with the line, on a cluster or triple out of place, an id that is there
// twice, a triple that has not three parts or lacks the words of the first
// two, and brackets without a partner. A part may be optional altogether:
// "Anna --> [is] --> mayor"; a clause without object has nothing behind the
// second arrow.
func ReadFacts(r io.Reader) ([]FactSentence, error) {
	var out []FactSentence
	seen := map[string]bool{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	fail := func(n int, format string, args ...any) error {
		return fmt.Errorf("eval: facts, line %d: %s", n, fmt.Sprintf(format, args...))
	}
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if rest, ok := strings.CutPrefix(line, "sent_id:"); ok {
			id, text, ok := strings.Cut(rest, "\t")
			if id, text = strings.TrimSpace(id), strings.TrimSpace(text); !ok || id == "" || text == "" {
				return nil, fail(n, "want sent_id:NUMBER, a tab and the sentence")
			}
			if seen[id] {
				return nil, fail(n, "sentence %s is there twice", id)
			}
			seen[id] = true
			out = append(out, FactSentence{ID: id, Text: text})
			continue
		}
		if len(out) == 0 {
			return nil, fail(n, "%q stands before the first sent_id: line", line)
		}
		s := &out[len(out)-1]
		if id, rest, ok := strings.Cut(line, "-->"); ok && strings.HasPrefix(strings.TrimSpace(rest), "Cluster ") && strings.HasSuffix(rest, ":") {
			if strings.TrimSpace(id) != s.ID {
				return nil, fail(n, "a cluster of sentence %q below sentence %q", strings.TrimSpace(id), s.ID)
			}
			s.Facts = append(s.Facts, nil)
			continue
		}
		if len(s.Facts) == 0 {
			return nil, fail(n, "%q stands before the first cluster of sentence %s", line, s.ID)
		}
		t, err := parseTriple(line)
		if err != nil {
			return nil, fail(n, "%v", err)
		}
		f := &s.Facts[len(s.Facts)-1]
		*f = append(*f, t)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("eval: read facts: %w", err)
	}
	return out, nil
}

func parseTriple(line string) (FactTriple, error) {
	parts := strings.Split(line, "-->")
	if len(parts) != 3 {
		return FactTriple{}, fmt.Errorf("want subject --> relation --> object, got %d parts", len(parts))
	}
	var slots [3][]FactWords
	for i, p := range parts {
		var err error
		if slots[i], err = parseWords(p); err != nil {
			return FactTriple{}, err
		}
		if i < 2 && len(slots[i]) == 0 {
			return FactTriple{}, fmt.Errorf("subject or relation has no words")
		}
	}
	return FactTriple{slots[0], slots[1], slots[2]}, nil
}

func parseWords(s string) ([]FactWords, error) {
	var out []FactWords
	for s != "" {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			open = len(s)
		}
		if strings.Contains(s[:open], "]") {
			return nil, fmt.Errorf("a ] without its [ in %q", s)
		}
		if w := factWords(s[:open]); len(w) > 0 {
			out = append(out, FactWords{Words: w})
		}
		if open == len(s) {
			break
		}
		inside, rest, ok := strings.Cut(s[open+1:], "]")
		if !ok || strings.Contains(inside, "[") {
			return nil, fmt.Errorf("a [ without its ] in %q", s)
		}
		if w := factWords(inside); len(w) > 0 {
			out = append(out, FactWords{Words: w, Optional: true})
		}
		s = rest
	}
	return out, nil
}

// factWords are the words in lower case; a possessive 's belongs to the word
// before it.
func factWords(s string) []string {
	return strings.Fields(strings.NewReplacer(" 's", "'s", " ’s", "’s").Replace(strings.ToLower(s)))
}

// fits reports whether the words are those of the slot, with or without its
// optional ones.
func fits(slot []FactWords, words []string) bool {
	if len(slot) == 0 {
		return len(words) == 0
	}
	first := slot[0]
	if k := len(first.Words); k <= len(words) && slices.Equal(first.Words, words[:k]) && fits(slot[1:], words[k:]) {
		return true
	}
	return first.Optional && fits(slot[1:], words)
}

// says reports whether the triple words the fact: equal to one of its ways
// in every slot.
func (f Fact) says(t OpenTuple) bool {
	if len(t.Args) == 0 {
		return false
	}
	subject, relation := factWords(t.Args[0]), factWords(t.Relation)
	var object []string
	if len(t.Args) > 1 {
		object = factWords(t.Args[1])
	}
	return slices.ContainsFunc(f, func(g FactTriple) bool {
		return fits(g.Subject, subject) && fits(g.Relation, relation) && fits(g.Object, object)
	})
}

// ScoreFacts scores triples, one list for each sentence; arguments behind
// the second are not looked at. Precision is the share of the triples that
// word a fact of their sentence, recall the share of the facts that some
// triple words: a fact counts once, however often it is said. Facts without
// a triple in the gold file are left out.
func ScoreFacts(gold []FactSentence, predicted [][]OpenTuple) FactScore {
	var total FactScore
	for n, s := range gold {
		var one FactScore
		found := make([]bool, len(s.Facts))
		for _, f := range s.Facts {
			if len(f) > 0 {
				one.Gold++
			}
		}
		if n < len(predicted) {
			one.Predicted = len(predicted[n])
			for _, t := range predicted[n] {
				right, fresh := false, false
				for i, f := range s.Facts {
					if f.says(t) {
						right, fresh, found[i] = true, fresh || !found[i], true
					}
				}
				if right {
					one.Right++
					if !fresh {
						one.Again++
					}
				}
			}
		}
		for _, ok := range found {
			if ok {
				one.Found++
			}
		}
		total.add(one)
	}
	return total
}
