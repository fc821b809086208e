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
	"adverbial-obj":           -0.19,
	"adverbial-obl":           0.22,
	"apposition":              -0.27,
	"conjunct-adverb":         -0.07,
	"conjunct-content":        0.36,
	"conjunct-obj":            0.47,
	"conjunct-obl":            0.45,
	"controlled-adverb":       -0.15,
	"controlled-obj":          0.08,
	"controlled-obl":          -0.42,
	"copula":                  -0.11,
	"copula-adjective-obl":    0.43,
	"copula-clause":           0.01,
	"copula-of":               -0.88,
	"copula-phrase":           0.17,
	"example":                 -0.72,
	"existential":             -0.53,
	"further-obl":             0.14,
	"owned":                   -1.44,
	"participle-adverb":       -0.38,
	"participle-content":      0.34,
	"participle-obj":          0.15,
	"participle-obl":          -0.06,
	"possessive":              -1.12,
	"relative-adverb":         0.03,
	"relative-content":        -0.03,
	"relative-obj":            0.09,
	"relative-obl":            0.78,
	"title":                   -0.65,
	"verb-adverb":             -0.08,
	"verb-complement-adverb":  0.02,
	"verb-complement-content": 0.41,
	"verb-complement-obj":     0.88,
	"verb-complement-obl":     0.19,
	"verb-content":            0.82,
	"verb-obj":                0.79,
	"verb-obl":                0.63,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.16
	sentenceWeight = -0.51
	subjectWeight  = 0.02
	objectWeight   = 0.19
	relationWeight = 0.19
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
