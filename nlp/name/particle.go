package name

import "github.com/dramatis-kg/dramatis/text"

// Votes for names of persons with particles, in log-odds.
const (
	particleVote = 3.0 // Muqtada al-Sadr, Salma bint Rashid
	particleLead = 1.5 // how far such a name is ahead of None at least
	unitVote     = 6.0 // against spans that cut al-Sadr or a nickname in quotation marks
)

// articles are those of Arabic that names hold before a hyphen.
var articles = wordSet("al el ad adh an ar as ash at az ul ed es")

// parents stand between a name and that of a father or ancestor.
var parents = wordSet("bin bint binti ibn ben ould ag")

// article reports tokens i to i+2 that are one name, as in al-Sadr.
func article(tokens []text.Token, i int) bool {
	if i < 0 || i+2 >= len(tokens) || tokens[i+1].Norm != "-" || !startsUpper(tokens[i+2].Norm) || shapeOf(tokens[i].Norm) == "XX" {
		return false
	}
	low := tokens[i].Norm
	if startsUpper(low) {
		low = string(low[0]|0x20) + low[1:]
	}
	return articles[low] && !tokens[i+1].Space && !tokens[i].Space
}

// nickname reports tokens i to i+2 that are a name in quotation marks between
// two names: Robert "Bobby" Okonkwo.
func nickname(tokens []text.Token, i int) bool {
	return i > 0 && i+3 < len(tokens) && isQuote(tokens[i].Norm) && tokens[i+2].Norm == tokens[i].Norm && !tokens[i].Space &&
		shapeOf(tokens[i-1].Norm) == "Xx" && shapeOf(tokens[i+1].Norm) == "Xx" && shapeOf(tokens[i+3].Norm) == "Xx" &&
		tokens[i-1].UPOS == "PROPN" && tokens[i+3].UPOS == "PROPN"
}

func isQuote(s string) bool { return s == `"` || s == "'" }

// consultParticles adds what articles, words for parents and nicknames say of
// a span.
func (s *scores) consultParticles(x *extractor, c span) {
	for i := max(0, c.first-3); i < min(c.end+1, len(x.tokens)); i++ {
		nick := nickname(x.tokens, i)
		if !article(x.tokens, i) && !nick {
			continue
		}
		if nick && (c.end == i || c.first == i+3) || i < c.first && i+2 >= c.first || i < c.end && i+2 >= c.end {
			s[None] += unitVote
			return
		}
	}
	if x.parent(c.first-1) || x.parent(c.end) {
		s[None] += unitVote
		return
	}
	marked, bare := x.particled(c)
	if !marked || x.entries(c.first, c.end) != nil {
		return
	}
	if bare {
		if label, gain := s.best(); gain < particleLead {
			s[label] = s[None] + particleLead
		}
		return
	}
	s[Person] = max(s[Person]+particleVote, s[None]+particleLead)
}

// parent reports a word for a parent between two names at token i: the bint of
// Salma bint Rashid.
func (x *extractor) parent(i int) bool {
	return i > 0 && i+1 < len(x.tokens) && parents[x.tokens[i].Norm] && x.name(i-1) && (x.name(i+1) || article(x.tokens, i+1))
}

// particled reports a whole run of capitalised words that holds an article,
// a word for a parent or a nickname, and whether it begins with the article.
func (x *extractor) particled(c span) (marked, bare bool) {
	if c.first > 0 && x.name(c.first-1) && !x.classOf(c.first-1).title || parents[x.at(c.first-1)] || c.end < len(x.tokens) && (x.name(c.end) || article(x.tokens, c.end)) {
		return false, false
	}
	for i := c.first; i < c.end; i++ {
		switch {
		case article(x.tokens, i):
			marked, bare = true, bare || i == c.first
			i += 2
		case i > c.first && nickname(x.tokens, i):
			marked = true
			i += 2
		case i > c.first && parents[x.low[i]] && x.name(i-1) && (x.name(i+1) || article(x.tokens, i+1)):
			marked = true
		case !x.name(i) || x.classOf(i).organisation || x.classOf(i).place || x.tokens[i].UPOS != "PROPN":
			return false, false
		}
	}
	return marked, bare
}
