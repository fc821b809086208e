package extract

import (
	"slices"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// sequence is an order of two words that name what happens, by the bytes at
// which they begin: the first came before the second.
type sequence struct{ first, second int }

// sequences reads from the sentences what came before what: clauses and
// nouns of happening under "before", "after", "following", "prior to" and "as
// soon as", and sentences that go on with "then" or "later". They order what
// has no date, or the same one.
func (x *extractor) sequences() []sequence {
	var out []sequence
	var last *clause // the main clause of the sentence before
	for _, t := range x.trees {
		var main *clause
		for _, c := range t.clauses {
			if c.parent == nil && c.first == nil && main == nil {
				main = c
			}
			at := t.tok(c.pred).Start
			if c.link == linkAdverbial || c.link == linkFree {
				if g := c.parent; g != nil {
					out = append(out, ordered(c.mark, t.tok(g.pred).Start, at)...)
				}
			}
			for _, k := range append(t.children(c.pred, "obl"), t.children(c.pred, "obl:unmarked")...) {
				if ev, ok := x.lex.events[t.lemma(k)]; ok {
					other := t.tok(k).Start
					if h, found := x.recall(t, ev.relation, c.pred); found && t.definite(k) && ev.relation != "" {
						other = h.pos
					}
					out = append(out, ordered(t.prep(k), at, other)...)
				}
			}
			if c == main && last != nil && t.s.Paragraph >= last.t.s.Paragraph && t.childLemma(c.pred, "advmod", "then", "later", "afterwards", "afterward", "subsequently", "thereafter") {
				out = append(out, sequence{last.t.tok(last.pred).Start, at})
			}
		}
		if main != nil && !t.s.Heading {
			last = main
		}
	}
	return out
}

// ordered is what a preposition or subordinator says of the order of what
// governs it and what it governs.
func ordered(mark string, governor, governed int) []sequence {
	switch mark {
	case "before", "prior_to", "ahead_of", "until", "till":
		return []sequence{{governor, governed}}
	case "after", "following", "once", "as_soon_as", "since":
		return []sequence{{governed, governor}}
	}
	return nil
}

// order notes on each statement those of the document that come after it.
// Only what happens or is planned has a place in time.
func (x *extractor) order(ss []schema.Statement) {
	at := map[int][]int{}
	for i := range ss {
		if m := ss[i].Modality; m == schema.Asserted || m == schema.Planned {
			for b := range verbBytes(ss[i].VerbSpan) {
				at[b] = append(at[b], i)
			}
		}
	}
	for _, q := range x.sequences() {
		for _, i := range at[q.first] {
			for _, j := range at[q.second] {
				if id := ss[j].ID; i != j && id != ss[i].ID && !slices.Contains(ss[i].Before, id) && !slices.Contains(ss[j].Before, ss[i].ID) {
					ss[i].Before = append(ss[i].Before, id)
				}
			}
		}
	}
	for i := range ss {
		slices.Sort(ss[i].Before)
	}
}

// verbBytes yields the bytes of a verb's span.
func verbBytes(sp text.Span) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for b := sp.Start; b < sp.End; b++ {
			if !yield(b) {
				return
			}
		}
	}
}
