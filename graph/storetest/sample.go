package storetest

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// sample is the graph that the stored questions are asked of.
const sample = "../../testdata/graph/sample.cypher"

// fill runs the statements of a file: each ends in a semicolon at the end of a
// line.
func fill(t *testing.T, store graph.Store, file string) {
	t.Helper()
	for _, s := range strings.Split(readFile(t, file), ";\n") {
		if strings.TrimSpace(s) == "" {
			continue
		}
		err := store.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), s, nil, nil)
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	err := store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "CALL db.awaitIndexes(60)", nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(folder, name)
	if os.Getenv("STORETEST_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	g, w := strings.Split(got, "\n"), strings.Split(readFile(t, file), "\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			t.Fatalf("%s:%d: lacks %s", name, i+1, w[i])
		case i >= len(w) || g[i] != w[i]:
			t.Fatalf("%s:%d: gives\n%s\nwants\n%s", name, i+1, g[i], strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
}

// readAndDigest reads the sample back and compares the dump.
func readAndDigest(t *testing.T, store graph.Store) {
	fill(t, store, sample)
	extra := []string{
		"CREATE (:Odd {id: 'odd`1', text: 'a\\n\"b\"', list: [1, 2], float: 2.0})-[:`ODD ``TYPE`]->(:`Odd ``label` {id: 'odd2'})",
		"MATCH (a:Odd), (b {id: 'odd2'}) CREATE (a)-[:TWICE {n: 2}]->(b) CREATE (a)-[:TWICE {n: 1}]->(b)",
		"CREATE (:__Migration {version: 9}) CREATE (:__Batch {id: 'x'}) CREATE (:__Pending {id: 'p'}) CREATE (:__Name {id: 'n'}) CREATE (:__Judgement {id: 'j'})",
	}
	for _, s := range extra {
		if err := store.Update(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), s, nil, nil)
			return err
		}); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	var dump bytes.Buffer
	if err := graph.Dump(&dump, graph.Read(t.Context(), store)); err != nil {
		t.Fatal(err)
	}
	golden(t, "sample.golden", dump.String())
	one, err1 := graph.Digest(t.Context(), store)
	two, err2 := graph.Digest(t.Context(), store)
	if one != two || len(one) != 64 || err1 != nil || err2 != nil {
		t.Errorf("digests %s, %v and %s, %v", one, err1, two, err2)
	}
}
