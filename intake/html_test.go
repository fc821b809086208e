package intake

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
	"golang.org/x/net/html"
)

const page = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bridge talks end - Lakeside Post</title>
<meta property="og:title" content="Bridge talks end"><meta property="og:site_name" content="Lakeside Post">
<meta property="article:published_time" content="2025-03-14T23:30:00-05:00"><meta name="author" content="Ada Holm">
<script>var x = "The talks between the mayor and the governor";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Bridge talks end</h1>
<p>The talks between the mayor and the&nbsp;governor ended on Friday without a <b>result</b>, said Andr&eacute; M&uuml;ller, who had led them for the state since the storm of last autumn.</p>
<p>&#8220;We will meet again,&#8221; he told <a href="/r">reporters</a> in Lakeside &amp; Hill, two towns that share the river and the costs of the work that has to be done there.</p>
<div class="ad">Advertisement</div>
<p>Governor Eva Strand said the state would pay for half of the bridge if the towns agreed on the rest by the end of April, which both of their councils have doubted in public.</p>
</article><footer>Copyright 2025 Lakeside Post</footer></body></html>`

func TestReadHTML(t *testing.T) {
	r, _ := New(Options{})
	a, skip := r.article("x.html", []byte(page), FormatHTML, metadata{})
	if skip != nil {
		t.Fatal(skip)
	}
	if a.Title != "Bridge talks end" || a.Outlet != "Lakeside Post" || a.Author != "Ada Holm" || a.Published != "2025-03-14" || a.DateBasis != "metadata" {
		t.Errorf("got %q %q %q %q %q", a.Title, a.Outlet, a.Author, a.Published, a.DateBasis)
	}
	for _, want := range []string{"without a result, said André Müller, who", "“We will meet again,” he told reporters in Lakeside & Hill, two", "Governor Eva Strand said"} {
		if !strings.Contains(a.Text, want) {
			t.Errorf("text lacks %q:\n%s", want, a.Text)
		}
	}
	body := strings.Index(page, "<p>The talks")
	back := strings.NewReplacer("&eacute;", "é", "&uuml;", "ü", "&amp;", "&", "&#8220;", "“", "&#8221;", "”", "&nbsp;", "\u00a0", "<b>", "", "</b>", "").Replace
	for _, w := range wordSpans(a.Text) {
		at := a.Bytes.FileSpan(w)
		if got := back(at.In(page)); got != w.In(a.Text) {
			t.Errorf("%q stands for %q at %s", w.In(a.Text), got, at)
		}
		if w.Start > strings.Index(a.Text, "The talks") && at.Start < body {
			t.Errorf("%q was found in the head of the page at %s", w.In(a.Text), at)
		}
	}
}

func TestPageDates(t *testing.T) {
	for _, c := range []struct{ head, want string }{
		{`<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"headline":"H","datePublished":"2025-03-14T08:00:00Z","author":[{"name":"A B"},{"name":"C D"}]}]}</script>`, "2025-03-14"},
		{`<meta name="date" content="14 March 2025">`, "2025-03-14"},
		{`<meta property="article:modified_time" content="2025-03-14">`, ""},
		{`<meta property="bt:pubDate" content="20250314T08:00:00Z">`, "2025-03-14"},
		{`<meta name="date" content="03/04/2025">`, ""},
		{`<script type="application/ld+json">{broken</script>`, ""},
	} {
		p := strings.Replace(page, `<meta property="article:published_time" content="2025-03-14T23:30:00-05:00">`, c.head, 1)
		_, meta, err := readHTML(mapped{s: p})
		if err != nil || meta.published != c.want {
			t.Errorf("%s: got %q, %v, want %q", c.head, meta.published, err, c.want)
		}
	}
}

func TestTidy(t *testing.T) {
	got := metadata{title: "Mayor&#039;s talks | Post", author: "By ADA HOLM", outlet: "Post"}.tidy()
	if want := (metadata{title: "Mayor's talks", author: "ADA HOLM", outlet: "Post"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := (metadata{author: "https://post.example/ada"}).tidy(); got.author != "" {
		t.Errorf("an address as author: got %q", got.author)
	}
}

func TestHTMLEncoding(t *testing.T) {
	p := strings.NewReplacer(`charset="utf-8"`, `charset="iso-8859-1"`, "&eacute;", "\xe9").Replace(page)
	r, _ := New(Options{})
	a, skip := r.article("x.html", []byte(p), FormatHTML, metadata{})
	if skip != nil || !strings.Contains(a.Text, "said André Müller") {
		t.Errorf("latin-1 page: got %+v, %v", a, skip)
	}
	if _, skip := r.article("x.html", []byte(strings.Replace(p, "iso-8859-1", "shift_jis", 1)), FormatHTML, metadata{}); skip == nil || skip.Reason != SkipEncoding {
		t.Errorf("Shift JIS: got %+v, want a skip", skip)
	}
	if _, skip := r.article("x.html", []byte("<html><body></body></html>"), FormatHTML, metadata{}); skip == nil || skip.Reason != SkipNoArticle {
		t.Errorf("empty page: got %+v, want a skip", skip)
	}
}

// TestParagraphs: whatever way the article is found, a block element ends a
// paragraph, and what is not shown is no text. The short pages go the ways
// that are for pages in which little is found.
func TestParagraphs(t *testing.T) {
	long := "<p>The council of the two towns met on Monday to hear what the engineers had found under the old bridge, and it did not like what it heard.</p>"
	for _, c := range []struct {
		name, article string
		want          []string
	}{
		{"heading, short", "<h1>Ferry stops</h1><p>Ada Holm closed the ferry on Monday.</p><p>She reopened it.</p>",
			[]string{"Ferry stops", "Ada Holm closed the ferry on Monday.", "She reopened it."}},
		{"list", long + "\n<ul>\n<li>Ida Moe left Bergen on 4 March</li>\n<li>Jon Aas resigned on 5 March</li>\n</ul>\n" + long[:40] + " again and again, as the records of the last ten years of the council show to whoever reads them.</p>",
			[]string{"Ida Moe left Bergen on 4 March", "Jon Aas resigned on 5 March"}},
		{"minified list", long + "<ol><li>Ida Moe left <i>Bergen</i><li>Jon Aas resigned</ol>" + long[:40] + " again and again, as the records of the last ten years of the council show to whoever reads them.</p>",
			[]string{"Ida Moe left Bergen", "Jon Aas resigned"}},
		{"blocks, short", "<div>Ada Holm closed the ferry.</div><section>Jon Aas protested</section><blockquote>It was mine.</blockquote><p>One line<br>and another</p>",
			[]string{"Ada Holm closed the ferry.", "Jon Aas protested", "It was mine.", "One line", "and another"}},
		{"inline markup is no border", "<p>A<b>da</b> Holm <a href='/x'>closed</a> the <span>ferry</span>.</p><p>She reopened it.</p>",
			[]string{"Ada Holm closed the ferry.", "She reopened it."}},
		{"not shown, short", "<h1>Ferry stops</h1><noscript><p>Bill Gray met Bob Hume.</p></noscript><p>Ada Holm closed the ferry on Monday.</p><template><p>Carl met Dora.</p></template><svg><title>Map of Oslo</title><text>Oslo won</text></svg><iframe src=x>Frames fail</iframe><object data=x><p>Plugins fail</p></object><div hidden>Eva met <div>Otto</div> there</div><p style='color:red; display: none'>Rolf fell.</p><script>alert('Kim ran')</script><style>p{}</style><p>She reopened it.</p>",
			[]string{"Ferry stops", "Ada Holm closed the ferry on Monday.", "She reopened it."}},
		{"not shown, long", long + "<noscript><img src=x><p>Bill Gray met Bob Hume in the town hall on Monday.</p></noscript><div hidden>" + long + "</div><p>She reopened it.</p>",
			[]string{"She reopened it."}},
	} {
		page := "<html><head><title>Ferry stops</title></head><body><article>" + c.article + "</article></body></html>"
		got, _, err := readHTML(mapped{s: page})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		paragraphs := strings.Split(got.s, "\n\n")
		for _, want := range c.want {
			if !slices.Contains(paragraphs, want) {
				t.Errorf("%s: no paragraph %q in %q", c.name, want, got.s)
			}
		}
		if strings.Contains(c.name, "short") && !slices.Equal(paragraphs, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, paragraphs, c.want)
		}
		for _, never := range []string{"Bill", "Carl", "Oslo", "fail", "Otto", "Rolf", "Kim", "<"} {
			if strings.Contains(got.s, never) {
				t.Errorf("%s: %q was read: %q", c.name, never, got.s)
			}
		}
		checkShown(t, got, page)
	}
}

// checkShown: every letter of the text stands in the page where its offsets
// say, itself or as a character reference.
func checkShown(t *testing.T, m mapped, page string) {
	t.Helper()
	for i, r := range m.s {
		if unicode.IsSpace(r) {
			continue
		}
		at := m.m.FileSpan(text.Span{Start: i, End: i + utf8.RuneLen(r)})
		if at.Start < 0 || at.End > len(page) || at.Empty() {
			t.Fatalf("%q at %d of %q stands nowhere: %s of %d", r, i, m.s, at, len(page))
		}
		if raw := at.In(page); !strings.ContainsRune(html.UnescapeString(raw), r) {
			t.Fatalf("%q at %d of %q stands for %q", r, i, m.s, raw)
		}
	}
}

func FuzzReadHTML(f *testing.F) {
	f.Add(page)
	f.Add("<article><h1>Mayor meets union</h1><p>Ada Holm met Jon Aas.</p><ul><li>One<li>Two</ul></article>")
	f.Add("<body><noscript><p>Bill met Bob.</p></noscript><p>Ada &amp; Jon met.</p><div hidden>x<div>y</div></div><table><tr><td>a<td>b</table>")
	f.Add("<p>a<object/>b<svg/>c<iframe/>d</p><template>e")
	f.Add("<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"Nobody is shown this.\"}</script><p>Ada met Jon.</p>")
	f.Fuzz(func(t *testing.T, page string) {
		page = strings.ToValidUTF8(page, "?")
		if m, _, err := readHTML(mapped{s: page}); err == nil {
			checkShown(t, m, page)
		}
	})
}

// FuzzAlign: the text is some of the blocks' words in their order, each
// letter with its place in the page.
func FuzzAlign(f *testing.F) {
	f.Add(page, "The talks between the mayor\x00and nobody else\x00Bridge")
	f.Add("<p>a&nbsp;b &amp c</p><script>x", "a b & c")
	f.Add("<title>é</title>&#233;", "é\x00é")
	f.Add("<li>a</li><li>b</li><noscript>c</noscript>", "ab c")
	f.Fuzz(func(t *testing.T, page, blocks string) {
		page, blocks = strings.ToValidUTF8(page, "?"), strings.ToValidUTF8(blocks, "?")
		m, err := align(mapped{s: page}, strings.Split(blocks, "\x00"))
		if err != nil {
			t.Fatal(err)
		}
		rest := withoutSpace(blocks)
		for _, w := range strings.Fields(m.s) {
			at := strings.Index(rest, w)
			if at < 0 {
				t.Fatalf("%q is not in what is left of %q", w, blocks)
			}
			rest = rest[at+len(w):]
		}
		checkShown(t, m, page)
	})
}
