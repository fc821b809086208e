package resolve

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
	"github.com/mozillazg/go-unidecode"
)

// holder is the actor who held the office that one of the nominal mentions
// names, on the day of the statement at hand: "the US president" of 2019 and
// of 2025 are two persons. A name that was not taken for one is whom the user
// says. nil if that is not known.
func (l *localiser) holder(mentions []int) *localActor {
	for _, i := range mentions {
		m := &l.doc.Mentions[i]
		if m.Form != text.FormNominal {
			continue
		}
		words := clean(m.Span.In(l.doc.Article.Text))
		if k, ok := l.know.Known(withoutTitle(words), text.KindUnknown); ok {
			return l.known(k, words, fmt.Sprintf("%q: %s", words, k.Why))
		}
		if l.offices == nil || l.day == "" {
			continue
		}
		k, ok := l.offices.Holder(words, l.day)
		if !ok {
			continue
		}
		return l.known(k, "", fmt.Sprintf("%q on %s: %s", words, l.day, k.Why))
	}
	return nil
}

// known finds or makes the actor that is known by a name; name is what the
// text calls it, "" if that is no name.
func (l *localiser) known(k Known, name, why string) *localActor {
	use := chainUse{chain: -1, key: "known:" + k.Name}
	at, found := l.byChain[use]
	if !found {
		a := &localActor{names: map[string]int{}}
		a.Name, a.Kind, a.Named, a.Country, a.Wikidata = k.Name, k.Kind, true, k.Country, k.Wikidata
		a.Known = schema.NodeID("actor:" + schema.Slug(unidecode.Unidecode(k.Name)))
		a.Key = l.key(k.Name)
		at = len(l.actors)
		l.actors, l.byChain[use] = append(l.actors, a), at
	}
	a := l.actors[at]
	if name != "" {
		a.names[name]++
	}
	a.addReason(why)
	return a
}

// withoutTitle drops the article and the titles before a name.
func withoutTitle(words string) string {
	words = withoutArticle(words)
	for {
		first, rest, ok := strings.Cut(words, " ")
		if !ok || !personTitles[strings.ToLower(strings.TrimSuffix(first, "."))] {
			return words
		}
		words = rest
	}
}

// bodies are nouns for those who act for what stands before them: "the
// Ukrainian delegation", "a Kremlin spokesman", "US officials".
var bodies = set(`delegation delegate team side spokesman spokeswoman spokesperson spokespeople official envoy negotiator diplomat
	representative minister ambassador mediator lawmaker senator troops troop soldier forces force army navy military authorities authority
	prosecutor police officer commander general adviser advisor aide member`)

// posts are nouns, besides bodies, whose holders act for what they are of.
var posts = set(`president premier chancellor secretary chief head leader director chairman chairwoman chair chairperson governor mayor ceo
	executive king queen deputy undersecretary commissioner judge treasurer premier vice-president undersecretary-general secretary-general
	congressman congresswoman mp`)

// membership notes whether who has the role acts or speaks for what it is of. A
// founder, critic or wife of somebody does not, nor who had the role once.
// before is what the sentence says ahead of the title.
func membership(r *schema.Role, before string) {
	if r.Of.Kind != schema.TermActor || bygone(r.Title, before) {
		return
	}
	r.Speaks = strings.HasPrefix(r.Noun, "spokes")
	r.Member = r.Speaks || bodies[r.Noun] || posts[r.Noun]
}

// past are words by which a title was held once.
var past = set(`former formerly ex onetime one-time erstwhile late retired once previously then deposed ousted`)

// bygone reports a title that its bearer has no longer: "former spokesman of",
// "ex-minister", "once a spokesman of", "then-president".
func bygone(title, before string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return r == ' ' || r == '-' }) {
		if past[w] {
			return true
		}
	}
	words := strings.Fields(strings.ToLower(before))
	if n := len(words); n > 0 && (words[n-1] == "a" || words[n-1] == "an" || words[n-1] == "the") {
		words = words[:n-1]
	}
	if len(words) == 0 {
		return strings.HasSuffix(before, "-")
	}
	last := words[len(words)-1]
	return past[last] || past[strings.TrimSuffix(last, "-")]
}

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// belongs gives an actor without a name the states and organisations for
// which it acts, as roles: "the Ukrainian and US delegations" are of Ukraine
// and of the United States.
func (l *localiser) belongs(a *localActor, mention int) {
	m := &l.doc.Mentions[mention]
	if m.Form != text.FormNominal || m.Sentence >= len(l.doc.Sentences) {
		return
	}
	s := &l.doc.Sentences[m.Sentence]
	if m.Head < 0 || m.Head >= len(s.Tokens) {
		return
	}
	noun := strings.ToLower(s.Tokens[m.Head].Lemma)
	if !bodies[noun] {
		return
	}
	for i := range l.doc.Mentions {
		of := &l.doc.Mentions[i]
		if of.Form != text.FormName || of.Sentence != m.Sentence || of.First < m.First ||
			of.Kind != text.KindState && of.Kind != text.KindOrg && of.Kind != text.KindGroup || !modifies(s, of, m.Head) {
			continue
		}
		t := schema.Term{Kind: schema.TermActor, Text: of.Span.In(l.doc.Article.Text), Span: of.Span, Mention: i}
		l.term(&t)
		r := schema.Role{Title: withoutArticle(clean(m.Span.In(l.doc.Article.Text))), Noun: noun, Of: t, Span: m.Span, Sent: s.Span, Rule: "body-of"}
		membership(&r, s.Span.In(l.doc.Article.Text)[:max(0, m.Span.Start-s.Span.Start)])
		if !slices.ContainsFunc(a.Roles, func(x schema.Role) bool { return x.Of.Local == t.Local && x.Noun == noun }) {
			a.Roles = append(a.Roles, r)
		}
	}
}

// modifies reports whether a name says whose the head is: it stands before
// the head, or after it with "of", "from" or "for", and nothing but its like,
// joined to it, lies between in the tree.
func modifies(s *text.Sentence, of *text.Mention, head int) bool {
	at := of.Head
	for range s.Tokens {
		if at < 0 || at >= len(s.Tokens) {
			return false
		}
		t := &s.Tokens[at]
		switch rel, _, _ := strings.Cut(t.Deprel, ":"); rel {
		case "amod", "compound", "nmod":
			if at > head && !slices.ContainsFunc(s.Children(at), func(c int) bool {
				w := strings.ToLower(s.Tokens[c].Norm)
				return w == "of" || w == "from" || w == "for"
			}) {
				return false
			}
			if t.Head == head {
				return true
			}
		case "conj", "flat":
		default:
			return false
		}
		at = t.Head
	}
	return false
}
