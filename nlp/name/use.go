package name

import (
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/text"
)

// geography is what a name of a location is by the gazetteer.
type geography uint8

const (
	spot    geography = iota // a city, river, region: always a place
	capital                  // a capital, which stands for its state when it acts
	state                    // a state, which is a place only where something is in it
)

func geographyOf(entries []gazetteer.Entry) geography {
	out := spot
	for _, e := range entries {
		switch {
		case e.Type == gazetteer.TypeState && e.Kind == text.KindState || e.Kind == text.KindState && e.Type == gazetteer.TypeOrganisation:
			return state
		case e.Type == gazetteer.TypeCapital || e.Type == gazetteer.TypeSeat && e.Kind == text.KindPlace:
			out = capital
		}
	}
	return out
}

// user decides from the tree whether a state or capital is spoken of as one
// who acts or as a place.
type user struct{ tokens []text.Token }

// use returns the kind of a location and the rule that gave it.
func (u user) use(g geography, h int) (text.EntityKind, string) {
	if g == spot {
		return text.KindPlace, "place"
	}
	if u.dateline(h) {
		return text.KindPlace, "dateline"
	}
	return u.follow(g, h, 0)
}

func (u user) follow(g geography, h, depth int) (text.EntityKind, string) {
	t := &u.tokens[h]
	rel, sub, _ := strings.Cut(t.Deprel, ":")
	preposition := u.preposition(h)
	if rel == "conj" && preposition == "" && t.Head >= 0 && depth < 8 {
		return u.follow(g, t.Head, depth+1)
	}
	governor, lem := u.governor(h)
	switch {
	case locative[preposition]:
		return text.KindPlace, "in-place"
	case preposition != "":
		return u.oblique(g, preposition, governor, lem, sub)
	case rel == "nsubj" && sub == "":
		return u.subject(g, governor, lem)
	case rel == "nsubj", rel == "obj", rel == "iobj":
		switch {
		case addressed[lem]:
			return text.KindState, "addressed"
		case reached[lem]:
			return text.KindPlace, "reached"
		}
	case rel == "nmod" && sub == "poss":
		if placeNoun(lem) {
			return text.KindPlace, "place-of"
		}
		return text.KindState, "possessor"
	case rel == "compound" || rel == "amod" || rel == "nmod" || rel == "obl" || rel == "advmod":
		return u.modifier(g, governor, lem)
	case rel == "appos" || rel == "list" || rel == "flat":
		if h > 0 && u.tokens[h-1].Norm == "," {
			return text.KindPlace, "after-comma"
		}
	}
	return g.usual()
}

// dateline reports a place at the beginning of a report: "LONDON, March 15
// (Agency) —", "KYIV —".
func (u user) dateline(h int) bool {
	if h > 3 {
		return false
	}
	for i := h + 1; i < len(u.tokens) && i < h+14; i++ {
		switch t := &u.tokens[i]; {
		case t.Norm == "—" || t.Norm == "–" || t.Norm == "--" || t.Norm == "-" && t.Space && u.tokens[i-1].Space:
			return true
		case t.UPOS == "VERB" || t.UPOS == "AUX" || t.Norm == ".":
			return false
		}
	}
	return false
}

// usual is the kind where the tree says nothing.
func (g geography) usual() (text.EntityKind, string) {
	if g == state {
		return text.KindState, "state"
	}
	return text.KindPlace, "capital"
}

func (u user) subject(g geography, governor *text.Token, lem string) (text.EntityKind, string) {
	if governor != nil && governor.UPOS == "ADJ" && minded[lem] {
		return text.KindState, "acting-subject"
	}
	if governor == nil || governor.UPOS != "VERB" {
		return g.usual()
	}
	if g == capital && lem == "have" && u.keepsForces(governor) {
		return text.KindState, "acting-subject" // Paris has 800 soldiers in Mali
	}
	if g == capital && idle[lem] {
		return text.KindPlace, "idle-subject"
	}
	return text.KindState, "acting-subject"
}

// keepsForces reports that the object of a verb is what a state keeps.
func (u user) keepsForces(verb *text.Token) bool {
	for i := range u.tokens {
		if t := &u.tokens[i]; t.Deprel == "obj" && t.Head >= 0 && &u.tokens[t.Head] == verb && forces[lemmaOf(t)] {
			return true
		}
	}
	return false
}

