package resolve

import (
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// commonWords make names that many states have: "Supreme Court", "Ministry
// of Defence", "Labour Party". Such a name is one organisation only among
// documents about one state.
var commonWords = set(`court church party ministry senate parliament congress government university college school bank company council
	committee commission board union association foundation institute hospital police army navy force forces club team museum library
	cabinet opposition agency department office bureau house assembly guard service services authority army military treasury
	supreme high central national foreign defence defense interior finance justice education health labour labor democratic republican
	liberal social socialist people s peoples conservative green communist progressive constitutional federal royal state home civil
	security coast air special general electoral election affairs culture economy trade energy environment transport agriculture
	prosecutor prosecutors attorney intelligence border party movement front alliance coalition reform workers
	of the for and`)

// common reports whether a folded name consists of common words only.
func common(key string) bool {
	if key == "" {
		return false
	}
	for w := range strings.SplitSeq(key, " ") {
		if !commonWords[w] {
			return false
		}
	}
	return true
}

// home is what a document is about: the state that it names most often, by
// its code, "" if none or two do.
type home struct {
	state  string
	states map[string]bool // all that it names
}

// homes finds what the documents are about. A place in a state counts as the
// state.
func (l *linker) homes() map[text.ArticleID]home {
	counts := map[text.ArticleID]map[string]int{}
	for i := range l.members {
		m := &l.members[i]
		if m.actor.Country == "" || !geographic(m.actor.Kind) {
			continue
		}
		if counts[m.doc] == nil {
			counts[m.doc] = map[string]int{}
		}
		for _, n := range m.actor.Names {
			counts[m.doc][m.actor.Country] += n.Count
		}
	}
	out := make(map[text.ArticleID]home, len(counts))
	for doc, c := range counts {
		h := home{states: map[string]bool{}}
		codes := make([]string, 0, len(c))
		for code := range c {
			codes = append(codes, code)
			h.states[code] = true
		}
		sort.Slice(codes, func(x, y int) bool {
			return c[codes[x]] > c[codes[y]] || c[codes[x]] == c[codes[y]] && codes[x] < codes[y]
		})
		if len(codes) == 1 || c[codes[0]] > c[codes[1]] {
			h.state = codes[0]
		}
		out[doc] = h
	}
	return out
}

// settle tells common names of different states apart. What the gazetteer
// knows by such a name is believed only where the document speaks of that
// state, or of none.
func (l *linker) settle() {
	homes := l.homes()
	for i := range l.members {
		m := &l.members[i]
		if class(m.actor.Kind) != "organisation" || !m.actor.Named || !common(orgKey(m.actor.Name)) && !l.commonly(m) {
			continue
		}
		h := homes[m.doc]
		m.common, m.home = true, h.state
		if m.home == "" {
			m.home = string(m.doc)
		}
		if m.actor.Known == "" {
			continue
		}
		if code := m.actor.Country; code != "" && (len(h.states) == 0 || h.states[code]) {
			m.common = false
		} else if code != "" || h.state != "" {
			// It is another's of that name: the text's own names count.
			m.actor.Known, m.actor.Country, m.actor.Wikidata = "", "", ""
			if own := longestName(m.actor.Names); own != "" {
				m.actor.Name = own
			}
		}
	}
}

// commonly reports whether an organisation known to the gazetteer is called
// by common words only in the text.
func (l *linker) commonly(m *member) bool {
	if m.actor.Known == "" || len(m.actor.Names) == 0 {
		return false
	}
	for _, n := range m.actor.Names {
		if !common(orgKey(n.Text)) {
			return false
		}
	}
	return true
}

func longestName(names []schema.Name) string {
	best := ""
	for _, n := range names {
		if len(n.Text) > len(best) {
			best = n.Text
		}
	}
	return best
}
