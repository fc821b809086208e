package format

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Brat writes the mentions and statements of a document as brat standoff
// annotation (https://brat.nlplab.org/standoff.html): mentions and verbs as
// text-bound annotations, statements as events whose trigger is the verb,
// modality as attribute, speaker, date, rule and confidence as a note.
// Offsets are characters of Article.Text, as brat wants them.
func Brat(w io.Writer, d *text.Document, ss []schema.Statement) error {
	b := &bratWriter{w: bufio.NewWriter(w), text: d.Article.Text, ids: map[string]string{}, mentions: map[text.Span]string{}}
	for _, m := range d.Mentions {
		if m.Form != text.FormPronoun || m.Chain >= 0 {
			b.mentions[m.Span] = b.bound(bratType(string(m.Kind), "mention"), m.Span)
		}
	}
	for i := range ss {
		b.event(i+1, &ss[i])
	}
	if err := b.w.Flush(); err != nil {
		return fmt.Errorf("format: brat: %w", err)
	}
	return nil
}

type bratWriter struct {
	w    *bufio.Writer
	text string
	ids  map[string]string // of text-bound annotations, by type and span
	// mentions are the ids of the mentions, which terms are where they can.
	mentions map[text.Span]string
	// Offsets are asked for in about ascending order: the last one counted.
	at, runes int
}

// chars is a byte offset in characters.
func (b *bratWriter) chars(at int) int {
	if at < b.at {
		b.at, b.runes = 0, 0
	}
	b.runes += utf8.RuneCountInString(b.text[b.at:at])
	b.at = at
	return b.runes
}

// bound writes a text-bound annotation once and returns its id, "" for an
// empty span. What goes over a line end is parted, as brat wants it.
func (b *bratWriter) bound(kind string, sp text.Span) string {
	if sp.Empty() || sp.Start < 0 || sp.End > len(b.text) {
		return ""
	}
	key := kind + " " + sp.String()
	if id, ok := b.ids[key]; ok {
		return id
	}
	var offsets, words []string
	for at := sp.Start; at < sp.End; {
		end := sp.End
		if n := strings.IndexAny(b.text[at:end], "\r\n"); n >= 0 {
			end = at + n
		}
		if strings.TrimSpace(b.text[at:end]) != "" {
			offsets = append(offsets, fmt.Sprintf("%d %d", b.chars(at), b.chars(end)))
			words = append(words, b.text[at:end])
		}
		at = end
		for at < sp.End && (b.text[at] == '\r' || b.text[at] == '\n') {
			at++
		}
	}
	if len(offsets) == 0 {
		return ""
	}
	id := fmt.Sprintf("T%d", len(b.ids)+1)
	b.ids[key] = id
	fmt.Fprintf(b.w, "%s\t%s %s\t%s\n", id, kind, strings.Join(offsets, ";"), strings.ReplaceAll(strings.Join(words, " "), "\t", " "))
	return id
}

// event writes a statement. One whose verb no word of the text says (a
// title) has its object for a trigger.
func (b *bratWriter) event(n int, s *schema.Statement) {
	kind := bratType(string(s.Relation), "statement")
	trigger := b.bound(kind, s.VerbSpan)
	if trigger == "" {
		if trigger = b.bound(kind, s.Span); trigger == "" {
			return
		}
	}
	var args strings.Builder
	role := func(name string, t schema.Term) {
		id := b.mentions[t.Span]
		if id == "" {
			id = b.bound(bratType(string(t.Kind), "term"), t.Span)
		}
		if id != "" {
			fmt.Fprintf(&args, " %s:%s", name, id)
		}
	}
	role("Subject", s.Subject)
	role("Object", s.Object)
	for _, q := range s.Qualifiers {
		role(bratType(q.Role, "Further"), q.Term)
	}
	role("Place", s.Place)
	for _, a := range s.Source {
		role("Speaker", a.Speaker)
	}
	fmt.Fprintf(b.w, "E%d\t%s:%s%s\n", n, kind, trigger, numbered(args.String()))
	fmt.Fprintf(b.w, "A%d\tModality E%d %s\n", n, n, s.Modality)
	fmt.Fprintf(b.w, "#%d\tAnnotatorNotes E%d\t%s; rule %s, confidence %.2f\n", n, n, Line(s), s.Rule, s.Confidence)
}

// numbered numbers roles that an event has more than once, from the second
// on: "in:T1 in2:T2".
func numbered(args string) string {
	seen := map[string]int{}
	f := strings.Fields(args)
	for i, a := range f {
		name, id, _ := strings.Cut(a, ":")
		if seen[name]++; seen[name] > 1 {
			f[i] = fmt.Sprintf("%s%d:%s", name, seen[name], id)
		}
	}
	if len(f) == 0 {
		return ""
	}
	return " " + strings.Join(f, " ")
}

// bratType is a name that brat takes for a type: letters, digits, "-" and
// "_". other stands for an empty one.
func bratType(s, other string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '_'
	}, s)
	if s == "" {
		return other
	}
	return s
}

// BratTypes collects the names that a folder's annotation.conf has to list.
type BratTypes struct{ entities, events, roles map[string]bool }

// Add notes the names in a standoff file that [Brat] wrote.
func (t *BratTypes) Add(standoff string) {
	if t.entities == nil {
		t.entities, t.events, t.roles = map[string]bool{}, map[string]bool{}, map[string]bool{}
	}
	for _, line := range strings.Split(standoff, "\n") {
		_, rest, _ := strings.Cut(line, "\t")
		kind, _, _ := strings.Cut(rest, " ")
		switch {
		case strings.HasPrefix(line, "T"):
			t.entities[kind] = true
		case strings.HasPrefix(line, "E"):
			for n, f := range strings.Fields(rest) {
				name, _, _ := strings.Cut(f, ":")
				if n == 0 {
					t.events[name] = true
				} else {
					t.roles[strings.TrimRight(name, "0123456789")] = true
				}
			}
		}
	}
}

// Config is the annotation.conf of a folder with these names.
func (t *BratTypes) Config() string {
	var b strings.Builder
	list := func(m map[string]bool) []string {
		out := make([]string, 0, len(m))
		for k := range m {
			out = append(out, k)
		}
		slices.Sort(out)
		return out
	}
	b.WriteString("[entities]\n")
	for _, e := range list(t.entities) {
		if !t.events[e] {
			b.WriteString(e + "\n")
		}
	}
	b.WriteString("\n[relations]\n\n[events]\n")
	roles := ""
	for _, r := range list(t.roles) {
		roles += ", " + r + "*:<ANY>"
	}
	for _, e := range list(t.events) {
		b.WriteString(e + "\t" + strings.TrimPrefix(roles, ", ") + "\n")
	}
	b.WriteString("\n[attributes]\nModality\tArg:<EVENT>, Value:asserted|planned|negated|hypothetical\n")
	return b.String()
}
