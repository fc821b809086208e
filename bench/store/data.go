package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// films makes n quads like those of Cayley's 30kmoviedata: films with a name
// and a cast, each member a blank node that leads to an actor and a character;
// no labels. The same n gives the same quads.
func films(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		rng := rand.New(rand.NewPCG(30, uint64(n)))
		left := n
		add := func(s quad.Value, p string, o quad.Value) bool {
			left--
			return yield(quad.Quad{Subject: s, Predicate: quad.IRI(p), Object: o}, nil) && left > 0
		}
		people := max(20, n/12)
		for film := 0; ; film++ {
			id := quad.IRI(fmt.Sprintf("/en/film_%d", film))
			if !add(id, "type", quad.IRI("/film/film")) || !add(id, "name", quad.String(filmName(rng, film))) {
				return
			}
			for part := range 1 + rng.IntN(7) {
				node := quad.BNode(fmt.Sprintf("cast_%d_%d", film, part))
				f := rng.Float64()
				who := int(f * f * f * float64(people))
				person := quad.IRI(fmt.Sprintf("/en/person_%d", who))
				if !add(id, "/film/film/starring", node) || !add(node, "/film/performance/actor", person) ||
					!add(node, "/film/performance/character", quad.String(fmt.Sprintf("Character %d", rng.IntN(n)))) {
					return
				}
				if rng.IntN(6) == 0 && !add(person, "name", quad.String(fmt.Sprintf("Person Number %d", who))) {
					return
				}
			}
		}
	}
}

var nouns = strings.Fields("night river stone garden winter letter house window mountain shadow summer island bridge machine forest glass")

func filmName(rng *rand.Rand, i int) string {
	return fmt.Sprintf("The %s of the %s %d", nouns[rng.IntN(len(nouns))], nouns[rng.IntN(len(nouns))], i)
}

// actors is the number of actors of n documents.
func actors(n int) int { return max(20, n/10) }

func actorOf(rng *rand.Rand, n int) schema.NodeID {
	f := rng.Float64() // the square makes low numbers frequent
	return schema.NodeID(fmt.Sprintf("actor:person-%d", int(f*f*float64(actors(n)))))
}

// document makes one of n documents, with two statements, about 45 quads.
func document(i, n int) *schema.Record {
	rng := rand.New(rand.NewPCG(40, uint64(i)))
	sum := sha256.Sum256(fmt.Appendf(nil, "%d", i))
	r := &schema.Record{Doc: schema.DocMeta{
		ID: text.ArticleID("doc:" + hex.EncodeToString(sum[:])[:16]), Source: fmt.Sprintf("articles/%06d.txt", i),
		Title: fmt.Sprintf("Report %d", i), Outlet: "The Bench", Published: "2025-06-30",
	}}
	seen := map[schema.NodeID]bool{}
	term := func(id schema.NodeID, sent text.Span) schema.Term {
		name := "Person " + strings.TrimPrefix(string(id), "actor:person-")
		if !seen[id] {
			seen[id] = true
			r.Actors = append(r.Actors, schema.Actor{ID: id, Name: name, Kind: text.KindPerson, Names: []schema.Name{{Text: name, Count: 1}}})
		}
		return schema.Term{Kind: schema.TermActor, ID: id, Name: name, Text: name, Span: sent, Type: text.KindPerson}
	}
	rels := []schema.Relation{"meet", "support", "visit", "criticise"}
	for k := range 2 {
		a, b := actorOf(rng, n), actorOf(rng, n)
		rel := rels[rng.IntN(len(rels))]
		day := time.Date(2025, 1, 1+rng.IntN(365), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		start := len(r.Doc.Text)
		r.Doc.Text += fmt.Sprintf("On %s %s did %s %s, report %d said in sentence %d.\n", day, a, rel, b, i, k)
		sent := text.Span{Start: start, End: len(r.Doc.Text) - 1}
		date, err := schema.Day(day, schema.BasisExplicit)
		if err != nil {
			panic(err) // the calendar is ours
		}
		s := schema.Statement{
			Doc: r.Doc.ID, Subject: term(a, sent), Relation: rel, Object: term(b, sent), Verb: string(rel),
			Sentence: sent, Span: sent, VerbSpan: text.Span{Start: start, End: start + 2}, Date: date,
			Modality: schema.Asserted, Order: k, Confidence: 0.9, Rule: "bench",
		}
		if rel == "meet" {
			s.EventType = "CONSULT"
		}
		s.ID = schema.MakeStatementID(&s)
		r.Statements = append(r.Statements, s)
	}
	return r
}
