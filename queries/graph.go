package queries

import (
	"context"
	"iter"

	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// Graph is what queries need of a store. [FromStore] makes one.
type Graph interface {
	Runner
	Finder
	Reader
	Pather
}

// Result is one result of a query language: values by tag. A value is a
// string (an IRI stands in angle brackets), a number, a bool, a list or a
// map of them.
type Result map[string]any

// Runner executes queries.
type Runner interface {
	// Run executes text and returns at most limit results; more tells that
	// there are more of them. It stops when ctx ends.
	Run(ctx context.Context, lang Language, text string, limit int) (results []Result, more bool, err error)
}

// Isolator is a [Runner] that also runs texts that did not come with the
// program, where they can do it no harm. A Graph that is one runs the queries
// of users' files so.
type Isolator interface {
	// RunApart is Run, with the text kept apart.
	RunApart(ctx context.Context, lang Language, text string, limit int) (results []Result, more bool, err error)
}

// Match is a node that a name may mean.
type Match struct {
	ID     schema.NodeID
	Name   string
	Kind   text.EntityKind // of an actor
	Detail string          // what tells it from others of the name: kind, role
	Exact  bool            // the name is one of its names, case and accents aside
	Rare   bool            // it has the name too, but the exact match before it is meant
}

// Finder finds nodes by what people call them.
type Finder interface {
	// FindActors returns the actors that a name may mean, exact ones first,
	// then near misses; none is no error.
	FindActors(ctx context.Context, name string) ([]Match, error)
	// FindTopics does the same for topics.
	FindTopics(ctx context.Context, name string) ([]Match, error)
}

// Reader reads what the graph knows of statements and nodes.
type Reader interface {
	// Evidence reads statements; those that are absent have no entry.
	Evidence(ctx context.Context, ids []schema.StatementID) (map[schema.StatementID]Evidence, error)
	// Names reads the preferred names of actors, topics and documents; those
	// that are absent have no entry.
	Names(ctx context.Context, ids []schema.NodeID) (map[schema.NodeID]string, error)
	// Actor reads an actor over all documents. Its error wraps [ErrUnknown]
	// if there is none.
	Actor(ctx context.Context, id schema.NodeID) (schema.Actor, error)
	// Actors lists all actors by id, without their roles.
	Actors(ctx context.Context) iter.Seq2[CountedActor, error]
}

// CountedActor is an actor with how much there is about it.
type CountedActor struct {
	schema.Actor
	Documents, Statements int
}

// Step is one hop of a path with the statements that connect its ends.
type Step struct {
	From, To   schema.NodeID
	Statements []schema.StatementID // the strongest first
}

// Pather finds connections.
type Pather interface {
	// Path is the shortest chain between two actors over statements of the
	// given classes and of at least that confidence, none if there is none of
	// at most maxHops steps.
	Path(ctx context.Context, from, to schema.NodeID, maxHops int, classes []Class, minConfidence float64) ([]Step, error)
}
