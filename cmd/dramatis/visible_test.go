package main

import (
	"bytes"
	"slices"
	"testing"
)

func TestVisible(t *testing.T) {
	const words = "Anna \u202egnp.exe\u2066 \x1b[31mLind\x07\u200b, été\tand 北京\n"
	const want = "Anna gnp.exe [31mLind, été\tand 北京\n"
	for size := 1; size <= len(words); size++ { // a character may come in two writes
		var b bytes.Buffer
		w := forPeople(&b)
		for part := range slices.Chunk([]byte(words), size) {
			if n, err := w.Write(part); n != len(part) || err != nil {
				t.Fatalf("%d: %d, %v", size, n, err)
			}
		}
		if got := b.String(); got != want {
			t.Errorf("in parts of %d: got %q, want %q", size, got, want)
		}
	}
}

func TestReachable(t *testing.T) {
	for in, want := range map[string]string{"http://127.0.0.1:80": "http://127.0.0.1:80", "http://192.0.2.7:5": "http://192.0.2.7:5"} {
		if got := reachable(in); len(got) != 1 || got[0] != want {
			t.Errorf("reachable(%s) = %q", in, got)
		}
	}
	got := reachable("http://[::]:64210")
	if len(got) == 0 || got[len(got)-1] != "http://127.0.0.1:64210" {
		t.Errorf("of all addresses: %q", got)
	}
	for in, want := range map[string]string{"0.0.0.0": "0.0.0.0:7", "0.0.0.0:9": "0.0.0.0:9", ":9": ":9", "::": "[::]:7", "[fd00::1]": "[fd00::1]:7", "desk.local": "desk.local:7"} {
		if got := withPort(in, 7); got != want {
			t.Errorf("withPort(%s) = %s, want %s", in, got, want)
		}
	}
}
