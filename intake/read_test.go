package intake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

const story = "Mayor Anna Lind met the governor on Tuesday. They spoke about the bridge that the storm had damaged, and she said the work would begin in May."

func write(t *testing.T, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t *testing.T, o Options, paths ...string) (articles []*text.Article, skips []Skip) {
	t.Helper()
	r, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for a, s := range r.Read(context.Background(), paths) {
		if (a == nil) == (s == nil) {
			t.Fatalf("got article %v and skip %v, want exactly one", a, s)
		}
		if a != nil {
			articles = append(articles, a)
		} else {
			skips = append(skips, *s)
		}
	}
	return articles, skips
}

func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.txt", story)
	write(t, dir, "b.json", `{"published": "2025-03-14", "title": "From the side", "source": "Lakeside Post", "note": 1, "author": null}`)
	write(t, dir, "a/deep.md", "# The bridge\n\n"+story)
	write(t, dir, "c.jsonl", `{"text": "`+story+` One.", "url": "https://post.example/1", "extra": [1]}`+"\n\n{broken\n"+`{"title": "no text"}`+"\n"+`{"text": "`+story+` Two.", "published": "14 March 2025"}`)
	write(t, dir, "copy.txt", story+" Copy.")
	write(t, dir, "copy2.txt", story+" Copy.")
	write(t, dir, "d.pdf", "%PDF-1.4")
	write(t, dir, "e.txt", " \n\t\n")
	write(t, dir, "f.txt", "GIF89a\x00\x00")
	write(t, dir, "g.txt", "Der Bürgermeister hat gestern mit der Ministerin gesprochen, und sie sagte, dass die Arbeiten an der Brücke im Mai beginnen sollen, wenn das Geld da ist.")
	write(t, dir, "h.txt", strings.Repeat("x", 5000))
	write(t, dir, "i.txt", "—— 123 ——")
	write(t, dir, ".hidden.txt", story)
	write(t, dir, "side.json", `{}`)
	write(t, dir, "store/CURRENT", "MANIFEST-000001\n")
	write(t, dir, "store/MANIFEST-000001", "x")
	write(t, dir, "store/notes.txt", story)
	if err := os.Symlink("..", filepath.Join(dir, "a", "up")); err != nil {
		t.Skipf("SKIPPED: no symbolic links here: %v", err)
	}
	articles, skips := read(t, Options{MaxBytes: 4000}, dir)
	var got []string
	for _, a := range articles {
		got = append(got, fmt.Sprintf("%s %q %s/%s", strings.TrimPrefix(a.Source, filepath.ToSlash(dir)), a.Title, a.Published, a.DateBasis))
	}
	for _, s := range skips {
		got = append(got, fmt.Sprintf("%s %s", strings.TrimPrefix(s.Source, filepath.ToSlash(dir)), s.Reason))
		if s.Words() == "" || s.Named {
			t.Errorf("%+v: want words, and a name only for files that were named", s)
		}
	}
	want := []string{
		`/a/deep.md "The bridge" /`,
		`/b.txt "From the side" 2025-03-14/sidecar`,
		`https://post.example/1 "" /`,
		`/c.jsonl:5 "" 2025-03-14/metadata`,
		`/copy.txt "" /`,
		"/a/up symlink loop",
		"/c.jsonl:3 bad line",
		"/c.jsonl:4 bad line",
		"/copy2.txt duplicate",
		"/d.pdf unsupported",
		"/e.txt empty",
		"/f.txt binary",
		"/g.txt not English",
		"/h.txt too large",
		"/i.txt empty",
		"/side.json unsupported",
		"/store store",
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
	if a := articles[1]; a.Outlet != "Lakeside Post" || a.Text != story {
		t.Errorf("got outlet %q, text %q", a.Outlet, a.Text)
	}
}

