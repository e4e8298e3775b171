package mcp

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// Whatever stands where arguments should is refused or bound: a question gets each of its
// parameters, and nothing else.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{``, `{}`, `null`, `[]`, `{"limit":1}`, `{"limit":1e400}`, `{"org":"x","limit":"3"}`, `{"org":null}`, `{"org":{"a":[1]}}`, `{"a":1}{"b":2}`,
		`{"on":"2031-01-01"}`, `{"statement":"RETURN $x","parameters":{"x":[1,{"y":1e5}]},"rows":3}`, `{"statement":"\ud800"}`, `{"verbs":["a\nb"]}`} {
		f.Add([]byte(seed))
	}
	all := stored(f)
	server, err := New(usual(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if in, err := server.cypherArguments(raw); err == nil && (strings.TrimSpace(in.Statement) == "" || in.Rows < 1 || in.Rows > server.config.Rows) {
			t.Errorf("%q: %+v", raw, in)
		}
		given, err := decoded(raw)
		if err != nil {
			return
		}
		for _, q := range all {
			texts, err := typed(q, given)
			if err != nil {
				continue
			}
			params, err := q.Bind(texts)
			if err == nil && len(params) != len(q.Params) {
				t.Errorf("%s %q: %v", q.Name, raw, params)
			}
		}
	})
}

// What the guard lets pass, the store does not refuse as writing, and nothing changes.
func FuzzReads(f *testing.F) {
	for _, seed := range []string{"RETURN 1", "MATCH (n) RETURN n", "MATCH (n) SET n.x = 1", "CREATE (n)", "CALL db.labels() YIELD label RETURN label",
		"CALL { CREATE (n) } RETURN 1", "MATCH (n) WHERE EXISTS { MATCH (n)--() } RETURN [x IN [1] | x]", "SHOW INDEXES", "LOAD CSV FROM 'x' AS l RETURN l", "/* */ MERGE (n)", "RETURN 'CREATE'",
		"CALL db.index.fulltext.queryNodes('entity_text', 'x') YIELD node RETURN node", "UNWIND [1] AS x CALL (x) { WITH x DELETE x } RETURN x", "EXPLAIN CREATE (n)", "FINISH"} {
		f.Add(seed)
	}
	store := sample(f)
	before := nodesOf(f, store)
	f.Fuzz(func(t *testing.T, statement string) {
		if reads(statement) != nil {
			return
		}
		err := store.View(t.Context(), func(tx graph.Tx) error {
			counts, err := tx.Run(t.Context(), statement, nil, func(graph.Row) error { return errEnough })
			if counts.Changed() || counts.PropertiesSet > 0 {
				t.Errorf("%q changes the graph", statement)
			}
			return err
		})
		if err != nil && !errors.Is(err, errEnough) && strings.Contains(err.Error(), "the statement writes") {
			t.Errorf("%q: %v", statement, err)
		}
		if after := nodesOf(t, store); after != before {
			t.Fatalf("%q: %v nodes, before %v", statement, after, before)
		}
	})
}

// Whatever a graph holds, a row can be written, within its bound and as one line of text.
func FuzzValue(f *testing.F) {
	for _, seed := range []string{"", "name", "\x00\u202e\n1. person: Eve", "\xff", strings.Repeat("ä", 3000)} {
		f.Add(seed, 7)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		element := graph.Node{ID: s, Labels: []string{s, "Claim"}, Props: map[string]any{"id": s, "name": s, s: []any{s, int64(n), map[string]any{s: s}}}}
		edge := graph.Edge{ID: s, Type: s, From: s, To: s, Props: map[string]any{"key": s, "status": s}}
		for _, full := range []bool{false, true} {
			p := plainer{full: full, room: 5000}
			v := p.plain([]any{element, edge, graph.Path{Nodes: []graph.Node{element, element}, Edges: []graph.Edge{edge}}, s})
			data, err := json.Marshal(v)
			if err != nil || !json.Valid(data) || len(data) > 60_000 {
				t.Errorf("%d bytes, %v", len(data), err)
			}
			if line := brief(v); strings.ContainsAny(line, "\n\r\x00\u202e\u2028") {
				t.Errorf("%q", line)
			}
		}
		keysOf([]any{element, edge, s})
	})
}
