package eval

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/dramatis-kg/dramatis/extract/speech"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/conllu"
	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
)

// language measures every stage of package nlp on its dev set, each on the
// output of the stages before it unless a row says otherwise.
func language(ctx context.Context, dataDir string) (*Report, error) {
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	r := &Report{Name: "nlp", Columns: []string{"measure", "set", "figure"}}
	for _, step := range []func(*Report, string, *parse.Parser) error{segmentationRows, treeRows, nameRows, chainRows, gapRows, timexRows} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(r, dataDir, parser); err != nil {
			return nil, noData(err)
		}
	}
	r.Notes = append(r.Notes,
		"sentences, tokens: F1 on raw text (CoNLL 2018); UPOS to LAS: gold tokens, predicted tags, punctuation included",
		"names: strict span and kind F1 over PER, ORG, LOC, gold tokens; wikigold-tenth was held out of training",
		"coreference: CoNLL average F1, gold sentences, predicted tags, trees and names; times: MEANTIME apple and gm without their datelines")
	return r, nil
}

// noData turns a missing file into ErrNoData.
func noData(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrNoData, err)
	}
	return err
}

func segmentationRows(r *Report, dataDir string, _ *parse.Parser) error {
	for _, set := range []struct{ name, file, prefix string }{
		{"ewt-dev", "ewt-dev", ""}, {"gum-open-dev", "gum-open-dev", ""}, {"gum-news-dev", "gum-open-dev", "GUM_news"},
	} {
		f, err := os.Open(filepath.Join(dataDir, "treebank", set.file+".conllu"))
		if err != nil {
			return err
		}
		var sentences, tokens SpanScore
		for raw, err := range conllu.NewReader(f).Documents() {
			if err != nil {
				return errors.Join(err, f.Close())
			}
			if !strings.HasPrefix(raw.ID, set.prefix) {
				continue
			}
			var sents, words []text.Span
			for _, s := range token.Split(&text.Article{Text: raw.Text, Language: "en"}) {
				sents = append(sents, s.Span)
				for _, w := range s.Tokens {
					words = append(words, w.Span)
				}
			}
			sentences = sentences.Add(Segmentation(raw.Text, raw.Sentences, sents))
			tokens = tokens.Add(Segmentation(raw.Text, raw.Words, words))
		}
		if err := f.Close(); err != nil {
			return err
		}
		r.Add("sentences", set.name, 100*sentences.F1())
		r.Add("tokens", set.name, 100*tokens.F1())
	}
	return nil
}

func treeRows(r *Report, dataDir string, parser *parse.Parser) error {
	for _, set := range []string{"ewt-dev", "gum-open-dev"} {
		s, err := UD(dataDir, set, func(sents []text.Sentence) { parser.Annotate(sents) })
		if err != nil {
			return err
		}
		for _, m := range []struct {
			name  string
			share float64
		}{{"UPOS", s.UPOS}, {"XPOS", s.XPOS}, {"UAS", s.UAS}, {"LAS", s.LAS}} {
			r.Add(m.name, set, 100*m.share)
		}
	}
	return nil
}

func nameRows(r *Report, dataDir string, parser *parse.Parser) error {
	for _, set := range []string{NamesGUMNews, NamesGUM, NamesUNER, NamesWikiGold} {
		s, err := Names(dataDir, set, func(sents []text.Sentence) [][]string { return NameLabels(parser, sents) })
		if err != nil {
			return err
		}
		r.Add("names", set, 100*s.All.F1())
		r.Add("names, spans only", set, 100*s.Spans.F1())
	}
	return nil
}

// NameLabels are the names that the pipeline finds in sentences, as labels
// of the kinds that data sets use: states and places are LOC, armed groups
// ORG. Demonyms are no names there.
func NameLabels(parser *parse.Parser, sents []text.Sentence) [][]string {
	labels := parser.Annotate(sents)
	d := &text.Document{Article: &text.Article{Language: "en"}, Sentences: sents}
	return MentionLabels(sents, name.Find(d, labels))
}

