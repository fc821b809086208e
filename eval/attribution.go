package eval

import (
	"fmt"
	"sort"
	"unicode"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/text"
)

// Thresholds of AttributionScore. Overlap is measured by Dice's coefficient
// over letters and digits: punctuation and white space at the borders cost
// nothing, a missing word costs its length.
const (
	contentDice = 0.8 // from here on two contents are the same
	alignDice   = 0.3 // from here on two attributions are about the same words
)

// AttributionScore counts attributions against gold ones.
//
// PolNeAR marks outermost attributions only: not one of its cues stands in
// the content of another attribution. Those that the system found nested in
// others have nothing to be compared with and are left out (see Outermost).
//
// Gold and system attributions are paired one to one, best content overlap
// first. A pair agrees on the content if the overlap is at least 0.8, and on
// the source if both have none or the system's head token is the head, in
// the system's tree, of the gold source's words.
type AttributionScore struct {
	// Whole counts pairs that agree on content and source.
	Whole SpanScore
	// Content counts pairs that agree on the content.
	Content SpanScore
	// Head counts pairs that overlap (at least 0.3) and agree on the
	// source, among gold attributions that have one and system ones that
	// claim one.
	Head SpanScore
	// Aligned is the number of overlapping pairs whose gold has a source,
	// AlignedRight those of them that agree on it.
	Aligned, AlignedRight int
	// Cue counts pairs whose cues share their main word: the system's cue
	// head lies in the gold cue.
	Cue SpanScore
}

// Add returns the sum of two scores.
func (s AttributionScore) Add(o AttributionScore) AttributionScore {
	return AttributionScore{
		s.Whole.Add(o.Whole), s.Content.Add(o.Content), s.Head.Add(o.Head),
		s.Aligned + o.Aligned, s.AlignedRight + o.AlignedRight, s.Cue.Add(o.Cue),
	}
}

// Accuracy is the share of overlapping pairs that agree on the source.
func (s AttributionScore) Accuracy() float64 { return ratio(s.AlignedRight, s.Aligned) }

// Outermost keeps the attributions that are in no other one's content.
func Outermost(all []speech.Attribution) []speech.Attribution {
	var out []speech.Attribution
	for _, a := range all {
		if a.Parent < 0 {
			out = append(out, a)
		}
	}
	return out
}

// AttributionPair is a gold attribution and the system's, by index; -1 stands
// for one that has no counterpart.
type AttributionPair struct {
	Gold, System          int
	Dice                  float64
	Source, Cue, Complete bool
}

// PairAttributions pairs the attributions of a document one to one.
func PairAttributions(d *text.Document, gold []GoldAttribution, system []speech.Attribution) []AttributionPair {
	var cand []AttributionPair
	for g := range gold {
		for s := range system {
			v := dice(d.Article.Text, gold[g].Content, system[s].Content)
			if v < alignDice {
				continue
			}
			p := AttributionPair{Gold: g, System: s, Dice: v, Source: sameSource(d, gold[g].Source, &system[s])}
			p.Cue = cueIn(d, gold[g].Cue, &system[s])
			p.Complete = v >= contentDice && p.Source
			cand = append(cand, p)
		}
	}
	rank := func(p AttributionPair) float64 {
		r := p.Dice
		if p.Source {
			r += 0.2
		}
		if p.Cue {
			r += 0.2
		}
		return r
	}
	sort.SliceStable(cand, func(i, j int) bool { return rank(cand[i]) > rank(cand[j]) })
	goldUsed, systemUsed := map[int]bool{}, map[int]bool{}
	var out []AttributionPair
	for _, p := range cand {
		if !goldUsed[p.Gold] && !systemUsed[p.System] {
			goldUsed[p.Gold], systemUsed[p.System] = true, true
			out = append(out, p)
		}
	}
	for g := range gold {
		if !goldUsed[g] {
			out = append(out, AttributionPair{Gold: g, System: -1})
		}
	}
	for s := range system {
		if !systemUsed[s] {
			out = append(out, AttributionPair{Gold: -1, System: s})
		}
	}
	return out
}

// ScoreAttributions scores one document.
func ScoreAttributions(d *text.Document, gold []GoldAttribution, system []speech.Attribution) AttributionScore {
	var s AttributionScore
	for i := range gold {
		s.Whole.Gold++
		s.Content.Gold++
		s.Cue.Gold++
		if len(gold[i].Source) > 0 {
			s.Head.Gold++
		}
	}
	for i := range system {
		s.Whole.System++
		s.Content.System++
		s.Cue.System++
		if !system[i].Source.Hidden() {
			s.Head.System++
		}
	}
	for _, p := range PairAttributions(d, gold, system) {
		if p.Gold < 0 || p.System < 0 {
			continue
		}
		if p.Complete {
			s.Whole.Correct++
		}
		if p.Dice >= contentDice {
			s.Content.Correct++
		}
		if p.Cue {
			s.Cue.Correct++
		}
		if len(gold[p.Gold].Source) > 0 {
			s.Aligned++
			if p.Source {
				s.AlignedRight++
				s.Head.Correct++
			}
		}
	}
	return s
}

// dice is Dice's coefficient of two sets of spans over letters and digits.
func dice(t string, a, b []text.Span) float64 {
	total := ink(t, a) + ink(t, b)
	if total == 0 {
		return 0
	}
	return 2 * float64(ink(t, intersect(a, b))) / float64(total)
}

