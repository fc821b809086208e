package format

import (
	"fmt"
	"io"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

// CoNLLU writes the annotation of a document in CoNLL-U, with the byte range
// of every token and the kind of every mention's head in MISC.
func CoNLLU(w io.Writer, d *text.Document) error {
	heads := map[text.TokenRef]string{}
	for _, m := range d.Mentions {
		ref := text.TokenRef{Sentence: m.Sentence, Token: m.Head}
		if _, ok := heads[ref]; !ok {
			heads[ref] = fmt.Sprintf("Mention=%s:%s:%d", m.Form, m.Kind, m.Chain)
		}
	}
	for si := range d.Sentences {
		s := &d.Sentences[si]
		out := &conllu.Sentence{Comments: []string{
			fmt.Sprintf("# sent_id = %s-%d", d.Article.ID, si+1),
			"# text = " + oneLine(s.Span.In(d.Article.Text)),
		}}
		if si == 0 {
			out.Comments = append([]string{"# newdoc id = " + string(d.Article.ID)}, out.Comments...)
		}
		for i := range s.Tokens {
			t := &s.Tokens[i]
			sp := d.Article.Bytes.FileSpan(t.Span)
			misc := []string{}
			if m, ok := heads[text.TokenRef{Sentence: si, Token: i}]; ok {
				misc = append(misc, m)
			}
			misc = append(misc, fmt.Sprintf("Range=%d:%d", sp.Start, sp.End))
			if !t.Space {
				misc = append(misc, "SpaceAfter=No")
			}
			out.Words = append(out.Words, conllu.Word{Form: cell(t.Text), Lemma: cell(t.Lemma), UPOS: cell(t.UPOS), XPOS: cell(t.XPOS),
				Feats: "_", Head: t.Head, Deprel: cell(t.Deprel), Deps: "_", Misc: strings.Join(misc, "|")})
		}
		if err := conllu.Write(w, out); err != nil {
			return fmt.Errorf("format: conllu: %w", err)
		}
	}
	return nil
}

// cell is a value that a CoNLL-U column can hold.
func cell(s string) string {
	if s = oneLine(s); s == "" {
		return "_"
	}
	return s
}
