package graph

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/schema"
)

// Merged is the label of quads that the store keeps about actors, topics and
// events over all documents: one label, one kind, each name once.
const Merged = quad.IRI("g:merged")

// Quads are the quads of one record, by the tables of docs/data-model.md, but
// for those labelled [Merged], which depend on other records too. symmetric
// tells which relations hold both ways. The result is sorted by N-Quads text
// and free of duplicates. It is a pure function.
func Quads(r *schema.Record, symmetric func(schema.Relation) bool) []quad.Quad {
	return sortQuads(buildQuads(r, symmetric))
}

// buildQuads is Quads unsorted, with repetitions.
func buildQuads(r *schema.Record, symmetric func(schema.Relation) bool) []quad.Quad {
	b := &quadBuilder{}
	b.document(&r.Doc)
	for i := range r.Actors {
		b.actor(&r.Doc, &r.Actors[i])
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		b.statement(r, s, symmetric)
	}
	return b.out
}

type quadBuilder struct {
	out   []quad.Quad
	label quad.IRI
}

// add appends a quad unless its object is empty.
func (b *quadBuilder) add(s quad.Value, p string, o quad.Value) {
	if o == nil || o == quad.String("") || o == quad.IRI("") {
		return
	}
	b.out = append(b.out, quad.Quad{Subject: s, Predicate: IRI(p), Object: o, Label: b.label})
}

func (b *quadBuilder) document(d *schema.DocMeta) {
	doc := IRI(string(d.ID))
	b.label = doc
	b.add(doc, "doc:title", oneLine(d.Title))
	b.add(doc, "doc:outlet", oneLine(d.Outlet))
	b.add(doc, "doc:author", oneLine(d.Author))
	b.add(doc, "doc:url", oneLine(d.URL))
	b.add(doc, "doc:published", quad.String(d.Published))
	b.add(doc, "doc:source", oneLine(d.Source))
}

func (b *quadBuilder) actor(d *schema.DocMeta, a *schema.Actor) {
	doc, actor := IRI(string(d.ID)), IRI(string(a.ID))
	b.label = doc
	b.add(doc, "doc:actor", actor)
	for i, r := range a.Roles {
		role := IRI("role:" + strings.TrimPrefix(string(d.ID), "doc:") + "/" + strings.TrimPrefix(string(a.ID), "actor:") + "/" + strconv.Itoa(i))
		b.add(actor, "actor:role", role)
		b.add(role, "role:title", oneLine(r.Title))
		b.add(role, "role:noun", oneLine(r.Noun))
		b.add(role, "role:of", termValue(r.Of))
		if of := termValue(r.Of); of != nil && of != quad.Value(actor) {
			if r.Member {
				b.add(actor, "actor:member_of", of)
			}
			if r.Speaks {
				b.add(actor, "actor:speaks_for", of)
			}
		}
		b.add(role, "role:date", quad.String(r.Date.EDTF()))
		b.add(role, "role:text", oneLine(r.Sent.In(d.Text)))
	}
}

