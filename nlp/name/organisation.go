package name

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
)

// organisationsIn finds the whole phrases of a region around a word that heads
// names of organisations, with what stands before it ("47th Mechanized
// Brigade", "Ethics and Conduct Commission") and what follows it by preposition
// ("Ministry of Health and Social Affairs").
func (x *extractor) organisationsIn(r region) []span {
	if x.headed == r {
		return x.heads
	}
	x.headed, x.heads = r, x.heads[:0]
	for head := r.first; head < r.end; head++ {
		if !x.heading(head, r) {
			continue
		}
		from := r.first
		if n := len(x.heads); n > 0 {
			from = x.heads[n-1].end
		}
		s := span{first: x.before(head, from), end: head + 1}
		if !legalForms[x.low[head]] {
			s.end = x.behind(s.first, head, r)
		}
		if s.end-s.first > 1 {
			x.heads = append(x.heads, s)
		}
		head = s.end - 1
	}
	return x.heads
}

// heading reports a capitalised word that heads the name of an organisation:
// by itself (Ministry), or before "of" and "for" (Bank of Ghana, Centre for
// Disease Control).
func (x *extractor) heading(i int, r region) bool {
	if !x.name(i) {
		return false
	}
	if gazetteer.OrganisationHead(x.low[i]) || kin[x.low[i]] && i > r.first+1 && x.low[i-1] == "&" && x.name(i-2) {
		return true
	}
	if x.classOf(i).organisation && i > r.first+1 && (x.low[i-1] == "'s" || x.low[i-1] == "'") && x.ownsOrganisations(i-2) {
		return true
	}
	return x.classOf(i).organisation && i+2 < r.end && (x.low[i+1] == "for" || x.low[i+1] == "of" && !loose[x.low[i]])
}

// kin are last partners of a firm.
var kin = wordSet("sons son daughters brothers bros bros. co co. company partners associates")

// legalForms end the name of a firm: what follows is no part of it.
var legalForms = wordSet("inc inc. corp corp. ltd ltd. plc llc gmbh")

// loose are words of organisations that stand before "of" in much else: post
// of, news of, club of.
var loose = wordSet(`post news times mail wire press radio television tv review daily weekly monitor register dispatch globe relief team
	trust service services force group club division command fleet exchange holdings international partners systems technologies
	network union star society movement front cabinet government administration guard party co co. company office`)

// before is where the phrase begins that a word heads, not before token from.
func (x *extractor) before(head, from int) int {
	first := head
	if legalForms[x.low[head]] && head-1 > from && x.low[head-1] == "," && x.name(head-2) { // Orlin, Inc.
		first = head - 2
	}
	for first > from {
		switch k := first - 1; {
		case x.name(k) && !x.classOf(k).title && !starters[x.low[k]]:
			first = k
		case k > from && (x.low[k] == "'s" || x.low[k] == "'" || x.low[k] == "s") && x.ownsOrganisations(k-1):
			first = k - 1
		case k > from && x.low[k] == "&" && k == head-1 && kin[x.low[head]] && x.name(k-1):
			first = k - 1
		case k > from && (x.low[k] == "and" || x.low[k] == "&") && fields[x.low[k-1]] && x.name(k-1) && x.name(first):
			first = k - 1
		default:
			return first
		}
	}
	return first
}

// ownsOrganisations reports a word whose possessive is part of names: the
// People's Bank, King's College, St Thomas' Hospital.
func (x *extractor) ownsOrganisations(i int) bool {
	return x.name(i) && (owners[x.low[i]] || strings.HasSuffix(x.low[i], "workers") || i > 0 && (x.low[i-1] == "st" || x.low[i-1] == "st." || x.low[i-1] == "saint"))
}

var owners = wordSet(`people children women men worker workers teachers farmers veterans students mothers king queen citizens soldiers lawyers
	doctors players consumers employers fishermen`)

// behind is where the phrase from first ends whose head is a word of region r.
func (x *extractor) behind(first, head int, r region) int {
	end := x.run(head+1, r.end)
	for end < r.end && (links[x.low[end]] && (x.low[end] != "on" || committees[x.low[head]])) {
		k := end + 1
		if k < r.end && x.low[k] == "the" {
			k++
		}
		next := x.run(k, r.end)
		if next == k {
			break
		}
		if first < head && x.headsIn(k, next) {
			break // Fourth Corps of the Army of the North is two
		}
		end = x.listed(k, next, r)
	}
	return end
}

