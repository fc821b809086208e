package wink

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const sound = `{"precision":8,"words":["the","peace"],"dimensions":2,"vectors":{"the":[1,2,9,0],"peace":[3,-2,9,1]},"unkVector":[0,0]}`

// files that are no vectors, or break off.
var faulty = []string{
	``, `[]`, `{`, `{"words":[]}`, `{"words":1}`, `{"words":["a"]`, `{"vectors":{"a":[1]}}`, `{"vectors":{"a":[1]},"dimensions":1}`,
	`{"dimensions":3,"vectors":{"a":[1]}}`, `{"dimensions":1,"vectors":[]}`, `{"dimensions":1,"vectors":{"a":"b"}}`,
	`{"dimensions":1,"vectors":{"a":[1]`, `{"dimensions":1,"vectors":{"a":[1],`,
}

func read(file string) (*Reader, []Row, error) {
	r, err := NewReader(strings.NewReader(file))
	if err != nil {
		return nil, nil, err
	}
	var rows []Row
	for row, err := range r.Rows() {
		if err != nil {
			return nil, nil, err
		}
		rows = append(rows, row)
	}
	return r, rows, nil
}

func TestRead(t *testing.T) {
	r, rows, err := read(sound)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"the", "peace"}; !slices.Equal(r.Words, want) || r.Columns != 2 {
		t.Errorf("got words %q of %d columns", r.Words, r.Columns)
	}
	if got, want := fmt.Sprint(rows), "[{the [1 2]} {peace [3 -2]}]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadFaults(t *testing.T) {
	for _, file := range faulty {
		if _, _, err := read(file); err == nil {
			t.Errorf("%s: no error", file)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range append(faulty, sound) {
		f.Add(file)
	}
	f.Fuzz(func(t *testing.T, file string) {
		r, rows, err := read(file)
		if err != nil {
			return
		}
		for _, row := range rows {
			if len(row.Vector) != r.Columns {
				t.Errorf("%q has %d columns, not %d", row.Word, len(row.Vector), r.Columns)
			}
		}
	})
}
