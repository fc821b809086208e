package eval

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// datelineDay reads the second sentence, "June 8 , 2010".
func datelineDay(d *text.Document) string {
	if len(d.Sentences) < 2 {
		return ""
	}
	var words []string
	for _, t := range d.Sentences[1].Tokens {
		if t.Text != "," && t.Text != "." {
			words = append(words, t.Text)
		}
	}
	s := strings.Join(words, " ")
	for _, layout := range []string{"January 2 2006", "January 02 2006", "Monday January 2 2006", "2 January 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// told is a document with its happenings.
type told struct {
	doc  TokenDoc
	ann  *text.Document
	what []extract.Happening
}

// tell annotates the documents and lists their happenings.
func tell(a *nlp.Annotator, docs []TokenDoc) []told {
	out := make([]told, len(docs))
	for i, d := range docs {
		ann := a.AnnotateSentences(d.Doc.Article, d.Doc.Sentences)
		out[i] = told{d, ann, extract.Happenings(ann, extract.Options{})}
	}
	return out
}

// timelineOf is the entity's timeline over the documents: the happenings that
// are said to have taken place, in which it acts, suffers or owns, by their
// anchors.
func timelineOf(entity string, docs []told) EventTimeline {
	byDate := map[string][]DatedEvent{}
	for _, d := range docs {
		chains, heads := namedLike(d.ann, entity)
		for _, h := range d.what {
			if h.Modality != schema.Asserted || !h.Anchor.Known() || h.At.Sentence == 1 {
				continue
			}
			if !takesPart(h, chains, heads) {
				continue
			}
			date := anchorDate(h.Anchor)
			byDate[date] = append(byDate[date], DatedEvent{d.eventName(h), date})
		}
	}
	t := EventTimeline{Entity: entity}
	dates := make([]string, 0, len(byDate))
	for k := range byDate {
		dates = append(dates, k)
	}
	sort.Strings(dates) // "2009" before "2009-01" before "2009-01-05"
	for _, k := range dates {
		t.Groups = append(t.Groups, TimelineGroup{byDate[k]})
	}
	return t
}

func (d *told) eventName(h extract.Happening) string {
	words := h.Span.In(d.ann.Article.Text)
	if !h.Particle.Empty() {
		words += " " + h.Particle.In(d.ann.Article.Text)
	}
	return d.doc.Key + "-" + strconv.Itoa(d.doc.Sentence[h.At.Sentence]) + "-" + strings.ReplaceAll(words, " ", "_")
}

// anchorDate is the point at which the task writes a date: intervals by
// their beginning.
func anchorDate(d schema.Date) string {
	switch d.Precision() {
	case "day", "month", "year":
		return strings.TrimRight(d.EDTF(), "?~%")
	}
	first, _ := d.Bounds()
	return first
}

// takesPart reports an entity among the parties that act, suffer or own.
func takesPart(h extract.Happening, chains map[int]bool, heads map[text.TokenRef]bool) bool {
	for _, p := range h.Parties {
		if p.Role != "other" && (p.Chain >= 0 && chains[p.Chain] || heads[p.Head]) {
			return true
		}
	}
	return false
}

// namedLike are the chains of a document that the entity's name fits, and
// the words at which its name stands outside chains. A surname alone is that
// of a person with two names where the document has no other of that surname.
func namedLike(d *text.Document, entity string) (map[int]bool, map[text.TokenRef]bool) {
	chains, heads := map[int]bool{}, map[text.TokenRef]bool{}
	want := nameWords(entity)
	for i, c := range d.Chains {
		for _, m := range c.Mentions {
			if d.Mentions[m].Form == text.FormName && fitsName(nameWords(d.Mentions[m].Span.In(d.Article.Text)), want, c.Kind) {
				chains[i] = true
			}
		}
	}
	words, full := strings.Fields(entity), false
	for si := range d.Sentences {
		tokens := d.Sentences[si].Tokens
		for i := 0; i+len(words) <= len(tokens); i++ {
			k := 0
			for k < len(words) && strings.EqualFold(tokens[i+k].Text, words[k]) {
				k++
			}
			if k == len(words) {
				full = len(words) > 1
				heads[text.TokenRef{Sentence: si, Token: i}] = true
				heads[text.TokenRef{Sentence: si, Token: i + k - 1}] = true
			}
		}
	}
	if full { // the last name by itself, where the whole name stands too
		for si := range d.Sentences {
			for i, t := range d.Sentences[si].Tokens {
				if t.Text == words[len(words)-1] {
					heads[text.TokenRef{Sentence: si, Token: i}] = true
				}
			}
		}
	}
	for _, m := range d.Mentions {
		if m.Chain < 0 && m.Form == text.FormName && fitsName(nameWords(m.Span.In(d.Article.Text)), want, m.Kind) {
			heads[text.TokenRef{Sentence: m.Sentence, Token: m.Head}] = true
		}
	}
	return chains, heads
}

// nameWords are the folded words of a name without article, legal form and
// genitive.
func nameWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,.’'()-", r) }) {
		switch w {
		case "the", "a", "s":
			continue
		case "inc", "corp", "corporation", "company", "co", "ltd", "llc", "ag", "spa", "plc", "group", "gmbh":
			w = legalForm
		}
		out = append(out, w)
	}
	return out
}

// fitsName reports equal words, initials ("GM" for "General Motors"), or
// words run together ("DaimlerChrysler").
func fitsName(a, b []string, kind text.EntityKind) bool {
	if kind == text.KindPerson && len(b) > 1 && len(a) > 0 && len(a) <= len(b) && a[len(a)-1] == b[len(b)-1] && (len(a) == 1 || a[0][:1] == b[0][:1]) {
		return true // "Jobs" for "Steve Jobs", "Fritz Henderson" for "Frederick Henderson"
	}
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if len(a) > len(b) && slices.Equal(a[:len(b)], b) && a[len(a)-1] == legalForm {
		return true // "Ford Motor Company" for "Ford"
	}
	a = slices.DeleteFunc(slices.Clone(a), func(w string) bool { return w == legalForm })
	if len(a) == 0 {
		return false
	}
	if slices.Equal(a, b) || strings.Join(a, "") == strings.Join(b, "") {
		return true
	}
	return initials(a) != "" && len(b) == 1 && initials(a) == b[0] || initials(b) != "" && len(a) == 1 && initials(b) == a[0]
}

// legalForm stands for "Inc", "Corporation" and the like.
const legalForm = "…"

func initials(words []string) string {
	if len(words) < 2 {
		return ""
	}
	s := ""
	for _, w := range words {
		s += w[:1]
	}
	return s
}
