package model

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
)

// tiny is a model of the smallest widths.
func tiny() *Header {
	return &Header{
		Members: 1, Hidden: 2, Layers: 1, TagAt: 1, Word: 1, Arc: 2, Label: 2, Tag: 1, Name: 1,
		Words: []string{"the", "envoy"}, UPOS: []string{"NOUN"}, XPOS: []string{"NN"}, Deprel: []string{"det"},
		Names: []string{"O", "B-PER", "I-PER"}, Lists: [][]string{{"anna"}, {"anna", "oslo"}},
		About: []Note{{"seed", "1"}},
	}
}

func tinyFile(t testing.TB) []byte {
	t.Helper()
	h := tiny()
	var values [][]float32
	for _, s := range h.Specs() {
		v := make([]float32, s.Rows*s.Cols)
		for i := range v {
			v[i] = float32(math.Sin(float64(i + s.Cols)))
		}
		values = append(values, v)
	}
	b, err := Encode(h, values)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRoundTrip(t *testing.T) {
	h, tensors, err := Decode(tinyFile(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := h.Words, tiny().Words; !slices.Equal(got, want) {
		t.Errorf("words %v, want %v", got, want)
	}
	for _, s := range tensors {
		for i := range s.Rows * s.Cols {
			want := math.Sin(float64(i + s.Cols))
			var got float64
			switch s.Storage {
			case Float:
				got = float64(s.Float[i])
			case ByRow:
				got = float64(s.Bytes[i]) * float64(s.Scale[i/s.Cols])
			case ByColumn:
				got = float64(s.Bytes[i]) * float64(s.Scale[i%s.Cols])
			}
			if math.Abs(got-want) > 0.5/127+1e-6 {
				t.Fatalf("%s[%d] = %v, want %v", s.Name, i, got, want)
			}
		}
	}
	if got := h.ListIndex()["anna"]; got != 3 {
		t.Errorf("anna stands in lists %b", got)
	}
}

func TestJoin(t *testing.T) {
	one := tinyFile(t)
	two, err := Join([]Note{{"members", "two"}}, one, one)
	if err != nil {
		t.Fatal(err)
	}
	h, tensors, err := Decode(two)
	if err != nil || h.Members != 2 || len(tensors) != 2*len(h.Specs()) {
		t.Fatalf("got %+v, %d tensors, %v", h, len(tensors), err)
	}
	if _, err := Join(nil); err == nil {
		t.Error("joined nothing")
	}
	if _, err := Join(nil, one, []byte("no")); !errors.Is(err, ErrFormat) {
		t.Errorf("got %v, want ErrFormat", err)
	}
}

// resum replaces the checksum of a damaged file by the right one.
func resum(b []byte) []byte {
	body := b[:len(b)-sha256.Size]
	sum := sha256.Sum256(body)
	return append(slices.Clone(body), sum[:]...)
}

func TestDecodeErrors(t *testing.T) {
	good := tinyFile(t)
	for name, b := range map[string][]byte{
		"empty":     nil,
		"short":     good[:20],
		"magic":     resum(append([]byte("X"), good[1:]...)),
		"version":   resum(append([]byte(magic+"\x63"), good[9:]...)),
		"checksum":  append(slices.Clone(good[:len(good)-1]), good[len(good)-1]^1),
		"cut":       resum(good[:len(good)-7]),
		"longer":    resum(append(slices.Clone(good), 0, 0, 0)),
		"header":    resum(bytes.Replace(good, []byte(`"Members":1`), []byte(`"Members":9`), 1)),
		"json":      resum(bytes.Replace(good, []byte(`{"Members"`), []byte(`["Members"`), 1)),
		"bad label": resum(bytes.Replace(good, []byte(`B-PER`), []byte(`C-PER`), 1)),
	} {
		if _, _, err := Decode(b); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: got %v, want ErrFormat", name, err)
		}
	}
}

func TestEncodeErrors(t *testing.T) {
	h := tiny()
	if _, err := Encode(h, nil); err == nil {
		t.Error("no tensors: no error")
	}
	h.Hidden = -1
	h.Word = 0
	if err := h.Validate(); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("got %v, want two faults", err)
	}
}

func TestFeatures(t *testing.T) {
	for _, c := range []struct{ word, folded, shape string }{
		{"Putin", "putin", "Xxx"}, {"U.S.", "u.s.", "X.X."}, {"1998", "0000", "dd"}, {"", "", ""}, {"É1", "é0", "Xd"},
	} {
		if got := Fold(c.word); got != c.folded {
			t.Errorf("Fold(%q) = %q, want %q", c.word, got, c.folded)
		}
		if got := shape(c.word); got != c.shape {
			t.Errorf("shape(%q) = %q, want %q", c.word, got, c.shape)
		}
	}
	var f Features
	for _, w := range []string{"", "a", "of", "Ωmega", "\xff\xfe", strings.Repeat("long", 1000), "don't"} {
		f.Set(w, true)
		for i, r := range f.Rows {
			if r < 0 || int(r) >= Tables[i].Rows {
				t.Errorf("%q: row %d of table %s", w, r, Tables[i].Name)
			}
		}
		for _, g := range f.Ngrams {
			if g < 0 || int(g) >= Ngrams.Rows {
				t.Errorf("%q: n-gram row %d", w, g)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	// The tables make even the smallest model 1 MB; headers are what matters.
	good := tinyFile(f)
	f.Add(good[:400], 0)
	f.Add([]byte(magic+"\x01\x00\x00\x00\x02\x00\x00\x00{}"), 0)
	f.Add([]byte(magic+"\x01\x00\x00\x00\xff\xff\xff\xff{}"), 3)
	f.Fuzz(func(t *testing.T, b []byte, pad int) {
		if len(b) > 1<<16 {
			return
		}
		b = append(slices.Clone(b), make([]byte, sha256.Size+min(max(pad, 0), 1<<12))...)
		h, tensors, err := Decode(resum(b))
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatalf("%v does not wrap ErrFormat", err)
			}
			return
		}
		if len(tensors) != h.Members*len(h.Specs()) {
			t.Fatalf("%d tensors", len(tensors))
		}
	})
}

func FuzzFeatures(f *testing.F) {
	f.Add("Putin's")
	f.Add("\xc3")
	f.Fuzz(func(t *testing.T, w string) {
		var x Features
		x.Set(w, false)
		for _, g := range x.Ngrams {
			if g < 0 || int(g) >= Ngrams.Rows {
				t.Fatal(g)
			}
		}
	})
}
