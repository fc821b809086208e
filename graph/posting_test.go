package graph

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

func TestKeys(t *testing.T) {
	p := place{"doc:1", 0x1f}
	k := timelineKey("actor:a", "2025-03-13", 7, p)
	if want := "Dtactor:a\x002025-03-13\x00000007\x00doc:1\x000000001f"; string(k) != want {
		t.Errorf("got %q, want %q", k, want)
	}
	day, order, at, err := parseWhere(string(k[len(under(secTimeline, "actor:a")):]))
	if err != nil || day != "2025-03-13" || order != "000007" || at != p {
		t.Errorf("got %v %v %v %v", day, order, at, err)
	}
	for _, bad := range []string{"", "a", "b\x00c\x00d", "b\x00c\x00d\x00zz", "b\x00c\x00d\x000000000g", "b\x00c\x00d\x00e\x0000000001"} {
		if _, _, _, err := parseWhere(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func FuzzTimelineKey(f *testing.F) {
	f.Add("actor:a", "2025-03-13", 7, "doc:1", 31)
	f.Fuzz(func(t *testing.T, n, day string, order int, doc string, i int) {
		if strings.ContainsRune(n+day+doc, 0) || order < 0 || i < 0 || i > 1<<30 {
			return
		}
		k := timelineKey(schema.NodeID(n), day, order, place{text.ArticleID(doc), i})
		prefix := under(secTimeline, n)
		if !bytes.HasPrefix(k, prefix) {
			t.Fatalf("%q does not begin with %q", k, prefix)
		}
		gd, _, at, err := parseWhere(string(k[len(prefix):]))
		if err != nil || gd != day || string(at.doc) != doc || at.index != i {
			t.Errorf("got %q %+v %v", gd, at, err)
		}
	})
}

func FuzzPosting(f *testing.F) {
	for _, r := range []*schema.Record{storyA(f), storyB(f)} {
		for i := range r.Statements {
			p := postingOf(&r.Statements[i])
			f.Add(r.Statements[i].Date.SortKey(), p.encode())
		}
	}
	f.Fuzz(func(t *testing.T, day string, b []byte) {
		var first, second unpacker
		var p, again posting
		if first.posting(&p, day, string(b)) != nil {
			return
		}
		if p.first == p.last && p.first != "" {
			day = p.first // as in every key
		}
		if err := second.posting(&again, day, string(p.encode())); err != nil || fmt.Sprint(again) != fmt.Sprint(p) {
			t.Errorf("got %+v, want %+v, %v", again, p, err)
		}
	})
}

// TestKeptEntries keeps the entries of a listing, of which some are larger
// than the pieces that they are cut from, and wants them unchanged at its end.
func TestKeptEntries(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	var u unpacker
	var e entry
	var got, want []entry
	for i := range 3000 {
		w := entry{day: "2025-01-01", order: orderKey(i), at: place{"doc:1", i}}
		w.relation = schema.Relation(strings.Repeat("r", rng.IntN(40)))
		if i%500 == 250 {
			w.relation = schema.Relation(strings.Repeat("r", 2*pieceBytes))
		}
		w.modality = append(schema.Modalities(), "unheard of")[rng.IntN(5)]
		switch w.known = i%4 > 0; i % 4 {
		case 1:
			w.first, w.last = w.day, w.day
		case 2:
			w.first, w.last = w.day, "2025-02-01"
		case 3:
			w.last = w.day
		}
		for m := range 1 + rng.IntN(9) {
			w.members = append(w.members, member{schema.NodeID(fmt.Sprint("actor:", i, m)), partObject})
		}
		want = append(want, w)
		k := timelineKey("*", w.day, i, w.at)
		if err := u.entry(&e, k[len(under(secTimeline, "*")):], w.encode()); err != nil {
			t.Fatal(err)
		}
		got = append(got, e.kept())
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("what was kept has changed")
	}
}
