package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dramatis-kg/dramatis"
)

// exampleStore builds a graph of the example articles and returns its folder.
func exampleStore(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, dramatis.Examples); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("dramatis", "build", "examples", "--quiet")
	cmd.Dir = dir
	// Settings of whoever runs the tests are none of the test's.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "DRAMATIS_") })
	cmd.Env = append(cmd.Env, "XDG_CONFIG_HOME="+filepath.Join(dir, "xdg"), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v: %s", err, out)
	}
	return filepath.Join(dir, "dramatis.store")
}

// TestServe starts the server, asks each of its sides, and ends it the way
// Ctrl-C does.
func TestServe(t *testing.T) {
	store := exampleStore(t)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute) // ends what hangs
	defer cancel()
	out, w := io.Pipe()
	var errOut bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", "--port", "0", "--store", store, "--quiet"}, nil, w, &errOut, nil)
		w.Close() // ends the reader if nothing was printed
	}()
	said := bufio.NewReader(out)
	line, err := said.ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v; code %d: %s", err, <-code, &errOut)
	}
	go io.Copy(io.Discard, said) // a word more would wait for its reader
	url := strings.TrimSuffix(strings.TrimSpace(line[strings.Index(line, "http"):]), "/")
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"GET", "/", "", 200, "<html"},
		{"GET", "/api/v1/queries", "", 200, `"met"`},
		{"POST", "/api/v2/query?lang=gizmo", `g.V("<actor:vladimir-putin>").Out("<rel:meet>").All()`, 200, "actor:alexander-lukashenko"},
		{"POST", "/api/v1/shape/gizmo", `g.V("<actor:vladimir-putin>").All()`, 200, "{"},
		{"POST", "/api/v2/write", `<a> <b> <c> .`, 403, ""},
	} {
		req, err := http.NewRequestWithContext(ctx, c.method, url+c.path, strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != c.status || !strings.Contains(string(body), c.want) {
			t.Errorf("%s %s: got %d, %v, %.300s", c.method, c.path, resp.StatusCode, err, body)
		}
	}
	cancel()
	if got := <-code; got != exitOK {
		t.Errorf("code %d after the end: %s", got, &errOut)
	}
}

// TestInterruptedBuild: a build that is cancelled leaves a graph of whole
// articles, and the same command finishes it: the answers are those of a
// build that was left alone.
func TestInterruptedBuild(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, dramatis.Examples); err != nil {
		t.Fatal(err)
	}
	examples := filepath.Join(dir, "examples")
	answer := func(store string) string {
		var out, errOut bytes.Buffer
		if code := run(context.Background(), []string{"query", "statements", "--all-modalities", "--format", "tsv", "--store", store}, nil, &out, &errOut, nil); code != exitOK {
			t.Fatalf("query: code %d: %s", code, &errOut)
		}
		return out.String()
	}
	whole, cut := filepath.Join(dir, "whole"), filepath.Join(dir, "cut")
	run(context.Background(), []string{"build", examples, "--store", whole, "--quiet"}, nil, io.Discard, io.Discard, nil)

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in, w := io.Pipe()
	var errOut bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"build", filepath.Join(examples, "black-sea.md"), "-", "--input", "jsonl", "--jobs", "1", "--store", cut}, in, io.Discard, &errOut, nil)
	}()
	defer w.Close()
	// One article comes through the pipe, then Ctrl-C while the next is
	// awaited.
	if _, err := io.WriteString(w, "\n{\"text\": \"Anna Lind met Eva Strand.\"}\n"); err != nil {
		t.Fatal(err)
	}
	cancel() // and nobody closes the pipe
	if got := <-code; got != exitInterrupted || !strings.Contains(errOut.String(), "run it again to finish") {
		t.Fatalf("code %d: %s", got, &errOut)
	}
	for _, args := range [][]string{{"build", examples, "--store", cut, "--quiet"}, {"forget", "-:2", "--store", cut, "--quiet"}} {
		run(context.Background(), args, nil, io.Discard, &errOut, nil)
	}
	if got, want := answer(cut), answer(whole); got != want {
		t.Errorf("after the second build got\n%s\nwant\n%s", got, want)
	}
}