// MentionLabels writes mentions as labels, as NameLabels does.
func MentionLabels(sents []text.Sentence, mentions []text.Mention) [][]string {
	out := make([][]string, len(sents))
	for i := range sents {
		out[i] = make([]string, len(sents[i].Tokens))
		for j := range out[i] {
			out[i][j] = "O"
		}
	}
	kinds := map[text.EntityKind]string{text.KindPerson: "PER", text.KindOrg: "ORG", text.KindGroup: "ORG", text.KindState: "LOC", text.KindPlace: "LOC"}
	for _, m := range mentions {
		kind, ok := kinds[m.Kind]
		if !ok || strings.HasPrefix(m.Why, "demonym") || m.Form != text.FormName || out[m.Sentence][m.First] != "O" {
			continue
		}
		for t := m.First; t < m.End; t++ {
			out[m.Sentence][t] = "I-" + kind
		}
		out[m.Sentence][m.First] = "B-" + kind
	}
	return out
}

// chainSet are the documents of GUM dev with their chains.
func chainSet(dataDir string) ([]gold.Chains, error) {
	return readGold(filepath.Join(dataDir, "treebank", "gum-open-dev.conllu"), gold.ReadChains)
}

// gapSet are the development examples of GAP.
func gapSet(dataDir string) ([]GAPExample, error) {
	return readGold(filepath.Join(dataDir, "coref", "gap-development.tsv"), ReadGAP)
}

func chainRows(r *Report, dataDir string, parser *parse.Parser) error {
	docs, err := chainSet(dataDir)
	if err != nil {
		return err
	}
	var all, news CorefCounts
	for _, g := range docs {
		labels := parser.Annotate(g.Doc.Sentences)
		g.Doc.Mentions = name.Find(g.Doc, labels)
		coref.Resolve(g.Doc)
		ChainDocument(&all, g, g.Doc)
		if strings.HasPrefix(g.ID, "GUM_news") {
			ChainDocument(&news, g, g.Doc)
		}
	}
	r.Add("coreference", "gum-news-dev", 100*news.CoNLL())
	r.Add("coreference", "gum-open-dev", 100*all.CoNLL())
	return nil
}

func gapRows(r *Report, dataDir string, _ *parse.Parser) error {
	examples, err := gapSet(dataDir)
	if err != nil {
		return err
	}
	annotator, err := nlp.New()
	if err != nil {
		return err
	}
	s := ScoreGAP(examples, func(e GAPExample) *text.Document {
		return annotator.Annotate(&text.Article{Text: e.Text, Language: "en"})
	})
	r.Add("pronouns", "gap-development", 100*s.F1())
	return nil
}

func timexRows(r *Report, dataDir string, parser *parse.Parser) error {
	docs, err := ReadMEANTIME(filepath.Join(dataDir, "meantime", "apple"), filepath.Join(dataDir, "meantime", "gm"))
	if err != nil {
		return err
	}
	for _, d := range docs {
		parser.Annotate(d.Doc.Sentences)
		nlp.SetLemmas(d.Doc.Sentences)
	}
	s := ScoreTimex(docs, timex.Find, true)
	r.Add("time expressions, relaxed", "meantime", 100*s.F1(s.Relaxed))
	r.Add("time expressions, strict", "meantime", 100*s.F1(s.Strict))
	r.Add("time expressions, value", "meantime", 100*s.F1(s.Value))
	return nil
}

// attribution measures who is said to say what.
func attribution(ctx context.Context, dataDir string) (*Report, error) {
	articles, err := ReadPolnear(filepath.Join(dataDir, "quotes", "polnear", "dev"))
	if err != nil {
		return nil, noData(err)
	}
	annotator, err := nlp.New()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	return AttributionReport(articles, annotator.Annotate, speech.Find), nil
}
