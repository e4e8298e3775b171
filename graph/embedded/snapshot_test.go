package embedded

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// rows runs a statement in View.
func rows(t testing.TB, s graph.Store, cypher string) (rows [][]any) {
	t.Helper()
	err := s.View(t.Context(), func(tx graph.Tx) error { return collect(tx, &rows, cypher) })
	if err != nil {
		t.Error(err)
	}
	return rows
}

func collect(tx graph.Tx, rows *[][]any, cypher string) error {
	*rows = nil
	_, err := tx.Run(context.Background(), cypher, nil, func(r graph.Row) error {
		*rows = append(*rows, r.Values)
		return nil
	})
	return err
}

// sound checks both copies of the graph.
func sound(t testing.TB, s *Store) {
	t.Helper()
	for _, v := range []*version{s.current, s.spare, s.retired} {
		if v == nil {
			continue
		}
		if err := v.graph.Verify(); err != nil {
			t.Error(err)
		}
	}
}

// TestReadersSeeTheStateBefore reads in the middle of a write transaction, and in
// a reading transaction that stays while others commit.
func TestReadersSeeTheStateBefore(t *testing.T) {
	s := reopened(t, t.TempDir(), Options{})
	if err := apply(s, "CREATE INDEX FOR (n:N) ON (n.i)"); err != nil {
		t.Fatal(err)
	}
	if err := apply(s, "UNWIND range(1, 100) AS i CREATE (:N {i: i})-[:TO {i: i}]->(:M)"); err != nil {
		t.Fatal(err)
	}
	const question = "MATCH (n:N {i: 7}) OPTIONAL MATCH (n)-[r:TO]->(m) RETURN n.i, n.new, labels(n), r.i, COUNT { MATCH (x) RETURN x } AS all, COUNT { MATCH (x:N) WHERE x.i > 50 RETURN x } AS half"
	before := fmt.Sprint(rows(t, s, question))
	s.View(t.Context(), func(long graph.Tx) error {
		err := s.Update(t.Context(), func(tx graph.Tx) error {
			for _, change := range []string{
				"MATCH (n:N) SET n.new = true, n:Seen, n.i = n.i + 1000", "MATCH (n:N)-[r]->(m) WHERE n.i % 2 = 0 DELETE r, m",
				"UNWIND range(1, 500) AS i CREATE (:N {i: i})-[:NEW]->(:O)", "MATCH (n:N {i: 1007}) DETACH DELETE n",
			} {
				if _, err := tx.Run(t.Context(), change, nil, nil); err != nil {
					return err
				}
				if got := fmt.Sprint(rows(t, s, question)); got != before {
					t.Errorf("during the transaction, after %s: %s, want %s", change, got, before)
				}
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		after := fmt.Sprint(rows(t, s, question))
		if after == before {
			t.Error("a new reader does not see what was committed")
		}
		for i := range 5 { // the versions pass by the long reader
			if err := apply(s, fmt.Sprintf("CREATE (:Later {i: %d})", i)); err != nil {
				t.Error(err)
			}
			var seen [][]any
			if err := collect(long, &seen, question); err != nil || fmt.Sprint(seen) != before {
				t.Errorf("the long reader sees %v (%v), want %s", seen, err, before)
			}
		}
		return nil
	})
	if got := rows(t, s, "MATCH (l:Later) RETURN count(*)"); got[0][0] != int64(5) {
		t.Errorf("%v later commits", got)
	}
	sound(t, s)
}

// TestReadersNeverSeeHalf moves amounts between accounts, often in several
// statements, often undone, while readers look at what holds in every committed
// state only. Some readers stay over several commits.
func TestReadersNeverSeeHalf(t *testing.T) {
	s := Memory(Options{})
	for _, text := range []string{
		"CREATE CONSTRAINT FOR (a:Account) REQUIRE a.id IS UNIQUE",
		"UNWIND range(0, 19) AS i CREATE (:Account {id: i, n: 100})",
	} {
		if err := apply(s, text); err != nil {
			t.Fatal(err)
		}
	}
	commits := 2000
	if testing.Short() {
		commits = 200
	}
	var over atomic.Bool
	var readers sync.WaitGroup
	for reader := range 4 {
		readers.Go(func() {
			for n := 0; !over.Load() || n == 0; n++ {
				watch(t, s, 1+reader*3)
			}
		})
	}
	changedMyMind := errors.New("changed my mind")
	var writers sync.WaitGroup
	for writer := range 2 {
		writers.Go(func() {
			random := rand.New(rand.NewPCG(uint64(writer), 3))
			for range commits / 2 {
				err := s.Update(t.Context(), func(tx graph.Tx) error { return transfer(t.Context(), tx, random, changedMyMind) })
				if err != nil && err != changedMyMind {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	over.Store(true)
	readers.Wait()
	sound(t, s)
	if moved := rows(t, s, "MATCH ()-[m:MOVED]->() RETURN count(m) > 0, sum(m.n) > 0"); moved[0][0] != true {
		t.Error("nothing was moved")
	}
}

// transfer moves an amount and notes it as an edge, in three statements.
func transfer(ctx context.Context, tx graph.Tx, random *rand.Rand, stop error) error {
	params := map[string]any{"a": random.Int64N(20), "b": random.Int64N(20), "n": random.Int64N(50)}
	for _, text := range []string{
		"MATCH (x:Account {id: $a}) SET x.n = x.n - $n",
		"MATCH (x:Account {id: $b}) SET x.n = x.n + $n",
		"MATCH (a:Account {id: $a}), (b:Account {id: $b}) MERGE (a)-[m:MOVED]->(b) SET m.n = coalesce(m.n, 0) + $n",
	} {
		if _, err := tx.Run(ctx, text, params, nil); err != nil {
			return err
		}
		if random.IntN(10) == 0 {
			return stop
		}
	}
	return nil
}

// watch looks several times within one transaction: the sum is always the same,
// every account has what it got less what it gave, and nothing changes.
func watch(t *testing.T, s *Store, times int) {
	err := s.View(context.Background(), func(tx graph.Tx) error {
		var first string
		for range times {
			var seen [][]any
			if err := collect(tx, &seen, `MATCH (a:Account)
				WITH a, reduce(s = 0, m IN [(a)<-[m:MOVED]-() | m.n] | s + m) - reduce(s = 0, m IN [(a)-[m:MOVED]->() | m.n] | s + m) AS moved
				RETURN sum(a.n), count(a), count(CASE WHEN a.n <> 100 + moved THEN 1 END), sum(a.id * a.n)`); err != nil {
				return err
			}
			if seen[0][0] != int64(2000) || seen[0][1] != int64(20) || seen[0][2] != int64(0) {
				return fmt.Errorf("a reader sees %v", seen)
			}
			if now := fmt.Sprint(seen); first == "" {
				first = now
			} else if now != first {
				return fmt.Errorf("one transaction saw %s and then %s", first, now)
			}
			runtime.Gosched()
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestNeverMoreThanThreeVersions lets two readers stay at two versions: the writer
// has to wait then, and goes on when one of them leaves, or gives up when it is
// told to.
func TestNeverMoreThanThreeVersions(t *testing.T) {
	s := Memory(Options{})
	if err := commit(t, s, 0); err != nil {
		t.Fatal(err)
	}
	first, _ := s.pin()
	if err := commit(t, s, 1); err != nil {
		t.Fatal(err)
	}
	second, _ := s.pin()
	if err := commit(t, s, 2); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancelled := make(chan error)
	go func() {
		cancelled <- s.Update(ctx, func(tx graph.Tx) error {
			cancel()
			_, err := tx.Run(ctx, "CREATE (:Never)", nil, nil)
			return err
		})
	}()
	if err := <-cancelled; !errors.Is(err, context.Canceled) {
		t.Errorf("a writer that need not wait any more gave %v", err)
	}
	done := make(chan error)
	go func() { done <- apply(s, "CREATE (:A {n: 3})-[:TO]->(:B {n: 3})") }()
	s.unpin(first)
	if err := <-done; err != nil {
		t.Error(err)
	}
	s.unpin(second)
	if n := numbers(t, s); n != 4 {
		t.Errorf("%d commits", n)
	}
	sound(t, s)
}

// TestAReaderOfMuchThatChanged lets a reader stay while most of the graph changes:
// the version that he leaves is not brought up to date but made anew.
func TestAReaderOfMuchThatChanged(t *testing.T) {
	s := Memory(Options{})
	const counted = "MATCH (n:N) RETURN count(n.new), count(*)"
	if err := apply(s, "UNWIND range(1, 100) AS i CREATE (:N {i: i})-[:TO]->(:M)"); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		reader, _ := s.pin()
		if err := apply(s, "MATCH (n) SET n.new = coalesce(n.new, 0) + 1"); err != nil {
			t.Fatal(err)
		}
		if !s.stale || s.lag.Size() > 0 {
			t.Errorf("round %d: %d changes are kept for a version that is read", round, s.lag.Size())
		}
		if round == 1 { // the writer leaves the version to its reader
			if err := apply(s, "CREATE (:N {new: 1})"); err != nil {
				t.Fatal(err)
			}
		}
		s.unpin(reader)
		if err := apply(s, "CREATE (:N {new: 1})"); err != nil {
			t.Fatal(err)
		}
		if s.stale || s.spare.graph == reader.graph {
			t.Errorf("round %d: the old version is still there", round)
		}
		sound(t, s)
	}
	if got := fmt.Sprint(rows(t, s, counted)); got != "[[103 103]]" {
		t.Errorf("counted %s", got)
	}
}

// counting is a log file that counts how often it is synced.
type counting struct {
	disk
	syncs int
}

func (c *counting) Sync() error {
	c.syncs++
	return c.disk.Sync()
}

// TestWritersShareASync lets writers wait for one another: they are on the disk
// with one sync, one that fails among them is undone alone, and none is visible
// before.
func TestWritersShareASync(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	file := &counting{disk: s.log.file}
	s.log.file = file
	const waiting = 9
	answers := make(chan error, waiting)
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		for i := range waiting {
			go func() {
				answers <- s.Update(context.Background(), func(tx graph.Tx) error {
					if n := rows(t, s, "MATCH (n) RETURN count(n)"); n[0][0] != int64(0) {
						t.Errorf("a reader sees %v nodes before they are on the disk", n)
					}
					text := fmt.Sprintf("MATCH (a:A) WITH count(a) AS n CREATE (:A {n: n})-[:TO {text: '%d'}]->(:B {n: n})", i)
					if _, err := tx.Run(context.Background(), text, nil, nil); err != nil || i == 4 {
						return errors.Join(err, errors.New("changed my mind"))
					}
					return nil
				})
			}()
		}
		for len(s.turns.line()) < waiting {
			runtime.Gosched()
		}
		_, err := tx.Run(t.Context(), "CREATE (:A {n: 0})-[:TO]->(:B {n: 0})", nil, nil)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for range waiting {
		if <-answers != nil {
			failed++
		}
	}
	if failed != 1 || file.syncs != 1 {
		t.Errorf("%d of %d failed, %d syncs; want one of each", failed, waiting, file.syncs)
	}
	if n := numbers(t, s); n != waiting {
		t.Errorf("%d commits, want %d", n, waiting)
	}
	sound(t, s)
	s.Close(t.Context())
	if n := numbers(t, reopened(t, dir, Options{})); n != waiting {
		t.Errorf("%d commits after the next start, want %d", n, waiting)
	}
}

func (q *turns) line() []chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.waiting
}

// TestABatchFailsAsAWhole lets the disk fail under a batch: nobody in it may be
// told that it is kept, and nothing of it may be seen.
func TestABatchFailsAsAWhole(t *testing.T) {
	for _, what := range []string{"write", "sync"} {
		s := reopened(t, t.TempDir(), Options{})
		if err := commit(t, s, 0); err != nil {
			t.Fatal(err)
		}
		f := &failing{disk: s.log.file}
		s.log.file = f
		if what == "write" {
			f.write = errors.New("no space left")
		} else {
			f.sync = errors.New("input/output error")
		}
		answers := make(chan error, 5)
		answers <- s.Update(t.Context(), func(tx graph.Tx) error {
			for range 4 {
				go func() { answers <- commit(t, s, 1) }()
			}
			for len(s.turns.line()) < 4 {
				runtime.Gosched()
			}
			_, err := tx.Run(t.Context(), "CREATE (:A {n: 1})", nil, nil)
			return err
		})
		for range 5 {
			if err := <-answers; graph.FailureOf(err) != graph.Unavailable {
				t.Errorf("a failed %s gave %v", what, err)
			}
		}
		if n := numbers(t, s); n != 1 {
			t.Errorf("%d commits after a failed %s, want 1", n, what)
		}
		f.write, f.sync = nil, nil
		if err := commit(t, s, 1); (err == nil) != (what == "write") {
			t.Errorf("after a failed %s the next commit gave %v", what, err)
		}
		sound(t, s)
	}
}

// TestAnUndoneTransactionLeavesTheLogReadable undoes a transaction at the end of
// a batch: the next one uses the same names, which the log does not know yet.
func TestAnUndoneTransactionLeavesTheLogReadable(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	undone := make(chan error, 1)
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		go func() {
			undone <- s.Update(context.Background(), func(tx graph.Tx) error {
				_, err := tx.Run(context.Background(), "CREATE (:New {q: 1})", nil, nil)
				return errors.Join(err, errors.New("changed my mind"))
			})
		}()
		for len(s.turns.line()) < 1 {
			runtime.Gosched()
		}
		_, err := tx.Run(t.Context(), "CREATE (:Old)", nil, nil)
		return err
	})
	if err != nil || <-undone == nil {
		t.Fatalf("the batch gave %v", err)
	}
	for _, change := range []string{"CREATE (:Next {r: 1})", "CREATE (:New {q: 2})"} {
		if err := apply(s, change); err != nil {
			t.Fatal(err)
		}
	}
	sound(t, s)
	const question = "MATCH (n) RETURN labels(n), n.q, n.r"
	want := fmt.Sprint(rows(t, s, question))
	s.Close(t.Context())
	if got := fmt.Sprint(rows(t, reopened(t, dir, Options{}), question)); got != want {
		t.Errorf("after the next start %s, want %s", got, want)
	}
}

// TestCloseKeepsABatch closes a store while a writer still works: what it has
// been left to write is kept, and its writer is told.
func TestCloseKeepsABatch(t *testing.T) {
	dir := t.TempDir()
	s := reopened(t, dir, Options{})
	closed := make(chan error, 1)
	err := s.Update(t.Context(), func(tx graph.Tx) error {
		go func() { closed <- s.Close(context.Background()) }()
		for len(s.turns.line()) < 1 {
			runtime.Gosched()
		}
		_, err := tx.Run(t.Context(), "CREATE (:A {n: 0})-[:TO]->(:B {n: 0})", nil, nil)
		return err
	})
	if err := errors.Join(err, <-closed); err != nil {
		t.Fatal(err)
	}
	if n := numbers(t, reopened(t, dir, Options{})); n != 1 {
		t.Errorf("%d commits after the next start, want 1", n)
	}
}

// TestAPanicGivesTheTurnBack lets a transaction panic in a batch.
func TestAPanicGivesTheTurnBack(t *testing.T) {
	s := reopened(t, t.TempDir(), Options{})
	func() {
		defer func() { recover() }()
		s.Update(t.Context(), func(tx graph.Tx) error {
			tx.Run(t.Context(), "CREATE (:A {n: 0})", nil, nil)
			panic("a defect of the caller")
		})
	}()
	if err := commit(t, s, 0); err != nil {
		t.Fatal(err)
	}
	if n := numbers(t, s); n != 1 {
		t.Errorf("%d commits, want 1", n)
	}
	sound(t, s)
}
