package speech

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// plain makes a document without trees: a paragraph for each block, a
// sentence for each line, a token for each word.
func plain(body string) *text.Document {
	d := &text.Document{Article: &text.Article{Text: body}}
	at, para := 0, 0
	for line := range strings.Lines(body) {
		words := strings.TrimRight(line, "\n")
		if words == "" {
			para++
			at += len(line)
			continue
		}
		s := text.Sentence{Span: text.Span{Start: at, End: at + len(words)}, Paragraph: para}
		from := at
		for _, w := range strings.Split(words, " ") {
			if w != "" {
				s.Tokens = append(s.Tokens, text.Token{Span: text.Span{Start: from, End: from + len(w)}, Text: w, Norm: w, Lemma: strings.ToLower(w), UPOS: "X", Head: len(s.Tokens) - 1, Deprel: "dep"})
			}
			from += len(w) + 1
		}
		if len(s.Tokens) > 0 {
			d.Sentences = append(d.Sentences, s)
		}
		at += len(line)
	}
	return d
}

func TestPairQuotes(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string // inner text; "…" in front: goes on from the one before
	}{
		{"curly", "He said “yes” and “no”.", []string{"yes", "no"}},
		{"straight", `He said "yes" and "no."`, []string{"yes", "no."}},
		{"doubled singles", "He said ''yes'' and ``no''.", []string{"yes", "no"}},
		{"no marks", "Nothing at all.", nil},
		{"inches", `The 12" pipe and "the plan"`, []string{"the plan"}},
		{"nested", "“He told me ‘go home’ twice,” she said.", []string{"He told me ‘go home’ twice,", "go home"}},
		{"apostrophes are no marks", "“It’s the voters’ choice, don’t they know,” he said.", []string{"It’s the voters’ choice, don’t they know,"}},
		{"open at the end of the text", "He called it “another trick", []string{"another trick"}},
		{"open in the middle ends with its sentence", "He called it “a trick\nNobody agreed.\n\nNext day came.", []string{"a trick"}},
		{"paragraph convention", "“We met.\n\n“We talked,” he said.", []string{"We met.", "…We talked,"}},
		{"british", "He said ‘yes’ to Rossi’s plan.", []string{"yes"}},
		{"guillemets", "He said «yes» twice.", []string{"yes"}},
		{"empty", "He said “” twice.", nil},
		{"straight over a line", "\"We met.\nWe talked,\" he said.", []string{"We met.\nWe talked,"}},
	} {
		d := plain(c.body)
		qs := pairQuotes(d)
		var got []string
		for _, q := range qs {
			s := q.inner.In(c.body)
			if q.prev >= 0 {
				s = "…" + s
			}
			got = append(got, s)
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"He said “yes” and “no”.", `The 12" pipe`, "“We met.\n\n“We talked,” he said.", "‘a’ 'b' ''c'' ``d", "Rossi: “x”"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		d := plain(body)
		for _, q := range pairQuotes(d) {
			if q.inner.Empty() || !q.span.Contains(q.inner) || q.span.End > len(body) {
				t.Fatalf("quotation %+v of %q", q, body)
			}
		}
		all := Find(d)
		for i := range all {
			checkAttribution(t, d, all, i)
		}
	})
}

// checkAttribution tests what every attribution promises.
func checkAttribution(t *testing.T, d *text.Document, all []Attribution, i int) {
	t.Helper()
	a := &all[i]
	if len(a.Content) == 0 || a.Rule == "" || a.Act == "" || a.Form == "" || a.Kind == "" || a.Modality == "" || a.Confidence <= 0 || a.Confidence > 1 {
		t.Fatalf("incomplete attribution %+v", a)
	}
	last := -1
	for _, c := range a.Content {
		if c.Empty() || c.Start < last || c.End > len(d.Article.Text) {
			t.Fatalf("content %v of a text of %d bytes", a.Content, len(d.Article.Text))
		}
		last = c.End
	}
	if a.Parent == i || a.Parent >= len(all) {
		t.Fatalf("attribution %d has parent %d", i, a.Parent)
	}
	if !a.Source.Hidden() && d.Token(a.Source.Head).Span.Empty() {
		t.Fatalf("source without a head: %+v", a.Source)
	}
}
