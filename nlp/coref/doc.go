// Package coref finds which mentions of a document refer to the same person,
// organisation, state, group or place.
//
// What enters: a [text.Document] with tagged and parsed sentences and the
// names in it as mentions of form name. What leaves: the same document with
// mentions of nominal and pronoun form added, every mention in its chain, and
// for each join the rule that made it. It works within one document only,
// never joins two different names because they denote the same thing in the
// world (Moscow and the Kremlin), and never crosses from a place to the state
// of that name.
//
// It is a sieve of passes from the surest to the least sure, after Lee et
// al. (2013), "Deterministic coreference resolution based on entity-centric,
// precision-ranked rules"; the pronoun pass ranks the candidates that
// agreement and binding leave with a log-linear model over features of
// salience, as in Denis and Baldridge (2008). Cost grows linearly with the
// length of the document: every pass looks back over a bounded window or a
// hash of names.
package coref
