package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	cayley "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/refs"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"github.com/dramatis-kg/dramatis/graph/plan"
)

// Row is one result: its fields, sorted by name.
type Row []Field

// Field is a named value.
type Field struct {
	Name  string
	Value Value
}

// Get is the value of a field.
func (r Row) Get(name string) (Value, bool) {
	for _, f := range r {
		if f.Name == name {
			return f.Value, true
		}
	}
	return Value{}, false
}

// MarshalJSON writes an object with the fields in their order.
func (r Row) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, f := range r {
		if i > 0 {
			b = append(b, ',')
		}
		k, err := json.Marshal(f.Name)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(f.Value)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, k...), ':'), v...)
	}
	return append(b, '}'), nil
}

// ValueKind tells values apart.
type ValueKind string

// The kinds of values.
const (
	Null   ValueKind = "null"
	Node   ValueKind = "node" // an IRI: an actor, a statement, a predicate
	Text   ValueKind = "text"
	Number ValueKind = "number"
	Bool   ValueKind = "bool"
	List   ValueKind = "list"
	Object ValueKind = "object"
)

// Value is a value of a result.
type Value struct {
	Kind   ValueKind
	Text   string  // of a node (without angle brackets), text, number or bool
	Number float64 // of a number
	List   []Value
	Object Row
}

// String is the value as text: a node without its angle brackets, a list with
// commas.
func (v Value) String() string {
	switch v.Kind {
	case List:
		out := make([]string, len(v.List))
		for i, x := range v.List {
			out[i] = x.String()
		}
		return strings.Join(out, ", ")
	case Object:
		out := make([]string, len(v.Object))
		for i, f := range v.Object {
			out[i] = f.Name + ": " + f.Value.String()
		}
		return strings.Join(out, ", ")
	}
	return v.Text
}

// MarshalJSON writes the value plainly; a node is a string without its angle
// brackets.
func (v Value) MarshalJSON() ([]byte, error) {
	switch v.Kind {
	case Null, "":
		return []byte("null"), nil
	case Number, Bool:
		return []byte(v.Text), nil
	case List:
		if v.List == nil {
			return []byte("[]"), nil
		}
		return json.Marshal(v.List)
	case Object:
		return json.Marshal(v.Object)
	}
	return json.Marshal(v.Text)
}

// distinct drops repeated objects from the lists of a GraphQL result: an
// object comes once for every quad that leads to it, and where a plan starts
// decides which quads are walked.
func distinct(v any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			d, err := distinct(v[k])
			if err != nil {
				return nil, err
			}
			v[k] = d
		}
	case []map[string]any:
		seen := make(map[string]bool, len(v))
		out := v[:0]
		for _, m := range v {
			if _, err := distinct(m); err != nil {
				return nil, err
			}
			b, err := json.Marshal(m)
			if err != nil {
				return nil, err
			}
			if !seen[string(b)] {
				seen[string(b)] = true
				out = append(out, m)
			}
		}
		return out, nil
	}
	return v, nil
}

// converter turns results of Cayley's sessions into rows.
type converter struct {
	ctx context.Context
	qs  *plan.QuadStore
	any bool // whether there was a row already
}

func (c converter) rows(result any) ([]Row, error) {
	switch r := result.(type) {
	case *gizmo.Result:
		return c.gizmo(r)
	case map[string]any: // GraphQL, or an object of MQL
		names := sortedNames(r)
		if len(names) == 1 {
			switch v := r[names[0]].(type) {
			case []map[string]any:
				var out []Row
				for _, m := range v {
					row, err := c.object(m)
					if err != nil {
						return nil, err
					}
					out = append(out, row)
				}
				return out, nil
			case map[string]any:
				row, err := c.object(v)
				return []Row{row}, err
			case nil:
				return nil, nil
			}
		}
		row, err := c.object(r)
		return []Row{row}, err
	case nil:
		return nil, nil
	}
	v, err := c.value(result)
	return []Row{{{"value", v}}}, err
}

