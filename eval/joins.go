package eval

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sort"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// JoinScore counts how mentions of events were joined.
type JoinScore struct {
	Mentions, Placed      int // gold mentions with an instance; those that a statement with an event covers
	Pairs, Ours, Right    int // pairs of gold mentions of one instance; that we joined; both
	Told, ToldRight       int // pairs of one instance of which both are statements of deeds; those that we joined
	CrossPairs            int // pairs of two documents
	CrossOurs, CrossRight int
	B3                    PRF // over the mentions, unjoined ones alone
	Events, Shared        int // our events; those of several documents
	Wrong                 []string
}

// ScoreJoins compares our events with the event instances of MEANTIME. event
// names, for a document and a token, the event of the statement whose verb
// the token is; "" for none. A pair of two documents counts as ours only
// where the annotators gave both mentions an instance of the corpus, for
// what they left to one document they did not compare.
//
// Most gold pairs have a mention in a headline or a noun that is no statement.
// Deed reports a token that is the verb of a statement that could have an
// event: pairs of two such are counted by themselves.
func ScoreJoins(docs []MeantimeDoc, event func(doc int, r text.TokenRef) string, deed func(doc int, r text.TokenRef) bool) JoinScore {
	type mention struct {
		doc              int
		name, gold, ours string
		shared, deed     bool
	}
	var all []mention
	gold, ours := map[string]string{}, map[string]string{}
	for i, d := range docs {
		for k, e := range d.Events {
			if e.Instance == "" {
				continue
			}
			m := mention{doc: i, name: fmt.Sprintf("%s %d %s #%d", d.Key, d.Sentence[e.Tokens[0].Sentence], d.Doc.Token(e.Tokens[0]).Text, k), gold: e.Instance, shared: e.Shared}
			for _, r := range e.Tokens {
				if ev := event(i, r); ev != "" {
					m.ours = ev
				}
				m.deed = m.deed || deed(i, r)
			}
			gold[m.name], ours[m.name] = m.gold, m.ours
			if m.ours == "" {
				ours[m.name] = m.name
			}
			all = append(all, m)
		}
	}
	s := JoinScore{Mentions: len(all)}
	for i, a := range all {
		if a.ours != "" {
			s.Placed++
		}
		for _, b := range all[i+1:] {
			same, joined := a.gold == b.gold, a.ours != "" && a.ours == b.ours
			cross := a.doc != b.doc
			if cross && !(a.shared && b.shared) {
				continue
			}
			s.count(same, joined, cross)
			if same && a.deed && b.deed {
				s.Told++
				if joined {
					s.ToldRight++
				}
			}
			if joined && !same {
				s.Wrong = append(s.Wrong, a.name+" | "+b.name+": "+a.ours)
			}
		}
	}
	g, o := partition(gold, 1), partition(ours, 1)
	rn, rd := bCubed(g, o)
	pn, pd := bCubed(o, g)
	s.B3 = prf(pn, pd, rn, rd)
	return s
}

func (s *JoinScore) count(same, joined, cross bool) {
	add := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	add(&s.Pairs, same)
	add(&s.Ours, joined)
	add(&s.Right, same && joined)
	add(&s.CrossPairs, same && cross)
	add(&s.CrossOurs, joined && cross)
	add(&s.CrossRight, same && joined && cross)
}

// PRF is precision, recall and F1 of all pairs.
func (s JoinScore) PRF() PRF {
	return prf(float64(s.Right), float64(s.Ours), float64(s.Right), float64(s.Pairs))
}

// Cross is the same of the pairs of two documents.
func (s JoinScore) Cross() PRF {
	return prf(float64(s.CrossRight), float64(s.CrossOurs), float64(s.CrossRight), float64(s.CrossPairs))
}

// eventJoins evaluates the events that statements are joined to.
func eventJoins(ctx context.Context, dataDir string) (*Report, error) {
	r := &Report{Name: "joins", Columns: []string{"measure", "set", "precision", "recall", "F1"}}
	a, err := nlp.New()
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	for _, set := range []string{"apple", "gm"} {
		docs, err := ReadMeantimeEvents(filepath.Join(dataDir, "meantime", set))
		if err != nil {
			return nil, err
		}
		s, err := joinDocuments(ctx, a, docs)
		if err != nil {
			return nil, err
		}
		r.addPRF(fmt.Sprintf("pairs of mentions (%d of %d, gold %d)", s.Right, s.Ours, s.Pairs), set, s.PRF())
		r.addPRF(fmt.Sprintf("of two statements (%d of %d)", s.ToldRight, s.Told), set, prf(float64(s.Right), float64(s.Ours), float64(s.ToldRight), float64(s.Told)))
		r.addPRF(fmt.Sprintf("of two documents (%d of %d, gold %d)", s.CrossRight, s.CrossOurs, s.CrossPairs), set, s.Cross())
		r.addPRF("mentions, B3", set, s.B3)
		w := scoreWords(a, docs)
		r.addPRF(fmt.Sprintf("words of one document (%d of %d, gold %d)", w.Right, w.Ours, w.Pairs), set, w.PRF())
		r.Add("events, those of several documents", set, s.Events, s.Shared, "")
		for _, w := range s.Wrong {
			r.Notes = append(r.Notes, set+": wrong: "+w)
		}
	}
	return r, nil
}

