package coref

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// kindOf finds what "the company", "the country" or "the man" means: the
// latest name of that kind within three sentences, subjects before others in
// its sentence.
func (r *resolver) kindOf(i int) int {
	it := &r.items[i]
	if it.number == plural || len(it.mods) > 1 || it.Kind == text.KindState && (r.possessor(i) != "" || it.demo && it.quote >= 0) {
		return -1 // "their country", and "this country" in a speaker's mouth, is theirs, not the one named last
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
	best, score, tied := -1, -1<<30, false
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
			if adjectival(r.doc.Sentences[o.Sentence].Tokens[o.top].Deprel) {
				continue
			}
			if o.Form != text.FormName || o.Kind != wants && !(wants == text.KindState && o.Kind == text.KindPlace) {
				continue
			}
			if _, city := gazetteer.LookupType(strings.Join(o.words, " "), gazetteer.TypeCity); city && o.Kind == text.KindPlace {
				continue // no city is the country
			}
			if wants == text.KindOrg && (!r.mayBe(it.lemma, o, c) || !pressNouns[it.lemma] && (r.told(o) || pressNames[o.words[len(o.words)-1]])) {
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
		if best >= 0 && r.of[k] != r.of[best] && v == score {
			tied = true
		}
		if v > score {
			best, score, tied = k, v, false
		}
	}
	if tied && wants == text.KindOrg {
		return -1 // two as good: nobody can tell
	}
	return best
}

// pressNouns stand for newspapers, pressNames end their names.
var (
	pressNouns = words("newspaper magazine broadcaster agency publisher station network channel outlet publication daily")
	pressNames = words("post times herald tribune gazette courier ledger telegraph mail wire press journal chronicle guardian observer news")
)

// told reports one to whom somebody tells something: "told the Courier". What
// speaker and sentence go on to call the company or the party is another.
func (r *resolver) told(o *item) bool {
	t := r.doc.Sentences[o.Sentence].Tokens
	h := t[o.top].Head
	return (o.role == roleObject || o.role == roleIndirect) && h >= 0 && strings.EqualFold(t[h].Lemma, "tell")
}

// byHead is the latest organisation before noun phrase i whose name ends in
// its noun: "the brigade" behind "Red Lions Brigade", within a dozen sentences
// and with no other phrase of that noun since; -1 if there is none.
func (r *resolver) byHead(i int) int {
	it := &r.items[i]
	if it.number == plural || len(it.mods) > 0 || it.demo || it.person > 0 || !orgNouns[it.lemma] && !headNouns[it.lemma] && !gazetteer.OrganisationHead(it.lemma) {
		return -1
	}
	for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= 12; k-- {
		o := &r.items[k]
		switch {
		case o.Form == text.FormNominal && o.lemma == it.lemma && len(r.cluster(k).full) == 0:
			return -1
		case o.Form != text.FormName || o.Kind != text.KindOrg && o.Kind != text.KindGroup || !ends(o.words, it.lemma):
		case r.nested(i, k) || r.named(k, i) || r.boundNoun(i, k) || !agree(r.cluster(k), r.cluster(i)):
		default:
			return k
		}
	}
	return -1
}

// headNouns head names of organisations beside orgNouns, and mean little else
// with "the" than the one named.
var headNouns = words("front militia regiment guard brotherhood resistance insurgency confederation syndicate")

// since is the organisation that "the company" means now where another one has
// become the subject of a sentence after the last mention of chain a, to
// which the same noun was given before; -1 if there is none.
func (r *resolver) since(i, a int) int {
	it := &r.items[i]
	if it.Kind != text.KindOrg || len(it.mods) > 0 || r.items[a].Form != text.FormNominal {
		return -1
	}
	b := r.kindOf(i)
	if b < 0 || r.of[b] == r.of[a] || r.items[b].role != roleSubject {
		return -1
	}
	last := a
	for _, m := range r.cluster(a).members {
		if m < i {
			last = m
		}
	}
	if r.items[last].Sentence >= r.items[b].Sentence {
		return -1
	}
	return b
}

// anothers reports whether "the government" may be another one by now than
// that of item a: a state has become the subject since.
func (r *resolver) anothers(i, a int) bool {
	it := &r.items[i]
	if it.lemma != "government" || len(it.mods) > 0 {
		return false
	}
	for k := i - 1; k > a; k-- {
		o := &r.items[k]
		if r.of[k] == r.of[a] {
			return false
		}
		if o.Form == text.FormName && o.Kind == text.KindState && o.role == roleSubject && o.Sentence > r.items[a].Sentence {
			return true
		}
	}
	return false
}

// governing is the state that "the government" acts for: the one state that
// the paragraph names before it, or else the last three sentences, if it is
// the subject of one. A second state or its people in them leave it open.
func (r *resolver) governing(i int) int {
	it := &r.items[i]
	if it.lemma != "government" || len(it.mods) > 0 || it.number == plural || it.demo {
		return -1
	}
	best, acts := -1, false
	for k := i - 1; k >= 0 && it.Sentence-r.items[k].Sentence <= 3; k-- {
		o := &r.items[k]
		if best >= 0 && r.doc.Sentences[o.Sentence].Paragraph != r.doc.Sentences[r.items[best].Sentence].Paragraph && acts {
			break
		}
		if o.lemma == "government" {
			return -1 // another's, or it would have been found by the noun
		}
		if o.Form != text.FormName || o.Kind != text.KindState && countryOf(key(o.words)) == "" {
			continue
		}
		if best >= 0 && r.of[k] != r.of[best] && countryOf(key(o.words)) != countryOf(key(r.items[best].words)) {
			return -1
		}
		if o.Kind != text.KindState || r.named(k, i) || r.boundNoun(i, k) || adjectival(r.doc.Sentences[o.Sentence].Tokens[o.top].Deprel) {
			continue
		}
		if best < 0 || o.role == roleSubject && !acts {
			best = k
		}
		acts = acts || o.role == roleSubject
	}
	if !acts {
		return -1
	}
	return best
}

// adjectival reports whether the relation is that of a word in a name or of
// an adjective: the one in "Korean Air".
func adjectival(rel string) bool { return rel == "amod" || rel == "compound" || rel == "nmod:desc" }

// mayBe reports whether the name may be called by the noun of a kind of
// organisation: what the text said it is decides, else its words.
func (r *resolver) mayBe(noun string, o *item, c *cluster) bool {
	if len(c.calls) == 0 {
		return orgIs(noun, o.words)
	}
	for _, w := range c.calls {
		if w == noun || business[w] && business[noun] {
			return true
		}
	}
	return false
}

// business are the words for a company.
var business = words(`company firm corporation manufacturer maker carmaker automaker airline bank retailer giant conglomerate startup group
lender insurer utility operator supplier chain publisher broadcaster brand business`)

// callNames notes what the text calls its organisations, beside the name
// ("the shipping group Acme") or in apposition ("Acme, a Danish bank"), and
// takes an organisation for one whose kind was only guessed.
func (r *resolver) callNames() {
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormName || it.Kind == text.KindState || it.Kind == text.KindGroup {
			continue
		}
		guessed := it.Why == "model" || it.Why == "place" // a place unknown to the gazetteer
		noun := r.calledAs(it)
		if noun == "" {
			continue
		}
		c := r.cluster(i)
		if it.Kind != text.KindOrg {
			if !guessed || c.kind == text.KindPerson && (c.gender != 0 || len(c.roles) > 0) {
				continue
			}
			c.kind, c.person, c.number = text.KindOrg, -1, 0
			c.unsure, c.gender, c.weak = 0, 0, 0
			for _, m := range c.members {
				o := &r.items[m]
				o.Kind, o.Why, o.person, o.gender, o.number = text.KindOrg, "apposition", -1, 0, 0
			}
		}
		c.calls = append(c.calls, noun)
	}
}

