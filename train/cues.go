package train

import (
	"bufio"
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// Lexicographer files of WordNet that hold acts of mind and speech.
const (
	lexCognition     = 31
	lexCommunication = 32
	lexEmotion       = 37
	lexPerception    = 39
)

// Sentence frames of WordNet that show how a verb takes its content.
const (
	frameSomething     = 8  // Somebody ----s something
	frameSomebody      = 9  // Somebody ----s somebody
	frameSomebodyToInf = 24 // Somebody ----s somebody to INFINITIVE
	frameThat          = 26 // Somebody ----s that CLAUSE
	frameToInf         = 28 // Somebody ----s to INFINITIVE
	frameWhether       = 29 // Somebody ----s whether INFINITIVE
)

// Rarer senses than these make a verb neither a cue nor one with a topic.
const (
	maxCueSenses   = 5
	maxTopicSenses = 2
)

// cueActs are the synsets, as word and sense number, that head the acts of
// extract/speech. A verb takes the act of the nearest one above the first of
// its senses that has one.
var cueActs = []struct{ act, word string }{
	{"say", "communicate#2"}, {"say", "state#1"}, {"say", "express#2"}, {"say", "inform#1"}, {"say", "talk#1"},
	{"say", "announce#1"}, {"say", "write#2"}, {"say", "utter#1"}, {"say", "utter#2"}, {"say", "answer#1"},
	{"claim", "claim#1"}, {"claim", "allege#1"}, {"claim", "assert#1"}, {"claim", "hint#1"}, {"claim", "contend#2"},
	{"confirm", "confirm#2"}, {"confirm", "confirm#1"}, {"confirm", "admit#1"}, {"confirm", "reveal#2"}, {"confirm", "notice#1"},
	{"confirm", "prove#2"}, {"confirm", "prove#1"},
	{"deny", "deny#1"}, {"deny", "deny#2"}, {"deny", "contradict#1"}, {"deny", "contradict#2"}, {"deny", "refute#1"},
	{"deny", "disown#1"}, {"deny", "reject#1"}, {"deny", "refuse#1"}, {"deny", "decline#2"},
	{"ask", "ask#1"}, {"ask", "question#1"}, {"ask", "wonder#1"}, {"ask", "question#3"},
	{"demand", "ask#2"}, {"demand", "request#1"}, {"demand", "order#1"}, {"demand", "propose#1"}, {"demand", "recommend#1"},
	{"demand", "rede#1"}, {"demand", "urge#1"}, {"demand", "demand#1"}, {"demand", "beg#1"}, {"demand", "warn#2"},
	{"promise", "promise#1"}, {"promise", "threaten#2"}, {"promise", "plan#1"}, {"promise", "intend#1"}, {"promise", "agree#2"},
	{"promise", "decide#1"}, {"promise", "undertake#2"}, {"promise", "vow#1"},
	{"expect", "expect#1"}, {"expect", "predict#1"}, {"expect", "guess#1"}, {"expect", "forecast#2"},
	{"think", "think#1"}, {"think", "think#2"}, {"think", "think#3"}, {"think", "believe#1"}, {"think", "judge#1"}, {"think", "reason#1"}, {"think", "feel#3"},
	{"think", "speculate#1"}, {"think", "doubt#1"},
	{"know", "know#1"}, {"know", "know#2"}, {"know", "understand#1"}, {"know", "understand#2"}, {"know", "learn#1"}, {"know", "learn#2"}, {"know", "discover#2"},
	{"know", "remember#1"}, {"know", "forget#1"}, {"know", "perceive#1"}, {"know", "detect#1"},
	{"wish", "want#1"}, {"wish", "hope#1"}, {"wish", "wish#1"}, {"wish", "fear#1"}, {"wish", "fear#2"}, {"wish", "like#2"},
	{"wish", "worry#1"},
	{"judge", "criticize#1"}, {"judge", "praise#1"}, {"judge", "accuse#1"}, {"judge", "blame#1"}, {"judge", "label#1"},
	{"judge", "condemn#1"}, {"judge", "attack#2"}, {"judge", "call#2"}, {"judge", "complain#1"}, {"judge", "disapprove#1"},
	{"judge", "approve#2"}, {"judge", "support#2"}, {"judge", "mock#1"}, {"judge", "disparage#1"}, {"judge", "charge#3"},
	{"judge", "reproach#1"}, {"judge", "rebuke#1"}, {"judge", "oppose#1"}, {"judge", "defend#1"}, {"judge", "dismiss#1"}, {"judge", "thank#1"},
	{"judge", "congratulate#1"}, {"judge", "admire#1"}, {"judge", "object#1"}, {"judge", "ridicule#1"},
}

// ownCues are entries of our own, where WordNet is silent, older than the
// usage, or led astray by a rarer sense. The flags are explained at Cues.
var ownCues = map[string]string{
	"say": "say tqni", "tell": "say tqni", "add": "say tq", "write": "say tq", "tweet": "say tqn", "post": "say tq",
	"text": "say tq", "email": "say tq", "e-mail": "say tq", "blog": "say tq", "message": "say tq",
	"argue": "claim tq", "insist": "claim tq", "maintain": "claim t", "allege": "claim tq", "claim": "claim tqi",
	"assert": "claim tqn", "contend": "claim tq", "suggest": "claim tqn", "imply": "claim tn", "hint": "claim tq",
	"note": "confirm tqn", "confirm": "confirm tqn", "admit": "confirm tqn", "acknowledge": "confirm tqn", "concede": "confirm tqn",
	"reveal": "confirm tqn", "disclose": "confirm tqn", "stress": "confirm tqn", "emphasize": "confirm tqn", "show": "confirm tn",
	"deny": "deny tqn", "refute": "deny tn", "dispute": "deny tn", "reject": "deny qn", "refuse": "deny ni", "decline": "deny i",
	"ask": "ask tqiw", "wonder": "ask tqw", "inquire": "ask qw", "question": "ask tqnw", "query": "ask qw",
	"demand": "demand tqni", "urge": "demand tqni", "call for": "demand qn", "call on": "demand ni", "call upon": "demand ni", "push for": "demand n", "press for": "demand n", "appeal for": "demand n", "plead for": "demand n", "argue for": "claim n",
	"argue against": "claim n", "insist on": "demand n", "warn of": "expect qn", "warn against": "demand qn", "warn about": "expect qn", "ask about": "ask n", "ask for": "demand n", "inquire about": "ask n",
	"wonder about": "ask n", "talk of": "say qn", "speak of": "say qn", "boast about": "say qn", "boast of": "say qn", "brag about": "say qn", "complain about": "judge qn", "complain of": "judge qn",
	"apologize for": "judge n", "apologise for": "judge n", "agree on": "promise n", "agree with": "judge n", "disagree with": "judge n", "worry about": "wish n", "hope for": "wish n",
	"hint at": "claim qn", "respond to": "say n", "reply to": "say n", "react to": "say n", "comment on": "say n", "elaborate on": "say n", "focus on": "say n", "weigh in on": "say n", "joke about": "say qn", "order": "demand tni",
	"propose": "demand tqni", "request": "demand tni", "recommend": "demand tqn", "advise": "demand tqni", "seek": "demand ni", "advocate": "demand n",
	"promise": "promise tqni", "vow": "promise tqni", "pledge": "promise tqni", "threaten": "promise tqi", "plan": "promise i", "agree": "promise tqi",
	"offer": "promise ti", "intend": "promise ni", "decide": "promise ti", "plan to": "promise i",
	"expect": "expect tni", "predict": "expect tqn", "forecast": "expect tn", "warn": "expect tqn", "anticipate": "expect tn",
	"think": "think tq", "believe": "think tq", "feel": "think tq", "consider": "think tn", "suspect": "think tn", "assume": "think t",
	"doubt": "think tn", "speculate": "think tq", "conclude": "think tq", "find": "think t", "see": "know tn", "view": "think n", "regard": "think n",
	"know": "know tnw", "learn": "know tw", "realize": "know tw", "realise": "know tw", "discover": "know tw", "remember": "know tqw", "recall": "know tqn",
	"hear": "know tn", "understand": "know tn", "forget": "know tw", "point out": "confirm tq", "make clear": "confirm t", "point to": "confirm n",
	"want": "wish tni", "hope": "wish tqi", "wish": "wish tqi", "fear": "wish tn", "worry": "wish tq", "prefer": "wish ni", "favor": "wish n", "favour": "wish n",
	"call": "judge qn", "describe": "judge qn", "criticize": "judge qn", "criticise": "judge qn", "accuse": "judge qn", "blame": "judge qn", "praise": "judge qn",
	"dismiss": "judge qn", "label": "judge qn", "brand": "judge qn", "dub": "judge qn", "denounce": "judge qn", "condemn": "judge qn",
	"slam": "judge qn", "blast": "judge qn", "deride": "judge qn", "mock": "judge qn", "support": "judge n", "oppose": "judge n", "endorse": "judge n", "back": "judge n",
	"defend": "judge qn", "welcome": "judge qn", "hail": "judge qn", "laud": "judge qn", "applaud": "judge qn", "rip": "judge qn", "bash": "judge qn", "tout": "judge qn",
	"refer to": "judge qn", "characterize": "judge qn", "characterise": "judge qn", "portray": "judge qn", "cast": "judge n", "object to": "judge n", "rail against": "judge n",
	"continue": "say q", "go on": "say q", "begin": "say q", "conclude with": "say q", "joke": "say tq", "quip": "say tq", "laugh": "say q", "smile": "say q",
	"read": "say tq", "report": "say tqn", "quote": "say tqn", "cite": "say tqn", "mention": "say tqn", "discuss": "say n", "talk about": "say n", "speak about": "say n",
	"respond": "say tq", "reply": "say tq", "react": "say q", "counter": "say tq", "retort": "say tq", "repeat": "say tqn", "reiterate": "say tqn", "echo": "say qn",
	"explain": "say tqnw", "announce": "say tqn", "declare": "say tqn", "state": "say tqn", "signal": "say tn", "indicate": "say tqn", "comment": "say tq",
	"testify": "say tq", "caution": "say tq", "estimate": "think tn", "rule": "say t", "go": "say q", "offer up": "say q", "put": "say q", "highlight": "say n",
	"raise": "say n", "shoot back": "say tq", "fire back": "say tq", "chime in": "say tq", "weigh in": "say tq", "address": "say n", "invoke": "say n", "complain": "judge tq", "lament": "judge tqn", "express": "say n", "voice": "say n", "convey": "say tn",
	"seem": "think i", "appear": "think i", "allow": "say q", "get": "", "make": "", "take": "", "give": "", "have": "", "do": "", "be": "", "come": "", "run": "",
	"use": "", "rule out": "deny tqn", "schedule": "expect i", "slate": "expect i", "set out": "", "set": "", "hold": "", "mean": "", "help": "", "need": "", "let": "", "keep": "", "work": "", "start": "", "move": "", "play": "", "pay": "", "win": "",
	"lose": "", "leave": "", "bring": "", "send": "", "turn": "", "meet": "", "follow": "", "carry": "", "reach": "", "cover": "", "build": "", "open": "", "close": "",
	"break": "", "cut": "", "spend": "", "stand": "", "sit": "", "lead": "", "buy": "", "sell": "", "ensure": "", "insure": "", "try": "", "pass": "", "pull": "", "strike": "",
	"arrange": "", "fix": "", "force": "", "cause": "", "permit": "", "prevent": "", "draw": "", "pick": "", "cancel": "", "place": "", "drop": "", "touch": "",
}

// ownNouns are nouns whose possessor or "of"/"by" phrase is a source and
// whose clause is content.
var ownNouns = map[string]string{
	"claim": "claim", "statement": "say", "belief": "think", "view": "think", "opinion": "think", "promise": "promise", "pledge": "promise",
	"vow": "promise", "threat": "promise", "demand": "demand", "call": "demand", "proposal": "demand", "request": "demand", "suggestion": "claim",
	"allegation": "claim", "accusation": "claim", "assertion": "claim", "contention": "claim", "argument": "claim", "warning": "expect",
	"prediction": "expect", "expectation": "expect", "forecast": "expect", "hope": "wish", "fear": "wish", "wish": "wish", "desire": "wish",
	"concern": "wish", "worry": "wish", "denial": "deny", "admission": "confirm", "confirmation": "confirm", "acknowledgment": "confirm",
	"announcement": "say", "declaration": "say", "comment": "say", "remark": "say", "word": "say", "assurance": "promise", "insistence": "claim",
	"report": "say", "rumor": "claim", "rumour": "claim", "speculation": "think", "conclusion": "think", "assessment": "think", "estimate": "think",
	"question": "ask", "plan": "promise", "decision": "promise", "refusal": "deny", "criticism": "judge", "complaint": "judge", "knowledge": "know",
	"recommendation": "demand", "order": "demand", "appeal": "demand", "offer": "promise", "idea": "think", "notion": "think", "suspicion": "think",
	"conviction": "think", "feeling": "think", "charge": "claim", "agreement": "promise", "intention": "promise", "opposition": "judge", "support": "judge",
	"explanation": "say", "message": "say", "testimony": "say", "response": "say", "reply": "say", "ruling": "say", "finding": "confirm",
}

// documentRoots head the nouns that name texts, which can say things
// themselves.
var documentRoots = []string{"document#1", "writing#2", "statement#1", "report#1", "report#2", "message#2", "poll#1", "survey#1", "book#1", "journal#1",
	"article#1", "study#1", "study#2", "account#3", "announcement#1", "advertisement#1", "press release#1", "opinion#3", "transcript#1"}

// ownDocuments are texts that WordNet lacks or thinks of otherwise first, and
// noDocuments words that it takes for texts, but news does not.
var (
	ownDocuments = []string{"email", "e-mail", "tweet", "memo", "lawsuit", "suit", "website", "blog", "law", "ad", "text", "account", "post", "video",
		"page", "data", "evidence", "record", "research", "analysis", "ruling", "audit", "clip", "leaflet", "graphic", "figures"}
	noDocuments = map[string]bool{"source": true, "act": true, "afternoon": true, "word": true, "fun": true, "topic": true, "numbers": true,
		"legend": true, "ticket": true, "spot": true, "accommodation": true, "reminder": true, "crap": true, "cut": true}
)

// Cues derives the lexicon of attribution from WordNet and writes it as
// lines "lemma TAB kind TAB act TAB flags", sorted. The kinds are v (verb),
// n (noun) and d (noun that names a document). The flags of verbs:
//
//	t  takes a that-clause as content
//	w  takes an indirect question
//	i  takes an infinitive as content
//	n  takes what it is about as an object
//	q  introduces direct speech
//	1  is meant so in its commonest sense, or is an entry of our own
//
// Verbs are those with one of their first senses among WordNet's verbs of
// communication, cognition, emotion and perception; flags come from the
// sentence frames of these senses, acts from the hypernyms.
func Cues(db *wordnet.DB, w io.Writer) error {
	acts := map[wordnet.ID]string{}
	for _, a := range cueActs {
		id, err := senseOf(db, wordnet.Verb, a.word)
		if err != nil {
			return err
		}
		acts[id] = a.act
	}
	lines := map[string]string{}
	for _, lemma := range db.Lemmas(wordnet.Verb) {
		if act, flags := cueOf(db, acts, lemma); flags != "" {
			lines[lemma+"\tv"] = act + "\t" + flags
		}
	}
	for lemma, entry := range ownCues {
		act, flags, ok := strings.Cut(entry, " ")
		if !ok {
			delete(lines, lemma+"\tv")
			continue
		}
		lines[lemma+"\tv"] = act + "\t" + flags + "1"
	}
	for lemma, act := range ownNouns {
		lines[lemma+"\tn"] = act + "\t"
	}
	docs, err := documents(db)
	if err != nil {
		return err
	}
	for _, d := range docs {
		lines[d+"\td"] = "\t"
	}
	keys := make([]string, 0, len(lines))
	for k := range lines {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# Derived by train.Cues from WordNet 3.0 (WordNet licence) and entries of our own. Do not edit.")
	for _, k := range keys {
		fmt.Fprintf(out, "%s\t%s\n", k, lines[k])
	}
	return out.Flush()
}

func senseOf(db *wordnet.DB, p wordnet.POS, word string) (wordnet.ID, error) {
	lemma, num, _ := strings.Cut(word, "#")
	var n int
	if _, err := fmt.Sscanf(num, "%d", &n); err != nil {
		return wordnet.ID{}, fmt.Errorf("train: cues: sense %q: %w", word, err)
	}
	senses := db.Senses(p, lemma)
	if n < 1 || n > len(senses) {
		return wordnet.ID{}, fmt.Errorf("train: cues: no sense %q: %q has %d", word, lemma, len(senses))
	}
	return senses[n-1], nil
}

// cueOf derives the act and the flags of a verb; no flags if it is no cue.
func cueOf(db *wordnet.DB, acts map[wordnet.ID]string, lemma string) (act, flags string) {
	has := map[byte]bool{}
	for rank, id := range db.Senses(wordnet.Verb, lemma) {
		s := db.Synset(id)
		if rank >= maxCueSenses || s == nil {
			break
		}
		speech := s.LexFile == lexCommunication
		mind := s.LexFile == lexCognition || s.LexFile == lexEmotion || s.LexFile == lexPerception
		if !speech && !mind {
			continue
		}
		n := s.Word(lemma)
		has['1'] = has['1'] || rank == 0
		if act == "" {
			for _, h := range db.Hypernyms(id) {
				if act = acts[h]; act != "" {
					break
				}
			}
		}
		has['t'] = has['t'] || s.HasFrame(frameThat, n)
		has['w'] = has['w'] || s.HasFrame(frameWhether, n)
		has['i'] = has['i'] || s.HasFrame(frameToInf, n) || s.HasFrame(frameSomebodyToInf, n)
		has['q'] = has['q'] || speech
		if rank < maxTopicSenses && speech {
			has['n'] = has['n'] || s.HasFrame(frameSomething, n) || s.HasFrame(frameSomebody, n)
		}
	}
	if act == "" {
		return "", "" // no act that we know: "play", "compute"
	}
	for _, f := range []byte("tqniw1") {
		if has[f] {
			flags += string(f)
		}
	}
	if flags == "1" {
		return "", ""
	}
	return act, flags
}

func documents(db *wordnet.DB) ([]string, error) {
	under := map[wordnet.ID]bool{}
	for _, r := range documentRoots {
		id, err := senseOf(db, wordnet.Noun, r)
		if err != nil {
			return nil, err
		}
		for _, h := range db.Hyponyms(id) {
			under[h] = true
		}
	}
	var out []string
	for _, lemma := range db.Lemmas(wordnet.Noun) {
		if strings.ContainsAny(lemma, " .'0123456789") || len(lemma) < 3 {
			continue
		}
		if senses := db.Senses(wordnet.Noun, lemma); under[senses[0]] && !noDocuments[lemma] {
			out = append(out, lemma)
		}
	}
	out = append(out, ownDocuments...)
	return out, nil
}
