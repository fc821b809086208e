package extract

import (
	"strings"

	"slices"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// relation is the relation of the vocabulary that the fact's form stands for
// with the arguments that it has, or the form itself where these show that it
// means something else.
func (x *extractor) relation(f *fact) schema.Relation {
	if f.fixed {
		return schema.Relation(f.form)
	}
	rel, _ := x.normalize(f.form)
	if x.tolls(f) {
		return "kill"
	}
	if x.lex.is("actor-relation", string(rel)) && (f.subject.Kind != schema.TermActor || f.object.Kind != schema.TermActor) {
		rel = schema.Relation(f.form) // "when it comes to secrecy" is no journey
	}
	if f.object.IsZero() && x.lex.is("needs-object", string(rel)) {
		rel = schema.Relation(f.form) // "threatened to strike" attacks nobody, "the court ruled" leads nobody
	}
	if f.form == "create" && f.object.Type != text.KindOrg {
		rel = "create" // "created awareness" founds nothing
	}
	if f.form == "execute" && f.object.Kind != schema.TermActor {
		rel = "execute" // "executed the sentence" kills nobody
	}
	if rel == "appoint" && f.form != "appoint" && f.form != "name" && !f.object.IsZero() && f.object.Kind != schema.TermActor {
		rel = schema.Relation(f.form) // "installed cameras" and "designated a budget" give nobody an office
	}
	if rel == "succeed" && f.form == "replace" && (f.changes() || f.subject.Kind == schema.TermActor && f.object.Kind != schema.TermActor && !f.object.IsZero()) {
		rel = "replace" // "replaced the browser with a newer one", "replaces old buses": the subject takes nobody's place
	}
	if f.object.Kind == schema.TermActor && (f.form == "fire" || f.form == "dismiss" && f.object.Type == text.KindPerson && !slices.ContainsFunc(f.quals, func(q schema.Qualifier) bool { return q.Role == "as" || q.Role == "complement" })) {
		rel = "dismiss_from_office" // one fires rockets, and at people; one dismisses claims, and people as weak
	}
	if rel == "host" && f.form == "welcome" && f.object.Kind != schema.TermActor {
		rel = "welcome" // "welcomed the decision" entertains nobody
	}
	if f.form == "name" && (f.rule != "naming" || f.object.Kind != schema.TermActor) {
		rel = "name" // "without naming China" appoints nobody
	}
	if rel == "receive" && f.object.Type == text.KindPerson && f.object.Mention >= 0 && x.d.Mentions[f.object.Mention].Form != text.FormNominal {
		rel = "host"
	}
	if x.ownSense(f, rel) {
		rel = schema.Relation(f.form)
	}
	return rel
}

// ownSense reports a form whose relation holds of other objects only: who opens
// a clinic begins nothing, who blocks a road prevents nothing, who accepts a
// bribe agrees to nothing, what strikes a town without a will attacks nobody.
func (x *extractor) ownSense(f *fact, rel schema.Relation) bool {
	noun := ""
	if k := f.object.Head; !f.object.IsZero() && f.object.Kind != schema.TermLiteral && k.Sentence == f.t.si && k.Token < len(f.t.s.Tokens) {
		noun = f.t.lemma(k.Token)
	}
	thing := f.object.Kind == schema.TermTopic && noun != ""
	switch {
	case rel == "begin" && f.form == "open":
		return f.object.Kind == schema.TermActor || thing && !x.happensNamed(noun)
	case rel == "be_located_in" && strings.HasPrefix(strings.ToLower(f.t.slice(f.verb)), "lied"):
		return true // who lied was untrue, not somewhere
	case rel == "prevent" && f.form == "block":
		return f.object.Type == text.KindPlace || thing && x.lex.is("way-noun", noun)
	case rel == "deport" && f.form == "expel":
		return !x.rules(f)
	case rel == "agree_to" && f.form == "accept":
		return thing && x.lex.is("gift-noun", noun)
	case rel == "admit" && f.form == "concede":
		return !f.object.IsZero() && f.object.Kind != schema.TermLiteral && !x.lex.is("conceded", noun)
	case rel == "use" && f.form == "employ":
		return f.object.Kind == schema.TermActor
	case rel == "appoint" && f.form == "hire":
		return f.object.Kind == schema.TermActor && f.object.Type != text.KindPerson
	case rel == "attack" && f.form == "raid":
		return thing || f.object.Type == text.KindPlace && f.object.Mention < 0 || x.searches(f)
	case rel == "attack" && (f.form == "strike" || f.form == "hit"):
		return f.subject.Kind == schema.TermEvent || f.subject.Kind == schema.TermTopic && x.disaster(f)
	case rel == "defeat" && f.form == "beat":
		return x.manhandles(f)
	case rel == "found" && f.form == "create":
		return f.subject.Kind == schema.TermEvent || f.subject.Kind == schema.TermTopic
	}
	return false
}

// tolls reports a verb that with its object says that somebody was killed: "left
// 15 people dead", "claimed 20 lives".
func (x *extractor) tolls(f *fact) bool {
	k := f.object.Head
	if f.object.IsZero() || k.Sentence != f.t.si || k.Token >= len(f.t.s.Tokens) {
		return false
	}
	switch f.form {
	case "leave":
		for _, j := range f.t.children(k.Token, "amod", "acl") {
			if j > k.Token && f.t.lower(j) == "dead" {
				return true
			}
		}
		return slices.ContainsFunc(f.quals, func(q schema.Qualifier) bool { return q.Role == "complement" && q.Term.Text == "dead" })
	case "claim", "cost", "take":
		return f.t.lower(k.Token) == "lives" && f.t.child(k.Token, "nummod") >= 0
	}
	return false
}

// rules reports a subject that can send people out of a country.
func (x *extractor) rules(f *fact) bool {
	switch f.subject.Type {
	case text.KindState, text.KindPlace:
		return true
	}
	k := f.subject.Head
	return k.Sentence == f.t.si && k.Token < len(f.t.s.Tokens) && x.lex.is("state-body", f.t.lemma(k.Token))
}

// searches reports a subject that raids to search, not to destroy.
func (x *extractor) searches(f *fact) bool {
	k := f.subject.Head
	return k.Sentence == f.t.si && k.Token < len(f.t.s.Tokens) && x.lex.is("searcher", f.t.lemma(k.Token))
}

// manhandles reports a subject who beats with blows, not in a contest.
func (x *extractor) manhandles(f *fact) bool {
	k := f.subject.Head
	if k.Sentence != f.t.si || k.Token >= len(f.t.s.Tokens) {
		return false
	}
	return x.lex.is("searcher", f.t.lemma(k.Token)) || x.lex.is("forceful", f.t.lemma(k.Token))
}

// happensNamed reports a lemma that names something that happens.
func (x *extractor) happensNamed(lemma string) bool {
	_, ev := x.lex.events[lemma]
	return ev || x.lex.is("happening-noun", lemma)
}

// disaster reports a subject that acts without a will.
func (x *extractor) disaster(f *fact) bool {
	k := f.subject.Head
	return k.Sentence == f.t.si && k.Token < len(f.t.s.Tokens) && (x.lex.is("force-of-nature", f.t.lemma(k.Token)) || x.happensNamed(f.t.lemma(k.Token)))
}

// hostMet adds that they met where one person received, hosted or welcomed
// another; the words stay those of the text.
func (x *extractor) hostMet(f fact, rel schema.Relation) {
	if rel != "host" || f.fixed || f.subject.Type != text.KindPerson || f.object.Type != text.KindPerson {
		return
	}
	f.form, f.fixed, f.rule = "meet", true, "host-meets"
	x.emit(f)
}
