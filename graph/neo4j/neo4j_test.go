package neo4j_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

func TestValuesGoThereAndBack(t *testing.T) {
	store := neo4jtest.Open(t)
	day := graph.DateOf(time.Date(1969, 12, 30, 0, 0, 0, 0, time.UTC))
	clock := graph.LocalTime(13*time.Hour + 5*time.Nanosecond)
	for _, v := range []any{
		nil, true, int64(-1) << 62, 1.5, "a\x00b`'\"\n😀", day, clock,
		graph.Time{Clock: clock, Offset: -3600},
		graph.LocalDateTime{UTC: time.Date(1815, 6, 18, 11, 30, 0, 7, time.UTC)},
		graph.Duration{Months: 14, Days: -3, Seconds: 5, Nanos: 7},
		[]any{int64(1), "x", nil, []any{}},
		map[string]any{"k": []any{map[string]any{"l": day}}},
	} {
		err := store.View(t.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(t.Context(), "RETURN $v AS v", map[string]any{"v": v}, func(r graph.Row) error {
				if got := r.Get("v"); !reflect.DeepEqual(got, v) {
					t.Errorf("sent %#v, got %#v", v, got)
				}
				return nil
			})
			return err
		})
		if err != nil {
			t.Errorf("send %#v: %v", v, err)
		}
	}
}

// TestEdgesTellTheirEnds: an edge leads from and to the ids of the application,
// whatever else is in its row, in lists and maps, and for more rows than wait at a
// time.
func TestEdgesTellTheirEnds(t *testing.T) {
	store := neo4jtest.Open(t)
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), `CREATE (z:Test {n: 0}) WITH z UNWIND range(1, 2500) AS i
CREATE (:Test {id: 'a' + toString(i), n: i})-[:TO {key: 'k' + toString(i)}]->(:Test {id: 'b' + toString(i), n: i})-[:ON]->(z)`, nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, edge := range map[string]func(v any) graph.Edge{
		"MATCH (a)-[r:TO]->(b) RETURN r AS v, a.n AS n ORDER BY n":            func(v any) graph.Edge { return v.(graph.Edge) },
		"MATCH (a)-[r:TO]->(b) RETURN b, [r] AS v, a.n AS n ORDER BY n":       func(v any) graph.Edge { return v.([]any)[0].(graph.Edge) },
		"MATCH (a)-[r:TO]->(b) RETURN {r: r, a: a} AS v, a.n AS n ORDER BY n": func(v any) graph.Edge { return v.(map[string]any)["r"].(graph.Edge) },
		"MATCH p = (a)-[:TO]->(b) RETURN p AS v, a.n AS n ORDER BY n":         func(v any) graph.Edge { return v.(graph.Path).Edges[0] },
	} {
		n := int64(0)
		err := store.View(t.Context(), func(tx graph.Tx) error {
			n = 0
			_, err := tx.Run(t.Context(), text, nil, func(r graph.Row) error {
				n++
				want := graph.Edge{ID: fmt.Sprint("k", n), Type: "TO", From: fmt.Sprint("a", n), To: fmt.Sprint("b", n), Props: map[string]any{"key": fmt.Sprint("k", n)}}
				if got := edge(r.Get("v")); !reflect.DeepEqual(got, want) || r.Get("n") != n {
					return fmt.Errorf("row %d of %s: %+v, want %+v", n, text, got, want)
				}
				return nil
			})
			return err
		})
		if err != nil || n != 2500 {
			t.Errorf("%d rows: %v", n, err)
		}
	}
	err = store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "MATCH (b {id: 'b1'})-[r:ON]->() RETURN r", nil, func(r graph.Row) error {
			if e := r.Values[0].(graph.Edge); e.From != "b1" || !strings.HasPrefix(e.To, "#") {
				return fmt.Errorf("an edge to a node without an id: %+v", e)
			}
			return nil
		})
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestMomentsGoThereAndBackInUTC(t *testing.T) {
	store := neo4jtest.Open(t)
	moment := time.Date(2015, 12, 16, 9, 30, 0, 5, time.FixedZone("x", 8*3600))
	err := store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "RETURN $v AS v, toString($v) AS s", map[string]any{"v": moment}, func(r graph.Row) error {
			if got, ok := r.Get("v").(time.Time); !ok || got != moment.UTC() {
				t.Errorf("sent %v, got %v", moment, r.Get("v"))
			}
			if r.Get("s") != "2015-12-16T01:30:00.000000005Z" {
				t.Errorf("the server holds %v", r.Get("s"))
			}
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestViewRefusesWrites(t *testing.T) {
	store := neo4jtest.Open(t)
	err := store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "CREATE (n:Test)", nil, nil)
		return err
	})
	if graph.FailureOf(err) != graph.Invalid {
		t.Errorf("a write in a View: %v, want an invalid statement", err)
	}
}

