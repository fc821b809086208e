package coref

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// quotation is a stretch between quotation marks and whose words it is.
type quotation struct {
	text.Span
	first, last int // sentences
	speaker     int // item, or -1
	long        bool
	open        bool // its paragraph ends before it is closed
}

// maxQuote bounds a quotation in bytes; a mark that is not closed within it
// opens none.
const maxQuote = 2500

// findQuotes pairs quotation marks. A paragraph's end closes what is open,
// as each paragraph of a long quotation opens anew.
func (r *resolver) findQuotes() {
	open, openSentence := -1, 0
	closeAt := func(end, sentence int) {
		if open >= 0 && end > open && end-open <= maxQuote {
			r.quotes = append(r.quotes, quotation{Span: text.Span{Start: open, End: end}, first: openSentence, last: sentence, speaker: -1})
		}
		open = -1
	}
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		if s > 0 && open >= 0 && sent.Paragraph != r.doc.Sentences[s-1].Paragraph {
			n := len(r.quotes)
			closeAt(r.doc.Sentences[s-1].Span.End, s-1)
			if len(r.quotes) > n {
				r.quotes[n].open = true
			}
		}
		for t := range sent.Tokens {
			tok := &sent.Tokens[t]
			word := tok.Text
			if word == "”" && open < 0 && t == 0 && (s == 0 || sent.Paragraph != r.doc.Sentences[s-1].Paragraph) {
				word = "“" // some set ” in front as well
			}
			switch word {
			case "“", "„", "``", "«":
				if open < 0 {
					open, openSentence = tok.Span.End, s
				}
			case "”", "''", "»":
				if open >= 0 {
					closeAt(tok.Start, s)
				}
			case "\"":
				if open < 0 {
					open, openSentence = tok.Span.End, s
				} else {
					closeAt(tok.Start, s)
				}
			}
		}
	}
	if n := len(r.doc.Sentences); n > 0 && open >= 0 {
		closeAt(r.doc.Sentences[n-1].Span.End, n-1)
	}
	for i := range r.quotes {
		q := &r.quotes[i]
		q.long = strings.Count(q.In(r.doc.Article.Text), " ") >= 3
	}
}

// quoteAt is the quotation that holds the byte, or -1.
func (r *resolver) quoteAt(pos int) int {
	lo, hi := 0, len(r.quotes)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.quotes[mid].Span.End <= pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.quotes) && r.quotes[lo].Start <= pos {
		return lo
	}
	return -1
}

// findSpeakers gives each quotation the subject of the verb of speech in its
// sentences; a quotation that is a paragraph of its own continues the
// speaker before it.
func (r *resolver) findSpeakers() {
	previous := -1
	for i := range r.quotes {
		q := &r.quotes[i]
		for s := q.last; s >= q.first && q.speaker < 0; s-- {
			q.speaker = r.speakerIn(s, i)
		}
		if q.speaker < 0 && q.long {
			// “…” He added: in the sentence before, with a colon
			if s := q.first - 1; s >= 0 {
				toks := r.doc.Sentences[s].Tokens
				if n := len(toks); n > 0 && toks[n-1].Norm == ":" {
					q.speaker = r.speakerIn(s, i)
				}
			}
		}
		if q.speaker < 0 && q.long {
			if q.speaker = r.signer(q); q.speaker >= 0 {
				continue // says nothing of who speaks next
			}
		}
		if q.speaker < 0 && q.long && previous >= 0 && r.alone(q) {
			if q.first-r.items[previous].Sentence <= 3 {
				q.speaker = previous
			}
		}
		if q.speaker >= 0 {
			previous = q.speaker
		}
	}
	// Each paragraph of a long quotation opens anew; who speaks is said at one.
	for i := len(r.quotes) - 2; i >= 0; i-- {
		q, next := &r.quotes[i], &r.quotes[i+1]
		if q.open && q.speaker < 0 && next.first == q.last+1 {
			q.speaker = next.speaker
		}
	}
}

// signer is the person who signs quotation q behind a dash: “…” — Anna Rossi;
// -1 if nobody does.
func (r *resolver) signer(q *quotation) int {
	for s := q.last; s <= q.last+1 && s < len(r.doc.Sentences); s++ {
		toks := r.doc.Sentences[s].Tokens
		t := sort.Search(len(toks), func(i int) bool { return toks[i].Start > q.Span.End })
		if t >= len(toks) {
			continue
		}
		switch toks[t].Norm {
		case "—", "–", "―", "-", "--", "~":
		default:
			return -1
		}
		for k := r.spans[s]; k < r.spans[s+1]; k++ {
			if o := &r.items[k]; o.Form == text.FormName && o.Kind == text.KindPerson && o.First == t+1 {
				return k
			}
		}
		return -1
	}
	return -1
}

