package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/mozillazg/go-unidecode"
	"github.com/xrash/smetrics"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Match is an actor that a name can mean.
type Match struct {
	Actor Actor
	Name  string // the folded name that matched
	How   string // "id", "name", "words", "rare" or "similar"
	Score float64
}

// Exact reports whether a look-up of the name means this actor, rather than
// suggests it.
func (m Match) Exact() bool { return m.How != "rare" && m.How != "similar" }

// Shown reports whether the actor is shown by just the name that matched, or
// was named by its id.
func (m Match) Shown() bool {
	return m.How == "id" || foldName(m.Actor.Name) == m.Name
}

// dominance is how many times oftener one actor must bear a name than any
// other for the name to mean that one.
const dominance = 8

// UnknownActorError says that no actor has a name, and which are like it.
type UnknownActorError struct {
	Name        string
	Suggestions []Match
}

// Error names the likeliest actors.
func (e *UnknownActorError) Error() string {
	if len(e.Suggestions) == 0 {
		return fmt.Sprintf("no actor is called %q", e.Name)
	}
	return fmt.Sprintf("no actor is called %q; did you mean %s?", e.Name, matchNames(e.Suggestions))
}

// AmbiguousActorError says that several actors have a name.
type AmbiguousActorError struct {
	Name    string
	Matches []Match
}

// Error names the actors.
func (e *AmbiguousActorError) Error() string {
	return fmt.Sprintf("%q can be %s; give the full name, or the id if they share it", e.Name, matchNames(e.Matches))
}

// shownMatches bounds how many actors an error names.
const shownMatches = 5

func matchNames(ms []Match) string {
	var out []string
	for i, m := range ms {
		if i == shownMatches {
			out = append(out, fmt.Sprintf("%d more", len(ms)-i))
			break
		}
		out = append(out, fmt.Sprintf("%s (%s)", m.Actor.Name, m.Actor.ID))
	}
	return strings.Join(out, " or ")
}

// ResolveActor is the one actor that a name means. It fails with
// *[UnknownActorError] or *[AmbiguousActorError].
func (s *Store) ResolveActor(ctx context.Context, name string) (Actor, error) {
	ms, err := s.FindActors(ctx, name)
	if err != nil {
		return Actor{}, err
	}
	switch {
	case len(ms) == 0 || !ms[0].Exact():
		return Actor{}, &UnknownActorError{name, ms}
	case len(ms) > 1 && ms[1].Exact():
		return Actor{}, &AmbiguousActorError{name, ms}
	}
	return ms[0].Actor, nil
}

