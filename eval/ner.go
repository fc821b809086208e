package eval

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// NameScore counts names of persons, organisations and places. A name is
// right when its tokens and its kind are.
type NameScore struct {
	All  SpanScore
	Kind map[string]SpanScore // "PER", "ORG", "LOC"
	// Spans compares without kinds, all names of these kinds together.
	Spans SpanScore
}

// nameKinds are the kinds that count.
var nameKinds = []string{"PER", "ORG", "LOC"}

// Name sets that Names scores on.
const (
	NamesGUM      = "gum-open-dev"   // names derived from GUM's entities, six genres
	NamesGUMNews  = "gum-news-dev"   // its two news documents
	NamesUNER     = "uner-ewt-dev"   // Universal NER on the dev set of EWT
	NamesWikiGold = "wikigold-tenth" // every tenth document of WikiGold, which the model was not trained on
)

// Names scores the labels ("O", "B-PER" …) that annotate gives to a set of
// sentences below dataDir. It is called once for each document, since what a
// document says elsewhere of a name helps to find it.
func Names(dataDir, set string, annotate func([]text.Sentence) [][]string) (NameScore, error) {
	docs, err := nameSet(dataDir, set)
	if err != nil {
		return NameScore{}, err
	}
	var bank []*gold.Example
	var labels [][]string
	for _, d := range docs {
		bank = append(bank, d...)
		labels = append(labels, annotate(goldSentences(d))...)
	}
	return ScoreNames(bank, labels), nil
}

// nameSet reads the documents of a set.
func nameSet(dataDir, set string) ([][]*gold.Example, error) {
	switch set {
	case NamesGUM, NamesGUMNews:
		bank, err := readGold(filepath.Join(dataDir, "treebank", "gum-open-dev.conllu"), func(f io.Reader) ([]*gold.Example, error) {
			return gold.ReadTreebank(f, true)
		})
		if set == NamesGUMNews {
			bank = slices.DeleteFunc(bank, func(e *gold.Example) bool { return !strings.HasPrefix(e.ID, "GUM_news") })
		}
		return documents(bank), err
	case NamesUNER:
		bank, err := readGold(filepath.Join(dataDir, "ner", "uner-ewt-dev.iob2"), gold.ReadUNER)
		return documents(bank), err
	case NamesWikiGold:
		docs, err := readGold(filepath.Join(dataDir, "ner", "wikigold", "wikigold.conll.txt"), gold.ReadWikiGold)
		var out [][]*gold.Example
		for i, d := range docs {
			if gold.HeldOut(i) {
				out = append(out, d)
			}
		}
		return out, err
	}
	return nil, fmt.Errorf("eval: no set of names %q", set)
}

// documents cuts sentences where the part of their id before the last hyphen
// changes.
func documents(bank []*gold.Example) [][]*gold.Example {
	var out [][]*gold.Example
	last := ""
	for i, e := range bank {
		doc := e.ID
		if k := strings.LastIndexByte(e.ID, '-'); k >= 0 {
			doc = e.ID[:k]
		}
		if i == 0 || doc != last {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
		last = doc
	}
	return out
}

// ScoreNames compares labels with the gold ones.
func ScoreNames(bank []*gold.Example, labels [][]string) NameScore {
	s := NameScore{Kind: map[string]SpanScore{}}
	for i, e := range bank {
		want, have := counted(e.Names), counted(labels[i])
		for _, n := range want {
			k := s.Kind[n.Kind]
			k.Gold++
			s.Kind[n.Kind] = k
			s.Spans.Gold++
		}
		for _, n := range have {
			k := s.Kind[n.Kind]
			k.System++
			if slices.Contains(want, n) {
				k.Correct++
			}
			s.Kind[n.Kind] = k
			s.Spans.System++
			if slices.ContainsFunc(want, func(w gold.Name) bool { return w.First == n.First && w.End == n.End }) {
				s.Spans.Correct++
			}
		}
	}
	for _, k := range nameKinds {
		s.All = s.All.Add(s.Kind[k])
	}
	return s
}

// counted are the names of the kinds that count.
func counted(labels []string) []gold.Name {
	return slices.DeleteFunc(gold.Names(labels), func(n gold.Name) bool { return !slices.Contains(nameKinds, n.Kind) })
}
