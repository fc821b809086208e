package speech

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

// readDocuments makes annotated documents of CoNLL-U: one for each "newdoc",
// with paragraphs at "newpar".
func readDocuments(t testing.TB, r io.Reader) []*text.Document {
	t.Helper()
	var docs []*text.Document
	var body strings.Builder
	var d *text.Document
	para := 0
	flush := func() {
		if d != nil {
			d.Article = &text.Article{Text: body.String()}
			docs = append(docs, d)
		}
		d, para = &text.Document{}, -1
		body.Reset()
	}
	rd := conllu.NewReader(r)
	for {
		s, err := rd.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		newdoc, newpar := false, false
		for _, c := range s.Comments {
			newdoc = newdoc || strings.HasPrefix(c, "# newdoc")
			newpar = newpar || c == "# newpar" || strings.HasPrefix(c, "# newpar id")
		}
		if newdoc || d == nil {
			flush()
		}
		if newpar || newdoc || para < 0 {
			para++
			body.WriteString("\n\n")
		}
		sent := text.Sentence{Paragraph: para}
		space := s.SpaceAfter()
		for i, w := range s.Words {
			form := w.Form
			start := body.Len()
			body.WriteString(form)
			sent.Tokens = append(sent.Tokens, text.Token{
				Span: text.Span{Start: start, End: body.Len()}, Text: form, Norm: form, Lemma: w.Lemma,
				UPOS: w.UPOS, XPOS: w.XPOS, Head: w.Head, Deprel: w.Deprel, Space: space[i],
			})
			if space[i] {
				body.WriteByte(' ')
			}
		}
		sent.Span = text.Span{Start: sent.Tokens[0].Start, End: sent.Tokens[len(sent.Tokens)-1].End}
		d.Sentences = append(d.Sentences, sent)
	}
	flush()
	return docs
}

// dataDir is the folder of shared data; the test is skipped where there is
// none.
func dataDir(t testing.TB) string {
	t.Helper()
	if d := os.Getenv("DRAMATIS_DATA"); d != "" {
		return d
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	data := filepath.Join(dir, "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skipf("SKIPPED: no shared data: %v (set DRAMATIS_DATA)", err)
	}
	return data
}
