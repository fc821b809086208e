package resolve

import (
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

func TestRoleNoun(t *testing.T) {
	for title, want := range map[string]string{
		"Kremlin spokesman":               "spokesman",
		"head of the Dockers' Federation": "head",
		"National Security Advisor":       "advisor",
		"ambassador to Vienna":            "ambassador",
		"president, and founder":          "president",
		"":                                "",
	} {
		if got := roleNoun(title); got != want {
			t.Errorf("roleNoun(%q) = %q, want %q", title, got, want)
		}
	}
}

// A seat of power is a place where something happens, and its state when it
// acts.
func TestLocalPlace(t *testing.T) {
	const body = "The Palace said so. They met in the Palace."
	d := &text.Document{
		Article: &text.Article{ID: "doc:1", Text: body},
		Mentions: []text.Mention{
			{Span: text.Span{Start: 4, End: 10}, Form: text.FormName, Kind: text.KindOrg, Chain: 0},
			{Span: text.Span{Start: 36, End: 42}, Form: text.FormName, Kind: text.KindOrg, Chain: 0},
		},
		Chains: []text.Chain{{Mentions: []int{0, 1}, Name: "Palace", Kind: text.KindOrg}},
	}
	term := func(m int) schema.Term {
		return schema.Term{Kind: schema.TermActor, Text: "Palace", Span: d.Mentions[m].Span, Mention: m}
	}
	rec := Local(d, []schema.Statement{{ID: "st:1", Subject: term(0), Relation: "say"}, {ID: "st:2", Subject: term(0), Relation: "meet", Place: term(1)}}, palace{})
	if got := rec.Statements[0].Subject; got.Name != "Freedonia" {
		t.Errorf("the Palace that says is %q", got.Name)
	}
	if got := rec.Statements[1].Place; got.Name != "Palace" || got.Type != text.KindPlace {
		t.Errorf("the Palace where they met is %q, a %s", got.Name, got.Type)
	}
}

// A part of a name, or the title before it, is whom the name means.
func TestPartOfName(t *testing.T) {
	const body = "Ms Berg left Holm & Sons. Sons cried."
	d := &text.Document{
		Article: &text.Article{ID: "doc:1", Text: body},
		Mentions: []text.Mention{
			{Span: text.Span{Start: 3, End: 7}, Form: text.FormName, Kind: text.KindPerson, Chain: 0},
			{Span: text.Span{Start: 13, End: 24}, Form: text.FormName, Kind: text.KindOrg, Chain: 1},
		},
		Chains: []text.Chain{{Mentions: []int{0}, Name: "Berg", Kind: text.KindPerson}, {Mentions: []int{1}, Name: "Holm & Sons", Kind: text.KindOrg}},
	}
	for start, want := range map[int]string{0: "Berg", 20: "Holm & Sons", 26: "Sons"} {
		end := start + len("Sons")
		if start == 0 {
			end = len("Ms")
		}
		words := body[start:end]
		rec := Local(d, []schema.Statement{{ID: "st:1", Relation: "say",
			Subject: schema.Term{Kind: schema.TermTopic, Text: words, Span: text.Span{Start: start, End: end}, Mention: -1}}}, Nothing{})
		if got := rec.Statements[0].Subject; got.Name != want || (got.Kind == schema.TermActor) != (start < 26) {
			t.Errorf("%q at %d is %s %q, want %q", words, start, got.Kind, got.Name, want)
		}
	}
}

// palace knows the Palace as the seat of Freedonia.
type palace struct{}

func (palace) Known(name string, kind text.EntityKind) (Known, bool) {
	if name == "Palace" && kind == text.KindOrg {
		return Known{Name: "Freedonia", Kind: text.KindState, Country: "FD"}, true
	}
	return Known{}, false
}

// capitals knows Moscow as a state and as a city.
type capitals struct{}

func (capitals) Known(name string, kind text.EntityKind) (Known, bool) {
	if name != "Moscow" {
		return Known{}, false
	}
	if kind == text.KindState {
		return Known{Name: "Russia", Kind: text.KindState, Country: "RU", Why: "capital of Russia"}, true
	}
	return Known{Name: "Moscow", Kind: text.KindPlace}, true
}

func TestLocal(t *testing.T) {
	const body = "Moscow said that envoy Ann Lee left Moscow. She met two officials. The envoy’s plan failed."
	at := func(words string, nth int) text.Span {
		from := 0
		for range nth {
			for body[from:from+len(words)] != words {
				from++
			}
			from++
		}
		return text.Span{Start: from - 1, End: from - 1 + len(words)}
	}
	d := &text.Document{
		Article: &text.Article{ID: "doc:1", Text: body},
		Mentions: []text.Mention{
			{Span: at("Moscow", 1), Form: text.FormName, Kind: text.KindState, Chain: 0},
			{Span: at("Ann Lee", 1), Form: text.FormName, Kind: text.KindPerson, Chain: 1},
			{Span: at("Moscow", 2), Form: text.FormName, Kind: text.KindPlace, Chain: 0},
			{Span: at("She", 1), Form: text.FormPronoun, Kind: text.KindPerson, Chain: 1},
			{Span: at("two officials", 1), Form: text.FormNominal, Kind: text.KindGroup, Chain: -1},
		},
		Chains: []text.Chain{
			{Mentions: []int{0, 2}, Name: "Moscow", Kind: text.KindState},
			{Mentions: []int{1, 3}, Name: "Ann Lee", Kind: text.KindPerson, Gender: "f"},
		},
	}
	term := func(m int) schema.Term {
		return schema.Term{Kind: schema.TermActor, Text: d.Mentions[m].Span.In(body), Span: d.Mentions[m].Span, Mention: m}
	}
	rec := Local(d, []schema.Statement{
		{ID: "st:1", Subject: term(0), Relation: "say", Object: schema.Term{Kind: schema.TermLiteral, Text: "…", Mention: -1}},
		{ID: "st:2", Subject: term(1), Relation: "leave", Object: term(2)},
		{ID: "st:3", Subject: term(3), Relation: "meet", Object: term(4)},
		{ID: "st:4", Subject: term(1), Relation: schema.RelationRole, Modality: schema.Asserted,
			Object: schema.Term{Kind: schema.TermLiteral, Text: "envoy", Mention: -1}},
		{ID: "st:5", Subject: term(3), Relation: "see", Object: schema.Term{Kind: schema.TermTopic, Text: "the plan", Name: "plan", Mention: -1}},
	}, capitals{})
	st := rec.Statements
	if st[0].Subject.Name != "Russia" || st[1].Object.Name != "Moscow" || st[0].Subject.Local == st[1].Object.Local {
		t.Errorf("Moscow the state is %q, the place %q", st[0].Subject.Name, st[1].Object.Name)
	}
	if st[1].Subject.Local != st[2].Subject.Local || st[2].Subject.Name != "Ann Lee" {
		t.Errorf("she is %q", st[2].Subject.Name)
	}
	if st[4].Object.ID != "topic:plan" {
		t.Errorf("the topic is %q", st[4].Object.ID)
	}
	byKey := map[string]schema.LocalActor{}
	for _, a := range rec.Locals {
		byKey[a.Key] = a
	}
	if len(rec.Locals) != 4 || byKey["two-officials"].Named || !byKey["ann-lee"].Named {
		t.Errorf("actors: %+v", rec.Locals)
	}
	if roles := byKey["ann-lee"].Roles; len(roles) != 1 || roles[0].Noun != "envoy" {
		t.Errorf("roles: %+v", roles)
	}
}

// Of two names that share a word only one is a mention: the other is looked up
// as well, and is a name whether it is known or not.
func TestLocalShared(t *testing.T) {
	const body = "Old and New Moscow met East and West Freedonia."
	d := &text.Document{Article: &text.Article{ID: "doc:1", Text: body}}
	shared := func(name string, kind text.EntityKind) schema.Term {
		return schema.Term{Kind: schema.TermActor, Name: name, Text: name, Type: kind, Mention: -1}
	}
	rec := Local(d, []schema.Statement{{ID: "st:1", Relation: "meet", Subject: shared("Moscow", text.KindState), Object: shared("East Freedonia", text.KindState)}}, capitals{})
	st := rec.Statements[0]
	if st.Subject.Name != "Russia" || st.Object.Name != "East Freedonia" || st.Object.Type != text.KindState {
		t.Errorf("got %q and %q, a %s", st.Subject.Name, st.Object.Name, st.Object.Type)
	}
	ids := Link([]DocLocals{{Doc: "doc:1", Locals: rec.Locals}})["doc:1"]
	if got := ids[st.Subject.Local].ID; got != "actor:russia" {
		t.Errorf("the known state is %s", got)
	}
	if got := ids[st.Object.Local].ID; got != "actor:east-freedonia" {
		t.Errorf("the unknown one is %s", got)
	}
}

// Who had a role once acts for nobody by it.
func TestMembership(t *testing.T) {
	for _, c := range []struct {
		noun, title, before string
		member, speaks      bool
	}{
		{"spokesman", "spokesman for the Union", "Ann Lee, a ", true, true},
		{"spokesman", "Union spokesman", "", true, true},
		{"minister", "foreign minister of Freedonia", "", true, false},
		{"founder", "founder of the Union", "", false, false},
		{"spokesman", "Former Union spokesman", "", false, false},
		{"minister", "ex-minister of Freedonia", "Ann Lee, an ", false, false},
		{"spokesman", "spokesman for the Union", "Ann Lee, formerly a ", false, false},
		{"minister", "minister of Freedonia", "Ann Lee, once ", false, false},
		{"president", "Freedonian president", "Then-", false, false},
		{"minister", "minister of Freedonia", "Lee spoke at once and a ", true, false},
	} {
		r := schema.Role{Title: c.title, Noun: c.noun, Of: schema.Term{Kind: schema.TermActor, ID: "actor:x"}}
		membership(&r, c.before)
		if r.Member != c.member || r.Speaks != c.speaks {
			t.Errorf("%q after %q: member %v, speaks %v, want %v, %v", c.title, c.before, r.Member, r.Speaks, c.member, c.speaks)
		}
	}
}