// alone reports whether the sentences of q hold nothing but the quotation.
func (r *resolver) alone(q *quotation) bool {
	for s := q.first; s <= q.last; s++ {
		for t := range r.doc.Sentences[s].Tokens {
			tok := &r.doc.Sentences[s].Tokens[t]
			if tok.UPOS == "VERB" && !q.Contains(tok.Span) && r.quoteAt(tok.Start) < 0 {
				return false
			}
		}
	}
	return true
}

// report is a verb of speech outside quotations with its subject.
type report struct {
	text.Span
	subject int // item
}

// reportsIn are the reports of sentence s in the order of the text, read at
// the first call only, since one sentence may hold thousands of quotations.
func (r *resolver) reportsIn(s int) []report {
	if out, ok := r.reports[s]; ok {
		return out
	}
	var out []report
	sent := &r.doc.Sentences[s]
	for t := range sent.Tokens {
		tok := &sent.Tokens[t]
		if tok.UPOS != "VERB" || !reporting[strings.ToLower(tok.Lemma)] || r.quoteAt(tok.Start) >= 0 {
			continue
		}
		if subj := r.subjectOf(s, t); subj >= 0 {
			out = append(out, report{tok.Span, subj})
		}
	}
	if len(out) == 0 { // "according to X"
		for t := range sent.Tokens {
			if tok := &sent.Tokens[t]; strings.EqualFold(tok.Norm, "according") && r.quoteAt(tok.Start) < 0 && tok.Head >= 0 {
				if who := r.itemAt(s, tok.Head); who >= 0 {
					out = append(out, report{tok.Span, who})
				}
				break
			}
		}
	}
	r.reports[s] = out
	return out
}

// speakerIn is the subject of the verb of speech outside quotations in
// sentence s that lies nearest to quotation qi, or -1.
func (r *resolver) speakerIn(s, qi int) int {
	list := r.reportsIn(s)
	q := r.quotes[qi]
	next := sort.Search(len(list), func(i int) bool { return list[i].Start >= q.Span.End })
	best, dist := -1, 1<<30
	for i := max(0, next-1); i <= next && i < len(list); i++ {
		if d := min(abs(list[i].Start-q.Span.End), abs(q.Start-list[i].Span.End)); d < dist {
			best, dist = list[i].subject, d
		}
	}
	return best
}

// subjectReach is how many tokens a subject may stand from its verb.
const subjectReach = 200

// subjectOf is the mention that is the subject of verb v, that of the verb
// it is joined to if it has none, or of the clause it depends on
// participially; -1 if there is none.
func (r *resolver) subjectOf(s, v int) int {
	sent := &r.doc.Sentences[s]
	for steps := 0; v >= 0 && steps < 4; steps++ {
		for t := max(0, v-subjectReach); t < min(len(sent.Tokens), v+subjectReach); t++ {
			if sent.Tokens[t].Head == v && strings.HasPrefix(sent.Tokens[t].Deprel, "nsubj") && r.quoteAt(sent.Tokens[t].Start) < 0 {
				return r.itemAt(s, t)
			}
		}
		if sent.Tokens[v].Deprel != "conj" && sent.Tokens[v].Deprel != "advcl" && sent.Tokens[v].Deprel != "xcomp" {
			return -1
		}
		v = sent.Tokens[v].Head
	}
	return -1
}

// itemAt is the mention whose head or top token is t, or -1; a name wins.
func (r *resolver) itemAt(s, t int) int {
	if r.at == nil {
		r.at = make(map[text.TokenRef]int, len(r.items))
		for i := range r.items {
			it := &r.items[i]
			if it.group != nil {
				continue
			}
			for _, token := range [...]int{it.Head, it.top} {
				ref := text.TokenRef{Sentence: it.Sentence, Token: token}
				if old, ok := r.at[ref]; !ok || r.items[old].Form != text.FormName && it.Form == text.FormName {
					r.at[ref] = i
				}
			}
		}
	}
	if i, ok := r.at[text.TokenRef{Sentence: s, Token: t}]; ok {
		return i
	}
	return -1
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
