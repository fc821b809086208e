package intake

import (
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// errNoArticle is returned for a page in which no article was found.
var errNoArticle = errors.New("no article in the page")

// metaCharset finds the encoding that a page declares in its first bytes.
var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:-]{1,40})|^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([a-z0-9_:-]{1,40})`)

// declaredCharset is the encoding a page says it has, "" if it says none.
func declaredCharset(data []byte) string {
	m := metaCharset.FindSubmatch(data[:min(len(data), 4096)])
	if m == nil {
		return ""
	}
	return string(m[1]) + string(m[2])
}

// readHTML finds the article in a page: body as paragraphs with a blank line
// between them, and what the page says of title, author, site and date. The
// body leads back to the page by aligning its letters with those of the
// page's text nodes. Dates come from the page's own declarations only; a
// date that merely stands somewhere in the page proves nothing.
func readHTML(src mapped) (mapped, metadata, error) {
	doc, err := html.Parse(strings.NewReader(src.s))
	if err != nil {
		return mapped{}, metadata{}, err
	}
	meta := pageMetadata(doc)
	silence(doc)
	short := shortArticle(doc)
	found, err := trafilatura.ExtractDocument(doc, trafilatura.Options{
		EnableFallback:   true,
		ExcludeComments:  true,
		ExcludeTables:    true,
		HtmlDateOverride: &htmldate.Result{},
	})
	var blocks []string
	if err == nil && found != nil && found.ContentNode != nil {
		m := found.Metadata
		meta = meta.or(metadata{title: m.Title, author: m.Author, outlet: m.Sitename, url: absolute(m.URL)})
		blocks = contentBlocks(found.ContentNode)
	}
	meta = meta.tidy()
	if size(blocks) < littleFound && len(short) > 0 {
		blocks = short
	}
	if len(blocks) == 0 {
		return mapped{}, metadata{}, errNoArticle
	}
	body, err := align(src, blocks)
	if err == nil && body.s == "" {
		err = errNoArticle // none of it is shown in the page
	}
	return body, meta, err
}

// Under littleFound bytes the search for the article gives up on structure
// and takes what text it finds in whatever order; a page of at most
// shortPage bytes needs no search.
const (
	littleFound = 250
	shortPage   = 1000
)

// shortArticle are the blocks of the page's one <article>, else of its one
// <main>, else of its body, without its menus and margins; nil if that is
// more than a short page holds.
func shortArticle(doc *html.Node) []string {
	var body *html.Node
	var articles, mains []*html.Node
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.Article:
			articles = append(articles, n)
		case atom.Main:
			mains = append(mains, n)
		case atom.Body:
			body = n
		}
	}
	scope, margins := body, []atom.Atom{atom.Nav, atom.Aside, atom.Form, atom.Footer, atom.Table}
	switch {
	case len(articles) == 1:
		scope = articles[0]
	case len(articles) == 0 && len(mains) == 1:
		scope = mains[0]
	case len(articles) > 1 || body == nil:
		return nil
	}
	blocks := contentBlocks(scope, margins...)
	if size(blocks) > shortPage {
		return nil
	}
	return blocks
}

// size is the length of texts together, in bytes.
func size(blocks []string) int {
	n := 0
	for _, s := range blocks {
		n += len(s)
	}
	return n
}

// tidy undoes what pages do to their own declarations: references escaped
// twice, the outlet's name behind the title, addresses for authors.
func (m metadata) tidy() metadata {
	for _, field := range []*string{&m.title, &m.author, &m.outlet} {
		*field = strings.Join(strings.Fields(html.UnescapeString(*field)), " ")
	}
	for _, sep := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if rest, ok := strings.CutSuffix(m.title, sep+m.outlet); ok && m.outlet != "" {
			m.title = rest
		}
	}
	if rest, ok := strings.CutPrefix(m.author, "By "); ok {
		m.author = rest
	}
	if absolute(m.author) != "" {
		m.author = ""
	}
	return m
}

// absolute is u if it is an absolute web address, else "".
func absolute(u string) string {
	if p, err := url.Parse(u); err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return ""
	}
	return u
}

// contentBlocks are the texts of the block elements under n, white space
// collapsed, empty ones left out, and so are the elements without. Code
// listings are no prose.
func contentBlocks(n *html.Node, without ...atom.Atom) []string {
	var blocks []string
	var b strings.Builder
	flush := func() {
		if s := strings.Join(strings.FieldsFunc(b.String(), isHTMLSpace), " "); s != "" {
			blocks = append(blocks, s)
		}
		b.Reset()
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && (n.DataAtom == atom.Pre || silentElements[n.DataAtom] || slices.Contains(without, n.DataAtom)):
			return
		}
		block := n.Type == html.ElementNode && blockElements[n.DataAtom]
		if block {
			flush()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			flush()
		}
	}
	walk(n)
	flush()
	return blocks
}

// isHTMLSpace reports white space as HTML collapses it; a no-break space is
// a letter to it, and stays.
func isHTMLSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f'
}

// publishedMeta are the names and properties of <meta> elements that declare
// the day of publication, best first. Dates of modification are not among
// them.
var publishedMeta = []string{
	"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
	"parsely-pub-date", "sailthru.date", "publish-date", "publication_date", "publishdate", "publish_date", "published_at", "pubdate", "bt:pubdate",
	"citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "date",
}

// pageMetadata reads what the page declares: <meta> elements, JSON-LD, and
// <time> elements marked as the publication date.
func pageMetadata(doc *html.Node) metadata {
	named := map[string]string{}
	var ld, marked metadata
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Meta:
				for _, key := range []string{"property", "name", "itemprop"} {
					if k := strings.ToLower(attr(n, key)); k != "" && named[k] == "" {
						named[k] = strings.TrimSpace(attr(n, "content"))
					}
				}
			case atom.Script:
				if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
					ld = ld.or(linkedData(n.FirstChild.Data))
				}
			case atom.Time:
				declared := strings.EqualFold(attr(n, "itemprop"), "datePublished") || hasAttr(n, "pubdate")
				if day, ok := parseDay(attr(n, "datetime")); ok && declared && marked.published == "" {
					marked.published = day
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	var m metadata
	for _, name := range publishedMeta {
		if day, ok := parseDay(named[name]); ok {
			m.published = day
			break
		}
	}
	m.title, m.outlet = named["og:title"], named["og:site_name"]
	if a := named["author"]; absolute(a) == "" {
		m.author = a
	}
	m.url = absolute(named["og:url"])
	return m.or(ld).or(marked)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// linkedData reads the first article of a JSON-LD script (schema.org).
func linkedData(script string) metadata {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		return metadata{}
	}
	return linkedArticle(v, 0)
}

// linkedDepth bounds how deep a JSON-LD value is searched.
const linkedDepth = 6

func linkedArticle(v any, depth int) metadata {
	if depth > linkedDepth {
		return metadata{}
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if m := linkedArticle(e, depth+1); m != (metadata{}) {
				return m
			}
		}
	case map[string]any:
		if !isArticleType(v["@type"]) {
			return linkedArticle(v["@graph"], depth+1)
		}
		m := metadata{title: linkedName(v["headline"]), author: linkedName(v["author"]), outlet: linkedName(v["publisher"]), url: absolute(linkedName(v["url"]))}
		m.published, _ = parseDay(linkedName(v["datePublished"]))
		return m
	}
	return metadata{}
}

// isArticleType reports whether a schema.org type is a kind of article.
func isArticleType(t any) bool {
	switch t := t.(type) {
	case string:
		return strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || strings.HasSuffix(t, "Report")
	case []any:
		for _, e := range t {
			if isArticleType(e) {
				return true
			}
		}
	}
	return false
}

// linkedName is a string, or the name of an object, or those of a list.
func linkedName(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case map[string]any:
		s, _ := v["name"].(string)
		return strings.TrimSpace(s)
	case []any:
		var names []string
		for _, e := range v {
			if s := linkedName(e); s != "" {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}
