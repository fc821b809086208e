package queries

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed saved
var saved embed.FS

// ErrNoQuery is wrapped by the error about a query that the library lacks.
var ErrNoQuery = errors.New("no such query")

// Library is a set of queries by name: those that come with the program and
// those of the user's folders. It is immutable.
type Library struct {
	byName map[string]*Query
}

// Open reads the embedded queries and then the query files of each folder,
// in order. A file of a folder takes the place of an earlier query of the
// same name; two files of one folder must not share a name. All faults of
// all files are reported at once.
func Open(folders ...string) (*Library, error) {
	l := &Library{byName: map[string]*Query{}}
	sub, err := fs.Sub(saved, "saved")
	if err != nil {
		return nil, fmt.Errorf("queries: open: %w", err)
	}
	errs := []error{l.add(sub, "saved")}
	for _, q := range l.byName {
		q.builtIn = true
	}
	for _, dir := range folders {
		errs = append(errs, l.add(os.DirFS(dir), dir))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return l, nil
}

// add reads the query files directly in fsys; other files are left alone.
func (l *Library) add(fsys fs.FS, name string) error {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("queries: read folder %s: %w", name, err)
	}
	var errs []error
	here := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || !slices.Contains([]string{".js", ".graphql", ".mql", ".json", ".yaml"}, path.Ext(e.Name())) {
			continue
		}
		b, err := fs.ReadFile(fsys, e.Name())
		if err != nil {
			errs = append(errs, fmt.Errorf("queries: read: %w", err))
			continue
		}
		q, err := Parse(filepath.ToSlash(filepath.Join(name, e.Name())), string(b))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if other, dup := here[q.Name]; dup {
			errs = append(errs, &FileError{File: q.Source, Line: 1, Msg: fmt.Sprintf("the name %q is taken by %s", q.Name, other)})
			continue
		}
		here[q.Name] = q.Source
		l.byName[q.Name] = q
	}
	return errors.Join(errs...)
}

// ParseFile reads one query file of the user.
func ParseFile(name string) (*Query, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("queries: %s: %w; name a file that there is and that can be read", name, plainCause(err))
	}
	return Parse(name, string(b))
}

// plainCause is an error of the file system without the operation and the path.
func plainCause(err error) error {
	var fault *fs.PathError
	if errors.As(err, &fault) {
		return fault.Err
	}
	return err
}

// Get finds a query. Its error wraps [ErrNoQuery] and names near ones.
func (l *Library) Get(name string) (*Query, error) {
	if q, ok := l.byName[name]; ok {
		return q, nil
	}
	var near []string
	for _, q := range l.List() {
		if strings.HasPrefix(q.Name, name) || strings.HasPrefix(name, q.Name) || editDistance(q.Name, name) <= 2 {
			near = append(near, q.Name)
		}
	}
	if len(near) == 0 {
		return nil, fmt.Errorf("queries: %w: %q", ErrNoQuery, name)
	}
	return nil, fmt.Errorf("queries: %w: %q; did you mean %s", ErrNoQuery, name, strings.Join(near, ", "))
}

// List is all queries by name.
func (l *Library) List() []*Query {
	out := make([]*Query, 0, len(l.byName))
	for _, name := range slices.Sorted(maps.Keys(l.byName)) {
		out = append(out, l.byName[name])
	}
	return out
}

// editDistance is Levenshtein's, in bytes. O(len(a)·len(b)).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
