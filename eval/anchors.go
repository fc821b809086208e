package eval

import (
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/schema"
)

// AnchorScore counts the time anchors of MEANTIME.
type AnchorScore struct {
	Events, Words, Found int // gold event mentions, our happenings, gold mentions that have one of ours
	Gold, Ours, Right    int // anchored gold mentions, our anchors of gold mentions, those that agree
	Misses               []string
}

// Anchors is precision, recall and F1 of the anchors.
func (s AnchorScore) Anchors() PRF {
	return prf(float64(s.Right), float64(s.Ours), float64(s.Right), float64(s.Gold))
}

// Mentions is precision, recall and F1 of finding event mentions.
func (s AnchorScore) Mentions() PRF {
	return prf(float64(s.Found), float64(s.Words), float64(s.Found), float64(s.Events))
}

// ScoreAnchors compares where we place events in time with the time links of
// MEANTIME. Gold are the event mentions that a time expression, or the day of
// publication, includes or is simultaneous with. An anchor is right if it is
// the value of that expression; ours count where the word is a gold event
// mention, whether the annotators anchored it or not. With own true only what
// the clause itself says counts, not where the narrative stands.
func ScoreAnchors(docs []MeantimeDoc, happenings [][]extract.Happening, own bool) AnchorScore {
	var s AnchorScore
	for i, d := range docs {
		s.document(d, happenings[i], own)
	}
	return s
}

func (s *AnchorScore) document(d MeantimeDoc, ours []extract.Happening, own bool) {
	taken := make([]bool, len(d.Events))
	for _, h := range ours {
		if d.Sentence[h.At.Sentence] > meantimeLast || d.Sentence[h.At.Sentence] == 1 {
			continue
		}
		s.Words++
		for i := range d.Events {
			e := &d.Events[i]
			if taken[i] || !e.has(h.At) {
				continue
			}
			taken[i] = true
			s.Found++
			if !h.Anchor.Known() || own && h.AnchorBasis != "own" {
				break
			}
			s.Ours++
			if anchored(e.Anchors, h.Anchor) {
				s.Right++
			} else {
				s.Misses = append(s.Misses, d.Key+" "+strconv.Itoa(d.Sentence[h.At.Sentence])+" "+h.Span.In(d.Doc.Article.Text)+": "+h.Anchor.String()+" "+h.AnchorBasis+", gold "+strings.Join(e.Anchors, " "))
			}
			break
		}
	}
	for i := range d.Events {
		s.Events++
		if len(d.Events[i].Anchors) > 0 {
			s.Gold++
			if !taken[i] {
				s.Misses = append(s.Misses, d.Key+" missed, gold "+strings.Join(d.Events[i].Anchors, " "))
			}
		}
	}
}

// anchored reports an anchor that agrees with one of the TIMEX3 values.
func anchored(values []string, d schema.Date) bool {
	for _, v := range values {
		if timexMeans(v) == d.EDTF() || v == d.EDTF() {
			return true
		}
	}
	return false
}

// timexMeans is the EDTF of a TIMEX3 date: "2009-06-01TMO" is its day,
// "2009-Q1" its months.
func timexMeans(v string) string {
	v, _, _ = strings.Cut(v, "T")
	if year, quarter, ok := strings.Cut(v, "-Q"); ok && len(quarter) == 1 && quarter[0] >= '1' && quarter[0] <= '4' {
		q := 3 * int(quarter[0]-'1')
		months := []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"}
		return year + "-" + months[q] + "/" + year + "-" + months[q+2]
	}
	return v
}
