package speech

// speaker finds the token that heads the source of a verb: its subject, the
// agent of a passive, or the subject that it shares with the verb above it.
// It returns -1 for a hidden one; via is the relative pronoun that stands
// for the source, or -1.
func (t *tree) speaker(v, depth int) (head, via int) {
	if depth > 8 {
		return -1, -1
	}
	if t.child(v, "nsubj:pass") >= 0 || t.child(v, "aux:pass") >= 0 {
		return t.agent(v), -1
	}
	if s := t.child(v, "nsubj"); s >= 0 {
		return t.antecedent(v, s)
	}
	gov := t.tok(v).Head
	if gov < 0 {
		return -1, -1
	}
	switch {
	case t.is(v, "conj"):
		if t.toldToo(v, gov) {
			return t.agent(v), -1
		}
		if t.is(gov, "acl:relcl") || t.tok(gov).UPOS == "VERB" || t.tok(gov).UPOS == "AUX" || t.child(gov, "nsubj", "cop") >= 0 {
			return t.subjectOf(gov, depth+1)
		}
	case t.is(v, "xcomp"):
		if o := t.child(gov, "obj", "iobj"); o >= 0 && o < v && t.lemma(gov) != "promise" {
			return o, -1
		}
		return t.subjectOf(gov, depth+1)
	case t.is(v, "advcl"):
		switch t.lemma(gov) {
		case "quote", "cite", "paraphrase", "describe":
			if t.anyChildLower(v, "as") {
				if s := t.child(gov, "obj", "nsubj:pass"); s >= 0 {
					return s, -1
				}
			}
		}
		if t.finite(v) && t.child(v, "mark") >= 0 {
			return -1, -1
		}
		if x := t.tok(v).XPOS; x == "VBN" || x == "VBD" {
			return t.agent(v), -1 // "Asked about it, Rossi said …"
		}
		return t.subjectOf(gov, depth+1)
	case t.is(v, "parataxis"):
		// "Two people, briefed on the plan, said …", misread.
		if t.finite(v) && t.tok(gov).UPOS == "VERB" && t.afterComma(v) && v > gov {
			return t.subjectOf(gov, depth+1)
		}
	case t.is(v, "acl:relcl"):
		return -1, -1
	case t.is(v, "acl"):
		if t.tok(v).XPOS == "VBN" || t.tok(v).XPOS == "VBD" {
			return t.agent(v), -1
		}
		if t.tok(v).XPOS == "VBG" {
			return gov, -1
		}
	}
	return -1, -1
}

// toldToo reports a verb of telling that shares the passive of the verb before
// it and has words but nobody who is told them: "was hauled in and told that …".
func (t *tree) toldToo(v, gov int) bool {
	return t.tok(v).XPOS == "VBN" && addressing[t.lemma(v)] && t.child(gov, "aux:pass") >= 0 && t.tok(gov).XPOS == "VBN" &&
		t.child(v, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "iobj") < 0
}

// bareSubject finds the noun right before a tensed active verb that the tree
// gave no subject, -1 if there is none.
func (t *tree) bareSubject(v int) int {
	if x := t.tok(v).XPOS; x != "VBD" && x != "VBZ" && x != "VBP" || t.child(v, "aux:pass", "nsubj:pass", "expl", "nsubj") >= 0 || t.is(v, "conj") {
		return -1
	}
	i := v - 1
	for i >= 0 && (t.tok(i).UPOS == "ADV" || t.tok(i).UPOS == "AUX") {
		i--
	}
	if i < 0 {
		return -1
	}
	switch t.tok(i).UPOS {
	case "NOUN", "PROPN", "PRON", "NUM":
	case "ADJ", "DET":
		if i > 0 && t.tok(i-1).UPOS != "PUNCT" && t.tok(i-1).UPOS != "SCONJ" && t.tok(i-1).UPOS != "CCONJ" {
			return -1
		}
	default:
		return -1
	}
	if t.tok(i).UPOS == "PRON" && (t.lower(i) == "that" || t.lower(i) == "which" || t.lower(i) == "what") {
		return -1
	}
	// Climb to the head of the noun phrase that ends here, over "of the
	// ministry" and the like.
	for h := t.tok(i).Head; h >= 0 && h < v && t.is(i, "compound", "flat", "nmod", "appos", "amod", "det", "nummod"); h = t.tok(i).Head {
		i = h
	}
	return i
}

// subjectOf finds who a verb is about, active or passive, through the verbs
// above it if need be.
func (t *tree) subjectOf(v, depth int) (head, via int) {
	if s := t.child(v, "nsubj"); s >= 0 {
		return t.antecedent(v, s)
	}
	return t.speaker(v, depth)
}

// antecedent replaces a relative pronoun by the noun that its clause
// modifies.
func (t *tree) antecedent(v, s int) (head, via int) {
	switch t.lower(s) {
	case "who", "which", "that", "whom":
		if t.is(v, "acl:relcl") && t.tok(v).Head >= 0 {
			return t.tok(v).Head, s
		}
	case "it", "there":
		if t.is(s, "expl") {
			return -1, -1
		}
	}
	return s, -1
}

// agent finds the "by" phrase of a passive, -1 if none.
func (t *tree) agent(v int) int {
	for _, k := range t.kids[v] {
		if t.is(k, "obl:agent") || t.is(k, "obl") && t.childLower(k, "case", "by") >= 0 {
			if u := t.tok(k).UPOS; u != "NUM" {
				return k
			}
		}
	}
	return -1
}
