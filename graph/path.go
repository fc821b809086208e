package graph

import (
	"context"
	"errors"
	"fmt"
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
)

// PathOptions say which connections count. The zero value takes all
// statements but negated ones, up to four hops.
type PathOptions struct {
	// MaxHops bounds the length. Default 4.
	MaxHops int
	// Paths is how many paths of the shortest length are wanted. Default 1.
	Paths int
	// Evidence bounds the statements that are given for a hop. Default 3.
	Evidence int
	// Modalities that connect. Default all but negated: what did not happen
	// connects nobody.
	Modalities []schema.Modality
	// AssertedOnly takes only what the article itself asserts.
	AssertedOnly bool
	// Speech also connects a speaker with those spoken of.
	Speech bool
	// From, To and Within restrict dates, as in [Filter].
	From, To string
	Within   bool
	// MinConfidence leaves out statements below it, in [0, 1]. Default 0.
	MinConfidence float64
	// Avoid are actors that no path may pass through: a state that everybody
	// is connected with explains nothing.
	Avoid []schema.NodeID
}

func (o PathOptions) withDefaults() PathOptions {
	if o.MaxHops <= 0 {
		o.MaxHops = 4
	}
	if o.Paths <= 0 {
		o.Paths = 1
	}
	if o.Evidence <= 0 {
		o.Evidence = 3
	}
	if o.AssertedOnly {
		o.Modalities = []schema.Modality{schema.Asserted}
	}
	if len(o.Modalities) == 0 {
		o.Modalities = []schema.Modality{schema.Asserted, schema.Planned, schema.Hypothetical}
	}
	return o
}

// Path is a chain of actors.
type Path struct {
	Actors []schema.NodeID
	Hops   []Hop // one less than actors
}

// Hop is a connection between two actors with its evidence, the strongest
// first: asserted by the article, asserted by a speaker, planned,
// hypothetical.
type Hop struct {
	From, To   schema.NodeID
	Evidence   []schema.Statement
	Statements int // that connect the two, evidence included
}

// ErrNoPath means that two actors are not connected.
var ErrNoPath = errors.New("there is no connection")

