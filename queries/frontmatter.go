package queries

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ErrFile is wrapped by every error about a malformed query file.
var ErrFile = errors.New("malformed query file")

// FileError is a fault of a query file.
type FileError struct {
	File string // name as given to [Parse]
	Line int    // 1-based line of the file; 0 if the fault has no line
	Msg  string
}

// Error prints "file:line: message".
func (e *FileError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Unwrap is [ErrFile].
func (e *FileError) Unwrap() error { return ErrFile }

// maxFile bounds the size of a query file, in bytes.
const maxFile = 256 << 10

var (
	queryName  = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	columnName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// Parse reads a query file. The extension of its name tells the language:
// .js, .graphql, .mql, .json or .yaml. The front matter is YAML
//
//	in .js, .mql, .json   between a line "/*---" and a line "---*/"
//	in .graphql           in comment lines between two lines "# ---"
//	in .yaml              the whole file
//
// and has the keys name, title, question, params, columns, view, group, together,
// order, filters, modality and primitive. All faults are reported at once,
// joined, each a *[FileError].
func Parse(name, content string) (*Query, error) {
	p := &parser{file: name}
	if len(content) > maxFile {
		p.fail(0, "the file is larger than %d bytes", maxFile)
		return nil, p.err()
	}
	content = strings.ReplaceAll(content, "\r\n", "\n")
	q := &Query{Source: name, View: ViewTable, Modality: []Class{ClassAsserted}}
	var header string
	var headerLine int
	switch ext := path.Ext(name); ext {
	case ".js":
		q.Language = Gizmo
		header, headerLine, q.Body, q.BodyLine = p.cutBlock(content)
	case ".mql", ".json":
		q.Language = MQL
		header, headerLine, q.Body, q.BodyLine = p.cutBlock(content)
	case ".graphql":
		q.Language = GraphQL
		header, headerLine, q.Body, q.BodyLine = p.cutComments(content)
	case ".yaml":
		q.Language = Primitive
		header, headerLine = content, 1
	default:
		p.fail(0, "unknown extension %q: want .js, .graphql, .mql, .json or .yaml", ext)
	}
	if len(p.faults) > 0 {
		return nil, p.err()
	}
	p.header(q, header, headerLine-1)
	if len(p.faults) > 0 {
		return nil, p.err()
	}
	return q, nil
}

type parser struct {
	file   string
	faults []error
}

func (p *parser) fail(line int, format string, args ...any) {
	p.faults = append(p.faults, &FileError{File: p.file, Line: line, Msg: fmt.Sprintf(format, args...)})
}

func (p *parser) err() error { return errors.Join(p.faults...) }

// cutBlock separates a header between "/*---" and "---*/" from the body.
func (p *parser) cutBlock(content string) (header string, line int, body string, bodyLine int) {
	lines := strings.Split(content, "\n")
	if strings.TrimSpace(lines[0]) != "/*---" {
		p.fail(1, "want the front matter: a first line /*---")
		return
	}
	end := slices.IndexFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "---*/" })
	if end < 0 {
		p.fail(1, "the front matter does not end: want a line ---*/")
		return
	}
	return strings.Join(lines[1:end], "\n"), 2, strings.Join(lines[end+1:], "\n"), end + 2
}

// cutComments separates a header in "#" lines from the body.
func (p *parser) cutComments(content string) (header string, line int, body string, bodyLine int) {
	lines := strings.Split(content, "\n")
	if strings.TrimRight(lines[0], " ") != "# ---" {
		p.fail(1, "want the front matter: a first line # ---")
		return
	}
	var head []string
	for i, l := range lines[1:] {
		l = strings.TrimRight(l, " ")
		switch {
		case l == "# ---":
			return strings.Join(head, "\n"), 2, strings.Join(lines[i+2:], "\n"), i + 3
		case l == "#":
			head = append(head, "")
		case strings.HasPrefix(l, "# "):
			head = append(head, l[2:])
		default:
			p.fail(i+2, "a line of the front matter begins with # and a space")
			return
		}
	}
	p.fail(1, "the front matter does not end: want a second line # ---")
	return
}

