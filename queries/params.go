package queries

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Values are the values of parameters as people type them.
type Values map[string][]string

// Get is the first value of a parameter, "" if it has none.
func (v Values) Get(name string) string {
	if len(v[name]) == 0 {
		return ""
	}
	return v[name][0]
}

// Reasons of a [ParamError].
var (
	ErrMissing   = errors.New("a required parameter is missing")
	ErrParam     = errors.New("no such parameter")
	ErrValue     = errors.New("a parameter has a wrong value")
	ErrUnknown   = errors.New("the name is not in the graph")
	ErrNoTopic   = fmt.Errorf("no such topic: %w", ErrUnknown)
	ErrAmbiguous = errors.New("the name means several")
)

// ParamError tells why a parameter cannot be bound.
type ParamError struct {
	Query, Param, Value string
	Reason              error // one of the reasons above
	Msg                 string
	Suggestions         []string // names to try instead, best first
}

// Error is the message, with suggestions.
func (e *ParamError) Error() string {
	if len(e.Suggestions) == 0 {
		return e.Msg
	}
	word := "did you mean"
	if errors.Is(e.Reason, ErrAmbiguous) {
		word = "say which"
	}
	return fmt.Sprintf("%s; %s: %s", e.Msg, word, strings.Join(e.Suggestions, ", "))
}

// Unwrap is the reason.
func (e *ParamError) Unwrap() error { return e.Reason }

// maxValue bounds the length of a value, in bytes.
const maxValue = 4096

// maxSuggestions bounds the names that an error offers.
const maxSuggestions = 8

// binding is what the values of a run mean.
type binding struct {
	args  map[string]any // for the query language: nil, string, float64, bool or []string
	shown []BoundParam

	taken []string // notes on who was meant by a name that others have too

	classes  []Class // allowed
	from, to string  // days; "" is open
	undated  bool
	least    float64 // confidence; 0 takes all
	quiet    bool    // nobody asks what other modalities there are
	limit    int     // of rows; 0 is none

	place, words wanted
}

// bind reads the values of a query's parameters. Actors and topics are
// looked up in the graph.
func bind(ctx context.Context, f Finder, q *Query, v Values) (*binding, error) {
	b := &binding{args: map[string]any{}, classes: q.Modality}
	fail := func(param, value string, reason error, format string, args ...any) *ParamError {
		return &ParamError{Query: q.Name, Param: param, Value: value, Reason: reason, Msg: fmt.Sprintf(format, args...)}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if _, ok := q.Param(name); !ok && name != "limit" {
			e := fail(name, v.Get(name), ErrParam, "the query %s has no parameter %q", q.Name, name)
			for _, p := range q.Params {
				e.Suggestions = append(e.Suggestions, p.Name)
			}
			return nil, e
		}
	}
	v, err := expandOn(q, v)
	if err != nil {
		return nil, err
	}
	for _, p := range q.Params {
		given := slices.DeleteFunc(slices.Clone(v[p.Name]), func(s string) bool { return strings.TrimSpace(s) == "" })
		if len(given) == 0 && p.Default != "" {
			given = []string{p.Default}
		}
		if len(given) == 0 {
			if p.Required {
				return nil, fail(p.Name, "", ErrMissing, "the query %s needs %s: %s (for example %s)", q.Name, p.Name, p.Description, p.Example)
			}
			b.args[p.Name] = nil
			continue
		}
		for _, s := range given {
			if len(s) > maxValue {
				return nil, fail(p.Name, "", ErrValue, "%s: the value is longer than %d bytes", p.Name, maxValue)
			}
		}
		if len(given) > 1 && p.Type != TypeModality {
			return nil, fail(p.Name, given[1], ErrValue, "%s: want one value, got %d", p.Name, len(given))
		}
		arg, shown, err := bindOne(ctx, f, q, p, given)
		if err != nil {
			return nil, err
		}
		b.args[p.Name] = arg
		if shown.taken != "" {
			b.taken = append(b.taken, shown.taken)
		}
		shown.Name, shown.Given = p.Name, strings.Join(given, ",")
		shown.narrows = p.Type == TypeRelation || p.Type == TypeText && (!p.Filter || p.Name == placeParam || p.Name == wordsParam)
		b.shown = append(b.shown, shown)
	}
	if err := b.filters(q, v); err != nil {
		return nil, err
	}
	return b, nil
}

