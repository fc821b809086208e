package schema

import "fmt"

// EventType is a PLOVER event type (Open Event Data Alliance, PLOVER
// Reference), or [Say] for plain speech, or "" for none.
type EventType string

// The event types.
const (
	Agree       EventType = "AGREE"
	Consult     EventType = "CONSULT"
	Support     EventType = "SUPPORT"
	Concede     EventType = "CONCEDE"
	Cooperate   EventType = "COOPERATE"
	Aid         EventType = "AID"
	Retreat     EventType = "RETREAT"
	Investigate EventType = "INVESTIGATE"
	Demand      EventType = "DEMAND"
	Disapprove  EventType = "DISAPPROVE"
	Reject      EventType = "REJECT"
	Threaten    EventType = "THREATEN"
	Protest     EventType = "PROTEST"
	Crime       EventType = "CRIME"
	Sanction    EventType = "SANCTION"
	Mobilize    EventType = "MOBILIZE"
	Coerce      EventType = "COERCE"
	Assault     EventType = "ASSAULT"
	Say         EventType = "SAY" // ours: plain speech
)

// EventTypes lists the types in PLOVER's order, ours last.
func EventTypes() []EventType {
	return []EventType{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat,
		Investigate, Demand, Disapprove, Reject, Threaten, Protest, Crime,
		Sanction, Mobilize, Coerce, Assault, Say}
}

// ParseEventType reads an event type; "" is allowed and means none.
func ParseEventType(s string) (EventType, error) {
	if s == "" {
		return "", nil
	}
	for _, t := range EventTypes() {
		if string(t) == s {
			return t, nil
		}
	}
	return "", fmt.Errorf("schema: unknown event type %q", s)
}

// Quad is PLOVER's quad class: verbal or material, cooperation or conflict.
type Quad string

// The quad classes.
const (
	VerbalCooperation   Quad = "verbal-cooperation"
	MaterialCooperation Quad = "material-cooperation"
	VerbalConflict      Quad = "verbal-conflict"
	MaterialConflict    Quad = "material-conflict"
)

// Quad is the quad class of the type; "" for Say and for none.
func (t EventType) Quad() Quad {
	switch t {
	case Agree, Consult, Support, Concede:
		return VerbalCooperation
	case Cooperate, Aid, Retreat:
		return MaterialCooperation
	case Investigate, Demand, Disapprove, Reject, Threaten:
		return VerbalConflict
	case Protest, Crime, Sanction, Mobilize, Coerce, Assault:
		return MaterialConflict
	}
	return ""
}
