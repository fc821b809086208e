package extract

import (
	"sort"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// extractor holds what is known of one document while it is read.
type extractor struct {
	d         *text.Document
	mended    []bool // by sentence: whether words were hung elsewhere than the parser hung them
	opts      Options
	lex       *lexicon
	trees     []*tree
	alias     map[int]int         // nameless chain of a title → mention of the name beside it
	places    map[int]string      // chain of "the island" → name of "the island of Lindo"
	called    map[int]schema.Term // nameless chain → the name right behind one of its nouns
	voices    *voices
	quoted    []text.Span                 // what stands in quotation marks and is speech
	nameless  map[text.TokenRef]text.Span // heads of anonymous sources and their words
	questions []text.Span                 // stretches that end in a question mark
	events    []happening                 // dated happenings so far, for "at the meeting"
	out       []schema.Statement
}

// Statements reads the document. The statements are in text order; every one
// is complete but for the identity of its actors. A document that breaks the
// contract of package text (heads out of range, cycles) yields fewer
// statements, never a panic. Sentences of more than 1000 tokens are passed over.
// O(tokens) but for coordination, which Options.MaxArguments bounds, and for the
// square of the length of a sentence.
func Statements(d *text.Document, opts Options) []schema.Statement {
	x := newExtractor(d, opts)
	if x == nil {
		return nil
	}
	x.findNameless()
	x.quoted = speech.Quotations(x.d)
	x.findQuestions()
	for _, t := range x.trees {
		if t.s.Heading && !x.opts.Headings || len(t.s.Tokens) > maxTokens {
			continue
		}
		x.roles(t)
		for _, c := range t.clauses {
			x.clause(c)
		}
		x.nominals(t)
		x.spoken(t)
	}
	return x.finish()
}

// newExtractor reads trees, clauses and voices; nil without a lexicon.
func newExtractor(d *text.Document, opts Options) *extractor {
	x := &extractor{opts: opts.withDefaults(), lex: loadLexicon()}
	x.d, x.mended = repaired(d)
	if len(x.lex.frames) == 0 {
		return nil
	}
	x.plant()
	x.voices = newVoices(speech.Find(x.d))
	x.pruneVoices()
	return x
}

// plant builds the trees and cuts them into clauses.
func (x *extractor) plant() {
	for si := range x.d.Sentences {
		x.trees = append(x.trees, newTree(x.d, si))
	}
	for mi := range x.d.Mentions {
		if s := x.d.Mentions[mi].Sentence; s >= 0 && s < len(x.trees) {
			x.trees[s].addMention(mi)
		}
	}
	for ti := range x.d.Times {
		if s := x.d.Times[ti].Sentence; s >= 0 && s < len(x.trees) {
			x.trees[s].addTime(ti)
		}
	}
	for _, t := range x.trees {
		t.lendMentions()
		clausesOf(t)
	}
	x.alias, x.places = map[int]int{}, map[int]string{}
	for _, t := range x.trees {
		for i := range t.s.Tokens {
			if k := t.placeNamed(i); k >= 0 && t.chainOf(i) >= 0 && x.places[t.chainOf(i)] == "" {
				a, b := t.phrase(k)
				x.places[t.chainOf(i)] = t.slice(t.cover(a, b))
			}
			if k := t.namedBy(i); k >= 0 && t.chainOf(i) >= 0 {
				if _, has := x.alias[t.chainOf(i)]; !has {
					x.alias[t.chainOf(i)] = t.mention[k]
				}
			}
		}
	}
	x.calledNames()
}

// clause writes what one clause says.
func (x *extractor) clause(c *clause) {
	if c.kind == copular {
		x.copula(c)
		return
	}
	x.verb(c)
}

// findQuestions marks, for every question mark, the words back to the
// quotation mark or the sentence boundary before it.
func (x *extractor) findQuestions() {
	for _, t := range x.trees {
		start := 0
		for i := range t.s.Tokens {
			switch w := t.tok(i).Text; w {
			case "?":
				if start < i {
					x.questions = append(x.questions, t.cover(start, i))
				}
				start = i + 1
			case ".", "!", ";", "“", "”", "\"", "``", "''", "”,", "‘":
				start = i + 1
			}
		}
	}
}

// finish orders, numbers and names the statements and drops repetitions.
func (x *extractor) finish() []schema.Statement {
	sort.SliceStable(x.out, func(i, j int) bool {
		a, b := &x.out[i], &x.out[j]
		if a.VerbSpan.Start != b.VerbSpan.Start {
			return a.VerbSpan.Start < b.VerbSpan.Start
		}
		if a.Subject.Span.Start != b.Subject.Span.Start {
			return a.Subject.Span.Start < b.Subject.Span.Start
		}
		return a.Object.Span.Start < b.Object.Span.Start
	})
	type key struct {
		rel        schema.Relation
		verb, s, o text.Span
		st, ot     string
		m          schema.Modality
	}
	type twin struct {
		rel        schema.Relation
		sent, s, o text.Span
		m          schema.Modality
		date       string
	}
	seen, twins := map[key]bool{}, map[twin]bool{}
	kept := x.out[:0]
	for _, s := range x.out {
		s.Doc = x.d.Article.ID
		k := key{s.Relation, s.VerbSpan, s.Subject.Span, s.Object.Span, s.Subject.Text, s.Object.Text, s.Modality}
		// "mocked and ridiculed him" is one fact when both verbs are one
		// relation.
		w := twin{s.Relation, s.Sentence, s.Subject.Span, s.Object.Span, s.Modality, s.Date.EDTF()}
		if seen[k] || twins[w] && !s.Object.IsZero() || s.Confidence < x.opts.MinConfidence {
			continue
		}
		seen[k], twins[w] = true, true
		s.Order = len(kept)
		s.ID = schema.MakeStatementID(&s)
		kept = append(kept, s)
	}
	x.order(kept)
	return kept
}