// FindActors are the actors that a name can mean, the likeliest first: the
// one with that id; else those that have exactly this name, case, accents,
// punctuation, titles and a leading "the" aside, of which one that is shown by
// this name, or that bears it eight times oftener than any other, is meant and
// the others are suggestions (How is "rare"); after those that bear it alone the
// persons with a longer name that has it in it, unless one is shown by it; else those with a name that
// has all of its words, with those that are named after another of them ("Arden
// Ltd's engineers") as rare ones; else, as suggestions, those with a similar name (How
// is "similar"). Among equals the one with most statements comes first.
// Look-ups cost microseconds; only suggestions read all names.
func (s *Store) FindActors(ctx context.Context, name string) ([]Match, error) {
	var out []Match
	err := s.read(func(v *view) error {
		var err error
		out, err = findActors(ctx, v.snap, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("graph: find actor %q: %w", name, err)
	}
	return out, nil
}

func findActors(ctx context.Context, r keyReader, name string) ([]Match, error) {
	name = strings.TrimSpace(strings.Trim(strings.TrimSpace(name), "<>"))
	for _, id := range []string{name, "actor:" + name} {
		a, err := readActor(r, schema.NodeID(id))
		if err == nil {
			return []Match{{a, name, "id", 1}}, nil
		} else if !errors.Is(err, ErrNotFound) {
			return nil, err
		}
	}
	folded := foldName(name)
	if folded == "" {
		return nil, nil
	}
	ids, err := actorsUnder(ctx, r, secName, folded)
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		ms, err := matches(r, ids, func(schema.NodeID) (string, float64) { return folded, 1 }, "name")
		if err != nil {
			return nil, err
		}
		if prefer(ms, folded); ms[0].Shown() {
			return ms, nil
		}
		same, err := namesakes(ctx, r, ms, folded)
		return append(ms, same...), err
	}
	ids, err = actorsWithWords(ctx, r, words(folded))
	if err != nil {
		return nil, err
	}
	if len(ids) > 0 {
		ms, err := matches(r, ids, func(schema.NodeID) (string, float64) { return folded, 0.9 }, "words")
		return namedFirst(ms), err
	}
	return similarActors(ctx, r, folded)
}

// prefer puts the one actor first that a folded name means among several that
// bear it, and marks the others as rare; where there is no such one it changes
// nothing.
func prefer(ms []Match, folded string) {
	shown, most, second := -1, -1, 0
	uses := make([]int, len(ms))
	for i, m := range ms {
		if foldName(m.Actor.Name) == folded {
			if shown >= 0 {
				shown = len(ms) // two are shown by it: their use decides
			} else {
				shown = i
			}
		}
		for _, n := range m.Actor.Names {
			if foldName(n.Text) == folded {
				uses[i] += n.Count
			}
		}
		if most < 0 || uses[i] > uses[most] {
			most = i
		}
	}
	for i, n := range uses {
		if i != most {
			second = max(second, n)
		}
	}
	meant := -1
	switch {
	case len(ms) > 1 && uses[most] >= dominance*second:
		meant = most
	case shown >= 0 && shown < len(ms) && strings.Contains(folded, " ") && uses[shown] >= second:
		meant = shown
	default:
		return
	}
	first := ms[meant]
	copy(ms[1:meant+1], ms[:meant])
	ms[0] = first
	for i := range ms[1:] {
		ms[i+1].How = "rare"
	}
}

// namesakes are the persons that are shown by a longer name with a folded name
// in it, "Peter Arden" for "arden", and are none of those who bear it alone. Who
// has no name, "a cousin of Peter Arden", is none.
// They are rare where the one who is meant bears the name alone eight times
// oftener than they are named at all.
func namesakes(ctx context.Context, r keyReader, bearers []Match, folded string) ([]Match, error) {
	ids, err := actorsWithWords(ctx, r, words(folded))
	if err != nil {
		return nil, err
	}
	found, err := matches(r, ids, func(schema.NodeID) (string, float64) { return folded, 0.9 }, "words")
	if err != nil {
		return nil, err
	}
	uses := 0
	for _, n := range bearers[0].Actor.Names {
		if foldName(n.Text) == folded {
			uses += n.Count
		}
	}
	one := len(bearers) == 1 || bearers[1].How == "rare"
	var out []Match
	for _, m := range found {
		if m.Actor.Kind != text.KindPerson || strings.Contains(string(m.Actor.ID), "/") || !strings.Contains(" "+foldName(m.Actor.Name)+" ", " "+folded+" ") ||
			slices.ContainsFunc(bearers, func(b Match) bool { return b.Actor.ID == m.Actor.ID }) {
			continue
		}
		named := 0
		for _, n := range m.Actor.Names {
			named += n.Count
		}
		if one && uses >= dominance*named {
			m.How = "rare"
		}
		out = append(out, m)
	}
	return out, nil
}

// namedFirst marks as rare, behind all others, those of whom only another
// actor's name has the words: "Arden Ltd's engineers" beside "Arden Ltd".
func namedFirst(ms []Match) []Match {
	var own, others []Match
	for _, m := range ms {
		if slices.ContainsFunc(ms, func(o Match) bool { return ownedBy(m.Actor.Name, o.Actor.Name) }) {
			m.How = "rare"
			others = append(others, m)
		} else {
			own = append(own, m)
		}
	}
	return append(own, others...)
}

// ownedBy reports whether a name begins with an owner's: "Arden's lawyers".
func ownedBy(name, owner string) bool {
	rest, ok := strings.CutPrefix(strings.ReplaceAll(name, "’", "'"), strings.ReplaceAll(owner, "’", "'"))
	return ok && strings.HasPrefix(rest, "'")
}

// actorsUnder are the actors of a folded name or word, sorted.
func actorsUnder(ctx context.Context, r keyReader, section byte, s string) ([]schema.NodeID, error) {
	var out []schema.NodeID
	for p, err := range pairs(ctx, r, under(section, s)) {
		if err != nil {
			return nil, err
		}
		f, err := parts(p.key, section, 3)
		if err != nil {
			return nil, err
		}
		if id := schema.NodeID(f[1]); len(out) == 0 || out[len(out)-1] != id {
			out = append(out, id)
		}
	}
	return out, nil
}

// actorsWithWords are the actors of which some names together have all words.
func actorsWithWords(ctx context.Context, r keyReader, ws []string) ([]schema.NodeID, error) {
	var out []schema.NodeID
	for i, w := range ws {
		ids, err := actorsUnder(ctx, r, secWord, w)
		if err != nil || len(ids) == 0 {
			return nil, err
		}
		if i == 0 {
			out = ids
			continue
		}
		has := make(map[schema.NodeID]bool, len(ids))
		for _, id := range ids {
			has[id] = true
		}
		kept := out[:0]
		for _, id := range out {
			if has[id] {
				kept = append(kept, id)
			}
		}
		out = kept
	}
	return out, nil
}

func matches(r keyReader, ids []schema.NodeID, score func(schema.NodeID) (string, float64), how string) ([]Match, error) {
	out := make([]Match, 0, len(ids))
	for _, id := range ids {
		a, err := readActor(r, id)
		if err != nil {
			return nil, err
		}
		name, sc := score(id)
		out = append(out, Match{a, name, how, sc})
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		switch {
		case a.Score != b.Score:
			return a.Score > b.Score
		case a.Actor.Statements != b.Actor.Statements:
			return a.Actor.Statements > b.Actor.Statements
		}
		return a.Actor.ID < b.Actor.ID
	})
	return out, nil
}

