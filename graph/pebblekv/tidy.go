package pebblekv

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble"
)

// deadShare is which share of the entries may be marks of deletions when a
// writer closes: an eighth means that at most a third of the tables' bytes is
// of no use, each mark hiding another entry.
const deadShare = 8

// reclaim rewrites the database if much of it was deleted. Pebble does so by
// itself only as more is written.
func (d *DB) reclaim() error {
	levels, err := d.db.SSTables(pebble.WithProperties())
	if err != nil {
		return fmt.Errorf("pebblekv: list tables: %w", err)
	}
	var entries, deleted uint64
	for _, tables := range levels {
		for _, t := range tables {
			if t.Properties != nil {
				entries += t.Properties.NumEntries
				deleted += t.Properties.NumDeletions
			}
		}
	}
	if deleted <= entries/deadShare {
		return nil
	}
	if free, err := d.free(); err == nil && free < d.db.Metrics().DiskSpaceUsage()+2*d.opts.MemTableSize {
		return nil // rewriting takes as much again
	}
	return d.Compact()
}

// dropLogs removes the logs that a flushed database no longer needs: Pebble
// keeps up to three to write over them. It returns the path of the one that
// is left, which Pebble still holds open.
func (d *DB) dropLogs() (last string, err error) {
	logs, err := filepath.Glob(filepath.Join(d.dir, "*.log"))
	if err != nil || len(logs) == 0 {
		return "", err
	}
	// Their numbers have leading zeros, or more digits.
	slices.SortFunc(logs, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	n := len(logs) - 1
	for _, path := range logs[:n] {
		if rerr := os.Remove(path); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}
	return logs[n], err
}

// logSlack is what trim leaves behind what a log holds, in bytes: more than
// Pebble writes at its end.
const logSlack = 64 << 10

// trim gives back the space that was set aside behind the end of a log, or
// that is left of the one whose file it took over. live is how much it holds.
// No later writer uses a log of an earlier one.
func trim(path string, live uint64) error {
	if path == "" {
		return nil
	}
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, min(info.Size(), int64(live)+logSlack))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil // another writer has opened the database and removed it
	}
	return err
}
