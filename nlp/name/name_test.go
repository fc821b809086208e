package name_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/name"
	"github.com/dramatis-kg/dramatis/nlp/parse"
	"github.com/dramatis-kg/dramatis/nlp/token"
	"github.com/dramatis-kg/dramatis/text"
)

// annotate runs the stages before names.
func annotate(t testing.TB, s string) (*text.Document, [][]string) {
	t.Helper()
	p, err := parse.Load()
	if err != nil {
		t.Fatal(err)
	}
	a := &text.Article{Text: s}
	d := &text.Document{Article: a, Sentences: token.Split(a)}
	return d, p.Annotate(d.Sentences)
}

var findTests = []struct {
	name, in string
	want     []string // "words kind", in order
}{
	{"titles are no part of names", "President Donald Trump met Prime Minister Keir Starmer.",
		[]string{"Donald Trump person", "Keir Starmer person"}},
	{"demonym, seat and role", "Kremlin spokesman Dmitry Peskov spoke to Ukrainian officials.",
		[]string{"Kremlin organisation", "Dmitry Peskov person", "Ukrainian state"}},
	{"state by use", "Kyiv said that talks would take place in Ankara.", []string{"Kyiv state", "Ankara place"}},
	{"place by use", "Hundreds of people protested in Kyiv on Monday.", []string{"Kyiv place"}},
	{"state as a place", "The envoy arrived in Russia on Monday.", []string{"Russia place"}},
	{"state as agent", "The plan was rejected by Moscow.", []string{"Moscow state"}},
	{"compound with a hyphen", "They discussed the US-proposed truce.", []string{"US state"}},
	{"possessive", "Germany's chancellor, Angela Merkel, resigned.", []string{"Germany state", "Angela Merkel person"}},
	{"organisation", "The International Monetary Fund approved the loan to Argentina.",
		[]string{"International Monetary Fund organisation", "Argentina state"}},
	{"head with what follows it", "The Polish Ministry of National Defence and the Washington-based Institute for Fair Trade disagreed.",
		[]string{"Polish Ministry of National Defence organisation", "Polish state", "Washington place", "Institute for Fair Trade organisation"}},
	{"behind a role", "Foreign Ministry spokeswoman Mao Ning declined to comment.", []string{"Foreign Ministry organisation", "Mao Ning person"}},
	{"armed group", "Hamas released two hostages.", []string{"Hamas group"}},
	{"demonym of two words", "North Korean troops and South African officials met Cuban Americans.", []string{"North Korean state", "South African state", "Cuban Americans group"}},
	{"people", "The army fired at Palestinians.", []string{"Palestinians group"}},
	{"a firm named after its founder", "Grolund Group sells ships. Its founder Karl Grolund died in May. Grolund said that it feared for its sales.",
		[]string{"Grolund Group organisation", "Karl Grolund person", "Grolund organisation"}},
	{"a firm that begins with a surname", "Kessler Elektrik paid the minister. Otto Kessler founded the firm. Kessler shares fell.",
		[]string{"Kessler Elektrik organisation", "Otto Kessler person", "Kessler organisation"}},
	{"a founder whose name a firm has", "Grolund Group sells ships. Karl Grolund, its founder, is ill. Mr Grolund said that he would resign.",
		[]string{"Grolund Group organisation", "Karl Grolund person", "Grolund person"}},
	{"a firm's chief", "Grolund's chief executive, Maria Grolund, resigned on Friday. Grolund shares fell.",
		[]string{"Grolund organisation", "Maria Grolund person", "Grolund organisation"}},
	{"the firm of a chief executive", "The chief executive of Norlind, Karl Grolund, resigned on Friday. Grolund joined Norlind in 2001.",
		[]string{"Norlind organisation", "Karl Grolund person", "Grolund person", "Norlind organisation"}},
	{"a capital that has soldiers abroad", "Paris has 800 soldiers in Mali.", []string{"Paris state", "Mali place"}},
	{"workers own their union", "The Dockworkers' Union of Hallstad called a strike.", []string{"Dockworkers' Union of Hallstad organisation"}},
	{"where places stand", "Hundreds of dockers in Morvika went home. The strikers thanked Morvika.", []string{"Morvika place", "Morvika place"}},
	{"a dateline of nowhere known", "SANKT OBERA — The minister resigned on Friday after a storm.", []string{"SANKT OBERA place"}},
	{"a dateline is no union", "MORVIKA — The government of Ruritania and the bakers signed a truce on Friday.", []string{"MORVIKA place", "Ruritania place"}},
	{"a Tuareg name", "The front, whose leader, Hamma ag Tessalit, lives in Algeria, signed the truce.", []string{"Hamma ag Tessalit person", "Algeria place"}},
	{"surname alone", "Maria Oberholt won the vote. Oberholt thanked her voters.",
		[]string{"Maria Oberholt person", "Oberholt person"}},
	{"dateline", "PARIS (Reuters) — France closed its embassy in Damascus.",
		[]string{"PARIS place", "Reuters organisation", "France state", "Damascus place"}},
	{"a capital that is a first name", "Russia did not accept the truce that Washington had proposed.", []string{"Russia state", "Washington state"}},
	{"a first name that is a capital", "Paris Oberholt sued her publisher. On Monday Paris won.",
		[]string{"Paris Oberholt person", "Paris person"}},
	{"letters behind a name", "Maria Oberholt, QC, spoke for the defence.", []string{"Maria Oberholt person"}},
	{"an acronym that is spelled out", "The World Health Organization (WHO) warned on Monday. WHO gave no figures.",
		[]string{"World Health Organization organisation", "WHO organisation", "WHO organisation"}},
	{"an ordinary word that opens a sentence", "Too little copper harms wheat. Copper is found in many soils.", nil},
	{"a surname that is an ordinary word", "Apple CEO Steve Jobs showed a telephone. Jobs said it would sell.",
		[]string{"Apple organisation", "Steve Jobs person", "Jobs person"}},
	{"an ordinary word that is no surname here", "Steve Jobs showed a telephone to a crowd that wanted jobs. Jobs were scarce.", []string{"Steve Jobs person"}},
	{"a double name", "Deputy Mayor Ingrid Solheim-Park resigned.", []string{"Ingrid Solheim-Park person"}},
	{"a given name in two halves", "Chung Eui-yong met reporters in Seoul.", []string{"Chung Eui-yong person", "Seoul place"}},
	{"the firm of an office", "Rivarro CEO Jane Weber resigned on Monday after a long quarrel with the owners.", []string{"Rivarro organisation", "Jane Weber person"}},
	{"the comma of the district", "They met in Washington, D.C. on Monday.", []string{"Washington, D.C. place"}},
	{"a centre for something", "Jane Doe of the Nordic Centre for Rural Health agreed.", []string{"Jane Doe person", "Nordic Centre for Rural Health organisation"}},
	{"the land of an organisation", "The National Library of the Netherlands wrote to the Supreme Court of India.",
		[]string{"National Library of the Netherlands organisation", "Supreme Court of India organisation"}},
	{"fields of a ministry", "The Ministry of Health and Social Affairs and the Ministry of Education, Culture and Sports agreed.",
		[]string{"Ministry of Health and Social Affairs organisation", "Ministry of Education, Culture and Sports organisation"}},
	{"two organisations and no list of fields", "The Confederation of Indian Industry and Tata Steel welcomed the budget.",
		[]string{"Confederation of Indian Industry organisation", "Indian state", "Tata Steel organisation"}},
	{"a committee on something", "The House Committee on Oversight and Accountability met.", []string{"House Committee on Oversight and Accountability organisation"}},
	{"a legal form ends a name", "They sued Orlandis, Inc. of Mountain View.", []string{"Orlandis, Inc. organisation", "Mountain View place"}},
	{"a firm without its legal form", "Okonkwo Leather Works Ltd closed on Monday. Okonkwo Leather Works makes shoes for the army.",
		[]string{"Okonkwo Leather Works Ltd organisation", "Okonkwo Leather Works organisation"}},
	{"partners", "Baker & Sons, a printer in Leeds, closed.", []string{"Baker & Sons organisation", "Leeds place"}},
	{"the people's bank", "The People's Bank of China cut its rate.", []string{"People's Bank of China organisation"}},
	{"a known firm that sounds like a person", "A spokesman for Lockheed Martin declined to comment.", []string{"Lockheed Martin organisation"}},
	{"an Arabic article", "Police arrested Muqtada al-Sadr and Salma bint Rashid al-Harthy in Basra.",
		[]string{"Muqtada al-Sadr person", "Salma bint Rashid al-Harthy person", "Basra place"}},
	{"a nickname", "Robert \"Bobby\" Okonkwo Jr. succeeded his father.", []string{"Robert \"Bobby\" Okonkwo Jr. person"}},
	{"towns that play", "Leeds lost to Hull in the league on Sunday.", []string{"Leeds organisation", "Hull organisation"}},
	{"a storm", "Hurricane Katrina hit the coast on Monday. Katrina killed ten people.", nil},
	{"unknown letters", "The army and the rebels fought near Goma, MONUSCO said.", []string{"Goma place", "MONUSCO organisation"}},
	{"days are no names", "They met on Friday in March.", nil},
}

