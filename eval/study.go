package eval

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/dramatis-kg/dramatis/train/gold"
	"github.com/dramatis-kg/dramatis/train/names"
)

// Studies lists the evaluations that explain figures rather than track them:
// they take up to some minutes and have no golden file.
func Studies() []Evaluation {
	return []Evaluation{
		{Name: "ablation", Summary: "what each technique of names, coreference and times is worth", Run: ablation},
		{Name: "errors", Summary: "the commonest errors of tags, trees and names on the news of GUM dev", Run: newsErrors},
		{Name: "name-folds", Summary: "names of WikiGold by ten-fold cross-validation", Run: nameFolds},
	}
}

// nameFolds is NameFolds as a report.
func nameFolds(ctx context.Context, dataDir string) (*Report, error) {
	c, err := names.Load(dataDir)
	if err != nil {
		return nil, noData(err)
	}
	s, err := NameFolds(ctx, c, names.Options{}, 10)
	if err != nil {
		return nil, err
	}
	r := &Report{Name: "name-folds", Columns: []string{"kind", "names", "precision", "recall", "F1"}}
	row := func(kind string, k SpanScore) { r.Add(kind, k.Gold, 100*k.Precision(), 100*k.Recall(), 100*k.F1()) }
	for _, k := range nameKinds {
		row(k, s.Kind[k])
	}
	row("all", s.All)
	row("spans alone", s.Spans)
	r.Notes = []string{"strict span and kind; ten folds by document; the parser's name labels are not used, its tags and trees are"}
	return r, nil
}

// ablation leaves out one technique at a time. Figures are F1 in percent,
// each with its difference from the whole.
func ablation(ctx context.Context, dataDir string) (*Report, error) {
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	r := &Report{Name: "ablation", Columns: []string{"stage", "without", "set", "figure", "difference"}}
	for _, step := range []func(context.Context, *Report, string, *parse.Parser) error{ablateNames, ablateChains, ablateTimes} {
		if err := step(ctx, r, dataDir, parser); err != nil {
			return nil, noData(err)
		}
	}
	r.Notes = []string{
		"names: strict span and kind F1; without features the model is fitted anew",
		"coreference: CoNLL F1 on GUM's open genres, F1 of pronouns on GAP; times: F1 of normalised values on MEANTIME apple and gm",
	}
	return r, nil
}

// ablate adds a row for the whole and one for each variant.
func (r *Report) ablate(stage, set string, variants []string, measure func(without string) (float64, error)) error {
	whole := 0.0
	for _, v := range append([]string{""}, variants...) {
		f, err := measure(v)
		if err != nil {
			return err
		}
		if v == "" {
			whole = f
			r.Add(stage, "-", set, f, "")
			continue
		}
		r.Add(stage, v, set, f, fmt.Sprintf("%+.1f", f-whole))
	}
	return nil
}

func ablateNames(ctx context.Context, r *Report, dataDir string, parser *parse.Parser) error {
	c, err := names.Load(dataDir)
	if err != nil {
		return err
	}
	var techniques []string
	models := map[string]name.Model{}
	for _, t := range append([]name.Technique{""}, name.Techniques()...) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if t != "" {
			techniques = append(techniques, string(t))
		}
		if models[string(t)], err = c.Train(names.Options{Without: []name.Technique{t}}, func(document int) bool { return !gold.HeldOut(document) }); err != nil {
			return err
		}
	}
	for _, set := range []string{NamesGUM, NamesUNER, NamesWikiGold} {
		if err := r.ablate("names", set, techniques, func(without string) (float64, error) {
			s, err := Names(dataDir, set, func(sents []text.Sentence) [][]string {
				labels := parser.Annotate(sents)
				d := &text.Document{Article: &text.Article{Language: "en"}, Sentences: sents}
				return MentionLabels(sents, name.FindWith(models[without], d, labels, name.Technique(without)))
			})
			return 100 * s.All.F1(), err
		}); err != nil {
			return err
		}
	}
	return nil
}

// blind is the gazetteer without some of what it knows.
type blind struct {
	coref.Lexicon
	genders, roles bool
}

// Gender is that of the gazetteer, or unknown.
func (b blind) Gender(first string) string {
	if b.genders {
		return ""
	}
	return b.Lexicon.Gender(first)
}

// RoleNoun is that of the gazetteer, or unknown.
func (b blind) RoleNoun(lemma string) bool { return !b.roles && b.Lexicon.RoleNoun(lemma) }

