package conllu

import (
	"fmt"
	"strings"
	"testing"
)

func TestEntities(t *testing.T) {
	const in = `# text = The envoy of Norway met her.
1	The	the	DET	DT	_	2	det	_	Entity=(1-person-new-nnnnn-cf1-2-coref
2	envoy	envoy	NOUN	NN	_	5	nsubj	_	_
3	of	of	ADP	IN	_	4	case	_	_
4	Norway	Norway	PROPN	NNP	_	2	nmod	_	Entity=(2-place-new-nnnnn-cf2-1-sgl-Norway)1)
5	met	meet	VERB	VBD	_	0	root	_	_
6	her	she	PRON	PRP	_	5	obj	_	Entity=(3-person-giv:act-nnnnn-cf3-1-ana)(4-x
7	.	.	PUNCT	.	_	5	punct	_	_

`
	s, err := NewReader(strings.NewReader(in)).Read()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range Entities([]*Sentence{s}) {
		got = append(got, fmt.Sprintf("%s %s [%d,%d) head %d %s %s", e.ID, e.Type, e.First, e.End, e.Head, e.Link, e.Identity))
	}
	want := []string{"1 person [0,4) head 1 coref ", "2 place [3,4) head 3 sgl Norway", "3 person [5,6) head 5 ana "}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzEntities(f *testing.F) {
	for _, seed := range []string{"(1-person-new-nnnnn-cf1-1-coref", "1)", "(2-x)(3-y", "3)2)", "(", ")", "((1)", "1[1/2])", "(-)"} {
		f.Add(seed, "1)")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		clean := func(s string) string { return strings.Map(dropSeparators, s) }
		trees := []*Sentence{{Words: []Word{{Form: "a", Head: -1, Misc: "Entity=" + clean(a)}, {Form: "b", Head: 0, Misc: "Entity=" + clean(b)}}}}
		for _, e := range Entities(trees) {
			if e.First < 0 || e.End > 2 || e.First >= e.End || e.Head < e.First || e.Head >= e.End {
				t.Errorf("%q %q: %+v", a, b, e)
			}
		}
	})
}

func dropSeparators(r rune) rune {
	if r == '|' || r == '\t' || r == '\n' {
		return -1
	}
	return r
}
