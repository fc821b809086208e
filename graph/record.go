package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"sort"

	"github.com/cayleygraph/quad"
	"github.com/hidal-go/hidalgo/kv/flat"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// docHead is what a list of documents needs, and what the store itself knows
// of a document beyond its record.
type docHead struct {
	Doc        schema.DocMeta    `json:"doc"`               // without its text
	Sources    []string          `json:"sources,omitempty"` // where the same content was found, first one first
	Symmetric  []schema.Relation `json:"symmetric,omitempty"`
	Statements int               `json:"statements"`
	Load       bool              `json:"load,omitempty"` // quads that another tool made, not a record
}

// actorEntry is what one document says of an actor.
type actorEntry struct {
	Actor      schema.Actor `json:"actor"`      // without the reasons of its merging
	Statements int          `json:"statements"` // of the document in which it takes part or speaks
}

// topicEntry is what one document says of a topic.
type topicEntry struct {
	Labels     []schema.Name `json:"labels"`
	Statements int           `json:"statements"`
}

// stored is a record as the store keeps it.
type stored struct {
	head docHead
	rec  schema.Record
}

// derived is everything that the store keeps because of one document: own
// keys and quads. It is a pure function of the stored record.
type derived struct {
	keys  map[string][]byte
	quads []quad.Quad
}

func (d *stored) derive() (*derived, error) {
	out := &derived{keys: map[string][]byte{}}
	var err error
	put := func(k []byte, v any) {
		b, merr := json.Marshal(v)
		if merr != nil && err == nil {
			err = merr
		}
		out.keys[string(k)] = b
	}
	flag := func(k []byte) { out.keys[string(k)] = []byte{} }
	id := string(d.rec.Doc.ID)

	put(key(secHead, id), d.head)
	for _, src := range d.head.Sources {
		out.keys[string(key(secSource, src))] = []byte(id)
	}
	if d.head.Load {
		return out, err
	}
	body := d.rec
	body.Statements = nil
	put(key(secRecord, id), body)

	for i := range d.rec.Statements {
		s := &d.rec.Statements[i]
		p := place{d.rec.Doc.ID, i}
		put(key(secState, id, index(i)), s)
		out.keys[string(key(secID, string(s.ID), id))] = []byte(index(i))
		post := postingOf(s)
		val := post.encode()
		day := s.Date.SortKey()
		wide := oneDay
		if post.known {
			wide = widthOf(post.first, post.last)
		}
		on := func(n schema.NodeID) {
			out.keys[string(timelineKey(n, day, s.Order, p))] = val
			if wide != oneDay {
				out.keys[string(wideKey(n, wide, day, s.Order, p))] = val
			}
		}
		on(everything)
		for _, m := range post.members {
			on(m.node)
		}
	}
	actors, topics := d.entries()
	for n, e := range topics {
		put(key(secTopic, string(n), id), e)
	}
	for n, e := range actors {
		put(key(secActor, string(n), id), e)
		for _, name := range actorNames(&e.Actor) {
			flag(key(secName, name, string(n), id))
			for _, w := range words(name) {
				flag(key(secWord, w, string(n), id))
			}
		}
	}
	for i := range d.rec.Events {
		put(key(secEvent, string(d.rec.Events[i].ID), id), d.rec.Events[i])
	}
	if err != nil {
		return nil, err
	}
	out.quads = buildQuads(&d.rec, d.head.symmetric())
	b := &quadBuilder{label: IRI(id)}
	for _, src := range d.head.Sources {
		b.add(IRI(id), "doc:source", oneLine(src))
	}
	out.quads = distinctQuads(append(out.quads, b.out...))
	return out, nil
}

// entries is what the document says of its actors and topics.
func (d *stored) entries() (map[schema.NodeID]*actorEntry, map[schema.NodeID]*topicEntry) {
	taking := map[schema.NodeID]int{}
	topics := map[schema.NodeID]*topicEntry{}
	for i := range d.rec.Statements {
		s := &d.rec.Statements[i]
		for _, m := range members(s) {
			taking[m.node]++
		}
		for _, t := range topicTerms(s) {
			e := topics[t.ID]
			if e == nil {
				e = &topicEntry{}
				topics[t.ID] = e
			}
			e.Labels = schema.CountName(e.Labels, topicLabel(t))
		}
	}
	for n, e := range topics {
		e.Statements = taking[n]
		schema.SortNames(e.Labels)
	}
	actors := make(map[schema.NodeID]*actorEntry, len(d.rec.Actors))
	for i := range d.rec.Actors {
		a := d.rec.Actors[i]
		a.Reasons = nil
		actors[a.ID] = &actorEntry{a, taking[a.ID]}
	}
	return actors, topics
}

