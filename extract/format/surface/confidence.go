package surface

import "math"

// prior is the log-odds of a rule that nothing speaks for or against.
var prior = map[string]float64{}

// confidence estimates the probability that a reader accepts a tuple.
func (r *reader) confidence(rule string, pred int, relation string, args []string, z float64) float64 {
	z += prior[rule]
	z -= float64(len(args[0])+len(args[1])) / 100
	p := 1 / (1 + math.Exp(-z))
	return math.Round(p*1000) / 1000
}
