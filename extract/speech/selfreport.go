package speech

// What somebody says of his own doing without a that-clause, and what he says
// that he has from somebody else.

// selfReports are verbs whose gerund is something that the subject says he
// did or is: "admitted taking bribes", "boasted of taking bribes". "Recall"
// and "regret" say it too, but take it for granted.
var selfReports = map[string]bool{
	"admit": true, "acknowledge": true, "confess": true, "boast": true, "brag": true, "deny": true, "report": true, "describe": true, "mention": true,
	"recall": true, "recount": true, "concede": true, "own up": true, "claim": true, "disclose": true, "reveal": true, "admit to": true, "confess to": true,
	"boast of": true, "brag of": true, "boast about": true, "brag about": true, "speak of": true, "tell of": true,
}

// infinitiveClaims are verbs whose infinitive is what the subject says of
// himself: "claims to have won", "professes to be neutral".
var infinitiveClaims = map[string]bool{"claim": true, "profess": true}

// selfReport: "The guard admitted [taking bribes]", "claims [to have won]".
func (f *finder) selfReport(t *tree, v int, _ cueEntry, a Attribution) bool {
	if a.Source.Hidden() || t.child(v, "nsubj:pass", "aux:pass", "expl") >= 0 || t.tok(a.Source.Head.Token).UPOS == "NUM" {
		return false
	}
	lemma := t.cueLemma(v)
	for _, k := range t.kids[v] {
		if k < v {
			continue
		}
		switch {
		case infinitiveClaims[lemma] && t.is(k, "xcomp") && t.childLower(k, "mark", "to") >= 0 && t.child(v, "obj") < 0:
		case selfReports[lemma] && t.is(k, "xcomp", "ccomp") && t.gerund(k) && t.child(v, "obj") < 0:
		case selfReports[lemma] && t.is(k, "advcl", "obl") && t.gerund(k) && t.anyChildLower(k, "of", "to", "about") && t.child(v, "obj") < 0:
		case lemma == "claim" && t.is(k, "obj") && t.gerundOf(k) >= 0:
			k = t.gerundOf(k) // "claimed responsibility for bombing the bridge"
		default:
			continue
		}
		a.Content = t.spans(t.subtree(k))
		if a.Act == Judge || a.Act == Think || a.Act == Know {
			a.Act = Say
		}
		a.Rule, a.Confidence = "self-report", 0.7
		return f.add(t, v, a) >= 0
	}
	return false
}

// gerund reports a participle in -ing, or one of its auxiliaries: "having
// taken".
func (t *tree) gerund(k int) bool {
	if t.tok(k).XPOS == "VBG" {
		return true
	}
	for _, x := range t.kids[k] {
		if t.is(x, "aux", "aux:pass", "cop") && t.tok(x).XPOS == "VBG" {
			return true
		}
	}
	return false
}

// gerundOf is the gerund behind "for" that says what a noun of answering for
// something is about, -1 if there is none.
func (t *tree) gerundOf(n int) int {
	switch t.lemma(n) {
	case "responsibility", "credit", "blame", "guilt":
	default:
		return -1
	}
	for _, k := range t.kids[n] {
		if t.is(k, "acl", "advcl", "nmod") && t.gerund(k) && t.anyChildLower(k, "for") {
			return k
		}
	}
	return -1
}

// hearing are verbs of getting words from somebody else.
var hearing = map[string]bool{"hear": true, "learn": true, "gather": true, "understand": true, "discover": true, "know": true, "find out": true}

// heardFrom is the one whom the subject of a verb of hearing has the words
// from: "had heard from [Petrov] that Kiss had fled"; -1 if nobody is named.
func (t *tree) heardFrom(v int) int {
	if !hearing[t.cueLemma(v)] {
		return -1
	}
	for _, k := range t.kids[v] {
		if !t.is(k, "obl", "nmod") || t.childLower(k, "case", "from", "through", "via") < 0 {
			continue
		}
		if u := t.tok(k).UPOS; u == "PROPN" || u == "PRON" || u == "NOUN" && (t.tok(k).XPOS == "NNS" || t.child(k, "det", "nmod:poss", "amod", "nummod") >= 0) {
			return k
		}
	}
	return -1
}
