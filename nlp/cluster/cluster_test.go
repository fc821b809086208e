package cluster

import (
	"errors"
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	for _, pair := range [][2]string{{"toyota", "siemens"}, {"monday", "thursday"}, {"minister", "chancellor"}} {
		a, ok := Of(pair[0])
		b, ok2 := Of(pair[1])
		if !ok || !ok2 || a.Wide != b.Wide && a.Middle != b.Middle {
			t.Errorf("%v: clusters %v, %v; want words known and one cluster shared", pair, a, b)
		}
	}
	if a, _ := Of("toyota"); a == mustOf(t, "monday") {
		t.Errorf("toyota and monday share all clusters %v", a)
	}
	if c, ok := Of("qzxvkjw"); ok {
		t.Errorf("a word that is none has clusters %v", c)
	}
	if n := load().Len(); n < 90_000 {
		t.Errorf("the embedded table has %d words", n)
	}
}

func mustOf(t *testing.T, word string) Clusters {
	t.Helper()
	c, ok := Of(word)
	if !ok {
		t.Fatalf("%s is not known", word)
	}
	return c
}

func TestEncode(t *testing.T) {
	words := []string{"Oslo", "rome", "oslo"}
	clusters := []Clusters{{1, 2, 65535}, {3, 4, 5}, {6, 7, 8}}
	table, err := Read(Encode(words, clusters))
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := table.Of("oslo"); !ok || got != clusters[0] || table.Len() != 2 {
		t.Errorf("got %v, %v of %d words; want the first of two equal words", got, ok, table.Len())
	}
	if got, ok := table.Of("rome"); !ok || got != clusters[1] {
		t.Errorf("got %v, %v, want %v", got, ok, clusters[1])
	}
	if _, ok := (Table{}).Of("rome"); ok {
		t.Error("the zero table knows a word")
	}
}

func FuzzRead(f *testing.F) {
	good := Encode([]string{"a", "b"}, []Clusters{{1, 2, 3}, {4, 5, 6}})
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data)
		if err != nil {
			if !errors.Is(err, ErrTable) {
				t.Errorf("got %v, want ErrTable", err)
			}
			return
		}
		table.Of("a")
		if want := len(magic) + 4 + table.Len()*(sumSize+entrySize); want != len(data) {
			t.Errorf("%d words of %d bytes, want %d", table.Len(), len(data), want)
		}
		if back := slices.Concat([]byte(table.sums), []byte(table.numbers)); string(back) != string(data[len(magic)+4:]) {
			t.Error("the table does not hold what was read")
		}
	})
}
