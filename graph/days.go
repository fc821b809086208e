package graph

import (
	"bytes"
	"context"
	"iter"
	"time"

	"github.com/dramatis-kg/dramatis/graph/pebblekv"
	"github.com/dramatis-kg/dramatis/schema"
)

// stretch is a part of a timeline's keys: those with a prefix whose days lie
// between two, both inclusive, "" for open. An entry whose width is another
// lies in another stretch.
type stretch struct {
	prefix   []byte
	from, to string
	width    width
	all      bool // whatever the width
}

// keys are the first key and the one after the last, behind an entry.
func (s *stretch) keys(after *entry) (start, end []byte) {
	start = append(append([]byte(nil), s.prefix...), s.from...)
	end = pebblekv.PrefixEnd(s.prefix)
	if s.to != "" {
		end = append(append(append([]byte(nil), s.prefix...), s.to...), 1)
	}
	if after != nil {
		k := append(append([]byte(nil), s.prefix...), key(secTimeline, after.day, after.order, string(after.at.doc), index(after.at.index))[2:]...)
		if k = append(k, 0); bytes.Compare(k, start) > 0 {
			start = k
		}
	}
	return start, end
}

// list lists what the filter selects of a stretch behind an entry. What it
// yields is valid until the next step; its strings are for ever.
func (s *stretch) list(ctx context.Context, r keyReader, f *Filter, after *entry) iter.Seq2[*entry, error] {
	start, end := s.keys(after)
	return func(yield func(*entry, error) bool) {
		if bytes.Compare(start, end) >= 0 {
			return
		}
		var u unpacker
		var e entry
		for p, err := range pairsFrom(ctx, r, start, end) {
			if err != nil {
				yield(nil, err)
				return
			}
			if err := u.entry(&e, p.key[len(s.prefix):], p.value); err != nil {
				yield(nil, &keyError{string(p.key), err.Error()})
				return
			}
			if !s.all && s.width == oneDay && (!e.known || widthOf(e.first, e.last) != oneDay) {
				continue
			}
			if oneOf(f.Documents, e.at.doc) && f.accepts(&e.posting) && !yield(&e, nil) {
				return
			}
		}
	}
}

// stretches are the parts of a node's timeline that hold all that the filter
// selects, first that of single days. What can mean several days is looked
// for as far before the range as its width allows.
func stretches(ctx context.Context, r keyReader, n schema.NodeID, f *Filter) ([]stretch, error) {
	line := stretch{prefix: under(secTimeline, string(n)), all: true}
	if f.From == "" && f.To == "" {
		return []stretch{line}, nil
	}
	line.from, line.to = f.From, f.To
	if f.Within { // then all that its date can mean lies in the range, and so does its key
		return []stretch{line}, nil
	}
	line.all = false
	if line.to == "" {
		line.to = "9999-12-30" // what has no date follows
	}
	out := []stretch{line}
	there, err := widthsOf(ctx, r, n)
	if err != nil {
		return nil, err
	}
	for _, w := range there {
		s := stretch{prefix: under(secWide, string(n), string(w)), width: w}
		switch w {
		case before:
			s.from = f.From // the key has the last day
		case aMonth:
			s.from, s.to = daysBefore(f.From, daysOfMonth), f.To
		case aYear:
			s.from, s.to = daysBefore(f.From, daysOfYear), f.To
		case farther:
			s.to = f.To
		}
		out = append(out, s)
	}
	return out, nil
}

// widthsOf are the widths of several days that a node's timeline has; most
// have few or none.
func widthsOf(ctx context.Context, r keyReader, n schema.NodeID) ([]width, error) {
	prefix := under(secWide, string(n))
	end := pebblekv.PrefixEnd(prefix)
	var out []width
	for start := prefix; start != nil; {
		var found width
		for p, err := range pairsFrom(ctx, r, start, end) {
			if err != nil {
				return nil, err
			}
			if len(p.key) <= len(prefix) {
				return nil, &keyError{string(p.key), "it has no width"}
			}
			found = width(p.key[len(prefix) : len(prefix)+1])
			break
		}
		start = nil
		if found != "" {
			out = append(out, found)
			start = pebblekv.PrefixEnd(under(secWide, string(n), string(found)))
		}
	}
	return out, nil
}

// daysBefore is a day some days earlier; "" stays open.
func daysBefore(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

// nodeTimeline lists what the filter selects of a node's timeline, behind an
// entry or from its beginning.
func nodeTimeline(ctx context.Context, r keyReader, n schema.NodeID, f *Filter, after *entry) iter.Seq2[*entry, error] {
	return func(yield func(*entry, error) bool) {
		parts, err := stretches(ctx, r, n, f)
		if err != nil {
			yield(nil, err)
			return
		}
		if len(parts) == 1 {
			parts[0].list(ctx, r, f, after)(yield)
			return
		}
		var others sources
		defer others.stop()
		for i := range parts[1:] {
			if err := others.add(parts[i+1].list(ctx, r, f, after)); err != nil {
				yield(nil, err)
				return
			}
		}
		// The single days, and before each of them what precedes it elsewhere.
		for e, err := range parts[0].list(ctx, r, f, after) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !others.until(e, yield) || !yield(e, nil) {
				return
			}
		}
		others.until(nil, yield)
	}
}

// source is a listing with its next entry.
type source struct {
	head *entry
	next func() (*entry, error, bool)
	stop func()
}

// sources are listings that are not yet at their ends.
type sources []source

func (s *sources) add(list iter.Seq2[*entry, error]) error {
	next, stop := iter.Pull2(list)
	e, err, ok := next()
	if !ok || err != nil {
		stop()
		return err
	}
	*s = append(*s, source{e, next, stop})
	return nil
}

func (s *sources) stop() {
	for i := range *s {
		(*s)[i].stop()
	}
}

// until yields, in order, all that comes before an entry, nil for all. It
// reports whether more is wanted.
func (s *sources) until(e *entry, yield func(*entry, error) bool) bool {
	for len(*s) > 0 {
		first := 0
		for i := range *s {
			if (*s)[i].head.before((*s)[first].head) {
				first = i
			}
		}
		from := &(*s)[first]
		if e != nil && !from.head.before(e) {
			return true
		}
		if !yield(from.head, nil) {
			return false
		}
		head, err, ok := from.next()
		switch {
		case err != nil:
			yield(nil, err)
			return false
		case ok:
			from.head = head
		default:
			from.stop()
			*s = append((*s)[:first], (*s)[first+1:]...)
		}
	}
	return true
}
