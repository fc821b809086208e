package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// EventTimeline is one timeline of SemEval-2015 task 4: the happenings in
// which a target entity takes part, in groups that are ordered in time.
// Group 0, of what cannot be placed, is left out, as in the task's scores.
type EventTimeline struct {
	Entity string
	Groups []TimelineGroup // ascending
}

// TimelineGroup holds the happenings of one position.
type TimelineGroup struct {
	Events []DatedEvent
}

// DatedEvent is a mention of an event, "1664-2-announced" (document,
// sentence, words), and its day, month or year; "" if it is not known.
type DatedEvent struct{ Event, Date string }

// parseTimeline reads a timeline of the task: the entity's name, then lines
// of position, date and the mentions of one event, with tabs between.
func parseTimeline(content string) (EventTimeline, error) {
	lines := strings.Split(strings.TrimSpace(content), "\n")
	t := EventTimeline{Entity: strings.TrimSpace(lines[0])}
	groups := map[int]*TimelineGroup{}
	var order []int
	for i, l := range lines[1:] {
		f := strings.Split(strings.TrimRight(l, "\r\t "), "\t")
		pos, err := strconv.Atoi(f[0])
		if err != nil || len(f) < 3 {
			return EventTimeline{}, fmt.Errorf("timeline %s: line %d: want position, date, events; got %q", t.Entity, i+2, l)
		}
		if pos == 0 {
			continue
		}
		if groups[pos] == nil {
			groups[pos] = &TimelineGroup{}
			order = append(order, pos)
		}
		for _, e := range f[2:] {
			groups[pos].Events = append(groups[pos].Events, DatedEvent{strings.TrimSpace(e), timelineDate(f[1])})
		}
	}
	slices.Sort(order)
	for _, p := range order {
		t.Groups = append(t.Groups, *groups[p])
	}
	return t, nil
}

// timelineDate drops what a date leaves open: "2009-XX-XX" is "2009".
func timelineDate(s string) string {
	s = strings.TrimSpace(s)
	for strings.HasSuffix(s, "-XX") {
		s = strings.TrimSuffix(s, "-XX")
	}
	if s == "XXXX" {
		return ""
	}
	return s
}

// relation is an edge of a timeline's graph.
type relation struct{ kind, a, b string }

// reduced are the relations from which all others of the timeline follow:
// each event is simultaneous with its date (dates are nodes of the graph);
// the events of a group are simultaneous, which need not be said of those
// with the same date; the first of a group is before the first of the next.
// With ordered only, dates are left out.
func (t *EventTimeline) reduced(orderOnly bool) []relation {
	var out []relation
	for gi, g := range t.Groups {
		if len(g.Events) == 0 {
			continue
		}
		first := map[string]string{} // by date
		for i, e := range g.Events {
			date := e.Date
			if orderOnly {
				date = ""
			} else if date != "" {
				out = append(out, relation{"date", e.Event, date})
			}
			if i > 0 && (date == "" || first[date] == "") {
				out = append(out, relation{"simultaneous", g.Events[0].Event, e.Event})
			}
			first[date] = e.Event
		}
		if gi+1 < len(t.Groups) && len(t.Groups[gi+1].Events) > 0 {
			out = append(out, relation{"before", g.Events[0].Event, t.Groups[gi+1].Events[0].Event})
		}
	}
	return out
}

// timelineClosure answers whether a relation follows from a timeline.
type timelineClosure struct {
	group map[string]int
	date  map[string]string
}

func (t *EventTimeline) closure() timelineClosure {
	c := timelineClosure{map[string]int{}, map[string]string{}}
	for gi, g := range t.Groups {
		for _, e := range g.Events {
			c.group[e.Event], c.date[e.Event] = gi, e.Date
		}
	}
	return c
}

func (c timelineClosure) holds(r relation) bool {
	a, okA := c.group[r.a]
	if r.kind == "date" {
		return okA && c.date[r.a] == r.b
	}
	b, okB := c.group[r.b]
	if !okA || !okB {
		return false
	}
	if r.kind == "before" {
		return a < b
	}
	return a == b
}

// TimelineScore adds up temporal awareness (UzZaman and Allen 2011) over
// timelines: precision is the share of our reduced relations that follow
// from the gold timeline, recall that of the gold reduced relations that
// follow from ours. The task's score is the micro-average.
type TimelineScore struct{ Right, Ours, Found, Gold int }

// Add counts one entity's timeline.
func (s *TimelineScore) Add(gold, ours EventTimeline, orderOnly bool) {
	g, o := gold.closure(), ours.closure()
	for _, r := range ours.reduced(orderOnly) {
		s.Ours++
		if g.holds(r) {
			s.Right++
		}
	}
	for _, r := range gold.reduced(orderOnly) {
		s.Gold++
		if o.holds(r) {
			s.Found++
		}
	}
}

// PRF is the score, 0 to 1.
func (s TimelineScore) PRF() PRF {
	return prf(float64(s.Right), float64(s.Ours), float64(s.Found), float64(s.Gold))
}

// TimelineSet is a corpus of the task.
type TimelineSet struct {
	Name string
	Docs []TokenDoc
	Gold []EventTimeline
}

// TokenDoc is a document in the CAT format: its tokens by sentence.
type TokenDoc struct {
	Key       string // number in the names of events: "1664"
	Published string
	Doc       *text.Document // tokens and sentences only
	Sentence  []int          // the file's numbers of the sentences
}

// ReadTimelineSet reads the documents and the gold timelines of two folders.
func ReadTimelineSet(name, docs, gold string) (set TimelineSet, err error) {
	set.Name = name
	if set.Docs, err = readFiles("*.xml", func(f string) (TokenDoc, error) {
		d, _, err := readCAT(f)
		return d, err
	}, docs); err != nil {
		return set, err
	}
	set.Gold, err = readFiles("*.txt", func(f string) (EventTimeline, error) {
		raw, err := os.ReadFile(f)
		if err != nil {
			return EventTimeline{}, err
		}
		return parseTimeline(string(raw))
	}, gold)
	return set, err
}

// readCAT reads a document in the CAT format, with the places of its tokens.
// The last sentence number of a file may stand in the tokens of the dateline.
func readCAT(file string) (TokenDoc, map[string]text.TokenRef, error) {
	x, err := readXML[naf](file)
	if err != nil {
		return TokenDoc{}, nil, err
	}
	key, _, _ := strings.Cut(strings.Replace(filepath.Base(file), "-", "_", 1), "_")
	doc, at := x.document(text.Article{ID: text.ArticleID("doc:" + key), Source: filepath.Base(file), Language: "en"}, 1, plainWord)
	d := TokenDoc{Key: key, Doc: doc}
	for _, s := range doc.Sentences {
		d.Sentence = append(d.Sentence, s.Paragraph)
	}
	for _, g := range x.Markables.Timex {
		if g.Function == "CREATION_TIME" {
			d.Published = isoDay(g.Value)
		}
	}
	if d.Published == "" {
		d.Published = datelineDay(doc)
	}
	doc.Article.Published = d.Published
	if len(doc.Sentences) > 0 {
		doc.Article.Title = doc.Sentences[0].Span.In(doc.Article.Text)
	}
	return d, at, nil
}

// plainWord undoes the bracket and quotation codes of the Penn Treebank.
func plainWord(w string) string {
	switch w {
	case "``":
		return "“"
	case "''":
		return "”"
	case "-LRB-":
		return "("
	case "-RRB-":
		return ")"
	}
	return w
}
