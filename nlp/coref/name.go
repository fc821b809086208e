package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

func lowerWord(w string) string { return strings.TrimSuffix(strings.ToLower(w), ".") }

func key(words []string) string { return strings.Join(words, " ") }

// joinNames links names with names: the same name, a surname to the full
// name, an acronym to what it stands for, a short name of an organisation to
// its long one. It works on distinct names, so its cost is the square of
// their number only within one surname.
func (r *resolver) joinNames() {
	type form struct{ first int } // first item with that name
	seen := map[string]form{}
	var distinct []int
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormName || len(it.words) == 0 || r.bare(it) {
			continue
		}
		k := family(it.Kind) + "\x00" + it.generation + "\x00" + key(it.words)
		if f, ok := seen[k]; ok {
			if it.title == "" || r.items[f.first].gender == 0 || it.gender == 0 || r.items[f.first].gender == it.gender {
				r.join(i, f.first, "exact-name")
				continue
			}
		}
		seen[k] = form{i}
		distinct = append(distinct, i)
	}
	r.joinPersons(distinct)
	r.joinOrganisations(distinct)
	r.joinKinds(distinct)
}

// family keeps names of people apart from names of other things, and places
// and states together, as one recogniser often confuses them.
func family(k text.EntityKind) string {
	switch k {
	case text.KindPerson:
		return "p"
	case text.KindPlace, text.KindState:
		return "l"
	case text.KindOrg, text.KindGroup:
		return "o"
	}
	return string(k)
}

// joinPersons links a surname, a first name or a name with an initial to the
// one full name of the text that fits; where several do, to the latest
// before it that a title or gender does not rule out.
func (r *resolver) joinPersons(distinct []int) {
	full := map[string][]int{} // last and first word of longer names
	for _, i := range distinct {
		it := &r.items[i]
		if it.Kind == text.KindPerson && len(it.words) > 1 {
			last := it.words[len(it.words)-1]
			full[last] = append(full[last], i)
			if it.words[0] != last {
				full[it.words[0]] = append(full[it.words[0]], i)
			}
			if n := len(it.words); n > 2 { // "van der Leyen": the surname with its particles
				k := n - 2
				for k > 0 && nameParticles[it.words[k]] {
					k--
				}
				if k < n-2 {
					full[key(it.words[k+1:])] = append(full[key(it.words[k+1:])], i)
				}
			}
		}
	}
	for _, i := range distinct {
		it := &r.items[i]
		if it.Kind != text.KindPerson || roleNouns[it.words[len(it.words)-1]] && len(it.words) > 1 {
			continue // an office by itself: Home Secretary, Shadow Home Secretary
		}
		candidates := full[it.words[len(it.words)-1]]
		if len(it.words) > 1 {
			candidates = append(append([]int(nil), candidates...), full[key(it.words)]...)
		}
		best := -1
		for _, c := range candidates {
			other := &r.items[c]
			if c == i || r.of[c] == r.of[i] || !agree(r.cluster(i), r.cluster(c)) || !fits(it, other) {
				continue
			}
			if best < 0 || c < i && (best > i || c > best) {
				best = c
			}
		}
		if best < 0 {
			continue
		}
		rule := "surname"
		if len(it.words) > 1 {
			rule = "name-variant"
		} else if it.title != "" {
			rule = "title-surname"
		}
		r.join(i, best, rule)
	}
}

// fits reports whether a shorter name can be the longer one.
func fits(a, b *item) bool {
	x, y := a.words, b.words
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 1 {
		if x[0] == y[len(y)-1] && !doubled(y) || x[0] == surname(y) {
			return true
		}
		return x[0] == y[0] && a.title == "" && (len(y) < 2 || y[1] != "-")
	}
	if turned(x, y) {
		return true
	}
	if x[len(x)-1] != y[len(y)-1] {
		return false
	}
	// The words before the surname must occur in order, initials for names.
	j := 0
	for _, w := range x[:len(x)-1] {
		for j < len(y)-1 && !(y[j] == w || len(w) == 1 && strings.HasPrefix(y[j], w) || len(y[j]) == 1 && strings.HasPrefix(w, y[j]) || nickname(w, y[j])) {
			j++
		}
		if j == len(y)-1 {
			return false
		}
		j++
	}
	return true
}

