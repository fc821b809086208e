package main

import (
	"context"

	"github.com/dramatis-kg/dramatis/graph"
	"github.com/dramatis-kg/dramatis/schema"
)

// pipelineStore is a graph as the pipeline sees it.
type pipelineStore struct{ *graph.Store }

// Put stores a record; what changed is not asked for.
func (s pipelineStore) Put(ctx context.Context, rec *schema.Record) error {
	_, err := s.Store.Put(ctx, rec)
	return err
}
