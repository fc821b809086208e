package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dramatis-kg/dramatis/graph"
)

// A full disk is told in a line, and only that is: a fault of the program stays
// one.
func TestStorageFault(t *testing.T) {
	full := fmt.Errorf("pebblekv: %w: no space left on device", graph.ErrStorage)
	if err := storageFault(full); !strings.Contains(message(err), "make room on the disk") {
		t.Errorf("got %v", message(err))
	}
	if err := storageFault(nil); err != nil {
		t.Errorf("without a panic: %v", err)
	}
	other := errors.New("index out of range")
	defer func() {
		if got := recover(); got != other {
			t.Errorf("another panic became %v", got)
		}
	}()
	_ = storageFault(other)
}
