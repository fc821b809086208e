package vectors

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	words := []string{"peace", "war", "naïve", "nil"}
	values := []float32{1, -0.5, 0.25, 0.125, 2, -2, 0.004, 3, -1, 0, 0, 0}
	data, err := Encode(words, 3, values)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Encode(words, 3, values)
	if err != nil || !bytes.Equal(data, again) {
		t.Fatalf("the same table has other bytes the second time (%v)", err)
	}
	table, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if table.Cols() != 3 || table.Len() != 4 || len(table.Sum()) != 16 {
		t.Errorf("got %d columns, %d words, sum %q", table.Cols(), table.Len(), table.Sum())
	}
	for _, c := range []struct {
		word string
		row  int // -1: no vector
	}{{"peace", 0}, {"Peace", 0}, {"WAR", 1}, {"Naïve", 2}, {"nil", 3}, {"truce", -1}, {"", -1}} {
		x := make([]float32, 3)
		table.Of(c.word).Add(x)
		for j := range x {
			want := 0.0
			step := 0.0
			if c.row >= 0 {
				want = float64(values[3*c.row+j])
				for _, v := range values[3*c.row : 3*c.row+3] {
					step = max(step, math.Abs(float64(v))/127)
				}
			}
			if math.Abs(float64(x[j])-want) > step/2+1e-6 {
				t.Errorf("%q column %d: got %v, want %v", c.word, j, x[j], want)
			}
		}
	}
}

func TestEncodeRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		words  []string
		cols   int
		values []float32
	}{
		"no words":      {nil, 2, nil},
		"missing value": {[]string{"a"}, 2, []float32{1}},
		"capitals":      {[]string{"A"}, 1, []float32{1}},
		"line break":    {[]string{"a\nb"}, 1, []float32{1}},
		"infinite":      {[]string{"a"}, 1, []float32{float32(math.Inf(1))}},
	} {
		if _, err := Encode(c.words, c.cols, c.values); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestEmbedded(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	similarity := func(a, b string) float64 {
		x, y := make([]float32, table.Cols()), make([]float32, table.Cols())
		table.Of(a).Add(x)
		table.Of(b).Add(y)
		var xy, xx, yy float64
		for i := range x {
			xy += float64(x[i] * y[i])
			xx += float64(x[i] * x[i])
			yy += float64(y[i] * y[i])
		}
		return xy / math.Sqrt(xx*yy)
	}
	for _, c := range [][3]string{{"minister", "president", "banana"}, {"Kiev", "Moscow", "violin"}, {"accused", "blamed", "cooked"}} {
		if near, far := similarity(c[0], c[1]), similarity(c[0], c[2]); !(near > far+0.2) {
			t.Errorf("%s is as near to %s (%.2f) as to %s (%.2f)", c[0], c[1], near, c[2], far)
		}
	}
}

func FuzzDecode(f *testing.F) {
	data, err := Encode([]string{"a", "b"}, 2, []float32{1, 2, 3, 4})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Decode(data)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("another error: %v", err)
			}
			return
		}
		table.Of("a").Add(make([]float32, table.Cols()))
	})
}
