package render

import (
	"fmt"
	"slices"
	"strings"

	pretty "github.com/jedib0t/go-pretty/v6/text"

	"github.com/dramatis-kg/dramatis/queries"
)

// gap stands between columns; indent before the lines of evidence.
const (
	gap    = "  "
	indent = "    "
	// minWidth is what a column keeps however narrow the terminal, so that a
	// date still stands on one line.
	minWidth = 10
)

// ClassColor is the colour of a modality: asserted things stand out, what
// somebody says, plans, supposes or denies has a colour of its own.
func classColor(c queries.Class) pretty.Colors {
	switch c {
	case queries.ClassAsserted:
		return pretty.Colors{pretty.FgGreen, pretty.Bold}
	case queries.ClassReported:
		return pretty.Colors{pretty.FgCyan}
	case queries.ClassPlanned:
		return pretty.Colors{pretty.FgYellow}
	case queries.ClassHypothetical:
		return pretty.Colors{pretty.FgMagenta}
	case queries.ClassNegated:
		return pretty.Colors{pretty.FgRed}
	}
	return nil
}

// terminal prints the question, the rows aligned in columns, and below each
// row the sentence it was read from with its document and statement.
func terminal(t *queries.Table, opt Options) string {
	var b strings.Builder
	paint := func(s string, c pretty.Colors) string {
		if !opt.Color || len(c) == 0 || s == "" {
			return s
		}
		return c.Sprint(s)
	}
	for _, s := range wrap(plain(t.Ask()), opt.Width) {
		b.WriteString(paint(s, pretty.Colors{pretty.Bold}) + "\n")
	}
	if len(t.Rows) == 0 {
		b.WriteString("Nothing found.\n")
	} else {
		b.WriteByte('\n')
		l := layout(t, opt.Width)
		l.line(&b, l.labels, func(i int, s string) string { return paint(s, pretty.Colors{pretty.Faint}) })
		for _, r := range t.Rows {
			l.line(&b, l.cells(r), func(i int, s string) string {
				if t.Columns[l.shown[i]].Type == queries.ColModality {
					return paint(s, classColor(r.Class()))
				}
				return s
			})
			for _, i := range l.under {
				if s := l.texts(r, i); s != "" {
					b.WriteString(indent + paint(plain(t.Columns[i].Label)+" ", pretty.Colors{pretty.Faint}) + s + "\n")
				}
			}
			l.evidence(&b, t, r, opt, paint)
		}
	}
	for i, n := range t.Notes {
		if i == 0 {
			b.WriteByte('\n')
		}
		for _, s := range wrap("note: "+plain(n), opt.Width) {
			b.WriteString(paint(s, pretty.Colors{pretty.Faint}) + "\n")
		}
	}
	return b.String()
}

// columnsLayout says which columns stand side by side and how wide they are.
type columnsLayout struct {
	shown   []int // indices of the table's columns
	widths  []int
	natural []int // widths of the widest values
	right   []bool
	labels  []string
	types   []queries.ColumnType // of all the table's columns
	claim   bool                 // claims stand below their rows
	under   []int                // columns of addresses and paths, which stand below their rows too
}

// maxNode bounds what is shown of the words of an actor or a topic, which can
// be a whole clause; the sentence stands below.
const maxNode = 60

// texts is the text of a cell as it is shown.
func (l *columnsLayout) texts(r queries.Row, column int) string {
	s := plain(r.Cells[column].Text)
	if t := l.types[column]; t != queries.ColActor && t != queries.ColTopic {
		return s
	}
	if runes := []rune(s); len(runes) > maxNode {
		s = strings.TrimRight(string(runes[:maxNode-1]), " ,.;:") + "…"
	}
	return s
}

// below reports whether a column is shown under the row, not in it: the words
// of an article, and where they stand, which need the width of the terminal.
func below(t *queries.Table, c queries.ColumnType) bool {
	switch c {
	case queries.ColSentence:
		return true
	case queries.ColDocument, queries.ColStatement:
		return t.Rows[0].Evidence != nil
	}
	return false
}

// minClaim is the width below which a claim leaves its column for a line of
// its own.
const minClaim = 40

// layout chooses the columns that stand side by side. A claim that would be
// squeezed gets a line of its own below the row.
func layout(t *queries.Table, width int) *columnsLayout {
	l := newLayout(t, width, nil)
	if l.total() > width {
		if long := l.unbreakable(t); len(long) > 0 {
			l = newLayout(t, width, long)
			l.under = long
		}
	}
	claim := t.Column("claim")
	for i, c := range l.shown {
		if c == claim && l.widths[i] < min(minClaim, l.natural[i]) && t.Rows[0].Evidence != nil {
			under := l.under
			l = newLayout(t, width, append([]int{claim}, under...))
			l.claim, l.under = true, under
			break
		}
	}
	return l
}

// total is the width that the columns would like.
func (l *columnsLayout) total() int {
	n := len(gap) * (len(l.natural) - 1)
	for _, w := range l.natural {
		n += w
	}
	return n
}

// maxWord is how long a word may be in a column; addresses and paths are
// longer and would be cut in pieces that nobody can copy.
const maxWord = 30