func TestReadNamed(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one.txt", story)
	write(t, dir, "two.TXT", story+" Again.")
	bad := write(t, dir, "bad.txt", story)
	write(t, dir, "bad.json", `{"published": 3}`)
	deep := write(t, dir, "deep.htm", strings.Repeat("<div>", 1000)+"<p>"+story+"</p>")
	if a, s := read(t, Options{}, filepath.Join(dir, "*e.txt"), filepath.Join(dir, "two.TXT")); len(a) != 2 || len(s) != 0 {
		t.Errorf("pattern and name: got %d articles, %v", len(a), s)
	}
	for path, want := range map[string]SkipReason{
		filepath.Join(dir, "none.txt"): SkipNotFound,
		filepath.Join(dir, "*.html"):   SkipNotFound,
		"-":                            SkipUnreadable,
		bad:                            SkipBadSidecar,
		deep:                           SkipMalformed,
	} {
		a, s := read(t, Options{}, path)
		if len(a) != 0 || len(s) != 1 || s[0].Reason != want || !s[0].Named {
			t.Errorf("%s: got %v, %+v, want a named skip %q", path, a, s, want)
		}
	}
}

func TestReadBadDate(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "one.txt", "LAKESIDE, March 14, 2025 (Post) — "+story)
	write(t, dir, "one.json", `{"published": "March 2025", "source": "Lakeside Post"}`)
	lines := write(t, dir, "two.jsonl", `{"published": "03/04/2025", "text": "`+story+`"}`)
	for path, want := range map[string][2]string{
		filepath.Join(dir, "one.txt"): {"2025-03-14", `one.json: published "March 2025" is no date`},
		lines:                         {"", `published "03/04/2025" is no date`},
	} {
		a, s := read(t, Options{}, path)
		if len(a) != 1 || len(s) != 0 || a[0].Published != want[0] || !strings.HasPrefix(a[0].Ignored, want[1]) {
			t.Errorf("%s: got %+v, %v, want an article of %q that ignores %q", path, a, s, want[0], want[1])
		}
	}
}

func TestReadStdin(t *testing.T) {
	for _, c := range []struct{ in, wantTitle, wantText string }{
		{story, "", story},
		{"# Bridge *talks*\n\n" + story, "Bridge talks", "Bridge talks\n\n" + story},
		{`{"title": "T", "text": "` + story + `"}`, "T", story},
	} {
		a, s := read(t, Options{Stdin: strings.NewReader(c.in)}, "-")
		if len(a) != 1 || a[0].Title != c.wantTitle || a[0].Text != c.wantText {
			t.Errorf("%.20q: got %+v, %v", c.in, a, s)
		}
	}
	a, _ := read(t, Options{Stdin: strings.NewReader(story)}, "-")
	b, _ := read(t, Options{Stdin: strings.NewReader(story + " More.")}, "-")
	if a[0].Source == b[0].Source {
		t.Errorf("two articles from standard input share the source %q", a[0].Source)
	}
}

func TestReadStops(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		write(t, dir, fmt.Sprintf("%d.txt", i), fmt.Sprintf("%s %d", story, i))
	}
	r, _ := New(Options{})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for range r.Read(ctx, []string{dir}) {
		if n++; n == 2 {
			cancel()
		}
	}
	if n != 2 {
		t.Errorf("after cancelling at 2: got %d", n)
	}
	n = 0
	for range r.Read(context.Background(), []string{dir}) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("after break: got %d", n)
	}
}

func TestOptionsValidate(t *testing.T) {
	_, err := New(Options{Published: "14.3.2025", MaxBytes: -1, StdinFormat: "doc"})
	for _, want := range []string{"14.3.2025", "-1", "doc"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want it to name %q", err, want)
		}
	}
}

