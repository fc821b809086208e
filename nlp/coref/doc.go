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
// The rules that links name, surest first:
//
//	exact-name, name-variant, surname, title-surname, acronym, short-name, name-head   names of one thing
//	relative-pronoun, role-apposition, predicate   said so in one sentence
//	role        "the envoy": who the text, or the gazetteer on the day of publication, says holds the office
//	state-side  "the Russian side": the state
//	state-government  "the government": that of the one state spoken of, which acts
//	same-head, kind-noun   the same noun again; "the company" for the company just named
//	quote-speaker, quote-speaker-we   I and we in a quotation: its speaker; "we" is his side at best
//	reflexive, pronoun-fronted, pronoun-forward, pronoun-cataphor   himself; "after her release, Weber"
//	pronoun-speaker   "…, Weber said. She added": the speaker of the report that goes on
//	pronoun-topic     the one person of the sentence before, its subject
//	pronoun-subject, pronoun-salience   what the ranker chose: a subject or another
//	pronoun-again   the same pronoun in the sentence, though whom it means was not found
//
// It is a sieve of passes from the surest to the least sure, after Lee et
// al. (2013), "Deterministic coreference resolution based on entity-centric,
// precision-ranked rules"; the pronoun pass ranks the candidates that
// agreement and binding leave with a log-linear model over features of
// salience, as in Denis and Baldridge (2008). Cost grows linearly with the
// length of the document: every pass looks back over a bounded window or a
// hash of names.
package coref
