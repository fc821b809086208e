// Package token cuts the text of an article into paragraphs, sentences and
// syntactic words as Universal Dependencies English does it: clitics apart
// (do|n't, Kyiv|'s, can|not), hyphenated compounds apart (US|-|proposed)
// save for bound prefixes (pro-Russian), abbreviations with their period.
//
// What enters: an Article's text, any valid UTF-8. What leaves: sentences
// whose tokens carry byte spans of that text, ascending and disjoint. It
// never changes the text, never drops a visible character of the prose, and
// assigns no tags. All of it runs in time linear in the length of the text.
package token