func (c converter) gizmo(r *gizmo.Result) ([]Row, error) {
	switch {
	case r.Meta:
		// The value of the script's last line is a result only if the script
		// had no other, as in "g.V().Count()".
		switch r.Val.(type) {
		case int64, float64, string, bool, []any, map[string]any:
			if !c.any {
				return c.gizmo(&gizmo.Result{Val: r.Val})
			}
		}
		return nil, nil
	case r.Tags == nil && r.Val == nil:
		return nil, nil
	case r.Tags == nil:
		if m, ok := r.Val.(map[string]any); ok {
			row, err := c.object(m)
			return []Row{row}, err
		}
		v, err := c.value(r.Val)
		return []Row{{{"value", v}}}, err
	}
	names := make([]string, 0, len(r.Tags))
	for n := range r.Tags {
		names = append(names, n)
	}
	sort.Strings(names)
	nodes := make([]cayley.Ref, len(names))
	for i, n := range names {
		nodes[i] = r.Tags[n]
	}
	vals, err := refs.ValuesOf(c.ctx, c.qs, nodes)
	if err != nil {
		return nil, err
	}
	row := make(Row, 0, len(names))
	for i, n := range names {
		if vals[i] != nil {
			row = append(row, Field{n, valueOf(vals[i])})
		}
	}
	if len(row) == 0 {
		return nil, nil
	}
	return []Row{row}, nil
}

func sortedNames(m map[string]any) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (c converter) object(m map[string]any) (Row, error) {
	row := make(Row, 0, len(m))
	for _, k := range sortedNames(m) {
		v, err := c.value(m[k])
		if err != nil {
			return nil, err
		}
		row = append(row, Field{k, v})
	}
	return row, nil
}

func (c converter) value(v any) (Value, error) {
	list := func(n int, at func(int) any) (Value, error) {
		out := Value{Kind: List, List: make([]Value, n)}
		for i := range n {
			x, err := c.value(at(i))
			if err != nil {
				return Value{}, err
			}
			out.List[i] = x
		}
		return out, nil
	}
	switch v := v.(type) {
	case nil:
		return Value{Kind: Null}, nil
	case quad.Value:
		return valueOf(v), nil
	case string:
		return textOrNode(v), nil
	case bool:
		return Value{Kind: Bool, Text: strconv.FormatBool(v)}, nil
	case int64:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatInt(v, 10)}, nil
	case int:
		return Value{Kind: Number, Number: float64(v), Text: strconv.Itoa(v)}, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Value{Kind: Text, Text: strconv.FormatFloat(v, 'g', -1, 64)}, nil
		}
		return Value{Kind: Number, Number: v, Text: strconv.FormatFloat(v, 'f', -1, 64)}, nil
	case time.Time:
		return Value{Kind: Text, Text: v.UTC().Format(time.RFC3339)}, nil
	case map[string]any:
		row, err := c.object(v)
		return Value{Kind: Object, Object: row}, err
	case []any:
		return list(len(v), func(i int) any { return v[i] })
	case []quad.Value:
		return list(len(v), func(i int) any { return v[i] })
	case []map[string]any:
		return list(len(v), func(i int) any { return v[i] })
	case []string:
		return list(len(v), func(i int) any { return v[i] })
	case cayley.Ref:
		q, err := c.qs.NameOf(v)
		if err != nil || q == nil {
			return Value{Kind: Null}, err
		}
		return valueOf(q), nil
	}
	return Value{Kind: Text, Text: fmt.Sprint(v)}, nil
}

// valueOf converts a value of the graph.
func valueOf(v quad.Value) Value {
	switch v := v.(type) {
	case nil:
		return Value{Kind: Null}
	case quad.IRI:
		return Value{Kind: Node, Text: string(v)}
	case quad.BNode:
		return Value{Kind: Node, Text: "_:" + string(v)}
	case quad.String:
		return Value{Kind: Text, Text: string(v)}
	case quad.LangString:
		return Value{Kind: Text, Text: string(v.Value)}
	case quad.TypedString:
		return Value{Kind: Text, Text: string(v.Value)}
	case quad.Int:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatInt(int64(v), 10)}
	case quad.Float:
		return Value{Kind: Number, Number: float64(v), Text: strconv.FormatFloat(float64(v), 'f', -1, 64)}
	case quad.Bool:
		return Value{Kind: Bool, Text: strconv.FormatBool(bool(v))}
	case quad.Time:
		return Value{Kind: Text, Text: time.Time(v).UTC().Format(time.RFC3339)}
	}
	return Value{Kind: Text, Text: quad.ToString(v)}
}

// textOrNode reads a string as scripts have it: nodes in angle brackets.
func textOrNode(s string) Value {
	if len(s) > 2 && s[0] == '<' && s[len(s)-1] == '>' && !strings.ContainsAny(s[1:len(s)-1], " <>\"\n") {
		return Value{Kind: Node, Text: s[1 : len(s)-1]}
	}
	return Value{Kind: Text, Text: s}
}