func (b *quadBuilder) statement(r *schema.Record, s *schema.Statement, symmetric func(schema.Relation) bool) {
	st := IRI(string(s.ID))
	b.label = st
	subject, object := termValue(s.Subject), termValue(s.Object)

	// The relation itself.
	if subj, ok := subject.(quad.IRI); ok && object != nil {
		b.add(subj, s.Predicate(), object)
		if obj, ok := object.(quad.IRI); ok && obj != subj && symmetric(s.Relation) {
			b.add(obj, s.Predicate(), subj)
		}
	}

	b.add(st, "st:doc", IRI(string(r.Doc.ID)))
	b.add(st, "st:subject", subject)
	b.add(st, "st:object", object)
	for _, t := range participants(s) {
		b.add(st, "st:actor", termValue(t))
	}
	b.add(st, "st:relation", quad.String(s.Relation))
	b.add(st, "st:predicate", quad.String(s.Predicate()))
	b.add(st, "st:verb", oneLine(s.Verb))
	b.add(st, "st:modality", quad.String(s.Modality))
	if n := len(s.Source); n > 0 {
		last := s.Source[n-1]
		b.add(st, "st:speaker", termValue(last.Speaker))
		b.add(st, "st:cue", oneLine(last.Cue))
		for _, a := range s.Source {
			b.add(st, "st:source", termValue(a.Speaker))
		}
		if last.Quoted || !s.Quote.Empty() {
			b.add(st, "st:quoted", quad.String("true"))
		}
	} else if !s.Quote.Empty() {
		b.add(st, "st:quoted", quad.String("true"))
	}

	first, last := s.Date.Bounds()
	if s.Date.Known() {
		b.add(st, "st:date", quad.String(s.Date.SortKey()))
		b.add(st, "st:edtf", quad.String(s.Date.EDTF()))
		b.add(st, "st:precision", quad.String(s.Date.Precision()))
		b.add(st, "st:basis", quad.String(s.Date.Basis))
	}
	b.add(st, "st:from", quad.String(first))
	b.add(st, "st:to", quad.String(last))
	b.add(st, "st:place", termValue(s.Place))
	b.add(st, "st:type", quad.String(s.EventType))
	b.add(st, "st:quad", quad.String(s.EventType.Quad()))
	b.add(st, "st:mode", quad.String(s.Mode))
	for _, q := range s.Qualifiers {
		b.add(st, "q:"+strings.Join(strings.Fields(q.Role), "_"), termValue(q.Term))
	}
	b.add(st, "st:text", oneLine(s.Sentence.In(r.Doc.Text)))
	b.add(st, "st:quote", quad.String(s.Quote.In(r.Doc.Text)))
	if !s.Span.Empty() {
		b.add(st, "st:chars", quad.String(s.Span.String()))
	}
	if !s.Sentence.Empty() {
		b.add(st, "st:sentence", quad.String(s.Sentence.String()))
	}
	b.add(st, "st:order", quad.String(orderKey(s.Order)))
	for _, later := range s.Before {
		if slices.ContainsFunc(r.Statements, func(o schema.Statement) bool { return o.ID == later }) { // not one that was rejected
			b.add(st, "st:before", IRI(string(later)))
		}
	}
	b.add(st, "st:when", quad.String(s.Date.SortKey()+"/"+orderKey(s.Order)+"/"+string(r.Doc.ID)))
	b.add(st, "st:confidence", quad.String(strconv.FormatFloat(s.Confidence, 'f', 3, 64)))
	b.add(st, "st:rule", oneLine(s.Rule))
	if ev := r.StatementEvent[s.ID]; ev != "" {
		b.add(st, "st:event", IRI(string(ev)))
	}
}

// participants are the actors that take part in a statement, without its
// speakers: subject, object and qualifiers, each once, in that order.
func participants(s *schema.Statement) []schema.Term {
	return distinctTerms(s, schema.TermActor)
}

// distinctTerms are the resolved terms of a kind in subject, object and
// qualifiers, each once, in that order.
func distinctTerms(s *schema.Statement, kind schema.TermKind) []schema.Term {
	var out []schema.Term
	seen := map[schema.NodeID]bool{}
	take := func(t schema.Term) {
		if t.Kind == kind && t.ID != "" && !seen[t.ID] {
			seen[t.ID] = true
			out = append(out, t)
		}
	}
	take(s.Subject)
	take(s.Object)
	for _, q := range s.Qualifiers {
		take(q.Term)
	}
	return out
}

// mergedActorQuads are the quads about an actor over all documents.
func mergedActorQuads(a *schema.Actor) []quad.Quad {
	b := &quadBuilder{label: Merged}
	id := IRI(string(a.ID))
	b.add(id, "actor:label", oneLine(a.Name))
	for _, n := range a.Names {
		b.add(id, "actor:name", oneLine(n.Text))
	}
	b.add(id, "actor:kind", quad.String(a.Kind))
	b.add(id, "actor:country", quad.String(a.Country))
	b.add(id, "actor:wikidata", quad.String(a.Wikidata))
	return sortQuads(b.out)
}

