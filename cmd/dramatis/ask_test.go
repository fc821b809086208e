package main

import (
	"strings"
	"testing"
)

func TestUnderstand(t *testing.T) {
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
		{"What did Peskov say about Trump?", `query quotes --actor Peskov --about Trump`},
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
		{"did putin attack ukraine", `query statements --subject putin --object ukraine --relation attack`},
		{"Was Witkoff received?", `query statements --subject Witkoff --relation "be received"`},
		{"Who was elected in 2016?", `query statements --relation "be elected" --on 2016`},
		{"Who resigned?", `query statements --relation resign`},
		{"Where did Witkoff travel?", `query statements --subject Witkoff --relation "travel to"`},
		{"Where is Witkoff expected to travel to?", `query statements --subject Witkoff --relation "travel to" --modality planned`},
		{"Who flew to Moscow?", `query statements --object Moscow --relation "travel to"`},
		{"What does Trump plan?", `query plans --actor Trump`},
		{"What will Starmer do?", `query plans --actor Starmer`},
		{"What is planned in April 2025?", `query statements --modality planned --on 2025-04`},
		{"What is said about Putin?", `query claims --actor Putin`},
		{"What does Zelensky deny?", `query statements --speaker Zelensky --modality negated`},
		{"What did Peskov say about the ceasefire?", `query quotes --actor Peskov --about ceasefire`},
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
	} {
		q, ok := understand(c.question)
		got := ""
		if ok {
			got = commandLine(q.command())
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.question, got, c.want)
		}
	}
}

// TestExamples holds the help to what is understood.
func TestExamples(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(examples()), "\n")
	if len(lines) < 25 {
		t.Errorf("only %d examples", len(lines))
	}
	for _, line := range lines {
		if _, ok := understand(line); !ok {
			t.Errorf("%s: not understood", line)
		}
	}
	for _, w := range wordings {
		if w.example == "" {
			continue
		}
		if q, _ := understand(w.example); q.query != w.query {
			t.Errorf("%s: %s, want %s", w.example, q.query, w.query)
		}
	}
}

func TestRefusals(t *testing.T) {
	for in, want := range map[string]string{
		"Why did Putin reject it?": "reasons", "How many people met Putin?": "does not count", "What did Putin do last week?": "what day it is",
		"Who met Putin in March?": "which year", "Should Putin agree?": "not whether", "Lorem ipsum": "ask --help",
	} {
		if got := notUnderstood(in).Error(); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want …%s…", in, got, want)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	f.Add("Who met Putin on 13 March 2025?")
	f.Add("what did a and b do")
	f.Fuzz(func(t *testing.T, s string) {
		q, ok := understand(s)
		for _, p := range q.params {
			if ok && strings.TrimSpace(p.value) == "" {
				t.Errorf("%q: empty %s", s, p.name)
			}
		}
	})
}
