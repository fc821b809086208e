package resolve

import (
	"cmp"
	"slices"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// How certain each rule that joins actors of two documents is, 0 to 1. They
// order merges for review; they were set by hand from what the rules get
// wrong on news, and are no measured probabilities.
const (
	certainDecision     = 1.0
	certainGazetteer    = 0.97
	certainNames        = 0.95
	certainOrganisation = 0.9
	certainSpelling     = 0.9  // times the similarity
	certainTurned       = 0.85 // one name in two orders
	certainInitial      = 0.8
	certainSurname      = 0.75
	certainShort        = 0.7  // a short name that one document uses and another has as its fullest
	certainMistaken     = 0.65 // a person in one document, an organisation in others
	certainBare         = 0.6  // two bare surnames
)

// Side is one of two names that were joined.
type Side struct {
	Name  string
	Doc   text.ArticleID
	Local string // key of the actor in the document
}

// Merge is one step by which actors of different names became one.
type Merge struct {
	A, B  Side
	Actor schema.NodeID // what they became
	Why   string
	Score float64 // certainty, 0 to 1
}

func (l *linker) side(i int) Side {
	m := &l.members[i]
	return Side{Name: m.actor.Name, Doc: m.doc, Local: m.actor.Key}
}

// Merges lists the steps that join different names over the documents, the
// least certain first, each pair of names once. Pairs that a decision of the
// user speaks of are left out. The result does not depend on the order of
// docs; time and space are those of [LinkWith].
func Merges(docs []DocLocals, decisions *Decisions) []Merge {
	l := newLinkerOf(docs, decisions)
	l.link()
	assignment := l.assign()
	decided := map[[2]string]bool{}
	for _, d := range l.decisions {
		if d.Verb == Same || d.Verb == Different {
			a, _ := unbind(d.Args[0])
			b, _ := unbind(d.Args[1])
			decided[pair(a, b)] = true
		}
	}
	var out []Merge
	for _, m := range l.merges {
		key := pair(m.A.Name, m.B.Name)
		if decided[key] || key[0] == key[1] || m.Score == certainDecision {
			continue
		}
		decided[key] = true
		m.Actor = assignment[m.B.Doc][m.B.Local].ID
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Merge) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(a.A.Name, b.A.Name), cmp.Compare(a.B.Name, b.B.Name))
	})
	return out
}

// pair is two names without their order.
func pair(a, b string) [2]string {
	a, b = foldKey(a), foldKey(b)
	return [2]string{min(a, b), max(a, b)}
}
