// Package neo4jtest gives tests a real Neo4j server: the one named by NEO4J_URI,
// or one that it starts itself from Maven artifacts, which takes Java, Maven and,
// the first time, a network. There are two releases: the long-term line, which
// takes Java 17 or 21, and the newest, which takes Java 25 or 21 (Each).
//
// A test has a server and its database for itself: Open takes one that nobody uses,
// and hands it over empty. It is one of a few that the tests of all packages share,
// and that end by themselves about a minute after their last user. Tests that stop
// or kill a server use Start, which gives them their own.
package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// Open returns a store on an empty database that the test has for itself until
// it ends. A test must not call it twice. Without NEO4J_URI, Java and Maven it
// skips the test, unless CI=true.
func Open(t testing.TB) *neo4j.Store {
	t.Helper()
	store, _ := OpenAt(t)
	return store
}

// OpenAt is Open for tests that also reach the server from another process.
func OpenAt(t testing.TB) (*neo4j.Store, neo4j.Config) {
	t.Helper()
	return LongTerm().OpenAt(t)
}

// OpenAt is the function OpenAt on a server of this release.
func (r Release) OpenAt(t testing.TB) (*neo4j.Store, neo4j.Config) {
	t.Helper()
	config := r.Shared(t)
	return emptied(t, config), config
}

// emptied opens the database of a server that the test has for itself.
func emptied(t testing.TB, config neo4j.Config) *neo4j.Store {
	t.Helper()
	store, err := neo4j.Open(t.Context(), config)
	if err != nil {
		t.Fatalf("open the test database: %v", err)
	}
	t.Cleanup(func() {
		if err := store.Close(context.Background()); err != nil {
			t.Errorf("close the test database: %v", err)
		}
	})
	if os.Getenv("NEO4J_URI") != "" {
		refuseForeign(t, store)
	}
	if err := wipe(t.Context(), store); err != nil {
		t.Fatalf("empty the test database: %v", err)
	}
	return store
}

// Secured returns a server whose password and certificates are known, with an empty
// database, and the file of the authority that has signed its certificate: a process
// whose SSL_CERT_FILE names it trusts the server. It skips the test where NEO4J_URI
// names the server.
func Secured(t testing.TB) (config neo4j.Config, authority string) {
	t.Helper()
	if os.Getenv("NEO4J_URI") != "" {
		t.Skip("NEO4J_URI names a server of other certificates")
	}
	server := LongTerm().share(t)
	emptied(t, server.Config())
	return server.Config(), server.path(filepath.Join("certificates", authorityFile))
}

// Slow skips a test that takes one more server, of its own or of another release,
// unless CI=true or NEWSGRAPH_FAULTS is set.
func Slow(t testing.TB) {
	t.Helper()
	if os.Getenv("CI") != "true" && os.Getenv("NEWSGRAPH_FAULTS") == "" {
		t.Skip("it takes one more server: set NEWSGRAPH_FAULTS=1")
	}
}

// Shared takes a server of the long-term line that nobody else uses and returns how
// to reach it. The database is as the last user left it.
func Shared(t testing.TB) neo4j.Config {
	t.Helper()
	return LongTerm().Shared(t)
}

// Shared is the function Shared for a server of this release.
func (r Release) Shared(t testing.TB) neo4j.Config {
	t.Helper()
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		r.turn(t, Release{}.cacheDir(t), 1)
		return neo4j.Config{URI: uri, Database: os.Getenv("NEO4J_DATABASE"),
			Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD")}
	}
	return r.share(t).Config()
}

// refuseForeign keeps a test from emptying somebody's database.
func refuseForeign(t testing.TB, store graph.Store) {
	t.Helper()
	const ask = `MATCH (n) WHERE NOT n:Article AND NOT n:__Entity__ AND NOT n:Claim AND NOT n:__Migration AND NOT n:__Batch AND NOT n:__Pending AND NOT n:__Name AND NOT n:__Judgement AND NOT n:Test
RETURN labels(n)[0] AS label LIMIT 1`
	err := store.View(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), ask, nil, func(r graph.Row) error {
			return fmt.Errorf("NEO4J_URI names a database that holds data of somebody else (label %v): tests empty their database", r.Values[0])
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wipe removes all data and all schema.
func wipe(ctx context.Context, store graph.Store) error {
	names := map[string][]string{}
	err := store.View(ctx, func(tx graph.Tx) error {
		for kind, ask := range map[string]string{
			"CONSTRAINT": "SHOW CONSTRAINTS YIELD name",
			"INDEX":      "SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP' AND owningConstraint IS NULL RETURN name",
		} {
			names[kind] = nil
			if _, err := tx.Run(ctx, ask, nil, func(r graph.Row) error {
				names[kind] = append(names[kind], r.Values[0].(string))
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	// Edges first: one node may have more than a transaction's memory holds.
	for _, part := range []string{"MATCH ()-[r]->() WITH r LIMIT 10000 DELETE r", "MATCH (n) WITH n LIMIT 10000 DELETE n"} {
		for n := 10000; err == nil && n == 10000; {
			err = store.Update(ctx, func(tx graph.Tx) error {
				c, err := tx.Run(ctx, part, nil, nil)
				n = c.NodesDeleted + c.EdgesDeleted
				return err
			})
		}
	}
	for _, kind := range []string{"CONSTRAINT", "INDEX"} {
		for _, name := range names[kind] {
			if err != nil {
				return err
			}
			err = store.Update(ctx, func(tx graph.Tx) error {
				_, err := tx.Run(ctx, "DROP "+kind+" `"+name+"` IF EXISTS", nil, nil)
				return err
			})
		}
	}
	return err
}

// await asks until the server answers, ends, or five minutes have gone by.
func await(ctx context.Context, answers func() error, alive func() error) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		err := answers()
		if err == nil {
			return nil
		}
		if dead := alive(); dead != nil {
			return dead
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("wait for the server: %w", err)
		}
	}
}
