package gazetteer

import (
	"strings"
	"time"
)

// offices lists the holders of each office by its key.
type offices map[string][]Entry

// officeKey names an office: what it is called and of what.
func officeKey(role, of string) string {
	role = Fold(role)
	if w, ok := oneOffice[role]; ok {
		role = w
	}
	return role + "\x00" + Fold(of)
}

// oneOffice are other words for an office.
var oneOffice = map[string]string{"premier": "prime minister",
	"minister of foreign affairs": "foreign minister", "minister for foreign affairs": "foreign minister"}

func (o offices) add(e Entry) {
	if e.Type == TypeLeader && e.Role != "" && e.Of != "" {
		k := officeKey(e.Role, e.Of)
		o[k] = append(o[k], e)
	}
}

// staleAfter is for how many months after it was checked a term without an
// end is believed to last. Later documents need an actors file of the user.
const staleAfter = 12

// holds reports whether the entry's office is known to be held on a day.
func (e Entry) holds(day string) bool {
	if e.From != "" && day < e.From || e.To != "" && day > e.To {
		return false
	}
	if e.To != "" || e.Checked == "" {
		return true
	}
	checked, err := time.Parse("2006-01", e.Checked[:min(7, len(e.Checked))])
	return err == nil && day < checked.AddDate(0, staleAfter+1, 0).Format(time.DateOnly)
}

// Expired counts the offices of the embedded table whose last known holder is
// not believed to hold them on a day ("2006-01-02") any more, only because the
// line was checked too long before. Phrases that name such an office
// ("the president of France") mean nobody then, unless the user's list says
// who. all is how many offices have a holder without an end.
func Expired(day string) (expired, all int) {
	for _, terms := range load().offices {
		last := terms[0]
		for _, e := range terms[1:] {
			if e.From > last.From {
				last = e
			}
		}
		if last.To != "" || day < last.From {
			continue
		}
		all++
		if !last.holds(day) {
			expired++
		}
	}
	return expired, all
}

// holder is the only holder of an office on a day.
func (o offices) holder(role, of, day string) (found Entry, ok bool) {
	for _, e := range o[officeKey(role, of)] {
		if !e.holds(day) {
			continue
		}
		if ok && found.Name != e.Name {
			return Entry{}, false // two at a time, or a hand-over that day
		}
		found, ok = e, true
	}
	return found, ok
}

// headOffices are those of whom "the leader" of a state can mean.
var headOffices = []string{"President", "Prime Minister", "Chancellor", "Supreme Leader"}

// leader is the only one who is known to hold an office at the head of a state
// on a day: of a president beside a prime minister nobody can tell who leads.
func (o offices) leader(of, day string) (found Entry, ok bool) {
	for _, role := range headOffices {
		e, held := o.holder(role, of, day)
		if !held {
			continue
		}
		if ok && found.Name != e.Name {
			return Entry{}, false
		}
		found, ok = e, true
	}
	return found, ok
}

// who is the only holder of an office, or leader, on a day.
func (o offices) who(role, of, day string) (Entry, bool) {
	if Fold(role) == "leader" {
		return o.leader(of, day)
	}
	return o.holder(role, of, day)
}

// Holder returns who held the office that a phrase names on a day
// ("2006-01-02"): "the US president", "Ukraine's president", "the prime
// minister of Canada", "the Chinese leader". ok is false for a phrase without whose office it is,
// with a rank or time of its own ("former", "acting"), in the indefinite, and
// where nobody or more than one is known to have held it that day. What was
// checked more than a year before is not believed to last. more may be nil;
// its holders win.
func Holder(phrase, day string, more *List) (Entry, bool) {
	if len(day) != len(time.DateOnly) {
		return Entry{}, false
	}
	for _, o := range readOffice(phrase) {
		for _, of := range owners(o.of) {
			if more != nil {
				if e, ok := more.offices.who(o.role, of, day); ok {
					return e, true
				}
			}
			if e, ok := load().offices.who(o.role, of, day); ok {
				return e, true
			}
		}
	}
	return Entry{}, false
}

// owners are the canonical names of what an office may be of.
func owners(of string) []string {
	out := []string{of}
	for _, e := range load().entries[Fold(of)] {
		switch e.Type {
		case TypeState, TypeDemonym:
			if c, ok := Country(e.Country); ok {
				out = append(out, c.Name)
			}
		case TypeOrganisation, TypeSeat:
			out = append(out, e.Name)
		}
	}
	return out
}

// office is one reading of a phrase.
type office struct{ role, of string }

// readOffice reads "[the] OF ROLE", "OF's ROLE" and "the ROLE of [the] OF".
func readOffice(phrase string) []office {
	phrase = strings.ReplaceAll(phrase, "’", "'")
	lower := strings.ToLower(phrase)
	for _, article := range []string{"a ", "an "} {
		if strings.HasPrefix(lower, article) {
			return nil
		}
	}
	definite := strings.HasPrefix(lower, "the ")
	if definite {
		phrase = phrase[len("the "):]
	}
	var out []office
	if of, role, ok := strings.Cut(phrase, "'s "); ok {
		return []office{{role, of}}
	}
	if !definite {
		return nil
	}
	if role, of, ok := strings.Cut(phrase, " of "); ok {
		out = append(out, office{role, of})
	}
	words := strings.Fields(phrase)
	for n := len(words) - 1; n > 0; n-- {
		out = append(out, office{strings.Join(words[n:], " "), strings.Join(words[:n], " ")})
	}
	return out
}
