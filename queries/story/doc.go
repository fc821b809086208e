// Package story reads stories: a graph in a few readable lines, questions to
// it, and the answers that are wanted. They are the tests of the saved
// queries, and of the queries that users write. testdata/README.md beside
// the stories defines their language.
//
// What enters: the text of a story. What leaves: records to store, and
// questions with the tables expected for them. It never runs a query and
// never stores anything: the caller has the graph.
package story
