package load

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"iter"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/aaaton/golem/v4"
	"github.com/aaaton/golem/v4/dicts/en"
	"github.com/mozillazg/go-unidecode"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Rule is the name under which loaded statements say who found them.
const Rule = "load"

// readStatements makes a record of the lines of each document.
func readStatements(ctx context.Context, source string, o Options, in iter.Seq2[numbered, error]) (*Content, error) {
	bad := &faults{file: source}
	docs := map[string]*recordBuilder{}
	n := 0
	for l, err := range in {
		var le *LineError
		if errors.As(err, &le) {
			le.File = source
		}
		if err != nil {
			return nil, err
		}
		if n++; n > o.MaxLines {
			return nil, &LineError{source, l.n, fmt.Errorf("more than %d statements; split the file", o.MaxLines)}
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if l.err == nil {
			name := strings.TrimSpace(l.line.Doc)
			b := docs[name]
			if b == nil {
				b = newRecord(ctx, source, name, o)
				docs[name] = b
			}
			l.err = b.add(&l.line)
		}
		if l.err != nil {
			bad.add(l.n, l.err)
		}
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	names := make([]string, 0, len(docs))
	for d := range docs {
		names = append(names, d)
	}
	sort.Strings(names)
	c := &Content{}
	for _, d := range names {
		c.Records = append(c.Records, docs[d].finish())
	}
	return c, nil
}

// recordBuilder gathers the statements of a document. Its text is the
// sentences that were given, one a line; a statement without one stands in
// for itself.
type recordBuilder struct {
	ctx       context.Context
	o         Options
	rec       schema.Record
	text      strings.Builder
	sentences map[string]text.Span
	actors    map[schema.NodeID]*schema.Actor
	seen      map[schema.StatementID]bool
	hash      hash.Hash // of the lines as they were given
}

func newRecord(ctx context.Context, source, doc string, o Options) *recordBuilder {
	b := &recordBuilder{ctx: ctx, o: o, sentences: map[string]text.Span{}, actors: map[schema.NodeID]*schema.Actor{}, seen: map[schema.StatementID]bool{}, hash: sha256.New()}
	fmt.Fprintf(b.hash, "%q\n", source+"#"+doc)
	b.rec.Doc.Source = source + "#" + doc
	b.rec.Doc.Title = "Statements of " + source
	if doc != "" {
		b.rec.Doc.Title = doc
	}
	return b
}

func (b *recordBuilder) sentence(l *line) text.Span {
	s := strings.Join(strings.Fields(l.Sentence), " ")
	if s == "" {
		s = strings.TrimSpace(strings.Join(strings.Fields(l.Subject+" "+l.Predicate+" "+l.Object), " "))
	}
	if sp, ok := b.sentences[s]; ok {
		return sp
	}
	start := b.text.Len()
	b.text.WriteString(s)
	b.text.WriteByte('\n')
	sp := text.Span{Start: start, End: start + len(s)}
	b.sentences[s] = sp
	return sp
}

func (b *recordBuilder) add(l *line) error {
	fmt.Fprintf(b.hash, "%q\n", *l)
	var errs []error
	sent := b.sentence(l)
	s := schema.Statement{
		Sentence: sent, Span: sent, VerbSpan: sent, Order: len(b.rec.Statements),
		Modality: schema.Asserted, Confidence: 1, Rule: Rule,
	}
	keep := func(err error) {
		if err != nil {
			errs = append(errs, err)
		}
	}
	if strings.TrimSpace(l.Subject) == "" {
		keep(errors.New("it has no subject"))
	}
	reported := strings.TrimSpace(l.Speaker) != ""
	keep(b.predicate(&s, l, &reported))
	if l.Modality != "" {
		m, err := schema.ParseModality(strings.ToLower(strings.TrimSpace(l.Modality)))
		keep(err)
		s.Modality = m
	}
	if l.EventType != "" {
		t, err := schema.ParseEventType(strings.ToUpper(strings.TrimSpace(l.EventType)))
		keep(err)
		s.EventType = t
	}
	d, err := schema.ParseEDTF(strings.TrimSpace(l.Date), schema.BasisExplicit)
	keep(err)
	s.Date = d
	if l.Confidence != "" {
		c, err := strconv.ParseFloat(strings.TrimSpace(string(l.Confidence)), 64)
		if err != nil || !(c >= 0 && c <= 1) {
			keep(fmt.Errorf("confidence %q is no number in [0, 1]", l.Confidence))
		}
		s.Confidence = c
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}

	if s.Subject, err = b.term(l.Subject, "actor", sent); err != nil {
		return err
	}
	if s.Object, err = b.object(l, sent); err != nil {
		return err
	}
	if strings.TrimSpace(l.Place) != "" {
		if s.Place, err = b.term(l.Place, "place", sent); err != nil {
			return err
		}
	}
	if reported {
		sp, err := b.term(l.Speaker, "actor", sent)
		if err != nil {
			return err
		}
		s.Source = []schema.Attribution{{Speaker: sp, Cue: "say", Modality: schema.Asserted}}
	}
	b.rec.Statements = append(b.rec.Statements, s)
	return nil
}

// predicate reads "meet", "met with", "rel:meet" or "plan:talk". The prefix
// said: needs a speaker.
func (b *recordBuilder) predicate(s *schema.Statement, l *line, reported *bool) error {
	p := strings.TrimSpace(l.Predicate)
	prefix, rest, ok := strings.Cut(p, ":")
	if ok {
		switch schema.Prefix(prefix) {
		case schema.PrefixRel, schema.PrefixSaid:
		case schema.PrefixPlan:
			s.Modality = schema.Planned
		case schema.PrefixNot:
			s.Modality = schema.Negated
		case schema.PrefixIf:
			s.Modality = schema.Hypothetical
		default:
			return fmt.Errorf("predicate %q: unknown prefix: want rel, said, plan, not or if", p)
		}
		switch {
		case schema.Prefix(prefix) == schema.PrefixSaid && !*reported:
			return fmt.Errorf("predicate %q: said by whom? want a speaker", p)
		case schema.Prefix(prefix) == schema.PrefixRel && *reported:
			return fmt.Errorf("predicate %q: with a speaker it is said:%s", p, rest)
		}
		p = rest
	}
	form := strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(p, "_", " "))), "_")
	if form == "" {
		return errors.New("it has no predicate")
	}
	s.Verb = strings.ReplaceAll(form, "_", " ")
	if ok { // with a prefix it is a relation already
		s.Relation, _ = b.o.Vocabulary.Normalize(form)
		return nil
	}
	rel, known := b.o.Vocabulary.Normalize(form)
	if !known {
		// "met with": other tools give the words of the text.
		first, rest, _ := strings.Cut(form, "_")
		base, err := baseForm(first)
		if err != nil {
			return err
		}
		if rest != "" {
			base += "_" + rest
		}
		rel, _ = b.o.Vocabulary.Normalize(base)
	}
	s.Relation = rel
	return nil
}