func ablateChains(ctx context.Context, r *Report, dataDir string, parser *parse.Parser) error {
	options := map[string]coref.Options{
		"":                      {},
		"gender of names":       {Lexicon: blind{Lexicon: coref.Gazetteer(), genders: true}},
		"role nouns":            {Lexicon: blind{Lexicon: coref.Gazetteer(), roles: true}},
		"ranker":                {Unranked: true},
		"least probability":     {Threshold: -1},
		"syntactic constraints": {Unbound: true},
	}
	var variants []string
	for v := range options {
		if v != "" {
			variants = append(variants, v)
		}
	}
	slices.Sort(variants)
	if err := r.ablate("coreference", "gum-open-dev", variants, func(without string) (float64, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		docs, err := chainSet(dataDir)
		if err != nil {
			return 0, err
		}
		var all CorefCounts
		for _, g := range docs {
			labels := parser.Annotate(g.Doc.Sentences)
			g.Doc.Mentions = name.Find(g.Doc, labels)
			coref.ResolveWith(g.Doc, options[without])
			ChainDocument(&all, g, g.Doc)
		}
		return 100 * all.CoNLL(), nil
	}); err != nil {
		return err
	}
	examples, err := gapSet(dataDir)
	if err != nil {
		return err
	}
	annotator, err := nlp.New()
	if err != nil {
		return err
	}
	docs := map[string]*text.Document{}
	return r.ablate("pronouns", "gap-development", variants, func(without string) (float64, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		s := ScoreGAP(examples, func(e GAPExample) *text.Document {
			if docs[e.ID] == nil {
				docs[e.ID] = annotator.Annotate(&text.Article{Text: e.Text, Language: "en"})
			}
			d := *docs[e.ID]
			d.Mentions = slices.DeleteFunc(slices.Clone(d.Mentions), func(m text.Mention) bool { return m.Form != text.FormName })
			for i := range d.Mentions {
				d.Mentions[i].Chain = -1
			}
			d.Chains = nil
			coref.ResolveWith(&d, options[without])
			return &d
		})
		return 100 * s.F1(), nil
	})
}

func ablateTimes(_ context.Context, r *Report, dataDir string, parser *parse.Parser) error {
	return r.ablate("times", "meantime", []string{"day of publication", "tags", "trees"}, func(without string) (float64, error) {
		docs, err := ReadMEANTIME(filepath.Join(dataDir, "meantime", "apple"), filepath.Join(dataDir, "meantime", "gm"))
		if err != nil {
			return 0, err
		}
		for _, d := range docs {
			parser.Annotate(d.Doc.Sentences)
			nlp.SetLemmas(d.Doc.Sentences)
			if without == "day of publication" {
				a := *d.Doc.Article
				a.Published = ""
				d.Doc.Article = &a
			}
			for s := range d.Doc.Sentences {
				for t := range d.Doc.Sentences[s].Tokens {
					k := &d.Doc.Sentences[s].Tokens[t]
					switch without {
					case "tags":
						k.UPOS, k.XPOS = "X", ""
					case "trees":
						k.Head, k.Deprel = -1, "root"
					}
				}
			}
		}
		s := ScoreTimex(docs, timex.Find, true)
		return 100 * s.F1(s.Value), nil
	})
}

// newsErrors counts the errors on the news documents of GUM dev, gold tokens.
func newsErrors(_ context.Context, dataDir string) (*Report, error) {
	parser, err := parse.Load()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	docs, err := nameSet(dataDir, NamesGUMNews)
	if err != nil {
		return nil, noData(err)
	}
	count := map[string]map[string]int{"tags": {}, "trees": {}, "names": {}}
	tokens := 0
	for _, d := range docs {
		sents := goldSentences(d)
		labels := NameLabels(parser, sents)
		for i, e := range d {
			tokens += len(e.Forms)
			for t := range e.Forms {
				k := &sents[i].Tokens[t]
				if k.UPOS != e.UPOS[t] {
					count["tags"][e.UPOS[t]+" read as "+k.UPOS]++
				}
				want, _, _ := strings.Cut(e.Deprels[t], ":")
				have, _, _ := strings.Cut(k.Deprel, ":")
				switch {
				case k.Head != e.Heads[t]:
					count["trees"][want+" attached to the wrong word"]++
				case want != have:
					count["trees"][want+" read as "+have]++
				}
			}
			for kind, n := range nameErrors(counted(e.Names), counted(labels[i])) {
				count["names"][kind] += n
			}
		}
	}
	r := &Report{Name: "errors", Columns: []string{"layer", "error", "count"}}
	for _, layer := range []string{"tags", "trees", "names"} {
		kinds := make([]string, 0, len(count[layer]))
		for k := range count[layer] {
			kinds = append(kinds, k)
		}
		slices.SortFunc(kinds, func(a, b string) int {
			if d := count[layer][b] - count[layer][a]; d != 0 {
				return d
			}
			return strings.Compare(a, b)
		})
		for _, k := range kinds[:min(10, len(kinds))] {
			r.Add(layer, k, count[layer][k])
		}
	}
	r.Notes = []string{fmt.Sprintf("the ten commonest of each layer on %d tokens of %d documents; relations without subtypes", tokens, len(docs))}
	return r, nil
}

// nameErrors counts the errors of a sentence's names by kind.
func nameErrors(want, have []gold.Name) map[string]int {
	out := map[string]int{}
	for _, w := range want {
		at := slices.IndexFunc(have, func(h gold.Name) bool { return h.First < w.End && w.First < h.End })
		switch {
		case at < 0:
			out[w.Kind+" missed"]++
		case have[at] == w:
		case have[at].First == w.First && have[at].End == w.End:
			out[w.Kind+" read as "+have[at].Kind]++
		default:
			out[w.Kind+" with other bounds"]++
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w gold.Name) bool { return h.First < w.End && w.First < h.End }) {
			out["no name, read as "+h.Kind]++
		}
	}
	return out
}
