package extract

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// slipAsked takes what somebody was told or asked, put between commas behind
// the subject, for the participle that it is: in "Moser, asked whether they
// had met, declined to comment" and "the minister, told that the talks had
// failed, left" the first verb was read as the predicate, as if Moser had
// asked. A subject is not parted from its verb by a comma, and a second past
// verb behind another comma, without subject or conjunction of its own, is
// that verb.
func slipAsked(s *text.Sentence, i int, edit func(i, head int, rel string), retag func(i int, upos, xpos string)) {
	tok := s.Tokens
	if i < 2 || tok[i].XPOS != "VBD" || tok[i-1].Text != "," || !participleLike(tok[i].Text) {
		return
	}
	subject := s.Child(i, "nsubj")
	if subject < 0 || subject > i-2 || s.Child(i, "aux", "aux:pass", "mark", "cc") >= 0 {
		return
	}
	for k := subject + 1; k < i-1; k++ { // nothing between the subject and the comma but the rest of its name
		if tok[k].Head != subject || tok[k].Deprel != "flat" {
			return
		}
	}
	for v := i + 2; v < len(tok); v++ {
		if tok[v].Head != i || !finiteTag(tok[v].XPOS) || tok[v-1].Text != "," || tok[v].Deprel == "advcl" ||
			s.Child(v, "nsubj", "nsubj:pass", "expl", "cc", "mark") >= 0 {
			continue
		}
		edit(v, tok[i].Head, tok[i].Deprel)
		edit(subject, v, "nsubj")
		edit(i, subject, "acl")
		retag(i, "VERB", "VBN")
		last := len(s.Tokens) - 1
		if s.Tokens[last].Head == i && s.Tokens[last].Deprel == "punct" {
			edit(last, v, "punct")
		}
		return
	}
}

// participleLike reports whether a past form is a past participle as well:
// the regular ones are.
func participleLike(form string) bool {
	switch form = strings.ToLower(form); form {
	case "told", "sent", "held", "found", "caught", "hit", "hurt", "left", "made", "paid", "brought", "built", "led", "fed", "shot", "struck":
		return true
	}
	return strings.HasSuffix(form, "ed")
}
