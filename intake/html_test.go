package intake

import (
	"strings"
	"testing"
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

func FuzzAlign(f *testing.F) {
	f.Add(page, "The talks between the mayor\x00and nobody else\x00Bridge")
	f.Add("<p>a&nbsp;b &amp c</p><script>x", "a b & c")
	f.Add("<title>é</title>&#233;", "é\x00é")
	f.Fuzz(func(t *testing.T, page, blocks string) {
		page, blocks = strings.ToValidUTF8(page, "?"), strings.ToValidUTF8(blocks, "?")
		m, err := align(mapped{s: page}, strings.Split(blocks, "\x00"))
		if err != nil {
			t.Fatal(err)
		}
		if want := strings.Join(strings.Split(blocks, "\x00"), "\n\n"); m.s != want {
			t.Fatalf("got %q, want %q", m.s, want)
		}
		for i := range len(m.s) {
			if at := m.m.At(i); at.Start < 0 || at.End < at.Start || at.End > len(page) {
				t.Fatalf("byte %d: file %s of %d", i, at, len(page))
			}
		}
	})
}
