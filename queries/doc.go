// Package queries answers questions from the graph with saved query files.
//
// What enters: query files (Gizmo, GraphQL, MQL, or a named primitive), each
// beginning with a front matter that says which question it answers, its
// parameters and its columns; the values of parameters as people type them;
// and a [Graph]. What leaves: a [Table], every row of which leads to the
// statements it rests on: sentence, document, characters, speaker, date and
// basis, and modality. Package render prints tables; package story tests
// query files.
//
// Two promises hold for every query, whatever its file says. Values of
// parameters reach the query language as data, never as program text. And a
// row that rests on statements shows their modality, and is left out unless
// that modality was asked for.
//
// It never writes to the graph, never prints and never looks at the clock.
package queries
