package coref

import "github.com/dramatis-kg/dramatis/text"

// Examples lists the decisions of the pronoun pass over d with what is right
// by gold, which names the entity of a mention, or "".
// Chains before each decision are those that the right decisions made, so
// that features of chains are as good as they can be. d is left as it is.
func Examples(d *text.Document, o Options, gold func(m text.Mention, conjunction bool) string) []Example {
	r := newResolver(d, o)
	r.prepare()
	var out []Example
	id := func(i int) string { return gold(r.items[i].Mention, r.items[i].group != nil) }
	r.pronouns(func(i int, c []candidate) int {
		want := id(i)
		ex := Example{Choices: [][]string{r.none(i, len(c), nil)}, Right: []bool{false}}
		first := r.leaders(c)
		pick := -1
		for n := range c {
			right := want != "" && id(c[n].item) == want
			if !right && want != "" {
				for _, m := range r.cluster(c[n].item).members {
					if m < i && m != c[n].item && id(m) == want {
						right = r.items[c[n].item].Form == text.FormPronoun
						break
					}
				}
			}
			ex.Choices = append(ex.Choices, r.features(i, c[n], first, nil))
			ex.Right = append(ex.Right, right)
			if right && pick < 0 {
				pick = n
			}
		}
		if pick < 0 {
			ex.Right[0] = true
		}
		out = append(out, ex)
		return pick
	})
	return out
}
