package speech

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// mendSaid corrects what decides whose words a clause is: a verb of speech
// that lost its subject, a perfect that fell apart below it, what goes on
// behind its content.
func mendSaid(s *text.Sentence, i int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	if s.Tokens[i].Deprel == "obl:agent" {
		if c := s.Child(i, "case"); c >= 0 && c < i && strings.EqualFold(s.Tokens[c].Text, "of") {
			edit(i, s.Tokens[i].Head, "obl") // "had been told of the plan"
		}
	}
	mendOutside(s, i, edit)
	mendSpeaker(s, i, lex, edit)
	mendOpening(s, i, edit)
	mendHad(s, i, edit, retag)
	mendShould(s, i, edit)
	mendSilence(s, i, lex, edit, retag)
	mendBare(s, i, edit)
	mendInserted(s, i, lex, edit)
	mendQuoted(s, i, edit)
	mendThat(s, i, lex, edit)
	mendWhat(s, i, edit, retag)
	mendBetween(s, i, lex, edit)
	mendSubjects(s, i, lex, edit)
	mendSet(s, i, lex, edit)
}

// saying reports a tensed active verb that takes what is said.
func saying(s *text.Sentence, v int, lex *lexicon) bool {
	switch s.Tokens[v].XPOS {
	case "VBD", "VBZ", "VBP":
	default:
		return false
	}
	e, ok := lex.verbs[strings.ToLower(s.Tokens[v].Lemma)]
	return ok && s.Tokens[v].UPOS == "VERB" && (e.takes('t') || e.takes('q'))
}

// closing is the last quotation mark before token i if that one closes, -1 if
// it opens or there is none.
func closing(s *text.Sentence, i int) int {
	for k := i - 1; k >= 0; k-- {
		switch m, _ := doubleMark(s.Tokens[k].Text); {
		case m == markClose, m == markEither && (s.Tokens[k].Space && k > 0 && !s.Tokens[k-1].Space):
			return k
		case m != markNone:
			return -1
		}
	}
	return -1
}

// mendOutside frees a verb of the article from the quotation before it, which
// it was hung on as if it were one more thing said: ““But I can read,” he
// says.” Words inside of the marks govern none outside of them.
func mendOutside(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	h := s.Tokens[v].Head
	if h < 0 || h > v || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].Deprel != "ccomp" && s.Tokens[v].Deprel != "conj" && s.Tokens[v].Deprel != "advcl" || s.Tokens[h].UPOS != "VERB" {
		return
	}
	n, m := s.Child(v, "nsubj"), closing(s, v)
	if n < 0 || m < h || n < m || s.Child(v, "mark", "cc", "ccomp", "obj") >= 0 {
		return
	}
	for k := m + 1; k < v; k++ {
		if !s.Below(k, v) {
			return
		}
	}
	for k := h; k >= 0; k = s.Tokens[k].Head {
		if k > m {
			return // the quotation hangs on a verb behind it
		}
	}
	edit(v, h, "parataxis")
}

// mendSpeaker gives a verb of speech the noun between it and the end of the
// quotation, which was hung on a word inside: “…,” her spokesman, Tobias Renn,
// said.
func mendSpeaker(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string)) {
	if !saying(s, v, lex) || s.Child(v, "nsubj", "nsubj:pass", "expl", "csubj") >= 0 {
		return
	}
	m, who := closing(s, v), -1
	if m < 0 || m+1 >= v {
		return
	}
	for k := m + 1; k < v; k++ {
		if h := s.Tokens[k].Head; h > m || s.Tokens[k].UPOS == "PUNCT" {
			continue
		}
		if who >= 0 {
			return
		}
		who = k
	}
	if who < 0 || s.Tokens[who].UPOS != "NOUN" && s.Tokens[who].UPOS != "PROPN" && s.Tokens[who].UPOS != "PRON" || s.Child(who, "case", "mark") >= 0 || s.Below(v, who) {
		return
	}
	edit(who, v, "nsubj")
}

// mendOpening gives the verb of a sentence the name that was hung on the
// participle before it as an explanation: "Opening the debate, Anna Lind, the
// mayor, said …".
func mendOpening(s *text.Sentence, v int, edit func(i, head int, rel string)) {
	if x := s.Tokens[v].XPOS; s.Tokens[v].Head >= 0 || x != "VBD" && x != "VBZ" && x != "VBP" || s.Child(v, "nsubj", "nsubj:pass", "expl", "csubj") >= 0 {
		return
	}
	for a := 2; a < v; a++ {
		if s.Tokens[a].Deprel != "appos" || s.Tokens[a].UPOS != "PROPN" && s.Tokens[a].UPOS != "NOUN" {
			continue
		}
		p := -1
		for k := s.Tokens[a].Head; k >= 0 && k < a; k = s.Tokens[k].Head {
			p = k
			if s.Tokens[k].Deprel == "appos" {
				return
			}
			if s.Tokens[k].Head == v {
				break
			}
		}
		if p < 0 || s.Tokens[p].Head != v || s.Tokens[p].Deprel != "advcl" || s.Tokens[p].XPOS != "VBG" && s.Tokens[p].XPOS != "VBN" || s.Child(p, "mark", "nsubj") >= 0 {
			continue
		}
		if !comma(s, firstOf(s, a)) {
			continue
		}
		edit(a, v, "nsubj")
		return
	}
}

