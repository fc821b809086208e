package coref_test

import (
	"testing"

	"github.com/dramatis-kg/dramatis/nlp/coref"
)

// TestReporter: who says something of himself, and where that is left to the
// other rules.
func TestReporter(t *testing.T) {
	names := []string{"Ada Weber/person", "Paul Haas/person", "Omar Haddad/person", "Oslo/place"}
	for _, c := range []struct{ why, body, word, want string }{
		{"a name beside his office", "Paul Haas sang. Paul Haas danced. The council's treasurer, Omar Haddad, said he had seen no such letter.", "he", "Omar Haddad"},
		{"asked in front", "Paul Haas sang. Paul Haas danced. Asked whether he would run again, Omar Haddad said nothing had changed.", "he", "Omar Haddad"},
		{"somebody between", "Ada Weber said of Paul Haas that he had lied.", "he", "Paul Haas"},
		{"another gender", "Paul Haas sang. Ada Weber said he had lied.", "he", "Paul Haas"},
	} {
		d := annotate(t, c.body, names...)
		coref.Resolve(d)
		ch, members := chainOf(d, c.word, 0)
		if ch.Name != c.want {
			t.Errorf("%s: %q: %s is %q (chain %s), want %q", c.why, c.body, c.word, ch.Name, members, c.want)
		}
	}
}
