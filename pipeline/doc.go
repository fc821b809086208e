// Package pipeline is the one road from article to stored statements.
//
// What enters: paths of articles and a store. What leaves: records in the
// store, and a report of what was read, skipped and changed. It is the only
// package that knows all stages (intake, nlp, extract, resolve, graph) and
// holds no linguistics and no storage of its own.
package pipeline
