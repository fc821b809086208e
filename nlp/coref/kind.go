package coref

import "github.com/dramatis-kg/dramatis/text"

// kindOf finds what "the company", "the country" or "the man" means: the
// latest name of that kind within three sentences, subjects before others in
// its sentence.
func (r *resolver) kindOf(i int) int {
	it := &r.items[i]
	if it.number == plural || len(it.mods) > 1 {
		return -1
	}
	if toks := r.doc.Sentences[it.Sentence].Tokens; it.Head+1 < len(toks) && toks[it.Head+1].UPOS == "PROPN" {
		return -1 // "the company Acme" names itself
	}
	man := it.lemma == "man" || it.lemma == "woman" || it.lemma == "boy" || it.lemma == "girl"
	wants := it.Kind
	switch {
	case man:
	case wants == text.KindState && (it.lemma == "country" || it.lemma == "nation" || it.lemma == "republic"):
	case wants == text.KindOrg && kindNouns[it.lemma]:
	default:
		return -1
	}
	best, score := -1, -1<<30
	for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= 3; k-- {
		o := &r.items[k]
		if o.Form == text.FormPronoun || o.group != nil || o.skip || r.nested(i, k) || r.named(k, i) || r.boundNoun(i, k) {
			continue
		}
		c := r.cluster(k)
		if man {
			if c.person <= 0 || c.number == plural || it.gender != 0 && c.gender != it.gender || o.Form == text.FormNominal && !o.indef && len(c.full) == 0 {
				continue
			}
		} else {
			if rel := r.doc.Sentences[o.Sentence].Tokens[o.top].Deprel; rel == "amod" || rel == "compound" || rel == "nmod:desc" {
				continue // the adjective in "Korean Air"
			}
			if o.Form != text.FormName || o.Kind != wants && !(wants == text.KindState && o.Kind == text.KindPlace) {
				continue
			}
			if wants == text.KindOrg && !orgIs(it.lemma, o.words) {
				continue
			}
		}
		if !subset(it.mods, r.modifiers(k)) {
			continue
		}
		if wants == text.KindState && o.role != roleSubject && len(c.members) < 2 {
			continue // one of a list of countries is not the country
		}
		v := -4 * (it.Sentence - o.Sentence)
		if o.role == roleSubject {
			v += 3
		}
		if o.role == roleModifier || o.role == rolePossessor {
			v -= 2
		}
		v += min(len(c.members), 4)
		if v > score {
			best, score = k, v
		}
	}
	return best
}

// kindNouns stand for a named organisation after it was named.
var kindNouns = words(`company firm corporation manufacturer maker carmaker automaker bank ministry department agency commission committee
council parliament party union association organisation organization institute university college school hospital church club foundation
newspaper magazine broadcaster airline retailer bureau charity alliance giant conglomerate startup group court`)

// orgIs reports whether a name may be called by the noun: a name that says
// what it is must say the same ("the ministry" is no bank).
func orgIs(noun string, name []string) bool {
	for _, w := range name {
		if w == noun {
			return true
		}
	}
	for _, w := range name {
		if kindNouns[w] || w == "senate" || w == "congress" || w == "government" || w == "house" {
			switch noun {
			case "company", "firm", "corporation", "manufacturer", "maker", "automaker", "carmaker", "giant":
				return corporate[w] && w != "party" && w != "union"
			case "group", "organisation", "organization":
				return true
			}
			return false
		}
	}
	switch noun {
	case "ministry", "department", "commission", "committee", "council", "parliament", "court", "university", "college", "school", "hospital", "church", "bank", "newspaper", "magazine", "airline", "union", "bureau":
		return false // must be in the name
	}
	return true
}
