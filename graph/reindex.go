package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/text"
)

// Reindex writes the store in dir anew from its records: all indexes and
// quads follow from them, and what was overwritten or deleted is gone from
// the disk. A store of the format before this one becomes one of this. The new
// store takes the place of the old one when it is whole;
// until then nothing changes. No other process may write meanwhile; readers
// keep what they opened. progress is told the number of documents done; nil
// is nobody. It fails with [ErrCorrupt] if a record cannot be read.
func Reindex(ctx context.Context, dir string, o Options, progress func(documents int)) (err error) {
	if progress == nil {
		progress = func(int) {}
	}
	// A store for writing would be made where there is none.
	o.ReadOnly = true
	old, err := openFormat(ctx, dir, o, true)
	if err == nil {
		err = old.Close()
	}
	if err != nil {
		return err
	}
	o.ReadOnly = false
	if old, err = openFormat(ctx, dir, o, true); err != nil {
		return err
	}
	fresh := dir + ".reindex"
	err = os.RemoveAll(fresh) // of a run that was interrupted
	if err == nil {
		err = old.copyTo(ctx, fresh, o, progress)
	}
	// Until here the old store was locked against other writers.
	if err = errors.Join(err, old.Close()); err != nil {
		return fmt.Errorf("graph: reindex %s: %w", dir, errors.Join(err, os.RemoveAll(fresh)))
	}
	replaced := dir + ".replaced"
	if err := errors.Join(os.RemoveAll(replaced), os.Rename(dir, replaced)); err != nil {
		return fmt.Errorf("graph: reindex %s: %w", dir, err)
	}
	if err := os.Rename(fresh, dir); err != nil {
		return fmt.Errorf("graph: reindex %s: %w; the new store is %s, the old one %s", dir, err, fresh, replaced)
	}
	if err := os.RemoveAll(replaced); err != nil {
		return fmt.Errorf("graph: reindex %s: %w", dir, err)
	}
	return nil
}

// copyTo writes the records and loads of the store to a new one.
func (s *Store) copyTo(ctx context.Context, dir string, o Options, progress func(int)) (err error) {
	to, err := Open(ctx, dir, Options{NoSync: true, CacheBytes: o.CacheBytes, Vocabulary: o.Vocabulary})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	return s.read(func(v *view) error {
		for p, err := range pairs(ctx, v.snap, under(secUnfinished)) {
			if err != nil {
				return err
			}
			return fmt.Errorf("%s is a load that was interrupted; load it again, or forget it", p.key[2:])
		}
		var loads []docHead
		var ids []text.ArticleID
		for p, err := range pairs(ctx, v.snap, under(secHead)) {
			if err != nil {
				return err
			}
			var h docHead
			if err := decode(p.key, p.value, &h); err != nil {
				return err
			}
			if h.Load {
				loads = append(loads, h)
			} else {
				ids = append(ids, h.Doc.ID)
			}
		}
		done := 0
		for len(ids) > 0 {
			err := to.write(ctx, func(w *write) error {
				for len(ids) > 0 && w.b.Bytes() < groupBytes {
					d, err := readStored(ctx, v.snap, ids[0])
					if err != nil {
						return err
					}
					if _, err := w.replace(ctx, nil, d); err != nil {
						return err
					}
					ids = ids[1:]
					done++
				}
				return w.merge(ctx)
			})
			if err != nil {
				return err
			}
			progress(done)
		}
		for _, h := range loads {
			b := &bulk{s: to, id: h.Doc.ID, l: BulkLoad{
				Source: h.Doc.Source, Title: h.Doc.Title, Digest: "copy", Quads: v.loaded(ctx, h.Doc.ID), MemoryBytes: 256 << 20, Progress: func(int64) {},
			}}
			if err := errors.Join(b.parts(ctx), b.finish(ctx)); err != nil {
				return err
			}
			done++
			progress(done)
		}
		return nil
	})
}

// loaded lists the quads of a load: those that it shares, and those that bear
// its id.
func (v *view) loaded(ctx context.Context, id text.ArticleID) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		qs, err := v.quads(ctx)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		for p, err := range pairs(ctx, v.snap, under(secQuad, string(id))) {
			var q quad.Quad
			if err == nil {
				ids, perr := parseLoadedKey(p.key, string(id))
				if err = perr; err == nil {
					q, err = qs.Quad(ids)
				}
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
		err = qs.Match(ctx, nil, nil, nil, []quad.Value{IRI(string(id))}, func(q quad.Quad) (bool, error) {
			if !yield(q, nil) {
				return false, errStop
			}
			return true, nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(quad.Quad{}, err)
		}
	}
}
