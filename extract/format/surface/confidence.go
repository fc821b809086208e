package surface

import (
	"math"
	"strings"
)

// prior is the log-odds of a rule, fitted with the weights below to the match
// precisions of CaRB dev by logistic regression with an L2 penalty.
var prior = map[string]float64{
	"adverbial-adverb":        -0.19,
	"adverbial-content":       -0.36,
	"adverbial-obj":           -0.31,
	"adverbial-obl":           0.23,
	"apposition":              -0.22,
	"conjunct-adverb":         0.07,
	"conjunct-content":        0.13,
	"conjunct-obj":            0.35,
	"conjunct-obl":            0.60,
	"controlled-adverb":       -0.16,
	"controlled-obj":          -0.04,
	"controlled-obl":          -0.75,
	"copula":                  -0.14,
	"copula-adjective-obl":    0.51,
	"copula-clause":           0.04,
	"copula-of":               -0.81,
	"copula-phrase":           0.12,
	"example":                 -0.66,
	"existential":             -0.50,
	"further-obl":             0.18,
	"owned":                   -1.47,
	"participle-adverb":       -0.43,
	"participle-content":      0.36,
	"participle-obj":          0.05,
	"participle-obl":          -0.20,
	"possessive":              -1.10,
	"relative-adverb":         0.04,
	"relative-content":        -0.00,
	"relative-obj":            -0.00,
	"relative-obl":            0.67,
	"title":                   -0.21,
	"verb-adverb":             -0.17,
	"verb-complement-adverb":  0.07,
	"verb-complement-content": 0.44,
	"verb-complement-obj":     1.05,
	"verb-complement-obl":     0.41,
	"verb-content":            0.88,
	"verb-obj":                0.79,
	"verb-obl":                0.61,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.11
	sentenceWeight = -0.57
	subjectWeight  = 0.05
	objectWeight   = 0.12
	relationWeight = 0.13
	moreWeight     = 0.31
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
