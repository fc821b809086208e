package main

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"path/filepath"

	"github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"
	"github.com/cayleygraph/cayley/graph/kv/leveldb"
	"github.com/cayleygraph/quad"
	_ "modernc.org/sqlite" // registers the driver
)

// stock is Cayley as it comes, over leveldb.
type stock struct{ qs graph.QuadStore }

func newStock(dir string) (*stock, error) {
	db, err := leveldb.Create(dir, nil)
	if err != nil {
		return nil, err
	}
	if err := kv.Init(db, nil); err != nil {
		return nil, err
	}
	qs, err := kv.New(db, nil)
	if err != nil {
		return nil, err
	}
	return &stock{qs}, nil
}

// load writes quads in batches of a size.
func (s *stock) load(quads iter.Seq2[quad.Quad, error], batch int) (int, error) {
	n := 0
	var deltas []graph.Delta
	flush := func() error {
		err := s.qs.ApplyDeltas(deltas, graph.IgnoreOpts{IgnoreDup: true, IgnoreMissing: true})
		deltas = deltas[:0]
		return err
	}
	seen := map[quad.Quad]bool{} // of the batch: stock Cayley fails on repetitions in one
	for q, err := range quads {
		if err != nil {
			return n, err
		}
		n++
		if !seen[q] {
			seen[q] = true
			deltas = append(deltas, graph.Delta{Quad: q, Action: graph.Add})
		}
		if len(deltas) == batch {
			if err := flush(); err != nil {
				return n, err
			}
			clear(seen)
		}
	}
	return n, flush()
}

func (s *stock) close() error { return s.qs.Close() }

// lite is sqlite with numbered nodes and two indexes.
type lite struct{ db *sql.DB }

func openLite(dir string) (*lite, error) {
	db, err := sql.Open("sqlite", filepath.Join(dir, "quads.db"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for _, s := range []string{
		`PRAGMA journal_mode=WAL`, `PRAGMA synchronous=NORMAL`, `PRAGMA cache_size=-262144`,
		`CREATE TABLE IF NOT EXISTS nodes(id INTEGER PRIMARY KEY, v TEXT UNIQUE)`,
		`CREATE TABLE IF NOT EXISTS quads(s INTEGER, p INTEGER, o INTEGER, l INTEGER, PRIMARY KEY(s,p,o,l)) WITHOUT ROWID`,
	} {
		if _, err := db.Exec(s); err != nil {
			return nil, fmt.Errorf("%s: %w", s, err)
		}
	}
	return &lite{db}, nil
}

func (l *lite) load(quads iter.Seq2[quad.Quad, error]) (int, error) {
	tx, err := l.db.Begin()
	if err != nil {
		return 0, err
	}
	node, err := tx.Prepare(`INSERT INTO nodes(id, v) VALUES(?, ?)`)
	if err != nil {
		return 0, err
	}
	put, err := tx.Prepare(`INSERT OR IGNORE INTO quads VALUES(?, ?, ?, ?)`)
	if err != nil {
		return 0, err
	}
	ids := map[quad.Value]int{}
	n := 0
	for q, err := range quads {
		if err != nil {
			return n, err
		}
		var at [4]int
		for i, d := range quad.Directions {
			v := q.Get(d)
			if v == nil {
				continue
			}
			if ids[v] == 0 {
				ids[v] = len(ids) + 1
				if _, err := node.Exec(ids[v], v.String()); err != nil {
					return n, err
				}
			}
			at[i] = ids[v]
		}
		if _, err := put.Exec(at[0], at[1], at[2], at[3]); err != nil {
			return n, err
		}
		n++
	}
	if _, err := tx.Exec(`CREATE INDEX ops ON quads(o, p, s)`); err != nil {
		return n, err
	}
	return n, tx.Commit()
}

// hop lists the values that nodes lead to by a predicate.
func (l *lite) hop(ctx context.Context, from *sql.Stmt, v, p string) ([]string, error) {
	rows, err := from.QueryContext(ctx, v, p)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

const oneHop = `SELECT n.v FROM nodes a JOIN nodes p JOIN quads q ON q.s = a.id AND q.p = p.id JOIN nodes n ON n.id = q.o WHERE a.v = ? AND p.v = ?`

const twoHops = `SELECT DISTINCT n.v FROM nodes a JOIN nodes p JOIN quads q ON q.s = a.id AND q.p = p.id
	JOIN nodes p2 JOIN quads r ON r.s = q.o AND r.p = p2.id JOIN nodes n ON n.id = r.o
	WHERE a.v = ? AND p.v = ? AND p2.v = '</film/performance/actor>'`