// firstOf is the first token of the subtree of i.
func firstOf(s *text.Sentence, i int) int {
	for k := range i {
		if s.Below(k, i) {
			return k
		}
	}
	return i
}

// comma reports a comma at token k or right before it.
func comma(s *text.Sentence, k int) bool {
	return s.Tokens[k].Text == "," || k > 0 && s.Tokens[k-1].Text == ","
}

// mendHad makes an auxiliary of the "had" that was read as a second thing
// said: "said Oslo had in fact offered a truce".
func mendHad(s *text.Sentence, g int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	v := s.Tokens[g].Head
	if v < 0 || v > g || s.Tokens[g].Deprel != "ccomp" || s.Tokens[g].XPOS != "VBN" && s.Tokens[g].XPOS != "VBD" {
		return
	}
	for h := v + 1; h < g; h++ {
		if s.Tokens[h].Head != v || s.Tokens[h].Deprel != "ccomp" || strings.ToLower(s.Tokens[h].Lemma) != "have" || s.Child(g, "aux") >= 0 {
			continue
		}
		n := s.Child(g, "nsubj", "nsubj:pass")
		if m := s.Child(h, "nsubj"); n < 0 {
			n = m
		} else if m >= 0 {
			continue
		}
		if n < 0 || n > h {
			continue
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head == h && k != n && s.Tokens[k].UPOS != "PUNCT" && s.Tokens[k].Deprel != "obl" && s.Tokens[k].Deprel != "advmod" {
				return
			}
		}
		for k := range s.Tokens {
			if s.Tokens[k].Head == h {
				edit(k, g, s.Tokens[k].Deprel)
			}
		}
		edit(h, g, "aux")
		retag(h, "AUX", s.Tokens[h].XPOS)
		retag(g, "VERB", "VBN")
		return
	}
}

// mendShould makes a condition of the inverted clause behind what is said:
// "warned that Oslo would leave should the talks fail".
func mendShould(s *text.Sentence, g int, edit func(i, head int, rel string)) {
	v := s.Tokens[g].Head
	if v < 0 || v > g || s.Tokens[g].Deprel != "ccomp" && s.Tokens[g].Deprel != "parataxis" && s.Tokens[g].Deprel != "conj" || s.Child(g, "mark", "cc") >= 0 || s.Tokens[len(s.Tokens)-1].Text == "?" {
		return
	}
	a, n := s.Child(g, "aux", "aux:pass", "cop"), s.Child(g, "nsubj", "nsubj:pass", "expl")
	if a < 0 || n < a || firstOf(s, g) != a {
		return
	}
	switch strings.ToLower(s.Tokens[a].Text) {
	case "should", "had", "were":
	default:
		return
	}
	c := -1
	for k := v + 1; k < a; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "ccomp" && k != g {
			c = k
		}
	}
	if c < 0 {
		return
	}
	edit(g, c, "advcl")
}

// silences are verbs by which a speaker keeps something back.
var silences = map[string]bool{"decline": true, "refuse": true}

// mendSilence gives the speaker what he did not say, where that was joined to
// what he said: "confirmed that she had been asked, but declined to say by
// whom".
func mendSilence(s *text.Sentence, k int, lex *lexicon, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	c := s.Tokens[k].Head
	if s.Tokens[k].Deprel != "conj" || c < 0 || c > k || !silences[strings.ToLower(s.Tokens[k].Lemma)] || s.Tokens[c].Deprel != "ccomp" || s.Child(k, "nsubj", "aux", "aux:pass") >= 0 {
		return
	}
	v, x := s.Tokens[c].Head, s.Child(k, "xcomp")
	if v < 0 || v > c || x < 0 || s.Child(v, "nsubj") < 0 || s.Tokens[v].XPOS != "VBD" {
		return
	}
	e, ok := lex.verbs[strings.ToLower(s.Tokens[x].Lemma)]
	if !ok || !e.takes('t') && !e.takes('q') && !e.takes('n') && !e.takes('w') {
		return
	}
	edit(k, v, "conj")
	retag(k, "VERB", "VBD")
}

