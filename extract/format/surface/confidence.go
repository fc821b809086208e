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
	"adverbial-obj":           -0.30,
	"adverbial-obl":           0.24,
	"apposition":              -0.37,
	"conjunct-adverb":         0.07,
	"conjunct-content":        0.13,
	"conjunct-obj":            0.36,
	"conjunct-obl":            0.61,
	"controlled-adverb":       -0.15,
	"controlled-obj":          -0.03,
	"controlled-obl":          -0.74,
	"copula":                  -0.14,
	"copula-adjective-obl":    0.52,
	"copula-clause":           0.05,
	"copula-of":               -0.81,
	"copula-phrase":           0.13,
	"example":                 -0.65,
	"existential":             -0.48,
	"further-obl":             0.19,
	"owned":                   -1.75,
	"participle-adverb":       -0.42,
	"participle-content":      0.36,
	"participle-obj":          0.06,
	"participle-obl":          -0.20,
	"possessive":              -1.09,
	"relative-adverb":         0.04,
	"relative-content":        0.00,
	"relative-obj":            0.01,
	"relative-obl":            0.68,
	"title":                   -0.00,
	"verb-adverb":             -0.16,
	"verb-complement-adverb":  0.07,
	"verb-complement-content": 0.44,
	"verb-complement-obj":     1.05,
	"verb-complement-obl":     0.41,
	"verb-content":            0.89,
	"verb-obj":                0.81,
	"verb-obl":                0.62,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.14
	sentenceWeight = -0.57
	subjectWeight  = 0.06
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