// unbreakable are the columns with longer words.
func (l *columnsLayout) unbreakable(t *queries.Table) []int {
	var out []int
	for _, c := range l.shown {
		for _, r := range t.Rows {
			if longestWord(l.texts(r, c)) > maxWord {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func longestWord(s string) int {
	n := 0
	for w := range strings.FieldsSeq(s) {
		n = max(n, pretty.StringWidth(w))
	}
	return n
}

// newLayout gives each column but some the width of its widest value and, where
// that is more than the terminal has, takes from the widest of those that can
// give without breaking a word, and then from the widest of all.
func newLayout(t *queries.Table, width int, without []int) *columnsLayout {
	l := &columnsLayout{}
	var whole []int // least widths that break no word
	for _, c := range t.Columns {
		l.types = append(l.types, c.Type)
	}
	for i, c := range t.Columns {
		if below(t, c.Type) || slices.Contains(without, i) {
			continue
		}
		label := strings.ToUpper(plain(c.Label))
		w := pretty.StringWidth(label)
		filled, word := false, max(minWidth, longestWord(label))
		for _, r := range t.Rows {
			if s := l.texts(r, i); s != "" {
				filled = true
				w, word = max(w, pretty.StringWidth(s)), max(word, longestWord(s))
			}
		}
		if !filled {
			continue
		}
		l.shown = append(l.shown, i)
		l.widths = append(l.widths, w)
		whole = append(whole, word)
		l.right = append(l.right, c.Type == queries.ColNumber)
		l.labels = append(l.labels, label)
	}
	l.natural = append(l.natural, l.widths...)
	l.shrink(width-len(gap)*(len(l.shown)-1), whole)
	l.shrink(width-len(gap)*(len(l.shown)-1), slices.Repeat([]int{minWidth}, len(l.shown)))
	return l
}

// shrink takes from the widest columns until all fit, none below its least
// width.
func (l *columnsLayout) shrink(room int, least []int) {
	for {
		total, widest := 0, -1
		for i, w := range l.widths {
			total += w
			if w > least[i] && (widest < 0 || w > l.widths[widest]) {
				widest = i
			}
		}
		if total <= room || widest < 0 {
			return
		}
		l.widths[widest]--
	}
}

func (l *columnsLayout) cells(r queries.Row) []string {
	out := make([]string, len(l.shown))
	for i, c := range l.shown {
		out[i] = l.texts(r, c)
	}
	return out
}

// line prints one row over as many lines as its longest cell needs.
func (l *columnsLayout) line(b *strings.Builder, cells []string, paint func(i int, s string) string) {
	wrapped := make([][]string, len(cells))
	height := 1
	for i, s := range cells {
		wrapped[i] = wrap(s, l.widths[i])
		height = max(height, len(wrapped[i]))
	}
	for n := range height {
		var out strings.Builder
		for i := range cells {
			s := ""
			if n < len(wrapped[i]) {
				s = wrapped[i][n]
			}
			pad := strings.Repeat(" ", max(0, l.widths[i]-pretty.StringWidth(s)))
			if i > 0 {
				out.WriteString(gap)
			}
			if l.right[i] {
				out.WriteString(pad + paint(i, s))
			} else {
				out.WriteString(paint(i, s) + pad)
			}
		}
		b.WriteString(strings.TrimRight(out.String(), " ") + "\n")
	}
}

// evidence prints the sentence, document and id of the row's statements; of
// many, the first and the number of the others.
func (l *columnsLayout) evidence(b *strings.Builder, t *queries.Table, r queries.Row, opt Options, paint func(string, pretty.Colors) string) {
	if len(r.Evidence) == 0 {
		for i, c := range t.Columns {
			if c.Type == queries.ColSentence && r.Cells[i].Text != "" {
				for _, s := range wrap(plain(r.Cells[i].Text), opt.Width-len(indent)) {
					b.WriteString(indent + s + "\n")
				}
			}
		}
		return
	}
	e := r.Evidence[0]
	if l.claim {
		for _, s := range wrap(plain(e.Claim()), opt.Width-len(indent)) {
			b.WriteString(indent + paint(s, pretty.Colors{pretty.Bold}) + "\n")
		}
	}
	for _, s := range wrap(plain(e.Sentence), opt.Width-len(indent)) {
		b.WriteString(indent + s + "\n")
	}
	from := []string{plain(e.Doc.Name())}
	if e.Doc.Outlet != "" {
		from = append(from, plain(e.Doc.Outlet))
	}
	if e.Doc.Published != "" {
		from = append(from, plain(e.Doc.Published))
	}
	from = append(from, string(e.Statement))
	if n := len(r.Evidence) - 1; n > 0 {
		from = append(from, fmt.Sprintf("and %d more", n))
	}
	for _, s := range wrap(strings.Join(from, " · "), opt.Width-len(indent)) {
		b.WriteString(indent + paint(s, pretty.Colors{pretty.Faint}) + "\n")
	}
}

// wrap breaks at spaces; a word that is wider than the line is broken.
func wrap(s string, width int) []string {
	if width < 1 {
		width = 1
	}
	lines := strings.Split(strings.TrimRight(pretty.WrapSoft(s, width), "\n "), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ") // it fills lines up with blanks
	}
	return lines
}
