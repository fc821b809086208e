package surface

// Fact is a [Triple] with the tuple it is part of.
type Fact struct {
	Triple
	Tuple *Tuple
}

// Facts lists what the tuples of at least the confidence min say, each fact
// of a sentence once, in their order.
func Facts(tuples []Tuple, min float64) []Fact {
	type key struct {
		sentence int
		Triple
	}
	seen := map[key]bool{}
	var out []Fact
	for i := range tuples {
		t := &tuples[i]
		if t.Confidence < min {
			continue
		}
		for _, f := range t.Facts {
			if k := (key{t.Sentence, f}); !seen[k] {
				seen[k] = true
				out = append(out, Fact{f, t})
			}
		}
	}
	return out
}
