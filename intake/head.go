package intake

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// head is what the first lines of a text say of it.
type head struct {
	title, published, author, outlet string
	leftover                         []text.Leftover
}

// headUnits is how many units at the beginning may hold title, byline and
// dateline.
const headUnits = 6

// readHead reads title, byline, outlet and dateline from the first units. The
// title is the first unit if it looks like a headline and something follows.
// The outlet is a name on a line of its own between the byline and the date.
func readHead(s string, units []unit) head {
	var h head
	placed := false // a place at the head of the first sentence was found
	for i := range units[:min(len(units), headUnits)] {
		u := &units[i]
		if i == 0 && len(units) > 1 && u.headline() && !byline.MatchString(u.s) {
			if d, dated := readDateline(u.s); !dated || d.by != "" {
				h.title = strings.Join(strings.Fields(u.In(s)), " ")
				continue
			}
		}
		if h.author == "" && byline.MatchString(u.s) {
			h.author = strings.TrimSpace(u.s[strings.LastIndex(u.low[:min(len(u.low), 12)], "by ")+3:])
		}
		if i > 0 && h.outlet == "" && outletLine.MatchString(u.s) && i+1 < len(units) && byline.MatchString(units[i-1].s) && dateLineAlone.MatchString(units[i+1].s) {
			h.outlet = u.s
			h.leftover = append(h.leftover, text.Leftover{Span: u.Span, Reason: "outlet"})
			continue
		}
		if h.published != "" {
			continue
		}
		part := u.In(s)
		d, ok := readDateline(part)
		if !ok {
			if n := readPlaceHead(part); n > 0 && !placed {
				placed = true
				h.leftover = append(h.leftover, text.Leftover{Span: trimSpan(s, text.Span{Start: u.Start, End: u.Start + n}), Reason: "dateline"})
			}
			continue
		}
		h.published = d.day
		if name, ok := strings.CutPrefix(strings.ToLower(d.by), "by "); ok && h.author == "" {
			h.author = strings.TrimSpace(d.by[len(d.by)-len(name):])
		}
		h.leftover = append(h.leftover, text.Leftover{Span: trimSpan(s, text.Span{Start: u.Start, End: u.Start + d.bytes}), Reason: "dateline"})
	}
	return h
}

// outletLine is a line of up to six capitalised words: "The Harbour Gazette".
var outletLine = regexp.MustCompile(`^(?:\p{Lu}[\p{L}\d.'’&-]*)(?: (?:(?:of|the|and|for|de|la) )*\p{Lu}[\p{L}\d.'’&-]*){0,5}$`)

// mergeLeftovers joins two lists of leftovers into one that is sorted and
// disjoint; of two that overlap the longer stays.
func mergeLeftovers(a, b []text.Leftover) []text.Leftover {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y text.Leftover) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	var out []text.Leftover
	for _, l := range all {
		if n := len(out); n > 0 && l.Start < out[n-1].End {
			if l.Len() > out[n-1].Len() {
				out[n-1] = l
			}
			continue
		}
		out = append(out, l)
	}
	return out
}
