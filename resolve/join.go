package resolve

import (
	"slices"
	"strings"
	"time"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// DocHappenings are the happenings of one document.
type DocHappenings struct {
	Doc        text.ArticleID
	Published  string // "" if not known
	Happenings []schema.Happening
}

// Joins says of which event a statement tells, by document; only of those
// that get another event than their document by itself gives them.
type Joins map[text.ArticleID]map[schema.StatementID]schema.Event

// reach is how many days before publication a happening may lie that is only
// known to be past: news are told within days.
const reach = 7

// OwnEvents are the events that the document by itself makes of its
// happenings: those of a certain day.
func OwnEvents(hs []schema.Happening, globals map[string]Global) map[schema.StatementID]schema.NodeID {
	_, of := ownEvents(units("", "", hs, globals))
	return of
}

func ownEvents(us []*unit) ([]schema.Event, map[schema.StatementID]schema.NodeID) {
	byID := map[schema.NodeID]schema.Event{}
	of := map[schema.StatementID]schema.NodeID{}
	for _, u := range us {
		e, ok := u.own()
		if !ok {
			continue
		}
		if have, dup := byID[e.ID]; dup {
			e = fuller(have, e)
		}
		byID[e.ID] = e
		for _, st := range u.statements {
			of[st] = e.ID
		}
	}
	return sortedEvents(byID), of
}

// fuller is an event with what another telling of it adds.
func fuller(e, o schema.Event) schema.Event {
	if e.Place == "" {
		e.Place = o.Place
	}
	if e.Topic == "" {
		e.Topic = o.Topic
	}
	for _, id := range o.Actors {
		if !slices.Contains(e.Actors, id) {
			e.Actors = append(slices.Clone(e.Actors), id)
		}
	}
	slices.Sort(e.Actors)
	return e
}

// book holds the happenings of all documents by what can be the same.
type book struct {
	at    map[string]*spot   // by key, day and place
	known map[string][]*spot // of a certain day and with all sides, by key
	sided map[string][]*spot // the same by kind and one side
	loose map[string][]*unit // without a certain day, by key
	join  Joins
}

// spot is what happened of one kind between the same sides on one day at one
// place, in the words of the first document.
type spot struct {
	*unit
	all  []*unit
	wide *spot // what the same is told as with more words, nil for none
}

// event is the event of the spot, in the fullest words for it.
func (s *spot) event() schema.Event {
	if s.wide != nil {
		s = s.wide
	}
	return s.unit.event(s.day, s.date.WithBasis(schema.BasisInherited).WithPhrase(""))
}

// enter puts a happening into the book.
func (b *book) enter(u *unit) {
	at := u.key + "\x00" + u.day + "\x00" + string(u.place)
	if s := b.at[at]; s != nil {
		s.all = append(s.all, u)
		if u.doc < s.doc || u.doc == s.doc && u.statements[0] < s.statements[0] {
			s.unit = u
		}
		return
	}
	s := &spot{unit: u, all: []*unit{u}}
	b.at[at] = s
	b.known[u.key] = append(b.known[u.key], s)
	for _, id := range u.sides {
		k := u.kind + " " + string(id)
		b.sided[k] = append(b.sided[k], s)
	}
}

// JoinEvents finds the happenings that several statements tell of. Statements
// of one kind between the same sides on the same day meet by their ids; this
// finds what is told less fully:
//
//   - without a certain day: the one event of that kind and those sides on a
//     day that the date allows, within reach of publication where only that
//     bounds it;
//   - without one of the sides, on a certain day: the one event of the kind
//     with the sides that are told;
//   - all without a certain day: meetings of people that articles of one day of
//     publication tell of in the past tense, and what happens once, told by
//     articles of neighbouring days.
//
// Two places that are told are two happenings. Where two events are possible,
// none is taken: a wrong join is worse than a missed one. The result does not
// depend on the order of docs.
func JoinEvents(docs []DocHappenings, assignment Assignment) Joins {
	b := &book{at: map[string]*spot{}, known: map[string][]*spot{}, sided: map[string][]*spot{}, loose: map[string][]*unit{}, join: Joins{}}
	var rest []*unit
	for _, d := range docs {
		for _, u := range units(d.Doc, d.Published, d.Happenings, assignment[d.Doc]) {
			if u.day == "" || !u.full() {
				rest = append(rest, u)
			} else {
				b.enter(u)
			}
		}
	}
	for _, spots := range b.known {
		for _, s := range spots {
			b.widen(s)
		}
	}
	for _, u := range rest {
		if e, ok := b.told(u); ok {
			b.note(u, e)
		} else if u.day == "" && u.full() && !u.recurs {
			b.loose[u.key] = append(b.loose[u.key], u)
		}
	}
	for _, list := range b.loose {
		b.cluster(list)
	}
	return b.join
}

func (b *book) note(u *unit, e schema.Event) {
	if b.join[u.doc] == nil {
		b.join[u.doc] = map[schema.StatementID]schema.Event{}
	}
	for _, st := range u.statements {
		b.join[u.doc][st] = e
	}
}

// told finds the one event of a certain day that a happening can mean.
func (b *book) told(u *unit) (schema.Event, bool) {
	from, to := u.window()
	if from == "" {
		return schema.Event{}, false
	}
	candidates := b.known[u.key]
	if !u.full() || len(candidates) == 0 && len(u.sides) == 2 && strings.HasPrefix(string(u.sides[1]), "topic:") {
		side := u.sides[0]
		if side == "" {
			side = u.sides[1]
		}
		candidates = b.sided[u.kind+" "+string(side)]
	}
	places := map[string]map[schema.NodeID]bool{} // by day
	best := map[string]*spot{}
	keys := map[string]bool{}
	for _, c := range candidates {
		day := c.day
		if day < from || day > to || c.mutual != u.mutual || !u.within(c.unit) {
			continue
		}
		if c.wide != nil {
			keys[c.wide.key] = true
		} else {
			keys[c.key] = true
		}
		if places[day] == nil {
			places[day] = map[schema.NodeID]bool{}
		}
		places[day][c.place] = true
		if have := best[day]; have == nil || c.doc < have.doc || c.doc == have.doc && c.statements[0] < have.statements[0] {
			best[day] = c
		}
	}
	if len(keys) != 1 {
		return schema.Event{}, false
	}
	var found *spot
	for day, c := range best {
		if u.place != "" && !places[day][u.place] && !places[day][""] {
			continue
		}
		if found != nil {
			return schema.Event{}, false
		}
		found = c
	}
	if found == nil {
		return schema.Event{}, false
	}
	return found.event(), true
}

// within reports that the sides that u tells are those of c.
func (u *unit) within(c *unit) bool {
	if u.mutual {
		for _, id := range u.sides {
			if !slices.Contains(c.sides, id) {
				return false
			}
		}
		return true
	}
	if u.sides[0] == "" {
		return len(c.sides) == 2 && len(u.sides) == 2 && c.sides[1] == u.sides[1]
	}
	if len(u.sides) != len(c.sides) || u.sides[0] != c.sides[0] {
		return false
	}
	return len(u.sides) < 2 || u.sides[1] == c.sides[1] || narrower(c.sides[1], u.sides[1]) || u.day == "" && narrower(u.sides[1], c.sides[1])
}

// narrower reports a topic that says more closely what another is: the
// fishery agreement is the agreement.
func narrower(a, b schema.NodeID) bool {
	x, isTopic := strings.CutPrefix(string(a), "topic:")
	y, both := strings.CutPrefix(string(b), "topic:")
	return isTopic && both && strings.HasSuffix(x, "-"+y)
}

// widen joins happenings that are told with a word for their object to the one
// of the same day that is told with more words for it.
func (b *book) widen(s *spot) {
	if s.mutual || len(s.sides) < 2 || !strings.HasPrefix(string(s.sides[1]), "topic:") {
		return
	}
	var best *spot
	for _, c := range b.sided[s.kind+" "+string(s.sides[0])] {
		if c.day != s.day || c.mutual || len(c.sides) < 2 || c.sides[0] != s.sides[0] || !narrower(c.sides[1], s.sides[1]) || s.place != "" && c.place != "" && s.place != c.place {
			continue
		}
		if best != nil && c.key != best.key {
			return // it can be either
		}
		if best == nil || c.doc < best.doc {
			best = c
		}
	}
	if best == nil {
		return
	}
	s.wide = best
	for _, u := range s.all {
		b.note(u, best.unit.event(s.day, best.date.WithBasis(schema.BasisInherited).WithPhrase("")))
	}
}

// cluster joins happenings of one kind between the same sides of which no
// article says the day. News tell what has just happened, so that articles
// of one day tell of one meeting; what happens once is the same in articles
// of neighbouring days.
func (b *book) cluster(list []*unit) {
	if len(list) < 2 {
		return
	}
	slices.SortFunc(list, func(x, y *unit) int {
		switch {
		case x.published != y.published:
			if x.published < y.published {
				return -1
			}
			return 1
		case x.doc != y.doc:
			if x.doc < y.doc {
				return -1
			}
			return 1
		case x.statements[0] < y.statements[0]:
			return -1
		}
		return 1
	})
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && list[start].retold(list[end]) {
			end++
		}
		if end-start > 1 && onePlace(list[start:end]) {
			first := list[start]
			_, last := first.date.Bounds()
			e := first.event(last+"~", first.date.WithPhrase(""))
			for _, u := range list[start:end] {
				b.note(u, e)
			}
		}
		start = end
	}
}

