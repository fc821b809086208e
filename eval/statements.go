package eval

import (
	"context"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/pipeline"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
)

// goldStatements are the lists that gold/README.md describes.
//
//go:embed gold/*.tsv
var goldStatements embed.FS

// GoldStatement is one line of a list of gold statements. Each field but
// Modality lists alternatives.
type GoldStatement struct {
	Line                                               int
	Subject, Relation, Object, Modality, Speaker, Date []string
	Core                                               bool
}

// ParseGoldStatements reads a list; the first line names its article.
func ParseGoldStatements(content string) (doc string, gold []GoldStatement, err error) {
	for n, line := range strings.Split(content, "\n") {
		if d, ok := strings.CutPrefix(line, "# doc "); ok {
			doc = strings.TrimSpace(d)
			continue
		}
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 7 || f[6] != "core" && f[6] != "minor" {
			return "", nil, fmt.Errorf("eval: gold line %d: want subject, relations, object, modality, speaker, date, core or minor", n+1)
		}
		alt := func(i int) []string { return strings.Split(f[i], "/") }
		g := GoldStatement{Line: n + 1, Subject: alt(0), Relation: alt(1), Object: alt(2), Modality: alt(3),
			Speaker: alt(4), Date: alt(5), Core: f[6] == "core"}
		if strings.Contains(f[5], "-") && f[5] != "-" { // dates hold hyphens, and slashes only between alternatives
			g.Date = strings.Split(f[5], "/")
		}
		for _, m := range g.Modality {
			if _, err := schema.ParseModality(m); err != nil {
				return "", nil, fmt.Errorf("eval: gold line %d: %w", n+1, err)
			}
		}
		gold = append(gold, g)
	}
	if doc == "" {
		return "", nil, fmt.Errorf("eval: gold list names no article: want a line \"# doc NAME\"")
	}
	return doc, gold, nil
}

// StatementScore counts how the statements of an article compare with a gold
// list.
type StatementScore struct {
	Doc               string
	Gold, Found       int
	Core, CoreFound   int
	Ours, OursMatched int // precision is a lower bound: the lists are not exhaustive
	Modality, Speaker int // of the gold statements found, how many have the right one
	Date, DateWanted  int
	FalselyAsserted   int             // found, but asserted by the article where gold says otherwise
	Missed            []GoldStatement // of the core
	Wrong             []string        // found, with another modality, speaker or date
	Unmatched         []string        // ours that match no line
}

// ScoreStatements compares the statements of one article with its gold list.
// A gold statement is found if one of ours agrees in subject, relation and
// object; of several the one that agrees in most else is taken.
func ScoreStatements(doc string, ours []schema.Statement, gold []GoldStatement) StatementScore {
	score := StatementScore{Doc: doc, Ours: len(ours), Gold: len(gold)}
	matched := map[schema.StatementID]bool{}
	for _, g := range gold {
		if g.Core {
			score.Core++
		}
		best, bestRank := -1, -1
		for i := range ours {
			if !g.matches(&ours[i]) {
				continue
			}
			matched[ours[i].ID] = true
			if r := g.rank(&ours[i]); r > bestRank {
				best, bestRank = i, r
			}
		}
		if best < 0 {
			if g.Core {
				score.Missed = append(score.Missed, g)
			}
			continue
		}
		score.add(g, &ours[best])
	}
	score.OursMatched = len(matched)
	for i := range ours {
		if !matched[ours[i].ID] {
			score.Unmatched = append(score.Unmatched, describe(&ours[i]))
		}
	}
	return score
}

func (score *StatementScore) add(g GoldStatement, s *schema.Statement) {
	score.Found++
	if g.Core {
		score.CoreFound++
	}
	var wrong []string
	if g.modality(s) {
		score.Modality++
	} else {
		wrong = append(wrong, "modality")
	}
	if g.speaker(s) {
		score.Speaker++
	} else {
		wrong = append(wrong, "speaker")
	}
	if !slices.Contains(g.Date, "-") {
		score.DateWanted++
		if g.date(s) {
			score.Date++
		} else {
			wrong = append(wrong, "date")
		}
	}
	fact := slices.Contains(g.Modality, string(schema.Asserted)) && slices.Contains(g.Speaker, "-")
	if s.Prefix() == schema.PrefixRel && !fact {
		score.FalselyAsserted++
	}
	if len(wrong) > 0 {
		score.Wrong = append(score.Wrong, fmt.Sprintf("line %d: %s of %s", g.Line, strings.Join(wrong, ", "), describe(s)))
	}
}

func describe(s *schema.Statement) string {
	out := s.Predicate() + " " + s.Subject.Name + " | " + s.Object.Name
	for _, q := range s.Qualifiers {
		out += " {" + q.Role + ": " + q.Term.Name + "}"
	}
	if s.Date.Known() {
		out += " " + s.Date.String()
	}
	if s.Reported() {
		out += " says " + s.Speaker().Name
	}
	return out
}

func (g GoldStatement) matches(s *schema.Statement) bool {
	if !g.relation(s) {
		return false
	}
	if g.term(g.Subject, s.Subject) && g.object(s) {
		return true
	}
	return schema.DefaultVocabulary().Symmetric(s.Relation) && g.term(g.Subject, s.Object) && g.term(g.Object, s.Subject)
}

func (g GoldStatement) relation(s *schema.Statement) bool {
	ours := strings.TrimPrefix(string(s.Relation), "be_")
	for _, want := range g.Relation {
		normal, _ := schema.DefaultVocabulary().Normalize(want)
		if string(s.Relation) == want || s.Relation == normal || ours == strings.TrimPrefix(want, "be_") ||
			strings.HasPrefix(ours, want+"_") || strings.HasPrefix(ours, string(normal)+"_") {
			return true
		}
		// a passive participle: be_placed for place
		if strings.HasPrefix(string(s.Relation), "be_") && strings.HasPrefix(ours, strings.TrimSuffix(want, "e")) {
			return true
		}
		if strings.Contains(" "+strings.ToLower(s.Verb)+" ", " "+want+" ") {
			return true
		}
	}
	return false
}