// header fills q from YAML that starts after line base of the file.
func (p *parser) header(q *Query, src string, base int) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src), &doc); err != nil {
		line := 0
		if _, err2 := fmt.Sscanf(err.Error(), "yaml: line %d:", &line); err2 == nil {
			line += base
		} else {
			line = base + 1
		}
		p.fail(line, "front matter: %s", strings.TrimPrefix(err.Error(), "yaml: "))
		return
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		p.fail(base+1, "the front matter is a mapping with name, title, question and columns")
		return
	}
	top := doc.Content[0]
	p.shift(top, base, 0)
	var columns, order, group *yaml.Node
	p.each(top, func(key, val *yaml.Node) {
		switch key.Value {
		case "name":
			q.Name = p.text(val)
			if q.Name != "" && !queryName.MatchString(q.Name) {
				p.fail(val.Line, "name %q: want lower-case words joined by hyphens", q.Name)
			}
		case "title":
			q.Title = p.text(val)
		case "question":
			q.Question = p.text(val)
		case "view":
			q.View = oneOf(p, val, "view", []View{ViewTable, ViewTimeline, ViewNetwork})
		case "filters":
			q.filters = listOf(p, val, "filter", []Filter{FilterDates, FilterModality, FilterConfidence, FilterPlace, FilterWords})
		case "modality":
			q.Modality = listOf(p, val, "modality", Classes())
		case "params":
			p.list(val, func(n *yaml.Node) { q.Params = append(q.Params, p.param(n)) })
		case "columns":
			columns = val
			p.list(val, func(n *yaml.Node) { q.Columns = append(q.Columns, p.column(n)) })
		case "order":
			order = val
			p.list(val, func(n *yaml.Node) { q.Order = append(q.Order, p.text(n)) })
		case "group":
			group = val
			p.list(val, func(n *yaml.Node) { q.Group = append(q.Group, p.text(n)) })
		case "together":
			if q.Together = p.text(val) == "events"; !q.Together {
				p.fail(val.Line, "together: want events")
			}
		case "primitive":
			q.Primitive = p.text(val)
		default:
			p.fail(key.Line, "unknown key %q", key.Value)
		}
	})
	p.complete(q, top.Line, columns, order, group)
}

// complete adds what filters and defaults imply, and checks the whole.
func (p *parser) complete(q *Query, line int, columns, order, group *yaml.Node) {
	for _, f := range []struct {
		param  string
		filter Filter
	}{{confidenceParam, FilterConfidence}, {placeParam, FilterPlace}, {wordsParam, FilterWords}} {
		if f.filter != FilterConfidence && q.Language == Primitive { // a chain that lost a step is none
			continue
		}
		if _, own := q.Param(f.param); !own && !q.Has(f.filter) && q.restsOnStatements() {
			q.filters = append(q.filters, f.filter)
		}
	}
	for _, f := range q.filters {
		q.Params = append(q.Params, filterParams(f)...)
	}
	for _, need := range []struct{ key, val string }{{"name", q.Name}, {"title", q.Title}, {"question", q.Question}} {
		if need.val == "" {
			p.fail(line, "the front matter lacks %s", need.key)
		}
	}
	seen := map[string]bool{}
	for _, prm := range q.Params {
		if prm.Name != "" && seen[prm.Name] {
			p.fail(line, "the parameter %q is defined twice", prm.Name)
		}
		seen[prm.Name] = true
	}
	if len(q.Columns) == 0 {
		p.fail(line, "the front matter lacks columns")
	}
	cols := map[string]bool{"when": true}
	for i, c := range q.Columns {
		if cols[c.Name] && c.Name != "" {
			p.fail(columns.Content[i].Line, "the column %q is defined twice or reserved", c.Name)
		}
		cols[c.Name] = true
	}
	for _, name := range q.Group {
		if name == "when" || !cols[name] {
			p.fail(group.Line, "group: %q is not a column", name)
		}
	}
	for _, o := range q.Order {
		if !cols[strings.TrimPrefix(o, "-")] {
			p.fail(order.Line, "order: %q is not a column", o)
		}
	}
	if len(q.Order) == 0 {
		q.Order = []string{"when"}
	}
	if len(q.Modality) == 0 {
		q.Modality = []Class{ClassAsserted}
	}
	switch {
	case q.Language == Primitive && !slices.Contains(Primitives(), q.Primitive):
		p.fail(line, "primitive %q: want one of %s", q.Primitive, joinWords(Primitives()))
	case q.Language != Primitive && q.Primitive != "":
		p.fail(line, "only a .yaml file names a primitive")
	case q.Language != Primitive && strings.TrimSpace(q.Body) == "":
		p.fail(q.BodyLine, "the query is empty")
	}
}

