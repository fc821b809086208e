package gazetteer

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/text"
)

// List is actors that a user adds to those of the gazetteer.
type List struct {
	entries     map[string][]Entry // by folded name
	offices     offices
	fingerprint string
}

// listColumns are the columns of a user's list of actors. A list may have
// them in any order; name and kind it must have.
var listColumns = []string{"name", "aliases", "kind", "role", "of", "from", "to", "wikidata", "country"}

// listKinds are the kinds of actors with the types of their entries.
var listKinds = map[text.EntityKind]Type{
	text.KindPerson: TypeLeader, text.KindOrg: TypeOrganisation, text.KindGroup: TypeOrganisation,
	text.KindState: TypeState, text.KindPlace: TypeRegion,
}

// ParseList reads a user's list of actors: comma-separated values whose first
// line names the columns.
//
//	name,aliases,kind,role,from,to,wikidata
//	Anna Berg,A. Berg;Berg,person,President of Freedonia,2019-05-01,2023-04-30,Q1
//
// Aliases are parted by semicolons. Days are 2006-01-02, both included, empty
// if open. An office is "President of Freedonia", or its two parts in the
// columns role and of. An actor with several terms has a line for each. Lines
// that begin with # are comments. It reports every fault with its line, and
// then returns no list.
func ParseList(content string) (*List, error) {
	l := &List{entries: map[string][]Entry{}, offices: offices{}}
	if !utf8.ValidString(content) {
		return nil, fmt.Errorf("line %d: it is not valid UTF-8; save the file as UTF-8", badLine(content))
	}
	content = strings.TrimPrefix(content, "\ufeff")
	r := csv.NewReader(strings.NewReader(content))
	r.FieldsPerRecord, r.Comment = -1, '#'
	header, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("line 1: it is empty; the first line names the columns: name,aliases,kind,role,from,to,wikidata")
	}
	if err != nil {
		return nil, csvFault(err)
	}
	line, _ := r.FieldPos(0)
	column, faults := readHeader(header, line)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	p := listParser{list: l, column: column, width: len(header), of: map[string]listed{}, named: map[string]listed{}, seen: map[string]int{}}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.faults = append(p.faults, csvFault(err))
			if len(p.faults) > maxFaults {
				break
			}
			continue
		}
		line, _ := r.FieldPos(0)
		p.record(fields, line)
	}
	p.ambiguous()
	if len(p.faults) > 0 {
		sort.SliceStable(p.faults, func(i, j int) bool { return faultLine(p.faults[i]) < faultLine(p.faults[j]) })
		return nil, errors.Join(p.faults...)
	}
	sum := sha256.Sum256([]byte(content))
	l.fingerprint = hex.EncodeToString(sum[:4])
	return l, nil
}

// maxFaults bounds the report on a file that is no list at all.
const maxFaults = 100

// lineFault is a fault of one line.
type lineFault struct {
	line  int
	words string
}

// Error names the line.
func (f *lineFault) Error() string { return fmt.Sprintf("line %d: %s", f.line, f.words) }

func faultLine(err error) int {
	var f *lineFault
	if errors.As(err, &f) {
		return f.line
	}
	return 0
}

func csvFault(err error) error {
	var p *csv.ParseError
	if errors.As(err, &p) {
		return &lineFault{p.Line, p.Err.Error()}
	}
	return err
}

func badLine(content string) int {
	n := 1
	for line := range strings.Lines(content) {
		if !utf8.ValidString(line) {
			break
		}
		n++
	}
	return n
}

// readHeader finds the columns.
func readHeader(header []string, line int) (column map[string]int, faults []error) {
	column = map[string]int{}
	for i, h := range header {
		h = strings.ToLower(strings.TrimSpace(h))
		if !slices.Contains(listColumns, h) {
			faults = append(faults, &lineFault{line, fmt.Sprintf("there is no column %q: want some of %s", h, strings.Join(listColumns, ", "))})
		} else if _, dup := column[h]; dup {
			faults = append(faults, &lineFault{line, fmt.Sprintf("column %s stands twice", h)})
		}
		column[h] = i
	}
	for _, must := range []string{"name", "kind"} {
		if _, ok := column[must]; !ok {
			faults = append(faults, &lineFault{line, fmt.Sprintf("the column %s is missing", must)})
		}
	}
	return column, faults
}

// listed is an actor and the line that first has it.
type listed struct {
	entry Entry
	line  int
}

type listParser struct {
	list   *List
	column map[string]int
	width  int
	of     map[string]listed // actors by folded name
	named  map[string]listed // names and aliases, folded, with whom they mean
	seen   map[string]int    // lines by content
	faults []error
}

func (p *listParser) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, &lineFault{line, fmt.Sprintf(format, args...)})
}