// mergedTopicQuads are the quads about a topic over all documents.
func mergedTopicQuads(t *Topic) []quad.Quad {
	b := &quadBuilder{label: Merged}
	b.add(IRI(string(t.ID)), "topic:label", oneLine(t.Label))
	return b.out
}

// mergedEventQuads are the quads about an event over all documents.
func mergedEventQuads(e *schema.Event) []quad.Quad {
	b := &quadBuilder{label: Merged}
	id := IRI(string(e.ID))
	b.add(id, "ev:type", quad.String(e.Type))
	if e.Date.Known() {
		b.add(id, "ev:date", quad.String(e.Date.SortKey()))
		b.add(id, "ev:edtf", quad.String(e.Date.EDTF()))
	}
	for _, a := range e.Actors {
		b.add(id, "ev:actor", IRI(string(a)))
	}
	b.add(id, "ev:place", IRI(string(e.Place)))
	b.add(id, "ev:topic", IRI(string(e.Topic)))
	return sortQuads(b.out)
}

// termValue is the node of a resolved term, the words of any other, nil for
// none.
func termValue(t schema.Term) quad.Value {
	switch {
	case t.IsZero():
		return nil
	case t.ID != "" && t.Kind != schema.TermLiteral:
		return IRI(string(t.ID))
	}
	words := t.Text
	if strings.TrimSpace(words) == "" {
		words = t.Name
	}
	return oneLine(words)
}

// oneLine is a plain string without line breaks or runs of blanks.
func oneLine(s string) quad.String { return quad.String(strings.Join(strings.Fields(s), " ")) }

// orderKey prints a narrative position so that strings sort like numbers.
func orderKey(n int) string { return fmt.Sprintf("%06d", n) }

// IRI makes a node that is valid in N-Quads: what may not stand in an IRI
// there is percent-encoded.
func IRI(s string) quad.IRI {
	ok := true
	for i := 0; i < len(s) && ok; i++ {
		ok = iriByte(s[i])
	}
	if ok {
		return quad.IRI(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if iriByte(s[i]) {
			b.WriteByte(s[i])
		} else {
			fmt.Fprintf(&b, "%%%02X", s[i])
		}
	}
	return quad.IRI(b.String())
}

func iriByte(c byte) bool {
	return c > ' ' && c != 0x7f && !strings.ContainsRune("<>\"{}|^`\\", rune(c)) || c >= 0x80
}

// sortQuads sorts by text and drops duplicates, in place.
func sortQuads(qs []quad.Quad) []quad.Quad {
	keys := make(map[quad.Quad]string, len(qs))
	for _, q := range qs {
		if _, ok := keys[q]; !ok {
			keys[q] = q.NQuad()
		}
	}
	out := qs[:0]
	sort.SliceStable(qs, func(i, j int) bool { return keys[qs[i]] < keys[qs[j]] })
	for i, q := range qs {
		if i == 0 || q != qs[i-1] {
			out = append(out, q)
		}
	}
	return out
}

// distinctQuads drops duplicates and keeps the order, in place.
func distinctQuads(qs []quad.Quad) []quad.Quad {
	seen := make(map[quad.Quad]struct{}, len(qs))
	out := qs[:0]
	for _, q := range qs {
		if _, ok := seen[q]; !ok {
			seen[q] = struct{}{}
			out = append(out, q)
		}
	}
	return out
}

// diffQuads returns what is only in next and what is only in prev.
func diffQuads(prev, next []quad.Quad) (add, del []quad.Quad) {
	had := make(map[quad.Quad]bool, len(prev))
	for _, q := range prev {
		had[q] = true
	}
	for _, q := range next {
		if had[q] {
			delete(had, q)
		} else {
			add = append(add, q)
		}
	}
	for _, q := range prev {
		if had[q] {
			del = append(del, q)
		}
	}
	return add, del
}
