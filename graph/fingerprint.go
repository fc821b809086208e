package graph

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"sync"

	"github.com/cayleygraph/quad"
	"github.com/cespare/xxhash/v2"

	"github.com/dramatis-kg/dramatis/graph/plan"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// sum adds up keys with their values, in whatever order they come.
type sum struct {
	count int64
	total uint64
}

func (s *sum) add(k, v []byte) {
	var d xxhash.Digest
	d.Reset()
	d.Write(k)
	d.Write([]byte{0xff, byte(len(k)), byte(len(k) >> 8)})
	d.Write(v)
	s.count++
	s.total += d.Sum64()
}

// wanted is what should be in the store, summed up.
type wanted struct {
	keys   sum
	quads  plan.Fingerprint
	actors map[schema.NodeID]*actorSum
	topics map[schema.NodeID]*topicSum
	nodes  map[schema.NodeID]bool
	loads  []quad.Value
	bad    bool // a record cannot be read
}

func newWanted() *wanted {
	return &wanted{actors: map[schema.NodeID]*actorSum{}, topics: map[schema.NodeID]*topicSum{}, nodes: map[schema.NodeID]bool{}}
}

// sums reports whether the store holds what follows from its records, as far
// as sums can tell.
func (s *Store) sums(ctx context.Context, v *view) (bool, error) {
	want, err := wantedOf(ctx, v)
	if err != nil || want.bad {
		return false, err
	}
	if err := want.merged(ctx, v.snap); err != nil {
		if errors.Is(err, ErrCorrupt) {
			return false, nil
		}
		return false, err
	}
	var got sum
	for p, err := range pairs(ctx, v.snap, []byte{'D'}) {
		if err != nil {
			return false, err
		}
		if len(p.key) < 2 || p.key[1] != secMeta {
			got.add(p.key, p.value)
		}
	}
	qs, err := v.quads(ctx)
	if err != nil {
		return false, err
	}
	quads, faults, err := qs.Check(ctx, want.loads)
	if err != nil {
		return false, err
	}
	return got == want.keys && quads.Same(want.quads) && len(faults) == 0, nil
}

// wantedOf derives everything from the records, with as many goroutines as
// there are processors.
func wantedOf(ctx context.Context, v *view) (*wanted, error) {
	qs, err := v.quads(ctx)
	if err != nil {
		return nil, err
	}
	docs := make(chan text.ArticleID, 64)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	parts := make([]*wanted, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for i := range parts {
		parts[i] = newWanted()
		wg.Go(func() {
			for id := range docs {
				if err := parts[i].document(ctx, v, qs, id); err != nil {
					cancel(err)
				}
			}
		})
	}
	for p, err := range pairs(ctx, v.snap, under(secHead)) {
		if err != nil {
			cancel(err)
			break
		}
		docs <- text.ArticleID(firstPart(p.key))
	}
	close(docs)
	wg.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	out := parts[0]
	for _, p := range parts[1:] {
		out.join(p)
	}
	return out, nil
}

func (w *wanted) join(o *wanted) {
	w.keys.count, w.keys.total = w.keys.count+o.keys.count, w.keys.total+o.keys.total
	w.quads.Merge(o.quads)
	w.loads = append(w.loads, o.loads...)
	w.bad = w.bad || o.bad
	for n := range o.nodes {
		w.nodes[n] = true
	}
	for n, s := range o.actors {
		w.actor(n).join(s)
	}
	for n, s := range o.topics {
		w.topic(n).join(s)
	}
}

func (w *wanted) actor(n schema.NodeID) *actorSum {
	if w.actors[n] == nil {
		w.actors[n] = &actorSum{}
	}
	return w.actors[n]
}

func (w *wanted) topic(n schema.NodeID) *topicSum {
	if w.topics[n] == nil {
		w.topics[n] = &topicSum{}
	}
	return w.topics[n]
}

func (w *wanted) document(ctx context.Context, v *view, qs *plan.QuadStore, id text.ArticleID) error {
	d, err := readStored(ctx, v.snap, id)
	var now *derived
	if err == nil {
		now, err = d.derive()
	}
	if errors.Is(err, ErrCorrupt) {
		w.bad = true
		return nil
	} else if err != nil {
		return err
	}
	for k, val := range now.keys {
		w.keys.add([]byte(k), val)
	}
	for _, q := range now.quads {
		w.quads.Add(q)
	}
	for _, n := range mentioned(&d.rec) {
		w.nodes[n] = true
	}
	actors, topics := d.entries()
	for n, e := range actors {
		w.actor(n).add(e, +1)
	}
	for n, e := range topics {
		w.topic(n).add(e, +1)
	}
	if !d.head.Load {
		return nil
	}
	w.loads = append(w.loads, IRI(string(id)))
	for p, err := range pairs(ctx, v.snap, under(secQuad, string(id))) {
		if err != nil {
			return err
		}
		ids, err := parseLoadedKey(p.key, string(id))
		if err != nil {
			w.bad = true
			return nil
		}
		w.keys.add(p.key, nil)
		w.keys.add(ownerKey(ids, string(id)), nil)
	}
	return w.shared(ctx, v, qs, id)
}

// shared adds the quads of which a load is the first of the owners, so that
// each is added once.
func (w *wanted) shared(ctx context.Context, v *view, qs *plan.QuadStore, id text.ArticleID) error {
	for p, err := range pairs(ctx, v.snap, under(secQuad, string(id))) {
		if err != nil {
			return err
		}
		ids, err := parseLoadedKey(p.key, string(id))
		if err != nil {
			return err
		}
		first := ""
		for o, err := range pairs(ctx, v.snap, ownerKey(ids, "")) {
			if err != nil {
				return err
			}
			first = string(o.key[len(ownerKey(ids, "")):])
			break
		}
		if first != string(id) {
			continue
		}
		q, err := qs.Quad(ids)
		if err != nil {
			return err
		}
		if label, ok := q.Label.(quad.IRI); ok {
			if h, err := readHead(v.snap, text.ArticleID(label)); err == nil && h.Load {
				continue // not compared
			}
		}
		w.quads.Add(q)
	}
	return nil
}

// merged adds what follows from all documents together.
func (w *wanted) merged(ctx context.Context, r keyReader) error {
	add := func(k []byte, v any) error {
		b, err := json.Marshal(v)
		if err != nil {
			return err
		}
		w.keys.add(k, b)
		return nil
	}
	for n, s := range w.actors {
		if err := add(key(secActorSum, string(n)), s); err != nil {
			return err
		}
	}
	for n, s := range w.topics {
		if err := add(key(secTopicSum, string(n)), s); err != nil {
			return err
		}
	}
	for n := range w.nodes {
		qs, err := mergedQuads(ctx, r, n)
		if err != nil {
			return err
		}
		for _, q := range qs {
			w.quads.Add(q)
		}
	}
	return nil
}
