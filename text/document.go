package text

// Token is one syntactic word. Several tokens may share a stretch of text
// only when the text itself is one word for two ("cannot" is split at its
// boundary, so even then spans are disjoint).
type Token struct {
	Span
	Text   string // as written: Span.In(Article.Text)
	Norm   string // for models and lexicons: soft hyphens dropped, no-break spaces and curly quotes made plain; case kept
	Lemma  string // lower-case dictionary form; names keep their case
	UPOS   string // Universal POS tag: NOUN, PROPN, VERB, AUX …
	XPOS   string // Penn tag: NN, NNP, VBD …
	Head   int    // index of the head token in the sentence; -1 for the root
	Deprel string // Universal Dependencies relation to the head, with subtype: nsubj:pass
	Space  bool   // white space follows in the text
}

// Sentence is a run of tokens with one tree. Its Span covers its tokens.
type Sentence struct {
	Span
	Tokens    []Token
	Paragraph int // 0-based number of the paragraph it stands in
	Heading   bool
}

// TokenRef addresses a token of a document.
type TokenRef struct{ Sentence, Token int }

// EntityKind is what a mention refers to.
type EntityKind string

// The kinds of entities. A state is a country and its government when they
// act ("Kyiv said"); a place is where something is ("in Kyiv").
const (
	KindUnknown EntityKind = ""
	KindPerson  EntityKind = "person"
	KindOrg     EntityKind = "organisation"
	KindState   EntityKind = "state"
	KindGroup   EntityKind = "group"
	KindPlace   EntityKind = "place"
	KindOther   EntityKind = "other" // works, products, events, laws
	// KindAnonymous is a source that an article quotes without a name: "two
	// officials familiar with the talks". Nobody knows whether two of them
	// are the same, so that they are never joined across documents.
	KindAnonymous EntityKind = "anonymous"
)

// MentionForm is how a mention is worded.
type MentionForm string

// The forms of mentions.
const (
	FormName    MentionForm = "name"    // Steve Witkoff, the Kremlin
	FormNominal MentionForm = "nominal" // the envoy, two officials
	FormPronoun MentionForm = "pronoun" // he, they, who
)

// Mention is a stretch of one sentence that refers to an entity.
type Mention struct {
	Span           // of the name or phrase without trailing clauses
	Sentence   int // index into Document.Sentences
	First, End int // tokens [First, End) of that sentence
	Head       int // token index of its syntactic head
	Form       MentionForm
	Kind       EntityKind
	Chain      int    // index into Document.Chains, or -1
	Why        string // the rule or feature that typed it, for explanations
}

// Chain is a set of mentions of one document that refer to the same entity.
type Chain struct {
	Mentions []int  // indices into Document.Mentions, ascending
	Name     string // fullest name in the document; "" for a chain without a name
	Kind     EntityKind
	Gender   string // "f", "m" or "" if unknown
	Plural   bool
	Roles    []string // role nouns said of it in the document, in order: "US envoy"
	Links    []Link   // why its mentions were joined
	// Parts are, of a chain that stands for several named together ("Holm and
	// Sava", "they" after "Holm spoke with Sava"), the mentions of each of
	// them, as indices into Document.Mentions; nil for all others.
	Parts []int
}

// Link is one decision of coreference.
type Link struct {
	Mention, Antecedent int    // indices into Document.Mentions
	Rule                string // name of the rule: "exact-name", "surname", "role-apposition", "pronoun-subject"
}

// TimeType is the TIMEX3 type of a time expression.
type TimeType string

// The TIMEX3 types.
const (
	TimeDate     TimeType = "DATE"
	TimeTime     TimeType = "TIME"
	TimeDuration TimeType = "DURATION"
	TimeSet      TimeType = "SET"
)

// TimeExpr is a time expression and its resolution.
type TimeExpr struct {
	Span
	Sentence   int
	First, End int // tokens [First, End)
	Type       TimeType
	// EDTF is the resolved value as an Extended Date/Time Format (ISO
	// 8601-2, level 1) date or interval: "2025-03-13", "2025-03",
	// "../2025-03-11", "2025-03-14/.."; "" when it cannot be known.
	EDTF string
	// Timex is the TIMEX3 value ("2025-03-13TNI", "P30D", "PAST_REF");
	// "" when it cannot be known.
	Timex string
	// Basis is how the value is known: "explicit" (a full date),
	// "publication" (relative to the day of publication), "anaphor"
	// ("the same day": relative to Anchor), or "none".
	Basis string
	// Anchor is the index in Document.Times of the expression that an
	// anaphoric one depends on, or -1.
	Anchor int
	Rule   string // name of the rule that resolved it
}

// Document is an article with its annotations. nlp.Annotate makes it; no
// later stage changes it.
type Document struct {
	Article   *Article
	Sentences []Sentence
	Mentions  []Mention  // in text order; nested mentions after the one that holds them
	Chains    []Chain    // in order of their first mention
	Times     []TimeExpr // in text order
}

// Token returns the token that r addresses.
func (d *Document) Token(r TokenRef) *Token { return &d.Sentences[r.Sentence].Tokens[r.Token] }

// Children returns the indices of the tokens of s whose head is h, in order.
func (s *Sentence) Children(h int) []int {
	var out []int
	for i := range s.Tokens {
		if s.Tokens[i].Head == h {
			out = append(out, i)
		}
	}
	return out
}

// Child is the first token that depends on h by one of the relations, or -1.
// Time is linear in the length of the sentence.
func (s *Sentence) Child(h int, relations ...string) int {
	for k := range s.Tokens {
		if s.Tokens[k].Head != h {
			continue
		}
		for _, r := range relations {
			if s.Tokens[k].Deprel == r {
				return k
			}
		}
	}
	return -1
}

// Below reports whether token i is h or hangs on it, however far down. It ends
// in a damaged tree, too.
func (s *Sentence) Below(i, h int) bool {
	for n := 0; i >= 0 && i < len(s.Tokens) && n <= len(s.Tokens); n++ {
		if i == h {
			return true
		}
		i = s.Tokens[i].Head
	}
	return false
}

// Root returns the index of the root token, or -1 in a sentence without one.
func (s *Sentence) Root() int {
	for i := range s.Tokens {
		if s.Tokens[i].Head < 0 {
			return i
		}
	}
	return -1
}
