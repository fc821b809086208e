package eval

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/text"
)

// goldActors is the list that gold/actors/README.md describes.
//
//go:embed gold/actors/wikinews.tsv
var goldActors string

// noActor is the key of names that are not scored: works, products, faiths,
// and what a reader may or may not call an actor.
const noActor = "-"

// ActorMention is a name in a document and whom it names.
type ActorMention struct {
	Doc  string // file below the folder of articles, without extension
	Span text.Span
	Key  string // of the actor, the same in all documents; "-" if not scored
	Name string // the words at Span
}

// ParseActorMentions reads a gold list of names: document, span START-END in
// bytes, key of the actor and the name, parted by tabs. It reports every
// fault with its line.
func ParseActorMentions(content string) ([]ActorMention, error) {
	var out []ActorMention
	var faults []string
	for n, line := range strings.Split(content, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[0] == "" || f[2] == "" || f[3] == "" {
			faults = append(faults, fmt.Sprintf("line %d: want document, START-END, key and name, parted by tabs", n+1))
			continue
		}
		span, err := text.ParseSpan(f[1])
		if err != nil || span.Len() != len(f[3]) {
			faults = append(faults, fmt.Sprintf("line %d: %q is not the span of %q", n+1, f[1], f[3]))
			continue
		}
		out = append(out, ActorMention{Doc: f[0], Span: span, Key: f[2], Name: f[3]})
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("eval: gold actors: %s", strings.Join(faults, "; "))
	}
	return out, nil
}

// ActorDoc is a document with its gold mentions and, once it was read, the
// names that the reader found.
type ActorDoc struct {
	Name    string
	Article *text.Article
	Gold    []ActorMention
	End     int // only names before this byte are annotated; 0 for all
	Found   []FoundName
}

// FoundName is a name that the reader found, and whom it takes it to name.
type FoundName struct {
	Span text.Span
	Head text.Span // of its head word
	Key  string    // id of the actor in the graph
}

// ReadActors lets the reader find the names of the documents and links them
// over all of them, as a build does.
func ReadActors(ctx context.Context, docs []ActorDoc) error {
	annotator, err := nlp.New()
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	var linked []resolve.DocLocals
	annotated := make([]*text.Document, len(docs))
	names := make([][]resolve.NamedMention, len(docs))
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return err
		}
		annotated[i] = annotator.Annotate(docs[i].Article)
		locals := resolve.DocLocals{Doc: docs[i].Article.ID}
		locals.Locals, names[i] = resolve.Names(annotated[i], pipeline.Gazetteer{})
		linked = append(linked, locals)
	}
	assignment := resolve.Link(linked)
	for i := range docs {
		d := &docs[i]
		d.Found = nil
		for _, n := range names[i] {
			m := annotated[i].Mentions[n.Mention]
			head := annotated[i].Sentences[m.Sentence].Tokens[m.Head].Span
			if d.End > 0 && m.Start >= d.End {
				continue
			}
			d.Found = append(d.Found, FoundName{Span: m.Span, Head: head, Key: string(assignment[d.Article.ID][n.Local].ID)})
		}
	}
	return nil
}

// ActorScore says how well names were found and resolved over a corpus.
type ActorScore struct {
	Gold, System, Aligned int         // names: in gold, found by us, found in both
	Resolution            CorefCounts // over the names found in both
	EndToEnd              CorefCounts // missed and superfluous names count
	Within, Across        PRF         // links between names of one document, of two
	Links                 PRF
	Fused                 []string // actors of ours that hold names of several, with these
	Splintered            []string // actors of gold that stand under several of ours
	Missed, Extra         []string
}

