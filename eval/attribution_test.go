package eval

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/text"
)

// spanOf finds a phrase in a text.
func spanOf(t testing.TB, body, phrase string) text.Span {
	t.Helper()
	i := strings.Index(body, phrase)
	if i < 0 {
		t.Fatalf("no %q in %q", phrase, body)
	}
	return text.Span{Start: i, End: i + len(phrase)}
}

func TestParseBrat(t *testing.T) {
	body := "“Été,” said Zoë."
	// Offsets are in characters: the marks and accents count one each.
	ann := "T1\tContent 0 6\t“Été,”\nT2\tCue 7 11\tsaid\nT3\tSource 12 15\tZoë\nbroken line\nT4\tDiscuss 0 1\tx\nE1\tAttribution:T2 Content1:T1 Cue:T2 Source:T3\n"
	gold, err := parseBrat(body, ann)
	if err != nil || len(gold) != 1 {
		t.Fatalf("got %v, %v", gold, err)
	}
	if got, want := gold[0].Content[0].In(body), "“Été,”"; got != want {
		t.Errorf("content: got %q, want %q", got, want)
	}
	if got, want := gold[0].Source[0].In(body), "Zoë"; got != want {
		t.Errorf("source: got %q, want %q", got, want)
	}
	if _, err := parseBrat(body, "T1\tContent 0 99\tx\n"); err == nil {
		t.Error("an offset behind the text was accepted")
	}
}

func FuzzParseBrat(f *testing.F) {
	f.Add("“Été,” said Zoë.", "T1\tContent 0 6;7 8\t“Été,”\nE1\tAttribution:T1 Content:T1\n")
	f.Fuzz(func(t *testing.T, body, ann string) {
		gold, err := parseBrat(body, ann)
		if err != nil {
			return
		}
		for _, g := range gold {
			for _, s := range g.Content {
				if s.Start < 0 || s.End > len(body) || s.End < s.Start {
					t.Fatalf("span %v of %d bytes", s, len(body))
				}
			}
		}
	})
}

func TestScoreAttributions(t *testing.T) {
	body := "Anna Rossi said the talks would end. Kovacs smiled."
	d := &text.Document{Article: &text.Article{Text: body}}
	heads := []int{1, 2, -1, 4, 6, 6, 2, 2, 1, -1, 1}
	upos := strings.Fields("PROPN PROPN VERB DET NOUN AUX VERB PUNCT PROPN VERB PUNCT")
	at := 0
	var all []text.Token
	for i, w := range []string{"Anna", "Rossi", "said", "the", "talks", "would", "end", ".", "Kovacs", "smiled", "."} {
		at += strings.Index(body[at:], w)
		all = append(all, text.Token{Span: text.Span{Start: at, End: at + len(w)}, Norm: w, UPOS: upos[i], Head: heads[i]})
		at += len(w)
	}
	d.Sentences = []text.Sentence{
		{Span: text.Span{Start: 0, End: 36}, Tokens: all[:8]},
		{Span: text.Span{Start: 37, End: len(body)}, Tokens: all[8:]},
	}
	gold := []GoldAttribution{{
		Source:  []text.Span{spanOf(t, body, "Anna Rossi")},
		Cue:     []text.Span{spanOf(t, body, "said")},
		Content: []text.Span{spanOf(t, body, "the talks would end")},
	}}
	base := speech.Attribution{
		Source:  speech.Source{Kind: speech.SourceActor, Head: text.TokenRef{Token: 1}},
		Cue:     speech.Cue{Head: text.TokenRef{Token: 2}, Span: spanOf(t, body, "said")},
		Content: []text.Span{spanOf(t, body, "the talks would end")},
		Parent:  -1,
	}
	variant := func(change func(*speech.Attribution)) speech.Attribution { a := base; change(&a); return a }
	for _, c := range []struct {
		name                       string
		system                     []speech.Attribution
		whole, content, cue, heads int
	}{
		{"equal", []speech.Attribution{base}, 1, 1, 1, 1},
		{"full stop and article cost little", []speech.Attribution{variant(func(a *speech.Attribution) {
			a.Content = []text.Span{spanOf(t, body, "talks would end.")}
		})}, 1, 1, 1, 1},
		{"half of the content", []speech.Attribution{variant(func(a *speech.Attribution) {
			a.Content = []text.Span{spanOf(t, body, "the talks")}
		})}, 0, 0, 1, 1},
		{"wrong source", []speech.Attribution{variant(func(a *speech.Attribution) {
			a.Source.Head = text.TokenRef{Sentence: 1, Token: 0}
		})}, 0, 1, 1, 0},
		{"hidden source", []speech.Attribution{variant(func(a *speech.Attribution) {
			a.Source = speech.Source{Kind: speech.SourceHidden}
		})}, 0, 1, 1, 0},
		{"another one besides", []speech.Attribution{variant(func(a *speech.Attribution) {
			a.Content = []text.Span{spanOf(t, body, "Kovacs smiled")}
		}), base}, 1, 1, 1, 1},
		{"nothing", nil, 0, 0, 0, 0},
	} {
		s := ScoreAttributions(d, gold, c.system)
		if s.Whole.Correct != c.whole || s.Content.Correct != c.content || s.Cue.Correct != c.cue || s.Head.Correct != c.heads {
			t.Errorf("%s: got whole %d, content %d, cue %d, head %d", c.name, s.Whole.Correct, s.Content.Correct, s.Cue.Correct, s.Head.Correct)
		}
		if s.Whole.System != len(c.system) || s.Whole.Gold != 1 {
			t.Errorf("%s: counted %d against %d", c.name, s.Whole.System, s.Whole.Gold)
		}
	}
	nested := base
	nested.Parent = 0
	if got := len(Outermost([]speech.Attribution{base, nested})); got != 1 {
		t.Errorf("outermost: got %d, want 1", got)
	}
}
