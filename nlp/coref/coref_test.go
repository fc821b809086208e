package coref_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/internal/effort"
	"github.com/dramatis-kg/dramatis/nlp/coref"
	"github.com/dramatis-kg/dramatis/nlp/lemma"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/timex"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// annotate parses body with the embedded model; names gives the names that
// stand in it with their kinds ("Ada Weber/person"), all their occurrences.
func annotate(t testing.TB, body string, names ...string) *text.Document {
	t.Helper()
	p, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := &text.Article{Text: body, Published: "2025-03-14", Language: "en"}
	d := &text.Document{Article: a, Sentences: token.Split(a)}
	p.Annotate(d.Sentences)
	for s := range d.Sentences {
		for k := range d.Sentences[s].Tokens {
			w := &d.Sentences[s].Tokens[k]
			w.Lemma = lemma.Lemma(w.Norm, w.UPOS, w.XPOS)
		}
	}
	for s := range d.Sentences {
		toks := d.Sentences[s].Tokens
		for first := 0; first < len(toks); first++ {
			for _, n := range names {
				word, kind, _ := strings.Cut(n, "/")
				sp := text.Span{Start: toks[first].Start, End: toks[first].Start + len(word)}
				if sp.End > len(body) || sp.In(body) != word {
					continue
				}
				end := first
				for end < len(toks) && toks[end].Span.End <= sp.End {
					end++
				}
				if end == first || toks[end-1].Span.End != sp.End {
					continue
				}
				head := first
				for k := first; k < end; k++ {
					if h := toks[k].Head; h < first || h >= end {
						head = k
						break
					}
				}
				d.Mentions = append(d.Mentions, text.Mention{Span: sp, Sentence: s, First: first, End: end, Head: head, Form: text.FormName, Kind: text.EntityKind(kind), Chain: -1})
				first = end - 1
				break
			}
		}
	}
	d.Times = timex.Find(d)
	return d
}

// chainOf lists the words of the chain that the n-th occurrence (from 0) of
// word stands in.
func chainOf(d *text.Document, word string, n int) (text.Chain, string) {
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.In(d.Article.Text) != word {
			continue
		}
		if n > 0 {
			n--
			continue
		}
		if m.Chain < 0 {
			return text.Chain{}, ""
		}
		var all []string
		for _, k := range d.Chains[m.Chain].Mentions {
			all = append(all, d.Mentions[k].In(d.Article.Text))
		}
		return d.Chains[m.Chain], strings.Join(all, "|")
	}
	return text.Chain{}, "no such mention"
}

