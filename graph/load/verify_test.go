package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// sound verifies the graph that a test leaves behind.
func sound(t *testing.T, store graph.Store) {
	t.Helper()
	v, err := loader(t, store, Options{}).Verify(t.Context(), stream())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.Findings {
		t.Errorf("left behind: %s", f)
	}
}

func update1(t *testing.T, store graph.Store, cypher string) {
	t.Helper()
	err := store.Update(t.Context(), func(tx graph.Tx) error {
		_, err := tx.Run(t.Context(), cypher, nil, nil)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
}

func verifyFinds(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	load(t, l, corpus(t)...)
	v, err := l.Verify(t.Context(), stream(corpus(t)...))
	if err != nil || len(v.Findings) > 0 || v.Articles != 4 || v.Quotes != 8 || v.Edges != 5 || v.Entities != 6 {
		t.Errorf("a good graph: %+v, %v", v, err)
	}
	changed := corpus(t)[0]
	changed.Text += " More."
	missing := corpus(t)[0]
	missing.URL += "0"
	v, err = l.Verify(t.Context(), stream(changed, missing))
	if err != nil || v.Missing != 1 || len(v.Findings) != 1 || v.Findings[0].What != "text" {
		t.Errorf("another text: %+v, %v", v, err)
	}
	for _, c := range []struct{ spoil, want string }{
		{"MATCH ()-[r:LEADS]->() SET r.articles = 7", "edge"},
		{"MATCH ()-[r:VISITED]->() DELETE r", "edge"},
		{"MATCH (a:__Entity__ {name: 'Tavria'}), (b:__Entity__ {name: 'Borealis'}) CREATE (a)-[:LEADS {key: 'f_no'}]->(b)", "edge"},
		{"MATCH (e:__Entity__ {name: 'Tavria'}) SET e.name = 'tavria'", "entity"},
		{"MATCH (e:__Entity__ {name: 'Ana Vega'}) REMOVE e.born_on", "entity"},
		{"CREATE (:__Entity__ {id: 'e_0123456789abcdef01234567'})", "entity"},
		{"MATCH (c:Claim)-[r:SUBJECT]->() WITH c, r LIMIT 1 DELETE r", "claim"},
		{"MATCH (c:Claim {relation: 'VISITED'}) SET c.quote = 'Nobody said this.'", "quote"},
		{"MATCH (c:Claim {relation: 'VISITED'}) SET c.end = 9999", "quote"},
	} {
		clear(t, store)
		load(t, l, corpus(t)...)
		update1(t, store, c.spoil)
		v, err := l.Verify(t.Context(), stream(corpus(t)...))
		if err != nil || !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.What == c.want }) {
			t.Errorf("after %s: %v, %v, want a finding on %s", c.spoil, v.Findings, err, c.want)
		}
	}
	clear(t, store)
}

// views counts the transactions that read.
type views struct {
	graph.Store
	n int
}

func (v *views) View(ctx context.Context, fn func(graph.Tx) error) error {
	v.n++
	return v.Store.View(ctx, fn)
}

