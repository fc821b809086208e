package schema

import "testing"

// The quad classes as the PLOVER reference describes the types: SUPPORT "is
// a verbal act", CONCEDE "covers verbal concessions which have no immediate
// material consequences", RETREAT has "an immediate material consequence",
// accusations and investigations stand with the verbal conflicts, CRIME with
// the material ones.
func TestQuad(t *testing.T) {
	for want, types := range map[Quad][]EventType{
		VerbalCooperation:   {Agree, Consult, Support, Concede},
		MaterialCooperation: {Cooperate, Aid, Retreat},
		VerbalConflict:      {Investigate, Demand, Disapprove, Reject, Threaten},
		MaterialConflict:    {Protest, Crime, Sanction, Mobilize, Coerce, Assault},
		"":                  {Say, ""},
	} {
		for _, e := range types {
			if got := e.Quad(); got != want {
				t.Errorf("%q: got %q, want %q", e, got, want)
			}
		}
	}
}
