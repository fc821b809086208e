package extract

import (
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/text"
)

// TestHalfName reads two names that share their last word as two.
func TestHalfName(t *testing.T) {
	d := annotate(t, &text.Article{ID: "doc:x", Text: "North and South Korea signed a treaty in Geneva on Monday.", Published: "2024-06-05"})
	var got []string
	for _, s := range Statements(d, Options{}) {
		got = append(got, show(&s))
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"asserted North Korea > sign", "asserted South Korea > sign"} {
		if !strings.Contains(all, want) {
			t.Errorf("want %q, got\n%s", want, all)
		}
	}
}
