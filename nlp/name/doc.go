// Package name finds the names in a document and says what kind of thing each
// refers to: person, organisation, state, group, place or other.
//
// What enters: a document with tags and trees, and a label per token from the
// parser's name head. What leaves: mentions of form "name" in text order,
// without titles, articles and possessive endings, each with the reason for
// its kind. It never changes the document, and never joins mentions: that is
// coreference.
package name
