package token

import (
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestListItems keeps the items of a list apart, and from being headings.
func TestListItems(t *testing.T) {
	body := "Summit results\n\nThe summit ended. Its main results:\n\n- France and Germany signed a defence pact in Bonn on Monday\n- Poland agreed to send 200 soldiers to Moldova by June\n- Norway's prime minister met the Danish foreign minister\n\n1. Police searched the bank\n\nWhat is next\n\nThe talks go on.\n"
	var items, headings []string
	for _, s := range Split(&text.Article{Text: body}) {
		w := s.Tokens[0].Text
		switch {
		case s.Heading:
			headings = append(headings, w)
		case w == "-" || w == "1" || w == "1.":
			items = append(items, w)
		}
	}
	if len(items) != 4 {
		t.Errorf("%d items of a list, want 4: %q", len(items), items)
	}
	if len(headings) != 2 || headings[0] != "Summit" || headings[1] != "What" {
		t.Errorf("headings begin with %q, want Summit and What", headings)
	}
}
