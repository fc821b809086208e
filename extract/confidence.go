package extract

import (
	"math"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// knot is one point of the table by which evidence becomes confidence.
type knot struct{ evidence, confidence float64 }

// calibration maps evidence to the share of statements that a careful reader
// finds right; between its knots it is linear, beyond its ends constant. It
// rises throughout, so that it changes no order. Fitted to the verdicts of
// eval/gold/judged/statements.tsv; eval's TestConfidence prints the fit (-v)
// and fails when the table no longer holds.
var calibration = []knot{
	{-1.5, 0.35}, {-0.7, 0.62}, {-0.2, 0.75}, {1.2, 0.79}, {1.6, 0.83}, {1.9, 0.90}, {3, 0.96},
}

// prior is the evidence of a rule that nothing speaks for or against.
var prior = map[string]float64{
	"svo": 1.6, "svoo": 1.4, "sva": 1.3, "sv": 1.0, "svc": 1.0, "naming": 1.6,
	"passive-agent": 1.7, "passive": 1.5, "passive-sva": 1.2,
	"light-verb": 1.8, "host-meets": 1.4, "based-in": 1.9, "reciprocal": 1.8, "nominal-event": 0.9, "compound-participle": 1.5,
	"copula-noun": 1.2, "copula-adjective": 1.2, "copula-phrase": 0.8, "existential": 0.2,
	"role-before-name": 2.4, "role-apposition": 1.9, "role-copula": 1.8, "role-appointed": 1.7,
	"say": 2.0, "say-according": 2.0, "say-continued": 1.3,
}

// weights of what makes a reading more or less safe than its rule's prior.
const (
	inHuge     = -1.2 // a sentence of more than 60 tokens
	inLong     = -0.8 // more than 45
	inLongish  = -0.4 // more than 30
	inShort    = 0.3  // fewer than 15
	inMended   = -0.4 // some word of the sentence hung where the words show it cannot
	sharedTerm = -0.4 // an argument found through coordination, control or a relative clause
	namedTerm  = 0.3  // an argument that is a name
	pronoun    = -0.4 // one that is a pronoun
	shortWords = -1.0 // words of fewer than six letters that are no quotation
	distant    = -0.4 // an argument more than 15 tokens away from the verb
	nested     = -0.2 // somebody says that somebody says
)

// evidence sums what speaks for the statement, in no unit but its order.
func (x *extractor) evidence(f *fact, s *schema.Statement) float64 {
	t := f.t
	z := prior[f.rule]
	n := len(t.s.Tokens)
	switch {
	case n > 60:
		z += inHuge
	case n > 45:
		z += inLong
	case n > 30:
		z += inLongish
	case n < 15:
		z += inShort
	}
	if x.mended[t.si] {
		z += inMended
	}
	if f.shared {
		z += sharedTerm
	}
	for _, tm := range []schema.Term{s.Subject, s.Object} {
		if tm.IsZero() {
			continue
		}
		switch {
		case tm.Kind == schema.TermActor && tm.Mention >= 0 && x.d.Mentions[tm.Mention].Form == text.FormName:
			z += namedTerm
		case tm.Head.Sentence == t.si && tm.Head.Token >= 0 && tm.Head.Token < n && tm.Kind != schema.TermLiteral && t.upos(tm.Head.Token) == "PRON":
			z += pronoun
		case tm.Kind == schema.TermLiteral && f.rule != "say" && tm.Span.Len() < 6 && tm.Head.Sentence == t.si && tm.Text != "":
			z += shortWords
		}
		if d := tm.Head.Token - f.at; tm.Head.Sentence == t.si && (d > 15 || d < -15) {
			z += distant
		}
	}
	if len(s.Source) > 1 {
		z += nested
	}
	return z
}

// confidence is the probability that a reader accepts the statement, to three
// digits.
func confidence(evidence float64) float64 {
	last := calibration[len(calibration)-1]
	p := last.confidence
	for i, k := range calibration {
		if evidence > k.evidence {
			continue
		}
		p = k.confidence
		if i > 0 {
			a := calibration[i-1]
			p = a.confidence + (k.confidence-a.confidence)*(evidence-a.evidence)/(k.evidence-a.evidence)
		}
		break
	}
	return math.Round(p*1000) / 1000
}
