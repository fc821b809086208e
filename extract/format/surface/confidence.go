package surface

import (
	"math"
	"strings"
)

// prior is the log-odds of a rule, fitted with the weights below to the match
// precisions of CaRB dev by TestFitOpenConfidence in package eval.
var prior = map[string]float64{
	"adverbial-adverb":        -0.23,
	"adverbial-content":       -0.37,
	"adverbial-obj":           -0.21,
	"adverbial-obl":           0.21,
	"apposition":              -0.26,
	"conjunct-adverb":         -0.08,
	"conjunct-content":        0.35,
	"conjunct-obj":            0.45,
	"conjunct-obl":            0.44,
	"controlled-adverb":       -0.16,
	"controlled-obj":          0.06,
	"controlled-obl":          -0.43,
	"copula":                  -0.08,
	"copula-adjective-obl":    0.42,
	"copula-clause":           0.01,
	"copula-of":               -0.88,
	"copula-phrase":           0.15,
	"example":                 -0.72,
	"existential":             -0.54,
	"further-obl":             0.13,
	"owned":                   -1.46,
	"participle-adverb":       -0.38,
	"participle-content":      0.33,
	"participle-obj":          0.13,
	"participle-obl":          -0.07,
	"possessive":              -1.15,
	"relative-adverb":         0.02,
	"relative-content":        -0.04,
	"relative-obj":            0.06,
	"relative-obl":            0.78,
	"title":                   -0.23,
	"verb-adverb":             -0.10,
	"verb-complement-adverb":  0.01,
	"verb-complement-content": 0.40,
	"verb-complement-obj":     0.88,
	"verb-complement-obl":     0.20,
	"verb-content":            0.81,
	"verb-obj":                0.77,
	"verb-obl":                0.62,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.09
	sentenceWeight = -0.55
	subjectWeight  = -0.00
	objectWeight   = 0.18
	relationWeight = 0.18
	moreWeight     = -0.19
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
