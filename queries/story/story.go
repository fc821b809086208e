package story

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
)

// ErrSyntax is wrapped by every error of [Parse].
var ErrSyntax = errors.New("malformed story")

// Story is a graph and questions to it.
type Story struct {
	Records []schema.Record // one for each document, in order
	Evals   []Eval
	// Alias names each statement as the story does.
	Alias map[schema.StatementID]string

	lines []string
}

// Eval is one question.
type Eval struct {
	Query  string
	Values queries.Values
	Fails  bool       // an error is wanted
	Head   []string   // names of the columns that are compared; empty for all
	Rows   [][]string // wanted rows
	Notes  []string   // wanted notes; of a failing question, parts of the error

	Line       int // of the question, 1-based
	start, end int // lines of the answer, 0-based, half-open
}

type parser struct {
	story Story
	name  string
	doc   *document
	docs  map[string]bool
	alias map[string]bool
}

// maxStory bounds the size of a story, in bytes; reading takes time by the
// square of it.
const maxStory = 64 << 10

// Parse reads a story. name stands in its errors.
func Parse(name, src string) (*Story, error) {
	if len(src) > maxStory {
		return nil, fmt.Errorf("%w: %s: larger than %d bytes", ErrSyntax, name, maxStory)
	}
	p := &parser{name: name, docs: map[string]bool{}, alias: map[string]bool{}}
	p.story.Alias = map[schema.StatementID]string{}
	p.story.lines = strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	var cur *Eval
	for i, raw := range p.story.lines {
		line := strings.TrimSpace(raw)
		var err error
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "|"):
			err = addRow(cur, line, i)
		case strings.HasPrefix(line, "!"):
			if cur == nil {
				err = errors.New("a note stands below eval or fail")
			} else {
				cur.Notes = append(cur.Notes, strings.TrimSpace(line[1:]))
				cur.end = i + 1
			}
		default:
			word, rest, _ := strings.Cut(line, " ")
			if word == "eval" || word == "fail" {
				p.closeDoc()
				var e Eval
				if e, err = parseEval(rest); err == nil {
					e.Fails, e.Line, e.start, e.end = word == "fail", i+1, i+1, i+1
					p.story.Evals = append(p.story.Evals, e)
					cur = &p.story.Evals[len(p.story.Evals)-1]
				}
				break
			}
			if len(p.story.Evals) > 0 {
				err = fmt.Errorf("%q stands before the first question, if it is a line of the graph", word)
				break
			}
			err = p.graphLine(word, rest, line)
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s:%d: %w", ErrSyntax, name, i+1, err)
		}
	}
	p.closeDoc()
	return &p.story, nil
}

func addRow(cur *Eval, line string, i int) error {
	if cur == nil || cur.Fails {
		return errors.New("a row stands below eval")
	}
	cells := splitRow(line)
	if cur.Head == nil {
		cur.Head = cells
	} else {
		if len(cells) != len(cur.Head) {
			return fmt.Errorf("%d cells below %d columns", len(cells), len(cur.Head))
		}
		cur.Rows = append(cur.Rows, cells)
	}
	cur.end = i + 1
	return nil
}

// splitRow cuts "| a | b |" into its cells; "\|" is a bar.
func splitRow(line string) []string {
	line = strings.TrimPrefix(line, "|")
	line = strings.TrimSpace(line)
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`) {
		line = line[:len(line)-1]
	}
	var cells []string
	var cur strings.Builder
	for i := 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && (line[i+1] == '|' || line[i+1] == '\\'):
			i++
			cur.WriteByte(line[i])
		case line[i] == '|':
			cells = append(cells, strings.TrimSpace(cur.String()))
			cur.Reset()
		default:
			cur.WriteByte(line[i])
		}
	}
	return append(cells, strings.TrimSpace(cur.String()))
}

func joinRow(cells []string, widths []int) string {
	var b strings.Builder
	for i, c := range cells {
		c = escapeCell(c)
		b.WriteString("| " + c + strings.Repeat(" ", max(0, widths[i]-len([]rune(c)))) + " ")
	}
	return b.String() + "|"
}

func escapeCell(s string) string {
	return strings.NewReplacer(`\`, `\\`, `|`, `\|`).Replace(s)
}

// parseEval reads "met actor=Putin to=2025-03".
func parseEval(rest string) (Eval, error) {
	fields, err := tokens(rest)
	if err != nil {
		return Eval{}, err
	}
	if len(fields) == 0 || fields[0].quoted {
		return Eval{}, errors.New("want the name of a query")
	}
	e := Eval{Query: fields[0].text, Values: queries.Values{}}
	for _, f := range fields[1:] {
		name, val, ok := strings.Cut(f.text, "=")
		if !ok || name == "" {
			return Eval{}, fmt.Errorf("want PARAM=VALUE, not %q", f.text)
		}
		e.Values[name] = append(e.Values[name], val)
	}
	return e, nil
}

// token is a word of a line; "quoted" ones stand for themselves.
type token struct {
	text   string
	quoted bool
}

var tokenPattern = regexp.MustCompile(`^\s*(?:([^\s"]*)"((?:[^"\\]|\\["\\])*)"|([^\s"]+))(?:\s|$)`)

// tokens cuts a line into words; a word may end in a quoted part, as in
// actor="Vladimir Putin".
func tokens(line string) ([]token, error) {
	var out []token
	for strings.TrimSpace(line) != "" {
		m := tokenPattern.FindStringSubmatch(line)
		if m == nil {
			return nil, fmt.Errorf("cannot read %q", strings.TrimSpace(line))
		}
		if m[3] != "" {
			out = append(out, token{text: m[3]})
		} else {
			words := strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(m[2])
			out = append(out, token{text: m[1] + words, quoted: m[1] == ""})
		}
		line = line[len(m[0]):]
	}
	return out, nil
}
