package render

import (
	"fmt"
	"io"
	"strings"

	pretty "github.com/jedib0t/go-pretty/v6/text"

	"github.com/dramatis-kg/dramatis/queries"
)

// Statement prints a statement for people: its sentence with the words it was
// read from marked, and all that is known of it.
func Statement(w io.Writer, e *queries.Evidence, opt Options) error {
	opt.SetDefaults()
	p := &printer{opt: opt}
	p.b.WriteString(p.paint(plain(e.Claim()), pretty.Colors{pretty.Bold}) + "\n\n")
	p.sentence(e)
	p.b.WriteByte('\n')
	p.field("modality", p.paint(string(e.Class), classColor(e.Class)))
	p.field("according to", p.speakers(e))
	p.field("date", strings.TrimSpace(queries.ShowDate(e.Date)+p.basis(e)))
	if !e.Place.IsZero() {
		p.field("place", node(e.Place))
	}
	p.field("subject", node(e.Subject))
	p.field("relation", string(e.Relation))
	if !e.Object.IsZero() {
		p.field("object", node(e.Object))
	}
	for _, q := range e.Qualifiers {
		p.field(q.Role, node(q.Ref))
	}
	if e.Quote != "" {
		p.field("quote", "“"+plain(e.Quote)+"”")
	}
	p.field("event", strings.TrimSpace(string(e.Type)+" "+string(e.Event)))
	p.field("rule", fmt.Sprintf("%s, confidence %.2f", e.Rule, e.Confidence))
	p.field("document", document(e.Doc))
	p.field("", string(e.Doc.ID)+", bytes "+e.Span.String())
	p.field("id", string(e.Statement))
	return p.flush(w)
}

// textHead is how much of a document's text is printed, in characters.
const textHead = 400

// Document prints a document for people: where it came from, how much was
// read from it, and how its text begins.
func Document(w io.Writer, v *queries.DocumentView, opt Options) error {
	opt.SetDefaults()
	p := &printer{opt: opt}
	p.b.WriteString(p.paint(plain(v.Name()), pretty.Colors{pretty.Bold}) + "\n")
	p.field("outlet", plain(v.Outlet))
	p.field("author", plain(v.Author))
	p.field("published", v.Published)
	p.field("url", plain(v.URL))
	for _, s := range v.Sources {
		p.field("read from", plain(s))
	}
	p.field("id", string(v.ID))
	p.field("holds", statements(v.Statements)+": dramatis query statements --doc "+string(v.ID))
	if head := []rune(plain(v.Text)); len(head) > 0 {
		cut := ""
		if len(head) > textHead {
			head, cut = head[:textHead], "…"
		}
		p.b.WriteByte('\n')
		p.item(string(head) + cut)
	}
	return p.flush(w)
}

// Actor prints an actor for people: names, roles, relations by modality and
// documents.
func Actor(w io.Writer, v *queries.ActorView, opt Options) error {
	opt.SetDefaults()
	p := &printer{opt: opt}
	head := plain(v.Actor.Name)
	if v.Actor.Kind != "" {
		head += " (" + string(v.Actor.Kind) + ")"
	}
	p.b.WriteString(p.paint(head, pretty.Colors{pretty.Bold}) + "\n")
	var names []string
	for _, n := range v.Actor.Names {
		names = append(names, fmt.Sprintf("%s ×%d", plain(n.Text), n.Count))
	}
	p.field("names", strings.Join(names, ", "))
	p.field("country", v.Actor.Country)
	p.field("wikidata", v.Actor.Wikidata)
	p.field("id", string(v.Actor.ID))
	for _, reason := range v.Actor.Reasons {
		p.field("merged", plain(reason))
	}
	p.roles(v.Roles)
	p.relations(v)
	p.heading("All statements")
	p.item("dramatis query statements --actor " + string(v.Actor.ID))
	if len(v.Documents) > 0 {
		p.heading(fmt.Sprintf("Documents (%d)", len(v.Documents)))
		for _, d := range v.Documents {
			p.item(document(d) + "  " + string(d.ID))
		}
	}
	return p.flush(w)
}

// printer collects lines.
type printer struct {
	opt Options
	b   strings.Builder
}

func (p *printer) flush(w io.Writer) error {
	if _, err := io.WriteString(w, p.b.String()); err != nil {
		return fmt.Errorf("render: show: %w", err)
	}
	return nil
}

func (p *printer) paint(s string, c pretty.Colors) string {
	if !p.opt.Color || len(c) == 0 || s == "" {
		return s
	}
	return c.Sprint(s)
}

func (p *printer) heading(s string) {
	p.b.WriteString("\n" + p.paint(s, pretty.Colors{pretty.Bold}) + "\n")
}

// field prints a label and its value; nothing for an empty value.
func (p *printer) field(label, value string) {
	if value == "" {
		return
	}
	lines := wrap(value, max(20, p.opt.Width-16))
	for i, s := range lines {
		if i > 0 {
			label = ""
		}
		p.b.WriteString(p.paint(fmt.Sprintf("  %-12s  ", label), pretty.Colors{pretty.Faint}) + s + "\n")
	}
}

func (p *printer) item(s string) {
	for i, line := range wrap(s, max(20, p.opt.Width-4)) {
		if i == 0 {
			p.b.WriteString("  " + line + "\n")
		} else {
			p.b.WriteString("    " + line + "\n")
		}
	}
}