// calledAs is the noun for a kind of organisation that the text puts beside
// the name, or "".
func (r *resolver) calledAs(it *item) string {
	toks := r.doc.Sentences[it.Sentence].Tokens
	if t := it.First - 1; t >= 0 && toks[t].UPOS == "NOUN" && toks[t].XPOS == "NN" && callable(toks[t].Lemma) {
		// Only where the two are one phrase: "told the company Acme would pay"
		// is not.
		if h := toks[it.top].Head; h == t && (toks[it.top].Deprel == "appos" || strings.HasPrefix(toks[it.top].Deprel, "flat")) || it.top == t || toks[t].Head == it.top {
			return strings.ToLower(toks[t].Lemma)
		}
	}
	for t := it.End; t < len(toks) && t < it.End+12; t++ {
		if toks[t].Head == it.Head && toks[t].Deprel == "appos" && toks[t].UPOS == "NOUN" && toks[t].XPOS == "NN" && callable(toks[t].Lemma) {
			return strings.ToLower(toks[t].Lemma)
		}
	}
	return ""
}

// callable reports whether a noun tells organisations from places.
func callable(lemma string) bool {
	w := strings.ToLower(lemma)
	return kindNouns[w] || business[w]
}

// kindNouns stand for a named organisation after it was named.
var kindNouns = words(`company firm corporation manufacturer maker carmaker automaker bank ministry department agency commission committee
council parliament party union association organisation organization institute university college school hospital church club foundation bloc
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
			case "bloc":
				return w == "union" || w == "association" || w == "alliance"
			}
			return false
		}
	}
	if last := name[len(name)-1]; noun == "newspaper" && pressNames[last] && last != "wire" {
		return true
	}
	switch noun {
	case "ministry", "department", "commission", "committee", "council", "parliament", "court", "university", "college", "school", "hospital", "church", "bank", "newspaper", "magazine", "airline", "union", "bureau", "bloc":
		return false // must be in the name
	}
	return true
}
