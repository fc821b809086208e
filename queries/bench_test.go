package queries_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/queries"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// manyRecords makes documents about the same actors: a few take part in most
// statements, as in the news.
func manyRecords(docs, statements, actors int) []*schema.Record {
	rnd := rand.New(rand.NewPCG(1, 2))
	name := func() string {
		// The square root of a uniform number prefers the first.
		f := rnd.Float64()
		return fmt.Sprintf("Person%d Family%d", int(f*f*float64(actors)), int(f*f*float64(actors)))
	}
	relations := []schema.Relation{"meet", "talk", "support", "reject", "say", "visit", "criticize", "propose", "attend"}
	var out []*schema.Record
	for d := range docs {
		r := &schema.Record{}
		r.Doc.ID = text.ArticleID(fmt.Sprintf("doc:%016x", d))
		r.Doc.Source = fmt.Sprintf("%d.txt", d)
		r.Doc.Title = fmt.Sprintf("Report %d", d)
		day := time.Date(2024, 1, 1+d%500, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		r.Doc.Published = day
		seen := map[schema.NodeID]bool{}
		actor := func() schema.Term {
			n := name()
			id := schema.NodeID("actor:" + schema.Slug(n))
			if !seen[id] {
				seen[id] = true
				r.Actors = append(r.Actors, schema.Actor{ID: id, Name: n, Kind: text.KindPerson, Names: []schema.Name{{Text: n, Count: 1}}})
			}
			return schema.Term{Kind: schema.TermActor, ID: id, Name: n, Text: n}
		}
		for i := range statements {
			sentence := fmt.Sprintf("Sentence %d of report %d tells something that happened.\n", i, d)
			start := len(r.Doc.Text)
			r.Doc.Text += sentence
			s := schema.Statement{Doc: r.Doc.ID, Subject: actor(), Object: actor(), Relation: relations[rnd.IntN(len(relations))],
				Modality: schema.Modalities()[rnd.IntN(4)], Order: i, Confidence: 0.9, Rule: "bench", Verb: "did",
				Sentence: text.Span{Start: start, End: len(r.Doc.Text) - 1}}
			s.Span = s.Sentence
			if rnd.IntN(3) == 0 {
				topic := fmt.Sprintf("topic:thing-%d", rnd.IntN(300))
				s.Object = schema.Term{Kind: schema.TermTopic, ID: schema.NodeID(topic), Name: topic[6:], Text: topic[6:]}
			}
			if rnd.IntN(2) == 0 {
				s.Source = []schema.Attribution{{Speaker: actor(), Cue: "say", Modality: schema.Asserted}}
			}
			s.Date, _ = schema.Day(day, schema.BasisExplicit)
			s.ID = schema.MakeStatementID(&s)
			r.Statements = append(r.Statements, s)
		}
		out = append(out, r)
	}
	return out
}

// BenchmarkQueries times each saved query about the busiest actor of a graph
// of 6,000 statements.
func BenchmarkQueries(b *testing.B) {
	ctx := context.Background()
	s, err := graph.Open(ctx, b.TempDir(), graph.Options{NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	records := manyRecords(300, 20, 400)
	for len(records) > 0 {
		n := min(100, len(records))
		if _, err := s.PutAll(ctx, records[:n]); err != nil {
			b.Fatal(err)
		}
		records = records[n:]
	}
	l, err := queries.Open()
	if err != nil {
		b.Fatal(err)
	}
	g := queries.FromStore(s)
	for _, q := range l.List() {
		v := queries.Values{}
		for _, p := range q.Params {
			switch {
			case p.Type == queries.TypeActor && (p.Required || p.Name == "actor"):
				v[p.Name] = []string{"actor:person0-family0"}
			case p.Type == queries.TypeTopic:
				v[p.Name] = []string{"topic:thing-7"}
			}
		}
		if _, ok := q.Param("to-actor"); ok {
			v["to-actor"] = []string{"actor:person300-family300"}
		}
		if _, ok := q.Param("with"); ok && q.Name == "talked" {
			v["with"] = []string{"actor:person1-family1"}
		}
		b.Run(q.Name, func(b *testing.B) {
			rows := 0
			for range b.N {
				t, err := queries.Run(ctx, g, q, v, queries.Options{})
				if err != nil {
					b.Fatal(err)
				}
				rows = len(t.Rows)
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}
