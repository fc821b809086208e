package name

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// candidates are the spans of a region that may be names: those that begin
// and end with a name-like word.
func candidates(x *extractor, r region) []span {
	var out []span
	for a := r.first; a < r.end; a++ {
		if !edge(x, a) {
			continue
		}
		for b := a + 1; b <= min(r.end, a+maxName); b++ {
			s := span{first: a, end: b}
			if edge(x, b-1) && !(b == a+1 && months[x.low[a]]) && !(b-a <= 2*maxDemonym && demonymOnly(x.tokens, s)) {
				out = append(out, s)
			}
		}
	}
	return out
}

// edge reports whether a name may begin or end with token i.
func edge(x *extractor, i int) bool {
	if opensSentence(x.tokens, i) && starters[x.low[i]] && x.shape[i] != "XX" {
		return false
	}
	if article(x.tokens, i) {
		return true
	}
	return !inner[x.tokens[i].Norm] && (startsLetter(x.tokens[i].Norm) || x.shape[i] == "9" || isOrdinal(x.low[i]) || callSign(x.tokens[i].Norm))
}

// starters are capitalised only because they open a sentence.
var starters = wordSet(`most many some all every each few several both more another other such these those this that the a an in on at
	for from by with after before since while when if but and or as our his her its their my your no not once former meanwhile
	however although though because under over during about against according earlier later last next new thousands hundreds
	millions dozens`)

// lattice holds the candidates of a region with the scores that do not change
// between the passes.
type lattice struct {
	region
	spans  []span
	scores []scores
}

// search finds the set of disjoint candidates with the highest sum of scores
// above None. votes are added to the scores. O(maxName) per token.
func (l *lattice) search(votes func(span) scores) []found {
	n := l.end - l.first
	best := make([]float64, n+1)
	from := make([]found, n+1)
	byEnd := make([][]found, n+1)
	for i, c := range l.spans {
		s := l.scores[i]
		if votes != nil {
			for k, v := range votes(c) {
				s[k] += v
			}
		}
		label, gain := s.best()
		if gain > leastGain {
			byEnd[c.end-l.first] = append(byEnd[c.end-l.first], found{span: span{c.first, c.end, label.String()}, scores: s})
		}
	}
	for i := 1; i <= n; i++ {
		best[i] = best[i-1]
		for _, f := range byEnd[i] {
			_, gain := f.scores.best()
			if v := best[f.first-l.first] + gain; v > best[i] {
				best[i], from[i] = v, f
			}
		}
	}
	var out []found
	for i := n; i > 0; {
		if from[i].end == 0 {
			i--
			continue
		}
		out = append(out, from[i])
		i = from[i].first - l.first
	}
	slices.Reverse(out)
	return out
}

// leastGain is how far, in log-odds, a name must be ahead of None.
const leastGain = 0.4

// found is a name that the search chose.
type found struct {
	span
	scores scores
	firm   bool // a firm called by somebody's surname
}

// labelVote is what a label of the parser's name head adds to the score of a
// span with exactly its bounds; a part of it for a span that overlaps.
const labelVote = 2.0

// noneVote is what it adds to None where no label touches the span.
const noneVote = 0.8

// gazetteerVote is what an entry of a type adds to the score of its label:
// lists that people have checked weigh more than harvested ones.
var gazetteerVote = map[gazetteer.Type]float64{
	gazetteer.TypeState: 6, gazetteer.TypeCapital: 6, gazetteer.TypeSeat: 6, gazetteer.TypeRegion: 4, gazetteer.TypeCity: 1,
	gazetteer.TypeLeader: 3, gazetteer.TypeOrganisation: 3.5,
}

