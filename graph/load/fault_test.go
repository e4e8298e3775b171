package load

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/neo4j"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// How much the fault tests load: twelve transactions.
const (
	faultArticles = 60
	faultBatch    = 5
)

func faultLoader(t testing.TB, store graph.Store) *Loader {
	t.Helper()
	l, err := New(store, benchRelations(), "faults", Options{Articles: faultBatch})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// cleanDigest is what every fault must end in: the digest of a load in which
// nothing goes wrong, in another store altogether.
func cleanDigest(t testing.TB) string {
	t.Helper()
	store := embedded.Memory(embedded.Options{})
	l := faultLoader(t, store)
	if _, err := l.ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Load(t.Context(), benchArticles(0, faultArticles)); err != nil {
		t.Fatal(err)
	}
	return digest(t, store)
}

func digest(t testing.TB, store graph.Store) string {
	t.Helper()
	d, err := graph.Digest(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// impatient is a configuration that gives up on a connection soon.
func impatient(c neo4j.Config) neo4j.Config {
	c.WriteTimeout, c.Grace, c.DriverRetry, c.RetryFor = 3*time.Second, time.Second, 2*time.Second, 2*time.Minute
	return c
}

func openNeo4j(t testing.TB, c neo4j.Config) *neo4j.Store {
	t.Helper()
	store, err := neo4j.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return store
}

// TestFaults injects every fault into loads of the same articles; each must end
// as if nothing had been. They share a database, because a real server plans
// every statement anew when its schema changes.
func TestFaults(t *testing.T) {
	if uri := os.Getenv("NEWSGRAPH_TEST_VICTIM"); uri != "" {
		victim(t, uri)
		return
	}
	direct, config := neo4jtest.OpenAt(t)
	f := faults{direct, config, cleanDigest(t)}
	if _, err := faultLoader(t, direct).ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := faultLoader(t, direct).Load(t.Context(), benchArticles(0, faultArticles)); err != nil {
		t.Fatal(err) // warms the server: a cold one may be slower than the tests' patience
	}
	t.Run("on the way", f.onTheWay)
	for _, c := range []struct {
		name string
		run  func(*testing.T)
	}{{"latency", f.latency}, {"two loaders at once", f.twoLoaders}, {"deadlock", f.deadlock}, {"loader killed", f.loaderKilled}} {
		t.Run(c.name, func(t *testing.T) {
			clear(t, direct)
			c.run(t)
			f.check(t)
		})
	}
}

// faults is a database to which faults happen, and the digest that they must
// not change.
type faults struct {
	direct *neo4j.Store
	config neo4j.Config
	want   string
}

func (f faults) check(t *testing.T) {
	t.Helper()
	if got := digest(t, f.direct); got != f.want {
		t.Errorf("digest %s, want %s", got, f.want)
	}
}

// onTheWay harms the connection.
func (f faults) onTheWay(t *testing.T) {
	every := func(n int, f neo4jtest.Fault) func(int) neo4jtest.Fault {
		return func(commit int) neo4jtest.Fault {
			if commit%n == 0 {
				return f
			}
			return neo4jtest.None
		}
	}
	for _, c := range []struct {
		name    string
		proxy   *neo4jtest.Proxy
		commits int // at least so many must have been tried
	}{
		{"no fault", &neo4jtest.Proxy{}, 12},
		{"reset before the commit", &neo4jtest.Proxy{Commit: every(3, neo4jtest.ResetBefore)}, 16},
		{"commit acknowledgement lost", &neo4jtest.Proxy{Commit: every(3, neo4jtest.ResetAfter)}, 13},
		{"black hole before the commit", &neo4jtest.Proxy{Commit: every(8, neo4jtest.SwallowBefore)}, 13},
		{"black hole after the commit", &neo4jtest.Proxy{Commit: every(8, neo4jtest.SwallowAfter)}, 12},
		{"packets of one byte", &neo4jtest.Proxy{Size: 1}, 12},
	} {
		t.Run(c.name, func(t *testing.T) {
			clear(t, f.direct)
			store := openNeo4j(t, c.proxy.Through(t, impatient(f.config)))
			r, err := faultLoader(t, store).Load(t.Context(), benchArticles(0, faultArticles))
			if err != nil || !r.Balanced() || r.Loaded+r.Unchanged != faultArticles {
				t.Fatalf("load: %+v, %v", r, err)
			}
			f.check(t)
			if c.proxy.Commits() < c.commits {
				t.Errorf("%d commits were tried, want at least %d", c.proxy.Commits(), c.commits)
			}
		})
	}
}

// latency makes every round trip take 300 ms.
func (f faults) latency(t *testing.T) {
	neo4jtest.Slow(t)
	proxy := &neo4jtest.Proxy{Delay: 150 * time.Millisecond}
	l, err := New(openNeo4j(t, proxy.Through(t, f.config)), benchRelations(), "faults", Options{Articles: faultArticles / 2})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := l.Load(t.Context(), benchArticles(0, faultArticles)); err != nil || r.Loaded != faultArticles || r.Batches != 2 {
		t.Errorf("load: %+v, %v", r, err)
	}
}

// twoLoaders loads the same articles from both ends.
func (f faults) twoLoaders(t *testing.T) {
	var forward, backward []*extract.Article
	for i := range faultArticles {
		forward = append(forward, benchArticle(i))
		backward = append(backward, benchArticle(faultArticles-1-i))
	}
	var group sync.WaitGroup
	for _, articles := range [][]*extract.Article{forward, backward} {
		l := faultLoader(t, openNeo4j(t, f.config))
		group.Go(func() {
			if r, err := l.Load(t.Context(), stream(articles...)); err != nil || r.Loaded+r.Unchanged != faultArticles {
				t.Errorf("load: %+v, %v", r, err)
			}
		})
	}
	group.Wait()
}

// deadlock lets another writer hold what the loader needs and ask for what the
// loader holds.
func (f faults) deadlock(t *testing.T) {
	store := f.direct
	half := faultArticles / 2
	if _, err := faultLoader(t, store).Load(t.Context(), benchArticles(0, half)); err != nil {
		t.Fatal(err)
	}
	other := openNeo4j(t, f.config)
	held, blocked := make(chan bool), make(chan bool)
	var once, onceBlocked sync.Once
	var group sync.WaitGroup
	group.Go(func() {
		err := other.Update(t.Context(), func(tx graph.Tx) error {
			if _, err := tx.Run(t.Context(), "MATCH (e:__Entity__) WITH e ORDER BY e.id DESC SET e.kind = e.kind", nil, nil); err != nil {
				return err
			}
			once.Do(func() { close(held) })
			<-blocked
			_, err := tx.Run(t.Context(), "MATCH (m:__Migration) SET m.version = m.version", nil, nil)
			return err
		})
		if err != nil {
			t.Errorf("the other writer: %v", err)
		}
	})
	<-held
	watched := watchedStore{store, func(cypher string) {
		if strings.Contains(cypher, "CREATE (a:Article)") { // the turn has been taken, and the entities are next
			onceBlocked.Do(func() { close(blocked) })
		}
	}}
	r, err := faultLoader(t, watched).Load(t.Context(), benchArticles(half, faultArticles-half))
	group.Wait()
	if err != nil || r.Loaded != faultArticles-half {
		t.Fatalf("load: %+v, %v", r, err)
	}
}

// watchedStore tells of every statement before it runs in an Update.
type watchedStore struct {
	graph.Store
	before func(cypher string)
}

func (s watchedStore) Update(ctx context.Context, fn func(graph.Tx) error) error {
	return s.Store.Update(ctx, func(tx graph.Tx) error { return fn(watchedTx{tx, s.before}) })
}

type watchedTx struct {
	graph.Tx
	before func(string)
}

func (t watchedTx) Run(ctx context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	t.before(cypher)
	return t.Tx.Run(ctx, cypher, params, row)
}

// TestServerKilled kills the server in the middle of a load, for longer than the
// driver's own patience of 30 s, and starts it again.
func TestServerKilled(t *testing.T) {
	neo4jtest.Slow(t)
	t.Parallel() // it mostly waits
	server := neo4jtest.Start(t)
	config, outage := server.Config(), 40*time.Second
	store := openNeo4j(t, config)
	if _, err := faultLoader(t, store).ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	batches := 0
	l, err := New(store, benchRelations(), "faults", Options{Articles: faultBatch, Progress: func(Report) {
		if batches++; batches != 3 {
			return
		}
		group.Go(func() {
			server.Kill()
			<-time.After(outage)
			if err := server.Restart(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Load(t.Context(), benchArticles(0, faultArticles))
	group.Wait()
	if err != nil || r.Loaded+r.Unchanged != faultArticles {
		t.Fatalf("load: %+v, %v", r, err)
	}
	if got, want := digest(t, store), cleanDigest(t); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

// TestMemoryLimit loads into a server that allows a transaction little memory.
func TestMemoryLimit(t *testing.T) {
	neo4jtest.Slow(t)
	t.Parallel()
	store := openNeo4j(t, neo4jtest.Start(t, "db.memory.transaction.max=8m").Config())
	if _, err := faultLoader(t, store).ApplySchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	tooLarge := 0
	counted := countedStore{store, &tooLarge}
	l, err := New(counted, benchRelations(), "faults", Options{Articles: 1000})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Load(t.Context(), benchArticles(0, faultArticles))
	if err != nil || r.Loaded != faultArticles || tooLarge == 0 {
		t.Fatalf("load: %+v, %v; %d batches were too large", r, err, tooLarge)
	}
	if got, want := digest(t, store), cleanDigest(t); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

// countedStore counts the updates that needed too much memory.
type countedStore struct {
	graph.Store
	tooLarge *int
}

func (s countedStore) Update(ctx context.Context, fn func(graph.Tx) error) error {
	err := s.Store.Update(ctx, fn)
	if graph.FailureOf(err) == graph.TooLarge {
		*s.tooLarge++
	}
	return err
}

// loaderKilled kills a loader's process at random points, three times (twenty
// with CI=true), and loads again.
func (f faults) loaderKilled(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	rounds := 3
	if os.Getenv("CI") == "true" || os.Getenv("NEWSGRAPH_FAULTS") != "" {
		rounds = 20
	}
	for range rounds {
		clear(t, f.direct)
		kill(t, f.config, 1+random.IntN(12), time.Duration(random.IntN(30))*time.Millisecond)
		if _, err := faultLoader(t, f.direct).Load(t.Context(), benchArticles(0, faultArticles)); err != nil {
			t.Fatal(err)
		}
		f.check(t)
	}
}

// kill starts this test's binary as a loader and kills it a while after it has
// reported so many batches.
func kill(t *testing.T, c neo4j.Config, batches int, later time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestFaults$")
	cmd.Env = append(os.Environ(), "NEWSGRAPH_TEST_VICTIM="+c.URI, "NEO4J_DATABASE="+c.Database, "NEO4J_USERNAME="+c.Username, "NEO4J_PASSWORD="+c.Password)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "batch "+strconv.Itoa(batches) {
	}
	<-time.After(later)
	_ = cmd.Process.Kill() // it may have ended by itself
	_ = cmd.Wait()
}

func victim(t *testing.T, uri string) {
	store := openNeo4j(t, neo4j.Config{URI: uri, Database: os.Getenv("NEO4J_DATABASE"), Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD")})
	n := 0
	l, err := New(store, benchRelations(), "faults", Options{Articles: faultBatch, Progress: func(Report) {
		n++
		fmt.Printf("batch %d\n", n)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Load(t.Context(), benchArticles(0, faultArticles)); err != nil {
		t.Fatal(err)
	}
}
