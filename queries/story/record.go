package story

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// document collects what a story says of one document.
type document struct {
	rec    schema.Record
	actors map[schema.NodeID]*schema.Actor
	order  []schema.NodeID
	text   strings.Builder
}

// graphLine reads a line of the graph.
func (p *parser) graphLine(word, rest, line string) error {
	if word == "doc" {
		return p.docLine(rest)
	}
	if p.doc == nil {
		return fmt.Errorf("%q: want a line doc first", word)
	}
	switch word {
	case "actor":
		return p.actorLine(rest)
	case "role":
		return p.roleLine(rest)
	}
	if strings.HasSuffix(word, ":") {
		return p.statementLine(strings.TrimSuffix(word, ":"), rest)
	}
	return fmt.Errorf("cannot read %q: want doc, actor, role, NAME: STATEMENT, eval or fail", line)
}

// docLine reads: doc ID PUBLISHED "title" "outlet".
func (p *parser) docLine(rest string) error {
	f, err := tokens(rest)
	if err != nil {
		return err
	}
	if len(f) < 1 || len(f) > 4 || f[0].text == "" {
		return errors.New(`want doc ID PUBLISHED "title" "outlet"`)
	}
	if p.docs[f[0].text] {
		return fmt.Errorf("the document %s is told twice", f[0].text)
	}
	p.docs[f[0].text] = true
	p.closeDoc()
	d := &document{actors: map[schema.NodeID]*schema.Actor{}}
	d.rec.Doc.ID = text.ArticleID("doc:" + f[0].text)
	d.rec.Doc.Source = f[0].text + ".txt"
	get := func(i int) string {
		if i < len(f) && f[i].text != "-" {
			return f[i].text
		}
		return ""
	}
	d.rec.Doc.Published, d.rec.Doc.Title, d.rec.Doc.Outlet = get(1), get(2), get(3)
	p.doc = d
	return nil
}

// actorLine reads: actor SLUG KIND "name" "further name"…
func (p *parser) actorLine(rest string) error {
	f, err := tokens(rest)
	if err != nil {
		return err
	}
	if len(f) < 3 {
		return errors.New(`want actor SLUG KIND "name" "further name"…`)
	}
	a := p.doc.actor(f[0].text)
	a.Kind, a.Name, a.Names = text.EntityKind(f[1].text), f[2].text, nil
	for _, n := range f[2:] {
		a.Names = append(a.Names, schema.Name{Text: n.text, Count: 1})
	}
	return nil
}

// roleLine reads: role SLUG "title" noun NOUN of SLUG on DATE :: sentence.
func (p *parser) roleLine(rest string) error {
	head, sentence, _ := strings.Cut(rest, "::")
	f, err := tokens(head)
	if err != nil {
		return err
	}
	if len(f) < 2 || len(f)%2 != 0 {
		return errors.New(`want role SLUG "title" [noun NOUN] [of SLUG] [on DATE] :: sentence`)
	}
	r := schema.Role{Title: f[1].text, Noun: f[1].text, Rule: "story"}
	for i := 2; i < len(f); i += 2 {
		switch f[i].text {
		case "noun":
			r.Noun = f[i+1].text
		case "of":
			r.Of = p.doc.term(f[i+1])
		case "on":
			if r.Date, err = schema.ParseEDTF(f[i+1].text, schema.BasisExplicit); err != nil {
				return err
			}
		default:
			return fmt.Errorf("unknown word %q of a role", f[i].text)
		}
	}
	r.Sent = p.doc.sentence(sentence)
	r.Span = r.Sent
	a := p.doc.actor(f[0].text)
	a.Roles = append(a.Roles, r)
	return nil
}

