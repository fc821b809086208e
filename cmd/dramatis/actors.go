package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/pipeline"
)

// reader reads articles with the user's own actors.
func (a *app) reader(opts extract.Options) (*pipeline.Reader, error) {
	list, err := a.actors()
	if err != nil {
		return nil, err
	}
	r, err := pipeline.NewReader(opts)
	if err != nil {
		return nil, err
	}
	return r.WithActors(list), nil
}

// actors reads the user's own actors; nil if there are none.
func (a *app) actors() (*gazetteer.List, error) {
	if a.cfg.Actors == "" {
		return nil, nil
	}
	content, err := os.ReadFile(a.cfg.Actors)
	if err != nil {
		return nil, &usageError{fmt.Errorf("actors: %w", err)}
	}
	list, err := gazetteer.ParseList(string(content))
	if err != nil {
		return nil, &usageError{errors.New("actors " + a.cfg.Actors + " " + strings.ReplaceAll(err.Error(), "\n", "\nactors "+a.cfg.Actors+" ") + "; nothing of it was applied")}
	}
	return list, nil
}
