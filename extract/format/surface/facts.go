package surface

import "github.com/dramatis-kg/dramatis/text"

// Fact is what a tuple says of one object, or a clause without any.
type Fact struct {
	Triple               // Object is "" for a clause that has none: "Dams", "collapse"
	Sentence   int       // index into Document.Sentences
	Span       text.Span // the predicate, bytes of Article.Text
	Rule       string    // name of the rule that found it
	Confidence float64   // of the tuple
}

// Facts lists the facts of the document, each of a sentence once, of at
// least the confidence min, by their predicates' order.
func Facts(d *text.Document, min float64) []Fact {
	var out []Fact
	for si := range d.Sentences {
		r := read(d, si, false)
		seen := map[Triple]bool{}
		add := func(f Fact) {
			if f.Confidence >= min && !seen[f.Triple] {
				seen[f.Triple] = true
				out = append(out, f)
			}
		}
		k := 0
		for i := range r.out {
			t := &r.out[i]
			for ; k < len(r.alone) && r.alone[k].Span.Start < t.Span.Start; k++ {
				add(r.alone[k])
			}
			for _, f := range t.Facts {
				add(Fact{f, si, t.Span, t.Rule, t.Confidence})
			}
		}
		for ; k < len(r.alone); k++ {
			add(r.alone[k])
		}
	}
	return out
}
