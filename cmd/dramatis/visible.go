package main

import (
	"io"
	"unicode/utf8"

	"github.com/dramatis-kg/dramatis/queries/render"
)

// visible is a writer for people: it drops control characters and those that
// turn the direction of text, which could steer a terminal or show words that
// are not there. Words of articles and names of files are not to be trusted.
type visible struct {
	w    io.Writer
	rest []byte // the beginning of a character that the next write ends
}

// forPeople makes one.
func forPeople(w io.Writer) io.Writer { return &visible{w: w} }

// Write writes what is visible of b.
func (v *visible) Write(b []byte) (int, error) {
	all := append(v.rest, b...)
	end := len(all)
	for i := end - 1; i >= 0 && i >= end-utf8.UTFMax; i-- {
		if utf8.RuneStart(all[i]) {
			if !utf8.FullRune(all[i:]) {
				end = i
			}
			break
		}
	}
	v.rest = append([]byte(nil), all[end:]...)
	if _, err := io.WriteString(v.w, render.Visible(string(all[:end]))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// behind is the writer behind one for people.
func behind(w io.Writer) io.Writer {
	if v, ok := w.(*visible); ok {
		return v.w
	}
	return w
}
