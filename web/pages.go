package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

//go:embed templates
var templates embed.FS

// pages are the explorer's templates.
type pages struct {
	home, query, statement, actor, actors, fault *template.Template
}

func loadPages() (*pages, error) {
	base, err := template.New("base.html").Funcs(template.FuncMap{
		"showDate": queries.ShowDate,
		"queryURL": queryURL,
		"first":    func(e []queries.Evidence) *queries.Evidence { return &e[0] },
		"rest":     func(e []queries.Evidence) []queries.Evidence { return e[1:] },
		"below":    isBelow,
		"ask":      func(t *queries.Table) string { return t.Ask() },
		"pair":     newShownCell,
		"generic":  genericQuestion,
		"source":   accordingTo,
		"count":    countOf,
		"role":     newShownRole,
	}).ParseFS(templates, "templates/base.html")
	if err != nil {
		return nil, fmt.Errorf("web: templates: %w", err)
	}
	p := &pages{}
	for name, at := range map[string]**template.Template{"home": &p.home, "query": &p.query, "statement": &p.statement,
		"actor": &p.actor, "actors": &p.actors, "fault": &p.fault} {
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(templates, "templates/"+name+".html")
		}
		if err != nil {
			return nil, fmt.Errorf("web: templates: %w", err)
		}
		*at = t
	}
	return p, nil
}

// isBelow reports whether a column is shown under its row: the explorer gives
// sentence, document and statement a line of their own.
func isBelow(c queries.Column) bool {
	return c.Type == queries.ColSentence || c.Type == queries.ColDocument || c.Type == queries.ColStatement
}

// queryURL is the address of an answer: a path, a query's name and pairs of
// parameter and value. Empty values are left out.
func queryURL(path, name string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return path + url.PathEscape(name) + "?" + v.Encode()
}

// genericQuestion is a query's question with letters for what is still to be
// named: "Who met X, when and where?"
func genericQuestion(q *queries.Query) string {
	out := q.Question
	letters := []string{"X", "Y", "Z"}
	for _, p := range q.Params {
		if name := "{" + p.Name + "}"; strings.Contains(out, name) && len(letters) > 0 {
			out = strings.ReplaceAll(out, name, letters[0])
			letters = letters[1:]
		}
	}
	return out
}

// accordingTo tells on whose word a statement rests.
func accordingTo(e *queries.Evidence) string {
	switch who := e.AccordingTo(); who {
	case "own words":
		return "in their own words"
	default:
		return "according to " + who
	}
}