// lemmas is the English dictionary, read when it is first needed.
var lemmas = sync.OnceValues(func() (*golem.Lemmatizer, error) { return golem.New(en.New()) })

// baseForm is the dictionary form of a verb.
func baseForm(verb string) (string, error) {
	l, err := lemmas()
	if err != nil {
		return "", fmt.Errorf("read the dictionary: %w", err)
	}
	return strings.ToLower(l.Lemma(verb)), nil
}

// object is an actor if the line says so, if the store knows it as one, or if
// its words begin with capitals as names do; else it is a literal.
func (b *recordBuilder) object(l *line, sent text.Span) (schema.Term, error) {
	o := strings.TrimSpace(l.Object)
	if o == "" {
		return schema.Term{}, nil
	}
	kind := strings.ToLower(strings.TrimSpace(l.ObjectKind))
	if kind == "" {
		_, known, err := b.o.Actor(b.ctx, o)
		if err != nil {
			return schema.Term{}, err
		}
		switch {
		case strings.HasPrefix(o, "actor:"), strings.HasPrefix(o, "topic:"), known, named(o):
			kind = "actor"
		default:
			kind = "literal"
		}
	}
	return b.term(o, kind, sent)
}

// named reports whether words look like a name: the first and the last begin
// with a capital or are numbers.
func named(s string) bool {
	ws := strings.Fields(s)
	capital := func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r) || unicode.IsDigit(r)
	}
	return len(ws) > 0 && len(ws) <= 8 && capital(ws[0]) && capital(ws[len(ws)-1]) && !unicode.IsDigit(rune(ws[0][0]))
}

