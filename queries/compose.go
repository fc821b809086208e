package queries

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Compose returns the text that is executed: the query's body with the
// values of args bound as data.
//
//	Gizmo    an object params stands before the script
//	GraphQL  $name outside strings and comments becomes a literal
//	MQL      a value "$name" becomes the value, or null, which asks for any
//
// No value can end the literal that it stands in.
func (q *Query) compose(args map[string]any) (string, error) {
	switch q.Language {
	case Gizmo:
		// What the encoder writes is a JavaScript expression on one line: it
		// escapes U+2028 and U+2029, which end lines there. The empty lines
		// keep line numbers in messages.
		return "var params = " + plainJSON(args) + ";" + strings.Repeat("\n", max(0, q.BodyLine-1)) + q.Body, nil
	case GraphQL:
		return q.composeGraphQL(args)
	case MQL:
		return q.composeMQL(args)
	}
	return "", nil
}

func (q *Query) composeGraphQL(args map[string]any) (string, error) {
	var out strings.Builder
	src := q.Body
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == '#':
			end := strings.IndexByte(src[i:], '\n')
			if end < 0 {
				end = len(src) - i
			}
			i += end
		case c == '"':
			end := i + 1
			for end < len(src) && src[end] != '"' {
				if src[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(src))
			out.WriteString(src[i:end])
			i = end
		case c == '$':
			end := i + 1
			for end < len(src) && isNameByte(src[end]) {
				end++
			}
			name := src[i+1 : end]
			val, ok := args[name]
			if !ok {
				return "", &FileError{File: q.Source, Line: q.BodyLine + strings.Count(src[:i], "\n"), Msg: fmt.Sprintf("$%s is not a parameter", name)}
			}
			lit, err := graphQLLiteral(val)
			if err != nil {
				return "", &FileError{File: q.Source, Line: q.BodyLine + strings.Count(src[:i], "\n"), Msg: fmt.Sprintf("$%s: %v", name, err)}
			}
			out.WriteString(lit)
			i = end
		default:
			out.WriteByte(c)
			i++
		}
	}
	return out.String(), nil
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-'
}

func graphQLLiteral(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", fmt.Errorf("it has no value: a parameter of a GraphQL query is required or has a default")
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = plainJSON(s)
		}
		return "[" + strings.Join(parts, ", ") + "]", nil
	}
	return plainJSON(v), nil
}

// plainJSON encodes without HTML escapes, which GraphQL need not know and which
// make scripts hard to read.
func plainJSON(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return `""` // strings, numbers and bools always encode
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (q *Query) composeMQL(args map[string]any) (string, error) {
	var tree any
	if err := json.Unmarshal([]byte(q.Body), &tree); err != nil {
		return "", &FileError{File: q.Source, Line: q.BodyLine, Msg: "not JSON: " + err.Error()}
	}
	bound, err := bindJSON(tree, args)
	if err != nil {
		return "", &FileError{File: q.Source, Line: q.BodyLine, Msg: err.Error()}
	}
	b, err := json.Marshal(bound)
	if err != nil {
		return "", fmt.Errorf("queries: %s: bind: %w", q.Name, err)
	}
	return string(b), nil
}

// bindJSON replaces the strings "$name".
func bindJSON(v any, args map[string]any) (any, error) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			c, err := bindJSON(v[k], args)
			if err != nil {
				return nil, err
			}
			v[k] = c
		}
	case []any:
		for i := range v {
			c, err := bindJSON(v[i], args)
			if err != nil {
				return nil, err
			}
			v[i] = c
		}
	case string:
		name, isParam := strings.CutPrefix(v, "$")
		if !isParam {
			return v, nil
		}
		val, ok := args[name]
		if !ok {
			return nil, fmt.Errorf("%q is not a parameter", v)
		}
		if list, isList := val.([]string); isList {
			if len(list) != 1 {
				return nil, fmt.Errorf("%q has %d values, and MQL knows no list of alternatives", v, len(list))
			}
			val = list[0]
		}
		return val, nil
	}
	return v, nil
}

// Script binds values to a query and returns the text that would be run: what
// a user can paste into Cayley's own web UI. A primitive has none: "".
func Script(ctx context.Context, g Graph, q *Query, v Values) (string, error) {
	b, err := bind(ctx, g, q, v)
	if err != nil {
		return "", err
	}
	prefixes := make([]string, len(b.classes))
	for i, c := range b.classes {
		prefixes[i] = string(c.Prefix())
	}
	b.args["modality"] = prefixes // there is nobody to leave out the others
	s, err := q.compose(b.args)
	if err != nil || q.Language == Primitive {
		return "", err
	}
	// The empty lines that keep line numbers are of no use to a reader.
	if head, body, ok := strings.Cut(s, ";\n"); ok && q.Language == Gizmo {
		s = head + ";\n" + strings.TrimLeft(body, "\n")
	}
	return strings.TrimRight(s, "\n") + "\n", nil
}