// mendBare gives the speaker the past verb that was joined to one without a
// tense in what he said: "demanded that both sides leave, and blamed the
// government".
func mendBare(s *text.Sentence, k int, edit func(i, head int, rel string)) {
	c := s.Tokens[k].Head
	if s.Tokens[k].Deprel != "conj" || c < 0 || c > k || s.Tokens[k].XPOS != "VBD" || strings.EqualFold(s.Tokens[k].Text, s.Tokens[k].Lemma) ||
		s.Tokens[c].Deprel != "ccomp" || s.Tokens[c].UPOS != "VERB" || s.Child(k, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") >= 0 {
		return
	}
	v := s.Tokens[c].Head
	if v < 0 || v > c || s.Tokens[v].XPOS != "VBD" || s.Child(v, "nsubj") < 0 {
		return
	}
	modal := false
	for j := range s.Tokens {
		modal = modal || s.Tokens[j].Head == c && s.Tokens[j].XPOS == "MD"
	}
	if s.Tokens[c].XPOS == "VB" && (modal || s.Child(c, "aux") < 0) || s.Tokens[c].XPOS == "VBP" && demanding[strings.ToLower(s.Tokens[v].Lemma)] {
		edit(k, v, "conj")
	}
}

// demanding are verbs that say what somebody is to do, in a clause whose verb
// has no tense.
var demanding = map[string]bool{
	"demand": true, "insist": true, "recommend": true, "propose": true, "request": true, "ask": true, "require": true, "order": true, "urge": true,
}

// mendInserted reads a relative clause with its speaker between commas:
// "ministers who, he claims, took money". Parsers make the pronoun the object
// of the verb of speech and hang the verb behind it somewhere above.
func mendInserted(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string)) {
	if s.Tokens[v].Deprel != "acl:relcl" || !saying(s, v, lex) || v+2 >= len(s.Tokens) || s.Tokens[v+1].Text != "," {
		return
	}
	n, noun := s.Child(v, "nsubj"), s.Tokens[v].Head
	if n < 2 || noun < 0 || s.Child(v, "ccomp", "xcomp") >= 0 {
		return
	}
	w := firstOf(s, n) - 1
	if w < 1 || s.Tokens[w].Text != "," || !relativeWord(s.Tokens[w-1].Text) || s.Tokens[w-1].Head != v {
		return
	}
	for u := v + 2; u < len(s.Tokens) && u <= v+5; u++ {
		switch s.Tokens[u].UPOS {
		case "AUX", "ADV", "PART":
			continue
		case "VERB":
			if !tensed(s, u) || subjected(s, u, w-1) {
				return
			}
			edit(u, noun, "acl:relcl")
			rel := "nsubj"
			if s.Child(u, "aux:pass") >= 0 {
				rel = "nsubj:pass"
			}
			edit(w-1, u, rel)
			edit(v, u, "parataxis")
		}
		return
	}
}

// mendQuoted gives "saying" what somebody is quoted as saying, and the quoting
// its agent: “…,” Lind was quoted as saying by public radio.
func mendQuoted(s *text.Sentence, k int, edit func(i, head int, rel string)) {
	v, m := s.Tokens[k].Head, s.Child(k, "mark", "case")
	if v < 0 || v > k || s.Tokens[k].XPOS != "VBG" || m < 0 || !strings.EqualFold(s.Tokens[m].Text, "as") {
		return
	}
	switch strings.ToLower(s.Tokens[v].Lemma) {
	case "quote", "cite", "paraphrase":
	default:
		return
	}
	if c := s.Child(v, "ccomp"); c >= 0 && s.Child(k, "ccomp", "obj") < 0 {
		edit(c, k, "ccomp")
	}
	if s.Child(v, "aux:pass") < 0 {
		return
	}
	for j := k + 1; j < len(s.Tokens); j++ {
		if s.Tokens[j].Head != k || s.Tokens[j].Deprel != "obl" && s.Tokens[j].Deprel != "obl:agent" {
			continue
		}
		if c := s.Child(j, "case"); c >= 0 && strings.EqualFold(s.Tokens[c].Text, "by") {
			edit(j, v, "obl:agent")
		}
	}
}