// consult adds what the gazetteer says of a span. A name of up to three
// letters counts only in capitals: WHO, not Who.
func (s *scores) consult(x *extractor, r region, c span) {
	s.consultWords(x, r, c)
	s.consultParticles(x, c)
	for _, o := range x.organisationsIn(r) {
		if o.first <= c.first && c.end <= o.end && c.end-c.first < o.end-o.first {
			return // the state in "Armed Forces of Ukraine"
		}
	}
	entries := x.entries(c.first, c.end)
	if len(entries) == 0 || c.end-c.first == 1 && len(x.low[c.first]) <= 3 && x.shape[c.first] != "XX" {
		return
	}
	var votes scores
	sure := None
	for _, e := range entries {
		if x.certain(c, e) {
			sure = labelOf(e.Kind)
		}
		if l := labelOf(e.Kind); l != None {
			v := gazetteerVote[e.Type]
			if e.Type == gazetteer.TypeOrganisation && e.Role == "" {
				v /= 2 // not from actors.csv
			}
			switch {
			case c.end-c.first == 1 && e.Kind != text.KindPerson && gazetteer.FirstName(x.low[c.first]):
				v /= 2 // Georgia, Sydney
			case c.end-c.first > 1:
				v *= 1.5 // words that stand together by chance are rarely a known name
			}
			votes[l] = max(votes[l], v)
		}
	}
	for l := range s {
		s[l] += votes[l]
	}
	if label, gain := s.best(); sure != None && (gain < 1 || sure == Organisation && label != sure) {
		s[sure] = s[label] + 1 // Lockheed Martin is nobody's name
		s[sure] = max(s[sure], s[None]+1)
	}
}

// certain reports entries whose name is hardly ever anything else, so that a
// wrong tag must not hide it: states, seats of power, and what has a name of
// several words.
func (x *extractor) certain(c span, e gazetteer.Entry) bool {
	single := c.end-c.first == 1
	proper := x.tokens[c.first].UPOS == "PROPN"
	switch e.Type {
	case gazetteer.TypeState, gazetteer.TypeSeat:
		return !single || len(x.low[c.first]) > 3 && (proper || !gazetteer.FirstName(x.low[c.first]))
	case gazetteer.TypeCapital:
		return !single || proper && !gazetteer.FirstName(x.low[c.first])
	case gazetteer.TypeLeader:
		return !single
	case gazetteer.TypeOrganisation:
		return !single && e.Role != "" && x.shape[c.first] != "x" && x.shape[c.end-1] != "x"
	}
	return false
}

// Votes for the form of a name, in log-odds.
const (
	firstNameVote    = 1.5 // a first name, alone or before one or two more words
	organisationVote = 1.5 // ends in Ministry, Inc, Herald, or begins with University of
	placeVote        = 1.0 // ends in River, Street
	locativeVote     = 1.0 // stands behind in, at, near
	headVote         = 3.0 // the whole of a phrase around Ministry, Brigade
	stormVote        = 6.0 // against a person or place: Hurricane Katrina
	acronymVote      = 2.0 // against a person
	partnersVote     = 2.0 // names joined by "&": Baker & Sons
	districtVote     = 9.0 // ends in ", D.C."
	officeVote       = 2.5 // stands before an office and its holder: Apple CEO Tim Cook
	roleVote         = 1.5 // the whole of a name behind a role: spokeswoman Mao Ning
)

