// Package graph is the store: it keeps what was read from documents, whole
// documents at a time, as records and as the quads of a Cayley graph.
//
// What enters: schema.Record values, and triples that other tools extracted.
// What leaves: statements, actors, timelines, paths, and the answers to
// scripts in Cayley's query languages, each of them leading back to its
// documents. It is the only importer of Cayley. It never reads language,
// never looks at the clock for anything that it stores of its own, and never
// shows a document by halves: a document is in the store whole or not at
// all, whatever ends the process.
//
// docs/data-model.md describes the quads, docs/store.md the files and keys.
package graph
