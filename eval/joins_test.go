package eval

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

func TestScoreJoins(t *testing.T) {
	doc := func(key string, events ...MeantimeEvent) MeantimeDoc {
		d := MeantimeDoc{TokenDoc: TokenDoc{Key: key, Sentence: []int{0}, Doc: &text.Document{Sentences: []text.Sentence{{Tokens: make([]text.Token, 9)}}}}}
		d.Events = events
		return d
	}
	at := func(token int, instance string, shared bool) MeantimeEvent {
		return MeantimeEvent{Tokens: []text.TokenRef{{Token: token}}, Instance: instance, Shared: shared}
	}
	docs := []MeantimeDoc{
		doc("1", at(0, "X", true), at(1, "X", true), at(2, "Y", true), at(3, "1/z", false)),
		doc("2", at(0, "X", true), at(3, "2/z", false)),
	}
	ours := []map[int]string{{0: "a", 1: "b", 2: "a", 3: "c"}, {0: "a", 3: "c"}}
	s := ScoreJoins(docs, func(i int, r text.TokenRef) string { return ours[i][r.Token] },
		func(i int, r text.TokenRef) bool { return r.Token == 0 })
	// Gold: X X within 1, X and X over 1 and 2 twice. Ours: X Y within 1, X
	// and X, Y and X over the documents; z was never compared.
	if s.Pairs != 3 || s.Ours != 3 || s.Right != 1 || s.CrossPairs != 2 || s.CrossOurs != 2 || s.CrossRight != 1 || s.Mentions != 6 || s.Placed != 6 {
		t.Errorf("got %+v", s)
	}
	if s.Told != 1 || s.ToldRight != 1 {
		t.Errorf("of two statements: %d of %d, want 1 of 1", s.ToldRight, s.Told)
	}
	if len(s.Wrong) != 2 {
		t.Errorf("wrong joins: %v", s.Wrong)
	}
}
