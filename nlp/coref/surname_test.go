package coref

import (
	"strings"
	"testing"
)

func TestSurname(t *testing.T) {
	for name, want := range map[string]string{
		"ada weber": "weber", "kim min - jeong": "kim", "kim jong un": "kim", "kim haas": "haas", "pham minh tuan": "pham",
		"lee harvey haas": "haas", "xi jinping": "xi", "park weber": "weber", "le van mol": "le", "lena kessler - wolf": "kessler - wolf", "abu omar al - masri": "masri", "ho chi minh": "ho",
	} {
		if got := surname(strings.Fields(name)); got != want {
			t.Errorf("surname(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTurned(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"orban viktor", "viktor orban", true}, {"minh tuan pham", "pham minh tuan", true},
		{"ada weber", "ada weber", false}, {"ada weber", "weber paul", false}, {"weber", "weber", false},
		{"john paul weber", "paul john weber", false},
	} {
		if got := turned(strings.Fields(tt.a), strings.Fields(tt.b)); got != tt.want {
			t.Errorf("turned(%q, %q) = %t, want %t", tt.a, tt.b, got, tt.want)
		}
	}
}
