package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Filter selects statements. Its fields are joined by "and", the values of
// one field by "or"; an empty field selects all.
type Filter struct {
	// Actors take part as subject, object or qualifier.
	Actors []schema.NodeID
	// With take part too.
	With []schema.NodeID
	// Speakers stand behind the claim, anywhere in the chain.
	Speakers []schema.NodeID
	// Topics are spoken of: subject, object or qualifier.
	Topics []schema.NodeID
	// Places are where it happened.
	Places []schema.NodeID
	// From and To are days, "2006-01-02", both inclusive; "" is open. What
	// has no date lies in no range. What can lie in the range is selected,
	// unless Within.
	From, To string
	// Within selects only what surely lies in the range: an event "before 14
	// March" is not surely one of March.
	Within bool

	Modalities []schema.Modality
	// Prefixes select by the namespace of the predicate: modality, and whose
	// word it is, in one.
	Prefixes []schema.Prefix
	// Documents are where the statement stands.
	Documents []text.ArticleID
	Types     []schema.EventType
	Relations []schema.Relation
	// Reported selects statements with (true) or without (false) a speaker.
	Reported *bool
	// MinConfidence selects by confidence in [0, 1].
	MinConfidence float64
	// SubjectOnly wants Actors as subjects: what they did, not what was done
	// to them.
	SubjectOnly bool
	// Limit bounds the number of statements; 0 is no bound.
	Limit int
}

// Validate reports all faults.
func (f *Filter) Validate() error {
	var errs []error
	for _, d := range []struct{ name, day string }{{"From", f.From}, {"To", f.To}} {
		if d.day == "" {
			continue
		}
		if _, err := schema.Day(d.day, schema.BasisExplicit); err != nil {
			errs = append(errs, fmt.Errorf("graph: filter: %s: %w", d.name, err))
		}
	}
	if f.From != "" && f.To != "" && f.From > f.To {
		errs = append(errs, fmt.Errorf("graph: filter: From %s is after To %s", f.From, f.To))
	}
	if f.Limit < 0 {
		errs = append(errs, fmt.Errorf("graph: filter: Limit is %d, want 0 or more", f.Limit))
	}
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		errs = append(errs, fmt.Errorf("graph: filter: MinConfidence is %v, want [0, 1]", f.MinConfidence))
	}
	return errors.Join(errs...)
}

func (f *Filter) accepts(p *posting) bool {
	takes := func(nodes []schema.NodeID, as part) bool {
		if len(nodes) == 0 {
			return true
		}
		for _, n := range nodes {
			if p.part(n)&as != 0 {
				return true
			}
		}
		return false
	}
	as := participates
	if f.SubjectOnly {
		as = partSubject
	}
	switch {
	case !takes(f.Actors, as), !takes(f.With, participates), !takes(f.Speakers, partSpeaker),
		!takes(f.Topics, participates), !takes(f.Places, partPlace|participates):
		return false
	case f.Reported != nil && *f.Reported != p.reported:
		return false
	case p.confidence < int(f.MinConfidence*1000+0.5):
		return false
	case !oneOf(f.Modalities, p.modality), !oneOf(f.Types, p.event), !oneOf(f.Relations, p.relation),
		len(f.Prefixes) > 0 && !oneOf(f.Prefixes, schema.PrefixOf(p.modality, p.reported)):
		return false
	case f.From == "" && f.To == "":
		return true
	case !p.known:
		return false
	case f.Within:
		return (f.From == "" || p.first != "" && p.first >= f.From) && (f.To == "" || p.last != "" && p.last <= f.To)
	}
	return (f.To == "" || p.first == "" || p.first <= f.To) && (f.From == "" || p.last == "" || p.last >= f.From)
}

