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
// the disk. A store of the format before this one becomes one of this. The
// new store takes the place of the old one when it is whole; until then
// nothing changes. No other process may write meanwhile; readers keep what
// they opened. progress is told the number of documents done; nil is nobody.
// It fails with [ErrCorrupt] if a record cannot be read.
func Reindex(ctx context.Context, dir string, o Options, progress func(documents int)) error {
	if progress == nil {
		progress = func(int) {}
	}
	return renew(ctx, dir, "reindex", o, func(old, fresh *Store) error {
		return old.read(func(v *view) error {
			done, err := v.copyRecords(ctx, fresh, progress)
			if err != nil {
				return err
			}
			return v.copyLoads(ctx, fresh, done, progress)
		})
	})
}

// Rebuild makes a new store in the place of the one in dir, as [Reindex] does,
// but leaves it to fill to bring what the new one shall have of the old one's
// documents. The loads of other tools are copied. If fill fails, the old store
// stays as it is.
func Rebuild(ctx context.Context, dir string, o Options, fill func(old, fresh *Store) error) error {
	return renew(ctx, dir, "rebuild", o, func(old, fresh *Store) error {
		if err := fill(old, fresh); err != nil {
			return err
		}
		return old.read(func(v *view) error { return v.copyLoads(ctx, fresh, 0, func(int) {}) })
	})
}

// renew lets fill write a new store beside that in dir, under its name with
// the verb, and exchanges them.
func renew(ctx context.Context, dir, verb string, o Options, fill func(old, fresh *Store) error) error {
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
	beside := dir + "." + verb
	err = os.RemoveAll(beside) // of a run that was interrupted
	if err == nil {
		err = old.fillFresh(ctx, beside, o, fill)
	}
	// Until here the old store was locked against other writers.
	if err = errors.Join(err, old.Close()); err != nil {
		return fmt.Errorf("graph: %s %s: %w", verb, dir, errors.Join(err, os.RemoveAll(beside)))
	}
	replaced := dir + ".replaced"
	if err := errors.Join(os.RemoveAll(replaced), os.Rename(dir, replaced)); err != nil {
		return fmt.Errorf("graph: %s %s: %w", verb, dir, err)
	}
	if err := os.Rename(beside, dir); err != nil {
		return fmt.Errorf("graph: %s %s: %w; the new store is %s, the old one %s", verb, dir, err, beside, replaced)
	}
	if err := os.RemoveAll(replaced); err != nil {
		return fmt.Errorf("graph: %s %s: %w", verb, dir, err)
	}
	return nil
}

// fillFresh makes a new store. What is written to it is on disk when it is
// closed.
func (s *Store) fillFresh(ctx context.Context, dir string, o Options, fill func(old, fresh *Store) error) (err error) {
	fresh, err := Open(ctx, dir, Options{NoSync: true, CacheBytes: o.CacheBytes, Vocabulary: o.Vocabulary})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, fresh.Close()) }()
	err = s.read(func(v *view) error {
		for p, err := range pairs(ctx, v.snap, under(secUnfinished)) {
			if err != nil {
				return err
			}
			return fmt.Errorf("%s is a load that was interrupted; load it again, or forget it", p.key[2:])
		}
		return nil
	})
	if err != nil {
		return err
	}
	return fill(s, fresh)
}

// heads are what is known of the documents, loads apart.
func (v *view) heads(ctx context.Context) (docs, loads []docHead, err error) {
	for p, err := range pairs(ctx, v.snap, under(secHead)) {
		if err != nil {
			return nil, nil, err
		}
		var h docHead
		if err := decode(p.key, p.value, &h); err != nil {
			return nil, nil, err
		}
		if h.Load {
			loads = append(loads, h)
		} else {
			docs = append(docs, h)
		}
	}
	return docs, loads, nil
}

// copyRecords writes the records to a new store and counts them.
func (v *view) copyRecords(ctx context.Context, to *Store, progress func(int)) (done int, err error) {
	docs, _, err := v.heads(ctx)
	for err == nil && done < len(docs) {
		err = to.write(ctx, func(w *write) error {
			for done < len(docs) && w.b.Bytes() < groupBytes {
				d, err := readStored(ctx, v.snap, docs[done].Doc.ID)
				if err != nil {
					return err
				}
				if _, err := w.replace(ctx, nil, d); err != nil {
					return err
				}
				done++
			}
			return w.merge(ctx)
		})
		progress(done)
	}
	return done, err
}

// copyLoads writes the loads to a new store; done is what was copied before.
func (v *view) copyLoads(ctx context.Context, to *Store, done int, progress func(int)) error {
	_, loads, err := v.heads(ctx)
	if err != nil {
		return err
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
