package resolve

import (
	"slices"
	"strings"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// bind is the name of who is called so in one document: "Jordan@doc:2151e382a0b1c2d3".
// It tells apart those who share a name, and reaches those who have none.
func bind(name string, doc text.ArticleID) string { return name + "@" + string(doc) }

// unbind takes such a name apart; doc is "" for any other.
func unbind(arg string) (name string, doc text.ArticleID) {
	if i := strings.LastIndex(arg, "@doc:"); i > 0 {
		return arg[:i], text.ArticleID(arg[i+1:])
	}
	return arg, ""
}

// Lasting is how a decision names one actor so that it means nobody else, also
// in a graph built anew: by the given name if that does, else by another that
// articles call it, else by what one document calls it ("Jordan@doc:…"). ok is
// false where even its documents use the name for two. Time is linear in the
// number of local actors.
func Lasting(docs []DocLocals, id schema.NodeID, given string) (name string, ok bool) {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b DocLocals) int { return strings.Compare(string(a.Doc), string(b.Doc)) })
	l := newLinker(docs)
	l.splitOff()
	only := func(arg string) bool {
		found := l.find(arg)
		return len(found) > 0 && !slices.ContainsFunc(found, func(i int) bool { return l.members[i].actor.Global != id })
	}
	if only(given) {
		return given, true
	}
	var mine []int
	for i := range l.members {
		if l.members[i].actor.Global == id {
			mine = append(mine, i)
		}
	}
	for _, i := range mine {
		if name := l.members[i].actor.Name; l.members[i].actor.Named && only(name) {
			return name, true
		}
	}
	for _, i := range mine {
		if m := &l.members[i]; only(bind(m.actor.Name, m.doc)) {
			return bind(m.actor.Name, m.doc), true
		}
	}
	return "", false
}

// InDocument is what the document calls an actor, for a decision "split"; ok
// is false where it does not speak of it.
func InDocument(locals []schema.LocalActor, id schema.NodeID) (name string, ok bool) {
	for _, a := range locals {
		if a.Global == id && a.Named {
			return a.Name, true
		}
	}
	return "", false
}
