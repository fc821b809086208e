// Package text holds the data that passes between the stages: articles,
// spans, tokens, sentences, mentions, time expressions and the annotated
// document that carries them.
//
// What enters: nothing; it is data only. What leaves: values that intake
// creates, nlp fills in and extract reads. It never reads files, never
// decides anything linguistic and imports none of our packages.
//
// Every offset is a byte offset into [Article.Text] unless a name says
// otherwise; [ByteMap] leads from there to the bytes of the file as it was
// found.
package text
