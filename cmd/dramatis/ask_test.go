package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/text"
)

// questionParser is the parser of the articles.
func questionParser(t testing.TB) func(string) *text.Sentence {
	t.Helper()
	annotator, err := nlp.New()
	if err != nil {
		t.Fatal(err)
	}
	return func(words string) *text.Sentence { return firstSentence(annotator, words) }
}

func TestUnderstand(t *testing.T) {
	parse := questionParser(t)
	for _, c := range []struct{ question, want string }{
		{"Who met Putin?", `query met --actor Putin`},
		{"who has met with Vladimir Putin on 13 March 2025", `query met --actor "Vladimir Putin" --on 2025-03-13`},
		{"Who met whom?", `query met`},
		{"Who has met whom in March 2025?", `query met --on 2025-03`},
		{"Whom did Putin meet on 2025-03-13?", `query met --actor Putin --on 2025-03-13`},
		{"What did Witkoff do in March 2025?", `query timeline --actor Witkoff --on 2025-03`},
		{"Have Putin and Trump talked?", `query talked --actor Putin --with Trump`},
		{"has Putin spoken to Donald Trump", `query talked --actor Putin --with "Donald Trump"`},
		{"How is Lukashenko connected to Trump?", `query path --from-actor Lukashenko --to-actor Trump`},
		{"Who supports the ceasefire?", `query supporters --topic ceasefire`},
		{"Who opposes the ceasefire?", `query opponents --topic ceasefire`},
		{"Who set conditions on the ceasefire?", `query conditions --topic ceasefire`},
		{"What does Peskov claim?", `query says --actor Peskov`},
		{"What did Peskov say about Trump?", `query says --actor Peskov --text Trump`},
		{"What did Trump call Putin's comments?", `query called --actor Trump --about "Putin's comments"`},
		{"what does the union describe the offer as?", `query called --actor union --about offer`},
		{"What is Trump expected to do?", `query plans --actor Trump`},
		{"Who is Witkoff?", `query roles --actor Witkoff`},
		{"What happened between Putin and Trump in 2025?", `query timeline --actor Putin --with Trump --on 2025`},
		{"Did Witkoff meet Putin?", `query talked --actor Witkoff --with Putin`},
		{"When did Witkoff meet Vladimir Putin?", `query talked --actor Witkoff --with "Vladimir Putin"`},
		{"When did Putin and Trump last speak?", `query talked --actor Putin --with Trump`},
		{"Is Trump going to meet Putin?", `query talked --actor Trump --with Putin`},
		{"With whom did Zelensky meet since 10 March 2025?", `query met --actor Zelensky --from 2025-03-10`},
		{"What happened between Putin and Trump in March 2025?", `query timeline --actor Putin --with Trump --on 2025-03`},
		{"What happened between Putin and Trump between 1 March 2025 and 14 March 2025?", `query timeline --actor Putin --with Trump --from 2025-03-01 --to 2025-03-14`},
		{"What did Witkoff do before March 14th, 2025?", `query timeline --actor Witkoff --to 2025-03-14`},
		{"What happened on the 13th of March 2025?", ``},
		{"What happened on 13th of March 2025?", `query statements --modality asserted --on 2025-03-13`},
		{"Who accused Putin?", `query statements --object Putin --relation accuse`},
		{"Whom did Zelensky accuse?", `query statements --subject Zelensky --relation accuse`},
		{"Who criticised the Kremlin in 2025?", `query statements --object Kremlin --relation criticise --on 2025`},
		{"What did Ukraine propose?", `query statements --subject Ukraine --relation propose`},
		{"Did Russia attack Ukraine?", `query statements --subject Russia --object Ukraine --relation attack`},
		{"did putin attack ukraine", `query statements --subject Putin --object ukraine --relation attack`},
		{"Was Witkoff received?", `query statements --actor Witkoff --relation "receive, be received"`},
		{"Who was elected in 2016?", `query statements --relation "elect, be elected" --on 2016`},
		{"Who resigned?", `query statements --relation resign`},
		{"Where did Witkoff travel?", `query statements --subject Witkoff --relation "travel to, visit, arrive in"`},
		{"Where is Witkoff expected to travel to?", `query statements --subject Witkoff --relation "travel to, visit, arrive in" --modality planned`},
		{"Who flew to Moscow?", `query statements --relation "travel to, visit, arrive in" --place Moscow`},
		{"What does Trump plan?", `query plans --actor Trump`},
		{"What will Starmer do?", `query plans --actor Starmer`},
		{"What is planned in April 2025?", `query statements --modality planned --on 2025-04`},
		{"What is said about Putin?", `query claims --actor Putin`},
		{"What does Zelensky deny?", `query denials --actor Zelensky`},
		{"What did Peskov say about the ceasefire?", `query says --actor Peskov --text ceasefire`},
		{"Who is against the ceasefire?", `query opponents --topic ceasefire`},
		{"What are the conditions for the ceasefire?", `query conditions --topic ceasefire`},
		{"Who is the spokesman of Russia?", `query roles --noun spokesman --of Russia`},
		{"What is Witkoff's job?", `query roles --actor Witkoff`},
		{"Who speaks for the Kremlin?", `query roles --of Kremlin`},
		{"What connects Lukashenko and Trump?", `query path --from-actor Lukashenko --to-actor Trump`},
		{"What is the connection between Lukashenko and Trump?", `query path --from-actor Lukashenko --to-actor Trump`},
		{"Who is Lukashenko connected to?", `query participants --actor Lukashenko`},
		{"What is disputed?", `query disputed`},
		{"Which articles were read?", `query documents`},
		{"Tell me about Witkoff", `query timeline --actor Witkoff`},
		{"How is the weather?", ``},
		{"Why?", ``},
		{"Why did Putin reject the ceasefire?", ``},
		{"How often did Putin meet Trump?", ``},
		{"What did Putin do yesterday?", ``},
		{"What did Putin do in March?", ``},
		{"tell me everything", ``},
		{"What is the meaning of life", `query roles --actor "meaning of life"`},
		{"Who bribed a customs officer?", `query statements --relation bribe --words "customs officer"`},
		{"Who travelled to Moscow?", `query statements --relation "travel to, visit, arrive in" --place Moscow`},
		{"When will Macron travel to Kyiv?", `query statements --subject Macron --relation "travel to, visit, arrive in" --place Kyiv`},
		{"When will Putin meet Trump?", `query talked --actor Putin --with Trump`},
		{"Who met Putin in Moscow?", `query met --actor Putin --place Moscow`},
		{"Who met Putin in Moscow in March 2025?", `query met --actor Putin --place Moscow --on 2025-03`},
		{"What happened in Jeddah?", `query statements --place Jeddah --modality asserted`},
		{"What will happen in Riyadh?", `query statements --place Riyadh --modality planned,hypothetical`},
		{"Who denies the attack?", `query denials --words attack`},
		{"Who denied that Russia attacked Kharkiv?", `query denials --words "Russia attacked Kharkiv"`},
		{"Did Macron deny the report?", `query denials --actor Macron --words report`},
		{"Has Russia attacked Kharkiv?", `query statements --subject Russia --object Kharkiv --relation attack`},
		{"Who was arrested in Minsk?", `query statements --relation "arrest, be arrested" --place Minsk`},
		{"Was Navalny arrested?", `query statements --actor Navalny --relation "arrest, be arrested"`},
		{"Who did not sign the treaty?", `query statements --relation sign --words treaty --modality negated`},
		{"Who said that the army had shelled the town?", `query statements --words "army shelled town" --modality reported,planned,hypothetical,negated`},
		{"What did Bogdanov tell Boulos?", `query statements --subject Bogdanov --actor Boulos --relation tell`},
		{"Which articles mention Assab?", `query mentions --text Assab`},
		{"Did Abiy and Isaias agree to meet?", `query talked --actor Abiy --with Isaias`},
		{"Is Witkoff an envoy?", `query roles --actor Witkoff`},
		{"Will there be war?", ``},
		{"How many people were killed?", ``},
	} {
		got := ""
		if q := understand(c.question, parse); len(q) > 0 {
			got = commandLine(q[0].command())
		}
		if !strings.EqualFold(got, c.want) { // a name may have got its capital
			t.Errorf("%s: got %s, want %s", c.question, got, c.want)
		}
	}
}

