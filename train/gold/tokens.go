package gold

import (
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// Tokens makes tokens of the forms of a sentence whose running text is not
// given, with blanks where English writes them.
func Tokens(forms []string) []text.Token {
	out := make([]text.Token, len(forms))
	for i, f := range forms {
		out[i] = text.Token{Text: f, Norm: f, Head: -1, Space: true}
		if f == "-" || f == "(" || f == "$" || i+1 < len(forms) && closeUp(forms[i+1]) {
			out[i].Space = false
		}
	}
	return out
}

// closeUp reports forms that stand close to what is before them.
func closeUp(form string) bool {
	return form == "-" || form == "n't" || strings.HasPrefix(form, "'") || strings.Contains(",.;:!?)%", form)
}
