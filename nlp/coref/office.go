package coref

import (
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
		if it.Form != text.FormName || it.Kind != text.KindPerson || len(it.words) == 0 {
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
// before it within a dozen sentences.
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
	return -1
}
