package schema

import "fmt"

// Modality says what kind of claim a statement makes about the world. Whether
// the article itself or somebody it quotes makes the claim is a different
// question, answered by [Statement.Speaker].
type Modality string

// The modalities.
const (
	Asserted     Modality = "asserted"     // it happened or holds: "Witkoff met Putin"
	Planned      Modality = "planned"      // intended, expected, promised, scheduled: "are expected to talk"
	Hypothetical Modality = "hypothetical" // conditional, possible, asked, demanded, wished: "if Kyiv agrees", "could meet"
	Negated      Modality = "negated"      // said not to have happened or not to hold: "did not disclose", "denied meeting"
)

// Modalities lists them all, in display order.
func Modalities() []Modality { return []Modality{Asserted, Planned, Hypothetical, Negated} }

// ParseModality reads a modality by its name.
func ParseModality(s string) (Modality, error) {
	for _, m := range Modalities() {
		if string(m) == s {
			return m, nil
		}
	}
	return "", fmt.Errorf("schema: unknown modality %q: want asserted, planned, hypothetical or negated", s)
}

// Prefix is the namespace of a predicate in the graph. It makes the modality
// part of the edge, so that a query for rel:meet cannot return a meeting
// that was only planned, denied or said to have happened.
type Prefix string

// The predicate namespaces.
const (
	PrefixRel  Prefix = "rel"  // asserted by the article itself
	PrefixSaid Prefix = "said" // asserted by a speaker
	PrefixPlan Prefix = "plan" // planned, whoever says so
	PrefixNot  Prefix = "not"  // negated, whoever says so
	PrefixIf   Prefix = "if"   // hypothetical, whoever says so
)

// PrefixOf is the namespace for a modality, given whether a speaker stands
// behind the claim.
func PrefixOf(m Modality, reported bool) Prefix {
	switch m {
	case Planned:
		return PrefixPlan
	case Negated:
		return PrefixNot
	case Hypothetical:
		return PrefixIf
	}
	if reported {
		return PrefixSaid
	}
	return PrefixRel
}
