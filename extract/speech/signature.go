package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// maxSignature is the number of tokens that the name under a quotation may
// have.
const maxSignature = 10

// dashes stand before the name under a quotation.
var dashes = map[string]bool{"—": true, "–": true, "―": true, "-": true, "--": true, "~": true}

// signatures gives a quotation that opens its paragraph to the one who signs
// it behind a dash: “He is no friend of ours.” — Anna Rossi. The name ends the
// paragraph, or is a line of its own behind it.
func (f *finder) signatures() {
	for q := range f.quotes {
		qu := &f.quotes[q]
		if qu.depth > 0 || !qu.closed || f.owner[q] >= 0 || !f.clausal(q) || f.insideContent(q) {
			continue
		}
		t, dash := f.tokenAfter(qu)
		if t == nil || t.s.Paragraph > qu.para+1 || !dashes[t.tok(dash).Norm] {
			continue
		}
		if t.s.Paragraph == qu.para && !f.opensItsParagraph(qu) || t.s.Paragraph != qu.para && dash > 0 {
			continue
		}
		last := len(t.s.Tokens) - 1
		if last-dash > maxSignature || dash == last || f.followed(t) {
			continue
		}
		name := -1
		for i := dash + 1; i <= last; i++ {
			tok := t.tok(i)
			if tok.UPOS == "VERB" || tok.UPOS == "AUX" || name < 0 && tok.UPOS != "PROPN" {
				name = -1
				break
			}
			if name < 0 {
				name = i
			}
		}
		if name < 0 {
			continue
		}
		for h := t.tok(name).Head; h > dash && h <= last && t.tok(h).UPOS == "PROPN" && t.is(name, "flat", "compound", "nmod"); h = t.tok(name).Head {
			name = h
		}
		m := f.covering(t.si, name)
		if m >= 0 {
			name = f.doc.Mentions[m].Head
		}
		a := Attribution{Act: Say, Form: FormClause, Cue: Cue{Lemma: t.tok(dash).Norm, Span: t.tok(dash).Span}, Modality: schema.Asserted, Rule: "signature", Confidence: 0.8}
		a.Source = f.source(t, name, -1, -1)
		a.Content = []text.Span{qu.span}
		if i := f.add(t, dash, a); i >= 0 {
			f.owner[q] = i
		}
	}
}

// tokenAfter is the first token behind a quotation, nil at the end of the
// text.
func (f *finder) tokenAfter(qu *quotation) (*tree, int) {
	for _, t := range f.trees {
		if t.s.End <= qu.span.End {
			continue
		}
		if i := t.tokenAt(qu.span.End); i >= 0 && t.tok(i).Start >= qu.span.End {
			return t, i
		}
	}
	return nil, -1
}

// opensItsParagraph reports whether nothing but the quotation stands before
// its end in its paragraph.
func (f *finder) opensItsParagraph(qu *quotation) bool {
	spans, numbers := paragraphSpans(f.doc)
	for i, n := range numbers {
		if n == qu.para {
			return strings.TrimSpace(f.doc.Article.Text[spans[i].Start:qu.span.Start]) == ""
		}
	}
	return false
}

// followed reports whether another sentence follows in the paragraph.
func (f *finder) followed(t *tree) bool {
	return t.si+1 < len(f.trees) && f.trees[t.si+1].s.Paragraph == t.s.Paragraph
}