// TestVerifyAsksForMany: articles are looked up as many at a time as by a load, edges
// and names by pages; to a server each question is a way there and back.
func TestVerifyAsksForMany(t *testing.T) {
	const n = 350
	store := &views{Store: embedded.Memory(embedded.Options{})}
	l, err := New(store, benchRelations(), "bench", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := l.Load(t.Context(), benchArticles(0, n)); err != nil || r.Loaded != n {
		t.Fatalf("%+v, %v", r, err)
	}
	store.n = 0
	v, err := l.Verify(t.Context(), benchArticles(0, n))
	if err != nil || v.Articles != n || v.Quotes < n || v.Edges < page { // that claims of made-up articles lack their words is none of it
		t.Fatalf("%d articles, %d quotes, %d edges, %v", v.Articles, v.Quotes, v.Edges, err)
	}
	if pages := (v.Edges/page+1)*(2+len(benchRelations())) + (v.Entities/page+1)*2; store.n > 6+pages+n/lookUpSize+1 {
		t.Errorf("%d questions, of which %d may be for pages", store.n, pages)
	}
}

func plan(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	all := corpus(t)
	load(t, l, all[:2]...)
	before := dump(t, store)
	all[1].Title = "Orlov denies it again"
	r, err := l.Plan(t.Context(), stream(all...))
	if err != nil || r.Loaded != 2 || r.Changed != 1 || r.Unchanged != 1 || r.Counts.NodesCreated == 0 {
		t.Errorf("plan: %+v, %v", r, err)
	}
	same(t, "after a plan", dump(t, store), before)
	if done := load(t, l, all...); done.Counts.NodesCreated != r.Counts.NodesCreated || done.Counts.EdgesDeleted != r.Counts.EdgesDeleted {
		t.Errorf("planned %+v, did %+v", r.Counts, done.Counts)
	}
}

// injection loads names that try to be Cypher, and compares the rest of the
// graph with a load without them.
func injection(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	load(t, l, corpus(t)...)
	want := dump(t, store)
	for i, evil := range []string{
		"x`)", "x`) DETACH DELETE n //", "\\u0060) DETACH DELETE n //", "'; MATCH (n) DETACH DELETE n; //", `"}) MATCH (n) DETACH DELETE n //`,
		"$rows", "{id: 1}", "null", "\x00", "a\u2028b", "__Migration", "a\nb", "\\", "😀", "%s %d", strings.Repeat("long ", 14000),
	} {
		name := strings.Join(strings.Fields(evil), "_")
		s := story{url: fmt.Sprintf("https://evil.example/%d?q=%s", i, name), title: evil, day: 1,
			text:     fmt.Sprintf("%s met Somebody .\nSomebody leads %s-2 .", name, name),
			entities: slices.Concat(named(extract.Person, name, "Somebody"), named(extract.Organization, name+"-2")),
			claims:   []said{{subject: name, relation: "MET_WITH", object: "Somebody"}, {subject: "Somebody", relation: "LEADS", object: name + "-2"}},
		}
		a := s.article(t)
		a.Claims[0].Role, a.Claims[0].Topic, a.Authors, a.Language = evil, evil, []string{evil}, evil
		a.Entities[0].Aliases = []string{evil}
		if r := load(t, l, a); r.Loaded != 1 || r.Claims["MET_WITH"] != 1 {
			t.Errorf("%.40q: %+v", evil, r)
		}
		if v, err := l.Verify(t.Context(), stream(a)); err != nil || len(v.Findings) > 0 || v.Quotes != 2 {
			t.Errorf("%.40q: %+v, %v", evil, v, err)
		}
		if _, err := l.Retract(t.Context(), a.URL); err != nil {
			t.Errorf("retract %.40q: %v", evil, err)
		}
		same(t, fmt.Sprintf("after %.40q", evil), dump(t, store), want)
	}
}

func inconsistent(t *testing.T, store graph.Store) {
	var rejects []string
	l := loader(t, store, Options{Reject: func(r *extract.Reject) { rejects = append(rejects, r.Code) }})
	spoils := []func(a *extract.Article){
		func(a *extract.Article) { a.Tokens[1].End = 10000 },
		func(a *extract.Article) { a.Sentences[0].End = 999 },
		func(a *extract.Article) { a.Mentions[0].Head = -1 },
		func(a *extract.Article) { a.Entities[0].Parties = []int{77} },
		func(a *extract.Article) { a.Claims[0].Relation = "INVENTED`]->() DETACH DELETE a //" },
		func(a *extract.Article) { a.Claims[0].Subject = 55 },
		func(a *extract.Article) { a.Claims[0].Object = -1 },
		func(a *extract.Article) { a.Claims[0].Speaker = 55 },
		func(a *extract.Article) { a.Claims[0].Sentence = 55 },
		func(a *extract.Article) { a.Claims[0].Modality = "certain" },
		func(a *extract.Article) { a.Claims[0].Confidence = 2 },
		func(a *extract.Article) { a.Claims[2].Value = "long ago" },
	}
	var list []*extract.Article
	for i, spoil := range spoils {
		a := corpus(t)[0]
		a.URL = fmt.Sprintf("https://a.example/%d", i)
		spoil(a)
		list = append(list, a)
	}
	r := load(t, l, list...)
	if r.Rejected != len(spoils) || len(rejects) != len(spoils) || r.Counts.Changed() {
		t.Errorf("%d of %d rejected (%v): %+v", r.Rejected, len(spoils), rejects, r)
	}
	broken := errors.New("broken pipe")
	failing := iter.Seq2[*extract.Article, error](func(yield func(*extract.Article, error) bool) {
		_ = yield(corpus(t)[0], nil) && yield(nil, &extract.Reject{Code: "syntax"}) && yield(nil, broken)
	})
	r, err := l.Load(t.Context(), failing)
	if !errors.Is(err, broken) || r.Loaded != 1 || r.Rejected != 1 {
		t.Errorf("a stream that breaks: %+v, %v", r, err)
	}
}

// foreign puts somebody else's nodes beside ours, with our labels too: they are
// counted, and nothing else knows of them or touches them.
func foreign(t *testing.T, store graph.Store) {
	l := loader(t, store, Options{})
	load(t, l, corpus(t)...)
	if found, err := Foreign(t.Context(), store); err != nil || len(found) != 0 {
		t.Errorf("our own graph: %v, %v", found, err)
	}
	before, held := ours(t, store), count(t, store)
	update1(t, store, `CREATE (:Customer {id: 1}), (:Customer:Person {id: 2}), (),
(x:Article {id: 'x1', title: 'mine'})-[:HAS]->(:Article {id: 'x2', title: 'Mine too'}), (:Article {id: 7}), (:Article {id: 'a_1'}), (:Article),
(x)-[:MENTIONS]->(e:__Entity__:Person {id: 'Ana Vega', name: 'Ana Vega', name_norm: 'ana vega', born_on: 'never'})-[:LEADS]->(:__Entity__ {id: 'e_5'}),
(x)-[:STATES]->(:Claim {id: 'c_12', key: 'none', text: 'mine', relation: 'LEADS'})-[:SUBJECT]->(e)`)
	update1(t, store, "MATCH (e:__Entity__ {name: 'Tavria'}), (x:Article {id: 'x1'}) WHERE e.name_norm = 'tavria' CREATE (x)-[:NOTES]->(e)")
	want := Tally{"Customer": 1, "Customer:Person": 1, "": 1, "Article": 5, "Person:__Entity__": 1, "__Entity__": 1, "Claim": 1}
	found, err := Foreign(t.Context(), store)
	if err != nil || !maps.Equal(found, want) {
		t.Errorf("with foreign nodes: %v, %v, want %v", found, err, want)
	}
	same(t, "with foreign nodes", ours(t, store), before)
	if got := count(t, store); got != held {
		t.Errorf("with foreign nodes the graph holds %+v, before %+v", got, held)
	}
	if v, err := l.Verify(t.Context(), stream(corpus(t)...)); err != nil || len(v.Findings) > 0 || v.Articles != 4 {
		t.Errorf("with foreign nodes: %+v, %v", v, err)
	}
	for _, ref := range []string{"mine", "Mine too", "x1", "a_1"} {
		if got, err := l.Find(t.Context(), ref, Place{Path: ref}); err != nil || len(got) > 0 {
			t.Errorf("an article of somebody else's is found: %v, %v", got, err)
		}
	}
	for _, a := range corpus(t) {
		if r, err := l.Retract(t.Context(), a.URL); err != nil || r.Retracted != 1 {
			t.Errorf("retract %s: %+v, %v", a.URL, r, err)
		}
	}
	if got, err := Foreign(t.Context(), store); err != nil || !maps.Equal(got, want) {
		t.Errorf("after a retraction: %v, %v, want %v", got, err, want)
	}
	same(t, "after the retraction", ours(t, store), "")
	clear(t, store)
}

// ours is the dump of what is ours.
func ours(t *testing.T, store graph.Store) string {
	t.Helper()
	var b strings.Builder
	if err := graph.Dump(&b, Graph(t.Context(), store)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func count(t *testing.T, store graph.Store) Census {
	t.Helper()
	held, err := Count(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return held
}
