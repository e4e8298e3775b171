package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/queries"
)

// limitName is the parameter of a question that bounds its rows.
const limitName = "limit"

// questionTool is the tool of a stored question.
func (s *Server) questionTool(q queries.Query) tool {
	about := q.Title + "."
	if q.Doc != "" {
		about += "\n" + q.Doc
	}
	about += "\nColumns: " + strings.Join(q.Columns, ", ") + "."
	return tool{&sdk.Tool{Name: toolName(q), Title: q.Title, Description: about, InputSchema: s.inputOf(q), OutputSchema: outputOf(q.Columns)},
		func(ctx context.Context, raw json.RawMessage) (reply, error) {
			a, err := s.question(ctx, q, raw)
			if err != nil {
				return reply{}, err
			}
			return a.reply(), nil
		}}
}

// question answers a stored question.
func (s *Server) question(ctx context.Context, q queries.Query, raw json.RawMessage) (Answer, error) {
	given, err := decoded(raw)
	if err != nil {
		return Answer{}, err
	}
	texts, err := typed(q, given)
	if err != nil {
		return Answer{}, err
	}
	params, err := q.Bind(texts)
	if err != nil {
		return Answer{}, err
	}
	limit := s.config.Rows
	if n, ok := params[limitName].(int64); ok {
		if n < 1 || n > int64(s.config.Rows) {
			return Answer{}, fmt.Errorf("%s: %s=%d: want a number from 1 to %d", toolName(q), limitName, n, s.config.Rows)
		}
		limit = int(n)
		params[limitName] = n + 1 // one more shows that there are more
	}
	if s.config.Identify != nil {
		if err := s.config.Identify(ctx, q, params); err != nil {
			return Answer{}, err
		}
	}
	about := asked{question: toolName(q), statement: q.Cypher, params: params, limit: limit}
	if day, ok := params[knownBy].(string); ok {
		about.known = day
	}
	a, err := s.ask(ctx, about)
	if err != nil {
		return Answer{}, err
	}
	a.Understood = maps.Clone(params)
	if _, ok := a.Understood[limitName]; ok {
		a.Understood[limitName] = limit
	}
	if len(a.Rows) == 0 && s.config.Hints != nil {
		a.Notes = append(a.Notes, s.config.Hints(ctx, q, params)...)
	}
	return a, nil
}

// inputOf is the schema of a question's arguments.
func (s *Server) inputOf(q queries.Query) *jsonschema.Schema {
	in := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: nothing()}
	for _, p := range q.Params {
		schema := s.typeOf(p)
		schema.Description = p.Doc
		if len(p.Kinds) > 0 {
			schema.Description += "; of the kind " + strings.Join(p.Kinds, " or ")
		}
		if p.Optional {
			schema.Default = defaultOf(p)
		} else {
			in.Required = append(in.Required, p.Name)
		}
		if p.Name == limitName && p.Type == "int" {
			schema.Minimum, schema.Maximum = number(1), number(s.config.Rows)
		}
		if p.Nullable {
			schema.Types, schema.Type = []string{schema.Type, "null"}, ""
			if schema.Enum != nil {
				schema.Enum = append(schema.Enum, nil)
			}
		}
		in.Properties[p.Name] = schema
		in.PropertyOrder = append(in.PropertyOrder, p.Name)
	}
	return in
}

// nothing is the schema that no value fits.
func nothing() *jsonschema.Schema { return &jsonschema.Schema{Not: &jsonschema.Schema{}} }

func number(n int) *float64 { f := float64(n); return &f }

// typeOf is the schema of a parameter's values.
func (s *Server) typeOf(p queries.Param) *jsonschema.Schema {
	switch p.Type {
	case "int":
		return &jsonschema.Schema{Type: "integer", Minimum: number(0)}
	case "float":
		return &jsonschema.Schema{Type: "number"}
	case "bool":
		return &jsonschema.Schema{Type: "boolean"}
	case "date":
		return &jsonschema.Schema{Type: "string", Format: "date"}
	case "datetime":
		return &jsonschema.Schema{Type: "string", Format: "date-time"}
	case "list":
		return &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "string"}}
	case queries.Relation:
		var names []string
		for _, r := range s.config.Relations {
			names = append(names, r.Name)
		}
		return &jsonschema.Schema{Type: "array", Items: oneOf(names)}
	case queries.Kind:
		return oneOf(s.config.Kinds)
	}
	return &jsonschema.Schema{Type: "string"}
}

// oneOf is the schema of one of some words; of any text where there are none.
func oneOf(words []string) *jsonschema.Schema {
	schema := &jsonschema.Schema{Type: "string"}
	for _, w := range words {
		schema.Enum = append(schema.Enum, w)
	}
	return schema
}

// defaultOf is a parameter's default as JSON.
func defaultOf(p queries.Param) json.RawMessage {
	var v any = p.Default
	switch {
	case p.Nullable && p.Default == "null":
		v = nil
	case p.Type == "int" || p.Type == "float":
		v = json.Number(p.Default)
	case p.Type == "bool":
		v, _ = strconv.ParseBool(p.Default)
	case p.Type == "list" || p.Type == queries.Relation:
		v = slices.DeleteFunc(strings.Split(p.Default, queries.Between), func(s string) bool { return s == "" })
	}
	data, err := json.Marshal(v)
	if err != nil {
		return nil // a number that JSON does not know, such as NaN, is no default to tell
	}
	return data
}

// outputOf is the schema of an answer; nil columns: any. What the fields mean is said
// once, by the guide: a list of tools says it thirty times.
func outputOf(columns []string) *jsonschema.Schema {
	schema, err := jsonschema.For[Answer](nil)
	if err != nil {
		panic(err) // a defect of the type Answer
	}
	values := &jsonschema.Schema{Type: "object", Description: "by column"}
	if columns != nil {
		values.Properties = map[string]*jsonschema.Schema{}
		for _, c := range columns {
			values.Properties[c] = &jsonschema.Schema{}
		}
		values.PropertyOrder = columns
	}
	row := schema.Properties["rows"].Items
	row.Properties["values"] = values
	for _, field := range row.Properties["evidence"].Items.Properties {
		field.Description = ""
	}
	for _, list := range []*jsonschema.Schema{schema.Properties["rows"], row.Properties["evidence"], schema.Properties["left_out"], schema.Properties["notes"]} {
		list.Types, list.Type = nil, "array" // never null
	}
	return schema
}

// advised is an error with what to do about it.
func (s *Server) advised(err error) error {
	switch failure := graph.FailureOf(err); {
	case errors.Is(err, context.DeadlineExceeded) || failure == graph.TimedOut:
		return fmt.Errorf("no answer within %v: ask more narrowly, or ask again when less is asked at a time: %w", s.config.Timeout, err)
	case failure == graph.TooLarge:
		return fmt.Errorf("the answer needs too much memory: ask more narrowly, collect less: %w", err)
	case failure == graph.Unavailable:
		return fmt.Errorf("the graph cannot be reached now: try again: %w", err)
	case failure == graph.Refused || failure == graph.Broken:
		return fmt.Errorf("the graph cannot be read, and another call will not help: tell the user: %w", err)
	case errors.Is(err, queries.ErrArgument):
		return fmt.Errorf("%w; the input schema of the tool lists its arguments", err)
	}
	return err
}
