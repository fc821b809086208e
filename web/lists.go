package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/network"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// ref is a node with the words that people read.
type ref struct {
	ID   schema.NodeID `json:"id,omitempty"`
	Name string        `json:"name"`
}

// counts are numbers of statements by modality.
type counts = network.Counts

// status says what is served.
type status struct {
	Version  string `json:"version"`
	Writable bool   `json:"writable"`
	Uploads  bool   `json:"uploads"`
	Revision string `json:"revision"`
	Store    string `json:"store"`
	First    string `json:"first,omitempty"`
	Last     string `json:"last,omitempty"`
	// Published are the days of the earliest and the latest article.
	Published []string `json:"published,omitempty"`
	graph.Stats
	Explorer bool         `json:"explorer"`
	Limits   statusLimits `json:"limits"`
}

type statusLimits struct {
	QuerySeconds float64 `json:"query_seconds"`
	UploadBytes  int64   `json:"upload_bytes"`
	Page         int     `json:"page"`
}

func (s *Server) showStatus(r *http.Request) (any, error) {
	if err := paramsOf(r).done(); err != nil {
		return nil, err
	}
	st, err := s.back.Store.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	out := status{
		Version: s.back.Version, Writable: s.opt.Writable, Uploads: s.opt.Writable && s.back.Editor != nil,
		Revision: s.revision(), Store: baseName(s.back.Store.Dir()), Stats: st, Explorer: s.built != nil,
		Limits: statusLimits{s.opt.QueryTimeout.Seconds(), s.opt.MaxUpload, maxPage},
	}
	docs, err := s.tables.documents(r.Context())
	if err != nil {
		return nil, err
	}
	for i := range docs { // the latest first
		if day, _, _ := strings.Cut(docs[i].Published, "T"); day != "" {
			out.Published = append(out.Published[:min(1, len(out.Published))], day)
		}
	}
	slices.Reverse(out.Published)
	for m, err := range s.back.Store.Marks(r.Context(), graph.Filter{}) {
		if err != nil {
			return nil, err
		}
		if out.First == "" || m.Known && m.First != "" && m.First < out.First {
			out.First = m.First
		}
		if m.Known {
			out.Last = max(out.Last, cmp.Or(m.Last, m.First))
		}
	}
	return out, nil
}

// actorItem is an actor in a list.
type actorItem struct {
	ID         schema.NodeID   `json:"id"`
	Name       string          `json:"name"`
	Kind       text.EntityKind `json:"kind"`
	Statements int             `json:"statements"`
	Documents  int             `json:"documents"`
	Country    string          `json:"country,omitempty"`
	Wikidata   string          `json:"wikidata,omitempty"`
	Detail     string          `json:"detail,omitempty"`
	Exact      bool            `json:"exact,omitempty"`
}

func itemOf(a *graph.Actor) actorItem {
	return actorItem{ID: a.ID, Name: a.Name, Kind: a.Kind, Statements: a.Statements, Documents: a.Documents, Country: a.Country, Wikidata: a.Wikidata}
}

type actorList struct {
	Actors []actorItem `json:"actors"`
	Total  int         `json:"total,omitempty"`
	Next   string      `json:"next,omitempty"`
}

func (s *Server) findActors(r *http.Request) (any, error) {
	p := paramsOf(r)
	q, kinds, order := p.text("q"), p.list("kind"), p.choice("sort", "statements", "name")
	limit, cursor := p.page()
	if err := p.done(); err != nil {
		return nil, err
	}
	table, err := s.tables.allActors(r.Context())
	if err != nil {
		return nil, err
	}
	var items []actorItem
	if q != "" {
		if items, err = s.searchActors(r.Context(), table, q); err != nil {
			return nil, err
		}
	} else {
		for i := range table.List {
			items = append(items, itemOf(&table.List[i]))
		}
		if order == "name" {
			slices.SortFunc(items, func(a, b actorItem) int {
				return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
			})
		}
	}
	if len(kinds) > 0 {
		items = slices.DeleteFunc(items, func(a actorItem) bool { return !slices.Contains(kinds, string(a.Kind)) })
	}
	page, next, err := cut(items, limit, cursor, func(a *actorItem) string { return string(a.ID) })
	if err != nil {
		return nil, err
	}
	out := actorList{Actors: page, Next: next}
	if cursor == "" {
		out.Total = len(items)
	}
	return out, nil
}

// searchActors are the actors that a name may mean, then those of whose names
// a word begins with it; if there are none, those with a similar name.
func (s *Server) searchActors(ctx context.Context, table *network.Actors, q string) ([]actorItem, error) {
	found, err := s.back.Graph.FindActors(ctx, q)
	if err != nil {
		return nil, err
	}
	var out, similar []actorItem
	seen := map[schema.NodeID]bool{}
	for _, m := range found {
		item := actorItem{ID: m.ID, Name: m.Name}
		if a := table.Get(m.ID); a != nil {
			item = itemOf(a)
		}
		item.Detail, item.Exact = m.Detail, m.Exact
		if m.Exact {
			out = append(out, item)
			seen[m.ID] = true
		} else {
			similar = append(similar, item)
		}
	}
	begin := strings.ToLower(q)
	for i := range table.List {
		a := &table.List[i]
		if !seen[a.ID] && (beginsWord(a.Name, begin) || slices.ContainsFunc(a.Names, func(n schema.Name) bool { return beginsWord(n.Text, begin) })) {
			seen[a.ID] = true
			out = append(out, itemOf(a))
		}
	}
	for _, m := range similar {
		if !seen[m.ID] {
			out = append(out, m)
		}
	}
	return out, nil
}

