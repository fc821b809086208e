package queries

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Compose returns the text that is executed: the query's body with the
// values of args bound as data.
//
//	Gizmo    an object params stands before the script
//	GraphQL  $name outside strings and comments becomes a literal
//	MQL      a value "$name" becomes the value; its key goes if there is none
//
// No value can end the literal that it stands in.
func (q *Query) compose(args map[string]any) (string, error) {
	switch q.Language {
	case Gizmo:
		// JSON with HTML escapes is a JavaScript expression, U+2028 and
		// U+2029 included. The empty lines keep line numbers in messages.
		b, err := json.Marshal(args)
		if err != nil {
			return "", fmt.Errorf("queries: %s: bind: %w", q.Name, err)
		}
		return "var params = " + string(b) + ";" + strings.Repeat("\n", max(0, q.BodyLine-1)) + q.Body, nil
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

// plainJSON encodes without HTML escapes, which GraphQL need not know.
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
	bound, _, err := bindJSON(tree, args)
	if err != nil {
		return "", &FileError{File: q.Source, Line: q.BodyLine, Msg: err.Error()}
	}
	b, err := json.Marshal(bound)
	if err != nil {
		return "", fmt.Errorf("queries: %s: bind: %w", q.Name, err)
	}
	return string(b), nil
}

// bindJSON replaces "$name"; keep is false if the value is absent.
func bindJSON(v any, args map[string]any) (out any, keep bool, err error) {
	switch v := v.(type) {
	case map[string]any:
		m := map[string]any{}
		for _, k := range sortedKeys(v) {
			c, keep, err := bindJSON(v[k], args)
			if err != nil {
				return nil, false, err
			}
			if keep {
				m[k] = c
			}
		}
		return m, true, nil
	case []any:
		var l = make([]any, 0, len(v))
		for _, e := range v {
			c, keep, err := bindJSON(e, args)
			if err != nil {
				return nil, false, err
			}
			if keep {
				l = append(l, c)
			}
		}
		return l, true, nil
	case string:
		name, isParam := strings.CutPrefix(v, "$")
		if !isParam {
			return v, true, nil
		}
		val, ok := args[name]
		if !ok {
			return nil, false, fmt.Errorf("%q is not a parameter", v)
		}
		if list, isList := val.([]string); isList {
			if len(list) != 1 {
				return nil, false, fmt.Errorf("%q has %d values, and MQL knows no list of alternatives", v, len(list))
			}
			val = list[0]
		}
		return val, val != nil, nil
	}
	return v, true, nil
}

// Script is the text that a user may paste into Cayley's own web UI: the
// front matter as it stands and the values bound.
func (q *Query) script(b *binding) (string, error) { return q.compose(b.args) }
