package intake

import (
	"html"
	"regexp"
)

// charRef is the shape of a character reference of HTML and Markdown.
var charRef = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?`)

// pieces splits s[start:end] into verbatim stretches and character
// references. It calls copy for the former and stand for the latter with
// what the reference means.
func pieces(s string, start, end int, copy func(start, end int), stand func(t string, start, end int)) {
	at := start
	for _, m := range charRef.FindAllStringIndex(s[start:end], -1) {
		from, to := start+m[0], start+m[1]
		raw := s[from:to]
		t := html.UnescapeString(raw)
		if t == raw {
			continue
		}
		// A reference without its semicolon may be shorter than the match:
		// "&ampersand" is "&" and "ersand". What UnescapeString leaves
		// verbatim at the end is copied as such.
		tail := commonTail(raw, t)
		if tail >= len(t) {
			tail = 0
		}
		copy(at, from)
		stand(t[:len(t)-tail], from, to-tail)
		at = to - tail
	}
	copy(at, end)
}

// commonTail is the length of the longest common suffix.
func commonTail(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