func TestOwnErrorEndsAnUpdateAndUndoesIt(t *testing.T) {
	store := neo4jtest.Open(t)
	mine := errors.New("mine")
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		if _, err := tx.Run(t.Context(), "CREATE (n:Test)", nil, nil); err != nil {
			return err
		}
		return mine
	})
	if err != mine {
		t.Errorf("Update gave %v, want the function's own error", err)
	}
	err = store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "MATCH (n:Test) RETURN n", nil, func(graph.Row) error { return errors.New("a node is left") })
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestOpenNamesTheRemedy(t *testing.T) {
	config := neo4jtest.Shared(t)
	for _, c := range []struct {
		name    string
		config  neo4j.Config
		failure graph.Failure
	}{
		{"nothing listens", neo4j.Config{URI: "bolt://127.0.0.1:1"}, graph.Unavailable},
		{"no such host", neo4j.Config{URI: "bolt://nowhere.invalid:7687"}, graph.Unavailable},
		{"http scheme", neo4j.Config{URI: "http://127.0.0.1:7474"}, graph.Refused},
		{"no scheme", neo4j.Config{URI: "127.0.0.1:7687"}, graph.Refused},
		{"no such database", neo4j.Config{URI: config.URI, Username: config.Username, Password: config.Password, Database: "nonesuch"}, graph.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			store, err := neo4j.Open(t.Context(), c.config)
			if err == nil {
				store.Close(t.Context())
				t.Fatal("opened")
			}
			if graph.FailureOf(err) != c.failure {
				t.Errorf("failure %d, want %d: %v", graph.FailureOf(err), c.failure, err)
			}
			t.Log(err)
		})
	}
}

// TestEditionLimit: what Community lacks is a refusal, and no fault of the
// statement.
func TestEditionLimit(t *testing.T) {
	store := neo4jtest.Open(t)
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), "CREATE CONSTRAINT test_name FOR (n:Test) REQUIRE n.name IS NOT NULL", nil, nil)
		return err
	})
	if err == nil && os.Getenv("NEO4J_URI") != "" {
		t.Skip("NEO4J_URI names an Enterprise Edition")
	}
	if graph.FailureOf(err) != graph.Refused {
		t.Errorf("an existence constraint: %v, want a refusal", err)
	}
}

// TestNoNeo4j: what answers is too old, or no Neo4j at all.
func TestNoNeo4j(t *testing.T) {
	for _, c := range []struct{ name, answer, want string }{
		{"a server without a common version", "\x00\x00\x00\x00", "give bolt://HOST:7687 of a Neo4j 5.26 or later"},
		{"a server of Bolt 2", "\x00\x00\x00\x02", "give bolt://HOST:7687 of a Neo4j 5.26 or later"},
		{"a web server", "HTTP/1.1 400 Bad Request\r\n\r\n", "give bolt://HOST:7687 of a Neo4j 5.26 or later"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			go func() {
				for {
					conn, err := l.Accept()
					if err != nil {
						return
					}
					_, _ = io.ReadFull(conn, make([]byte, 20))
					_, _ = io.WriteString(conn, c.answer)
					_ = conn.Close()
				}
			}()
			_, err = neo4j.Open(t.Context(), neo4j.Config{URI: "bolt://" + l.Addr().String()})
			if graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want a refusal that says %q", err, c.want)
			}
		})
	}
}
