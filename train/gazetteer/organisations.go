package gazetteer

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/train/wordnet"
)

// leastValue is the market value in dollars below which the dictionaries'
// companies are left out: thousands of small ones with everyday names.
const leastValue = 10_000_000_000

var (
	valuePattern = regexp.MustCompile(`\$([\d,]{5,})`)
	codePattern  = regexp.MustCompile(`\[([A-Z]{3,})`)
	initials     = regexp.MustCompile(`^[A-Z]{3,6}$`)
)

// organisationWords make a name one of an organisation whatever stands
// before them.
var organisationWords = strings.Fields(`AGENCY ALLIANCE ARMY ASSOCIATION AUTHORITY BANK BRIGADE BRIGADES CENTER CENTRE CHURCH COALITION
	COMMISSION COMMITTEE COMMUNITY CONFEDERATION CONFERENCE CONGRESS CORPORATION COUNCIL COURT FEDERATION FORCE FORCES FORUM
	FOUNDATION FRONT FUND GROUP INSTITUTE INTERNATIONAL LEAGUE LIBERATION MILITIA MISSION MOVEMENT NETWORK ORGANIZATION ORGANISATION
	PARTY PROGRAM PROGRAMME RESISTANCE SOCIETY TRIBUNAL UNION UNIVERSITY WATCH`)

// organisations gives name, kind and three-letter code of international
// organisations, great companies, news media and armed groups.
func organisations(dir string, first map[string]string, db *wordnet.DB) ([]string, error) {
	kinds := make(map[string]string) // name → kind
	for _, file := range []string{"Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"} {
		armed := strings.Contains(file, "MilNonState")
		if err := readActors(filepath.Join(dir, file), func(name, code, comment string) {
			kind := "organisation"
			if armed {
				kind = "group"
			}
			if name, ok := organisationName(name, code, comment, armed, first, db); ok {
				if _, seen := kinds[name]; !seen {
					kinds[name] = kind
				}
			}
		}); err != nil {
			return nil, err
		}
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		out = append(out, name+"\t"+kinds[name])
	}
	return out, nil
}

// readActors reads entries "NAME_ [CODE] # comment" and their synonyms, lines
// that begin with "+".
func readActors(path string, each func(name, code, comment string)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("gazetteer: %w", err)
	}
	defer f.Close()
	code, comment := "", ""
	s := bufio.NewScanner(f)
	for s.Scan() {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' || line[0] == '[' {
			continue
		}
		name := line
		if i := strings.IndexAny(line, "[#"); i >= 0 {
			name = line[:i]
		}
		if name[0] != '+' {
			code, comment = "", line
			if m := codePattern.FindStringSubmatch(line); m != nil {
				code = m[1]
			}
		}
		name = strings.Join(strings.FieldsFunc(strings.TrimPrefix(name, "+"), func(r rune) bool { return r == '_' || r == ' ' || r == '\t' }), " ")
		if name != "" {
			each(name, code, comment)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("gazetteer: %s: %w", path, err)
	}
	return nil
}

// organisationName decides whether an entry is a name that a text can be
// searched for, and writes it in mixed case.
func organisationName(name, code, comment string, armed bool, first map[string]string, db *wordnet.DB) (string, bool) {
	words := strings.Fields(name)
	upper := strings.ToUpper(name)
	if len(name) < 3 || len(words) > 8 || strings.ContainsAny(name, "()+*/$0123456789") || name != upper {
		return "", false
	}
	known := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(organisationWords, w) })
	if strings.HasPrefix(code, "MNC") {
		m := valuePattern.FindStringSubmatch(comment)
		if m == nil {
			return "", false
		}
		value, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
		if err != nil || value < leastValue {
			return "", false
		}
		words, known = trimCompany(words), true
	}
	if len(words) == 1 {
		low := strings.ToLower(words[0])
		if _, isName := first[low]; isName || len(low) < 3 || len(db.Senses(wordnet.Noun, low))+len(db.Senses(wordnet.Verb, low))+len(db.Senses(wordnet.Adj, low)) > 0 {
			return "", false
		}
		if initials.MatchString(words[0]) && len(words[0]) <= 5 {
			return words[0], true
		}
		return title(words), armed || known
	}
	if _, isName := first[strings.ToLower(words[0])]; isName && !known {
		return "", false // a person
	}
	return title(words), known || armed && len(words) <= 5
}

// trimCompany drops legal forms at the end of a company's name.
func trimCompany(words []string) []string {
	for len(words) > 1 && slices.Contains([]string{"INC", "INC.", "CORP", "CORPORATION", "LTD", "PLC", "COMPANY", "CO", "CO.", "INCORPORATED",
		"HOLDINGS", "LIMITED", "LLC", "SA", "AG", "NV", "THE", "COMPANIES", "GROUP"}, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}

func title(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		low := strings.ToLower(w)
		switch {
		case i > 0 && slices.Contains([]string{"of", "the", "and", "for", "in", "on", "de", "al", "la"}, low):
			out[i] = low
		default:
			out[i] = w[:1] + low[1:]
		}
	}
	return strings.Join(out, " ")
}