// object accepts the object, or where the article's words put the same thing
// into a qualifier, that.
func (g GoldStatement) object(s *schema.Statement) bool {
	if slices.Contains(g.Object, "-") && s.Object.IsZero() {
		return true
	}
	if g.term(g.Object, s.Object) {
		return true
	}
	for _, q := range s.Qualifiers {
		if g.term(g.Object, q.Term) {
			return true
		}
	}
	return g.term(g.Object, s.Place)
}

// term reports whether the term shares the last content word of one of the
// alternatives: by name or as written.
func (g GoldStatement) term(alternatives []string, t schema.Term) bool {
	if t.IsZero() {
		return false
	}
	words := append(contentWords(t.Name), contentWords(t.Text)...)
	for _, a := range alternatives {
		want := contentWords(a)
		if len(want) == 0 {
			continue
		}
		all := true
		for _, w := range want {
			all = all && slices.Contains(words, w)
		}
		if all || slices.Contains(words, want[len(want)-1]) {
			return true
		}
	}
	return false
}

// contentWords are the folded words of a phrase without articles, plural
// endings dropped.
func contentWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	}) {
		switch w {
		case "the", "a", "an", "of", "to", "in", "is", "and", "s":
			continue
		}
		if len(w) > 3 {
			w = strings.TrimSuffix(w, "s")
		}
		out = append(out, w)
	}
	return out
}

func (g GoldStatement) rank(s *schema.Statement) int {
	n := 0
	for _, ok := range []bool{g.modality(s), g.speaker(s), g.date(s)} {
		if ok {
			n++
		}
	}
	return n
}

func (g GoldStatement) modality(s *schema.Statement) bool {
	return slices.Contains(g.Modality, string(s.Modality))
}

func (g GoldStatement) speaker(s *schema.Statement) bool {
	if slices.Contains(g.Speaker, "-") && !s.Reported() {
		return true
	}
	for _, a := range s.Source {
		if g.term(g.Speaker, a.Speaker) || slices.Contains(g.Speaker, a.Cue) {
			return true
		}
	}
	return false
}

func (g GoldStatement) date(s *schema.Statement) bool {
	return slices.Contains(g.Date, "-") || slices.Contains(g.Date, s.Date.String())
}

// statements is the evaluation of the whole road against the gold lists.
func statements(ctx context.Context, dataDir string) (*Report, error) {
	scores, err := RunStatements(ctx, dataDir)
	if err != nil {
		return nil, err
	}
	r := &Report{Name: "statements", Columns: []string{"article", "core found", "all found", "ours", "in gold", "modality", "speaker", "date", "falsely asserted"}}
	for _, s := range scores {
		r.Add(s.Doc, fmt.Sprintf("%d/%d", s.CoreFound, s.Core), fmt.Sprintf("%d/%d", s.Found, s.Gold), s.Ours, s.OursMatched,
			fmt.Sprintf("%d/%d", s.Modality, s.Found), fmt.Sprintf("%d/%d", s.Speaker, s.Found), fmt.Sprintf("%d/%d", s.Date, s.DateWanted), s.FalselyAsserted)
	}
	for _, s := range scores {
		for _, g := range s.Missed {
			r.Notes = append(r.Notes, fmt.Sprintf("%s: missed line %d: %s %s %s", s.Doc, g.Line, strings.Join(g.Subject, "/"), strings.Join(g.Relation, "/"), strings.Join(g.Object, "/")))
		}
		for _, w := range s.Wrong {
			r.Notes = append(r.Notes, s.Doc+": "+w)
		}
		for _, u := range s.Unmatched {
			r.Notes = append(r.Notes, s.Doc+": not in gold: "+u)
		}
	}
	return r, nil
}

// RunStatements reads each article that has a gold list, which lie in the
// folder "articles" beside dataDir, and scores its statements.
func RunStatements(ctx context.Context, dataDir string) ([]StatementScore, error) {
	reader, err := pipeline.NewReader(extract.Options{})
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	entries, err := goldStatements.ReadDir("gold")
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	var out []StatementScore
	for _, e := range entries {
		content, err := goldStatements.ReadFile("gold/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("eval: %w", err)
		}
		doc, gold, err := ParseGoldStatements(string(content))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		ours, err := readArticle(ctx, reader, filepath.Join(filepath.Dir(filepath.Clean(dataDir)), "articles", filepath.FromSlash(doc)+".txt"))
		if err != nil {
			return nil, err
		}
		out = append(out, ScoreStatements(doc, ours, gold))
	}
	return out, nil
}

func readArticle(ctx context.Context, reader *pipeline.Reader, path string) ([]schema.Statement, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("eval: %s: %w", path, ErrNoData)
	}
	in, err := intake.New(intake.Options{})
	if err != nil {
		return nil, fmt.Errorf("eval: %w", err)
	}
	for article, skip := range in.Read(ctx, []string{path}) {
		if skip != nil {
			return nil, fmt.Errorf("eval: %s", skip)
		}
		rec, _, err := reader.Read(ctx, article)
		if err != nil {
			return nil, err
		}
		rec, err = resolve.Apply(rec, resolve.Link([]resolve.DocLocals{{Doc: rec.Doc.ID, Locals: rec.Locals}}))
		if err != nil {
			return nil, err
		}
		return rec.Statements, nil
	}
	return nil, fmt.Errorf("eval: %s holds no article: %w", path, ErrNoData)
}
