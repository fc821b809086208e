package extract

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/text"
)

// goldDocuments makes annotated documents of a treebank: one for each
// "newdoc", with the mentions and chains of GUM's Entity annotation where it
// is there, and else with mentions made of the marks M=KIND/CHAIN in MISC
// (names and pronouns) and T=EDTF (time expressions).
func goldDocuments(t testing.TB, r io.Reader, published string) []*text.Document {
	t.Helper()
	var docs []*text.Document
	var b *goldBuilder
	flush := func() {
		if b != nil {
			docs = append(docs, b.finish(published))
		}
		b = newGoldBuilder()
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
		id, isDoc := s.Comment("newdoc id")
		if b == nil || isDoc {
			flush()
			b.id = id
		}
		b.sentence(s)
	}
	if b != nil {
		docs = append(docs, b.finish(published))
	}
	return docs
}

type openEntity struct {
	id, kind string
	first    int
}

type goldBuilder struct {
	id     string
	body   strings.Builder
	d      *text.Document
	chains map[string]int
	par    int
}

func newGoldBuilder() *goldBuilder {
	return &goldBuilder{d: &text.Document{}, chains: map[string]int{}, par: -1}
}

var goldKinds = map[string]text.EntityKind{
	"person": text.KindPerson, "organization": text.KindOrg, "place": text.KindPlace, "animal": text.KindOther,
	"state": text.KindState, "group": text.KindGroup, "org": text.KindOrg, "other": text.KindOther, "object": text.KindOther,
}

func (b *goldBuilder) sentence(s *conllu.Sentence) {
	heading := false
	for _, c := range s.Comments {
		if strings.HasPrefix(c, "# newpar") && !strings.HasPrefix(c, "# newpar_block") {
			b.par++
			b.body.WriteString("\n\n")
		}
		heading = heading || strings.Contains(c, "newpar_block = head")
	}
	if b.par < 0 {
		b.par = 0
	}
	sent := text.Sentence{Paragraph: b.par, Heading: heading}
	space := s.SpaceAfter()
	si := len(b.d.Sentences)
	for i, w := range s.Words {
		start := b.body.Len()
		b.body.WriteString(w.Form)
		sent.Tokens = append(sent.Tokens, text.Token{
			Span: text.Span{Start: start, End: b.body.Len()}, Text: w.Form, Norm: w.Form, Lemma: w.Lemma,
			UPOS: w.UPOS, XPOS: w.XPOS, Head: w.Head, Deprel: w.Deprel, Space: space[i],
		})
		if space[i] {
			b.body.WriteByte(' ')
		}
	}
	sent.Span = text.Span{Start: sent.Tokens[0].Start, End: sent.Tokens[len(sent.Tokens)-1].End}
	b.d.Sentences = append(b.d.Sentences, sent)
	var open []openEntity
	for i, w := range s.Words {
		if v, ok := conllu.Attr(w.Misc, "Entity"); ok {
			open = b.entities(v, si, i, open)
		}
		if v, ok := conllu.Attr(w.Misc, "M"); ok {
			kind, chain, _ := strings.Cut(v, "/")
			first, end := i, i+1
			for first > 0 && s.Words[first-1].Head == i && s.Words[first-1].UPOS == "PROPN" && s.Words[first-1].Deprel != "nmod:desc" {
				first--
			}
			for end < len(s.Words) && s.Words[end].Head == i && s.Words[end].Deprel == "flat" {
				end++
			}
			b.mention(si, first, end, i, goldKinds[kind], chain)
		}
		if v, ok := conllu.Attr(w.Misc, "T"); ok {
			first := i
			for first > 0 && s.Words[first-1].Head == i && (s.Words[first-1].UPOS == "PROPN" || s.Words[first-1].UPOS == "NUM" || s.Words[first-1].UPOS == "NOUN" || s.Words[first-1].UPOS == "DET" || s.Words[first-1].UPOS == "ADJ") {
				first--
			}
			end := i + 1
			for end < len(s.Words) && s.Words[end].Head == i && (s.Words[end].UPOS == "NUM" || s.Words[end].Deprel == "nmod:unmarked") {
				end++
			}
			e := text.TimeExpr{Sentence: si, First: first, End: end, Type: text.TimeDate, EDTF: v, Basis: "explicit", Anchor: -1}
			e.Span = text.Span{Start: sent.Tokens[first].Start, End: sent.Tokens[end-1].End}
			b.d.Times = append(b.d.Times, e)
		}
	}
}

