package coref

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/text"
)

// familyFirst are surnames of Vietnam, China and Korea, which stand before the
// given name.
var familyFirst = words(`nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh
wang li zhang liu chen yang zhao huang zhou wu xu zhu gao lin guo luo xi deng jiang hu wen peng han
kim park choi jung jeong kang cho yoon jang lim shin seo kwon hwang ahn song ryu hong moon bae baek nam yoo lee`)

// surname is the family name of a person's full name. That of "Kim Min-jeong"
// and "Pham Minh Tuan" stands first; where the first word is a given name of
// the West as well, a hyphen or a third word must show that it does.
func surname(ws []string) string {
	if len(ws) > 1 && familyFirst[ws[0]] {
		hyphen := strings.Contains(key(ws[1:]), "-")
		given := ws[0] == "lee" || gazetteer.FirstName(ws[0])
		if hyphen || !given || len(ws) == 3 && ws[0] != "lee" && (ws[1] == "van" && ws[0] != "kim" || !nameParticles[ws[1]]) {
			return ws[0]
		}
	}
	if doubled(ws) {
		return key(ws[len(ws)-3:])
	}
	return ws[len(ws)-1]
}

// doubled reports a name that ends in two surnames and a hyphen: of Kessler-Wolf
// neither half goes alone. The Arabic article is no surname.
func doubled(ws []string) bool {
	n := len(ws)
	return n > 2 && ws[n-2] == "-" && !nameParticles[ws[n-3]]
}

// turned reports two names that are the same words in another order: Orbán
// Viktor, Viktor Orbán.
func turned(x, y []string) bool {
	n := len(x)
	if n < 2 || n != len(y) || key(x) == key(y) {
		return false
	}
	for by := 1; by < n; by++ {
		if key(append(append([]string(nil), y[by:]...), y[:by]...)) == key(x) {
			return true
		}
	}
	return false
}

// findShared notes the surnames that several persons of the text have. A bare
// one of these means now one, now another.
func (r *resolver) findShared() {
	bearers := map[string][]int{}
	r.shared = map[string]bool{}
	for i := range r.items {
		it := &r.items[i]
		if it.Form != text.FormName || it.Kind != text.KindPerson || len(it.words) < 2 {
			continue
		}
		last := surname(it.words)
		other := true
		for _, b := range bearers[last] {
			o := &r.items[b]
			if key(o.words) == key(it.words) || fits(it, o) {
				other = false
				break
			}
		}
		if other {
			bearers[last] = append(bearers[last], i)
			r.shared[last] = len(bearers[last]) > 1
		}
	}
}

// bare reports a surname by itself that several persons of the text have.
func (r *resolver) bare(it *item) bool {
	return it.Form == text.FormName && it.Kind == text.KindPerson && len(it.words) == 1 && r.shared[it.words[0]]
}

// joinShared links each bare surname that several persons of the text have to
// one of them: whose office stands beside it ("Speaker Arden", "Arden, the
// senator"), whose gender its title or the next pronoun has, whom the text
// named last, else whom it names first.
func (r *resolver) joinShared() {
	for i := range r.items {
		it := &r.items[i]
		if !r.bare(it) {
			continue
		}
		var fit []int // an item of each person
		seen := map[int]bool{r.of[i]: true}
		for k := range r.items {
			o := &r.items[k]
			if o.Form != text.FormName || o.Kind != text.KindPerson || len(o.words) < 2 || surname(o.words) != it.words[0] || seen[r.of[k]] {
				continue
			}
			seen[r.of[k]] = true
			if agree(r.cluster(i), r.cluster(k)) {
				fit = append(fit, k)
			}
		}
		if len(fit) == 0 {
			continue
		}
		slices.SortStableFunc(fit, func(a, b int) int { return r.earliest(a) - r.earliest(b) })
		rule := "surname"
		if it.title != "" {
			rule = "title-surname"
		}
		r.join(i, r.meantBy(i, fit), rule)
	}
}

// earliest is the first name in the chain of item k.
func (r *resolver) earliest(k int) int {
	for _, m := range r.cluster(k).members {
		if r.items[m].Form == text.FormName {
			return m
		}
	}
	return k
}

// meantBy is whom among the bearers of its surname item i means.
func (r *resolver) meantBy(i int, fit []int) int {
	var held []int
	for _, k := range fit {
		if r.shareOffice(r.cluster(i), r.cluster(k)) {
			held = append(held, k)
		}
	}
	if len(held) == 1 {
		return held[0]
	}
	if g := r.genderBehind(i); g != 0 && r.cluster(i).gender == 0 {
		var same []int
		for _, k := range fit {
			if r.cluster(k).gender == g {
				same = append(same, k)
			}
		}
		if len(same) > 0 {
			fit = same
		}
	}
	best, last := fit[0], -1
	for _, k := range fit {
		for _, m := range r.cluster(k).members {
			if m < i && m > last && r.items[m].Form == text.FormName {
				best, last = k, m
			}
		}
	}
	return best
}

// shareOffice reports whether two chains are said to hold one office.
func (r *resolver) shareOffice(a, b *cluster) bool {
	for _, x := range a.roles {
		for _, y := range b.roles {
			if sameOffice(x, y) && !y.known {
				return true
			}
		}
	}
	return false
}

// genderBehind is the gender of the first pronoun behind item i in its
// sentence, 0 where the name of another or a quotation comes before it.
func (r *resolver) genderBehind(i int) trait {
	for k := i + 1; k < len(r.items) && r.items[k].Sentence == r.items[i].Sentence; k++ {
		o := &r.items[k]
		switch {
		case o.quote != r.items[i].quote:
			return 0
		case o.class == classPerson && o.gender != 0:
			return o.gender
		case o.Form == text.FormName && o.person > 0:
			return 0
		}
	}
	return 0
}
