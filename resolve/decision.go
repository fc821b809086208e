package resolve

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Verb says what a decision does.
type Verb string

// The decisions that a user can take.
const (
	Same      Verb = "same"      // same "A" "B": both names are one actor
	Different Verb = "different" // different "A" "B": they are two actors
	Split     Verb = "split"     // split "A" doc:… [240-247] "A (banker)": A of that document, or there, is somebody else
	Rename    Verb = "rename"    // rename "A" "B": show the actor called A as B
	Kind      Verb = "kind"      // kind "A" group: A is a group
	Reject    Verb = "reject"    // reject doc:… 240-319 met: the statement is wrong
	Confirm   Verb = "confirm"   // confirm doc:… 240-319 met: the statement is right
)

// verbs lists the verbs with what each takes.
var verbs = []struct {
	verb Verb
	want string
	args int
}{
	{Same, `two names`, 2},
	{Different, `two names`, 2},
	{Split, `a name, a document, perhaps a span START-END, and the new name`, 3},
	{Rename, `a name and the new name`, 2},
	{Kind, `a name and a kind`, 2},
	{Reject, `a document, a span START-END and a relation`, 3},
	{Confirm, `a document, a span START-END and a relation`, 3},
}

// Decision is one correction by a user. It names things by what lasts: names
// and kinds, documents by content and spans, never by node or by rule.
type Decision struct {
	Line int // in its file, from 1
	Verb Verb
	Args []string
	By   string // who decided, "" if not said
	On   string // when, "2006-01-02", "" if not said
	Note string // why, "" if not said
}

// String prints the decision as [ParseDecisions] reads it.
func (d Decision) String() string {
	var b strings.Builder
	b.WriteString(string(d.Verb))
	for _, a := range d.Args {
		b.WriteByte(' ')
		b.WriteString(quoteArg(a))
	}
	for _, kv := range [][2]string{{"by", d.By}, {"on", d.On}, {"note", d.Note}} {
		if kv[1] != "" {
			b.WriteString(" " + kv[0] + "=" + quoteArg(kv[1]))
		}
	}
	return b.String()
}

// quoteArg quotes what would not read back as one bare word.
func quoteArg(s string) string {
	bare := s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(":-_./", r))
	})
	if bare {
		return s
	}
	return strconv.Quote(s)
}

// Decisions is the list of a decisions file, in its order.
type Decisions struct{ list []Decision }

// All returns the decisions in their order.
func (d *Decisions) All() []Decision {
	if d == nil {
		return nil
	}
	return slices.Clone(d.list)
}

// ParseDecisions reads a decisions file: one decision a line, empty lines and
// lines that begin with # are comments.
//
//	same "Aliaksandr Lukashenka" "Alexander Lukashenko" by=anna on=2026-11-22
//	split "John Smith" doc:2151e382a0b1c2d3 "John Smith (banker)" note="see the byline"
//	reject doc:2151e382a0b1c2d3 240-319 meet
//
// It reports every fault with its line, and then returns no decisions: a file
// holds as a whole or not at all.
func ParseDecisions(content string) (*Decisions, error) {
	d := &Decisions{}
	var errs []error
	seen := map[string]int{}
	for n, line := range strings.Split(content, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		one, err := parseDecision(line)
		if err != nil {
			errs = append(errs, fmt.Errorf("decisions line %d: %w", n+1, err))
			continue
		}
		one.Line = n + 1
		if first, dup := seen[one.key()]; dup {
			errs = append(errs, fmt.Errorf("decisions line %d: line %d says the same already", n+1, first))
			continue
		}
		seen[one.key()] = one.Line
		d.list = append(d.list, one)
	}
	errs = append(errs, d.conflicts()...)
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return d, nil
}

