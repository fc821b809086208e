package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/text"
)

// TimexDoc is one annotated document of MEANTIME: its tokens as a
// [text.Document] and the gold time expressions.
type TimexDoc struct {
	Name string
	Doc  *text.Document // tokens and sentences only; Article.Published is the gold creation time
	Gold []GoldTimex
	Last int // last sentence that the annotators read
}

// GoldTimex is a gold time expression over the tokens of one sentence.
type GoldTimex struct {
	Sentence, First, End int // tokens [First, End)
	Type, Value          string
	Creation             bool // the dateline that gives the day of publication
}

// ReadMEANTIME reads the documents of the folders dirs (files *.xml), in
// order of their names within each folder.
func ReadMEANTIME(dirs ...string) ([]TimexDoc, error) {
	return readFiles("*.xml", readNAF, dirs...)
}

func readNAF(file string) (TimexDoc, error) {
	x, err := readXML[naf](file)
	if err != nil {
		return TimexDoc{}, err
	}
	d := TimexDoc{Name: strings.TrimSuffix(filepath.Base(file), ".xml"), Last: meantimeLast}
	doc, at := x.document(text.Article{ID: text.ArticleID(d.Name)}, 0, func(w string) string { return w })
	d.Doc = doc
	for _, g := range x.Markables.Timex {
		if g.Function == "CREATION_TIME" {
			doc.Article.Published = isoDay(g.Value)
		}
		if len(g.Anchors) == 0 {
			continue
		}
		gold := GoldTimex{Type: g.Type, Value: g.Value, Creation: g.Function == "CREATION_TIME", Sentence: -1}
		for _, a := range g.Anchors {
			r, ok := at[a.ID]
			if !ok {
				return TimexDoc{}, fmt.Errorf("unknown token %s", a.ID)
			}
			if gold.Sentence < 0 {
				gold.Sentence, gold.First, gold.End = r.Sentence, r.Token, r.Token+1
			}
			gold.First, gold.End = min(gold.First, r.Token), max(gold.End, r.Token+1)
		}
		if gold.Creation {
			gold.Value = doc.Article.Published
		}
		d.Gold = append(d.Gold, gold)
	}
	sort.SliceStable(d.Gold, func(i, j int) bool {
		a, b := d.Gold[i], d.Gold[j]
		if a.Sentence != b.Sentence {
			return a.Sentence < b.Sentence
		}
		return a.First < b.First
	})
	return d, nil
}

// isoDay accepts 2009-02-03 and the 03-02-2009 of one document.
func isoDay(v string) string {
	if t, err := time.Parse("02-01-2006", v); err == nil {
		return t.Format(time.DateOnly)
	}
	if _, err := time.Parse(time.DateOnly, v); err != nil {
		return ""
	}
	return v
}

// TimexScore counts as TempEval-3 does (UzZaman et al. 2013): a relaxed match
// shares a token with a gold expression that no earlier one has taken, a
// strict match has its very tokens, and a value counts if it is that of the
// relaxed match.
type TimexScore struct {
	Gold, System           int
	Relaxed, Strict, Value int // matches
	Misses                 []string
}

// F1 of a number of matches.
func (s TimexScore) F1(matches int) float64 {
	if s.Gold+s.System == 0 {
		return 0
	}
	return 2 * float64(matches) / float64(s.Gold+s.System)
}

// String is one line of figures in per cent.
func (s TimexScore) String() string {
	pc := func(n int) string { return strconv.FormatFloat(100*s.F1(n), 'f', 1, 64) }
	return fmt.Sprintf("gold %d system %d  relaxed F1 %s  strict F1 %s  value F1 %s", s.Gold, s.System, pc(s.Relaxed), pc(s.Strict), pc(s.Value))
}

// ScoreTimex compares what find returns with the gold of docs, over the
// sentences that the annotators read. With body true the dateline that gives
// the day of publication is left out on both sides, as it is no work.
func ScoreTimex(docs []TimexDoc, find func(*text.Document) []text.TimeExpr, body bool) TimexScore {
	var sc TimexScore
	for _, d := range docs {
		scoreTimexDoc(&sc, d, find(d.Doc), body)
	}
	return sc
}

func scoreTimexDoc(sc *TimexScore, d TimexDoc, got []text.TimeExpr, body bool) {
	taken := make([]bool, len(d.Gold))
	overlap := func(e text.TimeExpr, g GoldTimex) bool {
		return e.Sentence == g.Sentence && e.First < g.End && g.First < e.End
	}
	for _, g := range d.Gold {
		if g.Sentence <= d.Last && !(body && g.Creation) {
			sc.Gold++
		}
	}
	for _, e := range got {
		if e.Sentence > d.Last {
			continue
		}
		match, dateline := -1, false
		for i, g := range d.Gold {
			if !overlap(e, g) {
				continue
			}
			if body && g.Creation {
				dateline = true
			} else if match < 0 && !taken[i] {
				match = i
			}
		}
		if dateline {
			continue
		}
		sc.System++
		if match < 0 {
			sc.Misses = append(sc.Misses, fmt.Sprintf("%s: spurious %q %s", d.Name, e.In(d.Doc.Article.Text), e.Timex))
			continue
		}
		taken[match] = true
		g := d.Gold[match]
		sc.Relaxed++
		if e.First == g.First && e.End == g.End {
			sc.Strict++
		}
		if sameTimexValue(e.Timex, g.Value) {
			sc.Value++
		} else {
			sc.Misses = append(sc.Misses, fmt.Sprintf("%s: value of %q: got %s want %s", d.Name, e.In(d.Doc.Article.Text), e.Timex, g.Value))
		}
	}
	for i, g := range d.Gold {
		if !taken[i] && g.Sentence <= d.Last && !(body && g.Creation) {
			s := d.Doc.Sentences[g.Sentence]
			sp := text.Span{Start: s.Tokens[g.First].Start, End: s.Tokens[g.End-1].End}
			sc.Misses = append(sc.Misses, fmt.Sprintf("%s: missed %q %s", d.Name, sp.In(d.Doc.Article.Text), g.Value))
		}
	}
}

// sameTimexValue compares values as written: no value is ever equal to an
// empty one.
func sameTimexValue(got, want string) bool { return want != "" && got == want }