// entities reads GUM's bracket notation at one token: "(3-person-new-…" opens,
// "3)" closes, "(3-person-…)" does both.
func (b *goldBuilder) entities(v string, si, i int, open []openEntity) []openEntity {
	for v != "" {
		switch {
		case v[0] == '(':
			j := strings.IndexAny(v[1:], "()")
			item := v[1:]
			if j >= 0 {
				item = v[1 : 1+j]
			}
			v = v[1+len(item):]
			if strings.HasPrefix(v, ")") {
				v = v[1:]
				b.entity(item, si, i, i+1)
				continue
			}
			f := strings.SplitN(item, "-", 3)
			open = append(open, openEntity{id: f[0], kind: item, first: i})
		default:
			j := strings.IndexByte(v, ')')
			if j < 0 {
				return open
			}
			id := v[:j]
			if k := strings.IndexByte(id, '('); k >= 0 {
				id = id[:k]
			}
			v = v[j+1:]
			for k := len(open) - 1; k >= 0; k-- {
				if open[k].id == id {
					b.entity(open[k].kind, si, open[k].first, i+1)
					open = append(open[:k], open[k+1:]...)
					break
				}
			}
		}
	}
	return open
}

func (b *goldBuilder) entity(item string, si, first, end int) {
	f := strings.Split(item, "-")
	if len(f) < 2 {
		return
	}
	kind, ok := goldKinds[f[1]]
	if !ok {
		kind = text.KindOther
	}
	s := &b.d.Sentences[si]
	head := first
	for i := first; i < end; i++ {
		if h := s.Tokens[i].Head; h < first || h >= end {
			if s.Tokens[i].UPOS != "PUNCT" {
				head = i
				break
			}
		}
	}
	b.mention(si, first, end, head, kind, "g"+f[0])
}

func (b *goldBuilder) mention(si, first, end, head int, kind text.EntityKind, chain string) {
	s := &b.d.Sentences[si]
	form := text.FormNominal
	switch s.Tokens[head].UPOS {
	case "PROPN":
		form = text.FormName
		for first < head && s.Tokens[first].UPOS != "PROPN" {
			first++
		}
		for i := head + 1; i < end; i++ {
			if s.Tokens[i].Head != head || s.Tokens[i].Deprel != "flat" {
				end = i
				break
			}
		}
		for first < head && s.Tokens[first].Deprel == "nmod:desc" {
			first++
		}
	case "PRON":
		form = text.FormPronoun
	case "ADJ":
		form = text.FormName
	}
	m := text.Mention{Sentence: si, First: first, End: end, Head: head, Form: form, Kind: kind, Chain: -1}
	m.Span = text.Span{Start: s.Tokens[first].Start, End: s.Tokens[end-1].End}
	if chain != "" {
		ci, ok := b.chains[chain]
		if !ok {
			ci = len(b.d.Chains)
			b.chains[chain] = ci
			b.d.Chains = append(b.d.Chains, text.Chain{Kind: kind})
		}
		m.Chain = ci
		b.d.Chains[ci].Mentions = append(b.d.Chains[ci].Mentions, len(b.d.Mentions))
	}
	b.d.Mentions = append(b.d.Mentions, m)
}

func (b *goldBuilder) finish(published string) *text.Document {
	body := b.body.String()
	b.d.Article = &text.Article{ID: "doc:test", Text: body, Published: published}
	for ci := range b.d.Chains {
		c := &b.d.Chains[ci]
		for _, mi := range c.Mentions {
			if m := &b.d.Mentions[mi]; m.Form == text.FormName && m.Len() > len(c.Name) {
				c.Name = m.Span.In(body)
			}
		}
	}
	return b.d
}

// dataDir is the folder of shared data; the test is skipped, loudly, where
// there is none.
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

// TestGoldTrees reads every open GUM document: nothing may panic, every
// statement must lie in its text, and no fact may be written twice.
func TestGoldTrees(t *testing.T) {
	f, err := os.Open(filepath.Join(dataDir(t), "treebank", "gum-open-dev.conllu"))
	if err != nil {
		t.Skipf("SKIPPED: %v", err)
	}
	defer f.Close()
	n := 0
	for _, d := range goldDocuments(t, f, "2020-01-02") {
		ids := map[string]bool{}
		for _, s := range Statements(d, Options{}) {
			n++
			if ids[string(s.ID)] {
				t.Errorf("%s: statement %s is written twice: %s", d.Article.ID, s.ID, show(&s))
			}
			ids[string(s.ID)] = true
			if s.VerbSpan.End > len(d.Article.Text) || s.Sentence.Empty() || s.Confidence <= 0 || s.Confidence >= 1 {
				t.Errorf("malformed: %+v", s)
			}
		}
	}
	if n < 500 {
		t.Errorf("got %s statements", strconv.Itoa(n))
	}
}
