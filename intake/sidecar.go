package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// fields are the keys of a .json sidecar and of a line of .jsonl. Keys that
// are not listed are ignored, null is the same as absence.
type fields struct {
	Text      string `json:"text"`
	Title     string `json:"title"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Author    string `json:"author"`
}

// metadata is what the fields say. A date that cannot be read is left out
// and told: the article itself may know its day.
func (f fields) metadata() metadata {
	m := metadata{title: strings.TrimSpace(f.Title), outlet: strings.TrimSpace(f.Source), author: strings.TrimSpace(f.Author), url: strings.TrimSpace(f.URL)}
	if f.Published != "" {
		day, ok := parseDay(f.Published)
		if !ok {
			m.ignored = fmt.Sprintf("published %q is no date; want YYYY-MM-DD", f.Published)
		}
		m.published = day
	}
	return m
}

// sidecarLimit is the largest sidecar read, in bytes.
const sidecarLimit = 1 << 20

// readSidecar reads the .json file of the same base name as path; a file
// without one has empty metadata.
func readSidecar(path string) (metadata, error) {
	side := strings.TrimSuffix(path, filepath.Ext(path)) + ".json"
	info, err := os.Stat(side)
	if errors.Is(err, fs.ErrNotExist) {
		return metadata{}, nil
	}
	if err != nil {
		return metadata{}, err
	}
	if info.Size() > sidecarLimit {
		return metadata{}, fmt.Errorf("%s: %d bytes are over %d", filepath.Base(side), info.Size(), sidecarLimit)
	}
	b, err := os.ReadFile(side)
	if err != nil {
		return metadata{}, err
	}
	var f fields
	if err := json.Unmarshal(b, &f); err != nil {
		return metadata{}, fmt.Errorf("%s: %w", filepath.Base(side), err)
	}
	m := f.metadata()
	if m.ignored != "" {
		m.ignored = filepath.Base(side) + ": " + m.ignored
	}
	return m, nil
}