func (p *parser) param(n *yaml.Node) Param {
	var prm Param
	p.each(n, func(key, val *yaml.Node) {
		switch key.Value {
		case "name":
			prm.Name = p.text(val)
			if !queryName.MatchString(prm.Name) {
				p.fail(val.Line, "param name %q: want lower-case words joined by hyphens", prm.Name)
			}
		case "type":
			prm.Type = oneOf(p, val, "param type", paramTypes())
		case "required":
			prm.Required = p.flag(val)
		case "last":
			prm.Last = p.flag(val)
		case "default":
			prm.Default = p.text(val)
		case "example":
			prm.Example = p.text(val)
		case "description":
			prm.Description = p.text(val)
		default:
			p.fail(key.Line, "unknown key %q of a param", key.Value)
		}
	})
	if prm.Name == "" {
		p.fail(n.Line, "a param lacks name")
	}
	if prm.Type == "" {
		prm.Type = TypeText
	}
	if prm.Required && prm.Default != "" {
		p.fail(n.Line, "param %s: a required param has no default", prm.Name)
	}
	if prm.Required && prm.Example == "" {
		p.fail(n.Line, "param %s: a required param has an example", prm.Name)
	}
	return prm
}

func (p *parser) column(n *yaml.Node) Column {
	var c Column
	if n.Kind == yaml.ScalarNode {
		c.Name = p.text(n)
	} else {
		p.each(n, func(key, val *yaml.Node) {
			switch key.Value {
			case "name":
				c.Name = p.text(val)
			case "type":
				c.Type = oneOf(p, val, "column type", columnTypes())
			case "label":
				c.Label = p.text(val)
			case "key":
				c.Key = p.text(val)
			default:
				p.fail(key.Line, "unknown key %q of a column", key.Value)
			}
		})
	}
	if !columnName.MatchString(c.Name) {
		p.fail(n.Line, "column name %q: want lower-case letters, digits and underscores", c.Name)
	}
	if c.Type == "" {
		c.Type = defaultColumnType(c.Name)
	}
	if c.Label == "" {
		c.Label = strings.ReplaceAll(c.Name, "_", " ")
	}
	if c.Key == "" {
		c.Key = c.Name
	}
	return c
}

// defaultColumnType is the type of a column that is named like a field of
// statements.
func defaultColumnType(name string) ColumnType {
	switch name {
	case "actor", "subject", "object", "speaker", "place", "other":
		return ColActor
	case "topic":
		return ColTopic
	case "date", "from", "to", "published":
		return ColDate
	case "modality":
		return ColModality
	case "statement":
		return ColStatement
	case "doc", "document":
		return ColDocument
	case "sentence":
		return ColSentence
	case "count", "statements", "confidence":
		return ColNumber
	}
	return ColText
}

// shift moves line numbers from the header to the file. Depth is bounded
// because aliases could otherwise nest without end.
func (p *parser) shift(n *yaml.Node, base, depth int) {
	if depth > 8 {
		return
	}
	n.Line += base
	for _, c := range n.Content {
		p.shift(c, base, depth+1)
	}
}

func (p *parser) each(n *yaml.Node, f func(key, val *yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fail(n.Line, "want a mapping")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			p.fail(key.Line, "the key %q stands twice", key.Value)
			continue
		}
		seen[key.Value] = true
		f(key, n.Content[i+1])
	}
}

func (p *parser) list(n *yaml.Node, f func(*yaml.Node)) {
	if n.Kind != yaml.SequenceNode {
		p.fail(n.Line, "want a list")
		return
	}
	for _, c := range n.Content {
		f(c)
	}
}

func (p *parser) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		p.fail(n.Line, "want a single value")
		return ""
	}
	return n.Value
}

func (p *parser) flag(n *yaml.Node) bool {
	switch p.text(n) {
	case "true":
		return true
	case "false":
	default:
		p.fail(n.Line, "want true or false")
	}
	return false
}

func oneOf[T ~string](p *parser, n *yaml.Node, what string, allowed []T) T {
	v := T(p.text(n))
	if !slices.Contains(allowed, v) {
		p.fail(n.Line, "unknown %s %q: want %s", what, string(v), joinWords(allowed))
	}
	return v
}

func listOf[T ~string](p *parser, n *yaml.Node, what string, allowed []T) []T {
	var out []T
	p.list(n, func(c *yaml.Node) {
		v := oneOf(p, c, what, allowed)
		if slices.Contains(out, v) {
			p.fail(c.Line, "the %s %q stands twice", what, string(v))
			return
		}
		out = append(out, v)
	})
	return out
}
