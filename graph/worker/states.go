package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/dramatis-kg/dramatis/graph"
)

// states are the folders that workers read: the store's own while it is open
// for reading only, else checkpoints of it.
type states struct {
	store *graph.Store
	base  string // folder of the checkpoints, "" if workers read the store in place

	mu      sync.Mutex
	count   int
	current *state
	stale   []string // folders that could not be removed yet
}

// state is one checkpoint.
type state struct {
	dir      string
	revision uint64
	users    int
}

// checkpointMark is between the name of a store's folder and a number in the
// name of the folder of its checkpoints, which lies beside it so that files
// can be shared.
const checkpointMark = ".reading-"

func newStates(store *graph.Store) (*states, error) {
	s := &states{store: store}
	dir, err := filepath.Abs(store.Dir())
	if err != nil {
		return nil, fmt.Errorf("worker: %w", err)
	}
	if store.ReadOnly() {
		s.current = &state{dir: dir}
		return s, nil
	}
	// Only the process that has the store's lock makes checkpoints: those
	// that are there were left by one that was killed.
	left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+checkpointMark+"*"))
	if err != nil {
		left = nil // the name of the folder is a pattern; nothing is cleaned up
	}
	for _, l := range left {
		s.remove(l)
	}
	s.base, err = os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+checkpointMark)
	if errors.Is(err, os.ErrPermission) {
		s.current = &state{dir: dir} // read in place; it takes the worker a moment more beside a busy writer
		s.base = ""
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("worker: folder of checkpoints beside %s: %w", dir, err)
	}
	return s, nil
}

// acquire is the newest state. The caller releases it.
func (s *states) acquire(ctx context.Context) (*state, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.base == "" {
		s.current.users++
		return s.current, nil
	}
	revision := s.store.Revision() // before the checkpoint, which may be newer
	if s.current != nil && s.current.revision == revision {
		s.current.users++
		return s.current, nil
	}
	s.count++
	st := &state{dir: filepath.Join(s.base, strconv.Itoa(s.count)), revision: revision, users: 1}
	if err := s.store.Backup(ctx, st.dir); err != nil {
		return nil, fmt.Errorf("worker: checkpoint: %w", err)
	}
	old := s.current
	s.current = st
	if old != nil && old.users == 0 {
		s.remove(old.dir)
	}
	return st, nil
}

func (s *states) release(st *state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st.users--
	if st.users == 0 && st != s.current {
		s.remove(st.dir)
	}
}

// remove removes a folder. A system that keeps open files from being removed
// refuses until the worker that has it open takes another; it is tried again.
func (s *states) remove(dir string) {
	s.stale = append(s.stale, dir)
	var again []string
	for _, d := range s.stale {
		if err := os.RemoveAll(d); err != nil {
			again = append(again, d)
		}
	}
	s.stale = again
}

func (s *states) close() error {
	if s.base == "" {
		return nil
	}
	if err := os.RemoveAll(s.base); err != nil {
		return fmt.Errorf("worker: remove checkpoints: %w", err)
	}
	return nil
}