func TestResolve(t *testing.T) {
	people := []string{"Ada Weber/person", "Weber/person", "Luis Ortega/person", "Ortega/person", "Paul Haas/person", "Haas/person", "Maria Silva/person", "Silva/person"}
	for _, c := range []struct {
		why, body string
		names     []string
		word      string
		n         int
		want      string
	}{
		{"surname", "Minister Ada Weber resigned. Weber gave no reason.", people, "Weber", 0, "Ada Weber|Weber"},
		{"title and surname", "Ada Weber met Paul Haas. Mrs Weber left early.", people, "Weber", 0, "Ada Weber|Weber"},
		{"two of one surname", "Ada Weber met Karl Weber. Karl Weber left.", append([]string{"Karl Weber/person"}, people...), "Karl Weber", 0, "Karl Weber|Karl Weber"},
		{"father and son", "Karl Weber Jr. sued his father, Karl Weber Sr., on Monday. The elder Weber did not reply.", []string{"Karl Weber Jr./person", "Karl Weber Sr./person", "Weber/person"}, "Karl Weber Sr.", 0, "his father|Karl Weber Sr.|Weber"},
		{"acronym", "The World Coffee Institute (WCI) protested. The WCI has no members.", []string{"World Coffee Institute/organisation", "WCI/organisation"}, "WCI", 1, "World Coffee Institute|WCI|WCI"},
		{"apposition before", "The Norwegian envoy, Paul Haas, landed in Rome. The envoy said nothing.", people, "Paul Haas", 0, "The Norwegian envoy|Paul Haas|The envoy"},
		{"title as role", "UN envoy Paul Haas landed in Rome on Monday. The envoy will meet Ada Weber.", people, "The envoy", 0, "Paul Haas|The envoy"},
		{"another's role", "UN envoy Paul Haas landed in Rome. The Finnish envoy stayed at home.", people, "The Finnish envoy", 0, "The Finnish envoy"},
		{"subject before object", "Ada Weber met Maria Silva on Monday. She had travelled from Rome.", people, "She", 0, "Ada Weber|She"},
		{"gender", "Ada Weber met Paul Haas on Monday. He had travelled from Rome.", people, "He", 0, "Paul Haas|He"},
		{"object is not its subject", "Paul Haas arrived in Rome. Luis Ortega met him there.", people, "him", 0, "Paul Haas|him"},
		{"reported speech", "Paul Haas said that he would resign.", people, "he", 0, "Paul Haas|he"},
		{"reflexive", "Luis Ortega met Paul Haas. Haas defended himself.", people, "himself", 0, "Paul Haas|Haas|himself"},
		{"he said Haas left: not Haas", "Luis Ortega spoke on Monday. He said Haas had left.", people, "He", 0, "Luis Ortega|He"},
		{"first person in quotation", "“I will not resign,” Ada Weber told reporters.", people, "I", 0, "I|Ada Weber"},
		{"quotation goes on", "“Nothing is decided,” Paul Haas said on Monday.\n\n“I will wait for the report of the committee.”", people, "I", 0, "Paul Haas|I"},
		{"relative pronoun", "Paul Haas, who lives in Rome, resigned.", people, "who", 0, "Paul Haas|who"},
		{"expletive", "Acme Steel is bankrupt. It is clear that the factory will close.", []string{"Acme Steel/organisation"}, "It", 0, "no such mention"},
		{"organisation", "Acme Steel is bankrupt. It owes the bank a fortune.", []string{"Acme Steel/organisation"}, "It", 0, "Acme Steel|It"},
		{"an office of its head", "Paul Weber thanked Karl Haas in a call on Friday, his office said.", []string{"Paul Weber/person", "Karl Haas/person"}, "his", 0, "Paul Weber|his"},
		{"the one without a name", "The dockers' union closed the port. The minister will not leave the Liberal Union. The union gave no reason.", []string{"Liberal Union/organisation"}, "The union", 0, "The dockers' union|The union"},
		{"kind of organisation", "Acme Steel fired hundreds of workers on Monday. The company gave no reason.", []string{"Acme Steel/organisation"}, "The company", 0, "Acme Steel|The company"},
		{"cataphora", "When she arrived in Rome, Ada Weber was tired.", people, "she", 0, "she|Ada Weber"},
		{"possessive before its subject", "Paul Haas spoke first. After her speech in Rome, Ada Weber left.", people, "her", 0, "her|Ada Weber"},
		{"party's article", "The Ruritanian Commission met on Monday. The Commission voted no.", []string{"Ruritanian Commission/organisation", "Commission/organisation"}, "Commission", 0, "Ruritanian Commission|Commission"},
		{"unclear stays unclear", "The palace hid his plans, but Paul Haas praised his visit.", people, "his", 1, "his|his"},
		{"they are plural", "The two delegations met Ada Weber in Rome. They agreed on a truce.", people, "They", 0, "The two delegations|They"},
		{"no pronoun for the wrong gender", "Ada Weber spoke. He left.", people, "He", 0, ""},
	} {
		d := annotate(t, c.body, c.names...)
		coref.Resolve(d)
		_, got := chainOf(d, c.word, c.n)
		if got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.why, c.body, got, c.want)
		}
		check(t, d)
	}
}