// sentence prints the sentence with the statement's clause in colour or,
// without colours, between » and «.
func (p *printer) sentence(e *queries.Evidence) {
	const open, end = "\x01", "\x02" // one column each, as the marks are; plain lets neither through
	var s strings.Builder
	for _, m := range e.Marks() {
		lead, trail := "", ""
		if t := strings.TrimLeft(m.Text, " \n\t"); len(t) < len(m.Text) {
			lead = " "
		}
		if t := strings.TrimRight(m.Text, " \n\t"); len(t) < len(m.Text) && t != "" {
			trail = " "
		}
		if m.Inside {
			s.WriteString(lead + open + plain(m.Text) + end + trail)
		} else {
			s.WriteString(lead + plain(m.Text) + trail)
		}
	}
	inside := false
	for _, line := range wrap(strings.TrimSpace(s.String()), p.opt.Width-len(indent)) {
		if !p.opt.Color {
			line = strings.NewReplacer(open, "»", end, "«").Replace(line)
			p.b.WriteString(indent + line + "\n")
			continue
		}
		var out strings.Builder
		for _, part := range strings.SplitAfter(strings.ReplaceAll(line, open, "\x00"+open), "\x00") {
			part = strings.TrimSuffix(part, "\x00")
			if strings.HasPrefix(part, open) {
				inside = true
			}
			in, after, ended := strings.Cut(strings.TrimPrefix(part, open), end)
			if inside {
				in = p.paint(in, pretty.Colors{pretty.Bold, pretty.FgHiYellow})
			}
			out.WriteString(in)
			if ended {
				inside = false
				out.WriteString(after)
			}
		}
		p.b.WriteString(indent + out.String() + "\n")
	}
}

func (p *printer) speakers(e *queries.Evidence) string {
	if len(e.Speakers) == 0 {
		return "the article itself"
	}
	var names []string
	for _, s := range e.Speakers {
		names = append(names, node(s))
	}
	out := strings.Join(names, " → ")
	if e.Cue != "" {
		out += ", cue “" + plain(e.Cue) + "”"
	}
	if e.Quoted {
		out += ", in quotation marks"
	}
	return out
}

func (p *printer) basis(e *queries.Evidence) string {
	if !e.Date.Known() {
		return ""
	}
	out := ", " + string(e.Date.Basis)
	if e.Date.Phrase != "" {
		out += " (“" + plain(e.Date.Phrase) + "”)"
	}
	return out
}

func (p *printer) roles(t *queries.Table) {
	if t == nil || len(t.Rows) == 0 {
		return
	}
	p.heading("Roles")
	role, of, date := t.Column("role"), t.Column("of"), t.Column("date")
	for _, r := range t.Rows {
		s := plain(r.Cells[role].Text)
		if v := plain(r.Cells[of].Text); v != "" && !strings.Contains(strings.ToLower(s), strings.ToLower(v)) {
			s += " of " + v
		}
		if v := r.Cells[date].Text; v != "" {
			s += ", said " + v
		}
		p.item(s)
	}
}

// maxRelations bounds the relations printed for each modality.
const maxRelations = 12

func (p *printer) relations(v *queries.ActorView) {
	for _, c := range queries.Classes() {
		var lines []string
		shown, alike := 0, map[string]bool{}
		for i := range v.Relations.Rows {
			r := &v.Relations.Rows[i]
			if r.Class() != c {
				continue
			}
			e := &r.Evidence[0]
			shown += len(r.Evidence)
			s := plain(e.Claim())
			clause := s + string(e.Doc.ID) + e.SentenceSpan.String()
			if alike[clause] { // who receives somebody meets him: one clause, two statements
				continue
			}
			alike[clause] = true
			if n := len(r.Evidence); n > 1 {
				s += fmt.Sprintf("  ×%d", n)
			}
			lines = append(lines, s+"  ["+queries.ShowDate(e.Date)+"]  "+string(e.Statement))
		}
		if len(lines) == 0 {
			continue
		}
		p.b.WriteString("\n" + p.paint(capital(string(c)), classColor(c)) + " (" + part(shown, v.Counts[c]) + ")\n")
		for i, s := range lines {
			if i == maxRelations {
				p.item(fmt.Sprintf("… %d more: dramatis query relations --actor %s --modality %s", len(lines)-i, v.Actor.ID, c))
				break
			}
			p.item(s)
		}
	}
}

// part is how many of the statements are relations: roles and further arguments
// ("with Ann") are none.
func part(relations, all int) string {
	if relations == all {
		return statements(all)
	}
	if relations == 1 {
		return "1 relation in " + statements(all)
	}
	return fmt.Sprintf("%d relations in %s", relations, statements(all))
}

func statements(n int) string {
	if n == 1 {
		return "1 statement"
	}
	return fmt.Sprintf("%d statements", n)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func node(r queries.Ref) string {
	if r.ID == "" {
		return plain(r.Name)
	}
	if r.Words != "" {
		return plain(r.Words) + ": " + plain(r.Name) + " <" + string(r.ID) + ">"
	}
	return plain(r.Name) + " <" + string(r.ID) + ">"
}

func document(d queries.Document) string {
	parts := []string{plain(d.Name())}
	for _, s := range []string{d.Outlet, d.Published, d.URL} {
		if s != "" {
			parts = append(parts, plain(s))
		}
	}
	return strings.Join(parts, " · ")
}
