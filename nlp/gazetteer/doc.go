// Package gazetteer knows the world's states and their peoples, capitals and
// seats of power, larger cities, leaders and organisations, first names and
// nouns for persons and groups.
//
// What enters: a name or word as a text has it; case, accents, hyphens and a
// leading "the" do not matter. What leaves: what that name may refer to,
// without a choice between the possibilities: that takes the text. The tables
// are embedded and read at first use, within a few milliseconds; it never
// reads files and never learns.
//
// actors.csv is our own and meant to be edited. The other tables are written
// by "go run ./cmd/train gazetteer"; docs/gazetteer.md names their sources and
// licences.
package gazetteer