// TestWider asks more widely, step by step, and never for somebody else.
func TestWider(t *testing.T) {
	parse := questionParser(t)
	for _, c := range []struct {
		question string
		want     []string
	}{
		{"Who killed four civilians?", []string{`query statements --relation kill --words "four civilians"`, `query statements --relation "kill, be killed" --words "four civilians"`}},
		{"Who met Mamani in Moquegua?", []string{`query met --actor Mamani --place Moquegua`, `query statements --object Mamani --relation meet --place Moquegua`,
			`query statements --actor Mamani --relation meet --place Moquegua`, `query statements --actor Mamani --relation meet --text Moquegua`, `query statements --relation meet --words "Mamani Moquegua"`}},
		{"Who was arrested?", []string{`query statements --relation "arrest, be arrested"`}},
	} {
		var got []string
		for _, q := range understand(c.question, parse) {
			got = append(got, commandLine(q.command()))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.question, got, c.want)
		}
	}
	for _, c := range []struct {
		q           question
		name, value string
		want        string
	}{
		{question{query: "met", params: []param{{"actor", "putin in moscow"}}}, "actor", "putin in moscow", `query met --actor putin --place moscow`},
		{question{query: "statements", params: []param{{"object", "Riyadh meeting"}, {"relation", "attend"}}}, "object", "Riyadh meeting", `query statements --relation attend --words "Riyadh meeting"`},
		{question{query: "met", params: []param{{"actor", "Arthur Dent"}}}, "actor", "Arthur Dent", ``},
	} {
		got := ""
		if q, ok := c.q.wider(c.name, c.value); ok {
			got = commandLine(q.command())
		}
		if got != c.want {
			t.Errorf("%v: got %s, want %s", c.q, got, c.want)
		}
	}
}

