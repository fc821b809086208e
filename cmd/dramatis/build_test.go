package main

import (
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis/intake"
	"github.com/dramatis-kg/dramatis/text"
)

func TestCheckPublished(t *testing.T) {
	now := time.Date(2025, 3, 14, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ day, want string }{
		{"", ""},
		{"2025-03-14", ""},
		{"2026-03-14", ""},
		{"2026-03-15", "more than a year after today, 2025-03-14"},
		{"2999-01-01", "more than a year after today"},
		{"1600-01-01", ""},
		{"1599-12-31", "before 1600"},
		{"0001-01-01", "before 1600"},
		{"soon", "is no day"},
	} {
		err := checkPublished(c.day, now)
		if c.want == "" {
			if err != nil {
				t.Errorf("%q: got %v, want none", c.day, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "--published") {
			t.Errorf("%q: got %v, want %q and the flag", c.day, err, c.want)
		}
	}
}

// TestBuildUntilArticle: looking ahead to the first article changes nothing in the
// stream, and reads no further than it.
func TestBuildUntilArticle(t *testing.T) {
	for _, c := range []struct {
		kinds string // a: an article, s: a skip
		ahead int    // how many are read to know
		take  int    // how many the reader of the stream wants
	}{{"", 0, 9}, {"ss", 2, 9}, {"a", 1, 9}, {"ssasa", 3, 9}, {"asas", 1, 2}, {"sas", 2, 1}} {
		read, ended := 0, false
		in := func(yield func(*text.Article, *intake.Skip) bool) {
			defer func() { ended = true }()
			for _, k := range c.kinds {
				read++
				article, skip := &text.Article{}, (*intake.Skip)(nil)
				if k == 's' {
					article, skip = nil, &intake.Skip{}
				}
				if !yield(article, skip) {
					return
				}
			}
		}
		out, skips := untilArticle(in)
		if read != c.ahead {
			t.Errorf("%q: got %d read ahead, want %d", c.kinds, read, c.ahead)
		}
		if !strings.Contains(c.kinds, "a") {
			if out != nil || len(skips) != len(c.kinds) || !ended {
				t.Errorf("%q: got %d skips, ended %v, want all", c.kinds, len(skips), ended)
			}
			continue
		}
		got := ""
		for article, skip := range out {
			switch {
			case article != nil && skip == nil:
				got += "a"
			case article == nil && skip != nil:
				got += "s"
			}
			if len(got) == c.take {
				break
			}
		}
		if want := c.kinds[:min(c.take, len(c.kinds))]; got != want || !ended {
			t.Errorf("%q: got %q, ended %v, want %q", c.kinds, got, ended, want)
		}
	}
}