// TestShared holds the rules for surnames that several persons have, for the
// order of names, and for short names of organisations.
func TestShared(t *testing.T) {
	names := []string{"Ada Weber/person", "Karl Weber/person", "Weber/person", "Haas Paula/person", "Paula Haas/person", "Nguyen Van Mol/person", "Nguyen/person",
		"Northern Liberty Front/organisation", "Youth of the Front/organisation", "Red Lions Brigade/organisation", "Lions/organisation", "Lena Kessler-Wolf/person", "Franz Wolf/person", "Wolf/person", "Red Front for Peace/organisation", "Norwegian/state", "Red Lions/organisation", "Luis Ortega/person"}
	for _, c := range []struct {
		why, body string
		word      string
		n         int
		want      string
	}{
		{"whom it named last", "Ada Weber met Karl Weber in Rome. Weber left early.", "Weber", 0, "Karl Weber|Weber"},
		{"by title", "Ada Weber met Karl Weber in Rome. Mrs Weber left early. Mr Weber stayed.", "Weber", 0, "Ada Weber|Weber"},
		{"by title, too", "Ada Weber met Karl Weber in Rome. Mrs Weber left early. Mr Weber stayed.", "Weber", 1, "Karl Weber|Weber"},
		{"by office", "Senator Ada Weber met Judge Karl Weber in Rome. Senator Weber left early.", "Weber", 0, "Ada Weber|Weber"},
		{"by the next pronoun", "Ada Weber met Karl Weber in Rome. Weber said she was tired.", "Weber", 0, "Ada Weber|Weber|she"},
		{"in the headline", "Weber resigns\n\nAda Weber resigned on Monday. Karl Weber praised her.", "Weber", 0, "Weber|Ada Weber|her"},
		{"another order", "Haas Paula resigned. Paula Haas gave no reason.", "Paula Haas", 0, "Haas Paula|Paula Haas"},
		{"surname first", "Nguyen Van Mol resigned. Mr Nguyen gave no reason.", "Nguyen", 0, "Nguyen Van Mol|Nguyen"},
		{"the head of its name", "The Northern Liberty Front praised the Youth of the Front. Later the Front left the talks.", "the Front", 0, "Northern Liberty Front|the Front"},
		{"all but the kind of its name", "The Red Lions Brigade attacked. The Red Lions lost the battle. The Lions fled.", "Lions", 0, "Red Lions Brigade|Red Lions|Lions"},
		{"the noun of its name", "The Red Lions Brigade attacked. Karl Weber led the brigade.", "the brigade", 0, "Red Lions Brigade|the brigade"},
		{"another brigade", "The Red Lions Brigade met a brigade from Rome. The brigade fled.", "The brigade", 0, "a brigade|The brigade"},
		{"what follows its head", "The Red Front for Peace met Karl Weber in Rome. The Front gave no reason.", "The Front", 0, "Red Front for Peace|The Front"},
		{"a side of which nothing else speaks", "Karl Weber thanked the Norwegian side.", "the Norwegian side", 0, "the Norwegian side|Norwegian"},
		{"half of a double surname", "Lena Kessler-Wolf met Franz Wolf in Rome. Wolf left early.", "Wolf", 0, "Franz Wolf|Wolf"},
		{"named after his office", "Weber's adviser spoke on Monday. The adviser, Luis Ortega, was angry.", "Luis Ortega", 0, "Weber's adviser|The adviser|Luis Ortega"},
	} {
		d := annotate(t, c.body, names...)
		coref.Resolve(d)
		if _, got := chainOf(d, c.word, c.n); got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.why, c.body, got, c.want)
		}
		check(t, d)
	}
}

