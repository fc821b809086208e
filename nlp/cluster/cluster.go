// Package cluster knows which English words are used alike: it gives a word
// the numbers of the clusters it stands in, at three widths.
//
// What enters: a word. What leaves: three small numbers, the same for words
// with similar neighbours ("Toyota", "Siemens"). It holds no vectors and knows
// nothing of words outside its table.
package cluster

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

// Clusters are the clusters of a word, from wide to narrow. They are numbered
// from 0 at each width.
type Clusters struct {
	Wide, Middle, Narrow uint16
}

// Table is a set of words with their clusters. The zero Table is empty.
//
// A table file is the nine bytes "dramclus\x01", the number of words as 4 bytes
// little-endian, the ascending 32-bit FNV-1a sums of the words, and three
// 16-bit numbers for each, in the same order.
type Table struct {
	sums, numbers string
}

const (
	magic     = "dramclus\x01"
	sumSize   = 4
	entrySize = 6
)

// ErrTable is wrapped by every error of Read.
var ErrTable = errors.New("cluster: not a table of clusters")

// Read decodes a table file.
func Read(data []byte) (Table, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return Table{}, fmt.Errorf("%w: it does not begin with %q", ErrTable, magic)
	}
	n := int(binary.LittleEndian.Uint32(data[len(magic):]))
	rest := data[len(magic)+4:]
	if len(rest)%(sumSize+entrySize) != 0 || len(rest)/(sumSize+entrySize) != n {
		return Table{}, fmt.Errorf("%w: %d bytes behind the head, want %d words of %d", ErrTable, len(rest), n, sumSize+entrySize)
	}
	for i := sumSize; i < n*sumSize; i += sumSize {
		if binary.LittleEndian.Uint32(rest[i-sumSize:]) >= binary.LittleEndian.Uint32(rest[i:]) {
			return Table{}, fmt.Errorf("%w: word %d is out of order", ErrTable, i/sumSize)
		}
	}
	return Table{string(rest[:n*sumSize]), string(rest[n*sumSize:])}, nil
}

// Encode makes a table file. Of words with the same sum the one that comes
// first stays; words are folded to lower case.
func Encode(words []string, clusters []Clusters) []byte {
	type row struct {
		sum uint32
		at  int
	}
	rows := make([]row, 0, len(words))
	seen := make(map[uint32]bool, len(words))
	for i, w := range words {
		if s := sum(strings.ToLower(w)); !seen[s] {
			seen[s] = true
			rows = append(rows, row{s, i})
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].sum < rows[j].sum })
	out := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(rows)))
	for _, r := range rows {
		out = binary.LittleEndian.AppendUint32(out, r.sum)
	}
	for _, r := range rows {
		c := clusters[r.at]
		for _, v := range [...]uint16{c.Wide, c.Middle, c.Narrow} {
			out = binary.LittleEndian.AppendUint16(out, v)
		}
	}
	return out
}

// Len is the number of words.
func (t Table) Len() int { return len(t.sums) / sumSize }

// Of gives the clusters of a word in lower case; false if it is not known. A
// word outside the table is taken for one inside it once in 50,000. O(log n).
func (t Table) Of(lower string) (Clusters, bool) {
	want := sum(lower)
	n := t.Len()
	i := sort.Search(n, func(i int) bool { return t.sum(i) >= want })
	if i == n || t.sum(i) != want {
		return Clusters{}, false
	}
	at := i * entrySize
	number := func(k int) uint16 { return uint16(t.numbers[at+k]) | uint16(t.numbers[at+k+1])<<8 }
	return Clusters{number(0), number(2), number(4)}, true
}

func (t Table) sum(i int) uint32 {
	b := t.sums[i*sumSize:]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// sum is FNV-1a with 32 bits.
func sum(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

//go:embed words.clusters
var embedded []byte

var load = sync.OnceValue(func() Table {
	t, err := Read(embedded)
	if err != nil {
		return Table{} // the package's test reads the file and fails
	}
	return t
})

// Of gives the clusters of a word in lower case by the embedded table; false
// if it is not known.
func Of(lower string) (Clusters, bool) { return load().Of(lower) }
