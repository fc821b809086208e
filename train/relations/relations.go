// Package relations derives further forms of the vocabulary's relations from
// dictionaries: which verbs say the same as one that the vocabulary has.
//
// What enters: WordNet, the CAMEO verb dictionary of PETRARCH2 and the
// vocabulary. What leaves: a table of forms with their relations and why. It
// never changes a form that the vocabulary has, and nothing that is shipped
// reads the dictionaries.
package relations

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// Entry is a derived form.
type Entry struct {
	Form     string
	Relation schema.Relation
	Why      string // "wordnet condemn" or "wordnet+cameo condemn": the form that it says the same as
}

// maxSenses bounds how many things a derived verb may mean: the commonest
// verbs (get, take, run) say too much else.
const maxSenses = 6

// Derive lists the forms in order of the alphabet. A form vouches for a verb
// if the most frequent sense of both in WordNet is the same, or if they share
// one of their first two senses and a block of the CAMEO dictionary. A verb
// is taken if two forms of a relation vouch for it, spellings of one counted
// once, or, for a verb of one word, the form that names the relation; and if
// all that vouch have one relation. It takes the prepositions along that
// these forms have with the same relation.
func Derive(db *wordnet.DB, cameo io.Reader, v *schema.Vocabulary) ([]Entry, error) {
	blocks, err := readBlocks(cameo)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, verb := range db.Lemmas(wordnet.Verb) {
		form := strings.ReplaceAll(verb, " ", "_")
		senses := db.Senses(wordnet.Verb, verb)
		if _, known := v.Normalize(form); known || slices.Contains(refused, form) || len(senses) == 0 || len(senses) > maxSenses || !plain.MatchString(form) {
			continue
		}
		found := map[schema.Relation][]string{}
		sure := map[string]string{}
		for rank, id := range senses[:min(2, len(senses))] {
			for _, other := range db.Synset(id).Words {
				f := strings.ReplaceAll(other, " ", "_")
				rel, ok := v.Normalize(f)
				if !ok || f == form {
					continue
				}
				theirs := slices.Index(db.Senses(wordnet.Verb, other), id)
				switch together := blocks.share(verb, other); {
				case rank == 0 && theirs == 0 && together:
					sure[f] = "wordnet+cameo"
				case rank == 0 && theirs == 0:
					sure[f] = "wordnet"
				case theirs >= 0 && theirs < 2 && together:
					sure[f] = "wordnet+cameo"
				default:
					continue
				}
				if !slices.Contains(found[rel], f) {
					found[rel] = append(found[rel], f)
				}
			}
		}
		if len(found) == 0 {
			if rel, anchor := blocks.majority(verb, v); rel != "" && near(db, verb, anchor) && !strings.Contains(form, "_") {
				out = append(out, Entry{form, rel, "cameo+wordnet " + anchor})
			}
			continue
		}
		if len(found) != 1 {
			continue
		}
		for rel, forms := range found {
			slices.Sort(forms)
			if !vouched(form, rel, forms) {
				continue
			}
			out = append(out, Entry{form, rel, sure[forms[0]] + " " + forms[0]})
			taken := map[string]bool{}
			for _, f := range forms {
				for _, p := range prepositions {
					if r, ok := v.Normalize(f + "_" + p); ok && r == rel && !taken[p] {
						if _, known := v.Normalize(form + "_" + p); !known {
							taken[p] = true
							out = append(out, Entry{form + "_" + p, rel, sure[f] + " " + f + "_" + p})
						}
					}
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Entry) int { return strings.Compare(a.Form, b.Form) })
	return slices.CompactFunc(out, func(a, b Entry) bool { return a.Form == b.Form }), nil
}

// refused are verbs that a reader of the table took out, because in news they
// mostly say something else: to jeopardize is no threat that somebody makes.
var refused = strings.Fields(`action activate cane chew_up come_in conflate disassociate discount disjoint dissociate
	disunite endanger foreclose get_in gird go_in hale exercise imperil implement jeopardise jeopardize launch lecture merchandise necessitate off
	peril plead promote quote recede set_out speak summon tally typify unify vacate`)

// vouched reports whether the forms are enough to take the verb.
func vouched(form string, rel schema.Relation, forms []string) bool {
	spelling := strings.NewReplacer("is", "iz", "our", "or")
	distinct := map[string]bool{}
	for _, f := range forms {
		if f = spelling.Replace(f); f != spelling.Replace(form) {
			distinct[f] = true
		} else if !strings.Contains(form, "_") {
			return true // another spelling of the form itself
		}
	}
	return len(distinct) >= 2 || slices.Contains(forms, string(rel)) && !strings.Contains(form, "_")
}

var (
	plain        = regexp.MustCompile(`^[a-z]+([_-][a-z]+)*$`)
	prepositions = []string{"about", "against", "at", "for", "from", "in", "into", "of", "on", "over", "to", "with"}
)

// blocks are the groups of verbs of the CAMEO dictionary by the verb.
type blocks map[string]map[int]bool

func (b blocks) share(x, y string) bool {
	for n := range b[x] {
		if b[y][n] {
			return true
		}
	}
	return false
}

// majority is the relation that three quarters of the known verbs, and at
// least two, of the blocks of the verb have, and the first of these.
func (b blocks) majority(verb string, v *schema.Vocabulary) (schema.Relation, string) {
	var rel schema.Relation
	var anchors []string
	known := 0
	if len(b[verb]) == 0 {
		return "", ""
	}
	for _, other := range slices.Sorted(maps.Keys(b)) {
		if other == verb || !b.share(verb, other) {
			continue
		}
		r, ok := v.Normalize(strings.ReplaceAll(other, " ", "_"))
		if !ok {
			continue
		}
		known++
		if rel == "" || rel == r {
			rel = r
			anchors = append(anchors, other)
		}
	}
	if len(anchors) < 2 || 4*len(anchors) < 3*known {
		return "", ""
	}
	return rel, anchors[0]
}

// near reports whether the first senses of two verbs are one, or one is a
// kind of the other, or both are kinds of a third.
func near(db *wordnet.DB, a, b string) bool {
	x, y := db.Senses(wordnet.Verb, a), db.Senses(wordnet.Verb, b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	up := func(id wordnet.ID) []wordnet.ID {
		out := []wordnet.ID{id}
		for _, p := range db.Synset(id).Pointers {
			if p.Symbol == "@" {
				out = append(out, p.To)
			}
		}
		return out
	}
	return slices.ContainsFunc(up(x[0]), func(id wordnet.ID) bool { return slices.Contains(up(y[0]), id) })
}

// member is a verb's line in a block: the verb in capitals, its forms in
// braces, comments.
var member = regexp.MustCompile(`^([A-Z]+(?:_[A-Z]+)*)\s*(\{.*|#.*|\[.*)?$`)

// readBlocks reads the blocks of a PETRARCH2 verb dictionary: a heading
// "--- NAME [CODE] ---", then a verb a line, then patterns, which begin with
// "-". A block ends at an empty line.
func readBlocks(r io.Reader) (blocks, error) {
	out := blocks{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	n, inside := 0, false
	for sc.Scan() {
		line := strings.TrimSpace(sc.Text())
		switch {
		case strings.HasPrefix(line, "---"):
			n, inside = n+1, true
			continue
		case line == "" || strings.HasPrefix(line, "-"):
			inside = false
			continue
		case !inside:
			continue
		}
		if m := member.FindStringSubmatch(line); m != nil {
			verb := strings.ToLower(strings.ReplaceAll(m[1], "_", " "))
			if out[verb] == nil {
				out[verb] = map[int]bool{}
			}
			out[verb][n] = true
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("relations: read verb dictionary: %w", err)
	}
	if n == 0 {
		return nil, fmt.Errorf("relations: no heading like \"--- ACCEPT [---] ---\" in the verb dictionary")
	}
	return out, nil
}

// Header goes before the table.
const Header = `# Forms that dictionaries add to vocabulary.tsv: form, relation, why.
# Written by: go run ./cmd/train relations; do not edit.
# Derived from WordNet 3.0 (c) 2006 Princeton University, WordNet licence, and
# the CAMEO verb dictionary of PETRARCH2 (c) 2014 Open Event Data, MIT licence.
`

// Write writes the table.
func Write(w io.Writer, entries []Entry) error {
	b := bufio.NewWriter(w)
	b.WriteString(Header)
	for _, e := range entries {
		fmt.Fprintf(b, "%s\t%s\t%s\n", e.Form, e.Relation, e.Why)
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("relations: write: %w", err)
	}
	return nil
}