func (s *scores) consultWords(x *extractor, r region, c span) {
	u := user{x.tokens}
	n := c.end - c.first
	last := x.low[c.end-1]
	if n > 2 && (last == "d.c." || last == "dc") && x.low[c.end-2] == "," {
		s[Location] = max(s[Location]+districtVote, s[None]+districtVote)
	}
	switch {
	case n > 1 && gazetteer.OrganisationWord(last), n > 2 && x.low[c.first+1] == "of" && gazetteer.OrganisationWord(x.low[c.first]):
		s[Organisation] += organisationVote
	case n > 1 && gazetteer.PlaceWord(last):
		s[Location] += placeVote
	case n <= 3 && x.shape[c.first] == "Xx" && x.tokens[c.first].UPOS == "PROPN" && gazetteer.FirstName(x.low[c.first]) && !x.upper:
		s[Person] += firstNameVote
	}
	for _, o := range x.organisationsIn(r) {
		switch {
		case o.first == c.first && o.end == c.end:
			s[Organisation] = max(s[Organisation]+headVote, s[None]+2)
		case o.first <= c.first && c.end <= o.end:
			s[None] += headVote
			return
		case o.first < c.first && c.first < o.end && o.end < c.end, c.first < o.first && o.first < c.end && c.end < o.end:
			s[None] += headVote // cuts through it
			return
		}
	}
	for i := c.first + 1; i < c.end-1; i++ {
		if k := x.classOf(i); x.name(i) && (k.title || k.role) && x.classOf(i+1).first {
			s[None] += headVote // Rivian CEO Jane Doe is two names
			break
		}
	}
	if storms[x.low[c.first]] && n > 1 || c.first > 0 && storms[x.low[c.first-1]] && x.name(c.first-1) {
		s[Person] = min(s[Person], s[None]-stormVote)
		s[Location] = min(s[Location], s[None]-stormVote)
		s[Organisation] -= stormVote / 2 // but Hurricane Energy plc
	}
	if n == 1 && x.shape[c.first] == "XX" && len(last) > 2 && !x.upper && s[Person] > s[Organisation] && !gazetteer.FirstName(last) {
		s[Organisation] = s[Person] // unknown letters are hardly anybody's name
		s[Person] -= acronymVote
	}
	if x.partners(c) {
		s[Organisation] += partnersVote
		s[Person] -= partnersVote
	}
	if x.beforeOffice(c) {
		s[Organisation] = max(s[Organisation]+officeVote, s[None]+1)
		s[Person] -= officeVote
	}
	if n <= 4 && x.afterRole(c) {
		s[Person] += roleVote
		if n > 1 && x.entries(c.first, c.end) == nil {
			s[Person] = max(s[Person], s[None]+1)
		}
	}
	if locative[u.preposition(head(x.tokens, c))] {
		s[Location] += locativeVote
	}
}

// storms stand before the names of storms.
var storms = wordSet("hurricane typhoon cyclone storm")

// maxOffice is the number of words of an office between an organisation and
// the name of its holder.
const maxOffice = 3

// beforeOffice reports capitalised words that no list knows as a title, role,
// people or place, before an office that a person's name follows: "Rivian CEO
// RJ Scaringe", "Nokia chief executive Pekka Lundmark".
func (x *extractor) beforeOffice(c span) bool {
	for i := c.first; i < c.end; i++ {
		k := x.classOf(i)
		if !x.name(i) || x.tokens[i].UPOS != "PROPN" || k.title || k.role || k.demonym || degrees[x.low[i]] || k.first && i == c.first && c.end-c.first > 1 {
			return false
		}
	}
	if c.first > 0 && x.name(c.first-1) && x.tokens[c.first-1].UPOS == "PROPN" {
		return false
	}
	i := c.end
	for i < len(x.low) && i < c.end+maxOffice && (x.classOf(i).role || x.classOf(i).title || degrees[x.low[i]]) {
		i++
	}
	return i > c.end && i < len(x.low) && (x.classOf(i-1).role || x.classOf(i-1).title) && x.name(i) && x.tokens[i].UPOS == "PROPN" && x.entries(i, i+1) == nil
}

// degrees are words that offices begin with.
var degrees = wordSet(`vice deputy acting assistant associate senior junior chief prime first lead general attorney lieutenant major
	interim former incoming outgoing executive managing founding head co opposition press campaign police army foreign finance`)

// afterRole reports a whole run of capitalised words behind a noun for a role
// in lower case.
func (x *extractor) afterRole(c span) bool {
	if c.first == 0 || !x.classOf(c.first-1).role || x.shape[c.first-1] != "x" || c.end < len(x.shape) && x.name(c.end) {
		return false
	}
	for i := c.first; i < c.end; i++ {
		if !x.name(i) || x.tokens[i].UPOS != "PROPN" || x.classOf(i).organisation || x.classOf(i).demonym {
			return false
		}
	}
	return true
}

func labelOf(k text.EntityKind) Label {
	switch k {
	case text.KindPerson:
		return Person
	case text.KindOrg, text.KindGroup:
		return Organisation
	case text.KindState, text.KindPlace:
		return Location
	}
	return None
}