// scoreWords compares the happenings that [extract.Happenings] takes for one
// with the instances of MEANTIME, document by document: pairs of mentions that
// share no word. A pair counts as ours whatever the modality, and against us
// where the annotators gave both mentions an instance, and not the same.
func scoreWords(a *nlp.Annotator, docs []MeantimeDoc) JoinScore {
	var s JoinScore
	for _, d := range docs {
		at := map[text.TokenRef]int{}
		hs := extract.Happenings(a.AnnotateSentences(d.Doc.Article, d.Doc.Sentences), extract.Options{})
		for i := range hs {
			at[hs[i].At] = hs[i].Same
		}
		same := func(x, y *MeantimeEvent) bool {
			for _, p := range x.Tokens {
				for _, q := range y.Tokens {
					i, one := at[p]
					j, two := at[q]
					if one && two && i == j {
						return true
					}
				}
			}
			return false
		}
		for i := range d.Events {
			for j := i + 1; j < len(d.Events); j++ {
				x, y := &d.Events[i], &d.Events[j]
				if x.Instance != "" && y.Instance != "" && !slices.ContainsFunc(x.Tokens, y.has) {
					s.count(x.Instance == y.Instance, same(x, y), false)
				}
			}
		}
	}
	return s
}

// joinDocuments reads the documents as a build does and scores their events.
func joinDocuments(ctx context.Context, a *nlp.Annotator, docs []MeantimeDoc) (JoinScore, error) {
	var locals []resolve.DocLocals
	var told []resolve.DocHappenings
	recs := make([]*schema.Record, len(docs))
	for i, d := range docs {
		if err := ctx.Err(); err != nil {
			return JoinScore{}, fmt.Errorf("eval: joins: %w", err)
		}
		ann := a.AnnotateSentences(d.Doc.Article, d.Doc.Sentences)
		recs[i] = resolve.Local(ann, extract.Statements(ann, extract.Options{}), pipeline.Gazetteer{})
		locals = append(locals, resolve.DocLocals{Doc: recs[i].Doc.ID, Locals: recs[i].Locals})
		told = append(told, resolve.DocHappenings{Doc: recs[i].Doc.ID, Published: d.Published, Happenings: resolve.Happenings(recs[i])})
	}
	assignment := resolve.Link(locals)
	joins := resolve.JoinEvents(told, assignment)
	seen := map[schema.NodeID]map[int]bool{}
	at := make([]map[int]string, len(docs)) // by byte of a verb
	deeds := make([]map[int]bool, len(docs))
	for i, rec := range recs {
		full, err := resolve.Apply(rec, assignment)
		if err != nil {
			return JoinScore{}, fmt.Errorf("eval: %w", err)
		}
		full = resolve.Join(full, joins)
		at[i], deeds[i] = map[int]string{}, map[int]bool{}
		told := map[schema.StatementID]bool{}
		for _, h := range full.Happenings {
			told[h.Statement] = true
		}
		for k := range full.Statements {
			s := &full.Statements[k]
			for b := s.VerbSpan.Start; told[s.ID] && b < s.VerbSpan.End; b++ {
				deeds[i][b] = true
			}
			ev := full.StatementEvent[s.ID]
			if ev == "" {
				continue
			}
			if seen[ev] == nil {
				seen[ev] = map[int]bool{}
			}
			seen[ev][i] = true
			for b := s.VerbSpan.Start; b < s.VerbSpan.End; b++ {
				at[i][b] = string(ev)
			}
		}
	}
	s := ScoreJoins(docs, func(i int, r text.TokenRef) string { return at[i][docs[i].Doc.Token(r).Start] },
		func(i int, r text.TokenRef) bool { return deeds[i][docs[i].Doc.Token(r).Start] })
	s.Events = len(seen)
	for _, in := range seen {
		if len(in) > 1 {
			s.Shared++
		}
	}
	sort.Strings(s.Wrong)
	return s, nil
}
