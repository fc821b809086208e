package intake

import (
	"strings"
	"testing"
	"unicode"

	"github.com/dramatis-kg/dramatis/text"
	"golang.org/x/text/encoding/charmap"
)

// words are the spans of the white-space separated words of s.
func wordSpans(s string) []text.Span {
	var out []text.Span
	start := -1
	for i, r := range s + " " {
		switch {
		case unicode.IsSpace(r) && start >= 0:
			out = append(out, text.Span{Start: start, End: i})
			start = -1
		case !unicode.IsSpace(r) && start < 0:
			start = i
		}
	}
	return out
}

// encode1252 writes a string in Windows-1252.
func encode1252(t *testing.T, s string) string {
	t.Helper()
	out, err := charmap.Windows1252.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// encode16 writes a string in UTF-16 with a byte order mark.
func encode16(s string, big bool) string {
	var b strings.Builder
	put := func(u uint16) {
		if big {
			b.WriteString(string([]byte{byte(u >> 8), byte(u)}))
		} else {
			b.WriteString(string([]byte{byte(u), byte(u >> 8)}))
		}
	}
	put(0xfeff)
	for _, r := range s {
		if r >= 0x10000 {
			r -= 0x10000
			put(uint16(0xd800 + r>>10))
			put(uint16(0xdc00 + r&0x3ff))
			continue
		}
		put(uint16(r))
	}
	return b.String()
}

const odd = "\u201cWe\u2019ll talk,\u201d André Müller said.\r\nHe did\u00a0not. Soft\u00adhyphens stay \u2014 always.\r\n"

// TestSpans: every word of a text stands, letter for letter, at its place in
// the file.
func TestSpans(t *testing.T) {
	for _, c := range []struct {
		name, file string
		format     Format
		want       string                   // the text; "" if not checked
		back       func(file string) string // file bytes to text
	}{
		{"utf-8", odd, FormatText, odd, same},
		{"utf-8 with a byte order mark", "\ufeff" + odd, FormatText, odd, same},
		{"windows-1252", encode1252(t, odd), FormatText, odd, from1252},
		{"utf-16 little", encode16(odd+"😀 end", false), FormatText, odd + "😀 end", from16(false)},
		{"utf-16 big", encode16(odd, true), FormatText, odd, from16(true)},
		{"markdown", "---\ntitle: \"Talks\"\ndate: 2025-03-14\n---\n# The *big* [bridge](https://post.example/a_b) talks\n\n> She said **no**,\n> twice.\n\n- one item\n- two \\*items\\*\n\n```go\ncode()\n```\n\nLine `one`  \nline two &amp; three\\.\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>raw</div>\n\n***\n\nThe _end_.\n",
			FormatMarkdown, "The big bridge talks\n\nShe said no, twice.\n\none item\n\ntwo *items*\n\nLine one\nline two & three.\n\nThe end.", markup},
		{"markdown with CRLF", "# Head\r\n\r\nOne *two*\r\nthree.\r\n", FormatMarkdown, "Head\n\nOne two three.", same},
	} {
		r, _ := New(Options{AnyLanguage: true})
		a, skip := r.article("x", []byte(c.file), c.format, metadata{})
		if skip != nil {
			t.Errorf("%s: %v", c.name, skip)
			continue
		}
		if a.Text != c.want {
			t.Errorf("%s: got text %q, want %q", c.name, a.Text, c.want)
		}
		last := 0
		for _, w := range wordSpans(a.Text) {
			at := a.Bytes.FileSpan(w)
			if at.Start < last || at.End > len(c.file) {
				t.Fatalf("%s: %q at %s, after %d of %d", c.name, w.In(a.Text), at, last, len(c.file))
			}
			last = at.Start
			if got := c.back(at.In(c.file)); got != w.In(a.Text) {
				t.Errorf("%s: %q stands for %q", c.name, w.In(a.Text), got)
			}
		}
	}
}

func same(s string) string { return s }

func from1252(s string) string {
	out, _ := charmap.Windows1252.NewDecoder().String(s)
	return out
}

func from16(big bool) func(string) string {
	return func(s string) string {
		mark := "\xff\xfe"
		if big {
			mark = "\xfe\xff"
		}
		m, err := decode([]byte(mark+s), "")
		if err != nil {
			return err.Error()
		}
		return m.s
	}
}

// markup undoes the markup that may stand inside a word.
func markup(s string) string {
	return strings.NewReplacer("\\", "", "&amp;", "&", "**", "", "`", "", "_", "").Replace(s)
}

func TestMarkdownMetadata(t *testing.T) {
	for _, c := range []struct {
		in        string
		want      metadata
		wantStart string
	}{
		{"---\ntitle: A\npublished: 2025-03-14\nauthor: B C\nsource: Post\nurl: https://p.example\n---\nText", metadata{title: "A", published: "2025-03-14", outlet: "Post", author: "B C", url: "https://p.example"}, "Text"},
		{"---\ndate: 2025-03-14T10:00:00Z\n...\n# Head\n\nText", metadata{title: "Head", published: "2025-03-14"}, "Head"},
		{"---\n: : bad\n---\nText", metadata{}, "Text"},
		{"---\nno end", metadata{}, "no end"},
		{"Text", metadata{}, "Text"},
	} {
		body, got, err := readMarkdown(mapped{s: c.in})
		if err != nil || got != c.want || !strings.HasPrefix(body.s, c.wantStart) {
			t.Errorf("%q: got %+v, %q, %v", c.in, got, body.s, err)
		}
	}
}

func TestRecordSpans(t *testing.T) {
	for _, c := range []struct {
		in, text, wantErr string
	}{
		{`{"title": "x", "text": "She said \u201cno\u201d.\nThen \"yes\" \ud83d\ude00 caf\u00e9 café."}`, "She said “no”.\nThen \"yes\" 😀 café café.", ""},
		{`{"TEXT": "Case is folded."}`, "Case is folded.", ""},
		{`{"text": "a", "text": "The last one counts."}`, "The last one counts.", ""},
		{`{"text": "half \ud83d pair"}`, "half \ufffd pair", ""},
		{`{"text": 5}`, "", `"text" is a number, want a string`},
		{`[1]`, "", "a array, want an object"},
		{`{"text": "x"`, "", "column"},
		{`{"title": "x"}`, "", `no "text"`},
		{`{"text": "x", "published": "soon"}`, "x", ""},
		{"{\"text\": \"\xff\"}", "", "not UTF-8"},
	} {
		const before = "first line\n"
		m, _, err := readRecord(line{number: 2, offset: len(before), data: []byte(c.in)})
		if c.wantErr != "" {
			if err == nil || !strings.Contains(err.Error(), c.wantErr) {
				t.Errorf("%s: got error %v, want %q", c.in, err, c.wantErr)
			}
			continue
		}
		if err != nil || m.s != c.text {
			t.Errorf("%s: got %q, %v, want %q", c.in, m.s, err, c.text)
			continue
		}
		for _, w := range wordSpans(m.s) {
			raw := m.m.FileSpan(w).In(before + c.in)
			if back, err := unquoteMapped(`"`+raw+`"`, 0); err != nil || back.s != w.In(m.s) {
				t.Errorf("%s: %q stands for %q", c.in, w.In(m.s), raw)
			}
		}
	}
}

func TestCharacterReferences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a &amp; b", "a & b"}, {"caf&eacute;", "café"}, {"&#8220;x&#x201D;", "“x”"}, {"AT&T &co", "AT&T &co"},
		{"&ampersand", "&ersand"}, {"&lt&gt;", "<>"}, {"&nosuch;", "&nosuch;"}, {"&#0;", "\ufffd"}, {"&", "&"}, {"&amp;amp;", "&amp;"},
	} {
		d := newDraft(mapped{s: c.in})
		pieces(c.in, 0, len(c.in), d.copy, d.stand)
		if got, _ := d.finish(); got.s != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got.s, c.want)
		}
	}
}

