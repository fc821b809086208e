package token_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/internal/effort"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// words joins the tokens of s with a bar.
func words(s string) string {
	var out []string
	for _, t := range token.Words(s, text.Span{Start: 0, End: len(s)}) {
		out = append(out, t.Text)
	}
	return strings.Join(out, "|")
}

var wordTests = []struct{ in, want string }{
	{"She doesn't know.", "She|does|n't|know|."},
	{"It’s Kyiv’s plan", "It|’s|Kyiv|’s|plan"},
	{"They cannot, and won't.", "They|can|not|,|and|wo|n't|."},
	{"the officials' talks", "the|officials|'|talks"},
	{"a US-proposed truce", "a|US|-|proposed|truce"},
	{"pro-Russian, non-NATO ex-president", "pro-Russian|,|non-NATO|ex-president"},
	{"the 30-day truce", "the|30|-|day|truce"},
	{"a state‑owned bank", "a|state|‑|owned|bank"},
	{"Mr. Smith met Dr. Jones Jr. in Washington D.C. on Jan. 5.", "Mr.|Smith|met|Dr.|Jones|Jr.|in|Washington|D.C.|on|Jan.|5|."},
	{"J. K. Rowling and George W. Bush", "J.|K.|Rowling|and|George|W.|Bush"},
	{"the U.S.-led force", "the|U.S.|-|led|force"},
	{"the U.S.'s view", "the|U.S.|'s|view"},
	{"No. 5 said no.", "No.|5|said|no|."},
	{"worth $4.5bn, €1,200 or US$3.", "worth|$|4.5|bn|,|€|1,200|or|US$|3|."},
	{"up 3.5% to 40%.", "up|3.5|%|to|40|%|."},
	{"at 7:30 pm or 5pm", "at|7:30|pm|or|5|pm"},
	{"on 9/11, 03/15/2001 and 2025-03-11", "on|9/11|,|03/15/2001|and|2025-03-11"},
	{"and/or 3/4 of 2003-2006", "and|/|or|3|/|4|of|2003|-|2006"},
	{"call 713-853-3989", "call|713-853-3989"},
	{"see https://example.org/a(b)?c=1, or www.example.com.", "see|https://example.org/a(b)?c=1|,|or|www.example.com|."},
	{"[here](https://example.org/x), not there", "[|here|]|(|https://example.org/x|)|,|not|there"},
	{"(mail jane.doe@example.org)", "(|mail|jane.doe@example.org|)"},
	{"#ceasefire by @envoy", "#ceasefire|by|@envoy"},
	{"Well... maybe… no", "Well|...|maybe|…|no"},
	{"talks–and more—end", "talks|–|and|more|—|end"},
	{"the idea [of a truce]", "the|idea|[|of|a|truce|]"},
	{"Mr\u00a0Witkoff left", "Mr|Witkoff|left"},
	{"AT&T, R&D", "AT&T|,|R&D"},
	{"O'Neill's l'Enfant o'clock", "O'Neill|'s|l'Enfant|o'clock"},
	{"the '90s and 1980's", "the|'90s|and|1980's"},
	{"rock 'n' roll", "rock|'n|'|roll"},
	{"What?! No!!", "What|?!|No|!!"},
	{"the hospital.The end", "the|hospital|.|The|end"},
	{"“Yes,” he said: ‘no’", "“|Yes|,|”|he|said|:|‘|no|’"},
	{"A/RES/68/262", "A|/|RES|/|68|/|262"},
	{"60,000 people; 13,14", "60,000|people|;|13|,|14"},
	{"It lets them in. Lets go.", "It|lets|them|in|.|Let|s|go|."},
	{"the 20th, the 1970s", "the|20th|,|the|1970s"},
}

