package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPrecedence: flag over variable over file over default, for each kind
// of value.
func TestPrecedence(t *testing.T) {
	path := file(t, "store: from-file\nworkers: 3\nquery:\n  timeout: 5s\n  rows: 7\nserve:\n  port: 1000\n  writable: true\nqueries: [a, b]\nlimits: {article: 2 MiB}\npublished: 2025-03-14\n")
	env := []string{"PATH=/bin", "DRAMATIS_WORKERS=4", "DRAMATIS_QUERY_ROWS=8", "DRAMATIS_SERVE_PORT=2000", "DRAMATIS_FORMAT="}
	l, err := Load(Options{File: path, Environ: env, Flags: map[string]Flag{"serve.port": {"port", 3000}, "workers": {"jobs", "5"}}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range l.Settings() {
		got[s.Key] = s.Value + " | " + strings.Replace(s.From.String(), path, "F", 1)
		if s.Doc == "" {
			t.Errorf("%s has no explanation", s.Key)
		}
	}
	for key, want := range map[string]string{
		"store":          "from-file | file F",
		"data":           "../shared/data | default",
		"published":      "2025-03-14 | file F",
		"workers":        "5 | flag --jobs",
		"query.timeout":  "5s | file F",
		"query.rows":     "8 | variable DRAMATIS_QUERY_ROWS",
		"serve.port":     "3000 | flag --port",
		"serve.writable": "true | file F",
		"serve.host":     "127.0.0.1 | default",
		"queries":        "a,b | file F",
		"limits.article": "2 MiB | file F",
		"format":         " | default",
	} {
		if got[key] != want {
			t.Errorf("%s: got %q, want %q", key, got[key], want)
		}
	}
	if l.Query.Timeout != 5*time.Second || l.Limits.Article != 2<<20 || len(l.Queries) != 2 {
		t.Errorf("got %+v", l.Config)
	}
}

func TestFaultsNameKeyAndSource(t *testing.T) {
	for _, c := range []struct {
		name  string
		o     Options
		wants []string
	}{
		{"unknown key in the file", Options{File: file(t, "stoer: x\nserve:\n  prot: 1\n")}, []string{"stoer (file", "did you mean store?", "serve.prot (file", "did you mean serve.port?"}},
		{"unknown variable", Options{Environ: []string{"DRAMATIS_STORES=x"}}, []string{"stores (variable DRAMATIS_STORES)", "did you mean store?"}},
		{"wrong kinds", Options{File: file(t, "workers: many\nquery: {timeout: 30}\nserve: {writable: perhaps}\nlimits: {article: 8 MB}\nstore: [a]\nqueries: 5\n")}, []string{`workers (file`, `"many", want a whole number`, `query.timeout`, `is 30, want a time with its unit`, `serve.writable`, `limits.article`, `store`, `queries`}},
		{"a group for a value", Options{File: file(t, "serve: 5\n")}, []string{"serve (file"}},
		{"bad values, all at once", Options{Environ: []string{"DRAMATIS_WORKERS=0", "DRAMATIS_SERVE_PORT=70000", "DRAMATIS_SERVE_HOST=0.0.0.0", "DRAMATIS_FORMAT=xml", "DRAMATIS_PUBLISHED=14.3.2025"}}, []string{"workers (variable DRAMATIS_WORKERS)", "serve.port", "serve.host", "format", "published"}},
		{"no such file", Options{File: "nowhere.yaml"}, []string{"nowhere.yaml (flag --config)", "no such file"}},
		{"no such file by variable", Options{Environ: []string{"DRAMATIS_CONFIG=nowhere.yaml"}}, []string{"variable DRAMATIS_CONFIG"}},
		{"no YAML", Options{File: file(t, "store: [")}, []string{"no valid YAML"}},
		{"contradiction", Options{Flags: map[string]Flag{"quiet": {"quiet", true}, "verbose": {"verbose", true}}}, []string{"quiet (flag --quiet) contradicts verbose"}},
	} {
		_, err := Load(c.o)
		if err == nil {
			t.Errorf("%s: got no error", c.name)
			continue
		}
		for _, want := range c.wants {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %q, want it to contain %q", c.name, err, want)
			}
		}
	}
}

func TestSearch(t *testing.T) {
	path := file(t, "workers: 9\n")
	l, err := Load(Options{Search: []string{filepath.Join(t.TempDir(), FileName), path}})
	if err != nil || l.File != path || l.Workers != 9 {
		t.Errorf("got %+v, %v", l, err)
	}
	l, err = Load(Options{})
	if err != nil || l.File != "" {
		t.Errorf("without any source: got %+v, %v", l, err)
	}
	if got := SearchPaths("x"); len(got) != 2 || got[0] != FileName {
		t.Errorf("got %q", got)
	}
}

func TestDefaultIsValid(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
	var c Config
	if err := c.Validate(); err == nil || strings.Count(err.Error(), "\n") < 4 {
		t.Errorf("the empty configuration: got %v, want all its faults", err)
	}
}

// TestValuesRoundTrip: what a setting prints, it reads.
func TestValuesRoundTrip(t *testing.T) {
	c := Default()
	for _, k := range keys() {
		before := k.get(&c)
		if err := k.set(&c, before); err != nil || k.get(&c) != before {
			t.Errorf("%s: %q became %q, %v", k.name, before, k.get(&c), err)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add("store: x\nserve: {port: 1}\n")
	f.Add("queries: [a, 1]\nlimits:\n  article: 9223372036854775807 GiB\n")
	f.Add("a.b: c\n? [x]\n: y\n")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Load(Options{File: file(t, s)})
		if err == nil && l.Validate() != nil {
			t.Errorf("%q: accepted, yet %v", s, l.Validate())
		}
	})
}