// filters takes over the parameters that the runner applies itself.
func (b *binding) filters(q *Query, v Values) error {
	if q.Has(FilterDates) {
		b.from, _ = b.args["from"].(string)
		b.to, _ = b.args["to"].(string)
		b.undated, _ = b.args["undated"].(bool)
		if b.from != "" && b.to != "" && b.from > b.to {
			return &ParamError{Query: q.Name, Param: "to", Value: v.Get("to"), Reason: ErrValue,
				Msg: fmt.Sprintf("the range ends (%s) before it starts (%s)", b.to, b.from)}
		}
	}
	if q.Has(FilterModality) {
		if prefixes, ok := b.args["modality"].([]string); ok {
			b.classes = nil
			for _, p := range prefixes {
				b.classes = append(b.classes, ClassOf(schema.Prefix(p)))
			}
		}
		if all, _ := b.args["all-modalities"].(bool); all {
			b.classes = Classes()
		}
	}
	if q.Has(FilterConfidence) {
		b.least, _ = b.args[confidenceParam].(float64)
	}
	if q.Has(FilterPlace) {
		b.place = wantedOf(v.Get(placeParam))
	}
	if q.Has(FilterWords) {
		b.words = wantedOf(v.Get(wordsParam))
	}
	asked := slices.Equal(b.classes, []Class{ClassAsserted}) // what is not the article's own word is told of
	b.quiet = !slices.Contains(q.Modality, ClassAsserted) || !asked && !slices.Equal(b.classes, q.Modality)
	// The query gets every modality, so that what is left out can be counted;
	// keep leaves it out. A query's own default is for use without a runner.
	prefixes := make([]string, 0, len(classOrder))
	for _, c := range classOrder {
		prefixes = append(prefixes, string(c.Prefix()))
	}
	b.args["modality"] = prefixes
	if s := v.Get("limit"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return &ParamError{Query: q.Name, Param: "limit", Value: s, Reason: ErrValue, Msg: fmt.Sprintf("limit %q: want a number of rows, 1 or more", s)}
		}
		b.limit = n
	}
	return nil
}

// expandOn turns "on" into a range.
func expandOn(q *Query, v Values) (Values, error) {
	on := v.Get("on")
	if !q.Has(FilterDates) || on == "" {
		return v, nil
	}
	if v.Get("from") != "" || v.Get("to") != "" {
		return nil, &ParamError{Query: q.Name, Param: "on", Value: on, Reason: ErrValue, Msg: "on stands alone, without from and to"}
	}
	if _, _, err := ParseDay(on); err != nil {
		return nil, &ParamError{Query: q.Name, Param: "on", Value: on, Reason: ErrValue, Msg: "on: " + err.Error()}
	}
	out := Values{}
	for k, s := range v {
		out[k] = s
	}
	out["from"], out["to"] = []string{on}, []string{on}
	return out, nil
}

func bindOne(ctx context.Context, f Finder, q *Query, p Param, given []string) (any, BoundParam, error) {
	value := given[0]
	wrong := func(format string, args ...any) (any, BoundParam, error) {
		return nil, BoundParam{}, &ParamError{Query: q.Name, Param: p.Name, Value: value, Reason: ErrValue, Msg: p.Name + ": " + fmt.Sprintf(format, args...)}
	}
	switch p.Type {
	case TypeActor:
		m, taken, err := findActor(ctx, f, q.Name, p.Name, value)
		if err != nil {
			return nil, BoundParam{}, err
		}
		return iri(m.ID), BoundParam{Means: m.Name, IDs: []string{string(m.ID)}, taken: taken}, nil
	case TypeTopic:
		found, err := findTopics(ctx, f, q.Name, p.Name, value)
		if err != nil {
			return nil, BoundParam{}, err
		}
		var iris, names, ids []string
		for _, m := range found {
			iris, names, ids = append(iris, iri(m.ID)), append(names, m.Name), append(ids, string(m.ID))
		}
		return iris, BoundParam{Means: strings.Join(names, ", "), IDs: ids}, nil
	case TypeDate:
		first, last, err := ParseDay(value)
		if err != nil {
			return wrong("%v", err)
		}
		if p.Last {
			first = last
		}
		return first, BoundParam{Means: first}, nil
	case TypeInt:
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return wrong("%q: want a whole number, zero or more", value)
		}
		return float64(n), BoundParam{Means: strconv.Itoa(n)}, nil
	case TypeFraction:
		x, err := strconv.ParseFloat(value, 64)
		if err != nil || !(x >= 0 && x <= 1) {
			return wrong("%q: want a number from 0 to 1, such as 0.8", value)
		}
		return x, BoundParam{Means: strconv.FormatFloat(x, 'f', -1, 64)}, nil
	case TypeBool:
		yes, err := strconv.ParseBool(value)
		if err != nil {
			return wrong("%q: want true or false", value)
		}
		return yes, BoundParam{Means: strconv.FormatBool(yes)}, nil
	case TypeRelation:
		names := relationsOf(value)
		if len(names) == 0 {
			return wrong("%q: want the words of a relation, such as meet or travel to", value)
		}
		return names, BoundParam{Means: value}, nil
	case TypeModality:
		var prefixes, names []string
		for _, s := range strings.Split(strings.Join(given, ","), ",") {
			c, err := ParseClass(strings.TrimSpace(s))
			if err != nil {
				return wrong("%q: want %s", s, joinWords(Classes()))
			}
			if !slices.Contains(names, string(c)) {
				prefixes, names = append(prefixes, string(c.Prefix())), append(names, string(c))
			}
		}
		return prefixes, BoundParam{Means: strings.Join(names, ", ")}, nil
	}
	return value, BoundParam{Means: value}, nil
}

