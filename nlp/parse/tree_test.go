package parse

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// total is the score of a tree, or false if heads are not one with one root.
func total(score []float32, heads []int, m int) (float64, bool) {
	roots, sum := 0, 0.0
	for i, h := range heads {
		if h == 0 {
			roots++
		}
		sum += float64(score[i*(m+1)+h])
		j := i
		for n := 0; heads[j] != 0; n++ {
			if n > m {
				return 0, false
			}
			j = heads[j] - 1
		}
	}
	return sum, roots == 1
}

// TestBestTree compares with a search over all assignments of heads.
func TestBestTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s treeScratch
	for round := range 400 {
		m := 1 + round%5
		score := make([]float32, m*(m+1))
		for i := range score {
			score[i] = float32(r.NormFloat64() * 10)
			if round%3 == 0 {
				score[i] = float32(r.IntN(3)) // ties
			}
		}
		heads := slices.Clone(s.best(score, m))
		got, ok := total(score, heads, m)
		if !ok {
			t.Fatalf("%v is no tree with one root", heads)
		}
		want := -1e9
		try := make([]int, m)
		var all func(int)
		all = func(i int) {
			if i == m {
				if v, ok := total(score, try, m); ok {
					want = max(want, v)
				}
				return
			}
			for h := range m + 1 {
				if h != i+1 {
					try[i] = h
					all(i + 1)
				}
			}
		}
		all(0)
		if got < want-1e-4 {
			t.Fatalf("%d tokens: score %v, best is %v", m, got, want)
		}
	}
}

func TestBestTreeOfLongSentence(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s treeScratch
	const m = maxPiece
	score := make([]float32, m*(m+1))
	for i := range score {
		score[i] = r.Float32()
	}
	if _, ok := total(score, s.best(score, m), m); !ok {
		t.Error("no tree with one root")
	}
}

func TestBestPath(t *testing.T) {
	var s pathScratch
	for _, c := range []struct {
		name  string
		score []float32
		want  []int
	}{
		{"free", []float32{1, 0, 0, 0, 2, 0, 0, 0, 3}, []int{0, 1, 2}},
		{"inside cannot begin", []float32{0, 1, 9, 1, 0, 0}, []int{1, 0}},
		{"inside needs its begin", []float32{5, 0, 0, 0, 0, 4}, []int{0, 0}},
		{"inside pulls its begin", []float32{5, 4, 0, 0, 0, 4}, []int{1, 2}},
		{"empty", nil, nil},
	} {
		if got := s.best(c.score, 3); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}
