// Package nlp annotates articles: tokens, sentences, tags, lemmas, trees,
// names, coreference and time expressions.
//
// What enters: an article's text, English, as intake found it. What leaves: a
// text.Document in which every annotation is a byte span of that text. Its
// sub-packages do one step each and do not know each other's order; Annotate
// does. It never reads files, never asks the network, and gives the same
// annotations for the same text on every machine and number of goroutines.
package nlp
