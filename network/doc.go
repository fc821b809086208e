// Package network makes the network of actors out of a graph, and writes it
// and the statements as files of other programs: GEXF for Gephi, GraphML for
// yEd, Cytoscape, R and Python, pairs of CSV for spreadsheets and Neo4j,
// JSON-LD, N-Quads and JSON lines.
//
// What enters: a store, and what to take of it. What leaves: bytes, the same
// for the same graph. Every edge keeps its modality apart: what happened and
// what was planned or denied are never one edge. It writes to the writer that
// it is given and makes no files of its own.
package network