func TestWords(t *testing.T) {
	for _, tt := range wordTests {
		if got := words(tt.in); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestNorm(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain", "plain"}, {"don’t", "don't"}, {"“", `"`}, {"``", `"`}, {"cease\u00adfire", "ceasefire"},
		{"ﬁeld", "field"}, {"…", "..."}, {"‑", "-"}, {"–", "–"}, {"Ｕ", "U"}, {"e\u0301", "é"}, {"Zelenskyy", "Zelenskyy"},
	}
	for _, tt := range tests {
		if got := token.Norm(tt.in); got != tt.want {
			t.Errorf("Norm(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func split(a *text.Article) string {
	var out []string
	for _, s := range token.Split(a) {
		line := s.Span.In(a.Text)
		if s.Heading {
			line = "# " + line
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

var splitTests = []struct{ name, in, want string }{
	{"addresses without final marks", "http://example.org/a.jpg http://example.org/b.jpg http://example.org/c.jpg",
		"http://example.org/a.jpg\nhttp://example.org/b.jpg\nhttp://example.org/c.jpg"},
	{"the end of a letter", "Please call me tomorrow. Thanks, Anna", "Please call me tomorrow.\nThanks,\nAnna"},
	{"plain", "Envoys met on Monday. They agreed on little.", "Envoys met on Monday.\nThey agreed on little."},
	{"quote closes its sentence", "“No deal was reached.” He left at noon.", "“No deal was reached.”\nHe left at noon."},
	{"attribution after a comma", "“We will see,” the minister said. Nobody replied.", "“We will see,” the minister said.\nNobody replied."},
	{"attribution after a question", "“Who gave the order?” Smith asked, visibly tired.", "“Who gave the order?” Smith asked, visibly tired."},
	{"attribution after a cry", `"Go home!" he shouted.`, `"Go home!" he shouted.`},
	{"next sentence after a question", "“Who gave the order?” She said that nobody knew.", "“Who gave the order?”\nShe said that nobody knew."},
	{"quotation of several sentences", "“It failed. We tried again,” she said.", "“It failed.\nWe tried again,” she said."},
	{"abbreviation inside", "The U.S. Congress met Gen. Mark Miles at 9 a.m. on Tuesday.", "The U.S. Congress met Gen. Mark Miles at 9 a.m. on Tuesday."},
	{"abbreviation at the end", "He moved to the U.S. He never came back.", "He moved to the U.S.\nHe never came back."},
	{"paragraphs and heading", "Talks collapse in Geneva\n\nEnvoys went home. More soon.\nThe next round is open.", "# Talks collapse in Geneva\nEnvoys went home.\nMore soon.\nThe next round is open."},
	{"long title", "Opposition accuses the finance minister of hiding a deficit; minister says that not a single one of the figures was ever altered\n\nThe debate began on Thursday.",
		"# Opposition accuses the finance minister of hiding a deficit; minister says that not a single one of the figures was ever altered\nThe debate began on Thursday."},
	{"heading in capitals", "Restoring Ties With Neighbours Wins Praise At Home", "# Restoring Ties With Neighbours Wins Praise At Home"},
	{"CRLF", "One came.\r\n\r\nTwo left.", "One came.\nTwo left."},
	{"wrapped lines", "The delegations of both countries came to the capital on\nTuesday and discussed the terms of a truce that the envoy\nhad proposed in the spring of the year before, when nobody\nbelieved in it.\n\nThey parted.", "The delegations of both countries came to the capital on\nTuesday and discussed the terms of a truce that the envoy\nhad proposed in the spring of the year before, when nobody\nbelieved in it.\nThey parted."},
	{"decimals and times", "It cost 3.5 million. At 7.30 p.m. they left.", "It cost 3.5 million.\nAt 7.30 p.m. they left."},
	{"semicolons stay", "One side agreed; the other did not.", "One side agreed; the other did not."},
	{"bracketed", "The plan (see below) failed. [It was short.] They left.", "The plan (see below) failed.\n[It was short.]\nThey left."},
	{"empty", " \n\n\t", ""},
}

func TestSplit(t *testing.T) {
	for _, tt := range splitTests {
		if got := split(&text.Article{Text: tt.in}); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestSplitSkipsLeftovers(t *testing.T) {
	const body = "First line stands.\n\nAdvertisement\n\nLast line stands. Share this story"
	a := &text.Article{Text: body}
	for _, furniture := range []string{"Advertisement", "Share this story"} {
		i := strings.Index(body, furniture)
		a.Skip = append(a.Skip, text.Leftover{Span: text.Span{Start: i, End: i + len(furniture)}})
	}
	got, want := split(a), "First line stands.\nLast line stands."
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// check reports what is wrong with the spans of a document.
func check(t *testing.T, in string) {
	t.Helper()
	at, par := 0, 0
	for _, s := range token.Split(&text.Article{Text: in}) {
		if len(s.Tokens) == 0 || s.Span != s.Tokens[0].Span.Cover(s.Tokens[len(s.Tokens)-1].Span) || s.Paragraph < par {
			t.Fatalf("sentence %+v of %q", s, in)
		}
		par = s.Paragraph
		for _, k := range s.Tokens {
			if k.Start < at || k.Empty() || k.End > len(in) || k.Text != k.Span.In(in) || k.Norm == "" || !utf8.ValidString(k.Text) {
				t.Fatalf("token %+v after offset %d of %q", k, at, in)
			}
			if gap := in[at:k.Start]; strings.ContainsFunc(gap, func(r rune) bool { return r > ' ' && r < 0x7f }) {
				t.Fatalf("%q left out before %+v of %q", gap, k, in)
			}
			at = k.End
		}
	}
	if strings.ContainsFunc(in[at:], func(r rune) bool { return r > ' ' && r < 0x7f }) {
		t.Fatalf("%q left out at the end of %q", in[at:], in)
	}
}

func FuzzSplit(f *testing.F) {
	for _, tt := range wordTests {
		f.Add(tt.in)
	}
	for _, tt := range splitTests {
		f.Add(tt.in)
	}
	f.Add("a\u200b.\ufeff'\u00ads U.\u00adS.")
	f.Fuzz(func(t *testing.T, in string) {
		if utf8.ValidString(in) {
			check(t, in)
		}
	})
}

func FuzzReadModel(f *testing.F) {
	f.Add(token.DefaultModel().Bytes())
	f.Add([]byte("dramsent\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := token.ReadModel(data)
		if err == nil && string(m.Bytes()) != string(data) {
			t.Fatal("a model does not come back as it was")
		}
	})
}

// A single line takes work that grows as its length does: eight times the
// text may not take forty times as much. The rarer texts are shorter to keep
// the test fast.
func TestLinear(t *testing.T) {
	for _, unit := range []string{"a", "word ", "1,", "a.", "A.", "'", "(", "\u00ad", "e\u0301", "9:", "9-", "co-", "Mr. ", "? ", "\" ", "#a", "\n", "🇺🇦", "a@", "=-", "\u200d"} {
		size := 1 << 16
		if unit == "word " || unit == "'" {
			size = 1 << 18
		}
		work := func(size int) time.Duration {
			in := strings.Repeat(unit, size/len(unit))
			return effort.Of(func() { check(t, in) })
		}
		if small, big := work(size/8), work(size); big > 40*small+200*time.Millisecond {
			t.Errorf("%q repeated to %d bytes takes %s, to %d bytes %s", unit, size/8, small, size, big)
		}
	}
}

func BenchmarkSplit(b *testing.B) {
	var s strings.Builder
	for _, tt := range splitTests {
		s.WriteString(tt.in + "\n\n")
	}
	a := &text.Article{Text: strings.Repeat(s.String(), 50)}
	n := 0
	for b.Loop() {
		n = 0
		for _, s := range token.Split(a) {
			n += len(s.Tokens)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
