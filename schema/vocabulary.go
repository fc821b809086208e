package schema

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// vocabularyTSV lists the relations of the vocabulary, one a line:
//
//	name <TAB> "sym" or "" <TAB> label <TAB> forms, separated by commas
//
// A form is a lemma with its particle or preposition ("meet_with"). Lines
// that begin with # are comments.
//
//go:embed vocabulary.tsv
var vocabularyTSV string

// formsTSV lists further forms, derived from dictionaries by cmd/train
// relations: form, relation, why, parted by tabs.
//
//go:embed forms.tsv
var formsTSV string

// RelationInfo describes a relation of the vocabulary.
type RelationInfo struct {
	Name      Relation
	Symmetric bool   // A r B means B r A: meet, talk
	Label     string // for people: "met"
	Forms     []string
}

// Vocabulary is the set of known relations. It is immutable.
type Vocabulary struct {
	list   []RelationInfo
	byName map[Relation]int
	byForm map[string]Relation
	// derived are the forms that dictionaries add; Forms does not list them.
	derived map[string]Relation
}

// DefaultVocabulary is the embedded vocabulary with the forms that
// dictionaries add.
var DefaultVocabulary = sync.OnceValue(func() *Vocabulary {
	v := HandVocabulary()
	// The file is part of the binary and read by a test, so that it has no
	// faults in a released build.
	if forms, err := parseForms(formsTSV, v); err == nil {
		v.derived = forms
	}
	return v
})

// HandVocabulary is the embedded vocabulary with the forms that were written
// by hand only. Every call makes a new one.
func HandVocabulary() *Vocabulary {
	v, err := ParseVocabulary(vocabularyTSV)
	if err != nil {
		// The file is part of the binary and read by a test, so that this
		// cannot happen in a released build; an empty vocabulary is valid.
		return &Vocabulary{byName: map[Relation]int{}, byForm: map[string]Relation{}}
	}
	return v
}

// parseForms reads derived forms. It fails on a malformed line, a relation
// that the vocabulary lacks and a form that it has.
func parseForms(tsv string, v *Vocabulary) (map[string]Relation, error) {
	out := map[string]Relation{}
	for n, line := range strings.Split(tsv, "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 || f[0] == "" {
			return nil, fmt.Errorf("schema: forms line %d: want form, relation, why", n+1)
		}
		if _, ok := v.byName[Relation(f[1])]; !ok {
			return nil, fmt.Errorf("schema: forms line %d: no relation %s", n+1, f[1])
		}
		if _, ok := v.byForm[f[0]]; ok || out[f[0]] != "" {
			return nil, fmt.Errorf("schema: forms line %d: form %s has a relation already", n+1, f[0])
		}
		out[f[0]] = Relation(f[1])
	}
	return out, nil
}

// ParseVocabulary reads the format described at the embedded file. It fails
// on a malformed line, a relation named twice and a form claimed twice.
func ParseVocabulary(tsv string) (*Vocabulary, error) {
	v := &Vocabulary{byName: map[Relation]int{}, byForm: map[string]Relation{}}
	for n, line := range strings.Split(tsv, "\n") {
		line = strings.TrimRight(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[0] == "" || f[1] != "" && f[1] != "sym" {
			return nil, fmt.Errorf("schema: vocabulary line %d: want name, sym or nothing, label, forms", n+1)
		}
		info := RelationInfo{Name: Relation(f[0]), Symmetric: f[1] == "sym", Label: f[2]}
		if _, dup := v.byName[info.Name]; dup {
			return nil, fmt.Errorf("schema: vocabulary line %d: relation %s is defined twice", n+1, info.Name)
		}
		for _, form := range strings.Split(f[3], ",") {
			form = strings.TrimSpace(form)
			if form == "" {
				continue
			}
			if other, dup := v.byForm[form]; dup {
				return nil, fmt.Errorf("schema: vocabulary line %d: form %s belongs to %s already", n+1, form, other)
			}
			v.byForm[form] = info.Name
			info.Forms = append(info.Forms, form)
		}
		v.byName[info.Name] = len(v.list)
		v.list = append(v.list, info)
	}
	return v, nil
}

// Normalize maps a form (lemma with particle or preposition) to its relation
// of the vocabulary; a form that maps to none is its own relation and ok is
// false.
func (v *Vocabulary) Normalize(form string) (r Relation, ok bool) {
	if r, ok := v.byForm[form]; ok {
		return r, true
	}
	if r, ok := v.derived[form]; ok {
		return r, true
	}
	return Relation(form), false
}

// Symmetric reports whether the relation holds both ways.
func (v *Vocabulary) Symmetric(r Relation) bool {
	i, ok := v.byName[r]
	return ok && v.list[i].Symmetric
}

// Label is the relation's name for people; by default the relation itself
// with spaces.
func (v *Vocabulary) Label(r Relation) string {
	if i, ok := v.byName[r]; ok {
		return v.list[i].Label
	}
	return strings.ReplaceAll(string(r), "_", " ")
}

// Relations lists the vocabulary in its order of display.
func (v *Vocabulary) Relations() []RelationInfo { return append([]RelationInfo(nil), v.list...) }
