package resolve

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/schema"
)

// kindOf is what happened: the type of event, with the deed where the type
// holds deeds that are not the same (arrests and deportations are both
// COERCE), or for other deeds of an actor the relation. What somebody is, has,
// says or thinks is no event, nor is what is not asserted, by the article or a
// speaker.
func kindOf(s *schema.Statement) string {
	if s.Modality != schema.Asserted || s.EventType == schema.Say {
		return ""
	}
	if s.EventType != "" && byType[s.EventType] && s.Object.Kind == schema.TermActor {
		return string(s.EventType)
	}
	deed := deedOf(s)
	switch {
	case once[deed] && (s.Rule == "svc" || s.Rule == "naming"):
		return deed // "died aged 91", "elected her president"
	case !once[deed] && s.Object.Kind == schema.TermLiteral || lasting[schema.Relation(deed)] || strings.HasPrefix(deed, "be_"):
		return ""
	case s.EventType != "":
		if byType[s.EventType] && passive(s) {
			return string(s.EventType)
		}
		if once[deed] {
			return deed // whether it was given a type or not
		}
		return strings.ToLower(string(s.EventType)) + "-" + deed
	}
	switch s.Rule {
	case "svo", "svoo", "sv", "passive", "passive-agent", "light-verb", "nominal-event", "sva":
		return deed
	}
	return ""
}

// deedOf is the relation without what only says how it happened, and one word
// for several that mean the same.
func deedOf(s *schema.Statement) string {
	deed, object := circumstance(s)
	if passive(s) {
		deed = lemma.Lemma(strings.TrimPrefix(deed, "be_"), "VERB", "VBN")
	}
	if object.IsZero() {
		switch w := strings.ToLower(s.Verb); {
		case deed == "step_down", deed == "stand_down", deed == "leave" && (w == "quit" || w == "quits"):
			return "resign"
		}
	}
	if same := synonyms[deed]; same != "" {
		return same
	}
	return deed
}

// synonyms are deeds under other names, beyond what the vocabulary of
// relations holds already.
var synonyms = map[string]string{
	"purchase": "buy", "acquire": "buy", "take_over": "buy", "snap_up": "buy", "pass_away": "die", "perish": "die", "wed": "marry",
	"shut": "close", "shut_down": "close", "unveil": "launch", "introduce": "launch", "gun_down": "kill", "slay": "kill", "shoot_dead": "kill",
	"murder": "kill", "assassinate": "kill", "set_free": "release", "free": "release", "let_go": "release", "detain": "arrest", "apprehend": "arrest",
	"imprison": "jail", "ink": "sign", "conclude": "sign",
}

// byType are the types whose deeds are one happening if the sides and the day
// are: who met and who talked, who attacked and who shelled.
var byType = map[schema.EventType]bool{
	schema.Consult: true, schema.Assault: true, schema.Agree: true, schema.Disapprove: true, schema.Support: true,
	schema.Reject: true, schema.Demand: true, schema.Threaten: true, schema.Protest: true,
}

// passive reports a passive without its agent: "Kovac was arrested".
func passive(s *schema.Statement) bool {
	return s.Rule == "passive" && (s.Object.IsZero() || s.Object.Kind == schema.TermLiteral) && strings.HasPrefix(string(s.Relation), "be_")
}

// circumstance splits a relation with a preposition that says where, when or
// in what state something happened rather than to what: "resigned from his
// post", "died at the age of 56" are a resignation and a death.
func circumstance(s *schema.Statement) (verb string, object schema.Term) {
	rel := string(s.Relation)
	at := strings.LastIndexByte(rel, '_')
	verb, prep, ok := rel[:max(at, 0)], rel[at+1:], at > 0
	if verb == "resign" && ok {
		return verb, schema.Term{} // from whatever post
	}
	if s.Object.Kind == schema.TermLiteral && once[strings.TrimPrefix(rel, "be_")] || rel == "be_elected" || rel == "be_appointed" || rel == "be_sentenced" || rel == "be_convicted" {
		return rel, schema.Term{} // "died aged 91", "elected president"
	}
	if s.Rule == "sva" && ok && (s.EventType == "" || s.EventType == schema.Retreat) && s.Object.Kind != schema.TermActor {
		switch prep {
		case "at", "from", "in", "on", "of", "after", "during", "following", "as", "amid", "over":
			return verb, schema.Term{}
		}
	}
	return string(s.Relation), s.Object
}

// lasting are relations of states and of thought.
var lasting = map[schema.Relation]bool{
	"be": true, "have": true, "own": true, "want": true, "need": true, "know": true, "believe": true, "think": true, "hope": true,
	"include": true, "contain": true, "remain": true, "live_in": true, "role": true, "like": true, "expect": true, "plan": true,
	"say": true, "tell": true, "claim": true, "cost": true, "exist": true, "mean": true, "seem": true, "use": true, "do": true,
	"make": true, "take": true, "get": true, "go": true, "come": true, "give": true, "see": true, "fear": true, "feel": true,
	"base": true, "involve": true, "consider": true, "describe": true, "locate": true, "concern": true, "allow": true, "require": true,
}

// once are deeds that are done to or by one only once in the time that news
// look back on, so that two tellings of them are of one.
var once = map[string]bool{
	"resign": true, "die": true, "marry": true, "divorce": true, "kill": true,
	"elect": true, "appoint": true, "inaugurate": true, "found": true,
	"arrest": true, "release": true, "sentence": true, "convict": true,
	"jail": true, "execute": true, "extradite": true, "buy": true, "launch": true,
	"file_for": true, "dissolve": true, "crash": true, "sink": true, "collapse": true, "retire": true, "dismiss": true,
}

// eventID is "event:2025-03-13/consult/a+b" for sides without an order, with
// "/" between them otherwise; a happening of one side has that only. The agent
// of a passive that has none is "_".
func eventID(day, kind string, mutual bool, sides []schema.NodeID) schema.NodeID {
	joint := "/"
	if mutual {
		joint = "+"
	}
	names := make([]string, len(sides))
	for i, id := range sides {
		if names[i] = strings.TrimPrefix(string(id), "actor:"); id == "" {
			names[i] = "_"
		}
	}
	return schema.NodeID("event:" + day + "/" + strings.ToLower(kind) + "/" + strings.Join(names, joint))
}

func sortedEvents(byID map[schema.NodeID]schema.Event) []schema.Event {
	out := make([]schema.Event, 0, len(byID))
	for _, e := range byID {
		out = append(out, e)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}
