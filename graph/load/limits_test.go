package load

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// TestOtherSchema: a store whose schema is newer than this program, or was made by
// another build, is refused by all that writes to it, and stays as it is.
func TestOtherSchema(t *testing.T) {
	eachStore(t, func(t *testing.T, store graph.Store) {
		l := loader(t, store, Options{})
		if _, err := l.ApplySchema(t.Context()); err != nil {
			t.Fatal(err)
		}
		load(t, l, corpus(t)...)
		before := dump(t, store)
		for _, c := range []struct{ spoil, undo, want string }{
			{fmt.Sprintf("CREATE (:__Migration {version: %d, checksum: 'x'})", SchemaVersion+1),
				fmt.Sprintf("MATCH (m:__Migration {version: %d}) DELETE m", SchemaVersion+1), "use a newer newsgraph"},
			{"MATCH (m:__Migration) SET m.checksum = 'x'", "", "made by another build"},
		} {
			update1(t, store, c.spoil)
			_, applied := l.ApplySchema(t.Context())
			for what, err := range map[string]error{"apply": applied, "check": l.CheckSchema(t.Context())} {
				if graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%s after %s: %v, want a refusal that says %q", what, c.spoil, err, c.want)
				}
			}
			if c.undo != "" {
				update1(t, store, c.undo)
			}
		}
		same(t, "after the refusals", dump(t, store), before)
	})
}

// TestRelationNames: a relation's name stands in statements as it is, so it must not
// be able to say anything else there.
func TestRelationNames(t *testing.T) {
	for name, good := range map[string]bool{
		"LEADS": true, "A": true, "MET_2": true, strings.Repeat("A", 64): true,
		"": false, "leads": false, "2ND": false, "_A": false, "A-B": false, "A B": false, "A`": false, "A\\u0060": false, "A]->() DETACH DELETE n //": false,
		"A\n": false, "É": false, strings.Repeat("A", 65): false, "MENTIONS": false, "STATES": false, "SUBJECT": false, "OBJECT": false, "ATTRIBUTED_TO": false,
	} {
		_, err := New(nil, []extract.Relation{{Name: name, Object: extract.Kinds()}}, "", Options{})
		if (err == nil) != good {
			t.Errorf("relation %q: %v, want it accepted: %v", name, err, good)
		}
	}
}

// narrowStore has no memory for an article of which it is told.
type narrowStore struct {
	graph.Store
	articles func(n int, ids string) bool // whether so many articles with these ids are too much
}

func (s narrowStore) Update(ctx context.Context, fn func(graph.Tx) error) error {
	return s.Store.Update(ctx, func(tx graph.Tx) error { return fn(narrowTx{tx, s.articles}) })
}

type narrowTx struct {
	graph.Tx
	articles func(int, string) bool
}

func (t narrowTx) Run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	if list, ok := params["articles"].([]any); ok && t.articles(len(list), graph.Text(list)) {
		return graph.Counts{}, &graph.Error{Failure: graph.TooLarge, Message: "no memory"}
	}
	return t.Tx.Run(ctx, cypher, params, row)
}

// TestTooLarge: a batch that takes too much memory is halved, the next ones are no
// larger, and an article that alone takes too much is rejected; all others are there.
func TestTooLarge(t *testing.T) {
	const n, fits = 40, 6
	store := &updates{Store: embedded.Memory(embedded.Options{})}
	var rejected []string
	hopeless := articleRef(benchArticle(7).URL)
	narrow := narrowStore{store, func(n int, ids string) bool { return n > fits || strings.Contains(ids, hopeless) }}
	l, err := New(narrow, benchRelations(), "memory", Options{Articles: 16, Reject: func(r *extract.Reject) { rejected = append(rejected, r.ID+" "+r.Code) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	store.n = 0
	r, err := l.Load(t.Context(), benchArticles(0, n))
	if err != nil || r.Loaded != n-1 || r.Rejected != 1 || !r.Balanced() || len(rejected) != 1 || rejected[0] != hopeless+" too-large" {
		t.Errorf("load: %+v, %v; rejected %v", r, err, rejected)
	}
	if most := 3 * n / 2; store.n > most {
		t.Errorf("%d transactions were tried, want at most %d: later batches must begin small", store.n, most)
	}
	want := embedded.Memory(embedded.Options{})
	clean, err := New(want, benchRelations(), "memory", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := clean.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	var others []*extract.Article
	for i := range n {
		if i != 7 {
			others = append(others, benchArticle(i))
		}
	}
	load(t, clean, others...)
	if got, want := digest(t, store), digest(t, want); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}
