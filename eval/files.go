package eval

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// readGold opens a file of dev data; where it is not there the error wraps
// ErrNoData.
func readGold[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var zero T
	f, err := os.Open(path)
	if os.IsNotExist(err) {
		return zero, fmt.Errorf("eval: %s: %w", path, ErrNoData)
	}
	if err != nil {
		return zero, fmt.Errorf("eval: %w", err)
	}
	defer f.Close()
	v, err := read(f)
	if err != nil {
		return zero, fmt.Errorf("eval: %s: %w", path, err)
	}
	return v, nil
}

// readFiles reads the files of the folders whose names match pattern, folder
// by folder, in order of their names. A folder without any is [ErrNoData].
func readFiles[T any](pattern string, read func(file string) (T, error), dirs ...string) ([]T, error) {
	var out []T
	for _, dir := range dirs {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("eval: %s: %w", dir, ErrNoData)
		}
		slices.Sort(files)
		for _, f := range files {
			v, err := read(f)
			if err != nil {
				return nil, fmt.Errorf("eval: %s: %w", filepath.Base(f), err)
			}
			out = append(out, v)
		}
	}
	return out, nil
}

// readXML reads a file into the fields of T that its tags name.
func readXML[T any](file string) (T, error) {
	var v T
	raw, err := os.ReadFile(file)
	if err != nil {
		return v, err
	}
	return v, xml.Unmarshal(raw, &v)
}
