package extract

// lightVerb reads "held talks with", "gave support to": the relation is that
// of the noun, the object the noun's other participant.
func (x *extractor) lightVerb(c *clause, base string, objects []int, adj []adjunct) (form string, targets []int, rest []adjunct, ok bool) {
	t := c.t
	noun := objects[0]
	lemma := t.lemma(noun)
	if form, targets, rest, ok = x.phrasal(c, base+"_"+lemma, noun, adj); ok {
		return form, targets, rest, true
	}
	ev, isEvent := x.lex.events[lemma]
	if !isEvent || ev.relation == "" || !x.lex.light[base+"_"+lemma] {
		return "", nil, adj, false
	}
	accept := func(p string) bool {
		for _, w := range ev.targets {
			if p == w {
				return true
			}
		}
		return false
	}
	if t.between(noun) {
		return "", nil, adj, false // "hosted talks between A and B": they talk, not the host
	}
	for _, k := range t.children(noun, "nmod") {
		if accept(t.prep(k)) {
			targets = append(targets, x.participants(t, k)...)
		} else if t.inTime[k] < 0 && t.rel(k) == "nmod" && t.prep(k) != "" {
			rest = append(rest, adjunct{k, t.prep(k)})
		}
	}
	for _, a := range adj {
		if len(targets) == 0 && accept(a.prep) {
			targets = append(targets, x.participants(t, a.tok)...)
		} else {
			rest = append(rest, a)
		}
	}
	return ev.relation, targets, rest, true
}

// between reports that a noun of happening names all its participants itself.
func (t *tree) between(noun int) bool {
	for _, k := range t.children(noun, "nmod") {
		if p := t.prep(k); p == "between" || p == "among" {
			return true
		}
	}
	return false
}

// phrasal reads fixed phrases of the vocabulary: "take part in".
func (x *extractor) phrasal(c *clause, phrase string, noun int, adj []adjunct) (string, []int, []adjunct, bool) {
	t := c.t
	var rest []adjunct
	all := append([]adjunct(nil), adj...)
	for _, k := range t.children(noun, "nmod") {
		if t.inTime[k] < 0 && t.prep(k) != "" {
			for _, y := range t.conjuncts(k) {
				all = append(all, adjunct{y, t.prep(k)})
			}
		}
	}
	for k, a := range all {
		if r, ok := x.normalize(phrase + "_" + a.prep); ok {
			targets := []int{a.tok}
			for j, b := range all {
				switch {
				case j == k:
				case b.prep == a.prep && t.head(b.tok) == a.tok:
					targets = append(targets, b.tok)
				default:
					rest = append(rest, b)
				}
			}
			return string(r), targets, rest, true
		}
	}
	if r, ok := x.normalize(phrase); ok {
		return string(r), nil, adj, true
	}
	return "", nil, adj, false
}
