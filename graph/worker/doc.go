// Package worker runs queries of strangers in processes of their own, so that
// none of them can end this one, hold its memory or go on burning its
// processors: a script in Gizmo is a program.
//
// What enters: a store, and texts in Cayley's query languages with limits of
// time, processor, memory, rows and bytes. What leaves: their rows, or an
// error that says which limit was met. A worker is this program started again
// with a hidden verb; it reads a checkpoint of the store (hard links, renewed
// after writes; a store that is open for reading only is read in place), talks
// over its standard input and output, is stopped when a query does not end
// cleanly or its client goes away, and ends when its parent does. It never
// writes to the store.
package worker