// actor finds or makes an actor of the document.
func (d *document) actor(slug string) *schema.Actor {
	id := schema.NodeID("actor:" + slug)
	if a, ok := d.actors[id]; ok {
		return a
	}
	words := strings.Split(slug, "-")
	for i, w := range words {
		if w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	name := strings.Join(words, " ")
	a := &schema.Actor{ID: id, Name: name, Kind: text.KindPerson, Names: []schema.Name{{Text: name, Count: 1}}}
	d.actors[id] = a
	d.order = append(d.order, id)
	return a
}

// term reads an argument: actor slug, topic:slug or "words".
func (d *document) term(t token) schema.Term {
	if t.quoted {
		return schema.Term{Kind: schema.TermLiteral, Name: t.text, Text: t.text, Mention: -1}
	}
	if slug, ok := strings.CutPrefix(t.text, "topic:"); ok {
		name := strings.ReplaceAll(slug, "-", " ")
		return schema.Term{Kind: schema.TermTopic, ID: schema.NodeID(t.text), Name: name, Text: name, Mention: -1}
	}
	a := d.actor(t.text)
	return schema.Term{Kind: schema.TermActor, ID: a.ID, Name: a.Name, Text: a.Name, Type: a.Kind, Mention: -1}
}

// sentence adds a sentence to the document's text, once.
func (d *document) sentence(s string) text.Span {
	s = strings.TrimSpace(s)
	if s == "" {
		s = "(nothing is quoted)"
	}
	if i := strings.Index(d.text.String(), s+"\n"); i >= 0 {
		return text.Span{Start: i, End: i + len(s)}
	}
	start := d.text.Len()
	d.text.WriteString(s + "\n")
	return text.Span{Start: start, End: start + len(s)}
}

// statementLine reads:
//
//	NAME: MODALITY SUBJECT RELATION OBJECT [WORD VALUE]… :: sentence
//
// with "-" for no object, and the words on, basis, by, cue, in, type, quote,
// conf, rule, event, or a preposition.
func (p *parser) statementLine(alias, rest string) error {
	head, sentence, ok := strings.Cut(rest, "::")
	if !ok {
		return errors.New("want :: and the sentence at the end")
	}
	f, err := tokens(head)
	if err != nil {
		return err
	}
	if len(f) < 4 || len(f)%2 != 0 {
		return errors.New("want NAME: MODALITY SUBJECT RELATION OBJECT [WORD VALUE]… :: sentence")
	}
	if alias == "" || p.alias[alias] {
		return fmt.Errorf("the name %q is empty or taken", alias)
	}
	p.alias[alias] = true
	d := p.doc
	s := schema.Statement{Doc: d.rec.Doc.ID, Relation: schema.Relation(f[2].text), Verb: strings.ReplaceAll(f[2].text, "_", " "),
		Confidence: 0.9, Rule: "story", Order: len(d.rec.Statements)}
	if s.Modality, err = schema.ParseModality(f[0].text); err != nil {
		return err
	}
	s.Subject = d.term(f[1])
	if f[3].quoted || f[3].text != "-" {
		s.Object = d.term(f[3])
	}
	s.Sentence = d.sentence(sentence)
	s.Span = s.Sentence
	edtf, basis := "", schema.BasisExplicit
	var event schema.NodeID
	for i := 4; i < len(f); i += 2 {
		word, val := f[i].text, f[i+1]
		switch word {
		case "on":
			edtf = val.text
		case "basis":
			basis = schema.DateBasis(val.text)
		case "by":
			s.Source = append(s.Source, schema.Attribution{Speaker: d.term(val), Cue: "say", Modality: schema.Asserted, Content: s.Sentence})
		case "cue":
			if len(s.Source) == 0 {
				return errors.New("cue follows by")
			}
			s.Source[len(s.Source)-1].Cue = val.text
		case "quote":
			at := strings.Index(s.Sentence.In(d.text.String()), val.text)
			if at < 0 {
				return fmt.Errorf("the sentence lacks the quote %q", val.text)
			}
			s.Quote = text.Span{Start: s.Sentence.Start + at, End: s.Sentence.Start + at + len(val.text)}
			if n := len(s.Source); n > 0 {
				s.Source[n-1].Quoted = true
			}
		case "verb":
			s.Verb = val.text
		case "in":
			s.Place = d.term(val)
		case "type":
			if s.EventType, err = schema.ParseEventType(val.text); err != nil {
				return err
			}
		case "conf":
			if s.Confidence, err = strconv.ParseFloat(val.text, 64); err != nil {
				return err
			}
		case "rule":
			s.Rule = val.text
		case "event":
			event = schema.NodeID("event:" + val.text)
		default:
			s.Qualifiers = append(s.Qualifiers, schema.Qualifier{Role: word, Term: d.term(val)})
		}
	}
	if s.Date, err = schema.ParseEDTF(edtf, basis); err != nil {
		return err
	}
	s.VerbSpan = spanOf(s.Verb, s.Sentence, d.text.String())
	s.ID = schema.MakeStatementID(&s)
	if other, dup := p.story.Alias[s.ID]; dup {
		return fmt.Errorf("%s says the same as %s in the same sentence", alias, other)
	}
	if err := schema.Check(&s, d.text.Len()); err != nil {
		return err
	}
	p.story.Alias[s.ID] = alias
	d.rec.Statements = append(d.rec.Statements, s)
	if event != "" {
		d.addEvent(&s, event)
	}
	return nil
}

func (d *document) addEvent(s *schema.Statement, id schema.NodeID) {
	if d.rec.StatementEvent == nil {
		d.rec.StatementEvent = map[schema.StatementID]schema.NodeID{}
	}
	d.rec.StatementEvent[s.ID] = id
	for _, e := range d.rec.Events {
		if e.ID == id {
			return
		}
	}
	d.rec.Events = append(d.rec.Events, schema.Event{ID: id, Type: s.EventType, Date: s.Date})
}

// spanOf finds words in a sentence; the whole sentence if they are not there.
func spanOf(words string, sentence text.Span, all string) text.Span {
	if i := strings.Index(sentence.In(all), words); i >= 0 && words != "" {
		return text.Span{Start: sentence.Start + i, End: sentence.Start + i + len(words)}
	}
	return sentence
}

// closeDoc finishes the current document.
func (p *parser) closeDoc() {
	if p.doc == nil {
		return
	}
	d := p.doc
	p.doc = nil
	d.rec.Doc.Text = d.text.String()
	for _, id := range d.order {
		d.rec.Actors = append(d.rec.Actors, *d.actors[id])
	}
	sortActors(d.rec.Actors)
	p.story.Records = append(p.story.Records, d.rec)
}
