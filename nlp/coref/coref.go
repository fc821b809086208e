package coref

import (
	"github.com/dramatis-kg/dramatis/text"
)

// Options of a resolver.
type Options struct {
	// Lexicon knows first names and role nouns. Default: the gazetteer.
	Lexicon Lexicon
	// Threshold is the least probability, 0 to 1, that a pronoun's antecedent
	// must have; below it the pronoun stays unresolved. Negative: resolve
	// all. Default: 0.4.
	Threshold float64
	// Unranked takes the candidate that Hobbs's order puts first instead of
	// the one that the ranker likes best: to learn what the ranker is worth.
	Unranked bool
	// Unbound lets a pronoun mean what binding theory forbids, for the same
	// purpose.
	Unbound bool
}

// Resolve adds nominal and pronoun mentions to d and joins all mentions into
// chains. Names must be there as mentions of form name, in text order; other
// mentions that are there are kept. A conjunction that "they" refers to is a
// mention of its own, headed by its "and". The order of the result is that of
// text.Document.
func Resolve(d *text.Document) { ResolveWith(d, Options{}) }

// ResolveWith does the same with options.
func ResolveWith(d *text.Document, o Options) {
	if d == nil || d.Article == nil {
		return
	}
	r := newResolver(d, o)
	r.prepare()
	r.pronouns(r.choose)
	r.emit()
}

// resolver works on one document.
type resolver struct {
	doc      *text.Document
	lex      Lexicon
	items    []item
	spans    []int // first item of each sentence; one more at the end
	quotes   []quotation
	of       []int // cluster of each item
	clusters []cluster
	links    []text.Link      // between items
	shared   map[string]bool  // surnames that several persons have
	reports  map[int][]report // of the sentences that were asked for

	at map[text.TokenRef]int // items by head and top; made when the items are all there

	threshold float64
	unranked  bool
	unbound   bool
}

func newResolver(d *text.Document, o Options) *resolver {
	r := &resolver{doc: d, reports: make(map[int][]report), lex: o.Lexicon, threshold: o.Threshold, unranked: o.Unranked, unbound: o.Unbound}
	if r.threshold == 0 {
		r.threshold = .4
	}
	if r.lex == nil {
		r.lex = known{}
	}
	return r
}

// prepare runs everything before the pronouns.
func (r *resolver) prepare() {
	r.findQuotes()
	r.collect()
	r.index()
	r.newClusters()
	r.findShared()
	r.knownRoles()
	r.findSpeakers()
	r.joinNames()
	r.callNames()
	r.joinStructures()
	r.joinShared()
	r.joinRoles()
	r.joinTwosomes()
	r.joinHeads()
	r.joinSpeakers()
}

// index notes where the items of each sentence begin.
func (r *resolver) index() {
	r.spans = make([]int, len(r.doc.Sentences)+1)
	k := 0
	for s := range r.doc.Sentences {
		r.spans[s] = k
		for k < len(r.items) && r.items[k].Sentence == s {
			k++
		}
	}
	r.spans[len(r.doc.Sentences)] = k
}
