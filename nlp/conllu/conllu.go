// Package conllu reads and writes treebanks in the CoNLL-U format of
// Universal Dependencies (https://universaldependencies.org/format.html).
//
// What enters: a stream of bytes. What leaves: sentences with their
// comments, syntactic words, multiword tokens, empty nodes and MISC columns,
// and, through [Write], the same bytes again. It never interprets a tag set,
// never repairs a tree and holds no more than one sentence at a time.
package conllu

import (
	"strconv"
	"strings"
)

// Limits of what Reader accepts, so that a hostile file cannot exhaust
// memory.
const (
	MaxLine  = 1 << 20 // bytes of one line
	MaxWords = 1 << 16 // lines of one sentence
)

// Sentence is one block of lines.
type Sentence struct {
	Comments []string // lines that begin with "#", without their line end
	Words    []Word   // syntactic words in order: Words[i] has the ID i+1
	Ranges   []Range  // multiword tokens by ascending First
	Empty    []Word   // empty nodes (IDs "8.1") in order
}

// Word is a syntactic word or an empty node.
type Word struct {
	Form, Lemma string // "_" where the file has it
	UPOS, XPOS  string
	Feats       string
	Head        int // 0-based index of the head in Words; -1 for the root; NoHead where the column is "_"
	Deprel      string
	Deps        string
	Misc        string
	After, Sub  int // of an empty node: it stands after that many words as number Sub; 0, 0 in a word
}

// NoHead is the Head of a word whose HEAD column is "_".
const NoHead = -2

// Range is a multiword token: Words[First:End] were written as Form.
type Range struct {
	First, End int
	Form       string
	Misc       string
	Rest       string // columns 3 to 9 as written when they are not all "_", tab-separated; else ""
}

// Comment returns the value of the comment "# key = value" and whether there
// is one.
func (s *Sentence) Comment(key string) (string, bool) {
	for _, c := range s.Comments {
		rest, ok := strings.CutPrefix(strings.TrimLeft(c[1:], " "), key)
		if !ok {
			continue
		}
		if v, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "="); ok {
			return strings.TrimSpace(v), true
		}
	}
	return "", false
}

// ID is the value of the comment sent_id, or "".
func (s *Sentence) ID() string { v, _ := s.Comment("sent_id"); return v }

// Text is the value of the comment text, or "".
func (s *Sentence) Text() string { v, _ := s.Comment("text"); return v }

// Attr returns the value of key in a MISC or FEATS column ("Key=Value|…")
// and whether it is there.
func Attr(column, key string) (string, bool) {
	for column != "" {
		var item string
		item, column, _ = strings.Cut(column, "|")
		if rest, ok := strings.CutPrefix(item, key); ok && strings.HasPrefix(rest, "=") {
			return rest[1:], true
		}
	}
	return "", false
}

// SpaceAfter reports for every word whether white space follows it in the
// text. Inside a multiword token there is none; after its last word the
// token's own MISC decides.
func (s *Sentence) SpaceAfter() []bool {
	out := make([]bool, len(s.Words))
	for i := range s.Words {
		out[i] = !hasNoSpace(s.Words[i].Misc)
	}
	for _, r := range s.Ranges {
		for i := r.First; i < r.End; i++ {
			out[i] = i == r.End-1 && !hasNoSpace(r.Misc)
		}
	}
	return out
}

func hasNoSpace(misc string) bool {
	v, ok := Attr(misc, "SpaceAfter")
	return ok && v == "No"
}

func headString(h int) string {
	if h == NoHead {
		return "_"
	}
	return strconv.Itoa(h + 1)
}
