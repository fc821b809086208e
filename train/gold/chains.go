package gold

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

// Chains is a document of a treebank with its entities: tokens, tags, trees
// and names as people annotated them.
type Chains struct {
	ID       string
	Doc      *text.Document // its mentions are the gold names; no chains
	Entities []conllu.Entity
}

// ReadChains reads CoNLL-U with Entity annotations, one value per document.
func ReadChains(r io.Reader) ([]Chains, error) {
	var out []Chains
	for raw, err := range conllu.NewReader(r).Documents() {
		if err != nil {
			return nil, fmt.Errorf("gold: chains: %w", err)
		}
		out = append(out, chains(raw))
	}
	return out, nil
}

func chains(raw *conllu.Raw) Chains {
	d := &text.Document{Article: &text.Article{ID: text.ArticleID(raw.ID), Text: raw.Text}}
	for s, tree := range raw.Trees {
		sent := text.Sentence{Span: raw.Sentences[s], Paragraph: raw.Paragraph[s]}
		if v, ok := tree.Comment("s_type"); ok && s == 0 && v == "frag" {
			sent.Heading = true
		}
		space := tree.SpaceAfter()
		for w, word := range tree.Words {
			span := raw.Words[raw.First[s]+w]
			sent.Tokens = append(sent.Tokens, text.Token{
				Span: span, Text: span.In(raw.Text), Norm: word.Form, Lemma: strings.ToLower(word.Lemma), UPOS: word.UPOS, XPOS: word.XPOS,
				Head: word.Head, Deprel: word.Deprel, Space: space[w],
			})
		}
		d.Sentences = append(d.Sentences, sent)
	}
	c := Chains{ID: raw.ID, Doc: d, Entities: conllu.Entities(raw.Trees)}
	c.names()
	return c
}

var nameKinds = map[string]text.EntityKind{
	"person": text.KindPerson, "organization": text.KindOrg, "place": text.KindPlace, "abstract": text.KindOther, "object": text.KindOther, "event": text.KindOther,
}

// names makes a mention of each entity whose head is a proper noun.
func (c *Chains) names() {
	taken := map[text.TokenRef]bool{}
	for _, e := range c.Entities {
		s := &c.Doc.Sentences[e.Sentence]
		kind, ok := nameKinds[e.Type]
		at := text.TokenRef{Sentence: e.Sentence, Token: e.Head}
		if !ok || s.Tokens[e.Head].UPOS != "PROPN" || taken[at] {
			continue
		}
		first, end := e.Head, e.Head+1
		for first > e.First && s.Tokens[first-1].UPOS == "PROPN" {
			first--
		}
		for end < e.End && (s.Tokens[end].UPOS == "PROPN" || end+1 < e.End && s.Tokens[end].UPOS == "ADP" && s.Tokens[end+1].UPOS == "PROPN" && kind == text.KindOrg || strings.HasPrefix(s.Tokens[end].Deprel, "flat")) {
			end++
		}
		taken[at] = true
		c.Doc.Mentions = append(c.Doc.Mentions, text.Mention{
			Span: text.Span{Start: s.Tokens[first].Start, End: s.Tokens[end-1].Span.End}, Sentence: e.Sentence, First: first, End: end, Head: e.Head,
			Form: text.FormName, Kind: kind, Chain: -1, Why: "gold",
		})
	}
	sort.SliceStable(c.Doc.Mentions, func(i, j int) bool {
		a, b := &c.Doc.Mentions[i], &c.Doc.Mentions[j]
		if a.Start != b.Start {
			return a.Start < b.Start
		}
		return a.Span.End > b.Span.End
	})
}

// Entity is the ID of the gold entity of a mention, by its head: that of the
// shortest entity with that head, or for a conjunction of the longest that
// covers no more than it. It is "" if there is none.
func (c *Chains) Entity(m text.Mention, conjunction bool) string {
	id, width := "", 0
	for i := c.from(m.Sentence); i < len(c.Entities) && c.Entities[i].Sentence == m.Sentence; i++ {
		e := &c.Entities[i]
		if e.Head != m.Head {
			continue
		}
		w := e.End - e.First
		switch {
		case conjunction && w >= m.End-m.First && w > width:
			id, width = e.ID, w
		case !conjunction && (id == "" || w < width):
			id, width = e.ID, w
		}
	}
	return id
}

func (c *Chains) from(sentence int) int {
	return sort.Search(len(c.Entities), func(i int) bool { return c.Entities[i].Sentence >= sentence })
}
