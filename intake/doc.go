// Package intake turns files into articles.
//
// What enters: paths of files and folders, glob patterns, or "-" for standard
// input, holding plain text, Markdown, HTML pages or JSON lines. What leaves:
// a stream of [text.Article] values, each with its title, day of publication,
// page leftovers marked, and a map from its text to the bytes of the file;
// or, for what is not an article, a [Skip] that says why in words.
//
// It never guesses a date that neither metadata nor the text gives, never
// changes the letters of a plain text file, never writes, and never looks at
// grammar beyond what tells page furniture from prose.
package intake
