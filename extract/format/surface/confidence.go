package surface

import (
	"math"
	"strings"
)

// prior is the log-odds of a rule, fitted with the weights below to the match
// precisions of CaRB dev by TestFitOpenConfidence in package eval.
var prior = map[string]float64{
	"adverbial-adverb":        -0.20,
	"adverbial-content":       -0.37,
	"adverbial-obj":           -0.31,
	"adverbial-obl":           0.20,
	"apposition":              -0.22,
	"conjunct-adverb":         0.07,
	"conjunct-content":        0.13,
	"conjunct-obj":            0.43,
	"conjunct-obl":            0.64,
	"controlled-adverb":       -0.16,
	"controlled-obj":          -0.05,
	"controlled-obl":          -0.76,
	"copula":                  -0.14,
	"copula-adjective-obl":    0.49,
	"copula-clause":           0.05,
	"copula-of":               -0.85,
	"copula-phrase":           0.12,
	"example":                 -0.67,
	"existential":             -0.45,
	"further-obl":             0.15,
	"owned":                   -1.48,
	"participle-adverb":       -0.43,
	"participle-content":      0.36,
	"participle-obj":          0.05,
	"participle-obl":          -0.21,
	"possessive":              -1.11,
	"relative-adverb":         0.03,
	"relative-content":        0.00,
	"relative-obj":            -0.01,
	"relative-obl":            0.72,
	"title":                   -0.22,
	"verb-adverb":             -0.17,
	"verb-complement-adverb":  0.05,
	"verb-complement-content": 0.43,
	"verb-complement-obj":     1.02,
	"verb-complement-obl":     0.38,
	"verb-content":            0.89,
	"verb-obj":                0.85,
	"verb-obl":                0.61,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.10
	sentenceWeight = -0.51
	subjectWeight  = 0.03
	objectWeight   = 0.10
	relationWeight = 0.15
	moreWeight     = 0.30
)

// confidence estimates the share of a tuple's words that a reader would have
// put there, too.
func (r *reader) confidence(rule, relation string, args []string) float64 {
	length := func(s string) float64 { return math.Log(float64(max(1, len(strings.Fields(s))))) }
	z := bias + prior[rule] +
		sentenceWeight*(math.Log(float64(max(1, len(r.s.Tokens))))-3) +
		subjectWeight*length(args[0]) + objectWeight*length(args[1]) + relationWeight*length(relation) +
		moreWeight*float64(min(3, len(args)-2))
	p := 1 / (1 + math.Exp(-z))
	return math.Round(p*1000) / 1000
}
