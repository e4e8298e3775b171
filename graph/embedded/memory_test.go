package embedded_test

import (
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
)

// BenchmarkMemory measures what the benchmark graph, with its constraint and its
// full text index, takes: after its load, with a second version that somebody
// reads, and with three, the most there ever are: a reader at the first, a reader
// at the second, and the newest. Between two versions one element in a hundred is
// changed, or each, so that they share only what stays.
func BenchmarkMemory(b *testing.B) {
	for _, m := range []struct {
		name string
		of   int
	}{{"one in 100 changed", 100}, {"all changed", 1}} {
		b.Run(m.name, func(b *testing.B) {
			for b.Loop() {
				benchMemory(b, m.of)
			}
		})
	}
}

func benchMemory(b *testing.B, of int) {
	before := heap()
	report := func(what string) {
		b.ReportMetric(float64(heap()-before)/(benchNodes+benchEdges), what+"-B/element")
	}
	s, err := embedded.Open(b.Context(), b.TempDir(), embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	benchLoad(b, s)
	run(b, s, "CALL db.index.fulltext.queryNodes('bench_text', '4711') YIELD node RETURN count(node)", nil)
	report("loaded")
	leave := make(chan struct{})
	var readers sync.WaitGroup
	stay(b, s, &readers, leave)
	change(b, s, of)
	report("two-versions")
	stay(b, s, &readers, leave)
	change(b, s, of)
	report("three-versions")
	close(leave)
	readers.Wait()
	s.Close(b.Context())
}

// change sets a property of one element in so many, in one transaction.
func change(b *testing.B, s graph.Store, of int) {
	err := s.Update(b.Context(), func(tx graph.Tx) error {
		for _, text := range []string{
			"MATCH (n) WHERE n.rank % $of = 0 SET n.rank = n.rank + 1000",
			"MATCH ()-[r:MET]->() WHERE toInteger(r.weight) % $of = 0 SET r.weight = r.weight + $of",
		} {
			if _, err := tx.Run(b.Context(), text, map[string]any{"of": of}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// stay reads the newest version until it is told to leave.
func stay(b *testing.B, s graph.Store, readers *sync.WaitGroup, leave chan struct{}) {
	there := make(chan struct{})
	readers.Go(func() {
		s.View(b.Context(), func(tx graph.Tx) error {
			close(there)
			<-leave
			return nil
		})
	})
	<-there
}
