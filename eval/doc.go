// Package eval measures quality on the dev sets: readers of gold data,
// scorers as their papers define them, and the named evaluations that
// `dramatis eval` runs.
//
// What enters: a folder of dev data and the stages to measure. What leaves:
// typed scores and reports that are the same bytes in every run, kept as
// golden files. It never trains, and never reads a test split.
package eval