func (h *docHead) symmetric() func(schema.Relation) bool {
	set := make(map[schema.Relation]bool, len(h.Symmetric))
	for _, r := range h.Symmetric {
		set[r] = true
	}
	return func(r schema.Relation) bool { return set[r] }
}

// topicTerms are the topics of a statement, each once.
func topicTerms(s *schema.Statement) []schema.Term { return distinctTerms(s, schema.TermTopic) }

func topicLabel(t schema.Term) string {
	if t.Name != "" {
		return string(oneLine(t.Name))
	}
	return string(oneLine(t.Text))
}

// newStored prepares a record for storage.
func newStored(r *schema.Record, sources []string, voc *schema.Vocabulary) *stored {
	d := &stored{rec: *r}
	if len(sources) > 0 {
		d.rec.Doc.Source = sources[0]
	}
	d.head = docHead{Doc: d.rec.Doc, Sources: sources, Statements: len(r.Statements)}
	d.head.Doc.Text = ""
	seen := map[schema.Relation]bool{}
	for i := range r.Statements {
		rel := r.Statements[i].Relation
		if !seen[rel] && voc.Symmetric(rel) {
			d.head.Symmetric = append(d.head.Symmetric, rel)
		}
		seen[rel] = true
	}
	sort.Slice(d.head.Symmetric, func(i, j int) bool { return d.head.Symmetric[i] < d.head.Symmetric[j] })
	return d
}

// sameKeys reports whether two documents derive the same own keys. Quads
// follow from them.
func (d *derived) sameKeys(o *derived) bool {
	if len(d.keys) != len(o.keys) {
		return false
	}
	for k, v := range d.keys {
		w, ok := o.keys[k]
		if !ok || !bytes.Equal(v, w) {
			return false
		}
	}
	return true
}

// readHead reads what the store knows of a document; ErrNotFound if nothing.
func readHead(r keyReader, id text.ArticleID) (docHead, error) {
	k := key(secHead, string(id))
	v, err := r.Get(k)
	if errors.Is(err, flat.ErrNotFound) {
		return docHead{}, fmt.Errorf("document %s: %w", id, ErrNotFound)
	} else if err != nil {
		return docHead{}, err
	}
	var h docHead
	return h, decode(k, v, &h)
}

// readStored reads a document whole.
func readStored(ctx context.Context, r keyReader, id text.ArticleID) (*stored, error) {
	h, err := readHead(r, id)
	if err != nil {
		return nil, err
	}
	d := &stored{head: h}
	d.rec.Doc = h.Doc
	if h.Load {
		return d, nil
	}
	k := key(secRecord, string(id))
	v, err := r.Get(k)
	if errors.Is(err, flat.ErrNotFound) {
		return nil, &keyError{string(k), "it is missing"}
	} else if err != nil {
		return nil, err
	}
	if err := decode(k, v, &d.rec); err != nil {
		return nil, err
	}
	if h.Statements > 0 {
		d.rec.Statements = make([]schema.Statement, 0, h.Statements)
	}
	for p, err := range pairs(ctx, r, under(secState, string(id))) {
		if err != nil {
			return nil, err
		}
		var s schema.Statement
		if err := decode(p.key, p.value, &s); err != nil {
			return nil, err
		}
		d.rec.Statements = append(d.rec.Statements, s)
	}
	if len(d.rec.Statements) != h.Statements {
		return nil, &keyError{string(k), fmt.Sprintf("it has %d statements, not %d", len(d.rec.Statements), h.Statements)}
	}
	return d, nil
}

// Document describes a document of the store.
type Document struct {
	schema.DocMeta          // without its text
	Sources        []string // where the same content was found, first one first
	Statements     int
	Load           bool // quads that another tool made
}

func (h *docHead) document() Document {
	return Document{DocMeta: h.Doc, Sources: h.Sources, Statements: h.Statements, Load: h.Load}
}

