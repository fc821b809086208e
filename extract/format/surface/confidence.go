package surface

import (
	"math"
	"strings"
)

// prior is the log-odds of a rule, fitted with the weights below to the match
// precisions of CaRB dev by TestFitOpenConfidence in package eval.
var prior = map[string]float64{
	"adverbial-adverb":        -0.22,
	"adverbial-content":       -0.37,
	"adverbial-obj":           -0.18,
	"adverbial-obl":           0.21,
	"apposition":              -0.25,
	"conjunct-adverb":         -0.07,
	"conjunct-content":        0.37,
	"conjunct-obj":            0.48,
	"conjunct-obl":            0.44,
	"controlled-adverb":       -0.15,
	"controlled-obj":          0.07,
	"controlled-obl":          -0.43,
	"copula":                  0.00,
	"copula-adjective-obl":    0.41,
	"copula-clause":           0.02,
	"copula-of":               -0.90,
	"copula-phrase":           0.16,
	"example":                 -0.70,
	"existential":             -0.53,
	"further-obl":             0.12,
	"owned":                   -1.42,
	"participle-adverb":       -0.37,
	"participle-content":      0.34,
	"participle-obj":          0.16,
	"participle-obl":          0.00,
	"possessive":              -1.11,
	"relative-adverb":         -0.30,
	"relative-content":        -0.03,
	"relative-obj":            0.09,
	"relative-obl":            0.80,
	"title":                   -0.64,
	"verb-adverb":             -0.08,
	"verb-complement-adverb":  0.01,
	"verb-complement-content": 0.40,
	"verb-complement-obj":     0.91,
	"verb-complement-obl":     0.29,
	"verb-content":            0.83,
	"verb-obj":                0.80,
	"verb-obl":                0.62,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.16
	sentenceWeight = -0.52
	subjectWeight  = -0.00
	objectWeight   = 0.20
	relationWeight = 0.22
	moreWeight     = -0.18
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
