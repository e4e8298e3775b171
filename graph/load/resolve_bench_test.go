package load

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// crowdMentions is how many mentions an article of a crowd has; five mentions there are
// of every name.
const crowdMentions = 25

// crowdSize is a number of names, and of the articles that mention them.
type crowdSize struct{ names, articles int }

func crowdOf(names int) crowdSize { return crowdSize{names, names / 5} }

// from makes articles from number first on. A quarter of their mentions draws by Zipf's
// law, as in news, the others go through all names in turn, so that every name is met.
// Surnames are borne by few or, by Zipf's law, by thousands.
func (c crowdSize) from(first, n int) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for i := first; i < first+n; i++ {
			if !yield(c.article(i), nil) {
				return
			}
		}
	}
}

func (c crowdSize) article(number int) *extract.Article {
	random := rand.New(rand.NewPCG(11, uint64(number)))
	zipf := rand.NewZipf(random, 1.1, 4, uint64(c.names-1))
	a := &extract.Article{URL: fmt.Sprintf("https://crowd.example/%d", number), Title: fmt.Sprintf("Crowd %d", number), Publisher: "Bench",
		Language: "en", Published: time.Date(2020, 1, 1, 0, number, 0, 0, time.UTC), PublishedPrecision: extract.Day}
	met := map[string]bool{}
	for at := 0; len(a.Entities) < crowdMentions; at++ {
		k := (number*crowdMentions + at) % c.names
		if at%4 == 0 {
			k = int(zipf.Uint64())
		}
		e := crowdName(k)
		if met[e.Name] {
			continue
		}
		met[e.Name] = true
		start := len(a.Text)
		a.Text += e.Name
		m := len(a.Mentions)
		a.Mentions = append(a.Mentions, extract.Mention{Span: extract.Span{Start: m, End: m + 1}, Head: m, Kind: e.Kind, Form: extract.Proper, Entity: len(a.Entities)})
		a.Tokens = append(a.Tokens, extract.Token{Start: start, End: len(a.Text)})
		a.Text += " . "
		e.Mentions = []int{m}
		a.Entities = append(a.Entities, e)
	}
	return a
}

// crowdName is name k: of ten six persons, one of them by surname only, three bodies, one
// of them by initials, and a place.
func crowdName(k int) extract.Entity {
	random := rand.New(rand.NewPCG(13, uint64(k)))
	surname := fmt.Sprintf("Sur%d", rand.NewZipf(random, 1.05, 8, 30_000).Uint64())
	e := extract.Entity{Kind: extract.Person, Name: fmt.Sprintf("First%d %s", k, surname)}
	switch k % 10 {
	case 5:
		e.Name = surname
	case 6, 7:
		e.Kind, e.Name = extract.Organization, fmt.Sprintf("%c%d Quiet Board", 'A'+k%26, k)
	case 8:
		e.Kind, e.Name = extract.Organization, fmt.Sprintf("%cQB", 'A'+k%26)
	case 9:
		e.Kind, e.Name = extract.Place, fmt.Sprintf("Place%d", k)
	}
	return known([]extract.Entity{e})[0]
}

// BenchmarkResolve finds out who is who among a million mentions of 200,000 names, and a
// tenth of that, then among one article more. Only the finding out is timed.
func BenchmarkResolve(b *testing.B) {
	for _, names := range []int{20_000, 200_000} {
		b.Run(fmt.Sprintf("names=%d", names), func(b *testing.B) { benchResolve(b, crowdOf(names)) })
	}
}

func benchResolve(b *testing.B, c crowdSize) {
	store := embedded.Memory(embedded.Options{})
	l, err := New(store, benchRelations(), "bench", Options{Articles: 1000})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := l.ApplySchema(b.Context()); err != nil {
		b.Fatal(err)
	}
	written := newRun(l, store.Update) // a load without its end
	w := newWriter(b.Context(), written)
	start := time.Now()
	if err := errors.Join(written.read(w, (&gate{run: written}).through(b.Context(), c.from(0, c.articles))), w.close()); err != nil {
		b.Fatal(err)
	}
	loading := time.Since(start)
	pending, _, err := l.pending(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start = time.Now()
	r, err := l.Resolve(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	resolving := time.Since(start)
	runtime.ReadMemStats(&after)
	at := c.articles
	for b.Loop() {
		if _, err := l.Load(b.Context(), c.from(at, 1)); err != nil {
			b.Fatal(err)
		}
		at++
	}
	b.ReportMetric(loading.Seconds(), "load-s")
	b.ReportMetric(resolving.Seconds(), "resolve-s")
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "one-more-ms")
	b.ReportMetric(float64(len(pending)), "blocks")
	b.ReportMetric(float64(r.Counts.NodesDeleted), "nodes-joined")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(c.names)/1024, "KiB-allocated/name")
}
