package queries

import "testing"

func TestOpen(t *testing.T) {
	l, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range l.List() {
		t.Log(q.Name, q.Language, len(q.Params), len(q.Columns))
	}
}