// record reads one line.
func (p *listParser) record(fields []string, line int) {
	if len(fields) != p.width {
		p.fault(line, "it has %d fields, the first line %d", len(fields), p.width)
		return
	}
	field := func(name string) string {
		if i, ok := p.column[name]; ok {
			return strings.TrimSpace(fields[i])
		}
		return ""
	}
	e := Entry{Name: strings.Join(strings.Fields(field("name")), " "), Kind: text.EntityKind(field("kind")), Role: field("role"), Of: field("of"),
		From: field("from"), To: field("to"), Wikidata: field("wikidata"), Country: field("country")}
	before := len(p.faults)
	p.check(&e, line)
	if len(p.faults) > before {
		return
	}
	e.Type = listKinds[e.Kind]
	if e.Of == "" {
		e.Role, e.Of, _ = strings.Cut(e.Role, " of ")
		e.Of = strings.TrimPrefix(e.Of, "the ")
	}
	content := strings.Join([]string{Fold(e.Name), string(e.Kind), Fold(e.Role), Fold(e.Of), e.From}, "\x00")
	if first, dup := p.seen[content]; dup {
		p.fault(line, "line %d has the same actor, office and first day already", first)
		return
	}
	p.seen[content] = line
	if first, again := p.of[Fold(e.Name)]; !again {
		p.of[Fold(e.Name)] = listed{e, line}
	} else if first.entry.Kind != e.Kind || e.Wikidata != "" && first.entry.Wikidata != "" && e.Wikidata != first.entry.Wikidata {
		p.fault(line, "line %d says of %s: %s %s, this one: %s %s", first.line, e.Name, first.entry.Kind, first.entry.Wikidata, e.Kind, e.Wikidata)
		return
	}
	p.list.offices.add(e)
	for _, name := range append([]string{e.Name}, strings.Split(field("aliases"), ";")...) {
		p.name(name, e, line)
	}
}

// name gives an actor a name, which no other of the list may have.
func (p *listParser) name(name string, e Entry, line int) {
	if strings.TrimSpace(name) == "" {
		return
	}
	key := Fold(name)
	if key == "" {
		p.fault(line, "the name %q holds no letters", name)
		return
	}
	if other, ok := p.named[key]; ok && Fold(other.entry.Name) != Fold(e.Name) {
		p.fault(line, "%q names %s, and in line %d %s; a name means one actor", strings.TrimSpace(name), e.Name, other.line, other.entry.Name)
		return
	}
	p.named[key] = listed{e, line}
	p.list.entries[key] = append(p.list.entries[key], e)
}

func (p *listParser) check(e *Entry, line int) {
	if Fold(e.Name) == "" || !strings.ContainsFunc(e.Name, unicode.IsLetter) {
		p.fault(line, "the name %q holds no letters", e.Name)
	}
	if _, ok := listKinds[e.Kind]; !ok {
		p.fault(line, "%q is no kind: want person, organisation, group, state or place", e.Kind)
	}
	for _, day := range []struct{ column, value string }{{"from", e.From}, {"to", e.To}} {
		if day.value == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, day.value); err != nil {
			p.fault(line, "%s: %q is no day: want YYYY-MM-DD", day.column, day.value)
		}
	}
	if e.From != "" && e.To != "" && e.To < e.From {
		p.fault(line, "it ends on %s, before it begins on %s", e.To, e.From)
	}
	if e.Wikidata != "" && (len(e.Wikidata) < 2 || e.Wikidata[0] != 'Q' || strings.Trim(e.Wikidata[1:], "0123456789") != "") {
		p.fault(line, "%q is no Wikidata id: want Q and digits", e.Wikidata)
	}
	if e.Country != "" {
		if _, ok := Country(e.Country); !ok {
			p.fault(line, "%q is no country: want a code of ISO 3166-1 such as NO", e.Country)
		}
	}
	if e.Of != "" && e.Role == "" {
		p.fault(line, "it says of what, but not which role")
	}
}

// ambiguous finds offices that two persons of the list hold on one day.
func (p *listParser) ambiguous() {
	keys := make([]string, 0, len(p.list.offices))
	for k := range p.list.offices {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		terms := p.list.offices[k]
		for i, a := range terms {
			for _, b := range terms[i+1:] {
				apart := a.To != "" && a.To <= b.From || b.To != "" && b.To <= a.From
				if a.Name != b.Name && !apart && strings.Contains(soleOffices, " "+strings.ToLower(a.Role)+" ") {
					p.fault(p.of[Fold(b.Name)].line, "%s is %s of %s while %s (line %d) is; end one before the other", b.Name, b.Role, b.Of, a.Name, p.of[Fold(a.Name)].line)
				}
			}
		}
	}
}

// soleOffices are held by one at a time.
const soleOffices = " president  prime minister  premier chancellor  king  queen  pope  emperor "

// Lookup returns the entries of a name, one for each term of an actor; nil if
// the list has no such name.
func (l *List) Lookup(name string) []Entry {
	if l == nil {
		return nil
	}
	return slices.Clone(l.entries[Fold(name)])
}

// Fingerprint is eight hexadecimal digits that change with the list, "" for
// none.
func (l *List) Fingerprint() string {
	if l == nil {
		return ""
	}
	return l.fingerprint
}