// relationsOf are the names in the graph of relations in words, commas between
// them: each as it is written, and by the name that the vocabulary has for it.
func relationsOf(words string) []string {
	var out []string
	for form := range strings.SplitSeq(strings.ToLower(words), ",") {
		form = strings.Join(strings.Fields(strings.ReplaceAll(form, "_", " ")), "_")
		if form == "" {
			continue
		}
		known, _ := schema.DefaultVocabulary().Normalize(form)
		for _, name := range []string{form, string(known)} {
			if !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// ParseDay reads 2025, 2025-03 or 2025-03-13 and returns the first and the
// last day that it names, "2006-01-02".
func ParseDay(s string) (first, last string, err error) {
	bad := fmt.Errorf("date %q: want 2025, 2025-03 or 2025-03-13", s)
	if n := len(s); n != 4 && n != 7 && n != 10 || strings.Trim(s, "0123456789-") != "" {
		return "", "", bad
	}
	if len(s) == 7 && s[5:] > "12" { // seasons of EDTF
		return "", "", bad
	}
	d, err := schema.ParseEDTF(s, schema.BasisExplicit)
	if err != nil {
		return "", "", bad
	}
	first, last = d.Bounds()
	return first, last, nil
}

// findActor resolves a name to one actor. taken says so where others have the
// name too.
func findActor(ctx context.Context, f Finder, query, param, name string) (m Match, taken string, err error) {
	found, err := f.FindActors(ctx, strings.TrimSpace(name))
	if err != nil {
		return Match{}, "", fmt.Errorf("queries: find actor %q: %w", name, err)
	}
	exact := 0
	for exact < len(found) && found[exact].Exact {
		exact++
	}
	if exact == 1 {
		return found[0], takenFor(name, found), nil
	}
	if m, place, ok := ratherThanPlace(found[:exact]); ok {
		return m, fmt.Sprintf("%q was taken for %s; the place of that name is %s", name, m.Name, place.ID), nil
	}
	e := &ParamError{Query: query, Param: param, Value: name, Reason: ErrUnknown, Msg: fmt.Sprintf("no actor is called %q", name)}
	offer := found
	if exact > 1 {
		offer = found[:exact]
		e.Reason, e.Msg = ErrAmbiguous, fmt.Sprintf("%d actors are called %q", exact, name)
	}
	for i, m := range offer {
		if i == maxSuggestions {
			break
		}
		e.Suggestions = append(e.Suggestions, suggestion(m, exact > 1))
	}
	return Match{}, "", e
}

// ratherThanPlace is the one of two namesakes that can act where the other is a
// place: the government that is called Moscow, not the city.
func ratherThanPlace(found []Match) (m, place Match, ok bool) {
	if len(found) != 2 {
		return Match{}, Match{}, false
	}
	m, place = found[0], found[1]
	if m.Kind == text.KindPlace {
		m, place = place, m
	}
	return m, place, place.Kind == text.KindPlace && (m.Kind == text.KindState || m.Kind == text.KindOrg)
}

// takenFor says for whom a name was taken that others have too; "" if nobody
// else has it.
func takenFor(name string, found []Match) string {
	var others []string
	for _, m := range found[1:] {
		if !m.Rare {
			continue
		}
		if len(others) == maxSuggestions {
			others = append(others, "more")
			break
		}
		others = append(others, strconv.Quote(m.Name))
	}
	if len(others) == 0 {
		return ""
	}
	have := "have"
	if len(others) == 1 {
		have = "has"
	}
	return fmt.Sprintf("%q was taken for %s; %s %s the name too", name, found[0].Name, strings.Join(others, ", "), have)
}

// suggestion names a match; with its id where names alone do not tell.
func suggestion(m Match, withID bool) string {
	s := strconv.Quote(m.Name)
	if withID {
		s = string(m.ID) + " (" + m.Name + ")"
	}
	if m.Detail != "" {
		s += " [" + m.Detail + "]"
	}
	return s
}

// findTopics resolves words to all topics that have them. Commas separate
// alternatives: "ceasefire, truce".
func findTopics(ctx context.Context, f Finder, query, param, words string) ([]Match, error) {
	var out []Match
	for _, part := range strings.Split(words, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		found, err := f.FindTopics(ctx, part)
		if err != nil {
			return nil, fmt.Errorf("queries: find topic %q: %w", part, err)
		}
		exact := slices.DeleteFunc(slices.Clone(found), func(m Match) bool { return !m.Exact || slices.Contains(out, m) })
		out = append(out, exact...)
		if len(exact) > 0 || slices.ContainsFunc(found, func(m Match) bool { return m.Exact }) {
			continue
		}
		e := &ParamError{Query: query, Param: param, Value: part, Reason: ErrNoTopic, Msg: fmt.Sprintf("no topic has the words %q", part)}
		for i, m := range found {
			if i == maxSuggestions {
				break
			}
			e.Suggestions = append(e.Suggestions, suggestion(m, false))
		}
		return nil, e
	}
	if len(out) == 0 {
		return nil, &ParamError{Query: query, Param: param, Value: words, Reason: ErrValue, Msg: param + ": want the words of a topic"}
	}
	return out, nil
}

func iri(id schema.NodeID) string { return "<" + string(id) + ">" }