// nicknames are short forms that do not begin their long form.
var nicknames = map[string]string{"bill": "william", "bob": "robert", "dick": "richard", "jim": "james", "jack": "john", "ted": "edward", "mike": "michael", "liz": "elizabeth", "peggy": "margaret", "tony": "anthony", "vlad": "vladimir"}

func nickname(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return nicknames[a] == b || len(a) >= 3 && strings.HasPrefix(b, a)
}

// joinOrganisations links acronyms and shortened names of everything that is
// no person.
func (r *resolver) joinOrganisations(distinct []int) {
	byFirst := map[string][]int{}
	byInitials := map[string][]int{}
	for _, i := range distinct {
		it := &r.items[i]
		if it.Kind == text.KindPerson || len(it.words) < 2 {
			continue
		}
		byFirst[it.words[0]] = append(byFirst[it.words[0]], i)
		for _, a := range initials(it.words) {
			byInitials[a] = append(byInitials[a], i)
		}
	}
	for _, i := range distinct {
		it := &r.items[i]
		if it.Kind == text.KindPerson || len(it.words) != 1 {
			continue
		}
		w := it.words[0]
		if (orgNouns[w] || r.afterThe(i)) && it.Kind == text.KindOrg && !r.linked(i) {
			if c := r.headed(distinct, i); c >= 0 {
				r.join(i, c, "name-head")
				continue
			}
		}
		tok := r.doc.Sentences[it.Sentence].Tokens[it.Head].Norm
		if bare := strings.ReplaceAll(tok, ".", ""); len(bare) >= 2 && bare == strings.ToUpper(bare) {
			if c := nearest(byInitials[strings.ToLower(bare)], i); c >= 0 && it.Kind != text.KindPlace && it.Kind != text.KindState {
				r.join(i, c, "acronym")
				continue
			}
		}
		if it.Kind != text.KindOrg && it.Kind != text.KindOther {
			continue
		}
		for _, c := range byFirst[w] {
			o := &r.items[c]
			if it.Why == "firm" && o.Kind == it.Kind {
				r.join(i, c, "short-name")
				break
			}
			if o.Kind == it.Kind && len(o.words) <= 4 && !generic[w] && c < i && (orgWord(o.words[len(o.words)-1]) || len(o.words) == 2 && orgWord(o.words[1])) {
				r.join(i, c, "short-name")
				break
			}
		}
	}
	// "General Motors" and "General Motors Corporation"
	for _, i := range distinct {
		it := &r.items[i]
		if it.Kind != text.KindOrg || len(it.words) < 2 {
			continue
		}
		for _, c := range byFirst[it.words[0]] {
			o := &r.items[c]
			if c == i || r.of[c] == r.of[i] || o.Kind != text.KindOrg || len(o.words) <= len(it.words) {
				continue
			}
			if key(o.words[:len(it.words)]) == key(it.words) && orgHead(o.words[len(o.words)-1]) {
				r.join(i, c, "short-name")
				break
			}
		}
	}
}

// headed is the latest organisation before i with the one word of i at the
// end or the beginning of its name: "the Commission", "the Church".
func (r *resolver) headed(distinct []int, i int) int {
	w := r.items[i].words[0]
	best := -1
	for _, c := range distinct {
		if c >= i {
			break
		}
		o := &r.items[c]
		if o.Kind == text.KindOrg && (ends(o.words, w) || len(o.words) > 1 && o.words[0] == w && o.words[1] == "of") {
			best = c
		}
	}
	return best
}

