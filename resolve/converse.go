package resolve

import (
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// told is a statement in the words by which its happening is known: what was
// sold to somebody was bought by him, and who flew to a place visited it.
// Other statements are as they were.
func told(s *schema.Statement) *schema.Statement {
	o := *s
	switch rel := strings.TrimPrefix(string(s.Relation), "be_"); {
	case rel == "sell" && s.Relation == "sell" && s.Rule == "svo", s.Relation == "be_sold" && s.Object.IsZero():
		thing := s.Object
		if thing.IsZero() {
			thing = s.Subject
		}
		buyer := qualified(s, "to")
		if thing.Kind != schema.TermActor || buyer.Kind != schema.TermActor {
			return s // things are sold every day
		}
		o.Relation, o.Subject, o.Object, o.Rule = "buy", buyer, thing, "svo"
	case s.Relation == "be_sold_to" && s.Subject.Kind == schema.TermActor && s.Object.Kind == schema.TermActor:
		o.Relation, o.Subject, o.Object, o.Rule = "buy", s.Object, s.Subject, "svo"
	case journeys[s.Relation] && somewhere(s.Object), s.Relation == "visit" && somewhere(s.Object):
		o.Relation, o.EventType, o.Rule = "visit", "", "svo"
	default:
		return s
	}
	return &o
}

// journeys are relations by which somebody comes to a place.
var journeys = map[schema.Relation]bool{
	"travel_to": true, "arrive_in": true, "arrive_at": true, "land_in": true, "land_at": true, "touch_down_in": true, "tour": true, "visit_in": true,
}

func somewhere(t schema.Term) bool {
	return t.Kind == schema.TermActor && (t.Type == text.KindPlace || t.Type == text.KindState)
}

// qualified is the term of a role, zero for none.
func qualified(s *schema.Statement, role string) schema.Term {
	for _, q := range s.Qualifiers {
		if q.Role == role {
			return q.Term
		}
	}
	return schema.Term{}
}