// key is what makes two decisions the same one.
func (d Decision) key() string {
	args := make([]string, len(d.Args))
	for i, a := range d.Args {
		args[i] = a
		if d.names(i) {
			args[i] = foldKey(a)
		}
	}
	if d.Verb == Same || d.Verb == Different {
		slices.Sort(args)
	}
	return string(d.Verb) + "\x00" + strings.Join(args, "\x00")
}

// names reports whether argument i is the name of an actor.
func (d Decision) names(i int) bool {
	switch d.Verb {
	case Same, Different, Rename:
		return true
	case Split:
		return i == 0 || i == len(d.Args)-1
	case Kind:
		return i == 0
	}
	return false
}

func parseDecision(line string) (Decision, error) {
	if !utf8.ValidString(line) {
		return Decision{}, errors.New("it is not valid UTF-8")
	}
	words, err := splitArgs(line)
	if err != nil {
		return Decision{}, err
	}
	d := Decision{Verb: Verb(words[0].text)}
	for _, w := range words[1:] {
		key, value, ok := strings.Cut(w.text, "=")
		switch {
		case w.quoted || !ok:
			d.Args = append(d.Args, w.text)
		case key == "by":
			d.By = value
		case key == "on":
			d.On = value
		case key == "note":
			d.Note = value
		default:
			return Decision{}, fmt.Errorf("there is no %q: want by=, on= or note=", key)
		}
	}
	return d, d.check()
}

func (d Decision) check() error {
	i := slices.IndexFunc(verbs, func(v struct {
		verb Verb
		want string
		args int
	}) bool {
		return v.verb == d.Verb
	})
	if i < 0 {
		var known []string
		for _, v := range verbs {
			known = append(known, string(v.verb))
		}
		return fmt.Errorf("there is no decision %q: want one of %s", d.Verb, strings.Join(known, ", "))
	}
	if len(d.Args) != verbs[i].args && (d.Verb != Split || len(d.Args) != 4) {
		return fmt.Errorf("%s takes %s", d.Verb, verbs[i].want)
	}
	for j, a := range d.Args {
		if !d.names(j) {
			continue
		}
		name, doc := unbind(a)
		if foldKey(name) == "" {
			return fmt.Errorf("%q holds no letters", a)
		}
		if doc != "" && (d.Verb == Split || d.Verb == Rename && j == 1) {
			return fmt.Errorf("%q is bound to a document, which this name of %s cannot be", a, d.Verb)
		}
	}
	switch d.Verb {
	case Same, Different, Rename:
		if d.Verb != Rename && foldKey(d.Args[0]) == foldKey(d.Args[1]) {
			return fmt.Errorf("both names are %q", d.Args[0])
		}
	case Kind:
		if kindRank(text.EntityKind(d.Args[1])) == 9 {
			return fmt.Errorf("%q is no kind: want person, organisation, state, group, place, anonymous or other", d.Args[1])
		}
	case Split:
		if !strings.HasPrefix(d.Args[1], "doc:") {
			return fmt.Errorf("%q is no document: want doc:…", d.Args[1])
		}
		if span, err := text.ParseSpan(d.Args[2]); len(d.Args) == 4 && (err != nil || span.Empty()) {
			return fmt.Errorf("%q is no span: want START-END", d.Args[2])
		}
	case Reject, Confirm:
		if !strings.HasPrefix(d.Args[0], "doc:") {
			return fmt.Errorf("%q is no document: want doc:…", d.Args[0])
		}
		if _, err := text.ParseSpan(d.Args[1]); err != nil {
			return fmt.Errorf("%q is no span: want START-END", d.Args[1])
		}
	}
	return nil
}

