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
		{"How is the weather?", ``},
		{"Why?", ``},
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
