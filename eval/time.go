package eval

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/nlp"
)

// timelineSets are the corpora of SemEval-2015 task 4 with gold timelines
// for development: name, folder of the documents, folder of the timelines.
var timelineSets = [][3]string{
	{"trial", "trial_text", "trial_gold"},
	{"corpus 2", "corpus_2/corpus_trackA_CAT", "corpus_2/TimeLines_Gold_Standard"},
}

// timing evaluates where happenings are placed in time.
func timing(ctx context.Context, dataDir string) (*Report, error) {
	a, err := nlp.New()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	r := &Report{Name: "time", Columns: []string{"measure", "set", "precision", "recall", "F1"}}
	if err := anchors(ctx, r, a, dataDir); err != nil {
		return nil, err
	}
	if err := timelines(ctx, r, a, dataDir); err != nil {
		return nil, err
	}
	r.Notes = append(r.Notes,
		"anchors: event mentions of MEANTIME apple and gm whose day, month or year is that of the time expression that includes them",
		"timelines: temporal awareness of the ordered and dated timelines of SemEval-2015 task 4, from text, micro-averaged over the target entities",
		"docs/timelines.md defines both")
	return r, nil
}

func (r *Report) addPRF(measure, set string, s PRF) {
	r.Add(measure, set, 100*s.P, 100*s.R, 100*s.F)
}

func anchors(ctx context.Context, r *Report, a *nlp.Annotator, dataDir string) error {
	docs, err := ReadMeantimeEvents(filepath.Join(dataDir, "meantime", "apple"), filepath.Join(dataDir, "meantime", "gm"))
	if err != nil {
		return err
	}
	happenings := make([][]extract.Happening, len(docs))
	for i, d := range docs {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("eval: time: %w", err)
		}
		happenings[i] = extract.Happenings(a.AnnotateSentences(d.Doc.Article, d.Doc.Sentences), extract.Options{})
	}
	all, own := ScoreAnchors(docs, happenings, false), ScoreAnchors(docs, happenings, true)
	r.addPRF("event mentions", "meantime", all.Mentions())
	r.addPRF("time anchors", "meantime", all.Anchors())
	r.addPRF("time anchors, said in the clause", "meantime", own.Anchors())
	return nil
}

func timelines(ctx context.Context, r *Report, a *nlp.Annotator, dataDir string) error {
	for _, s := range timelineSets {
		dir := filepath.Join(dataDir, "timeline")
		set, err := ReadTimelineSet(s[0], filepath.Join(dir, filepath.FromSlash(s[1])), filepath.Join(dir, filepath.FromSlash(s[2])))
		if err != nil {
			return err
		}
		docs := tell(a, set.Docs)
		var all, order TimelineScore
		single := make([]TimelineScore, len(set.Gold))
		for i, g := range set.Gold {
			if err := ctx.Err(); err != nil {
				return fmt.Errorf("eval: time: %w", err)
			}
			ours := timelineOf(g.Entity, docs)
			all.Add(g, ours, false)
			order.Add(g, ours, true)
			single[i].Add(g, ours, false)
		}
		r.addPRF("timelines", set.Name, all.PRF())
		r.addPRF("timelines, order only", set.Name, order.PRF())
		for i, g := range set.Gold {
			r.addPRF(fmt.Sprintf("  %s (%d)", g.Entity, single[i].Gold), set.Name, single[i].PRF())
		}
	}
	return nil
}
