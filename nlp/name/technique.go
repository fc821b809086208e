package name

// Technique is a part of the search for names that can be left out, to learn
// what it is worth.
type Technique string

// The techniques. Of those marked *, the model must be fitted without them too
// (Examples) for a fair comparison.
const (
	Ranker       Technique = "ranker"       // the model itself: what is left are votes
	Labels       Technique = "labels"       // of the parser's name head
	Gazetteer    Technique = "gazetteer"    // * and all lists of words
	WordClusters Technique = "clusters"     // *
	Trees        Technique = "trees"        // * the place of a span in the tree
	Document     Technique = "document"     // the second pass: what the document says elsewhere
	Enumerations Technique = "enumerations" // what the other members of an enumeration are
)

// Techniques lists them all.
func Techniques() []Technique {
	return []Technique{Ranker, Labels, Gazetteer, WordClusters, Trees, Document, Enumerations}
}

func setOf(list []Technique) map[Technique]bool {
	out := make(map[Technique]bool, len(list))
	for _, t := range list {
		out[t] = true
	}
	return out
}
