package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLeftovers(t *testing.T) {
	const p1 = "The mayor of Lakeside met the governor on Tuesday to talk about the bridge. Both said the meeting was useful."
	const p2 = "On the same day, the council voted for the plan, which the state had proposed in January."
	for _, c := range []struct {
		name string
		text []string // paragraphs; those that begin with "- " are leftovers
	}{
		{"markers", []string{p1, "- Advertisement", p2, "- ADVERTISEMENT - Continue reading", "- Share this article", "- Read more: Storm costs rise", p2 + " It did."}},
		{"teasers with summaries", []string{p1, "- Related stories", "- Why the Storm Was Worse Than Anyone Expected", "- The storm was worse than all storms of this century, experts say.", p2, p1}},
		{"teasers alone", []string{p1, "- More from Lakeside", "- Council Votes Down Harbour Plan for Third Time", "- Fish Prices Rise as Nets Stay Empty", p2 + " Nobody was against it."}},
		{"prose after a teaser heading", []string{p1, "- You may also like", p2, p1}},
		{"the end", []string{p1, p2, "- This article was updated with the result of the vote.", "- To report an error, write to us here.", "- Press Ctrl + Enter to send us the text you highlighted.", "- © 2025 Lakeside Post. All rights reserved."}},
		{"wire credits", []string{p1, p2, "- (Reporting by Ada Holm and Per Lund; editing by Eva Strand)", "- Our Standards: The Lakeside Principles."}},
		{"reader", []string{p1, "- Sign up for our newsletter and get the news in your inbox every day.", p2, "- Follow us on Telegram"}},
		{"menu", []string{"- Home", "- World", "- Sport", "- Culture", "- Opinion", p1, p2}},
		{"byline and page data", []string{"Bridge talks end without a result", "- By Ada Holm and Per Lund", "- 4 min read", p1, p2}},
		{"cookies", []string{"- We use cookies to make this site work and to count visits.", p1}},
		{"prose that only looks like it", []string{
			"Advertisement spending rose by a third in March, the council said.",
			"Facebook changed its privacy policy on Tuesday.",
			"\"Follow us on Telegram,\" the minister told supporters, \"and sign up for our newsletter.\"",
			"Related cases in Hill and Lakeside are still before the courts.",
			"US officials said the website would be back by Friday. You could read it here before the attack.",
			"Share prices fell.",
			"Cookies were on sale at the fair.",
			"By Tuesday the water had gone.",
			"To win, the mayor needs the votes of three councillors from the other side.",
			p1, p2}},
		{"headings are prose", []string{"Talks on the bridge", p1, "What comes next", p2, "Money", p1}},
	} {
		var b strings.Builder
		var want []string
		for i, para := range c.text {
			if i > 0 {
				b.WriteString("\n\n")
			}
			if rest, ok := strings.CutPrefix(para, "- "); ok {
				para = rest
				want = append(want, rest)
			}
			b.WriteString(para)
		}
		s := b.String()
		var got []string
		for _, l := range leftovers(s, splitUnits(s)) {
			got = append(got, l.In(s))
			if l.Reason == "" {
				t.Errorf("%s: %q has no reason", c.name, l.In(s))
			}
		}
		if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, g, w)
		}
	}
}

