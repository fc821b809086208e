package intake

import (
	"strings"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v3"
)

// metadata is what a file says about its article outside the prose.
type metadata struct {
	title, published, outlet, author, url string

	ignored string // what could not be used, for people
}

// or fills what m lacks from o.
func (m metadata) or(o metadata) metadata {
	first := func(a, b string) string {
		if a != "" {
			return a
		}
		return b
	}
	return metadata{first(m.title, o.title), first(m.published, o.published), first(m.outlet, o.outlet), first(m.author, o.author), first(m.url, o.url), first(m.ignored, o.ignored)}
}

// readMarkdown takes the markup away: what is left are the words of headings,
// paragraphs, lists and quotations, a blank line between blocks. Code, raw
// HTML, tables, images and rules are no prose and go. The title is that of
// the front matter, else the first heading of level 1.
func readMarkdown(src mapped) (mapped, metadata, error) {
	body, meta := frontMatter(src.s)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	source := []byte(src.s)
	// The parser sees the front matter as blank, so that offsets stay.
	for i := 0; i < body; i++ {
		if source[i] != '\n' {
			source[i] = ' '
		}
	}
	w := &markdownWriter{draft: newDraft(src), source: source, s: string(source)}
	root := md.Parser().Parse(gtext.NewReader(source))
	if err := ast.Walk(root, w.visit); err != nil {
		return mapped{}, metadata{}, err
	}
	if meta.title == "" {
		meta.title = strings.Join(strings.Fields(w.title), " ")
	}
	out, err := w.draft.finish()
	return out, meta, err
}

// markdownWriter copies the words of a Markdown tree.
type markdownWriter struct {
	draft  *draft
	source []byte // what the parser saw
	s      string // the same, as a string
	title  string
	begun  int // where the current heading of level 1 began in the draft
}

func (w *markdownWriter) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	switch n := n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.ThematicBreak, *extast.Table, *ast.Image, *ast.RawHTML:
		return ast.WalkSkipChildren, nil
	case *ast.Heading:
		w.block(entering)
		if entering {
			w.begun = w.draft.len()
		} else if n.Level == 1 && w.title == "" {
			w.title = w.draft.b.String()[w.begun:]
		}
	case *ast.Paragraph, *ast.TextBlock:
		w.block(entering)
	case *ast.AutoLink:
		if entering {
			w.draft.insert(string(n.Label(w.source)))
		}
	case *ast.Text:
		if entering {
			w.segment(n)
		}
	}
	return ast.WalkContinue, nil
}

// block separates what follows from what was written.
func (w *markdownWriter) block(entering bool) {
	if entering && w.draft.len() > 0 && !strings.HasSuffix(w.draft.b.String(), "\n\n") {
		w.draft.insert("\n\n")
	}
}

// segment writes a text node: backslashes and character references are
// resolved, a soft line break is a space.
func (w *markdownWriter) segment(n *ast.Text) {
	start, end := n.Segment.Start, n.Segment.Stop
	if n.IsRaw() {
		w.draft.copy(start, end)
	} else {
		pieces(w.s, start, end, w.unescaped, w.draft.stand)
	}
	switch {
	case n.HardLineBreak():
		w.draft.insert("\n")
	case n.SoftLineBreak():
		w.draft.insert(" ")
	}
}

// unescaped copies source[start:end] without the backslashes that escape
// punctuation.
func (w *markdownWriter) unescaped(start, end int) {
	from := start
	for i := start; i+1 < end; i++ {
		if w.source[i] == '\\' && isPunct(w.source[i+1]) {
			w.draft.copy(from, i)
			from = i + 1
			i++
		}
	}
	w.draft.copy(from, end)
}

func isPunct(c byte) bool {
	return c > ' ' && c < 0x7f && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
}

// frontMatter reads a YAML block between lines "---" at the very beginning.
// It returns where the body begins: 0 if there is no such block. A block that
// is no YAML mapping gives no metadata and is still not part of the body.
func frontMatter(s string) (int, metadata) {
	if !strings.HasPrefix(s, "---\n") && !strings.HasPrefix(s, "---\r\n") {
		return 0, metadata{}
	}
	start := strings.IndexByte(s, '\n') + 1
	for at := start; at < len(s); {
		end := strings.IndexByte(s[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(s)-at, len(s)
		}
		if line := strings.TrimRight(s[at:at+end], " \t\r"); line == "---" || line == "..." {
			return next, frontMatterKeys(s[start:at])
		}
		at = next
	}
	return 0, metadata{}
}

func frontMatterKeys(block string) metadata {
	var keys map[string]any
	if yaml.Unmarshal([]byte(block), &keys) != nil {
		return metadata{}
	}
	word := func(names ...string) string {
		for _, name := range names {
			switch v := keys[name].(type) {
			case string:
				return strings.TrimSpace(v)
			case time.Time:
				return v.Format(time.DateOnly)
			}
		}
		return ""
	}
	m := metadata{title: word("title"), outlet: word("source", "outlet", "site", "publisher"), author: word("author", "byline"), url: word("url", "link", "canonical")}
	m.published, _ = parseDay(word("published", "date", "publishDate", "pubdate"))
	return m
}
