package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// knownRoles adds to the persons of the document the offices that the
// gazetteer says they held on the day of publication, so that "the Russian
// president" finds Putin where no sentence calls him that. Such an office
// serves only to find antecedents: it is not said in the text, so it does
// not become a role of the chain. Genders of known persons are taken too.
func (r *resolver) knownRoles() {
	day := r.doc.Article.Published
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormName || it.Kind != text.KindPerson || len(it.words) == 0 || r.bare(it) {
			continue
		}
		c := r.cluster(i)
		for _, e := range gazetteer.Lookup(key(it.words)) {
			if e.Type != gazetteer.TypeLeader {
				continue
			}
			if c.gender == 0 && it.title == "" {
				switch e.Gender {
				case "m":
					c.gender = male
				case "f":
					c.gender = female
				}
			}
			if day == "" || e.From != "" && e.From > day || e.To != "" && e.To < day || e.Role == "" {
				continue
			}
			ws := strings.Fields(strings.ToLower(e.Role))
			n := roleName{lemma: ws[len(ws)-1], mods: append(ws[:len(ws)-1:len(ws)-1], strings.ToLower(e.Of)), known: true}
			c.roles = append(c.roles, n)
		}
	}
}

// ranks are the words that make another office of a role noun: a prime
// minister is not "the minister", nor a vice president "the president".
var ranks = words(`prime first vice deputy assistant under shadow junior associate former ex late attorney`)

// sameOffice reports whether noun phrase b may mean the holder of office a.
func sameOffice(a, b roleName) bool {
	a, b = wholeOffice(a), wholeOffice(b)
	return sameRole(a.lemma, b.lemma) && sameRank(a, b)
}

// sameRank reports whether the words of rank before two role nouns agree.
// "Former" before the second only is no contradiction: nobody needs to have
// said before that the office was given up.
func sameRank(a, b roleName) bool {
	a, b = wholeOffice(a), wholeOffice(b)
	for _, m := range a.mods {
		if ranks[m] && !slices.Contains(b.mods, m) {
			return false
		}
	}
	for _, m := range b.mods {
		if ranks[m] && m != "former" && m != "late" && !slices.Contains(a.mods, m) {
			return false
		}
	}
	return true
}

// wholeOffice spells out the offices that one word or a hyphen shortens.
func wholeOffice(n roleName) roleName {
	rank, head := "", ""
	switch n.lemma {
	case "premier":
		rank, head = "prime", "minister"
	default:
		before, after, ok := strings.Cut(n.lemma, "-")
		if !ok || !ranks[before] {
			return n
		}
		rank, head = before, after
	}
	return roleName{lemma: head, mods: append(slices.Clone(n.mods), rank), phrase: n.phrase, known: n.known}
}

// speakerCountry is the state that the speaker of the quotation around it
// serves, by his office, or "" if that is unknown or it stands in none.
func (r *resolver) speakerCountry(it *item) string {
	if it.quote < 0 || r.quotes[it.quote].speaker < 0 {
		return ""
	}
	for _, n := range r.cluster(r.quotes[it.quote].speaker).roles {
		if c := countryOfRole(n); c != "" {
			return c
		}
	}
	return ""
}

// countryOfRole is the state of an office: that of "Russian", of "Kremlin".
func countryOfRole(n roleName) string {
	for _, m := range n.mods {
		if c := countryOf(m); c != "" {
			return c
		}
	}
	return countryOf(strings.Join(n.mods, " "))
}

// stateSide links "the Russian side" to the state that the text names
// before it within a dozen sentences, else to its own adjective.
func (r *resolver) stateSide(i int) int {
	it := &r.items[i]
	if it.lemma != "side" || it.number == plural || len(it.mods) != 1 {
		return -1
	}
	code := countryOf(it.mods[0])
	if code == "" {
		return -1
	}
	for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= 12; k-- {
		o := &r.items[k]
		if o.Form != text.FormName || o.Kind != text.KindState && o.Kind != text.KindPlace {
			continue
		}
		if e, ok := gazetteer.LookupType(key(o.words), gazetteer.TypeState); ok && e.Country == code {
			return k
		}
	}
	for k := r.spans[it.Sentence]; k < len(r.items) && r.items[k].Sentence == it.Sentence; k++ {
		if o := &r.items[k]; k != i && o.Form == text.FormName && o.Kind == text.KindState && r.nested(i, k) {
			return k // nothing else names it
		}
	}
	return -1
}