// TestReport holds the rules for what reports say of office-holders and of
// speakers.
func TestReport(t *testing.T) {
	people := []string{"Ada Weber/person", "Weber/person", "Luis Ortega/person", "Ortega/person", "Paul Haas/person", "Haas/person", "Maria Silva/person", "Silva/person", "October Danso/person"}
	for _, c := range []struct {
		why, body string
		word      string
		n         int
		want      string
	}{
		{"an object is not its subject", "Minister Ada Weber flew home. Weber praised the minister in parliament.", "the minister", 0, "the minister"},
		{"nor called by the office inside what he says", "Minister Ada Weber spoke. Weber said the minister would resign.", "the minister", 0, "the minister"},
		{"a prime minister is no minister", "Energy Minister Paul Haas spoke after Prime Minister Ada Weber. The minister left early.", "The minister", 0, "Paul Haas|The minister"},
		{"a minister is no prime minister", "Prime Minister Ada Weber met Energy Minister Paul Haas. The prime minister left early.", "The prime minister", 0, "Ada Weber|The prime minister"},
		{"premier is prime minister", "Prime Minister Ada Weber met Energy Minister Paul Haas. On Friday the premier flew home.", "the premier", 0, "Ada Weber|the premier"},
		{"a vice president is no president", "Vice President Ada Weber landed in Rome. The president stayed at home.", "The president", 0, "The president"},
		{"a president is no deputy president", "Deputy President Paul Haas landed in Rome. The president stayed at home.", "The president", 0, "The president"},
		{"former is no contradiction", "President Ada Weber lost the vote in May. The former president has left the country.", "The former president", 0, "Ada Weber|The former president"},
		{"the report of one speaker goes on", "Luis Ortega sent Paul Haas a letter, spokesman Karl Weber said on Monday. He added that the letter was short.", "He", 0, "Karl Weber|He"},
		{"who told it goes on", "Luis Ortega told the court that Paul Haas had lied. He said that the letter was short.", "He", 0, "Luis Ortega|He"},
		{"not what the clause is about", "The party sued the newspaper, which it says lied.", "it", 0, "The party|it"},
		{"not one of his own words", "Ada Weber, she says, left.", "she", 0, ""},
		{"nobody of whom he speaks in marks", "Luis Ortega left early. “Would a man sell his house? It was old,” he said.", "he", 0, "Luis Ortega|he"},
		{"nor over two paragraphs", "Luis Ortega told the newspaper on Monday that he was poor.\n\n“Would a man sell his house?\n\n“It was old,” he said.", "he", 1, "Luis Ortega|he|he"},
		{"but not a woman's as he", "Luis Ortega sent Maria Silva a letter, Ada Weber said on Monday. He added that the letter was short.", "He", 0, "Luis Ortega|He"},
		{"the subject goes on", "Luis Ortega spoke first. Finland's finance minister, Paul Haas, thanked both sides. He will fly home on Friday.", "He", 0, "Finland's finance minister|Paul Haas|He"},
		{"a month is no sex", "Luis Ortega spoke first. Finland's finance minister, October Danso, thanked both sides. She will fly home on Friday.", "She", 0, "Finland's finance minister|October Danso|She"},
		{"the speaker of I is who she is", "Ada Weber criticised the plan. “I never spoke to the council,” she told reporters.", "she", 0, "Ada Weber|I|she"},
		{"a phrase set off by commas", "Maria Silva called the plan bad. Ada Weber, in a speech with Luis Ortega at her side, praised it.", "her", 0, "Ada Weber|her"},
		{"two ministers", "Foreign Minister Ada Weber met Energy Minister Maria Silva in Rome. The minister left early.", "The minister", 0, "The minister"},
		{"with whom he speaks", "Paul Haas came late. At a press conference with Luis Ortega, he said that the talks had failed.", "he", 0, "Paul Haas|he"},
		{"not his own name in his words", "Luis Ortega was not convinced. \"If they meet, Paul Haas and Karl Weber, nothing will change,\" he said.", "he", 0, "Luis Ortega|he"},
		{"not a name in words told", "Luis Ortega left early. The party could not wait for the plan of Paul Haas, he said.", "he", 0, "Luis Ortega|he"},
		{"not his own office in his words", "Luis Ortega criticised Minister Paul Haas. Ortega's party will vote against the budget if the minister does not resign, he said.", "he", 0, "Luis Ortega|Ortega|he"},
	} {
		d := annotate(t, c.body, append([]string{"Karl Weber/person"}, people...)...)
		coref.Resolve(d)
		if _, got := chainOf(d, c.word, c.n); got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.why, c.body, got, c.want)
		}
		check(t, d)
	}
}

// TestOffice has a tree that makes the first word of an office the subject.
func TestOffice(t *testing.T) {
	d := annotate(t, "Transport Minister Luis Ortega, who negotiated the sale, denied that he had failed.", "Luis Ortega/person")
	toks := d.Sentences[0].Tokens
	toks[0].Head, toks[0].Deprel = toks[2].Head, "nsubj"
	toks[1].Head, toks[1].Deprel = 2, "nmod:desc"
	toks[2].Head, toks[2].Deprel = 0, "flat"
	coref.Resolve(d)
	if _, got := chainOf(d, "Luis Ortega", 0); got != "Transport Minister|Luis Ortega|who|he" {
		t.Errorf("got %q", got)
	}
	check(t, d)
}

