// Package schema is the vocabulary of Dramatis: statements, actors, events,
// dates, modalities, event types and relations, and the rules that a
// statement must keep.
//
// What enters: nothing but an ontology file. What leaves: validated values.
// It never touches storage (quads are the business of package graph), never
// reads language and never looks at the clock.
package schema
