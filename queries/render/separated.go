package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/queries"
)

// writeCSV prints a header of column names, then the rows. A last column
// "evidence" lists all statements of a row.
func writeCSV(w io.Writer, t *queries.Table, comma rune) error {
	cw := csv.NewWriter(w)
	cw.Comma = comma
	var head []string
	for _, c := range t.Columns {
		head = append(head, c.Name)
	}
	if err := cw.Write(append(head, "evidence")); err != nil {
		return err
	}
	for _, r := range t.Rows {
		var rec []string
		for _, c := range r.Cells {
			rec = append(rec, harmless(plain(c.Text)))
		}
		var ids []string
		for _, id := range r.Statements() {
			ids = append(ids, string(id))
		}
		if err := cw.Write(append(rec, strings.Join(ids, " "))); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// harmless keeps a spreadsheet from taking words for a formula: an
// apostrophe goes before what begins with = + - or @ and is no number
// (OWASP, CSV Injection).
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@", rune(s[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s
	}
	return "'" + s
}

// markdown prints a table of GitHub Flavored Markdown.
func markdown(t *queries.Table) string {
	var b strings.Builder
	b.WriteString("**" + escapeMarkdown(t.Ask()) + "**\n\n")
	if len(t.Rows) == 0 {
		b.WriteString("Nothing found.\n")
	} else {
		line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
		var head, rule []string
		for _, c := range t.Columns {
			head = append(head, escapeMarkdown(c.Label))
			if c.Type == queries.ColNumber {
				rule = append(rule, "---:")
			} else {
				rule = append(rule, "---")
			}
		}
		line(head)
		line(rule)
		for _, r := range t.Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, escapeMarkdown(plain(c.Text)))
			}
			line(cells)
		}
	}
	for i, n := range t.Notes {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.WriteString("- " + escapeMarkdown(n) + "\n")
	}
	return b.String()
}

var markdownEscaper = strings.NewReplacer(`\`, `\\`, `|`, `\|`, `<`, `&lt;`, `>`, `&gt;`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`)

func escapeMarkdown(s string) string { return markdownEscaper.Replace(plain(s)) }
