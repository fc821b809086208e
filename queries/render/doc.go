// Package render prints tables of package queries: for a terminal, and as
// JSON, CSV, TSV and Markdown.
//
// What enters: a finished [queries.Table] and where to write it. What leaves:
// text. Words from articles are untrusted: control characters never reach a
// terminal, and no cell begins a formula in a spreadsheet. It never asks what
// kind of terminal there is; the caller says.
package render
