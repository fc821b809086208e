package extract

import (
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// What is said of "they" or "the two leaders" where two or more named together
// are meant is said of each: there is no actor "Holm and Sava".

// parts are the actors whom a pronoun or noun stands for together, as the text named
// them before; nil if it stands for one, or for others than actors.
func (x *extractor) parts(tm schema.Term) []schema.Term {
	if tm.Mention < 0 || tm.Kind != schema.TermActor {
		return nil
	}
	m := &x.d.Mentions[tm.Mention]
	if m.Form == text.FormName || m.Chain < 0 {
		return nil
	}
	var out []schema.Term
	for _, k := range x.d.Chains[m.Chain].Parts {
		p := &x.d.Mentions[k]
		if p.Sentence < 0 || p.Sentence >= len(x.trees) || p.Head < 0 || p.Head >= len(x.trees[p.Sentence].kids) {
			return nil
		}
		one := x.term(x.trees[p.Sentence], p.Head)
		if one.Kind != schema.TermActor || one.Mention >= 0 && x.d.Mentions[one.Mention].Form == text.FormPronoun {
			return nil
		}
		out = append(out, one)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// emitEach writes a fact of several actors called by one pronoun once for
// each, as of a pair where they do something to each other, and reports
// whether it did.
func (x *extractor) emitEach(f fact) bool {
	if each := x.parts(f.subject); each != nil {
		if f.rule == "sv" && f.object.IsZero() {
			form := f.form
			if form == "speak" {
				form = "talk" // "they spoke by telephone"
			}
			if rel, _ := x.normalize(form); x.opts.Vocabulary.Symmetric(rel) {
				f.form, f.rule = form, "reciprocal"
				for i, a := range each {
					for _, b := range each[i+1:] {
						f.subject, f.object = a, b
						x.emit(f)
					}
				}
				return true
			}
		}
		for _, a := range each {
			f.subject = a
			x.emit(f)
		}
		return true
	}
	if each := x.parts(f.object); each != nil {
		for _, a := range each {
			f.object = a
			x.emit(f)
		}
		return true
	}
	var quals []schema.Qualifier
	for i, q := range f.quals {
		each := x.parts(q.Term)
		if each == nil {
			if quals != nil {
				quals = append(quals, q)
			}
			continue
		}
		if quals == nil {
			quals = append(quals, f.quals[:i]...)
		}
		for _, a := range each {
			quals = append(quals, schema.Qualifier{Role: q.Role, Term: a})
		}
	}
	if quals == nil {
		return false
	}
	f.quals = quals
	x.emit(f)
	return true
}