// ScoreActors compares the names found in the documents with gold.
func ScoreActors(docs []ActorDoc) *ActorScore {
	s := &ActorScore{}
	gold, system := map[string]string{}, map[string]string{}       // over aligned names
	goldAll, systemAll := map[string]string{}, map[string]string{} // over all names
	words := map[string]string{}
	docOf := map[string]string{}
	for i := range docs {
		d := &docs[i]
		pairs := align(d.Gold, d.Found)
		taken := map[int]bool{}
		for g, m := range d.Gold {
			f := pairs[g]
			if f >= 0 {
				taken[f] = true
			}
			if m.Key == noActor {
				continue
			}
			s.Gold++
			id := d.Name + "#" + m.Span.String()
			goldAll[id], words[id], docOf[id] = m.Key, m.Name, d.Name
			if f < 0 {
				s.Missed = append(s.Missed, d.Name+": "+m.Name)
				continue
			}
			s.Aligned++
			gold[id], system[id], systemAll[id] = m.Key, d.Found[f].Key, d.Found[f].Key
		}
		s.System += s.extra(d, taken, systemAll)
	}
	s.System += s.Aligned
	s.Resolution.Add(partition(gold, 1), partition(system, 1))
	s.EndToEnd.Add(partition(goldAll, 1), partition(systemAll, 1))
	s.Links, s.Within, s.Across = links(gold, system, docOf)
	s.Fused = mixtures(system, gold, words)
	s.Splintered = mixtures(gold, system, words)
	return s
}

// extra notes the names of ours that gold has not. Names inside a longer one
// of gold, and those around or inside what gold leaves open, do not count.
func (s *ActorScore) extra(d *ActorDoc, taken map[int]bool, system map[string]string) int {
	n := 0
	for f, x := range d.Found {
		if taken[f] || slices.ContainsFunc(d.Gold, func(g ActorMention) bool {
			return g.Span.Contains(x.Span) || g.Key == noActor && g.Span.Overlaps(x.Span)
		}) {
			continue
		}
		n++
		system[d.Name+"#"+x.Span.String()+"+"] = x.Key
		s.Extra = append(s.Extra, d.Name+": "+x.Span.In(d.Article.Text))
	}
	return n
}

// align gives each gold name the name of ours that stands for it, -1 for
// none: one of the same span, else the longest that is the same name with
// other bounds. Each name of ours stands for one at most.
func align(gold []ActorMention, found []FoundName) []int {
	out := make([]int, len(gold))
	taken := make([]bool, len(found))
	for g := range gold {
		out[g] = -1
		for f := range found {
			if !taken[f] && found[f].Span == gold[g].Span {
				out[g], taken[f] = f, true
				break
			}
		}
	}
	for g := range gold {
		if out[g] >= 0 || gold[g].Key == noActor { // what is not scored takes nothing from others
			continue
		}
		for f := range found {
			if taken[f] || !sameName(gold[g].Span, &found[f]) {
				continue
			}
			if out[g] < 0 || found[f].Span.Len() > found[out[g]].Span.Len() {
				out[g] = f
			}
		}
		if out[g] >= 0 {
			taken[out[g]] = true
		}
	}
	return out
}

// sameName reports whether a name of ours is the gold name with other bounds:
// its head word lies in gold, and it ends with gold or covers half of it at
// least. So "Australian" does not stand for "Australian Mint".
func sameName(gold text.Span, found *FoundName) bool {
	if !gold.Contains(found.Head) {
		return false
	}
	shared := min(gold.End, found.Span.End) - max(gold.Start, found.Span.Start)
	return found.Span.End == gold.End || 2*shared >= gold.Len()
}

// links compares pairs of names that gold and system put together.
func links(gold, system, doc map[string]string) (all, within, across PRF) {
	ids := make([]string, 0, len(gold))
	for id := range gold {
		ids = append(ids, id)
	}
	var in, out [3]float64 // in both, in system, in gold
	for i, a := range ids {
		for _, b := range ids[i+1:] {
			c := &out
			if doc[a] == doc[b] {
				c = &in
			}
			g, s := gold[a] == gold[b], system[a] == system[b]
			if g && s {
				c[0]++
			}
			if s {
				c[1]++
			}
			if g {
				c[2]++
			}
		}
	}
	return prf(in[0]+out[0], in[1]+out[1], in[0]+out[0], in[2]+out[2]),
		prf(in[0], in[1], in[0], in[2]), prf(out[0], out[1], out[0], out[2])
}

