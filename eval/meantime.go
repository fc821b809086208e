package eval

import (
	"encoding/xml"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/dramatis-kg/dramatis/text"
)

// MeantimeDoc is a document of MEANTIME with its events. The annotators read
// the headline, the dateline and the first four sentences.
type MeantimeDoc struct {
	TokenDoc
	Events []MeantimeEvent // in text order
}

// MeantimeEvent is an event mention.
type MeantimeEvent struct {
	Tokens []text.TokenRef
	// Anchors are the values of the time expressions that include it, or
	// that it is simultaneous with: "2009-06-01", "2009-Q1".
	Anchors []string
	// Instance is the event of the corpus, or of the document if no other
	// document has it; "" if the annotators gave none.
	Instance string
	// Shared says that Instance is one of the corpus.
	Shared bool
}

type meantimeXML struct {
	Markables struct {
		All []struct {
			XMLName  xml.Name
			ID       string `xml:"m_id,attr"`
			Value    string `xml:"value,attr"`
			Instance string `xml:"instance_id,attr"`
			Anchors  []struct {
				ID string `xml:"t_id,attr"`
			} `xml:"token_anchor"`
		} `xml:",any"`
	} `xml:"Markables"`
	Relations struct {
		All []struct {
			XMLName xml.Name
			Type    string `xml:"reltype,attr"`
			Source  []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"source"`
			Target []struct {
				ID string `xml:"m_id,attr"`
			} `xml:"target"`
		} `xml:",any"`
	} `xml:"Relations"`
}

// ReadMeantimeEvents reads the documents of the folders (files *.xml), in
// order of their names.
func ReadMeantimeEvents(dirs ...string) ([]MeantimeDoc, error) {
	return readFiles("*.xml", readMeantime, dirs...)
}

func readMeantime(file string) (MeantimeDoc, error) {
	tokens, at, err := readCAT(file)
	if err != nil {
		return MeantimeDoc{}, err
	}
	x, err := readXML[meantimeXML](file)
	if err != nil {
		return MeantimeDoc{}, err
	}
	d := MeantimeDoc{TokenDoc: tokens}
	event, value, instance := map[string]int{}, map[string]string{}, map[string]string{}
	for _, m := range x.Markables.All {
		switch m.XMLName.Local {
		case "TIMEX3":
			value[m.ID] = isoOr(m.Value)
		case "EVENT":
			instance[m.ID] = m.Instance
		case "EVENT_MENTION":
			if len(m.Anchors) == 0 {
				continue
			}
			e := MeantimeEvent{}
			for _, a := range m.Anchors {
				r, ok := at[a.ID]
				if !ok {
					return MeantimeDoc{}, fmt.Errorf("unknown token %s", a.ID)
				}
				e.Tokens = append(e.Tokens, r)
			}
			event[m.ID] = len(d.Events)
			d.Events = append(d.Events, e)
		}
	}
	for _, r := range x.Relations.All {
		if len(r.Target) != 1 {
			continue
		}
		target := r.Target[0].ID
		switch r.XMLName.Local {
		case "REFERS_TO":
			for _, s := range r.Source {
				if i, ok := event[s.ID]; ok {
					e := &d.Events[i]
					if e.Instance, e.Shared = instance[target], true; e.Instance == "" {
						e.Instance, e.Shared = d.Key+"/"+target, false
					}
				}
			}
		case "TLINK":
			if len(r.Source) == 1 {
				d.link(event, value, r.Source[0].ID, target, r.Type)
			}
		}
	}
	sort.SliceStable(d.Events, func(i, j int) bool {
		a, b := d.Events[i].Tokens[0], d.Events[j].Tokens[0]
		if a.Sentence != b.Sentence {
			return a.Sentence < b.Sentence
		}
		return a.Token < b.Token
	})
	return d, nil
}

// link notes a time link that anchors an event.
func (d *MeantimeDoc) link(event map[string]int, value map[string]string, source, target, kind string) {
	i, forward := event[source]
	v := value[target]
	if !forward {
		if i, forward = event[target]; !forward {
			return
		}
		v = value[source]
		switch kind {
		case "INCLUDES":
			kind = "IS_INCLUDED"
		case "IS_INCLUDED":
			kind = "INCLUDES"
		}
	}
	if v != "" && (kind == "IS_INCLUDED" || kind == "SIMULTANEOUS") && !slices.Contains(d.Events[i].Anchors, v) {
		d.Events[i].Anchors = append(d.Events[i].Anchors, v)
	}
}

// isoOr is a day as the year first, and any other value as it is.
func isoOr(v string) string {
	if day := isoDay(v); day != "" {
		return day
	}
	return strings.TrimSpace(v)
}

// has reports that the token belongs to the mention.
func (e *MeantimeEvent) has(r text.TokenRef) bool { return slices.Contains(e.Tokens, r) }
