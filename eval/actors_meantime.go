package eval

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// nafActors is what is read of a MEANTIME document to score actors.
type nafActors struct {
	Tokens []struct {
		Sentence int    `xml:"sentence,attr"`
		ID       string `xml:"t_id,attr"`
		Text     string `xml:",chardata"`
	} `xml:"token"`
	Markables struct {
		Mentions []struct {
			ID      string `xml:"m_id,attr"`
			Form    string `xml:"syntactic_type,attr"`
			Head    string `xml:"head,attr"`
			Anchors []struct {
				ID string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:"ENTITY_MENTION"`
		Entities []struct {
			ID       string `xml:"m_id,attr"`
			Type     string `xml:"ent_type,attr"`
			Instance string `xml:"instance_id,attr"`
		} `xml:"ENTITY"`
	} `xml:"Markables"`
	Relations struct {
		RefersTo []struct {
			Sources []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
			Target struct {
				ID string `xml:"m_id,attr"`
			} `xml:"target"`
		} `xml:"REFERS_TO"`
	} `xml:"Relations"`
}

// MEANTIMEActors reads the MEANTIME documents (files *.xml) of the folders
// with their named mentions of persons, organisations and places as gold;
// other mentions are there with the key of what is not scored. Documents are
// annotated up to their fifth sentence.
func MEANTIMEActors(dirs ...string) ([]ActorDoc, error) {
	return readFiles("*.xml", meantimeActors, dirs...)
}

func meantimeActors(file string) (ActorDoc, error) {
	x, err := readXML[nafActors](file)
	if err != nil {
		return ActorDoc{}, err
	}
	name, _, _ := strings.Cut(filepath.Base(file), "_")
	d := ActorDoc{Name: name, Article: &text.Article{ID: text.ArticleID("doc:" + name), Source: filepath.Base(file)}}
	var b strings.Builder
	at := map[string]text.Span{}
	last := 0
	for i, t := range x.Tokens {
		switch {
		case t.Sentence != last && last <= 1: // after the headline and the date
			b.WriteString("\n\n")
		case i > 0 && spaced(x.Tokens[i-1].Text, t.Text):
			b.WriteByte(' ')
		}
		if last = t.Sentence; t.Sentence > meantimeLast && d.End == 0 {
			d.End = b.Len()
		}
		at[t.ID] = text.Span{Start: b.Len(), End: b.Len() + len(t.Text)}
		b.WriteString(t.Text)
	}
	d.Article.Text = b.String()
	d.Gold, err = x.gold(name, at, d.Article.Text)
	return d, err
}

// gold makes the list of gold names. A mention that the annotators joined to
// no entity, or that is no name of an actor, is not scored.
func (x *nafActors) gold(doc string, at map[string]text.Span, body string) ([]ActorMention, error) {
	instance := map[string]string{}
	for _, e := range x.Markables.Entities {
		if e.Instance != "" && (e.Type == "PER" || e.Type == "ORG" || e.Type == "LOC") {
			instance[e.ID] = e.Instance
		}
	}
	of := map[string]string{}
	for _, r := range x.Relations.RefersTo {
		for _, s := range r.Sources {
			of[s.ID] = instance[r.Target.ID]
		}
	}
	var out []ActorMention
	for _, m := range x.Markables.Mentions {
		var span text.Span
		for i, a := range m.Anchors {
			s, ok := at[a.ID]
			if !ok {
				return nil, fmt.Errorf("unknown token %s", a.ID)
			}
			if i == 0 {
				span = s
			}
			span = span.Cover(s)
		}
		if i := strings.Index(span.In(body), m.Head); m.Head != "" && i >= 0 {
			span = text.Span{Start: span.Start + i, End: span.Start + i + len(m.Head)}
		}
		key := of[m.ID]
		name := m.Form == "NAM" || m.Form == "PRE.NAM"
		if key == "" || !name {
			key = noActor
		}
		if span.Len() > 0 && (name || m.Form == "NOM" || m.Form == "PRE.NOM") {
			out = append(out, ActorMention{Doc: doc, Span: span, Key: key, Name: span.In(body)})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Span.Start < out[j].Span.Start })
	return out, nil
}

// spaced reports whether a blank stands between two tokens of running text.
func spaced(before, after string) bool {
	return !strings.ContainsAny(after[:1], ",.;:!?)%'’") && after != "n't" && !strings.ContainsAny(before[len(before)-1:], "($£€")
}
