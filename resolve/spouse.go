package resolve

import (
	"fmt"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// marriage is what a document says of a phrase such as "her husband": whose
// husband it is, and which chain names him, -1 if none does.
type marriage struct {
	owner  int // chain of whose husband or wife it is
	who    int // chain of who it is
	gender string
}

// spouseNouns are the words for a husband or wife with the gender of either.
var spouseNouns = map[string]string{"husband": "m", "wife": "f", "spouse": ""}

// marriages finds who the husbands and wives of a document are whom a phrase
// leaves without a name. "Ada Haas, his wife" makes her the "wife" of the same
// owner elsewhere, and him her "husband".
func marriages(d *text.Document) map[int]marriage {
	open := map[int]marriage{}
	spouse := map[int]int{} // of each chain the chain that it is married to
	split := map[int]bool{} // chains with two
	marry := func(a, b int) {
		if other, ok := spouse[a]; ok && other != b {
			split[a] = true
		}
		spouse[a] = b
	}
	for s := range d.Sentences {
		if a, b := wed(d, s); a >= 0 && b >= 0 && a != b {
			marry(a, b)
			marry(b, a)
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form != text.FormNominal || m.Sentence >= len(d.Sentences) || m.Head < 0 || m.Head >= len(d.Sentences[m.Sentence].Tokens) {
			continue
		}
		gender, ok := spouseNouns[strings.ToLower(d.Sentences[m.Sentence].Tokens[m.Head].Lemma)]
		if !ok {
			continue
		}
		owner := possessorOf(d, m)
		if owner < 0 || d.Chains[owner].Name == "" || m.Chain == owner {
			continue
		}
		if m.Chain >= 0 && d.Chains[m.Chain].Name != "" {
			marry(m.Chain, owner)
			marry(owner, m.Chain)
			continue
		}
		open[i] = marriage{owner: owner, who: -1, gender: gender}
	}
	for i, x := range open {
		who, ok := spouse[x.owner]
		if !ok || split[x.owner] || clash(x.gender, d.Chains[who].Gender) {
			delete(open, i)
			continue
		}
		x.who = who
		open[i] = x
	}
	return open
}

// wed are the chains of "Haas is married to Weber" in a sentence, -1 for none.
func wed(d *text.Document, sentence int) (a, b int) {
	tokens := d.Sentences[sentence].Tokens
	a, b = -1, -1
	for k := 0; k+1 < len(tokens); k++ {
		if !strings.EqualFold(tokens[k].Norm, "married") || tokens[k+1].Norm != "to" {
			continue
		}
		for t := range tokens {
			if tokens[t].Head != k {
				continue
			}
			switch rel, _, _ := strings.Cut(tokens[t].Deprel, ":"); rel {
			case "nsubj":
				a = namedAt(d, sentence, t)
			case "obl", "nmod":
				if t > k {
					b = namedAt(d, sentence, t)
				}
			}
		}
		return a, b
	}
	return a, b
}

// namedAt is the chain with a name of the mention that holds token t, -1 if
// there is none.
func namedAt(d *text.Document, sentence, t int) int {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Sentence == sentence && m.First <= t && t < m.End && m.Chain >= 0 && d.Chains[m.Chain].Name != "" && m.Form != text.FormNominal {
			return m.Chain
		}
	}
	return -1
}

// possessorOf is the chain of the name or pronoun before a noun that says whose
// it is, -1 if there is none.
func possessorOf(d *text.Document, m *text.Mention) int {
	tokens := d.Sentences[m.Sentence].Tokens
	for k := max(0, m.First-1); k < m.Head; k++ {
		if tokens[k].Head != m.Head || tokens[k].Deprel != "nmod:poss" {
			continue
		}
		for i := range d.Mentions {
			o := &d.Mentions[i]
			if o.Sentence == m.Sentence && o.Form != text.FormNominal && o.First <= k && k < o.End && o.Chain >= 0 {
				return o.Chain
			}
		}
	}
	return -1
}

// spouse is the actor whom a phrase such as "her husband" means, nil if the
// document does not name that husband.
func (l *localiser) spouse(mention int) *localActor {
	x, ok := l.spouses[mention]
	if !ok {
		return nil
	}
	lead := l.leadName(x.who, mention)
	if lead < 0 {
		return nil
	}
	a := l.named(x.who, lead)
	words := clean(l.doc.Mentions[mention].Span.In(l.doc.Article.Text))
	a.addReason(fmt.Sprintf("%q is %q: the text says that they are married", words, a.Name))
	return a
}
