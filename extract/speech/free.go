package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
)

// Words that go on without a cue and without marks: "The mayor said taxes
// would rise. Pensions would be cut."

// free attributes a sentence that nobody is found to say to the speaker of the
// one before it in its paragraph, where its tense is that of reported speech:
// it stands in the past perfect or after "would", "might" or "could" between
// two sentences of that speaker, or after "would" behind one that has "would"
// as well.
func (f *finder) free() {
	last := -1 // attribution that reports the sentence before
	for n, t := range f.trees {
		if n > 0 && (f.trees[n-1].s.Paragraph != t.s.Paragraph || t.s.Heading) {
			last = -1
		}
		own := f.reportOf(t)
		if own >= 0 || len(t.s.Tokens) > maxTokens || len(t.s.Tokens) == 0 {
			last = own
			continue
		}
		if last < 0 || f.said(t.s.Span) || f.marked(t) {
			last = -1
			continue
		}
		shift := t.backshift()
		next := -1
		if n+1 < len(f.trees) && f.trees[n+1].s.Paragraph == t.s.Paragraph {
			next = f.reportOf(f.trees[n+1])
		}
		before := f.out[last]
		switch {
		case shift != "" && next >= 0 && f.sameSpeaker(&before, &f.out[next]):
		case shift == "would" && before.Act != Think && f.foretells(&before):
		default:
			last = -1
			continue
		}
		a := Attribution{Source: before.Source, Act: Say, Form: FormClause, Modality: schema.Asserted, Rule: "free-indirect", Confidence: 0.5, Parent: -1}
		a.Content = append(a.Content, t.s.Span)
		f.out = append(f.out, a)
		last = len(f.out) - 1
	}
}

// reportOf is the attribution by which the sentence of t as a whole reports
// indirect speech: its cue is the root of the sentence or set into it; -1 if
// there is none.
func (f *finder) reportOf(t *tree) int {
	for i := range f.out {
		a := &f.out[i]
		if a.Cue.Span.Empty() || a.Cue.Head.Sentence != t.si || a.Form != FormClause || a.Source.Hidden() || a.Modality != schema.Asserted || a.Source.Kind == SourceDocument {
			continue
		}
		if a.Act != Say && a.Act != Claim && a.Act != Confirm && a.Act != Expect && a.Act != Promise {
			continue
		}
		if k := a.Cue.Head.Token; t.is(k, "root") || t.is(k, "parataxis") && t.is(t.tok(k).Head, "root") || a.Cue.Lemma == "according to" {
			return i
		}
	}
	return -1
}

// marked reports a sentence with quotation marks in it.
func (f *finder) marked(t *tree) bool {
	for i := range f.quotes {
		if f.quotes[i].span.Overlaps(t.s.Span) {
			return true
		}
	}
	return false
}

// backshift is what moves the main clause of the sentence into reported
// speech: "would" (or "might", "could"), "had"; "" if nothing does. A
// condition of its own makes "would" a mere supposition.
func (t *tree) backshift() string {
	r := t.s.Root()
	if r < 0 {
		return ""
	}
	out := ""
	for _, k := range t.kids[r] {
		switch {
		case t.is(k, "advcl") && t.childLower(k, "mark", "if", "unless") >= 0:
			return ""
		case t.is(k, "aux"):
			switch t.lower(k) {
			case "would":
				out = "would"
			case "might", "could":
				out = "might"
			case "had":
				if out == "" {
					out = "had"
				}
			case "have":
				if out == "would" {
					return "" // "would have": supposed
				}
			}
		}
	}
	return out
}

// foretells reports that what was said before is about what would be.
func (f *finder) foretells(a *Attribution) bool {
	for _, c := range a.Content {
		for _, w := range strings.Fields(c.In(f.doc.Article.Text)) {
			if w == "would" {
				return true
			}
		}
	}
	return false
}

// sameSpeaker reports that the second report is of the first one's speaker:
// by a pronoun, or by the same chain or name.
func (f *finder) sameSpeaker(a, b *Attribution) bool {
	u := f.trees[b.Source.Head.Sentence]
	switch u.lower(b.Source.Head.Token) {
	case "he", "she", "it", "they":
		if a.Source.Mention < 0 || b.Source.Mention < 0 {
			return true
		}
	}
	if a.Source.Mention >= 0 && b.Source.Mention >= 0 {
		x, y := f.doc.Mentions[a.Source.Mention].Chain, f.doc.Mentions[b.Source.Mention].Chain
		return x >= 0 && x == y
	}
	return false
}