// countOf is a number with its noun: "1 statement", "2 statements".
func countOf(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// shownCell is a cell with its column.
type shownCell struct {
	Column queries.Column
	Cell   queries.Cell
	Actor  string // id of the one actor that the cell names
}

func newShownCell(c queries.Column, cell queries.Cell) shownCell {
	s := shownCell{Column: c, Cell: cell}
	if len(cell.IDs) == 1 && strings.HasPrefix(cell.IDs[0], "actor:") {
		s.Actor = cell.IDs[0]
	}
	return s
}

// shownRole is a role of an actor.
type shownRole struct{ Role, Of, Date string }

func newShownRole(t *queries.Table, r queries.Row) shownRole {
	get := func(name string) string {
		if i := t.Column(name); i >= 0 {
			return r.Cells[i].Text
		}
		return ""
	}
	s := shownRole{get("role"), get("of"), get("date")}
	if strings.Contains(strings.ToLower(s.Role), strings.ToLower(s.Of)) {
		s.Of = ""
	}
	return s
}

// explorerPolicy lets the explorer's pages load the style sheet and nothing
// else; they have no scripts.
const explorerPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// routePages adds the plain pages: /plain/, /q/{name}, /statement, /actor,
// /actors.
func (s *Server) routePages(mux *http.ServeMux) {
	mux.HandleFunc("GET /plain/{$}", s.homePage)
	mux.Handle("/plain", http.RedirectHandler("/plain/", http.StatusMovedPermanently))
	mux.Handle("GET /q/{name}", s.fresh(s.limited(http.HandlerFunc(s.queryPage))))
	mux.Handle("GET /statement", s.fresh(http.HandlerFunc(s.statementPage)))
	mux.Handle("GET /actor", s.fresh(s.limited(http.HandlerFunc(s.actorPage))))
	mux.Handle("GET /actors", s.fresh(http.HandlerFunc(s.actorsPage)))
	mux.HandleFunc("GET /assets/style.css", func(w http.ResponseWriter, r *http.Request) {
		b, err := assets.ReadFile("assets/explorer/style.css")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=600")
		_, _ = w.Write(b) // the client may have gone
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.showFault(w, &Fault{Status: http.StatusNotFound, Code: "not-found", Message: "There is no page " + r.URL.Path, Remedy: "Start from the list of questions."})
	})
}

// show renders a page whole before it sends a byte.
func (s *Server) show(w http.ResponseWriter, status int, t *template.Template, data any) {
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "base.html", data); err != nil {
		writeFault(w, &Fault{Status: http.StatusInternalServerError, Code: "internal", Message: "the page could not be made"})
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", explorerPolicy)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the client may have gone
}

func (s *Server) showFault(w http.ResponseWriter, f *Fault) {
	s.show(w, f.Status, s.pages.fault, map[string]any{"Title": "Not found", "Fault": f})
}

// queryGroup is a heading of the start page with its queries.
type queryGroup struct {
	Title   string
	Queries []*queries.Query
}

// groupNames sort the queries that come with the program under headings;
// others stand under the last.
var groupNames = []struct {
	title string
	names []string
}{
	{"Who did what", []string{"timeline", "met", "talked", "relations", "participants", "path"}},
	{"Who says what", []string{"quotes", "says", "claims", "plans", "disputed"}},
	{"Positions on a topic", []string{"supporters", "opponents", "conditions", "topics"}},
	{"What is in the graph", []string{"actors", "roles", "statements", "documents"}},
}

func (s *Server) groups() []queryGroup {
	placed := map[string]bool{}
	var out []queryGroup
	for _, g := range groupNames {
		group := queryGroup{Title: g.title}
		for _, name := range g.names {
			if q, err := s.back.Library.Get(name); err == nil {
				group.Queries = append(group.Queries, q)
				placed[name] = true
			}
		}
		if len(group.Queries) > 0 {
			out = append(out, group)
		}
	}
	var rest []*queries.Query
	for _, q := range s.back.Library.List() {
		if !placed[q.Name] {
			rest = append(rest, q)
		}
	}
	if len(rest) > 0 {
		out = append(out, queryGroup{"More", rest})
	}
	return out
}

func (s *Server) homePage(w http.ResponseWriter, r *http.Request) {
	s.show(w, http.StatusOK, s.pages.home, map[string]any{"Title": "", "Groups": s.groups()})
}

// field is an input of a query's form.
type field struct {
	queries.Param
	Value   string
	Values  []string
	Label   string
	Input   string // text, number, checkbox, modality
	Classes []classField
}

type classField struct {
	Class   queries.Class
	Checked bool
}

func formFields(q *queries.Query, v url.Values) []field {
	var out []field
	for _, p := range q.Params {
		if p.Name == "on" {
			continue // from and to say the same
		}
		f := field{Param: p, Value: v.Get(p.Name), Values: v[p.Name], Label: strings.ReplaceAll(p.Name, "-", " "), Input: "text"}
		switch p.Type {
		case queries.TypeBool:
			f.Input = "checkbox"
		case queries.TypeInt:
			f.Input = "number"
		case queries.TypeFraction:
			f.Example = "0.8"
		case queries.TypeModality:
			f.Input = "modality"
			chosen := f.Values
			if v.Get("all-modalities") == "true" {
				for _, c := range queries.Classes() {
					chosen = append(chosen, string(c))
				}
			}
			if len(chosen) == 0 {
				for _, c := range q.Modality {
					chosen = append(chosen, string(c))
				}
			}
			for _, c := range queries.Classes() {
				f.Classes = append(f.Classes, classField{c, strings.Contains(","+strings.Join(chosen, ",")+",", ","+string(c)+",")})
			}
		}
		out = append(out, f)
	}
	return out
}

func (s *Server) queryPage(w http.ResponseWriter, r *http.Request) {
	q, err := s.back.Library.Get(r.PathValue("name"))
	if err != nil {
		s.showFault(w, faultOf(err))
		return
	}
	v := r.URL.Query()
	data := map[string]any{"Title": q.Title, "Query": q, "Example": exampleURL(q)}
	var own, filters []field
	for _, f := range formFields(q, v) {
		if f.Filter {
			filters = append(filters, f)
		} else {
			own = append(own, f)
		}
	}
	data["Fields"], data["Filters"] = own, filters
	data["Filtered"] = v.Get("from")+v.Get("to")+v.Get("undated")+v.Get("modality")+v.Get("all-modalities") != ""
	status := http.StatusOK
	if asked(q, v) {
		t, err := s.run(r, q.Name)
		if err != nil {
			f := faultOf(err)
			status, data["Fault"] = f.Status, f
		} else {
			data["Table"] = t
			data["Days"] = days(t)
			data["More"] = wider(q, v, t)
			// The answer is there; that the text cannot be shown is no error.
			data["Script"], _ = queries.Script(r.Context(), s.back.Graph, q, valuesOf(r))
			data["Download"] = "/api/v1/queries/" + url.PathEscape(q.Name) + "?" + v.Encode()
		}
	}
	s.show(w, status, s.pages.query, data)
}

// link is a text with an address.
type link struct{ Text, URL string }

// wider are the same question with fewer filters, if these left out anything.
func wider(q *queries.Query, v url.Values, t *queries.Table) []link {
	if len(t.Notes) == 0 {
		return nil
	}
	with := func(drop, set string) string {
		w := url.Values{}
		for k, vals := range v {
			if k != drop {
				w[k] = vals
			}
		}
		w.Set(set, "true")
		return "/q/" + url.PathEscape(q.Name) + "?" + w.Encode()
	}
	var out []link
	if q.Has(queries.FilterModality) && v.Get("all-modalities") == "" {
		out = append(out, link{"Show every modality", with("modality", "all-modalities")})
	}
	if q.Has(queries.FilterDates) && v.Get("undated") == "" && (v.Get("from") != "" || v.Get("to") != "" || v.Get("on") != "") {
		out = append(out, link{"Show what has no certain date", with("", "undated")})
	}
	return out
}

// asked reports whether a request to a query's page wants an answer: it has
// a value, or nothing is required and the form was sent.
func asked(q *queries.Query, v url.Values) bool {
	if v.Has("run") {
		return true
	}
	for _, p := range q.Params {
		if v.Get(p.Name) != "" {
			return true
		}
	}
	for _, p := range q.Params {
		if p.Required {
			return false
		}
	}
	return true
}

func exampleURL(q *queries.Query) string {
	v := url.Values{}
	for name, vals := range q.Example() {
		v[name] = vals
	}
	if len(v) == 0 {
		return ""
	}
	return "/q/" + url.PathEscape(q.Name) + "?" + v.Encode()
}

// day groups the rows of a timeline.
type day struct {
	Date string
	Rows []queries.Row
}

// days groups the rows of a timeline by their shown date, in their order;
// nil for another view.
func days(t *queries.Table) []day {
	at := t.Column("date")
	if t.View != queries.ViewTimeline || at < 0 {
		return nil
	}
	var out []day
	for _, r := range t.Rows {
		d := r.Cells[at].Text
		if n := len(out); n == 0 || out[n-1].Date != d {
			out = append(out, day{Date: d})
		}
		out[len(out)-1].Rows = append(out[len(out)-1].Rows, r)
	}
	return out
}

func (s *Server) statementPage(w http.ResponseWriter, r *http.Request) {
	id := schema.StatementID(r.URL.Query().Get("id"))
	e, err := queries.ShowStatement(r.Context(), s.back.Graph, id)
	if err != nil {
		s.showFault(w, faultOf(err))
		return
	}
	s.show(w, http.StatusOK, s.pages.statement, map[string]any{"Title": "Statement", "E": e, "Confidence": strconv.FormatFloat(e.Confidence, 'f', 2, 64)})
}

func (s *Server) actorPage(w http.ResponseWriter, r *http.Request) {
	v, err := s.actorView(r.Context(), r.URL.Query().Get("id"))
	if err != nil {
		s.showFault(w, faultOf(err))
		return
	}
	type relations struct {
		Class queries.Class
		Count int
		Rows  []queries.Row
	}
	var byClass []relations
	for _, c := range queries.Classes() {
		rel := relations{Class: c, Count: v.Counts[c]}
		for _, row := range v.Relations.Rows {
			if row.Class() == c {
				rel.Rows = append(rel.Rows, row)
			}
		}
		if len(rel.Rows) > 0 {
			byClass = append(byClass, rel)
		}
	}
	s.show(w, http.StatusOK, s.pages.actor, map[string]any{"Title": v.Actor.Name, "V": v, "Relations": byClass})
}

func (s *Server) actorsPage(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimSpace(r.URL.Query().Get("q"))
	if name == "" {
		http.Redirect(w, r, "/q/actors?run=1", http.StatusSeeOther)
		return
	}
	found, err := s.back.Graph.FindActors(r.Context(), name)
	if err != nil {
		s.showFault(w, faultOf(err))
		return
	}
	if len(found) == 1 && found[0].Exact {
		http.Redirect(w, r, queryURL("/actor", "", "id", string(found[0].ID)), http.StatusSeeOther)
		return
	}
	s.show(w, http.StatusOK, s.pages.actors, map[string]any{"Title": "Actors", "Name": name, "Found": found})
}