// mixtures lists the clusters of one partition that the other cuts up.
func mixtures(of, by, words map[string]string) []string {
	parts := map[string]map[string]map[string]int{}
	for id, c := range of {
		if parts[c] == nil {
			parts[c] = map[string]map[string]int{}
		}
		if parts[c][by[id]] == nil {
			parts[c][by[id]] = map[string]int{}
		}
		parts[c][by[id]][words[id]]++
	}
	var out []string
	for c, p := range parts {
		if len(p) < 2 {
			continue
		}
		var list []string
		for other, names := range p {
			var w []string
			for name, n := range names {
				w = append(w, fmt.Sprintf("%s×%d", name, n))
			}
			sort.Strings(w)
			list = append(list, other+" ("+strings.Join(w, ", ")+")")
		}
		sort.Strings(list)
		out = append(out, c+": "+strings.Join(list, "; "))
	}
	sort.Strings(out)
	return out
}

// WikinewsActors reads the articles with a gold list; they lie in the folder
// "articles" beside dataDir.
func WikinewsActors(ctx context.Context, dataDir string) ([]ActorDoc, error) {
	gold, err := ParseActorMentions(goldActors)
	if err != nil {
		return nil, err
	}
	in, err := intake.New(intake.Options{})
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	var docs []ActorDoc
	for len(gold) > 0 {
		n := slices.IndexFunc(gold, func(m ActorMention) bool { return m.Doc != gold[0].Doc })
		if n < 0 {
			n = len(gold)
		}
		d := ActorDoc{Name: strings.TrimPrefix(gold[0].Doc, "wikinews/GUM_news_"), Gold: gold[:n:n]}
		path := filepath.Join(filepath.Dir(filepath.Clean(dataDir)), "articles", filepath.FromSlash(gold[0].Doc)+".txt")
		gold = gold[n:]
		if _, err := os.Stat(path); err != nil {
			return nil, fmt.Errorf("eval: %s: %w", path, ErrNoData)
		}
		for article, skip := range in.Read(ctx, []string{path}) {
			if skip != nil {
				return nil, fmt.Errorf("eval: %s", skip)
			}
			d.Article = article
		}
		for _, m := range d.Gold {
			if m.Span.End > len(d.Article.Text) || m.Span.In(d.Article.Text) != m.Name {
				return nil, fmt.Errorf("eval: %s: %s is not %q: the article is not the one that was annotated", path, m.Span, m.Name)
			}
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// actors is the evaluation of actors: two corpora, each linked as one build.
func actors(ctx context.Context, dataDir string) (*Report, error) {
	r := &Report{Name: "actors", Columns: []string{"corpus", "what", "P", "R", "F1"}}
	wikinews, err := WikinewsActors(ctx, dataDir)
	if err != nil {
		return nil, err
	}
	meantime, err := MEANTIMEActors(filepath.Join(dataDir, "meantime", "apple"), filepath.Join(dataDir, "meantime", "gm"))
	if err != nil {
		return nil, err
	}
	for _, corpus := range []struct {
		name string
		docs []ActorDoc
	}{{"wikinews", wikinews}, {"meantime", meantime}} {
		if err := ReadActors(ctx, corpus.docs); err != nil {
			return nil, err
		}
		ScoreActors(corpus.docs).report(r, corpus.name)
	}
	return r, nil
}

func (s *ActorScore) report(r *Report, corpus string) {
	for _, row := range []struct {
		what string
		PRF
	}{
		{"names found", prf(float64(s.Aligned), float64(s.System), float64(s.Aligned), float64(s.Gold))},
		{"B³", s.Resolution.BCubed()},
		{"CEAFe", s.Resolution.CEAFe()},
		{"links", s.Links},
		{"links within documents", s.Within},
		{"links across documents", s.Across},
		{"B³ end to end", s.EndToEnd.BCubed()},
		{"CEAFe end to end", s.EndToEnd.CEAFe()},
	} {
		r.Add(corpus, row.what, 100*row.P, 100*row.R, 100*row.F)
	}
	note := func(what string, list []string) {
		for _, l := range list {
			r.Notes = append(r.Notes, corpus+": "+what+": "+l)
		}
	}
	r.Notes = append(r.Notes, fmt.Sprintf("%s: %d names in gold, %d found by us, %d in both", corpus, s.Gold, s.System, s.Aligned))
	note("fused", s.Fused)
	note("splintered", s.Splintered)
	note("missed", s.Missed)
	note("superfluous", s.Extra)
}
