package mcp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/newsgraph/newsgraph/graph"
)

// Counted is a name with how often it is in the graph.
type Counted struct {
	Name  string `json:"name"`
	Count int64  `json:"count"`
}

// RelationCount is a relation with how often it is in the graph.
type RelationCount struct {
	Relation
	Edges  int64 `json:"edges"`
	Claims int64 `json:"claims"`
}

// Shape is what the tool schema answers.
type Shape struct {
	Labels     []Counted           `json:"labels" jsonschema:"of nodes: an entity has __Entity__ and the label of its kind"`
	Relations  []RelationCount     `json:"relations" jsonschema:"types of edges between entities"`
	Properties map[string][]string `json:"properties" jsonschema:"of nodes by label, and of edges between entities, as some of them have them"`
	Words      map[string]string   `json:"words" jsonschema:"what the values of status mean"`
}

// statuses says what the status of an edge means.
func statuses() map[string]string {
	return map[string]string{
		"asserted": "an article says so in its own voice, as a fact",
		"alleged":  "somebody is quoted saying so, or it is planned or possible",
		"denied":   "it is denied, and nobody asserts it",
		"disputed": "asserted and denied",
	}
}

func (s *Server) schemaTool() tool {
	out, err := jsonschema.For[Shape](nil)
	if err != nil {
		panic(err) // a defect of the type Shape
	}
	return tool{&sdk.Tool{Name: "schema", Title: "Labels, relations and properties of the graph", OutputSchema: out,
		InputSchema: &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: nothing()},
		Description: "What there is in the graph: labels of nodes, types of edges with what they mean, how many of each, and their properties. For read_cypher."},
		func(ctx context.Context, raw json.RawMessage) (reply, error) {
			if args, err := decoded(raw); err != nil || len(args) > 0 {
				return reply{}, errors.Join(err, errors.New("schema takes no arguments"))
			}
			shape, err := s.shape(ctx)
			if err != nil {
				return reply{}, fmt.Errorf("read the schema: %w", err)
			}
			return reply{shape, shape.text()}, nil
		}}
}

// shape counts what there is.
func (s *Server) shape(ctx context.Context) (Shape, error) {
	var shape Shape
	err := s.config.Graph.View(ctx, func(tx graph.Tx) error {
		shape = Shape{Properties: map[string][]string{}, Words: statuses()}
		labels, err := counts(ctx, tx, "MATCH (e:__Entity__) RETURN e.kind AS name, count(*) AS n")
		if err != nil {
			return err
		}
		for _, label := range []string{"Article", "Claim", "__Entity__"} {
			n, err := counts(ctx, tx, "MATCH (n:"+label+") RETURN '"+label+"' AS name, count(*) AS n")
			if err != nil {
				return err
			}
			shape.Labels = append(shape.Labels, Counted{label, n[label]})
			if shape.Properties[label], err = keys(ctx, tx, "MATCH (n:"+label+") WITH n ORDER BY n.id LIMIT 500 UNWIND keys(n) AS name RETURN DISTINCT name"); err != nil {
				return err
			}
		}
		for _, kind := range s.config.Kinds {
			shape.Labels = append(shape.Labels, Counted{kind, labels[kind]})
		}
		edges, err := counts(ctx, tx, "MATCH (:__Entity__)-[r]->(:__Entity__) RETURN type(r) AS name, count(*) AS n")
		if err != nil {
			return err
		}
		claims, err := counts(ctx, tx, "MATCH (c:Claim) RETURN c.relation AS name, count(*) AS n")
		if err != nil {
			return err
		}
		shape.Relations = s.relations(edges, claims)
		shape.Properties["edge"], err = keys(ctx, tx, "MATCH (c:Claim) WITH DISTINCT c.key AS key ORDER BY key LIMIT 500 "+
			"MATCH (c:Claim {key: key})-[:SUBJECT]->(s), (c)-[:OBJECT]->(o), (s)-[r]->(o) WHERE r.key = key UNWIND keys(r) AS name RETURN DISTINCT name")
		return err
	})
	return shape, err
}

// relations joins what is known of the relations with how often they are there; one that
// is there and unknown to the program comes last.
func (s *Server) relations(edges, claims map[string]int64) []RelationCount {
	var all []RelationCount
	known := map[string]bool{}
	for _, r := range s.config.Relations {
		known[r.Name] = true
		all = append(all, RelationCount{r, edges[r.Name], claims[r.Name]})
	}
	for _, name := range slices.Sorted(maps.Keys(claims)) {
		if !known[name] {
			all = append(all, RelationCount{Relation{Name: name, Meaning: "not described here", Subject: []string{}, Object: []string{}}, edges[name], claims[name]})
		}
	}
	return all
}

// counts collects rows of a name and a number.
func counts(ctx context.Context, tx graph.Tx, statement string) (map[string]int64, error) {
	all := map[string]int64{}
	_, err := tx.Run(ctx, statement, nil, func(r graph.Row) error {
		name, _ := r.Values[0].(string)
		all[name], _ = r.Values[1].(int64)
		return nil
	})
	return all, err
}

// keys collects rows of a name, sorted.
func keys(ctx context.Context, tx graph.Tx, statement string) ([]string, error) {
	all := []string{}
	_, err := tx.Run(ctx, statement, nil, func(r graph.Row) error {
		if name, ok := r.Values[0].(string); ok && len(all) < maxList {
			all = append(all, name)
		}
		return nil
	})
	slices.Sort(all)
	return all, err
}

// text is the shape to read.
func (s Shape) text() string {
	var b strings.Builder
	b.WriteString("Labels:\n")
	for _, l := range s.Labels {
		fmt.Fprintf(&b, "  %s: %d\n", l.Name, l.Count)
	}
	b.WriteString("Relations (edges, claims):\n")
	for _, r := range s.Relations {
		object := strings.Join(r.Object, "|")
		if object == "" {
			object = "a value"
		}
		fmt.Fprintf(&b, "  %s (%d, %d): %s -> %s. %s\n", r.Name, r.Edges, r.Claims, strings.Join(r.Subject, "|"), object, shown(r.Meaning))
	}
	b.WriteString("Properties:\n")
	for _, label := range slices.Sorted(maps.Keys(s.Properties)) {
		fmt.Fprintf(&b, "  %s: %s\n", label, shown(strings.Join(s.Properties[label], ", ")))
	}
	b.WriteString("Status:\n")
	for _, word := range slices.Sorted(maps.Keys(s.Words)) {
		fmt.Fprintf(&b, "  %s: %s\n", word, s.Words[word])
	}
	return b.String()
}
