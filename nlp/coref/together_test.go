package coref_test

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/coref"
)

// TestTogether: whom "they" stands for together, and that it is left open or
// means others where it may.
func TestTogether(t *testing.T) {
	names := []string{"Ada Weber/person", "Paul Haas/person", "Haas/person", "Hungary/state", "Austria/state", "Serbia/state", "Reuters/organisation", "Oslo/place"}
	for _, c := range []struct{ why, body, word, want string }{
		{"joined by and", "Hungary and Austria closed the border. They blamed Serbia.", "They", "Hungary|Austria"},
		{"the partner is the object", "Ada Weber met Paul Haas in Oslo. They discussed grain.", "They", "Ada Weber|Paul Haas"},
		{"the partner stands behind with", "Ada Weber spoke with Paul Haas on Monday. They agreed on a truce.", "They", "Ada Weber|Paul Haas"},
		{"held talks with", "Hungary held talks with Austria. They failed to agree.", "They", "Hungary|Austria"},
		{"talks between", "Talks between Hungary and Austria collapsed. They could not agree.", "They", "Hungary|Austria"},
		{"in a quotation", "Officers of the northern command met in Oslo. Hungary and Austria signed the pact. “They agreed on a truce,” Haas said.", "They", "Hungary|Austria"},
		{"both", "Hungary and Austria closed the border. Both denied that Serbia had asked for it.", "Both", "Hungary|Austria"},
		{"both of a partner", "Ada Weber met Paul Haas in Oslo. Both said that they would stay.", "they", "Ada Weber|Paul Haas"},
		{"explained between commas", "Hungary and Austria, once bitter rivals, were seen in Oslo. Both denied that they had signed a pact.", "Both", "Hungary|Austria"},
		{"others are the subject", "Soldiers met Hungary and Austria's envoys. They carried guns.", "They", ""},
		{"no pair", "Ada Weber accused Paul Haas. They stayed in Oslo.", "They", ""},
		{"one and many", "Ada Weber met reporters. They asked about Oslo.", "They", ""},
	} {
		d := annotate(t, c.body, names...)
		coref.Resolve(d)
		ch, members := chainOf(d, c.word, 0)
		var got []string
		for _, p := range ch.Parts {
			got = append(got, d.Mentions[p].In(c.body))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q: %s is %q (chain %s), want %q", c.why, c.body, c.word, got, members, c.want)
		}
	}
}

// TestTwosome: whom "the two leaders" are, and that it is left open where
// others can be meant.
func TestTwosome(t *testing.T) {
	names := []string{"Ada Weber/person", "Paul Haas/person", "Karl Roth/person", "Hungary/state", "Austria/state", "Serbia/state", "Oslo/place"}
	for _, c := range []struct{ why, body, word, want string }{
		{"joined by and", "Ada Weber and Paul Haas spoke in Oslo. The two leaders praised Serbia.", "The two leaders", "Ada Weber|Paul Haas"},
		{"the sides of a meeting", "Ada Weber met Paul Haas in Oslo. Both leaders praised Serbia.", "Both leaders", "Ada Weber|Paul Haas"},
		{"in the same sentence", "Ada Weber met Paul Haas in Oslo and the pair signed a treaty.", "the pair", "Ada Weber|Paul Haas"},
		{"two sentences on", "Hungary and Austria closed the border. It rained. The two countries blamed Serbia.", "The two countries", "Hungary|Austria"},
		{"countries are no men", "Hungary and Austria closed the border. The two men blamed Serbia.", "The two men", ""},
		{"men are no countries", "Ada Weber met Paul Haas in Oslo. The two countries blamed Serbia.", "The two countries", ""},
		{"two others are nearer", "Ada Weber met Paul Haas in Oslo. Two guards fled. The two men were arrested.", "The two men", ""},
		{"two pairs", "Ada Weber and Paul Haas were seen with Karl Roth and Max Lind. The two leaders smiled.", "The two leaders", ""},
		{"of something else", "Ada Weber met Paul Haas in Oslo. The two leaders of the union were ill.", "The two leaders of the union", ""},
		{"a woman is no man", "Hungary's Ms Weber met Paul Haas in Oslo. The two men smiled.", "The two men", ""},
		{"without an article", "Ada Weber met Paul Haas in Oslo. Two leaders were absent.", "Two leaders", ""},
	} {
		d := annotate(t, c.body, append(names, "Ms Weber/person", "Max Lind/person")...)
		coref.Resolve(d)
		var got []string
		for _, m := range d.Mentions {
			if m.In(c.body) != c.word || m.Chain < 0 {
				continue
			}
			for _, p := range d.Chains[m.Chain].Parts {
				got = append(got, d.Mentions[p].In(c.body))
			}
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q: %s is %q, want %q", c.why, c.body, c.word, got, c.want)
		}
	}
}

// TestSaidOf: a quotation that is said of somebody, who a pronoun means and
// who not.
func TestSaidOf(t *testing.T) {
	names := []string{"Ada Weber/person", "Weber/person", "Paul Haas/person", "Haas/person", "Reuters/organisation"}
	for _, c := range []struct{ why, body, word, want string }{
		{"said of", "Paul Haas left. “He betrayed us all again,” Weber said of Haas.", "He", "Paul Haas|He|Haas"},
		{"his in an apposition", "A guard was hurt. Paul Haas, a guard all his life, was arrested.", "his", "Paul Haas|a guard|his"},
		{"it and they are two", "Reuters reported that Weber had left. It said they had spied on her.", "they", ""},
	} {
		d := annotate(t, c.body, names...)
		coref.Resolve(d)
		if _, got := chainOf(d, c.word, 0); got != c.want {
			t.Errorf("%s: %q: chain of %s is %q, want %q", c.why, c.body, c.word, got, c.want)
		}
	}
}