func TestFind(t *testing.T) {
	for _, tt := range findTests {
		d, labels := annotate(t, tt.in)
		var got []string
		for _, m := range name.Find(d, labels) {
			got = append(got, fmt.Sprintf("%s %s", m.Span.In(tt.in), m.Kind))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

// TestFindWithoutLabels: the names do not depend on the parser's name head.
func TestFindWithoutLabels(t *testing.T) {
	d, _ := annotate(t, "Chancellor Angela Merkel flew to Washington.")
	var got []string
	for _, m := range name.Find(d, nil) {
		got = append(got, fmt.Sprintf("%s %s", m.Span.In(d.Article.Text), m.Kind))
	}
	if want := []string{"Angela Merkel person", "Washington place"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// check reports faults of the mentions of a document.
func check(t *testing.T, d *text.Document, mentions []text.Mention) {
	t.Helper()
	sentence, first := 0, 0
	for _, m := range mentions {
		if m.Sentence < sentence || m.Sentence >= len(d.Sentences) {
			t.Fatalf("%+v: sentence after %d", m, sentence)
		}
		if m.Sentence > sentence {
			sentence, first = m.Sentence, 0
		}
		tokens := d.Sentences[m.Sentence].Tokens
		if m.First < first || m.End <= m.First || m.End > len(tokens) || m.Head < m.First || m.Head >= m.End {
			t.Fatalf("%+v among %d tokens, after token %d", m, len(tokens), first)
		}
		first = m.First
		if m.Span != tokens[m.First].Span.Cover(tokens[m.End-1].Span) || m.Form != text.FormName || m.Chain != -1 || m.Why == "" || m.Kind == text.KindUnknown {
			t.Fatalf("%+v", m)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, tt := range findTests {
		f.Add(tt.in, "B-PER I-PER O B-LOC I-ORG")
	}
	f.Add(strings.Repeat("Al-", 40), "I-LOC")
	f.Fuzz(func(t *testing.T, in, list string) {
		a := &text.Article{Text: strings.ToValidUTF8(in, "?")}
		d := &text.Document{Article: a, Sentences: token.Split(a)}
		labels := make([][]string, len(d.Sentences))
		given := strings.Fields(list)
		for i := range d.Sentences {
			for j := range d.Sentences[i].Tokens {
				k := &d.Sentences[i].Tokens[j]
				k.UPOS, k.XPOS, k.Deprel = "PROPN", "NNP", "flat"
				if k.Head = j - 1; j == 0 {
					k.Deprel = "root"
				}
				if len(given) > 0 {
					labels[i] = append(labels[i], given[j%len(given)])
				}
			}
		}
		check(t, d, name.Find(d, labels))
	})
}

func FuzzReadModel(f *testing.F) {
	f.Add([]byte("dramname\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := name.ReadModel(data); err == nil && string(m.Bytes()) != string(data) {
			t.Fatal("a model does not come back as it was")
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var s strings.Builder
	for _, tt := range findTests {
		s.WriteString(tt.in + "\n\n")
	}
	d, labels := annotate(b, strings.Repeat(s.String(), 20))
	n := 0
	for i := range d.Sentences {
		n += len(d.Sentences[i].Tokens)
	}
	for b.Loop() {
		name.Find(d, labels)
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "tokens/s")
}