const (
	similarEnough = 0.84 // Jaro-Winkler; below, suggestions look random
	suggestions   = 5
)

func similarActors(ctx context.Context, r keyReader, folded string) ([]Match, error) {
	type best struct {
		name  string
		score float64
	}
	found := map[schema.NodeID]best{}
	lastName, lastScore := "", 0.0
	for p, err := range pairs(ctx, r, under(secName)) {
		if err != nil {
			return nil, err
		}
		f, err := parts(p.key, secName, 3)
		if err != nil {
			return nil, err
		}
		if f[0] != lastName {
			lastName, lastScore = f[0], similarity(folded, f[0])
		}
		if id := schema.NodeID(f[1]); lastScore >= similarEnough && lastScore > found[id].score {
			found[id] = best{f[0], lastScore}
		}
	}
	ids := make([]schema.NodeID, 0, len(found))
	for id := range found {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool {
		if a, b := found[ids[i]].score, found[ids[j]].score; a != b {
			return a > b
		}
		return ids[i] < ids[j]
	})
	ids = ids[:min(len(ids), suggestions)]
	return matches(r, ids, func(id schema.NodeID) (string, float64) { return found[id].name, found[id].score }, "similar")
}

// similarity compares folded names whole, and a name of one word with each
// word of the other.
func similarity(a, b string) float64 {
	s := smetrics.JaroWinkler(a, b, 0.7, 4)
	if !strings.Contains(a, " ") {
		for _, w := range words(b) {
			if len(w) > 3 {
				s = max(s, 0.98*smetrics.JaroWinkler(a, w, 0.7, 4))
			}
		}
	}
	return s
}

// titles may precede a name without being part of it. A name of titles alone
// keeps them.
var titles = map[string]bool{
	"the": true, "mr": true, "mrs": true, "ms": true, "miss": true, "dr": true, "prof": true, "professor": true,
	"sir": true, "dame": true, "lord": true, "lady": true, "president": true, "chancellor": true, "premier": true,
	"king": true, "queen": true, "prince": true, "princess": true, "pope": true, "senator": true, "sen": true,
	"rep": true, "representative": true, "congressman": true, "congresswoman": true, "governor": true, "gov": true,
	"general": true, "gen": true, "colonel": true, "col": true, "admiral": true, "captain": true, "capt": true,
	"major": true, "lieutenant": true, "lt": true, "sergeant": true, "sgt": true, "judge": true, "justice": true,
	"minister": true, "secretary": true, "ambassador": true, "envoy": true, "mayor": true, "chairman": true,
	"chairwoman": true, "director": true, "commissioner": true, "former": true, "prime": true, "foreign": true,
	"vice": true,
}

// foldName makes names comparable: lower-case ASCII words joined by single
// blanks, without accents, punctuation, possessive endings and leading
// titles.
func foldName(name string) string {
	ws := words(plainWords(name))
	for len(ws) > 1 && titles[ws[0]] {
		ws = ws[1:]
	}
	return strings.Join(ws, " ")
}

// plainWords transliterates and drops punctuation.
func plainWords(name string) string {
	var b strings.Builder
	for _, r := range strings.TrimSuffix(unidecode.Unidecode(name), "'s") {
		switch {
		case r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '\'' || r == '.' || r == '`':
			// O'Neill → oneill, U.S. → us
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func words(s string) []string { return strings.Fields(s) }

// actorNames are the folded names under which an actor of a document is
// found, sorted, each once.
func actorNames(a *schema.Actor) []string {
	set := map[string]bool{}
	take := func(n string) {
		if f := foldName(n); f != "" {
			set[f] = true
		}
		// As it stands, too: "Prime Minister" for an actor known only so.
		if f := strings.Join(words(plainWords(n)), " "); f != "" {
			set[f] = true
		}
	}
	take(a.Name)
	for _, n := range a.Names {
		take(n.Text)
	}
	out := make([]string, 0, len(set))
	for n := range set {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}
