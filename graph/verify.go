package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Difference is something that the store should hold and does not, or the
// other way round.
type Difference struct {
	Doc     text.ArticleID // "" for what belongs to no single document
	What    string         // "missing quad", "stray quad", "missing key", "stray key", "damaged", "unfinished"
	Subject string         // the quad in N-Quads, the key or the error
}

// String is the difference on one line.
func (d Difference) String() string {
	if d.Doc == "" {
		return d.What + ": " + d.Subject
	}
	return string(d.Doc) + ": " + d.What + ": " + d.Subject
}

// Unfinished reports whether it is a load of which only parts are there.
func (d Difference) Unfinished() bool { return d.What == unfinishedLoad }

const unfinishedLoad = "unfinished"

// maxDifferences bounds what Verify reports.
const maxDifferences = 1000

// Verify reads the whole store and derives everything anew from the records.
// It returns at most a thousand differences, sorted; none means that the store
// is sound. Of a sound store it reads every key once, in the order in which
// keys lie on disk, and holds sums only; where the sums differ it looks for
// the reason, holding every key and quad that should be there.
func (s *Store) Verify(ctx context.Context) ([]Difference, error) {
	var out []Difference
	err := s.read(func(v *view) error {
		sound, err := s.sums(ctx, v)
		if err != nil || sound {
			return err
		}
		c := &checker{ctx: ctx, v: v, keys: map[string]bool{}, quads: map[quad.Quad]text.ArticleID{}, nodes: map[schema.NodeID]bool{}, sums: map[string]any{}}
		if err := c.run(); err != nil {
			return err
		}
		out = c.out
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("graph: verify: %w", err)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].String() < out[j].String() })
	return out[:min(len(out), maxDifferences)], nil
}

type checker struct {
	ctx   context.Context
	v     *view
	keys  map[string]bool              // that should be there
	quads map[quad.Quad]text.ArticleID // that should be there
	nodes map[schema.NodeID]bool
	sums  map[string]any // by key
	loads []quad.Value   // whose own quads follow from nothing else
	qs    *plan.QuadStore
	out   []Difference
}

func (c *checker) differ(doc text.ArticleID, what, subject string) {
	if len(c.out) < 10*maxDifferences {
		c.out = append(c.out, Difference{doc, what, subject})
	}
}

func (c *checker) run() (err error) {
	if c.qs, err = c.v.quads(c.ctx); err != nil {
		return err
	}
	var docs []text.ArticleID
	for p, err := range pairs(c.ctx, c.v.snap, under(secHead)) {
		if err != nil {
			return err
		}
		docs = append(docs, text.ArticleID(firstPart(p.key)))
	}
	for _, id := range docs {
		if err := c.document(id); err != nil {
			return err
		}
	}
	for n := range c.nodes {
		qs, err := mergedQuads(c.ctx, c.v.snap, n)
		if err != nil && !errors.Is(err, ErrCorrupt) {
			return err
		}
		for _, q := range qs {
			c.quads[q] = ""
		}
	}
	if err := c.compareSums(); err != nil {
		return err
	}
	if err := c.strayKeys(); err != nil {
		return err
	}
	return c.compareQuads()
}

func (c *checker) document(id text.ArticleID) error {
	d, err := readStored(c.ctx, c.v.snap, id)
	if err == nil {
		err = c.derived(d)
	}
	if errors.Is(err, ErrCorrupt) {
		c.differ(id, "damaged", err.Error())
		return nil
	}
	return err
}

func (c *checker) derived(d *stored) error {
	id := d.rec.Doc.ID
	want, err := d.derive()
	if err != nil {
		return err
	}
	for k, v := range want.keys {
		c.keys[k] = true
		got, err := c.v.snap.Get([]byte(k))
		if err != nil {
			c.differ(id, "missing key", fmt.Sprintf("%q", k))
		} else if string(got) != string(v) {
			c.differ(id, "damaged", fmt.Sprintf("%q", k))
		}
	}
	for _, q := range want.quads {
		c.quads[q] = id
	}
	for _, n := range mentioned(&d.rec) {
		c.nodes[n] = true
	}
	actors, topics := d.entries()
	for n, e := range actors {
		k := string(key(secActorSum, string(n)))
		if c.sums[k] == nil {
			c.sums[k] = &actorSum{}
		}
		c.sums[k].(*actorSum).add(e, +1)
	}
	for n, e := range topics {
		k := string(key(secTopicSum, string(n)))
		if c.sums[k] == nil {
			c.sums[k] = &topicSum{}
		}
		c.sums[k].(*topicSum).add(e, +1)
	}
	if !d.head.Load {
		return nil
	}
	c.loads = append(c.loads, IRI(string(id)))
	for p, err := range pairs(c.ctx, c.v.snap, under(secQuad, string(id))) {
		if err != nil {
			return err
		}
		ids, err := parseLoadedKey(p.key, string(id))
		if err != nil {
			return err
		}
		c.keys[string(p.key)] = true
		c.keys[string(ownerKey(ids, string(id)))] = true
		q, err := c.qs.Quad(ids)
		if err != nil {
			return &keyError{string(p.key), err.Error()}
		}
		c.quads[q] = id
	}
	return nil
}

func (c *checker) compareSums() error {
	for k, sum := range c.sums {
		c.keys[k] = true
		want, err := json.Marshal(sum)
		if err != nil {
			return err
		}
		got, err := c.v.snap.Get([]byte(k))
		if err != nil {
			c.differ("", "missing key", fmt.Sprintf("%q", k))
		} else if string(got) != string(want) {
			c.differ("", "damaged", fmt.Sprintf("%q", k))
		}
	}
	return nil
}

func (c *checker) strayKeys() error {
	for p, err := range pairs(c.ctx, c.v.snap, []byte{'D'}) {
		if err != nil {
			return err
		}
		switch {
		case len(p.key) > 1 && p.key[1] == secMeta || c.keys[string(p.key)]:
		case len(p.key) > 1 && p.key[1] == secUnfinished:
			c.differ(text.ArticleID(p.key[2:]), unfinishedLoad, "a load that was interrupted or is under way; load it again, or forget it")
		default:
			c.differ("", "stray key", fmt.Sprintf("%q", p.key))
		}
	}
	return nil
}

func (c *checker) compareQuads() error {
	_, faults, err := c.qs.Check(c.ctx, nil)
	if err != nil {
		return err
	}
	for _, f := range faults {
		c.differ("", f.What, f.Subject)
	}
	own := map[quad.Value]bool{}
	for _, l := range c.loads {
		own[l] = true
	}
	err = c.qs.Match(c.ctx, nil, nil, nil, nil, func(q quad.Quad) (bool, error) {
		if _, ok := c.quads[q]; !ok && !own[q.Label] {
			c.differ("", "stray quad", q.NQuad())
		}
		delete(c.quads, q)
		return true, nil
	})
	if err != nil {
		return err
	}
	for q, id := range c.quads {
		c.differ(id, "missing quad", q.NQuad())
	}
	return nil
}
