// Package surface reads the trees of a document into open tuples: a relation
// in the words of the sentence with its full arguments, for scorers and users
// of open information extraction.
//
// What enters: a [text.Document] with tokens and trees. What leaves: a
// [Tuple] for every predicate with its arguments, whoever or whatever they
// are, in text order. It is a layer beside the statements of package extract,
// which are minimal, resolved, and about actors: here nothing is resolved,
// normalised, dated or judged for modality. It never changes the document
// and knows nothing of the graph.
package surface
