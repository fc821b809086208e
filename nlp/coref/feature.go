package coref

import (
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// features of candidate c for pronoun i. Every feature is there twice: for
// all pronouns and for those of the class.
func (r *resolver) features(i int, c candidate, first map[int]bool, buf []string) []string {
	it, o := &r.items[i], &r.items[c.item]
	cl := r.cluster(c.item)
	f := buf[:0]
	add := func(name string) { f = append(f, name) }
	d := it.Sentence - o.Sentence
	ds := strconv.Itoa(min(d, 5))
	if c.cataphor {
		add("cataphor")
		ds = "-1"
	}
	add("d" + ds)
	add("rank" + strconv.Itoa(bucket(c.rank)))
	role := roleNames[o.role]
	add("role=" + role)
	if d == 0 {
		add("same:role=" + role)
		if it.clause == o.clause {
			add("same:clause")
			add("same:clause:role=" + role + ",p=" + roleNames[it.role])
		}
	} else if d == 1 {
		add("prev:role=" + role)
	}
	add("roles=" + role + "," + roleNames[it.role])
	if o.role == it.role {
		add("parallel")
	}
	switch {
	case o.Form == text.FormName:
		add("form=name")
		add("form=name,d" + ds)
	case o.group != nil:
		add("form=group")
	case o.Form == text.FormPronoun:
		add("form=pronoun")
		if o.class == it.class {
			add("form=pronoun,d" + ds)
		} else {
			add("form=other-pronoun")
		}
	case o.indef:
		add("form=indefinite")
	case o.definite:
		add("form=definite")
	default:
		add("form=bare")
	}
	if len(cl.full) > 0 {
		add("chain:named")
	}
	before, subjects := 0, 0
	for _, m := range cl.members {
		if m >= i {
			break
		}
		before++
		if r.items[m].role == roleSubject {
			subjects++
		}
		if before > 12 {
			break
		}
	}
	add("chain:size=" + strconv.Itoa(bucket(before)))
	add("chain:subjects=" + strconv.Itoa(bucket(subjects)))
	if cl.gender != 0 && it.class == classPerson {
		add("gender:match")
	}
	if cl.gender == 0 && cl.weak != 0 && it.class == classPerson {
		if cl.weak == it.gender {
			add("gender:weak-match")
		} else {
			add("gender:weak-clash")
		}
	}
	// A guessed kind that the pronoun contradicts counts as what it asks for.
	person, kind := cl.person, kindNames[cl.kind]
	if cl.unsure > 0 && it.class == classThing {
		person, kind = -1, "body"
	} else if cl.unsure < 0 && it.class == classPerson {
		person, kind = 1, "person"
	}
	if person > 0 {
		add("person:known")
	} else if person < 0 {
		add("person:not")
	}
	add("kind=" + kind)
	if cl.number == 0 {
		add("number:unknown")
	}
	if cl.number == it.number {
		add("number:match")
	}
	if first[c.item] {
		add("first")
		add("first,d" + ds)
	}
	s, so := &r.doc.Sentences[it.Sentence], &r.doc.Sentences[o.Sentence]
	if so.Heading {
		add("heading")
	}
	if s.Paragraph != so.Paragraph {
		add("paragraph:other")
	}
	if o.role == roleModifier || o.role == rolePossessor {
		add("nested")
	}
	if it.poss {
		add("poss:" + role)
		if it.clause == o.clause && d == 0 && o.role == roleSubject {
			add("poss:subject-of-clause")
		}
	}
	// Reported speech and subordinate clauses inherit the subject above.
	if d == 0 && it.role == roleSubject && o.role == roleSubject && it.clause >= 0 {
		v := s.Tokens[it.clause]
		if v.Head == o.clause {
			rel, _, _ := strings.Cut(v.Deprel, ":")
			add("under:" + rel)
			if reporting[strings.ToLower(s.Tokens[o.clause].Lemma)] {
				add("under:speech")
			}
		} else if o.clause >= 0 && s.Tokens[o.clause].Head == it.clause {
			rel, _, _ := strings.Cut(s.Tokens[o.clause].Deprel, ":")
			add("over:" + rel)
		}
	}
	if o.clause >= 0 && o.clause < len(so.Tokens) && so.Tokens[o.clause].Deprel == "root" {
		add("main")
		if o.role == roleSubject {
			add("main:subject,d" + ds)
		}
	}
	if d == 1 && it.role == roleSubject && o.role == roleSubject && first[c.item] {
		add("topic")
	}
	switch {
	case it.quote >= 0 && o.quote < 0:
		add("quote:in-out")
		if r.quotes[it.quote].speaker == c.item {
			add("quote:speaker")
		}
	case it.quote < 0 && o.quote >= 0:
		add("quote:out-in")
	case it.quote >= 0 && it.quote == o.quote:
		add("quote:same")
	}
	if it.clause >= 0 && o.clause >= 0 && it.clause < len(s.Tokens) && o.clause < len(so.Tokens) && s.Tokens[it.clause].Lemma == so.Tokens[o.clause].Lemma && (d > 0 || it.clause != o.clause) && it.role == o.role {
		add("verb:same")
	}
	if d == 0 {
		n := abs(it.Head - o.Head)
		add("tokens=" + strconv.Itoa(bucket(n/2)))
	}
	if it.class == classPlural && o.number == plural {
		add("plural")
	}
	if so.Tokens[o.Head].Deprel == "appos" {
		add("appos")
	}
	if timeNouns[o.lemma] {
		add("time-noun")
	}
	class := "p:"
	switch it.class {
	case classThing:
		class = "t:"
	case classPlural:
		class = "m:"
	}
	n := len(f)
	for k := 0; k < n; k++ {
		f = append(f, class+f[k])
	}
	return f
}

// none are the features of leaving pronoun i unresolved.
func (r *resolver) none(i int, n int, buf []string) []string {
	it := &r.items[i]
	class := map[pronounClass]string{classPerson: "p:", classThing: "t:", classPlural: "m:"}[it.class]
	s := &r.doc.Sentences[it.Sentence]
	f := append(buf[:0], class+"none", class+"none:role="+roleNames[it.role], class+"none:candidates="+strconv.Itoa(bucket(n)))
	if it.quote >= 0 {
		f = append(f, class+"none:quote")
	}
	if it.poss {
		f = append(f, class+"none:poss")
	}
	if it.Sentence == 0 {
		f = append(f, class+"none:first-sentence")
	}
	if it.clause >= 0 {
		v := &s.Tokens[it.clause]
		f = append(f, class+"none:upos="+v.UPOS)
		if clausal(s, it.clause) {
			f = append(f, class+"none:clausal")
		}
		if v.UPOS == "ADJ" {
			f = append(f, class+"none:adjective")
		}
	}
	return f
}

var roleNames = [...]string{"other", "subj", "obj", "iobj", "obl", "poss", "mod", "pred"}

// kindNames name the kinds in features. Organisations, states and places are
// one: what "it" does with one it does with the others, and GUM has mostly
// places.
var kindNames = map[text.EntityKind]string{
	text.KindUnknown: "none", text.KindPerson: "person", text.KindOrg: "body", text.KindState: "body",
	text.KindGroup: "group", text.KindPlace: "body", text.KindOther: "other",
}

var timeNouns = words(`day week month year time hour minute decade century morning evening night moment percent per-cent`)

// bucket thins counts out.
func bucket(n int) int {
	switch {
	case n <= 4:
		return n
	case n <= 7:
		return 6
	case n <= 15:
		return 10
	}
	return 20
}

// leaders marks, of the candidates, the leftmost mention of each sentence.
func (r *resolver) leaders(c []candidate) map[int]bool {
	left := map[int]int{}
	for _, x := range c {
		s := r.items[x.item].Sentence
		if k, ok := left[s]; !ok || x.item < k {
			left[s] = x.item
		}
	}
	out := make(map[int]bool, len(left))
	for _, k := range left {
		out[k] = true
	}
	return out
}
