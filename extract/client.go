package extract

// clientOf is whom a lawyer speaks for as "his client" or "her client" in the
// sentence that says whose lawyer he is: "A lawyer for Holm said his client was
// innocent"; -1 where the sentence does not say it.
func (t *tree) clientOf(i int) int {
	p := t.child(i, "nmod:poss")
	if t.lemma(i) != "client" || t.xpos(i) != "NN" || p < 0 || t.upos(p) != "PRON" {
		return -1
	}
	for n := range i {
		if !loadLexicon().is("lawyer", t.lemma(n)) || t.base(n) != "nsubj" || t.xpos(n) != "NN" {
			continue
		}
		for _, k := range t.kids[n] {
			if t.mention[k] < 0 || t.upos(k) == "PRON" || !t.actorLike(k) || len(t.conjuncts(k)) != 1 {
				continue
			}
			if t.rel(k) == "nmod:poss" || t.base(k) == "nmod" && (t.prep(k) == "for" || t.prep(k) == "of") {
				return k
			}
		}
	}
	return -1
}