// retold reports two happenings that are one, u being told first.
func (u *unit) retold(o *unit) bool {
	_, a := u.date.Bounds()
	_, z := o.date.Bounds()
	if u.date.Basis != schema.BasisPublication || o.date.Basis != schema.BasisPublication || a == "" || z == "" {
		return false
	}
	if once[u.kind] {
		return z <= after(a, 2) && !slices.ContainsFunc(u.sides, vague)
	}
	return u.of == schema.Consult && u.named && a == z && len(u.sides) > 1
}

// vague reports a side of which another text can mean another: "the police",
// a product.
func vague(id schema.NodeID) bool {
	return unnamed(id) || strings.HasPrefix(string(id), "topic:") && !strings.Contains(string(id), "-")
}

func after(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

func onePlace(us []*unit) bool {
	place := schema.NodeID("")
	for _, u := range us {
		if u.place != "" && place != "" && u.place != place {
			return false
		}
		if u.place != "" {
			place = u.place
		}
	}
	return true
}

// window is the days on which the happening can be looked for; "" for none.
func (u *unit) window() (from, to string) {
	first, last := u.date.Bounds()
	switch {
	case first != "" && last != "":
		return first, last
	case first == "" && last != "" && (u.date.Basis == schema.BasisPublication || u.date.Basis == schema.BasisAnaphor) && u.published != "" && last >= after(u.published, -reach):
		return after(u.published, -reach), last // also "before the signing"
	}
	return "", ""
}

// Join gives the statements of a record with global actors the events of
// other documents that they were found to mean.
func Join(rec *schema.Record, joins Joins) *schema.Record {
	mine := joins[rec.Doc.ID]
	if len(mine) == 0 {
		return rec
	}
	out := *rec
	byID := map[schema.NodeID]schema.Event{}
	for _, e := range rec.Events {
		byID[e.ID] = e
	}
	out.StatementEvent = map[schema.StatementID]schema.NodeID{}
	for k, v := range rec.StatementEvent {
		out.StatementEvent[k] = v
	}
	for i := range rec.Statements {
		e, ok := mine[rec.Statements[i].ID]
		if !ok {
			continue
		}
		if _, have := byID[e.ID]; !have {
			byID[e.ID] = e
		}
		out.StatementEvent[rec.Statements[i].ID] = e.ID
	}
	told := map[schema.NodeID]bool{}
	for _, id := range out.StatementEvent {
		told[id] = true
	}
	for id := range byID {
		if !told[id] {
			delete(byID, id)
		}
	}
	out.Events = sortedEvents(byID)
	return &out
}