func ink(t string, spans []text.Span) int {
	n := 0
	for _, s := range spans {
		for _, r := range s.In(t) {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				n++
			}
		}
	}
	return n
}

// intersect returns the common parts of two lists of disjoint spans.
func intersect(a, b []text.Span) []text.Span {
	var out []text.Span
	for _, x := range a {
		for _, y := range b {
			s := text.Span{Start: max(x.Start, y.Start), End: min(x.End, y.End)}
			if !s.Empty() {
				out = append(out, s)
			}
		}
	}
	return out
}

// sameSource compares a gold source with the system's by the head token; a
// relative pronoun that stands for the source is as good.
func sameSource(d *text.Document, gold []text.Span, a *speech.Attribution) bool {
	if len(gold) == 0 || a.Source.Hidden() {
		return len(gold) == 0 && a.Source.Hidden()
	}
	head := d.Token(a.Source.Head)
	for _, g := range gold {
		if h := headOf(d, g); h != nil && (h.Span == head.Span || !a.Source.Via.Empty() && h.Span == a.Source.Via) {
			return true
		}
	}
	return false
}

// headOf finds the token of the span that depends on none in it, the first
// if there are several; punctuation and possessive marks do not count.
func headOf(d *text.Document, span text.Span) *text.Token {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if !s.Span.Overlaps(span) {
			continue
		}
		for j := range s.Tokens {
			t := &s.Tokens[j]
			if !t.Span.Overlaps(span) || t.UPOS == "PUNCT" || t.UPOS == "PART" {
				continue
			}
			if t.Head < 0 || !s.Tokens[t.Head].Span.Overlaps(span) {
				return t
			}
		}
	}
	return nil
}

func cueIn(d *text.Document, gold []text.Span, a *speech.Attribution) bool {
	if a.Cue.Span.Empty() {
		return false
	}
	head := d.Token(a.Cue.Head).Span
	for _, g := range gold {
		if g.Overlaps(head) {
			return true
		}
	}
	return false
}

// AttributionReport scores the attributions of articles, all together and by
// kind. annotate is the reader of text, find the finder of attributions.
func AttributionReport(articles []GoldArticle, annotate func(*text.Article) *text.Document, find func(*text.Document) []speech.Attribution) *Report {
	var total AttributionScore
	kinds := []speech.Kind{speech.Direct, speech.Mixed, speech.Indirect}
	byKind := map[speech.Kind]*[3]int{} // gold, found, right
	byRule := map[string]*[3]int{}      // found, aligned, right
	for _, k := range kinds {
		byKind[k] = new([3]int)
	}
	for _, a := range articles {
		d := annotate(&text.Article{Text: a.Text, Language: "en"})
		system := Outermost(find(d))
		total = total.Add(ScoreAttributions(d, a.Gold, system))
		for _, p := range PairAttributions(d, a.Gold, system) {
			if p.Gold >= 0 {
				k := byKind[goldKind(a.Text, a.Gold[p.Gold].Content)]
				k[0]++
				if p.Dice >= contentDice {
					k[1]++
				}
				if p.Complete {
					k[2]++
				}
			}
			if p.System >= 0 {
				rule := system[p.System].Rule
				if byRule[rule] == nil {
					byRule[rule] = new([3]int)
				}
				byRule[rule][0]++
				if p.Gold >= 0 {
					byRule[rule][1]++
				}
				if p.Complete {
					byRule[rule][2]++
				}
			}
		}
	}
	r := &Report{Name: "attribution", Columns: []string{"measure", "precision", "recall", "F1"}}
	row := func(name string, s SpanScore) {
		r.Add(name, 100*s.Precision(), 100*s.Recall(), 100*s.F1())
	}
	row("content and source", total.Whole)
	row("content", total.Content)
	row("source head", total.Head)
	row("cue", total.Cue)
	r.Add("source head of overlapping pairs", "", "", 100*total.Accuracy())
	for _, k := range kinds {
		n := byKind[k]
		r.Add(fmt.Sprintf("recall: %s (%d)", k, n[0]), "", 100*ratio(n[2], n[0]), "")
	}
	rules := make([]string, 0, len(byRule))
	for name := range byRule {
		rules = append(rules, name)
	}
	sort.Strings(rules)
	for _, name := range rules {
		n := byRule[name]
		r.Add(fmt.Sprintf("precision: rule %s (%d)", name, n[0]), 100*ratio(n[2], n[0]), "", "")
	}
	r.Notes = append(r.Notes,
		"outermost attributions, as PolNeAR marks them",
		"content: Dice of letters and digits at least 0.8; source: same head token, or none in both",
		fmt.Sprintf("%d articles, %d gold attributions, %d found", len(articles), total.Whole.Gold, total.Whole.System))
	return r
}

// goldKind tells the kind of a gold content by its quotation marks.
func goldKind(t string, content []text.Span) speech.Kind {
	quotedInk, total := 0, 0
	in := false
	for _, c := range content {
		s := c.In(t)
		for i, r := range s {
			switch r {
			case '“', '‘':
				in = true
			case '”':
				in = false
			case '"':
				in = !in
			case '\'':
				if i+1 < len(s) && s[i+1] == '\'' {
					in = !in
				}
			}
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				total++
				if in {
					quotedInk++
				}
			}
		}
	}
	switch {
	case quotedInk == 0:
		return speech.Indirect
	case quotedInk*10 >= total*9:
		return speech.Direct
	}
	return speech.Mixed
}