// Path finds the shortest connections of two actors through statements in
// which both ends of each hop take part. Of several it gives first those
// whose hops are best supported. It fails with [ErrNoPath]. Every actor that
// is reached costs one reading of its timeline.
func (s *Store) Path(ctx context.Context, a, b schema.NodeID, o PathOptions) ([]Path, error) {
	o = o.withDefaults()
	f := Filter{Modalities: o.Modalities, From: o.From, To: o.To, Within: o.Within, MinConfidence: o.MinConfidence}
	if o.AssertedOnly {
		no := false
		f.Reported = &no
	}
	if err := f.Validate(); err != nil {
		return nil, err
	}
	var out []Path
	err := s.read(func(v *view) error {
		for _, id := range []schema.NodeID{a, b} {
			if _, err := readActor(v.snap, id); err != nil {
				return err
			}
		}
		w := &walker{ctx: ctx, r: v.snap, f: f, o: o, seen: map[schema.NodeID]map[schema.NodeID]*edge{}}
		chains, err := w.shortest(a, b)
		if err != nil {
			return err
		}
		for _, c := range chains {
			p, err := w.path(c)
			if err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: path from %s to %s: %w", a, b, err)
	}
	return out, nil
}

// edge is what connects two actors.
type edge struct {
	best     int     // cost of the strongest statement
	evidence []entry // without their members
}

// costOf ranks the modality of a statement as a connection.
func costOf(p *posting) int {
	switch {
	case p.modality == schema.Asserted && !p.reported:
		return 0
	case p.modality == schema.Asserted:
		return 1
	case p.modality == schema.Planned:
		return 2
	}
	return 3
}

// walker explores the graph of one view.
type walker struct {
	ctx  context.Context
	r    keyReader
	f    Filter
	o    PathOptions
	seen map[schema.NodeID]map[schema.NodeID]*edge
}

// edges are the connections of an actor.
func (w *walker) edges(n schema.NodeID) (map[schema.NodeID]*edge, error) {
	if e, ok := w.seen[n]; ok {
		return e, nil
	}
	out := map[schema.NodeID]*edge{}
	for e, err := range nodeTimeline(w.ctx, w.r, n, &w.f, nil) {
		if err != nil {
			return nil, err
		}
		mine := e.part(n)
		for _, m := range e.members {
			if m.node == n || !isActor(m.node) || !w.connects(mine, m.part) {
				continue
			}
			c := costOf(&e.posting)
			x := out[m.node]
			if x == nil {
				x = &edge{best: c}
				out[m.node] = x
			}
			x.best = min(x.best, c)
			kept := *e
			kept.members = nil
			x.evidence = append(x.evidence, kept)
		}
	}
	w.seen[n] = out
	return out, nil
}

func (w *walker) connects(a, b part) bool {
	if a&participates != 0 && b&participates != 0 {
		return true
	}
	return w.o.Speech && (a&partSpeaker != 0 && b&participates != 0 || b&partSpeaker != 0 && a&participates != 0)
}

// maxChains bounds how many shortest chains are compared.
const maxChains = 2000

// shortest finds the best of the shortest chains from a to b: a search from
// both ends meets in the middle.
func (w *walker) shortest(a, b schema.NodeID) ([][]schema.NodeID, error) {
	if a == b {
		return [][]schema.NodeID{{a}}, nil
	}
	avoid := map[schema.NodeID]bool{}
	for _, n := range w.o.Avoid {
		avoid[n] = n != a && n != b
	}
	fwd := map[schema.NodeID]int{a: 0}
	back := map[schema.NodeID]int{b: 0}
	fEdge, bEdge := []schema.NodeID{a}, []schema.NodeID{b}
	fDepth, bDepth := 0, 0
	met := false
	for !met && fDepth+bDepth < w.o.MaxHops && len(fEdge) > 0 && len(bEdge) > 0 {
		if err := w.ctx.Err(); err != nil {
			return nil, err
		}
		var err error
		if len(fEdge) <= len(bEdge) {
			fDepth++
			fEdge, met, err = w.grow(fEdge, fwd, back, fDepth, avoid)
		} else {
			bDepth++
			bEdge, met, err = w.grow(bEdge, back, fwd, bDepth, avoid)
		}
		if err != nil {
			return nil, err
		}
	}
	if !met {
		return nil, ErrNoPath
	}
	total := w.o.MaxHops + 1
	for n, d := range fwd {
		if e, ok := back[n]; ok {
			total = min(total, d+e)
		}
	}
	on, err := w.onShortest(fwd, back, fDepth, total)
	if err != nil {
		return nil, err
	}
	var chains [][]schema.NodeID
	if err := w.chains([]schema.NodeID{a}, b, on, &chains); err != nil {
		return nil, err
	}
	return w.rank(chains)
}

// grow moves one side of the search a step on.
func (w *walker) grow(edge []schema.NodeID, mine, other map[schema.NodeID]int, depth int, avoid map[schema.NodeID]bool) (next []schema.NodeID, met bool, err error) {
	for _, n := range edge {
		es, err := w.edges(n)
		if err != nil {
			return nil, false, err
		}
		for m := range es {
			if _, ok := mine[m]; ok || avoid[m] {
				continue
			}
			mine[m] = depth
			next = append(next, m)
			if _, ok := other[m]; ok {
				met = true
			}
		}
	}
	sort.Slice(next, func(i, j int) bool { return next[i] < next[j] })
	return next, met, nil
}

// onShortest gives the actors that lie on a chain of the given length their
// position in it. The search from the front went depth steps and met the one
// from the back there.
func (w *walker) onShortest(fwd, back map[schema.NodeID]int, depth, total int) (map[schema.NodeID]int, error) {
	on := map[schema.NodeID]int{}
	layer := map[schema.NodeID]bool{}
	for n, d := range fwd {
		if e, ok := back[n]; ok && d == depth && d+e == total {
			layer[n] = true
		}
	}
	for n, e := range back {
		if total-e > depth {
			on[n] = total - e // the back search found it in that many steps
		}
	}
	for d := depth; ; d-- {
		for n := range layer {
			on[n] = d
		}
		if d == 0 {
			return on, nil
		}
		prev := map[schema.NodeID]bool{}
		for n := range layer {
			es, err := w.edges(n)
			if err != nil {
				return nil, err
			}
			for m := range es {
				if f, ok := fwd[m]; ok && f == d-1 {
					prev[m] = true
				}
			}
		}
		layer = prev
	}
}

// chains collects the chains whose actors stand at the positions of on.
func (w *walker) chains(head []schema.NodeID, b schema.NodeID, on map[schema.NodeID]int, out *[][]schema.NodeID) error {
	last := head[len(head)-1]
	if last == b {
		*out = append(*out, append([]schema.NodeID(nil), head...))
		return nil
	}
	es, err := w.edges(last)
	if err != nil {
		return err
	}
	next := make([]schema.NodeID, 0, len(es))
	for m := range es {
		if d, ok := on[m]; ok && d == len(head) {
			next = append(next, m)
		}
	}
	sort.Slice(next, func(i, j int) bool { return next[i] < next[j] })
	for _, m := range next {
		if len(*out) >= maxChains {
			return nil
		}
		if err := w.chains(append(head, m), b, on, out); err != nil {
			return err
		}
	}
	return nil
}

// rank orders chains by the strength of their weakest hop, the sum of their
// hops, the evidence of their thinnest hop, and the alphabet.
func (w *walker) rank(chains [][]schema.NodeID) ([][]schema.NodeID, error) {
	type ranked struct {
		chain            []schema.NodeID
		worst, sum, thin int
	}
	rs := make([]ranked, 0, len(chains))
	for _, c := range chains {
		r := ranked{chain: c, thin: 1 << 30}
		for i := 0; i+1 < len(c); i++ {
			es, err := w.edges(c[i])
			if err != nil {
				return nil, err
			}
			e := es[c[i+1]]
			r.worst = max(r.worst, e.best)
			r.sum += e.best
			r.thin = min(r.thin, len(e.evidence))
		}
		rs = append(rs, r)
	}
	sort.SliceStable(rs, func(i, j int) bool {
		a, b := rs[i], rs[j]
		switch {
		case a.worst != b.worst:
			return a.worst < b.worst
		case a.sum != b.sum:
			return a.sum < b.sum
		}
		return a.thin > b.thin
	})
	out := make([][]schema.NodeID, 0, w.o.Paths)
	for _, r := range rs[:min(len(rs), w.o.Paths)] {
		out = append(out, r.chain)
	}
	return out, nil
}

// path reads the evidence of a chain.
func (w *walker) path(chain []schema.NodeID) (Path, error) {
	p := Path{Actors: chain}
	for i := 0; i+1 < len(chain); i++ {
		es, err := w.edges(chain[i])
		if err != nil {
			return Path{}, err
		}
		e := es[chain[i+1]]
		sort.SliceStable(e.evidence, func(i, j int) bool {
			a, b := &e.evidence[i], &e.evidence[j]
			if x, y := costOf(&a.posting), costOf(&b.posting); x != y {
				return x < y
			}
			return a.confidence > b.confidence
		})
		h := Hop{From: chain[i], To: chain[i+1], Statements: len(e.evidence)}
		for _, x := range e.evidence[:min(len(e.evidence), w.o.Evidence)] {
			st, err := readStatement(w.r, x.at)
			if err != nil {
				return Path{}, err
			}
			h.Evidence = append(h.Evidence, st)
		}
		p.Hops = append(p.Hops, h)
	}
	return p, nil
}