// conflicts finds decisions that cannot both hold: same and different of one
// pair, also through other pairs; two names, kinds or verdicts for one thing;
// names that are renamed in a circle.
func (d *Decisions) conflicts() []error {
	var errs []error
	clash := func(a, b Decision, why string) {
		errs = append(errs, fmt.Errorf("decisions line %d (%s) and line %d (%s): %s", a.Line, a, b.Line, b, why))
	}
	group := map[string]string{}
	var find func(string) string
	find = func(k string) string {
		if p, ok := group[k]; ok && p != k {
			return find(p)
		}
		return k
	}
	joined := map[string]Decision{}
	for _, x := range d.list {
		if x.Verb == Same {
			a, b := find(foldKey(x.Args[0])), find(foldKey(x.Args[1]))
			group[a] = b
			joined[a], joined[b] = x, x
		}
	}
	only := map[string]Decision{}
	next := map[string]Decision{}
	for _, x := range d.list {
		switch x.Verb {
		case Different:
			a, b := find(foldKey(x.Args[0])), find(foldKey(x.Args[1]))
			if a == b {
				clash(joined[a], x, "they cannot both hold")
			}
		case Rename, Kind, Split:
			k := string(x.Verb) + "\x00" + foldKey(x.Args[0])
			if x.Verb == Split {
				k += "\x00" + strings.Join(x.Args[1:len(x.Args)-1], "\x00")
			}
			if other, dup := only[k]; dup {
				clash(other, x, "choose one")
			}
			only[k] = x
			if x.Verb == Rename {
				next[foldKey(x.Args[0])] = x
			}
		case Reject, Confirm:
			k := "verdict\x00" + strings.Join(x.Args, "\x00")
			if other, dup := only[k]; dup {
				clash(other, x, "a statement is rejected or confirmed, not both")
			}
			only[k] = x
		}
	}
	for _, x := range d.list {
		if x.Verb != Rename {
			continue
		}
		at := foldKey(x.Args[1])
		for range len(next) {
			y, ok := next[at]
			if !ok || foldKey(x.Args[0]) == foldKey(x.Args[1]) {
				break
			}
			if at = foldKey(y.Args[1]); at == foldKey(x.Args[0]) || y.Line == x.Line {
				if x.Line <= y.Line {
					clash(x, y, "names are renamed in a circle")
				}
				break
			}
		}
	}
	return errs
}

// word is one argument of a line.
type word struct {
	text   string
	quoted bool
}

// splitArgs cuts a line at blanks; double quotes hold words together and
// take Go's escapes. key="a b" is one argument.
func splitArgs(line string) ([]word, error) {
	var out []word
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimLeft(line, " \t") {
		if line[0] == '#' {
			break
		}
		prefix := ""
		if i := strings.IndexAny(line, " \t\"="); i >= 0 && line[i] == '=' && i+1 < len(line) && line[i+1] == '"' {
			prefix, line = line[:i+1], line[i+1:]
		}
		if line[0] != '"' {
			end := strings.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			if strings.Contains(line[:end], `"`) {
				return nil, fmt.Errorf("a quotation mark inside %s", line[:end])
			}
			out = append(out, word{prefix + line[:end], false})
			line = line[end:]
			continue
		}
		q, err := strconv.QuotedPrefix(line)
		if err != nil {
			return nil, errors.New("a quotation is not closed")
		}
		s, err := strconv.Unquote(q)
		if err != nil {
			return nil, fmt.Errorf("the quotation %s cannot be read", q)
		}
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("the quotation %s is not valid UTF-8", q)
		}
		out = append(out, word{prefix + s, prefix == ""})
		line = line[len(q):]
		if line != "" && line[0] != ' ' && line[0] != '\t' {
			return nil, fmt.Errorf("no blank after %s", q)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("it is empty")
	}
	return out, nil
}

// statementKey is how a verdict names a statement.
func statementKey(doc text.ArticleID, s *schema.Statement) string {
	return string(doc) + " " + s.Span.String() + " " + string(s.Relation)
}

// Verdict is the decision that rejects or confirms a statement.
func Verdict(v Verb, s *schema.Statement) Decision {
	return Decision{Verb: v, Args: []string{string(s.Doc), s.Span.String(), string(s.Relation)}}
}
