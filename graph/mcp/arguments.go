package mcp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/queries"
)

// decoded reads the arguments of a call, which are a JSON object or nothing. Numbers
// stay as they are written.
func decoded(raw json.RawMessage) (map[string]any, error) {
	args := map[string]any{}
	if len(bytes.TrimSpace(raw)) == 0 {
		return args, nil
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&args); err != nil {
		return nil, fmt.Errorf("read the arguments: want a JSON object: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("read the arguments: something stands behind the JSON object")
	}
	return args, nil
}

// typed turns arguments into the text that a question binds. null is the same as to
// leave the argument out.
func typed(q queries.Query, args map[string]any) (map[string]string, error) {
	out := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(args)) { // the order in which they are refused
		if args[name] == nil {
			continue
		}
		text, err := argument(args[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", toolName(q), name, err)
		}
		out[name] = text
	}
	return out, nil
}

// argument is one value as text.
func argument(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		return fmt.Sprint(v), nil
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			s, ok := e.(string)
			if !ok || strings.Contains(s, queries.Between) {
				return "", errors.New("want a list of texts of one line each")
			}
			parts[i] = s
		}
		return strings.Join(parts, queries.Between), nil
	}
	return "", errors.New("want a text, a number, true, false or a list of texts, not an object")
}

// plainNumbers turns the numbers of decoded JSON into int64 or float64, as a store takes
// them.
func plainNumbers(v any) (any, error) {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n, nil
		}
		return x.Float64()
	case []any:
		for i := range x {
			var err error
			if x[i], err = plainNumbers(x[i]); err != nil {
				return nil, err
			}
		}
	case map[string]any:
		for k := range x {
			var err error
			if x[k], err = plainNumbers(x[k]); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}
