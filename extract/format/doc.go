// Package format writes statements for people and programs: JSON lines,
// tab-separated values, an aligned table, the formats of open-extraction
// scorers, CoNLL-U, and an explanation of each statement beside its tree.
//
// What enters: an article or annotated document and its statements. What
// leaves: text on an io.Writer. Offsets are bytes of the file that the
// article was read from. It never changes a statement, never decides which
// to show and never buffers more than one document.
package format