// memory is what the document's names say about each other.
type memory struct {
	exact    map[string]scores // sum of the scores of names with these words
	count    map[string]int
	surname  map[string]bool   // last words of persons' names
	brand    map[string]bool   // first words of organisations' names
	short    map[string]string // kinds of the names that acronyms stand for
	common   map[string]int    // how often a word stands in lower case
	storm    map[string]bool   // names of storms
	told     map[string]scores // what sentences say that a name is: "Hallstad is a town"
	dateline map[string]bool   // names that reports begin with
	spot     map[string]int    // how surely a name stands where places do: "in Hallstad"
}

func newMemory() *memory {
	return &memory{exact: make(map[string]scores), count: make(map[string]int), surname: make(map[string]bool), brand: make(map[string]bool),
		short: make(map[string]string), common: make(map[string]int), told: make(map[string]scores), spot: make(map[string]int), dateline: make(map[string]bool), storm: make(map[string]bool)}
}

func (m *memory) add(tokens []text.Token, f found) {
	key := strings.ToLower(surface(tokens, f.first, f.end))
	s := m.exact[key]
	for l := range s {
		s[l] += f.scores[l] - f.scores[None]
	}
	m.exact[key] = s
	m.count[key]++
	if end := withoutForm(tokens, f); end < f.end { // Orlandis, Inc. goes on as Orlandis
		short := strings.ToLower(surface(tokens, f.first, end))
		m.exact[short] = s
		m.count[short]++
	}
	if f.kind == "PER" && f.end-f.first > 1 {
		m.surname[strings.ToLower(tokens[f.end-1].Norm)] = true
	}
	if f.kind == "ORG" && f.end-f.first > 1 && gazetteer.OrganisationWord(tokens[f.end-1].Norm) {
		m.brand[strings.ToLower(tokens[f.first].Norm)] = true
	}
}

// withoutForm is the end of an organisation's name without its legal form.
func withoutForm(tokens []text.Token, f found) int {
	end := f.end
	if f.kind != "ORG" || !legalForms[strings.ToLower(tokens[end-1].Norm)] {
		return f.end
	}
	for end--; end > f.first && tokens[end-1].Norm == ","; end-- {
	}
	if end == f.first {
		return f.end
	}
	return end
}

// Weights of the document's other names, in log-odds.
const (
	exactVote   = 0.5 // times the mean score of the same words elsewhere
	surnameVote = 3.0 // a single word that is a person's last name elsewhere
	brandVote   = 2.0 // a single word that an organisation's name begins with elsewhere
	maxVote     = 4.0
	shortVote   = 6.0 // an acronym that the document spells out, for the kind of what it stands for
	toldVote    = 3.0 // a name of which the document says what it is
	commonVote  = 3.0 // against a single word that is an ordinary one elsewhere
	spotVote    = 1.5 // a name that stands where places do, for a place and against a person
)

// votes are added to the scores of a span in the second pass.
func (m *memory) votes(tokens []text.Token, c span) scores {
	var v scores
	key := strings.ToLower(surface(tokens, c.first, c.end))
	if n := m.count[key]; n > 0 {
		for l := Person; l < labelCount; l++ {
			v[l] = max(-maxVote, min(maxVote, exactVote*m.exact[key][l]/float64(n)*min(2, float64(n))))
		}
	}
	if (c.end-c.first == 1 || c.end-c.first == 3 && article(tokens, c.first)) && m.surname[strings.ToLower(tokens[c.end-1].Norm)] {
		v[Person] += surnameVote
	}
	if c.end-c.first == 1 && m.brand[key] {
		v[Organisation] += brandVote
	}
	for l, n := range m.told[key] {
		v[l] += min(maxVote, toldVote*n)
		if Label(l) != Person {
			v[Person] -= min(maxVote, toldVote*n) // a first name is no match for "a firm"
		}
	}
	if n := min(maxVote, spotVote*float64(m.spot[key])); n > 0 {
		v[Location] += n
		v[Person] -= n
	}
	if m.dateline[key] {
		v[Location] += maxVote
		v[Organisation] -= maxVote
	}
	if m.storm[key] {
		v[Person] -= 2 * stormVote
	}
	if kind, ok := m.short[surface(tokens, c.first, c.end)]; ok {
		v[ParseLabel(kind)] += shortVote
	}
	if c.end-c.first == 1 && m.common[key] > 0 && shapeOf(tokens[c.first].Norm) == "Xx" && (opensSentence(tokens, c.first) || tokens[c.first].UPOS != "PROPN") {
		v[None] += commonVote
	}
	return v
}

