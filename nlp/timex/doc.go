// Package timex finds time expressions in a document and resolves them.
//
// What enters: a [text.Document] with sentences and tokens, with tags and
// heads where there are any (they tell the tense of the governing verb), and
// the day of publication of its article. What leaves: [text.TimeExpr] values
// in text order, each with its bytes, its TIMEX3 type and value, its EDTF
// value, and how the value is known. It never guesses: without a day of
// publication relative expressions keep an empty EDTF value, and an anaphor
// ("the same day") without an antecedent stays unresolved.
//
// The span of an expression leaves out the preposition before it, but its
// EDTF value includes what the preposition means: "since 2022" is
// "2022/..", "by the end of March" is an interval with an open start.
package timex
