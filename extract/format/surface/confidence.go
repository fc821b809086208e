package surface

import (
	"math"
	"strings"
)

// prior is the log-odds of a rule, fitted with the weights below to the match
// precisions of CaRB dev by logistic regression with an L2 penalty.
var prior = map[string]float64{
	"adverbial-adverb":        -0.23,
	"adverbial-content":       -0.40,
	"adverbial-obj":           -0.47,
	"adverbial-obl":           0.34,
	"apposition":              -0.51,
	"conjunct-adverb":         0.07,
	"conjunct-content":        0.05,
	"conjunct-obj":            0.18,
	"conjunct-obl":            0.61,
	"controlled-adverb":       -0.16,
	"controlled-obj":          -0.06,
	"controlled-obl":          -0.73,
	"copula":                  -0.20,
	"copula-adjective-obl":    0.58,
	"copula-clause":           0.00,
	"copula-of":               -0.75,
	"copula-phrase":           0.14,
	"existential":             -0.56,
	"further-obj":             -1.00,
	"further-obl":             0.07,
	"participle-adverb":       -0.45,
	"participle-content":      0.34,
	"participle-obj":          -0.27,
	"participle-obl":          -0.18,
	"possessive":              -1.21,
	"relative-adverb":         0.05,
	"relative-content":        -0.04,
	"relative-obj":            -0.05,
	"relative-obl":            0.64,
	"title":                   -0.04,
	"verb-adverb":             -0.14,
	"verb-complement-adverb":  0.09,
	"verb-complement-content": 0.46,
	"verb-complement-obj":     1.09,
	"verb-complement-obl":     0.44,
	"verb-content":            0.77,
	"verb-obj":                0.67,
	"verb-obl":                0.68,
}

// The weights of what speaks for or against a tuple. Lengths count in natural
// logarithms of words.
const (
	bias           = -0.07
	sentenceWeight = -0.46
	subjectWeight  = 0.06
	objectWeight   = 0.15
	relationWeight = -0.03
	moreWeight     = 0.24
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