func TestCredits(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"The mayor in March. Image: Ada Holm.", "Image: Ada Holm."},
		{"The mayor in March (Photo: Ada Holm / Post)", "(Photo: Ada Holm / Post)"},
		{"Photo by Ada Holm/Post", "Photo by Ada Holm/Post"},
		{"The image: a mayor who listens, and who never tires of it. So it was.", ""},
	} {
		u := splitUnits(c.in)
		if got := creditSpan(c.in, u[0]).In(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWrappedLines(t *testing.T) {
	s := "The mayor of Lakeside met the governor of the state on Tuesday\nto talk about the bridge over the river, which the storm had\ndamaged in autumn. Both said that it was useful to have talked.\n\nShort line\nAnother line"
	var got []string
	for _, u := range splitUnits(s) {
		got = append(got, u.s)
	}
	if len(got) != 3 || got[1] != "Short line" || got[2] != "Another line" {
		t.Errorf("got %q", got)
	}
}

func TestLooksEnglish(t *testing.T) {
	for _, c := range []struct {
		in   string
		want bool
	}{
		{story, true},
		{"Putin, Trump", true},
		{"President El-Amin met Hassan El-Sayed. El-Amin praised Khaled Al-Mana. Al-Mana denied that El-Sayed had resigned. La Paz, El Alto and Los Llanos. El-Sayed left.", true},
		{"BRIDGE TALKS END WITHOUT A RESULT AFTER THE MAYOR OF LAKESIDE LEFT THE ROOM AND SAID THAT THE PLAN WAS NOT FOR HER", true},
		{"Der Minister hat die Pläne für das neue Gesetz nicht vorgestellt, sagte ein Sprecher.", false},
		{"Путин встретился с Уиткоффом", false},
		{"Le président a rencontré la ministre à Paris et il a dit que les travaux du pont vont commencer en mai, si les deux villes sont d'accord sur le prix.", false},
		{"El presidente se reunió con la ministra en Madrid y dijo que las obras del puente van a empezar en mayo, si las dos ciudades están de acuerdo.", false},
		{"Il presidente ha incontrato la ministra a Roma e ha detto che i lavori del ponte inizieranno a maggio, se le due città sono d'accordo sul prezzo.", false},
		{"De burgemeester heeft de minister in Den Haag ontmoet en zei dat het werk aan de brug in mei begint, als de twee steden het over de prijs eens zijn.", false},
		{"Belediye başkanı bakan ile görüştü ve köprü için çalışmaların mayıs ayında başlayacağını söyledi, ama para daha yok, bu nedenle çok sabır gerek dedi.", false},
	} {
		if got := looksEnglish(c.in); got != c.want {
			t.Errorf("%q: got %v", c.in, got)
		}
	}
}

// sharedArticles finds the folder of real articles beside the data.
func sharedArticles(t *testing.T) string {
	t.Helper()
	data := os.Getenv("DRAMATIS_DATA")
	if data == "" {
		dir, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
				break
			}
			if filepath.Dir(dir) == dir {
				t.Skip("SKIPPED: no repository root above the test")
			}
			dir = filepath.Dir(dir)
		}
		data = filepath.Join(dir, "..", "shared", "data")
	}
	articles := filepath.Join(filepath.Dir(data), "articles")
	if _, err := os.Stat(articles); err != nil {
		t.Skipf("SKIPPED: no real articles beside the data: %v", err)
	}
	return articles
}

// TestRealArticles: in real articles nothing but furniture is marked. The
// articles are not part of the repository, so what may be marked is told by
// kind and size.
func TestRealArticles(t *testing.T) {
	articles, skips := read(t, Options{}, sharedArticles(t))
	if len(skips) != 0 || len(articles) < 23 {
		t.Fatalf("got %d articles and skips %v", len(articles), skips)
	}
	for _, a := range articles {
		kinds := map[string]int{}
		for _, l := range a.Skip {
			kinds[l.Reason]++
			switch {
			case a.Outlet != "Wikinews":
			case l.Reason != "dateline" && l.Reason != "picture credit":
				t.Errorf("%s: %s: %q", a.Source, l.Reason, l.In(a.Text))
			case l.Len() > 60:
				t.Errorf("%s: %s of %d bytes", a.Source, l.Reason, l.Len())
			}
		}
		if a.Outlet == "Wikinews" {
			if kinds["dateline"] != 1 || a.Title == "" || a.Published == "" {
				t.Errorf("%s: title %q, published %q, datelines %d", a.Source, a.Title, a.Published, kinds["dateline"])
			}
			continue
		}
		if kinds["advertisement marker"] != 2 || kinds["heading of other articles"] != 1 || kinds["teaser of another article"] != 2 || kinds["keyboard hint"]+kinds["words to the reader"] == 0 {
			t.Errorf("%s: got %v", a.Source, kinds)
		}
	}
}
