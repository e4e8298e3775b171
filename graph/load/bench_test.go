package load

import (
	"context"
	"fmt"
	"github.com/newsgraph/newsgraph/graph"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// benchRelations are twelve relations between two entities.
func benchRelations() []extract.Relation {
	var list []extract.Relation
	for i := range 12 {
		list = append(list, extract.Relation{Name: fmt.Sprintf("REL_%d", i), Subject: extract.Kinds(), Object: extract.Kinds(), Symmetric: i%4 == 3})
	}
	return list
}

// benchArticles makes n articles of 15 entities and 10 claims each, from number
// first on. Entities and relations are drawn by Zipf's law, as in news: a few
// are in every tenth article, most in one.
func benchArticles(first, n int) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for i := first; i < first+n; i++ {
			if !yield(benchArticle(i), nil) {
				return
			}
		}
	}
}

func benchArticle(number int) *extract.Article {
	random := rand.New(rand.NewPCG(7, uint64(number)))
	zipf := rand.NewZipf(random, 1.1, 4, 200_000)
	a := &extract.Article{URL: fmt.Sprintf("https://bench.example/%d", number), Title: fmt.Sprintf("Article %d", number), Publisher: "Bench",
		Language: "en", Published: time.Date(2020, 1, 1, 0, number, 0, 0, time.UTC), PublishedPrecision: extract.Day}
	met := map[string]bool{}
	for len(a.Entities) < 15 {
		k := int(math.Min(float64(zipf.Uint64()), 1e6))
		kind := extract.Kinds()[k%4]
		name := fmt.Sprintf("%s Number %d", kind, k)
		if met[name] {
			continue
		}
		met[name] = true
		e := extract.Entity{Name: name, Kind: kind}
		for range 1 + random.IntN(3) {
			start := len(a.Text)
			a.Text += name
			a.Mentions = append(a.Mentions, extract.Mention{Span: extract.Span{Start: len(a.Tokens), End: len(a.Tokens) + 1}, Head: len(a.Tokens), Kind: kind, Form: extract.Proper, Entity: len(a.Entities)})
			e.Mentions = append(e.Mentions, len(a.Mentions)-1)
			a.Tokens = append(a.Tokens, extract.Token{Start: start, End: len(a.Text)})
			a.Text += " was in the news again as officials of both sides said on the day . "
		}
		a.Entities = append(a.Entities, e)
	}
	for i := range 10 {
		start := len(a.Tokens)
		a.Text += fmt.Sprintf("\nThis is sentence %d of the article, which states something that can be read. ", i)
		a.Tokens = append(a.Tokens, extract.Token{Start: len(a.Text) - 60, End: len(a.Text) - 1})
		a.Sentences = append(a.Sentences, extract.Sentence{Span: extract.Span{Start: start, End: start + 1}})
		s, o := random.IntN(15), random.IntN(14)
		if o >= s {
			o++
		}
		speaker := -1
		if i%4 == 0 {
			speaker = random.IntN(15)
		}
		a.Claims = append(a.Claims, extract.Claim{Relation: fmt.Sprintf("REL_%d", random.IntN(4)*random.IntN(4)), Subject: s, Object: o, Speaker: speaker, Sentence: i,
			Modality: extract.Actual, Evidence: extract.Span{Start: start, End: start + 1}, Frame: "bench", Confidence: 0.5 + float64(i)/20})
	}
	return a
}

// BenchmarkNeo4j loads articles of 15 entities and 10 claims into a server, 2,000
// a round, after 4,000 that warm it.
func BenchmarkNeo4j(b *testing.B) {
	for _, size := range []int{50, 100, 250} {
		b.Run(fmt.Sprintf("articles=%d", size), func(b *testing.B) {
			benchLoad(b, neo4jtest.Open(b), Options{Articles: size}, 2)
		})
	}
}

// BenchmarkVerify tells the processor time of a server for loading articles, and for
// verifying them, which must not be more. Of a cold server: -benchtime=1x is enough.
func BenchmarkVerify(b *testing.B) {
	const n = 2000
	server := neo4jtest.Start(b)
	store, err := neo4j.Open(b.Context(), server.Config())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close(b.Context())
	l, err := New(store, benchRelations(), "bench", Options{})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	var loading, verifying time.Duration
	at := 0
	for b.Loop() {
		before := server.CPU()
		if r, err := l.Load(b.Context(), benchArticles(at, n)); err != nil || r.Loaded != n {
			b.Fatal(r, err)
		}
		loaded := server.CPU()
		if v, err := l.Verify(b.Context(), benchArticles(at, n)); err != nil || v.Articles != n {
			b.Fatal(v, err)
		}
		loading, verifying = loading+loaded-before, verifying+server.CPU()-loaded
		at += n
	}
	b.ReportMetric(loading.Seconds()*1000/float64(n*b.N), "load-server-ms/article")
	b.ReportMetric(verifying.Seconds()*1000/float64(n*b.N), "verify-server-ms/article")
}

// BenchmarkEmbedded does what BenchmarkNeo4j does in a folder.
func BenchmarkEmbedded(b *testing.B) {
	store, err := embedded.Open(b.Context(), b.TempDir(), embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchLoad(b, store, Options{}, 0)
	if err := store.Close(b.Context()); err != nil {
		b.Fatal(err)
	}
}

func benchLoad(b *testing.B, store graph.Store, o Options, warm int) {
	watch := &timed{Store: store, spent: map[string]time.Duration{}}
	l, err := New(watch, benchRelations(), "bench", o)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	watch.statements = l.statements
	const n = 2000
	at := 0
	round := func() {
		if r, err := l.Load(b.Context(), benchArticles(at, n)); err != nil || r.Loaded != n {
			b.Fatal(r, err)
		}
		at += n
	}
	for range warm {
		round()
	}
	watch.spent = map[string]time.Duration{}
	for b.Loop() {
		round()
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
	var lines []string
	for _, name := range sortedKeys(watch.spent) {
		lines = append(lines, fmt.Sprintf("%s %.2f", name, watch.spent[name].Seconds()*1000/float64(n*b.N)))
	}
	b.Log("ms an article: " + strings.Join(lines, ", "))
}

// timed adds up the time of each statement.
type timed struct {
	graph.Store
	statements statements
	spent      map[string]time.Duration
}

func (s *timed) Update(ctx context.Context, fn func(graph.Tx) error) error {
	start := time.Now()
	defer func() { s.spent["= all"] += time.Since(start) }()
	return s.Store.Update(ctx, func(tx graph.Tx) error { return fn(timedTx{tx, s}) })
}

type timedTx struct {
	graph.Tx
	s *timed
}

func (t timedTx) Run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	start := time.Now()
	c, err := t.Tx.Run(ctx, cypher, params, row)
	for name, text := range t.s.statements {
		if text == cypher {
			t.s.spent[strings.Fields(name)[0]] += time.Since(start)
		}
	}
	return c, err
}