// TestFirstNameNoRole has a first name that the dictionary knows as a noun for
// persons: one family is not one person.
func TestFirstNameNoRole(t *testing.T) {
	d := annotate(t, "Samuel Okoro led the club. Daniel Okoro played for it.", "Samuel Okoro/person", "Daniel Okoro/person")
	coref.Resolve(d)
	if _, got := chainOf(d, "Daniel Okoro", 0); got != "Daniel Okoro" {
		t.Errorf("got %q", got)
	}
	check(t, d)
}

// TestOrganisations holds the rules for nouns that stand for organisations.
func TestOrganisations(t *testing.T) {
	names := []string{"Acme Steel/organisation", "Borealis/organisation", "Finland/state", "Norway/state", "Ada Weber/person"}
	for _, c := range []struct {
		why, body string
		word      string
		n         int
		want      string
	}{
		{"said beside the name", "Workers protested against the Finnish shipping company Kelmar. On Friday Kelmar threatened to leave the port. The firm declined to comment.", "The firm", 0, "Kelmar|Kelmar|The firm"},
		{"said in apposition", "Kelmar, a Finnish bank, closed on Friday. The bank declined to comment.", "The bank", 0, "Kelmar|a Finnish bank|The bank"},
		{"the end of its name", "Soldiers attacked the Liberty Front on Monday. The Front sent no answer.", "The Front", 0, "the Liberty Front|The Front"},
		{"another kind", "Kelmar, a Finnish bank, closed on Friday. The party declined to comment.", "The party", 0, "The party"},
		{"two as good", "Ada Weber spoke with Acme Steel and Borealis. The company declined to comment.", "The company", 0, "The company"},
		{"the subject of the sentence before", "Acme Steel sued Borealis on Friday. The company declined to comment.", "The company", 0, "Acme Steel|The company"},
		{"another subject since", "Acme Steel closed a mine. The company gave no reason. Borealis bought the site on Friday. The company will build houses there.", "The company", 1, "Borealis|The company"},
		{"the government of the one state", "Finland closed the border on Friday. The government gave no reason.", "The government", 0, "Finland|The government"},
		{"another government by now", "Ada Weber blamed the government for the delay. She spoke on Monday.\n\nFinland closed the border on Friday. The government gave no reason.", "The government", 0, "Finland|The government"},
		{"of two states nobody knows", "Finland closed the border with Norway on Friday. The government gave no reason.", "The government", 0, "The government"},
	} {
		d := annotate(t, c.body, append([]string{"Kelmar/place"}, names...)...)
		for i := range d.Mentions {
			if d.Mentions[i].Kind == text.KindPlace {
				d.Mentions[i].Why = "place"
			}
		}
		coref.Resolve(d)
		if _, got := chainOf(d, c.word, c.n); got != c.want {
			t.Errorf("%s: %s\n got %q\nwant %q", c.why, c.body, got, c.want)
		}
		check(t, d)
	}
}

// check holds a document to what text.Document promises.
func check(t testing.TB, d *text.Document) {
	t.Helper()
	last := -1
	for i, m := range d.Mentions {
		if m.Start < last {
			t.Errorf("mention %d starts before the one before it", i)
		}
		last = m.Start
		if m.Chain >= len(d.Chains) || m.Head < m.First || m.Head >= m.End {
			t.Errorf("mention %d: chain %d of %d, head %d of [%d,%d)", i, m.Chain, len(d.Chains), m.Head, m.First, m.End)
		}
	}
	for n, c := range d.Chains {
		for k, i := range c.Mentions {
			if d.Mentions[i].Chain != n || k > 0 && c.Mentions[k-1] >= i {
				t.Errorf("chain %d: mention %d is out of place", n, i)
			}
		}
		if len(c.Links) != len(c.Mentions)-1 {
			t.Errorf("chain %d: %d links for %d mentions", n, len(c.Links), len(c.Mentions))
		}
	}
}