func (u user) oblique(g geography, preposition string, governor *text.Token, lem, sub string) (text.EntityKind, string) {
	switch preposition {
	case "by":
		return text.KindState, "agent"
	case "with", "against":
		return text.KindState, "counterpart"
	case "between", "among":
		if g == state || relational[lem] {
			return text.KindState, "counterpart"
		}
		return text.KindPlace, "between-places"
	case "for":
		if motion[lem] {
			return text.KindPlace, "motion"
		}
		return text.KindState, "beneficiary"
	case "from":
		if governor != nil && governor.UPOS == "NOUN" && !motion[lem] && !distances[lem] && !placeNoun(lem) && !gazetteer.PersonNoun(lem) {
			return text.KindState, "source"
		}
		fallthrough
	case "to", "toward", "towards", "via", "on", "over":
		if governor != nil && motion[lem] {
			return text.KindPlace, "motion"
		}
		if addressed[lem] || transferred[lem] || relational[lem] {
			return text.KindState, "addressed"
		}
		if sub == "agent" {
			return text.KindState, "agent"
		}
	}
	return g.usual()
}

func (u user) modifier(g geography, governor *text.Token, lem string) (text.EntityKind, string) {
	switch {
	case governor == nil:
		return g.usual()
	case lem == "base" || lem == "bear" || lem == "bind" || lem == "based" || lem == "born" || lem == "bound" || placeNoun(lem):
		return text.KindPlace, "place-of"
	case g == state, gazetteer.RoleNoun(lem), gazetteer.GroupNoun(lem), governor.UPOS == "VERB":
		return text.KindState, "modifier"
	}
	return text.KindPlace, "modifier-place"
}

// preposition is the first case marker of token h, in lower case.
func (u user) preposition(h int) string {
	for i := max(0, h-8); i < min(len(u.tokens), h+3); i++ {
		t := &u.tokens[i]
		if t.Head == h && t.Deprel == "case" && t.UPOS != "PART" {
			return strings.ToLower(t.Norm)
		}
	}
	return ""
}

// governor is the head of token h, nil for a root, with its lemma.
func (u user) governor(h int) (*text.Token, string) {
	if h = u.tokens[h].Head; h < 0 || h >= len(u.tokens) {
		return nil, ""
	}
	t := &u.tokens[h]
	return t, lemmaOf(t)
}

// lemmaOf is the lemma of a token in lower case.
func lemmaOf(t *text.Token) string {
	if t.Lemma != "" {
		return strings.ToLower(t.Lemma)
	}
	return strings.ToLower(lemma.Lemma(t.Norm, t.UPOS, t.XPOS))
}

// placeNoun reports nouns that make what they belong to a place.
func placeNoun(lem string) bool {
	return gazetteer.PlaceWord(lem) || placeNouns[lem]
}

var (
	locative   = wordSet("in at near inside outside around across throughout within into through off above below beyond along beside")
	relational = wordSet(`talk relation relationship agreement war ceasefire truce tie conflict deal negotiation conversation tension meeting
		dialogue peace treaty contact alliance cooperation border dispute rivalry friendship summit rift split standoff sanction
		pressure tariff embargo ban threat warning criticism attack invasion victory`)
	motion = wordSet(`travel invite summon recall divert escort go come arrive fly return move flee leave drive head walk sail march deport extradite evacuate journey trip
		flight visit tour route road way take bring depart bound train bus plane import export ship smuggle`)
	distances = wordSet(`mile kilometer kilometre km hour minute day meter metre distance away`)
	addressed = wordSet(`tell accuse urge ask warn expect condemn criticize criticise invite support blame praise call press persuade
		convince threaten sanction punish help assist aid back recognize recognise want allow let force pressure push demand oppose
		join betray defy deter provoke isolate thank inform notify lobby petition reassure signal denounce rebuke`)
	transferred = wordSet(`message aid weapon support supply sell send give deliver provide response reply answer assistance loan appeal
		letter proposal demand offer belong loyal hostile friendly close concession ally sympathetic`)
	reached = wordSet(`visit leave reach enter cross tour bomb shell hit strike bombard capture seize liberate occupy surround encircle
		besiege invade approach attack evacuate rebuild build storm explore`)
	idle   = wordSet(`host lie remain sit stand stretch grow burn flood sleep celebrate see boast feature have become`)
	forces = wordSet(`troop soldier force instructor adviser advisor peacekeeper warship jet base embassy ambassador envoy interest ally
		missile tank fighter mercenary diplomat`)
	minded = wordSet(`worried concerned ready willing unwilling happy unhappy angry furious keen determined committed prepared reluctant eager
		hopeful convinced confident sceptical skeptical aware afraid interested opposed responsible anxious wary cautious`)
	placeNouns = wordSet(`street suburb airport region metro resident mayor neighborhood neighbourhood outskirts centre center area zone
		border coast district hospital hotel home house apartment school university restaurant museum zoo weather time skyline
		territory soil land population airspace landscape north south east west capital city`)
)