func TestPublished(t *testing.T) {
	dir := t.TempDir()
	body := "\n\n" + story
	for _, c := range []struct{ name, head, side, flag, want, basis string }{
		{"own line", "Friday, August 21, 2015", "", "", "2015-08-21", "dateline"},
		{"after a title", "Bridge talks begin in Lakeside\n\n21 August 2015", "", "", "2015-08-21", "dateline"},
		{"byline and day", "Bridge talks begin in Lakeside\n\nBy Ada Holm, 21 August 2015\n\nThe mayor spoke.", "", "", "2015-08-21", "dateline"},
		{"byline, outlet and day", "Bridge talks begin in Lakeside\n\nBy Ada Holm and Per Lund for the Lakeside Post | Friday, August 21, 2015, 10:30 GMT\n\nThe mayor spoke.", "", "", "2015-08-21", "dateline"},
		{"agency and day", "Bridge talks begin in Lakeside\n\nLakeside Post, 21 August 2015\n\nThe mayor spoke.", "", "", "2015-08-21", "dateline"},
		{"a title with a day", "The Flood of Lakeside, 21 August 2015\n\nThe mayor spoke of it.", "", "", "", ""},
		{"a sentence with a day", "Bridge talks begin in Lakeside\n\nBy Friday the mayor had met all of them, he said on 21 August 2015.", "", "", "", ""},
		{"iso", "Published: 2015-08-21 10:30 GMT", "", "", "2015-08-21", "dateline"},
		{"head", "March 14, 2025 — The mayor spoke.", "", "", "2025-03-14", "dateline"},
		{"agency", "KYIV, March 14, 2025 (Agency) - The mayor spoke.", "", "", "2025-03-14", "dateline"},
		{"weekday and year, then prose", "Thursday, May 7, 2015 On Tuesday, the mayor spoke.", "", "", "2015-05-07", "dateline"},
		{"a place on a line of its own", "Tram drivers end strike in Ghent\n\nGHENT, Belgium - 22 October 2025\n\nDrivers returned to work.", "", "", "2025-10-22", "dateline"},
		{"no year", "KYIV, March 14 (Agency) - The mayor spoke.", "", "", "", ""},
		{"a date in a sentence", "On March 14, 2024, the mayor spoke.", "", "", "", ""},
		{"a past date at the head of a sentence", "In a letter dated March 14, 2024 - the mayor spoke.", "", "", "", ""},
		{"sidecar before dateline", "Friday, August 21, 2015", "2015-08-20", "", "2015-08-20", "sidecar"},
		{"flag before all", "Friday, August 21, 2015", "2015-08-20", "2015-08-19", "2015-08-19", "flag"},
	} {
		path := write(t, dir, strings.ReplaceAll(c.name, " ", "-")+".txt", c.head+body)
		if c.side != "" {
			write(t, dir, strings.ReplaceAll(c.name, " ", "-")+".json", `{"published": "`+c.side+`"}`)
		}
		a, s := read(t, Options{Published: c.flag}, path)
		if len(a) != 1 || a[0].Published != c.want || a[0].DateBasis != c.basis {
			t.Errorf("%s: got %+v %v, want %s by %s", c.name, a, s, c.want, c.basis)
		}
	}
}

func TestPlaceHead(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"PRAGUE (Agency) - Deliveries dropped.", "PRAGUE (Agency) - "},
		{"PARIS — French ministers met.", "PARIS — "},
		{"KYIV, March 14 (Agency) - The mayor spoke.", "KYIV, March 14 (Agency) - "},
		{"WEST PALM BEACH, Fla. – Managers run drills.", "WEST PALM BEACH, Fla. – "},
		{"(Agency) — “No,” she said.", "(Agency) — "},
		{"Hill Town, Lakeside — The mayor spoke.", "Hill Town, Lakeside — "},
		{"Lakeside — The mayor spoke.", ""},
		{"NATO — the alliance — said so.", ""},
		{"US-led forces left.", ""},
		{"The plan - Plan B - failed.", ""},
	} {
		if got := c.in[:readPlaceHead(c.in)]; got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

// TestIdentity: the id depends on the content and its day, not on the place.
func TestIdentity(t *testing.T) {
	dir := t.TempDir()
	one, two := write(t, dir, "x/one.txt", story), write(t, dir, "y/two.txt", story)
	a, _ := read(t, Options{}, one)
	b, _ := read(t, Options{}, two)
	c, _ := read(t, Options{Published: "2025-03-14"}, two)
	if a[0].ID != b[0].ID || a[0].ID == c[0].ID || len(a[0].ID) != len("doc:")+16 {
		t.Errorf("got %s %s %s", a[0].ID, b[0].ID, c[0].ID)
	}
}

func TestSentences(t *testing.T) {
	dir := t.TempDir()
	path := write(t, dir, "s.txt", "\ufeffOne sentence .\n\ncaf\xe9 two .\r\nDie dritte\n")
	r, _ := New(Options{Published: "2025-03-14"})
	var got []string
	for a, skip := range r.Sentences(context.Background(), []string{path, filepath.Join(dir, "none")}) {
		if skip != nil {
			got = append(got, string(skip.Reason))
			continue
		}
		at := a.Bytes.FileSpan(text.Span{Start: 0, End: len(a.Text)})
		got = append(got, fmt.Sprintf("%s %s", a.Text, at))
	}
	want := "One sentence . 3-17|" + " 0-0|" + "café two . 19-29|" + "Die dritte 31-41|unreadable"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got %q, want %q", g, want)
	}
}
