package surface

// apposition emits "X, Y" as X is Y.
func (r *reader) apposition(i int) {
	h := r.head(i)
	if r.rel(i) != "appos" || h < 0 || h >= len(r.kids) || r.upos(i) == "NUM" || r.upos(i) == "SYM" {
		return
	}
	if !r.loose(i) {
		if r.upos(h) == "NOUN" && r.upos(i) == "PROPN" {
			role := r.collect(h, func(k int) bool { return k == i || r.beside(h, k, false) })
			r.is(i, "title", r.phrase(i, false), r.words(r.trim(role)))
		}
		return
	}
	subject, object := r.antecedent(h), r.phrase(i, false)
	if r.upos(h) == "NOUN" && r.upos(i) == "PROPN" {
		// "Brazil's finance minister, Paula Nunes": the name is what the fact
		// is about.
		r.emit(i, "apposition", "is", []string{subject, object}, Triple{object, "is", subject})
		return
	}
	r.is(i, "apposition", subject, object)
}

// is emits what a noun says of another without a verb.
func (r *reader) is(i int, rule, subject, object string) {
	r.emit(i, rule, "is", []string{subject, object}, Triple{subject, "is", object})
}

// possession emits "X's Y" as X has Y.
func (r *reader) possession(i int) {
	h := r.head(i)
	if r.rel(i) != "nmod:poss" || h < 0 || h >= len(r.kids) || r.upos(i) == "PRON" {
		return
	}
	toks := r.collect(h, func(k int) bool { return k == i || r.beside(h, k, false) })
	owner := r.collect(i, func(k int) bool { return r.head(k) == i && r.rel(k) == "case" })
	r.has(i, "possessive", r.words(r.trim(owner)), r.words(r.trim(toks)))
}

// has emits who or what has something. It is no fact of its own: what is
// owned is told by the clause that it stands in.
func (r *reader) has(i int, rule, owner, thing string) {
	r.emit(i, rule, "has", []string{owner, thing})
}

// title emits "President Bush" as Bush is President.
func (r *reader) title(i int) {
	if r.upos(i) != "PROPN" || r.rel(i) == "flat" || r.rel(i) == "compound" {
		return
	}
	var before []int
	for _, k := range r.kids[i] {
		if k < i && (r.rel(k) == "compound" && r.upos(k) == "NOUN" || r.rel(k) == "nmod:desc") {
			before = append(before, r.collect(k, nil)...)
		}
	}
	before = r.trim(before)
	name := r.collect(i, func(k int) bool { return r.base(k) != "flat" && !(r.base(k) == "compound" && r.upos(k) == "PROPN") })
	if len(before) == 0 || before[len(before)-1] > name[0] {
		return
	}
	r.is(i, "title", r.words(name), r.words(before))
}

// example emits "networks such as A and B" as A is networks.
func (r *reader) example(i int) {
	h := r.head(i)
	if r.rel(i) != "nmod" || h < 0 || h >= len(r.kids) {
		return
	}
	if p := r.prep(i); p != "such as" && p != "including" {
		return
	}
	class := r.words(r.trim(r.collect(h, func(k int) bool { return k == i || r.beside(h, k, false) })))
	for _, x := range r.nominals(i) {
		r.is(i, "example", x, class)
	}
}

// owned emits "the population of the city" as the city has population.
func (r *reader) owned(i int) {
	h := r.head(i)
	if r.rel(i) != "nmod" || h < 0 || h >= len(r.kids) || i < h || r.prep(i) != "of" || r.upos(h) != "NOUN" {
		return
	}
	if d := r.child(h, "det"); d < 0 || r.lower(d) != "the" || r.upos(i) == "PRON" || r.upos(i) == "NUM" {
		return
	}
	if r.child(h, "nummod") >= 0 || r.child(h, "amod") >= 0 || r.upos(i) != "PROPN" && r.child(i, "det", "nmod:poss") < 0 {
		return
	}
	thing := r.collect(h, func(k int) bool {
		return r.head(k) == h && r.base(k) != "amod" && r.base(k) != "compound" || r.beside(h, k, false)
	})
	for _, x := range r.nominals(i) {
		r.has(i, "owned", x, r.words(r.trim(thing)))
	}
}