func (b *recordBuilder) term(name, kind string, sent text.Span) (schema.Term, error) {
	name = strings.Join(strings.Fields(name), " ")
	t := schema.Term{Text: name, Name: name, Span: sent}
	switch {
	case strings.HasPrefix(name, "topic:"), kind == "topic":
		t.Kind = schema.TermTopic
		label := strings.TrimPrefix(name, "topic:")
		t.ID = schema.NodeID("topic:" + slug(label))
		t.Name = strings.ReplaceAll(label, "-", " ")
		return t, valid(t)
	case kind == "literal", kind == "event": // a happening named by a noun, as extract prints it
		t.Kind = schema.TermLiteral
		return t, nil
	case kind != "actor" && kind != "place":
		return t, fmt.Errorf("object_kind %q: want actor, topic, event or literal", kind)
	}
	t.Kind = schema.TermActor
	if kind == "place" {
		t.Type = text.KindPlace
	}
	bare, isID := strings.CutPrefix(name, "actor:")
	if isID {
		t.Name = strings.ReplaceAll(bare, "-", " ")
		t.Text = t.Name
	}
	id, known, err := b.o.Actor(b.ctx, name)
	switch {
	case err != nil:
		return t, err
	case known:
		t.ID = id
	default:
		t.ID = schema.NodeID("actor:" + slug(bare))
	}
	if err := valid(t); err != nil {
		return t, err
	}
	a := b.actors[t.ID]
	if a == nil {
		a = &schema.Actor{ID: t.ID, Name: t.Name, Kind: t.Type, Reasons: []string{"loaded under this name"}}
		b.actors[t.ID] = a
	}
	for i := range a.Names {
		if a.Names[i].Text == t.Text {
			a.Names[i].Count++
			return t, nil
		}
	}
	a.Names = append(a.Names, schema.Name{Text: t.Text, Count: 1})
	return t, nil
}

func valid(t schema.Term) error {
	if strings.HasSuffix(string(t.ID), ":") {
		return fmt.Errorf("no id can be made of the name %q", t.Text)
	}
	return nil
}

func slug(name string) string { return schema.Slug(unidecode.Unidecode(name)) }

// finish gives the document its id and the statements theirs. A statement
// that was given twice is kept once.
func (b *recordBuilder) finish() *schema.Record {
	r := &b.rec
	r.Doc.Text = b.text.String()
	r.Doc.ID = text.ArticleID("doc:" + hex.EncodeToString(b.hash.Sum(nil))[:16])
	kept := r.Statements[:0]
	for i := range r.Statements {
		s := r.Statements[i]
		s.Doc = r.Doc.ID
		s.ID = schema.MakeStatementID(&s)
		if b.seen[s.ID] {
			continue
		}
		b.seen[s.ID] = true
		s.Order = len(kept)
		kept = append(kept, s)
	}
	r.Statements = kept
	for _, a := range b.actors {
		sort.Slice(a.Names, func(i, j int) bool { return a.Names[i].Text < a.Names[j].Text })
		r.Actors = append(r.Actors, *a)
	}
	sort.Slice(r.Actors, func(i, j int) bool { return r.Actors[i].ID < r.Actors[j].ID })
	return r
}