func oneOf[T comparable](list []T, v T) bool {
	if len(list) == 0 {
		return true
	}
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// roots are the nodes whose timelines together hold all that the filter
// selects: the field with the fewest values, or the timeline of everything.
func (f *Filter) roots() []schema.NodeID {
	best := []schema.NodeID{everything}
	for i, field := range [][]schema.NodeID{f.With, f.Actors, f.Speakers, f.Topics, f.Places} {
		if len(field) > 0 && (best[0] == everything || len(field) < len(best) && i > 0) {
			best = field
		}
	}
	return best
}

// entry is a statement on a timeline.
type entry struct {
	day, order string
	at         place
	posting
}

// kept is the entry as it stays when the listing that gave it goes on.
func (e *entry) kept() entry {
	out := *e
	out.members = slices.Clone(e.members)
	return out
}

func (e *entry) before(o *entry) bool {
	switch {
	case e.day != o.day:
		return e.day < o.day
	case e.order != o.order:
		return e.order < o.order
	case e.at.doc != o.at.doc:
		return e.at.doc < o.at.doc
	}
	return e.at.index < o.at.index
}

// timeline lists what the filter selects, in order. What it yields is valid
// until the next step; its strings are for ever.
func timeline(ctx context.Context, r keyReader, f *Filter) iter.Seq2[*entry, error] {
	roots := f.roots()
	if len(roots) == 1 {
		return nodeTimeline(ctx, r, roots[0], f, nil)
	}
	return func(yield func(*entry, error) bool) {
		var all []entry
		seen := map[place]bool{}
		for _, n := range roots {
			for e, err := range nodeTimeline(ctx, r, n, f, nil) {
				if err != nil {
					yield(nil, err)
					return
				}
				if !seen[e.at] {
					seen[e.at] = true
					all = append(all, e.kept())
				}
			}
		}
		sort.Slice(all, func(i, j int) bool { return all[i].before(&all[j]) })
		for i := range all {
			if !yield(&all[i], nil) {
				return
			}
		}
	}
}

// Timeline lists the statements that the filter selects, ordered by date,
// then narrative position, then document; what has no date comes last. The
// date of order is the first possible day, or the last one where the first is
// open.
func (s *Store) Timeline(ctx context.Context, f Filter) iter.Seq2[schema.Statement, error] {
	return selected(ctx, s, f, "timeline", func(v *view, e *entry, st *schema.Statement) (err error) {
		*st, err = readStatement(v.snap, e.at)
		return err
	})
}

// selected lists what of makes of each entry that the filter selects, in the
// place of what it made of the one before, in the order of [Store.Timeline]. An error is the last that it yields; op says in
// it what was being done.
func selected[T any](ctx context.Context, s *Store, f Filter, op string, of func(*view, *entry, *T) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var x, none T
		if err := f.Validate(); err != nil {
			yield(none, err)
			return
		}
		err := s.read(func(v *view) error {
			n := 0
			for e, err := range timeline(ctx, v.snap, &f) {
				if err != nil {
					return err
				}
				if err := of(v, e, &x); err != nil {
					return err
				}
				if !yield(x, nil) {
					return errStop
				}
				if n++; n == f.Limit {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(none, fmt.Errorf("graph: %s: %w", op, err))
		}
	}
}

// Sentence is the sentence of a statement as it stands in its document's
// text, with the document.
func (s *Store) Sentence(ctx context.Context, st *schema.Statement) (string, schema.DocMeta, error) {
	r, err := s.Record(ctx, st.Doc)
	if err != nil {
		return "", schema.DocMeta{}, err
	}
	return st.Sentence.In(r.Doc.Text), r.Doc, nil
}

// Neighbour is an actor that takes part in statements with another.
type Neighbour struct {
	Actor       schema.NodeID
	Statements  int
	ByModality  map[schema.Modality]int
	Reported    int // of them, with a speaker
	First, Last string
	// Relations are the commonest relations, at most five.
	Relations []schema.Name
}

// Neighbourhood lists the actors that take part in statements together with
// id, the most frequent first, then by id. The filter's Actors are ignored.
func (s *Store) Neighbourhood(ctx context.Context, id schema.NodeID, f Filter) ([]Neighbour, error) {
	if err := f.Validate(); err != nil {
		return nil, err
	}
	f.Actors = []schema.NodeID{id}
	var out []Neighbour
	err := s.read(func(v *view) error {
		byID := map[schema.NodeID]*Neighbour{}
		for e, err := range nodeTimeline(ctx, v.snap, id, &f, nil) {
			if err != nil {
				return err
			}
			for _, m := range e.members {
				if m.node == id || m.part&participates == 0 || !isActor(m.node) {
					continue
				}
				n := byID[m.node]
				if n == nil {
					n = &Neighbour{Actor: m.node, ByModality: map[schema.Modality]int{}}
					byID[m.node] = n
				}
				n.count(e)
			}
		}
		for _, n := range byID {
			schema.SortNames(n.Relations)
			n.Relations = n.Relations[:min(5, len(n.Relations))]
			out = append(out, *n)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: neighbourhood of %s: %w", id, err)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Statements != out[j].Statements {
			return out[i].Statements > out[j].Statements
		}
		return out[i].Actor < out[j].Actor
	})
	if f.Limit > 0 {
		out = out[:min(f.Limit, len(out))]
	}
	return out, nil
}

func (n *Neighbour) count(e *entry) {
	n.Statements++
	n.ByModality[e.modality]++
	if e.reported {
		n.Reported++
	}
	if e.first != "" && (n.First == "" || e.first < n.First) {
		n.First = e.first
	}
	if e.last > n.Last {
		n.Last = e.last
	}
	n.Relations = schema.CountName(n.Relations, string(e.relation))
}

// isActor tells actors from topics and events by the prefix of their ids.
func isActor(n schema.NodeID) bool { return len(n) > 6 && n[:6] == "actor:" }
