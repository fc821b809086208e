package conllu

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

const sample = `# sent_id = t-1
# text = They don't go, Rome!
1	They	they	PRON	PRP	Case=Nom	4	nsubj	4:nsubj	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	4:aux	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	4:advmod	_
4	go	go	VERB	VB	_	0	root	0:root	SpaceAfter=No
4.1	to	to	ADP	IN	_	_	_	6:case	CopyOf=-1
5	,	,	PUNCT	,	_	6	punct	6:punct	_
6	Rome	Rome	PROPN	NNP	_	4	obl	4:obl	Entity=(1-place-new-cf1-1-sgl-Rome)|SpaceAfter=No
7	!	!	PUNCT	.	_	4	punct	4:punct	_

`

func readAll(t *testing.T, in string) ([]*Sentence, error) {
	t.Helper()
	var out []*Sentence
	for s, err := range NewReader(strings.NewReader(in)).All() {
		if err != nil {
			return out, err
		}
		out = append(out, s)
	}
	return out, nil
}

func TestRead(t *testing.T) {
	ss, err := readAll(t, sample)
	if err != nil || len(ss) != 1 {
		t.Fatalf("got %d sentences, %v", len(ss), err)
	}
	s := ss[0]
	if got, want := s.ID(), "t-1"; got != want {
		t.Errorf("ID = %q, want %q", got, want)
	}
	if got, want := s.Text(), "They don't go, Rome!"; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	if len(s.Words) != 7 || len(s.Ranges) != 1 || len(s.Empty) != 1 {
		t.Fatalf("got %d words, %d ranges, %d empty nodes", len(s.Words), len(s.Ranges), len(s.Empty))
	}
	if got := s.Words[3].Head; got != -1 {
		t.Errorf("head of the root = %d", got)
	}
	if got, want := s.SpaceAfter(), []bool{true, false, true, false, true, false, true}; !slices.Equal(got, want) {
		t.Errorf("SpaceAfter = %v, want %v", got, want)
	}
	if got, ok := Attr(s.Words[5].Misc, "Entity"); !ok || got != "(1-place-new-cf1-1-sgl-Rome)" {
		t.Errorf("Attr = %q, %v", got, ok)
	}
	if _, ok := s.Comment("sent"); ok {
		t.Error("a prefix of a key was taken for the key")
	}
}

func TestReadErrors(t *testing.T) {
	for name, in := range map[string]string{
		"columns":         "1\ta\tb\n",
		"eleven columns":  "1\ta\ta\ta\ta\ta\t0\ta\ta\ta\ta\n",
		"empty column":    "1\t\ta\ta\ta\ta\t0\ta\ta\ta\n",
		"order":           "2\ta\ta\ta\ta\ta\t0\ta\ta\ta\n",
		"head too large":  "1\ta\ta\ta\ta\ta\t7\ta\ta\ta\n",
		"own head":        "1\ta\ta\ta\ta\ta\t1\ta\ta\ta\n",
		"range too large": "1-3\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\ta\ta\ta\ta\t0\ta\ta\ta\n",
		"late comment":    "1\ta\ta\ta\ta\ta\t0\ta\ta\ta\n# no\n",
		"long line":       "# " + strings.Repeat("x", MaxLine+1) + "\n",
	} {
		var se *SyntaxError
		if _, err := readAll(t, in); !errors.As(err, &se) || se.Line < 1 {
			t.Errorf("%s: got %v, want a SyntaxError with a line", name, err)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for _, in := range []string{sample, sample + sample, strings.ReplaceAll(sample, "\n", "\r\n"), "\n\n" + strings.TrimSuffix(sample, "\n")} {
		ss, err := readAll(t, in)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for _, s := range ss {
			if err := Write(&b, s); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := b.String(), strings.Repeat(sample, len(ss)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add(sample)
	f.Add("# x\n\n1-2\ta\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\ta\ta\ta\ta\ta\t0\ta\ta\ta\n2\ta\ta\ta\ta\ta\t1\ta\ta\ta\n")
	f.Add("0.1\ta\ta\ta\ta\ta\t_\ta\ta\ta\n")
	f.Fuzz(func(t *testing.T, in string) {
		r := NewReader(strings.NewReader(in))
		for {
			s, err := r.Read()
			if err != nil {
				return
			}
			var first, second bytes.Buffer
			if err := Write(&first, s); err != nil {
				t.Fatal(err)
			}
			s.SpaceAfter()
			again, err := NewReader(bytes.NewReader(first.Bytes())).Read()
			if err == io.EOF {
				continue
			}
			if err != nil {
				t.Fatalf("what was written cannot be read: %v\n%q", err, first.String())
			}
			if err := Write(&second, again); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Fatalf("got %q, want %q", second.String(), first.String())
			}
		}
	})
}