// headsIn reports whether one of the tokens heads names of organisations.
func (x *extractor) headsIn(first, end int) bool {
	return slices.ContainsFunc(x.low[first:end], gazetteer.OrganisationHead)
}

// listed is where an enumeration of fields that begins with tokens [first, end)
// ends: Education, Culture and Sport.
func (x *extractor) listed(first, end int, r region) int {
	if !fields[x.low[end-1]] && !x.joined(first, end) {
		return end
	}
	at := end
	for at+1 < r.end {
		k := at
		if x.low[k] == "," {
			k++
		}
		last := k < r.end && (x.low[k] == "and" || x.low[k] == "&")
		if last {
			k++
		}
		next := x.run(k, r.end)
		if k == at || next == k || !x.field(k, next) {
			break
		}
		if at = next; last {
			return at
		}
	}
	return end
}

// field reports the name of a field: Culture, Social Affairs.
func (x *extractor) field(first, end int) bool {
	for i := first; i < end-1; i++ {
		if !fields[x.low[i]] && !qualities[x.low[i]] {
			return false
		}
	}
	return fields[x.low[end-1]]
}

// joined reports words before "and" and another that the tree joins to them.
func (x *extractor) joined(first, end int) bool {
	for i := end + 1; i < len(x.tokens) && i < end+4; i++ {
		if t := &x.tokens[i]; t.Deprel == "conj" && t.Head >= first && t.Head < end {
			return true
		}
	}
	return false
}

// links join the head of an organisation's name to what it is for.
var links = wordSet("of for on")

// committees are heads that "on" follows: the Committee on Foreign Relations.
var committees = wordSet("committee commission council conference subcommittee panel caucus center centre institute")

// fields are what ministries, committees and schools are for.
var fields = wordSet(`accountability accounting administration aerospace affairs ageing aging agriculture architecture arts assistance aviation
	biology business care chemistry commerce communication communications community competition conduct conservation construction
	consumer cooperation co-operation culture cybersecurity defence defense design development disarmament drug ecology economics economy
	education electricity employment energy engineering enterprise environment ethics exchange exports families finance fisheries
	food foreign forestry forests gas governance health heritage highways history home homeland housing immigration industries industry
	information infrastructure innovation integration inspection intelligence investment irrigation justice labor labour land lands
	law livestock logistics management manufacturing maritime marine markets mathematics means media medicine migration mines mining
	music natural navigation nutrition oil operations order oversight parks peace pensions petroleum philosophy physics planning police
	policy ports power prevention procurement production productivity prevention protection reconciliation reconstruction reform
	refugees regulation rehabilitation research resources revenue rights roads safety sanitation science sciences securities security
	services settlement shipping skills society space sport sports standards statistics steel strategy studies supply taxation
	technologies technology telecommunications tourism trade training transformation transport transportation treasury urban utilities
	veterans water weather welfare wildlife women work workers works youth garment interior teachers textile textiles treasury`)

// run is the end of the run of capitalised words, no titles, from i on.
func (x *extractor) run(i, end int) int {
	for i < end && x.name(i) && !x.classOf(i).title {
		i++
	}
	return i
}

// name reports capitalised words.
func (x *extractor) name(i int) bool {
	if isOrdinal(x.low[i]) && i+1 < len(x.shape) && x.shape[i+1] == "Xx" {
		return true // 47th Brigade
	}
	switch x.shape[i] {
	case "Xx", "XX", "XxX", "X", "X.", "X.X.":
		return true
	}
	return false
}

// qualities stand before the names of fields.
var qualities = wordSet(`social urban rural human national public natural economic foreign industrial international regional internal external
	political digital local renewable veterinary cultural scientific environmental medical mental military judicial legal primary secondary
	higher vocational religious ethnic domestic territorial communal civil general sustainable technical applied clinical biological
	physical tropical animal plant child early parliamentary electoral financial fiscal budgetary european inter-american family`)

// partners reports a run of names joined by "&": Baker & Sons.
func (x *extractor) partners(c span) bool {
	i := slices.Index(x.low[c.first:c.end], "&")
	return i > 0 && !(c.first > 0 && x.name(c.first-1)) && !(c.end < len(x.low) && x.name(c.end))
}
