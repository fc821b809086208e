package speech

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed cues.tsv
var cuesTSV string

// cueEntry is what the lexicon knows of a cue verb.
type cueEntry struct {
	act   Act
	flags string // see train.Cues
}

func (e cueEntry) takes(flag byte) bool { return strings.IndexByte(e.flags, flag) >= 0 }

// lexicon is the table of cues.
type lexicon struct {
	verbs     map[string]cueEntry
	nouns     map[string]Act
	documents map[string]bool
}

// loadLexicon reads the embedded table once.
var loadLexicon = sync.OnceValue(func() *lexicon { return parseLexicon(cuesTSV) })

func parseLexicon(table string) *lexicon {
	l := &lexicon{verbs: map[string]cueEntry{}, nouns: map[string]Act{}, documents: map[string]bool{}}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		switch f[1] {
		case "v":
			l.verbs[f[0]] = cueEntry{act: Act(f[2]), flags: f[3]}
		case "n":
			l.nouns[f[0]] = Act(f[2])
		case "d":
			l.documents[f[0]] = true
		}
	}
	return l
}

// hedges are adverbs by which the article passes on what nameless others
// say.
var hedges = map[string]Act{
	"reportedly": Say, "allegedly": Claim, "purportedly": Claim, "supposedly": Claim, "ostensibly": Claim,
}

// cueAdjectives take a that-clause as the belief or feeling of their subject.
var cueAdjectives = map[string]Act{
	"confident": Think, "sure": Think, "certain": Think, "convinced": Think, "skeptical": Think, "sceptical": Think, "doubtful": Think,
	"afraid": Wish, "concerned": Wish, "worried": Wish, "hopeful": Wish, "optimistic": Wish, "fearful": Wish, "anxious": Wish, "eager": Wish,
	"aware": Know, "mindful": Know, "adamant": Claim, "unsure": Ask, "uncertain": Ask, "unaware": Know, "insistent": Claim,
	"angry": Know, "happy": Know, "glad": Know, "sorry": Know, "proud": Know, "surprised": Know, "disappointed": Know, "pleased": Know,
}

// viewNouns stand in "in X's view", "in the words of X".
var viewNouns = map[string]Act{
	"view": Think, "opinion": Think, "eyes": Think, "eye": Think, "mind": Think, "judgment": Think, "judgement": Think, "estimation": Think,
	"word": Say, "words": Say, "telling": Claim, "account": Say, "assessment": Think, "estimate": Think,
	"version": Claim, "reckoning": Think, "recollection": Say, "narrative": Claim, "admission": Confirm, "testimony": Say, "interpretation": Think,
	"reading": Think,
}

// namelessNouns head phrases for people whom an article protects.
var namelessNouns = map[string]bool{
	"source": true, "official": true, "insider": true, "aide": true, "adviser": true, "advisor": true, "diplomat": true, "analyst": true,
	"expert": true, "critic": true, "observer": true, "people": true, "person": true, "witness": true, "supporter": true, "opponent": true,
	"lawmaker": true, "operative": true, "strategist": true,
	"someone": true, "somebody": true, "one": true, "some": true, "many": true, "others": true, "other": true, "those": true, "several": true,
	"officer": true, "member": true, "man": true, "woman": true, "resident": true, "employee": true, "executive": true, "lawyer": true, "attorney": true,
	"researcher": true, "scientist": true, "economist": true, "activist": true, "voter": true, "student": true, "leader": true, "friend": true,
}
