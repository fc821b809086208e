package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// firms turns the bare surnames of persons into names of firms where they are
// that: Hallberg of "Hallberg shares rose", "Hallberg's chief executive",
// "Hallberg, which employs 4,000 people", and then also where neither speaks
// for a person and the firm was named last. A title keeps the person.
func firms(d *text.Document, names [][]found) {
	f := firmFinder{doc: d, brand: map[string]bool{}, surname: map[string]bool{}, firm: map[string]int{}, person: map[string]int{}}
	for i := range names {
		for _, n := range names[i] {
			if n.kind == "ORG" && n.end-n.first > 1 {
				f.brand[d.Sentences[i].Tokens[n.first].Norm] = true
			}
			if n.kind == "PER" && n.end-n.first > 1 {
				f.surname[d.Sentences[i].Tokens[n.end-1].Norm] = true
			}
		}
	}
	for i := range names {
		for _, n := range names[i] {
			if w, ok := f.bare(i, n); ok {
				if f.company(i, n, w) {
					f.firm[w]++
				} else if f.human(i, n) {
					f.person[w]++
				}
			}
		}
	}
	if len(f.firm) == 0 {
		return
	}
	last := map[string]string{} // kind of what had the word in its name last
	for i := range names {
		for k := range names[i] {
			n := &names[i][k]
			w, bare := f.bare(i, *n)
			switch {
			case !bare:
				toks := d.Sentences[i].Tokens
				if first := toks[n.first].Norm; n.kind == "PER" && n.end-n.first == 2 && f.firm[first] > 0 && f.surname[first] && !f.titled(i, *n) {
					n.kind = "ORG" // Kessler Elektrik, of Otto Kessler
				}
				last[toks[n.end-1].Norm] = n.kind
				if n.kind == "ORG" {
					last[toks[n.first].Norm] = n.kind
				}
				continue
			case f.firm[w] == 0 || f.titled(i, *n):
			case f.company(i, *n, w), f.person[w] == 0 && last[w] != "PER" && !f.human(i, *n):
				n.kind, n.firm = "ORG", true
			}
			last[w] = n.kind
		}
	}
}

type firmFinder struct {
	doc          *text.Document
	brand        map[string]bool // first words of organisations' names
	surname      map[string]bool // last words of persons' names
	firm, person map[string]int  // how often the words around a bare surname speak for either
}

// bare is the word of a person's name of one word.
func (f *firmFinder) bare(i int, n found) (word string, ok bool) {
	if n.end-n.first != 1 || n.kind != "PER" {
		return "", false
	}
	word = f.doc.Sentences[i].Tokens[n.first].Norm
	return word, (f.surname[word] || !gazetteer.FirstName(word)) && !seatOfState(word) && gazetteer.Lookup(word) == nil
}

// titled reports a title, an office or a first name before the name.
func (f *firmFinder) titled(i int, n found) bool {
	toks := f.doc.Sentences[i].Tokens
	if n.first == 0 {
		return false
	}
	before := strings.ToLower(toks[n.first-1].Norm)
	return gazetteer.Title(before) || gazetteer.RoleNoun(before)
}

// human reports what only a person has or does: a title, "he said" behind it.
func (f *firmFinder) human(i int, n found) bool {
	toks := f.doc.Sentences[i].Tokens
	if n.end+1 < len(toks) && toks[n.end].Norm == "," && strings.HasPrefix(toks[n.end+1].Norm, "who") {
		return true
	}
	for k := n.end; k < len(toks) && k < n.end+8; k++ {
		switch strings.ToLower(toks[k].Norm) {
		case "he", "she", "his", "her", "him", "himself", "herself":
			return true
		}
		if toks[k].UPOS == "PROPN" {
			break
		}
	}
	return f.titled(i, n)
}

// company reports what only a firm has or does.
func (f *firmFinder) company(i int, n found, word string) bool {
	toks := f.doc.Sentences[i].Tokens
	t := &toks[n.first]
	if f.titled(i, n) {
		return false
	}
	if n.end+1 < len(toks) && toks[n.end].Norm == "," && toks[n.end+1].Norm == "which" && strings.HasPrefix(t.Deprel, "nsubj") {
		return true
	}
	if t.Head < 0 || t.Head >= len(toks) {
		return false
	}
	g := &toks[t.Head]
	noun := lemmaOf(g)
	switch rel, sub, _ := strings.Cut(t.Deprel, ":"); {
	case rel == "compound" && t.Head == n.first+1:
		return firmsThings[noun]
	case rel == "nmod" && sub == "poss":
		return firmsOwn[noun] || noun == "executive" && t.Head > 0 && strings.EqualFold(toks[t.Head-1].Norm, "chief")
	case rel == "nmod":
		return firmsPeople[noun] && user{toks}.preposition(n.first) == "of"
	case rel == "nsubj" && f.brand[word]:
		return f.ofItself(toks, t.Head)
	}
	return false
}

// ofItself reports "it" as the subject of what verb v says its own subject
// means to do: "Hallberg said that it feared".
func (f *firmFinder) ofItself(toks []text.Token, v int) bool {
	for k := v + 1; k < len(toks) && k < v+14; k++ {
		if toks[k].Norm != "it" || !strings.HasPrefix(toks[k].Deprel, "nsubj") {
			continue
		}
		h := toks[k].Head
		if h <= v || h >= len(toks) || toks[h].Head < v || !minds[lemmaOf(&toks[h])] {
			return false
		}
		g := toks[h].Head // the verb, or its "statement that it feared"
		return g == v && toks[h].Deprel == "ccomp" || toks[h].Deprel == "acl" && toks[g].Head == v
	}
	return false
}

var (
	firmsThings = wordSet(`share stock bond profit earnings executive employee worker customer factory plant store dealership product subsidiary
		shareholder workforce dividend headquarters`)
	firmsOwn    = wordSet("ceo subsidiary headquarters headquarter shareholder dividend workforce profit revenue earnings turnover factory board")
	firmsPeople = wordSet("employee worker shareholder subsidiary customer unit division")
	minds       = wordSet("fear plan hope intend expect believe regret cooperate comply appeal employ disagree")
)