// TestExamples holds the help to what is understood.
func TestExamples(t *testing.T) {
	parse := questionParser(t)
	lines := strings.Split(strings.TrimSpace(examples()), "\n")
	if len(lines) < 25 {
		t.Errorf("only %d examples", len(lines))
	}
	for _, line := range lines {
		if len(understand(line, parse)) == 0 {
			t.Errorf("%s: not understood", line)
		}
	}
	for _, w := range slices.Concat(wordings, plainest) {
		if w.example == "" {
			continue
		}
		if q := understand(w.example, parse); len(q) == 0 || q[0].query != w.query {
			t.Errorf("%s: %v, want %s", w.example, q, w.query)
		}
	}
}

func TestRefusals(t *testing.T) {
	for in, want := range map[string]string{
		"Why did Putin reject it?": "reasons", "How many people met Putin?": "does not count", "What did Putin do last week?": "what day it is",
		"Who met Putin in March?": "which year", "Should Putin agree?": "not whether", "Why did Ann leave?": `dramatis ask "did Ann leave"`, "How many people were killed in Minsk?": `dramatis ask "who was killed in Minsk"`, "Will there be war?": "--words", "How much did Ann pay Bo?": `dramatis ask "what did Ann pay Bo"`, "how often did Ann meet Bo": `dramatis ask "when did Ann meet Bo"`, "Lorem ipsum": "ask --help",
	} {
		if got := notUnderstood(in).Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want …%s…", in, got, want)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	f.Add("Who met Putin on 13 March 2025?")
	f.Add("what did a and b do")
	f.Add("did the army of X shell the town of Y in Z")
	f.Add("who said that it was not so, in May 2025?")
	parse := questionParser(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, q := range understand(s, parse) {
			for _, p := range q.params {
				if strings.TrimSpace(p.value) == "" {
					t.Errorf("%q: empty %s", s, p.name)
				}
			}
		}
	})
}
