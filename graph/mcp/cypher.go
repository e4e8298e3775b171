package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// cypherName is the tool for Cypher of one's own.
const cypherName = "read_cypher"

const (
	maxStatement = 20_000 // bytes
	usualRows    = 100    // of an answer to a statement
)

// cypherInput is what the tool takes.
type cypherInput struct {
	Statement  string         `json:"statement" jsonschema:"one Cypher statement that only reads; ORDER BY makes the answer the same each time"`
	Parameters map[string]any `json:"parameters,omitempty" jsonschema:"values of the statement's $names"`
	Rows       int            `json:"rows,omitempty" jsonschema:"rows at most"`
}

func (s *Server) cypherTool() tool {
	in, err := jsonschema.For[cypherInput](nil)
	if err != nil {
		panic(err) // a defect of the type cypherInput
	}
	in.Properties["rows"] = &jsonschema.Schema{Type: "integer", Description: "rows at most", Minimum: number(1), Maximum: number(s.config.Rows),
		Default: json.RawMessage(fmt.Sprint(min(usualRows, s.config.Rows)))}
	in.Properties["parameters"].Types, in.Properties["parameters"].Type = nil, "object"
	return tool{&sdk.Tool{Name: cypherName, Title: "Read the graph by Cypher", InputSchema: in, OutputSchema: outputOf(nil),
		Description: "Runs one Cypher statement in a transaction that refuses writes, for what no other tool answers.\n" +
			"Rows that return an edge, its key, a claim or its id come with their sentences; so return r or r.key.\n" +
			"Put values into parameters, write ORDER BY and LIMIT. The tool schema lists labels, relations and properties.\n" +
			"Only the Cypher that both stores know: no LOAD CSV, USE, CALL … IN TRANSACTIONS, and of procedures only those for full text and lists of names."},
		func(ctx context.Context, raw json.RawMessage) (reply, error) {
			a, err := s.cypher(ctx, raw)
			if err != nil {
				return reply{}, err
			}
			return a.reply(), nil
		}}
}

// cypher runs a statement.
func (s *Server) cypher(ctx context.Context, raw json.RawMessage) (Answer, error) {
	in, err := s.cypherArguments(raw)
	if err != nil {
		return Answer{}, fmt.Errorf("%s: %w", cypherName, err)
	}
	if err := reads(in.Statement); err != nil {
		return Answer{}, fmt.Errorf("%s: %w", cypherName, err)
	}
	a, err := s.ask(ctx, asked{question: cypherName, statement: in.Statement, params: in.Parameters, limit: in.Rows, full: true})
	if err != nil {
		return Answer{}, fmt.Errorf("%s: %w", cypherName, err)
	}
	a.Understood = map[string]any{"rows": in.Rows}
	return a, nil
}

// cypherArguments reads the arguments of the tool.
func (s *Server) cypherArguments(raw json.RawMessage) (in cypherInput, err error) {
	args, err := decoded(raw)
	if err != nil {
		return in, err
	}
	for name := range args {
		if !slices.Contains([]string{"statement", "parameters", "rows"}, name) {
			return in, errors.New("it takes statement, parameters and rows, and nothing else")
		}
	}
	in.Rows = min(usualRows, s.config.Rows)
	if n, given := args["rows"].(json.Number); given {
		rows, err := n.Int64()
		if err != nil || rows < 1 || rows > int64(s.config.Rows) {
			return in, fmt.Errorf("rows=%s: want a number from 1 to %d", n, s.config.Rows)
		}
		in.Rows = int(rows)
	} else if args["rows"] != nil {
		return in, errors.New("rows: want a number")
	}
	var ok bool
	if in.Statement, ok = args["statement"].(string); !ok || strings.TrimSpace(in.Statement) == "" {
		return in, errors.New("statement: want a text, such as MATCH (p:Person) RETURN p.name ORDER BY p.name LIMIT 10")
	}
	if n := len(in.Statement); n > maxStatement {
		return in, fmt.Errorf("the statement has %d bytes, at most %d: put long values into parameters", n, maxStatement)
	}
	if args["parameters"] == nil {
		return in, nil
	}
	if in.Parameters, ok = args["parameters"].(map[string]any); !ok {
		return in, errors.New("parameters: want an object, a value for each name")
	}
	if _, err := plainNumbers(in.Parameters); err != nil {
		return in, fmt.Errorf("parameters: %w", err)
	}
	return in, nil
}

// readers lists the procedures that a statement may call, in lower case.
func readers() []string {
	return []string{"db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships", "db.labels", "db.relationshiptypes", "db.propertykeys"}
}

// reads is an error unless a statement is one that both stores read and that does nothing
// but read the graph. A store's transaction refuses writes by itself, but not what reads
// files and addresses, changes users or ends what others run.
func reads(statement string) error {
	// Neo4j puts the characters in place before it reads the statement, also in texts and
	// comments: what is a text here might end there, and something else begin.
	if strings.Contains(statement, `\u`) {
		return errors.New(`write the character itself and not \u and its number, or give it as a parameter`)
	}
	parsed, err := syntax.Parse(statement)
	var unknown *syntax.UnsupportedError
	if errors.As(err, &unknown) {
		return fmt.Errorf("it takes only the Cypher that both stores know: %w", err)
	}
	if err != nil {
		return fmt.Errorf("the statement is wrong: %w", err)
	}
	if _, query := parsed.(*syntax.Query); !query {
		return errors.New("it only reads rows: a statement that changes the schema or asks for a plan is refused")
	}
	var refused error
	syntax.Walk(parsed, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Create, *syntax.Merge, *syntax.Set, *syntax.Remove, *syntax.Delete, *syntax.Foreach:
			refused = fmt.Errorf("it only reads, and %s would write: leave it out; nothing here changes the graph", syntax.Name(n.(syntax.Clause)))
		case *syntax.CallProcedure:
			if !slices.Contains(readers(), strings.ToLower(n.Name)) {
				refused = fmt.Errorf("it does not call %s: of procedures it knows %s", n.Name, strings.Join(readers(), ", "))
			}
		}
		return refused == nil
	})
	return refused
}
