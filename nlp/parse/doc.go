// Package parse tags the words of sentences, builds their dependency trees
// and labels names, with one small neural network.
//
// What enters: sentences of tokens that have a text. What leaves: the same
// tokens with Universal and Penn tags, heads and Universal Dependencies
// relations, and a name label per token. Every sentence gets a tree with one
// root, however long or odd it is. It never changes spans, texts or lemmas,
// never looks beyond the sentence, and gives the same output on every
// machine and for every grouping of the sentences.
//
// The network is a stack of bidirectional long short-term memories over
// hashed word features, with biaffine scores for arcs and relations after
// Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing"
// (ICLR 2017). docs/models.md tells what it was trained on and how well it
// does.
package parse
