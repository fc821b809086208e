package intake

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockElements end a run of text.
var blockElements = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Body: true, atom.Header: true, atom.Footer: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Hgroup: true,
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Menu: true,
	atom.Blockquote: true, atom.Figure: true, atom.Figcaption: true, atom.Pre: true, atom.Hr: true, atom.Br: true, atom.Address: true,
	atom.Table: true, atom.Caption: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true, atom.Tr: true, atom.Td: true, atom.Th: true,
	atom.Aside: true, atom.Nav: true, atom.Title: true, atom.Details: true, atom.Summary: true, atom.Form: true, atom.Fieldset: true, atom.Legend: true,
	atom.Option: true,
}

// silentElements hold nothing that a reader of the article is shown as text:
// programs, other documents, drawings, and what stands in for them.
var silentElements = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true,
	atom.Iframe: true, atom.Object: true, atom.Svg: true, atom.Noembed: true, atom.Noframes: true,
	atom.Canvas: true, atom.Audio: true, atom.Video: true,
}

// impliedEnd are elements whose end tag may be left out, or that have none:
// where they end is for the parser to say, not for a list of tags.
var impliedEnd = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true,
	atom.Option: true, atom.Optgroup: true, atom.Head: true, atom.Body: true, atom.Html: true,
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true, atom.Input: true,
	atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// hidingStyle is an inline style that takes an element off the page.
var hidingStyle = regexp.MustCompile(`(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?:;|$)`)

// hidden reports whether the attributes of an element say that it is not
// shown. Whole pages are hidden until their programs have run; they count as
// shown.
func hidden(a atom.Atom, attrs []html.Attribute) bool {
	if a == atom.Html || a == atom.Body {
		return false
	}
	for _, at := range attrs {
		switch at.Key {
		case "hidden":
			// The reader finds the text of such an element, and opens it.
			if !strings.EqualFold(at.Val, "until-found") {
				return true
			}
		case "style":
			if hidingStyle.MatchString(at.Val) {
				return true
			}
		}
	}
	return false
}

// silence removes from a page what is not shown, so that no way of finding
// the article can take it for text.
func silence(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (silentElements[c.DataAtom] || hidden(c.DataAtom, c.Attr)) {
			n.RemoveChild(c)
		} else {
			silence(c)
		}
		c = next
	}
}
