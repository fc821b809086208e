package resolve

import (
	"sort"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// NamedMention is a name in a document and the local actor that it names.
type NamedMention struct {
	Mention int    // index into [text.Document.Mentions]
	Local   string // key of the actor among the locals
}

// Names finds the local actor of every name in a document, also of those of
// which no statement speaks and which [Local] therefore leaves out. Names of
// works, products and events are no actors. The keys are not those that Local
// gives. know may be [Nothing], never nil.
func Names(d *text.Document, know Knowledge) (locals []schema.LocalActor, names []NamedMention) {
	l := newLocaliser(d, know)
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Form != text.FormName || m.Kind == text.KindOther {
			continue
		}
		lead := i
		if m.Chain >= 0 {
			lead = l.leadName(m.Chain, i)
		}
		names = append(names, NamedMention{Mention: i, Local: l.named(m.Chain, lead).Key})
	}
	for _, a := range l.actors {
		locals = append(locals, a.finish())
	}
	sort.Slice(locals, func(i, j int) bool { return locals[i].Key < locals[j].Key })
	return locals, names
}