// beginsWord reports whether a word of a name begins with lower-case letters.
func beginsWord(name, begin string) bool {
	name = strings.ToLower(name)
	return strings.HasPrefix(name, begin) || strings.Contains(name, " "+begin) || strings.Contains(name, "-"+begin)
}

// cut is the page of a list after a cursor, which names the entry before it.
func cut[T any](list []T, limit int, cursor string, id func(*T) string) (page []T, next string, err error) {
	start := 0
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		start = slices.IndexFunc(list, func(x T) bool { return id(&x) == parts[0] }) + 1
		if start == 0 {
			return nil, "", &Fault{Status: http.StatusBadRequest, Code: "param", Message: "the entry that the cursor names is gone", Remedy: "start from the first page"}
		}
	}
	end := min(len(list), start+limit)
	page = list[start:end]
	if end < len(list) {
		next = encodeCursor(id(&list[end-1]))
	}
	if page == nil {
		page = []T{}
	}
	return page, next, nil
}

type topicItem struct {
	ID         schema.NodeID `json:"id"`
	Label      string        `json:"label"`
	Documents  int           `json:"documents"`
	Statements int           `json:"statements"`
}

type topicList struct {
	Topics []topicItem `json:"topics"`
	Total  int         `json:"total,omitempty"`
	Next   string      `json:"next,omitempty"`
}

func (s *Server) findTopics(r *http.Request) (any, error) {
	p := paramsOf(r)
	q := p.text("q")
	limit, cursor := p.page()
	if err := p.done(); err != nil {
		return nil, err
	}
	var found []graph.Topic
	var err error
	if q != "" {
		found, err = s.back.Store.FindTopics(r.Context(), q)
	} else {
		for t, terr := range s.back.Store.Topics(r.Context()) {
			if err = terr; err != nil {
				break
			}
			found = append(found, t)
		}
		slices.SortFunc(found, func(a, b graph.Topic) int {
			return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.ID, b.ID))
		})
	}
	if err != nil {
		return nil, err
	}
	items := make([]topicItem, len(found))
	for i, t := range found {
		items[i] = topicItem(t)
	}
	page, next, err := cut(items, limit, cursor, func(t *topicItem) string { return string(t.ID) })
	if err != nil {
		return nil, err
	}
	out := topicList{Topics: page, Next: next}
	if cursor == "" {
		out.Total = len(items)
	}
	return out, nil
}

// documentItem is a document in a list.
type documentItem struct {
	queries.Document
	Sources    []string `json:"sources,omitempty"`
	Statements int      `json:"statements"`
	Load       bool     `json:"load"`
}

func documentItemOf(d *graph.Document) documentItem {
	return documentItem{
		Document: queries.Document{ID: d.ID, Title: d.Title, Outlet: d.Outlet, Author: d.Author, Published: d.Published, URL: d.URL, Source: d.Source},
		Sources:  d.Sources, Statements: d.Statements, Load: d.Load,
	}
}

type documentList struct {
	Documents []documentItem `json:"documents"`
	Total     int            `json:"total,omitempty"`
	Next      string         `json:"next,omitempty"`
}

func (s *Server) listDocuments(r *http.Request) (any, error) {
	p := paramsOf(r)
	q, from, to := strings.ToLower(p.text("q")), p.day("from", false), p.day("to", true)
	limit, cursor := p.page()
	if err := p.done(); err != nil {
		return nil, err
	}
	items, err := s.documentItems(r.Context(), q, from, to)
	if err != nil {
		return nil, err
	}
	page, next, err := cut(items, limit, cursor, func(d *documentItem) string { return string(d.ID) })
	if err != nil {
		return nil, err
	}
	out := documentList{Documents: page, Next: next}
	if cursor == "" {
		out.Total = len(items)
	}
	return out, nil
}

// documentItems are the documents whose title, outlet or source has all words
// of q, published in a range.
func (s *Server) documentItems(ctx context.Context, q, from, to string) ([]documentItem, error) {
	docs, err := s.tables.documents(ctx)
	if err != nil {
		return nil, err
	}
	var out []documentItem
	for i := range docs {
		d := &docs[i]
		words := strings.ToLower(strings.Join([]string{d.Title, d.Outlet, d.Source, d.Author}, " "))
		has := true
		for _, w := range strings.Fields(q) {
			has = has && strings.Contains(words, w)
		}
		if !has || from != "" && d.Published < from || to != "" && (d.Published == "" || d.Published > to) {
			continue
		}
		out = append(out, documentItemOf(d))
	}
	return out, nil
}

type documentView struct {
	Document   documentItem    `json:"document"`
	Text       string          `json:"text"`
	Statements []statementView `json:"statements"`
	Rejected   int             `json:"rejected,omitempty"`
}

func (s *Server) showDocument(r *http.Request) (any, error) {
	if err := paramsOf(r).done(); err != nil {
		return nil, err
	}
	ctx, id := r.Context(), r.PathValue("id")
	d, err := s.back.Store.Document(ctx, id)
	if errors.Is(err, graph.ErrNotFound) {
		return nil, &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "the graph has no document of this id", Remedy: "see /api/v1/documents"}
	} else if err != nil {
		return nil, err
	}
	out := documentView{Document: documentItemOf(&d), Statements: []statementView{}}
	if d.Load {
		return out, nil
	}
	rec, err := s.back.Store.Record(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	out.Text, out.Rejected = rec.Doc.Text, len(rec.Rejected)
	out.Statements, err = s.statementViews(ctx, rec.Statements)
	return out, err
}
