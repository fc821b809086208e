package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// generated stores documents of generated statements, each between two of the
// actors and of distinct pairs.
func generated(b testing.TB, documents, actors, ties int) *graph.Store {
	b.Helper()
	ctx := context.Background()
	s, err := graph.Open(ctx, b.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	rnd := rand.New(rand.NewPCG(3, 4))
	seen := map[[2]int]bool{}
	var pairs [][2]int
	for len(pairs) < ties {
		p := [2]int{rnd.IntN(actors), rnd.IntN(actors)}
		if p[0] != p[1] && !seen[p] && !seen[[2]int{p[1], p[0]}] {
			seen[p] = true
			pairs = append(pairs, p)
		}
	}
	per := (ties + documents - 1) / documents
	var batch []*schema.Record
	for d := range documents {
		batch = append(batch, generatedRecord(b, rnd, d, pairs[min(d*per, ties):min((d+1)*per, ties)]))
		if len(batch) == 50 || d == documents-1 {
			if _, err := s.PutAll(ctx, batch); err != nil {
				b.Fatal(err)
			}
			batch = nil
		}
	}
	return s
}

func generatedRecord(b testing.TB, rnd *rand.Rand, d int, pairs [][2]int) *schema.Record {
	b.Helper()
	hash := sha256.Sum256(fmt.Append(nil, d))
	rec := &schema.Record{Doc: schema.DocMeta{ID: text.ArticleID("doc:" + hex.EncodeToString(hash[:8])), Source: fmt.Sprintf("article-%d.txt", d),
		Title: fmt.Sprintf("Article %d", d), Published: "2025-03-14"}}
	actors := map[schema.NodeID]*schema.Actor{}
	term := func(n int, at text.Span) schema.Term {
		name := fmt.Sprintf("Person Number%d", n)
		id := schema.NodeID(fmt.Sprintf("actor:person-number%d", n))
		actors[id] = &schema.Actor{ID: id, Name: name, Kind: text.KindPerson, Names: []schema.Name{{Text: name, Count: 1}}}
		return schema.Term{Kind: schema.TermActor, ID: id, Name: name, Text: name, Type: text.KindPerson, Span: at}
	}
	for i, p := range pairs {
		sentence := fmt.Sprintf("Person Number%d met Person Number%d in the capital to speak about trade.", p[0], p[1])
		at := text.Span{Start: len(rec.Doc.Text), End: len(rec.Doc.Text) + len(sentence)}
		rec.Doc.Text += sentence + "\n"
		date, err := schema.Day(time.Date(2024, 1, 1+rnd.IntN(600), 0, 0, 0, 0, time.UTC).Format(time.DateOnly), schema.BasisExplicit)
		if err != nil {
			b.Fatal(err)
		}
		st := schema.Statement{
			Doc: rec.Doc.ID, Subject: term(p[0], at), Relation: "meet", Object: term(p[1], at), Verb: "met", VerbSpan: at, EventType: schema.Consult,
			Modality: schema.Modalities()[rnd.IntN(4)], Date: date, Sentence: at, Span: at, Order: i, Confidence: .9, Rule: "generated",
		}
		st.ID = schema.MakeStatementID(&st)
		rec.Statements = append(rec.Statements, st)
	}
	for _, a := range actors {
		rec.Actors = append(rec.Actors, *a)
	}
	slices.SortFunc(rec.Actors, func(x, y schema.Actor) int { return bytes.Compare([]byte(x.ID), []byte(y.ID)) })
	return rec
}

// measure asks each address b.N times. Answers are not kept by the client.
func measure(b *testing.B, base string, paths ...string) {
	for _, path := range paths {
		b.Run(path, func(b *testing.B) {
			size := 0
			for b.Loop() {
				status, body, _ := get(b, base+path)
				if status != 200 {
					b.Fatalf("%d %.200s", status, body)
				}
				size = len(body)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}

// BenchmarkLatency asks a store of 320 articles with 40 statements each.
func BenchmarkLatency(b *testing.B) {
	base := start(b, generated(b, 320, 2000, 12_800), Options{})
	measure(b, base, "/api/v1/status", "/api/v1/actors", "/api/v1/actors?q=number12", "/api/v1/statements", "/api/v1/statements?actor=actor:person-number7", "/api/v1/timeline",
		"/api/v1/network", "/api/v1/network?actor=actor:person-number7&depth=2", "/api/v1/events", "/api/v1/documents", "/api/v1/paths?from-actor=actor:person-number7&to-actor=actor:person-number99",
		"/api/v1/queries/met?actor=actor:person-number7", "/api/v1/actors/actor:person-number7", "/plain/")
}

// BenchmarkLargeNetwork asks for all of 10,000 actors and 50,000 ties: first
// when nothing was read yet, then again.
func BenchmarkLargeNetwork(b *testing.B) {
	s := generated(b, 500, 10_000, 50_000)
	const all = "/api/v1/network?nodes=50000&edges=500000&modality=asserted&modality=planned&modality=hypothetical&modality=negated"
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			base := start(b, s, Options{})
			b.StartTimer()
			if status, body, _ := get(b, base+all); status != 200 || len(body) < 5_000_000 {
				b.Fatalf("%d %.200s", status, body)
			}
		}
	})
	measure(b, start(b, s, Options{}), all, "/api/v1/network?nodes=300", "/api/v1/network?from=2024-06&to=2024-07", "/api/v1/export?what=network&format=gexf")
}
