// Package train fits the model of nlp/parse to treebanks.
//
// What enters: sentences with trees, tags or name labels, options and a seed.
// What leaves: the bytes of a model file, and scores on held-out sentences as
// training goes on. The same input, seed and kind of processor give the same
// bytes. It never reads a test split, and nothing that reads news imports it.
package train