// read notes the words that a sentence has in lower case, and the acronyms
// that stand in brackets behind the names they are made of: "World Health
// Organization (WHO)".
func (m *memory) read(tokens []text.Token, names []found) {
	for i := range tokens {
		if t := &tokens[i]; t.UPOS != "PROPN" && shapeOf(t.Norm) == "x" {
			m.common[t.Norm]++
		}
		if i > 0 && storms[strings.ToLower(tokens[i-1].Norm)] && startsUpper(tokens[i-1].Norm) && shapeOf(tokens[i].Norm) == "Xx" {
			m.storm[strings.ToLower(tokens[i].Norm)] = true
		}
	}
	for _, f := range names {
		key := strings.ToLower(surface(tokens, f.first, f.end))
		m.spot[key] += where(tokens, f.span)
		if f.first == 0 && capitals(tokens, f.span) && (user{tokens}).dateline(head(tokens, f.span)) {
			m.dateline[key] = true
		}
		if l := told(tokens, f.span); l != None {
			sum := m.told[key]
			sum[l]++
			m.told[key] = sum
		}
		if f.end+2 >= len(tokens) || tokens[f.end].Norm != "(" || tokens[f.end+2].Norm != ")" {
			continue
		}
		if short := tokens[f.end+1].Norm; stands(tokens[f.first:f.end], short) || f.kind == "ORG" && f.end-f.first > 2 && foreign(short) {
			m.short[short] = f.kind
		}
	}
}

// foreign reports three to eight capitals that no list knows: the short name
// of an organisation in its own language, in brackets behind its English one.
func foreign(short string) bool {
	return len(short) > 2 && len(short) < 9 && strings.Trim(short, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && gazetteer.Lookup(short) == nil
}

// stands reports an acronym of at least two capitals, no others, which are
// the initials of the words in their order; small words may be left out.
func stands(words []text.Token, short string) bool {
	if len(short) < 2 || strings.Trim(short, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	at := 0
	for i := range words {
		switch w := strings.ToUpper(words[i].Norm); {
		case at < len(short) && w[:1] == short[at:at+1]:
			at++
		case startsUpper(words[i].Norm):
			return false
		}
	}
	return at == len(short)
}

// matesOf gives the names of each enumeration under the first of its heads.
func matesOf(tokens []text.Token, names []found) map[int][]found {
	out := make(map[int][]found)
	for _, f := range names {
		h := enumeration(tokens, f.span)
		out[h] = append(out[h], f)
	}
	return out
}

// enumeration is the head of the first member of the enumeration that a span
// belongs to: its own head where it is in none.
func enumeration(tokens []text.Token, s span) int {
	h := head(tokens, s)
	for range tokens {
		if tokens[h].Deprel != "conj" || tokens[h].Head < 0 || tokens[h].Head >= len(tokens) {
			break
		}
		h = tokens[h].Head
	}
	return h
}

// Names in an enumeration are mostly of one kind.
const (
	mateVote = 0.3 // times the mean score of the others
	mateMost = 1.5
)

// join adds what the other names of an enumeration say of a span's kind.
func (s *scores) join(mates map[int][]found, tokens []text.Token, c span) {
	list := mates[enumeration(tokens, c)]
	var sum scores
	n := 0.0
	for _, m := range list {
		if m.first < c.end && c.first < m.end {
			continue
		}
		n++
		for l := Person; l < labelCount; l++ {
			sum[l] += m.scores[l] - m.scores[None]
		}
	}
	for l := Person; l < labelCount && n > 0; l++ {
		s[l] += max(-mateMost, min(mateMost, mateVote*sum[l]/n))
	}
}
