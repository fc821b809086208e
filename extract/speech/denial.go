package speech

// rejects are verbs that deny a claim which is their object: "dismissed
// reports that …". They are no denials of a clause or a plan.
var rejects = map[string]bool{
	"deny": true, "dismiss": true, "reject": true, "rebut": true, "refute": true, "dispute": true, "discredit": true, "disavow": true,
	"repudiate": true, "contest": true, "contradict": true, "debunk": true, "disprove": true, "quash": true, "rubbish": true, "rebuff": true, "deride": true,
	"rule out": true, "brush off": true, "brush aside": true, "shrug off": true, "wave away": true, "wave off": true, "laugh off": true,
	"swat away": true, "bat away": true, "bat down": true, "shoot down": true, "knock down": true,
}

// falsities say of a claim that it is not so, as adjectives and as nouns.
var falsities = map[string]bool{
	"false": true, "untrue": true, "baseless": true, "unfounded": true, "groundless": true, "incorrect": true, "wrong": true, "inaccurate": true,
	"fabricated": true, "fake": true, "fictitious": true, "bogus": true, "unsubstantiated": true, "mistaken": true, "erroneous": true,
	"lie": true, "falsehood": true, "fabrication": true, "fiction": true, "nonsense": true, "invention": true, "slander": true, "smear": true,
	"myth": true, "hoax": true, "rubbish": true, "disinformation": true, "misinformation": true, "absurdity": true, "libel": true,
}

// names are verbs that give their object a name or a quality.
var names = map[string]bool{
	"call": true, "label": true, "brand": true, "dub": true, "deem": true, "declare": true, "consider": true, "describe": true, "dismiss": true,
	"denounce": true, "characterize": true, "characterise": true, "condemn": true, "decry": true, "term": true, "regard": true, "find": true,
}

// Falsity reports whether the lemma says of a claim that it is not so:
// "untrue", "fabrication".
func Falsity(lemma string) bool { return falsities[lemma] }

// FalseAdverb reports whether the word says of a claim or a verdict that it is
// wrong: "falsely", "wrongly".
func FalseAdverb(word string) bool { return refuters[word] }

// namedFalse reports a verb that says of its object that it is not so:
// "called reports that she had left false", "described them as baseless".
func (t *tree) namedFalse(v int) bool {
	if !names[t.lemma(v)] {
		return false
	}
	for _, k := range t.kids[v] {
		if k > v && (t.is(k, "xcomp") || t.is(k, "obl", "advcl") && t.anyChildLower(k, "as")) && t.isFalsity(k) {
			return true
		}
	}
	return false
}

// isFalsity reports a predicate that denies what it is said of, itself not
// denied.
func (t *tree) isFalsity(k int) bool {
	if !falsities[t.lemma(k)] || t.childLower(k, "det", "no") >= 0 {
		return false
	}
	for _, n := range t.kids[k] {
		if t.is(n, "advmod") && t.negation(n) {
			return false
		}
	}
	return true
}

// deniedNoun reports that what a noun for a claim stands for is denied by
// the words around it, so that it is not the claim of whoever speaks there:
// "Rossi denied reports that …", "the claim that … was rejected", "rumours
// that … are untrue". A claim with a holder of its own ("Lind's claim that
// …") stays that holder's.
func (t *tree) deniedNoun(lex *lexicon, i int) bool {
	v := t.tok(i).Head
	if v < 0 {
		return false
	}
	if _, conf := t.holder(lex, i); conf >= 0.7 {
		return false
	}
	switch {
	case t.is(i, "obj", "nsubj:pass"):
		return rejects[t.cueLemma(v)] || t.namedFalse(v)
	case t.is(i, "nsubj"):
		return t.child(v, "cop") >= 0 && t.isFalsity(v)
	}
	return false
}

// cueLemma is the lemma of a verb with its particle.
func (t *tree) cueLemma(v int) string {
	if p := t.child(v, "compound:prt"); p >= 0 {
		return t.lemma(v) + " " + t.lower(p)
	}
	return t.lemma(v)
}

// refuters are adverbs by which the article itself says that a claim is not
// so.
var refuters = map[string]bool{
	"falsely": true, "wrongly": true, "incorrectly": true, "mistakenly": true, "erroneously": true, "inaccurately": true, "untruthfully": true,
	"wrongfully": true, "baselessly": true, "spuriously": true,
}

// refuted reports a verb of speech with such an adverb, not inside of the
// words reported: "falsely claimed that …".
func (t *tree) refuted(v int) bool {
	for _, k := range t.kids[v] {
		if t.is(k, "advmod") && refuters[t.lower(k)] {
			return true
		}
	}
	return false
}