// Documents lists the documents by id, without their texts.
func (s *Store) Documents(ctx context.Context) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		err := s.read(func(v *view) error {
			for p, err := range pairs(ctx, v.snap, under(secHead)) {
				if err != nil {
					return err
				}
				var h docHead
				if err := decode(p.key, p.value, &h); err != nil {
					return err
				}
				if !yield(h.document(), nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(Document{}, fmt.Errorf("graph: list documents: %w", err))
		}
	}
}

// errStop ends a listing whose reader wants no more.
var errStop = errors.New("stop")

// read runs fn over one state of the store.
func (s *Store) read(fn func(*view) error) error {
	v, err := s.view()
	if err != nil {
		return err
	}
	err = fn(v)
	if cerr := v.close(); err == nil {
		err = cerr
	}
	return err
}

// Document describes one document, given its id or one of its sources.
func (s *Store) Document(ctx context.Context, idOrSource string) (Document, error) {
	var out Document
	err := s.read(func(v *view) error {
		id, err := resolveDocument(v.snap, idOrSource)
		if err != nil {
			return err
		}
		h, err := readHead(v.snap, id)
		out = h.document()
		return err
	})
	if err != nil {
		return Document{}, fmt.Errorf("graph: document %s: %w", idOrSource, err)
	}
	return out, nil
}

// resolveDocument finds a document by its id or by one of its sources.
func resolveDocument(r keyReader, idOrSource string) (text.ArticleID, error) {
	if _, err := r.Get(key(secHead, idOrSource)); err == nil {
		return text.ArticleID(idOrSource), nil
	} else if !errors.Is(err, flat.ErrNotFound) {
		return "", err
	}
	v, err := r.Get(key(secSource, idOrSource))
	if errors.Is(err, flat.ErrNotFound) {
		return "", ErrNotFound
	}
	return text.ArticleID(v), err
}

// Record is everything that is kept of a document, as it was put.
func (s *Store) Record(ctx context.Context, id text.ArticleID) (*schema.Record, error) {
	var out *schema.Record
	err := s.read(func(v *view) error {
		d, err := readStored(ctx, v.snap, id)
		if err != nil {
			return err
		}
		out = &d.rec
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: record: %w", err)
	}
	return out, nil
}

// Outlines lists the records by document without their statements, which
// makes it many times faster than [Store.Record] of each. Loads of other
// tools have no record and are left out.
func (s *Store) Outlines(ctx context.Context) iter.Seq2[*schema.Record, error] {
	return func(yield func(*schema.Record, error) bool) {
		err := s.read(func(v *view) error {
			for p, err := range pairs(ctx, v.snap, under(secRecord)) {
				if err != nil {
					return err
				}
				var r schema.Record
				if err := decode(p.key, p.value, &r); err != nil {
					return err
				}
				if !yield(&r, nil) {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(nil, fmt.Errorf("graph: list records: %w", err))
		}
	}
}

// Statement is a statement with its document, text included.
func (s *Store) Statement(ctx context.Context, id schema.StatementID) (schema.Statement, schema.DocMeta, error) {
	var st schema.Statement
	var doc schema.DocMeta
	err := s.read(func(v *view) error {
		at, err := findStatement(ctx, v.snap, id)
		if err != nil {
			return err
		}
		if st, err = readStatement(v.snap, at); err != nil {
			return err
		}
		k := key(secRecord, string(at.doc))
		b, err := v.snap.Get(k)
		if err != nil {
			return &keyError{string(k), err.Error()}
		}
		var r schema.Record
		if err := decode(k, b, &r); err != nil {
			return err
		}
		doc = r.Doc
		return nil
	})
	if err != nil {
		return schema.Statement{}, schema.DocMeta{}, fmt.Errorf("graph: statement: %w", err)
	}
	return st, doc, nil
}

// findStatement finds where a statement is kept.
func findStatement(ctx context.Context, r keyReader, id schema.StatementID) (place, error) {
	for p, err := range pairs(ctx, r, under(secID, string(id))) {
		if err != nil {
			return place{}, err
		}
		f, err := parts(p.key, secID, 2)
		if err != nil {
			return place{}, err
		}
		i, err := parseIndex(string(p.value))
		if err != nil {
			return place{}, &keyError{string(p.key), err.Error()}
		}
		return place{text.ArticleID(f[1]), i}, nil
	}
	return place{}, fmt.Errorf("statement %s: %w", id, ErrNotFound)
}

func readStatement(r keyReader, at place) (schema.Statement, error) {
	k := key(secState, string(at.doc), index(at.index))
	b, err := r.Get(k)
	if errors.Is(err, flat.ErrNotFound) {
		return schema.Statement{}, &keyError{string(k), "it is missing"}
	} else if err != nil {
		return schema.Statement{}, err
	}
	var s schema.Statement
	return s, decode(k, b, &s)
}