func TestChain(t *testing.T) {
	d := annotate(t, "Finnish envoy Paul Haas met the king. Haas, a lawyer, is 50.", "Paul Haas/person", "Haas/person")
	coref.Resolve(d)
	c, _ := chainOf(d, "Paul Haas", 0)
	got := fmt.Sprint(c.Name, " ", c.Kind, " ", c.Gender, " ", strings.Join(c.Roles, ";"))
	if want := "Paul Haas person m Finnish envoy;lawyer"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSameBytes resolves a document twice.
func TestSameBytes(t *testing.T) {
	body := "Ada Weber met Paul Haas. She said that he had met their lawyers and that it was over. They left with Mr Haas."
	run := func() string {
		d := annotate(t, body, "Ada Weber/person", "Paul Haas/person", "Haas/person")
		coref.Resolve(d)
		return fmt.Sprintf("%+v %+v", d.Mentions, d.Chains)
	}
	if a, b := run(), run(); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
}

// TestTreeless needs no tree and no tags: names are joined all the same.
func TestTreeless(t *testing.T) {
	d := annotate(t, "Ada Weber spoke. Weber left.", "Ada Weber/person", "Weber/person")
	for s := range d.Sentences {
		for k := range d.Sentences[s].Tokens {
			w := &d.Sentences[s].Tokens[k]
			w.Head, w.Deprel, w.UPOS, w.XPOS, w.Lemma = -1, "", "", "", ""
		}
	}
	coref.Resolve(d)
	if _, got := chainOf(d, "Weber", 0); got != "Ada Weber|Weber" {
		t.Errorf("got %q", got)
	}
}

// TestLinear compares the work for the chains of a document with that for
// eight times the text.
func TestLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: short")
	}
	unit := "Ada Weber met Paul Haas in Rome. She told him that the company would close its factory. They left on Monday. "
	work := func(n int) time.Duration {
		d := annotate(t, strings.Repeat(unit, n), "Ada Weber/person", "Paul Haas/person", "Rome/place")
		return effort.Of(func() {
			for range 10 {
				e := *d
				e.Mentions = append([]text.Mention(nil), d.Mentions...)
				coref.Resolve(&e)
			}
		})
	}
	if small, big := work(20), work(160); big > 40*small {
		t.Errorf("a text took %s, eight times the text %s", small, big)
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("Ada Weber met Paul Haas. “I left,” she said.", uint8(3))
	f.Add("When he, who is it, said that they met themselves and him, he left.", uint8(200))
	f.Fuzz(func(t *testing.T, body string, seed uint8) {
		if len(body) > 600 {
			return
		}
		d := annotate(t, strings.ToValidUTF8(body, " "), "Ada Weber/person", "Paul Haas/person", "Rome/place")
		// Trees may be wrong in any way, cycles included.
		n := int(seed)
		for s := range d.Sentences {
			toks := d.Sentences[s].Tokens
			for k := range toks {
				n = (n*31 + 7) % 997
				if seed > 127 {
					toks[k].Head = n%(len(toks)+1) - 1
					toks[k].Deprel = []string{"nsubj", "conj", "appos", "acl:relcl", "obl", "advcl", "flat", "cop", "xcomp"}[n%9]
				}
			}
		}
		coref.Resolve(d)
		check(t, d)
	})
}

func BenchmarkResolve(b *testing.B) {
	unit := "Ada Weber met Paul Haas in Rome. She told him that the company would close its factory. They left on Monday. "
	d := annotate(b, strings.Repeat(unit, 20), "Ada Weber/person", "Paul Haas/person", "Rome/place")
	tokens := 0
	for s := range d.Sentences {
		tokens += len(d.Sentences[s].Tokens)
	}
	b.ResetTimer()
	for range b.N {
		e := *d
		e.Mentions = append([]text.Mention(nil), d.Mentions...)
		coref.Resolve(&e)
	}
	b.ReportMetric(float64(tokens*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// A sentence of thousands of quotations takes time in proportion to its
// length: four times the text, not sixteen times the time.
func TestManyQuotationsInOneSentence(t *testing.T) {
	const part = "“We won,” he said, and "
	work := func(n int) time.Duration {
		d := annotate(t, strings.Repeat(part, n))
		return effort.Of(func() {
			e := *d
			e.Mentions = append([]text.Mention(nil), d.Mentions...)
			coref.Resolve(&e)
		})
	}
	if short, long := work(300), work(2400); long > 40*short+200*time.Millisecond {
		t.Errorf("300 quotations took %v, 2400 took %v", short, long)
	}
}