// mendThat makes what is said of the clause with "that" that was read as an
// adverbial: "had promised him privately that she would leave".
func mendThat(s *text.Sentence, c int, lex *lexicon, edit func(i, head int, rel string)) {
	v, m := s.Tokens[c].Head, s.Child(c, "mark")
	if v >= 0 && m > v && strings.EqualFold(s.Tokens[m].Text, "that") && (s.Tokens[c].Deprel == "ccomp" || s.Tokens[c].Deprel == "advcl") && !addressing[strings.ToLower(s.Tokens[v].Lemma)] {
		if o := s.Child(v, "obj"); o > v && o < m && s.Tokens[o].UPOS == "NOUN" {
			if _, claim := lex.nouns[strings.ToLower(s.Tokens[o].Lemma)]; claim {
				edit(c, o, "acl") // "rejected accusations on Thursday that she had lied"
				return
			}
		}
	}
	if s.Tokens[c].Deprel != "advcl" || v < 0 || m < v || s.Tokens[v].UPOS != "VERB" || !strings.EqualFold(s.Tokens[m].Text, "that") || firstOf(s, c) != m ||
		s.Child(v, "ccomp", "xcomp") >= 0 || s.Child(c, "nsubj", "nsubj:pass", "expl", "csubj") < m {
		return
	}
	if e, ok := lex.verbs[strings.ToLower(s.Tokens[v].Lemma)]; !ok || !e.takes('t') {
		return
	}
	for k := v + 1; k < m; k++ {
		switch strings.ToLower(s.Tokens[k].Text) {
		case "so", "such", ",", "provided", "except", "given", "now":
			return
		}
	}
	edit(c, v, "ccomp")
}

// mendWhat reads "in what diplomats described as a thaw", where "what" was
// taken for an article.
func mendWhat(s *text.Sentence, w int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	n := s.Tokens[w].Head
	if s.Tokens[w].Deprel != "det" || !strings.EqualFold(s.Tokens[w].Text, "what") || n < w || n+1 >= len(s.Tokens) {
		return
	}
	v := n + 1
	if s.Tokens[v].Head != n || s.Tokens[v].Deprel != "acl" && s.Tokens[v].Deprel != "acl:relcl" || s.Tokens[v].UPOS != "VERB" || s.Tokens[v].XPOS == "VBG" || s.Child(v, "nsubj", "mark", "obl:agent") >= 0 {
		return
	}
	h, rel := s.Tokens[n].Head, s.Tokens[n].Deprel
	if h < 0 {
		return
	}
	edit(w, h, rel)
	edit(v, w, "acl:relcl")
	edit(n, v, "nsubj")
	for k := range w {
		if s.Tokens[k].Head == n {
			edit(k, w, s.Tokens[k].Deprel)
		}
	}
	if s.Tokens[v].XPOS == "VBN" {
		retag(v, "VERB", "VBD")
	}
}

// mendBetween gives what is said the adverbial clause between it and its
// speaker: "The plant will reopen if Oslo agrees, the envoy said".
func mendBetween(s *text.Sentence, k int, lex *lexicon, edit func(i, head int, rel string)) {
	v := s.Tokens[k].Head
	if s.Tokens[k].Deprel != "advcl" || v < k || !saying(s, v, lex) || s.Child(k, "mark") < 0 {
		return
	}
	c, n := s.Child(v, "ccomp"), s.Child(v, "nsubj")
	if s.Tokens[v].Deprel == "parataxis" {
		c = s.Tokens[v].Head
	}
	if c < 0 || c > k || n < k || n > v {
		return
	}
	if !comma(s, firstOf(s, n)) {
		return
	}
	edit(k, c, "advcl")
}

// mendSubjects gives what is said its own of two subjects, and what follows it:
// "Their mother, she says, wept, because she was ashamed".
func mendSubjects(s *text.Sentence, v int, lex *lexicon, edit func(i, head int, rel string)) {
	c := s.Child(v, "ccomp")
	if c < v || !saying(s, v, lex) || v+1 >= len(s.Tokens) || s.Tokens[v+1].Text != "," || s.Child(c, "nsubj", "nsubj:pass", "expl", "mark") >= 0 {
		return
	}
	first, second := s.Child(v, "nsubj"), -1
	for k := first + 1; k < v; k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "nsubj" {
			second = k
		}
	}
	if second < 0 && first >= 0 {
		// "Their mother, Anna says, wept": no comma parts Anna from her verb.
		if a := s.Child(first, "appos"); a > first && s.Tokens[v-1].UPOS != "PUNCT" && s.Below(v-1, a) && comma(s, firstOf(s, a)) {
			second = a
			edit(a, v, "nsubj")
		}
	}
	if first < 0 || second < 0 {
		return
	}
	rel := "nsubj"
	if s.Child(c, "aux:pass") >= 0 {
		rel = "nsubj:pass"
	}
	edit(first, c, rel)
	for k := c + 1; k < len(s.Tokens); k++ {
		if s.Tokens[k].Head == v && s.Tokens[k].Deprel == "advcl" {
			edit(k, c, "advcl")
		}
	}
}