// ends reports a name of several words that w heads at its end: Front heads
// "Liberty Front" and "Liberty Front for All", not "Youth of the Front". The last word before one for a kind
// of organisation will do for a plural: "the Lions" of the Desert Lions Brigade.
func ends(name []string, w string) bool {
	n := slices.IndexFunc(name, func(x string) bool { return x == "of" || x == "for" || x == "in" })
	if n < 0 {
		n = len(name)
	}
	if n < 2 {
		return false
	}
	return name[n-1] == w || n > 2 && name[n-2] == w && strings.HasSuffix(w, "s") && orgHead(name[n-1])
}

// shortName is the latest name before noun phrase i, of no person, that ends in
// its one capitalised word: "the Front" behind "the Liberty Front". The
// recogniser often takes such a word for no name; -1 if there is none.
func (r *resolver) shortName(i int) int {
	it := &r.items[i]
	s := &r.doc.Sentences[it.Sentence]
	tok := &s.Tokens[it.Head]
	if tok.UPOS != "PROPN" || it.person > 0 || it.number == plural || it.End-it.First != 2 || s.Tokens[it.First].Norm != "the" || tok.Text == strings.ToUpper(tok.Text) || tok.Text == strings.ToLower(tok.Text) {
		return -1
	}
	w := lowerWord(tok.Text)
	for k := i - 1; k >= 0; k-- {
		o := &r.items[k]
		if o.Form == text.FormName && o.Kind != text.KindPerson && ends(o.words, w) {
			return k
		}
	}
	return -1
}

// afterThe reports the definite article before name i.
func (r *resolver) afterThe(i int) bool {
	it := &r.items[i]
	t := r.doc.Sentences[it.Sentence].Tokens
	return strings.EqualFold(t[it.First].Norm, "the") || it.First > 0 && strings.EqualFold(t[it.First-1].Norm, "the")
}

// generic first words of names do not stand for the whole.
var generic = words(`national international federal united general american british french german russian chinese european new first
royal central world north south east west northern southern eastern western public social people democratic republican supreme
white red blue black great university bank city state house ministry department office`)

func orgWord(w string) bool {
	return orgNouns[w] || suffixes[w] || corporate[w]
}

// orgHead also takes the heads of names that are no short names' end: Apple is
// not Apple Corps, but the Desert Lions are their brigade.
func orgHead(w string) bool { return orgWord(w) || gazetteer.OrganisationHead(w) }

var corporate = words(`company companies co corp corporation inc incorporated ltd limited group holdings motors motor industries computer systems
technologies airlines airways party international news times post agency press association institute foundation`)

// initials are the acronyms that a name may have: of all words, and of the
// words that are not little.
func initials(ws []string) []string {
	var all, big strings.Builder
	for _, w := range ws {
		if w == "" || w[0] >= 0x80 {
			continue
		}
		all.WriteByte(w[0])
		switch w {
		case "of", "the", "and", "for", "in", "on", "to", "&", "de":
			continue
		}
		big.WriteByte(w[0])
	}
	out := []string{big.String()}
	if all.String() != big.String() {
		out = append(out, all.String())
	}
	return out
}

// nearest is the latest candidate before i, else the first after it, else -1.
func nearest(candidates []int, i int) int {
	best := -1
	for _, c := range candidates {
		if c < i {
			best = c
		} else if best < 0 {
			return c
		}
	}
	return best
}

// joinKinds links the same name where the recogniser gave it two kinds, one
// of them unknown or other.
func (r *resolver) joinKinds(distinct []int) {
	byKey := map[string]int{}
	for _, i := range distinct {
		it := &r.items[i]
		k := key(it.words)
		if f, ok := byKey[k]; ok {
			o := &r.items[f]
			weak := it.Kind == text.KindUnknown || o.Kind == text.KindUnknown || it.Kind == text.KindOther || o.Kind == text.KindOther
			if weak && agree(r.cluster(i), r.cluster(f)) {
				r.join(i, f, "exact-name")
			}
			continue
		}
		byKey[k] = i
	}
}
