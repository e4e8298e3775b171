package main

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/english"
	"github.com/newsgraph/newsgraph/extract/relation"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// BenchmarkEndToEnd reads articles from text and writes them to a real server on
// the same machine, after six rounds that warm both: until then the server spends
// more on compiling itself than on the articles. It tells the time of the server's
// and of our own processor beside the rate: their sum is what a machine of so many
// cores cannot go below.
func BenchmarkEndToEnd(b *testing.B) {
	const n = 600
	server := neo4jtest.Start(b)
	store, err := neo4j.Open(b.Context(), server.Config())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close(b.Context())
	relations, err := relation.Types()
	if err != nil {
		b.Fatal(err)
	}
	pipeline, err := english.New(english.Options{Relations: relations, StatedOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	loader, err := load.New(store, relations, "bench", load.Options{Extract: func(in iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
		return pipeline.Run(b.Context(), in, 2)
	}})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := loader.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	at, claims := 0, 0
	round := func() {
		r, err := loader.Load(b.Context(), madeUp(at, n))
		if err != nil || r.Loaded != n {
			b.Fatal(r, err)
		}
		at += n
		for _, k := range r.Claims {
			claims += k
		}
	}
	for range 6 {
		round()
	}
	claims = 0
	theirs, compiling, ours := server.CPU(), server.Compiling(), neo4jtest.CPU(0)
	for b.Loop() {
		round()
	}
	total := float64(n * b.N)
	b.ReportMetric(total/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric((server.CPU()-theirs).Seconds()*1000/total, "server-ms/article")
	b.ReportMetric((server.Compiling()-compiling).Seconds()*1000/total, "of-it-compiling-ms/article")
	b.ReportMetric((neo4jtest.CPU(0)-ours).Seconds()*1000/total, "own-ms/article")
	b.ReportMetric(float64(claims)/total, "claims/article")
}

// madeUp gives articles of about 350 words about people, companies and places
// that are drawn by Zipf's law.
func madeUp(first, n int) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for i := first; i < first+n; i++ {
			if !yield(madeUpArticle(i), nil) {
				return
			}
		}
	}
}

func madeUpArticle(number int) *extract.Article {
	random := rand.New(rand.NewPCG(11, uint64(number)))
	zipf := rand.NewZipf(random, 1.1, 4, 100_000)
	syllable := func(k int) string {
		return []string{"ba", "ren", "to", "vik", "la", "mor", "sen", "du", "ka", "lin"}[k%10]
	}
	word := func(k int) string {
		s := syllable(k) + syllable(k/10)
		for k /= 100; k > 0; k /= 10 {
			s += syllable(k)
		}
		return strings.ToUpper(s[:1]) + s[1:]
	}
	draw := func() int { return int(math.Min(float64(zipf.Uint64()), 1e5)) }
	person := func() string {
		k := draw()
		return []string{"Anna", "Peter", "Maria", "John", "Clara", "Robert", "Helen", "David"}[k%8] + " " + word(k)
	}
	company := func() string {
		k := draw()
		return word(k) + " " + []string{"Steel", "Bank", "Airlines", "Media", "Energy"}[k%5]
	}
	place := func() string { return word(draw()%500) + []string{"ville", "burg", "ton"}[random.IntN(3)] }
	sentences := []func() string{
		func() string {
			return fmt.Sprintf("%s, the chief executive of %s, met %s in %s on Tuesday.", person(), company(), person(), place())
		},
		func() string {
			return fmt.Sprintf("%s will acquire %s for two billion dollars, %s said.", company(), company(), person())
		},
		func() string {
			return fmt.Sprintf("%s visited %s last week to talk about the new plant.", person(), place())
		},
		func() string { return fmt.Sprintf("%s was appointed chairman of %s in March.", person(), company()) },
		func() string {
			return fmt.Sprintf("Police in %s arrested %s on Monday, officials said.", place(), person())
		},
		func() string {
			return "Nobody at the meeting wanted to say how long the talks would go on or what they had cost so far."
		},
		func() string {
			return "The price of the shares fell by three per cent in the morning and rose again before noon."
		},
		func() string {
			return fmt.Sprintf("%s criticised %s for the delay, which has held up the project for a year.", person(), person())
		},
	}
	var text strings.Builder
	for i := range 22 {
		text.WriteString(sentences[random.IntN(len(sentences))]())
		if i%3 == 2 {
			text.WriteString("\n\n")
		} else {
			text.WriteString(" ")
		}
	}
	return &extract.Article{URL: fmt.Sprintf("https://made-up.example/%d", number), Title: fmt.Sprintf("News of the day, number %d", number), Publisher: "Made Up",
		Language: "en", Text: text.String(), Published: time.Date(2020, 1, 1, 0, number, 0, 0, time.UTC), PublishedPrecision: extract.Day}
}