// TestWideEncodings: UTF-16 is read where a byte order mark says so; what is
// not read is refused by its name.
func TestWideEncodings(t *testing.T) {
	const words = "Anna Lind met the governor of the state in Oslo on Tuesday."
	for _, c := range []struct {
		name, data string
		format     Format
		want       SkipReason // "" if it is read
		detail     string
	}{
		{"UTF-16LE", encode16(words, false), FormatText, "", ""},
		{"UTF-16BE", encode16(words, true), FormatText, "", ""},
		{"UTF-16 page", encode16("<html><head><meta charset=\"utf-16\"></head><body><article><p>"+words+"</p></article></body></html>", false), FormatHTML, "", ""},
		{"UTF-16 Markdown", encode16("# Talks\n\n"+words, true), FormatMarkdown, "", ""},
		{"UTF-16LE without a mark", encode16(words, false)[2:], FormatText, SkipEncoding, "it is UTF-16 without a byte order mark"},
		{"UTF-16BE without a mark", encode16(words, true)[2:], FormatText, SkipEncoding, "it is UTF-16 without a byte order mark"},
		{"UTF-32LE", "\xff\xfe\x00\x00A\x00\x00\x00n\x00\x00\x00", FormatText, SkipEncoding, "it is UTF-32"},
		{"UTF-32BE", "\x00\x00\xfe\xff\x00\x00\x00A", FormatText, SkipEncoding, "it is UTF-32"},
		{"zeros", "\x00\x00\x00\x00\x00\x00", FormatText, SkipBinary, ""},
		{"UTF-16, cut short", encode16(words, false) + "\x00", FormatText, SkipEncoding, "UTF-16 with an odd number of bytes"},
	} {
		r, _ := New(Options{})
		a, skip := r.article("x", []byte(c.data), c.format, metadata{})
		switch {
		case c.want == "" && skip != nil:
			t.Errorf("%s: %v", c.name, skip)
		case c.want == "" && !strings.Contains(a.Text, words):
			t.Errorf("%s: got %q", c.name, a.Text)
		case c.want != "" && (skip == nil || skip.Reason != c.want || skip.Detail != c.detail):
			t.Errorf("%s: got %+v, want %s (%s)", c.name, skip, c.want, c.detail)
		}
		if c.want != "" || c.format == FormatMarkdown {
			continue
		}
		at := strings.Index(a.Text, words)
		raw := a.Bytes.FileSpan(text.Span{Start: at, End: at + len(words)}).In(c.data)
		if got := from16(c.name == "UTF-16BE")(raw); got != words {
			t.Errorf("%s: the words stand for %q", c.name, got)
		}
	}
	for _, data := range []string{encode16(`{"text": "`+words+`"}`+"\n", false), encode16(`{"text": "`+words+`"}`, true)[2:]} {
		r, _ := New(Options{Stdin: strings.NewReader(data), StdinFormat: FormatJSONL})
		n := 0
		for a, skip := range r.Read(t.Context(), []string{"-"}) {
			if n++; a != nil || skip.Reason != SkipEncoding || !strings.Contains(skip.Detail, "UTF-8 only") {
				t.Errorf("%q: got %v, %v", data[:8], a, skip)
			}
		}
		if n != 1 {
			t.Errorf("%q: got %d results, want one skip", data[:8], n)
		}
	}
	if got := sniff([]byte(encode16("<!DOCTYPE html><p>x", false))); got != FormatHTML {
		t.Errorf("a UTF-16 page on standard input: got %q", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(odd), "")
	f.Add([]byte("\xef\xbb\xbfx"), "utf-8")
	f.Add([]byte("caf\xe9"), "iso-8859-1")
	f.Add([]byte(encode16("a😀", false)), "")
	f.Add([]byte("\xfe\xff\xd8\x00"), "")
	f.Add([]byte("\xc8"), "koi8-r")
	f.Add([]byte("\xff\xfe\x00\x00a\x00\x00\x00"), "")
	f.Add([]byte("a\x00b\x00c\x00"), "utf-8")
	f.Add([]byte(encode16("<p>a</p>", true)), "utf-8")
	f.Fuzz(func(t *testing.T, data []byte, declared string) {
		m, err := decode(data, declared)
		if err != nil {
			return
		}
		checkMap(t, m, len(data))
	})
}

// checkMap: a map of intake leads into the file, never backwards.
func checkMap(t *testing.T, m mapped, size int) {
	t.Helper()
	if strings.ToValidUTF8(m.s, "") != m.s {
		t.Fatalf("%q is not UTF-8", m.s)
	}
	last := 0
	for i := range len(m.s) {
		at := m.m.At(i)
		if at.Start < last || at.End < at.Start || at.End > size {
			t.Fatalf("byte %d of %q: file %s after %d of %d", i, m.s, at, last, size)
		}
		last = at.Start
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{odd, "# a\n\nb *c* `d`", "---\na: b\n---\nx", "- a\n  - b\n\n> c\\*", "<a@b.example> [x](y) ![i](j) &amp; &#x41;", "|a|b|\n|-|-|\n|c|d|", "a  \nb\\\nc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "?")
		m, _, err := readMarkdown(mapped{s: s})
		if err != nil {
			t.Fatal(err)
		}
		checkMap(t, m, len(s))
	})
}

func FuzzRecord(f *testing.F) {
	for _, s := range []string{`{"text":"a\u00e9\n"}`, `{"Text":"\ud83d\ude00"}`, `{"text":null}`, `{"text":"x","text":"y"}`, `[]`, `{"text":"\/"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, _, err := readRecord(line{number: 1, data: data})
		if err == nil {
			checkMap(t, m, len(data))
		}
	})
}
