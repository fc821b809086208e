// Package resolve turns the mentions of a document into actors, and the
// actors of many documents into the actors of the graph.
//
// What enters: an annotated document with its statements (Local), or the
// local actors of all documents (Link). What leaves: a schema.Record whose
// terms name their actors, and an Assignment from local to global actors with
// the reason for every merge. It never reads language beyond names, never
// stores anything, and its result depends on the set of documents only, not
// on the order in which they came.
package resolve
