//go:build unix

package export_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/export"
)

// BenchmarkReadOut reads a whole graph out: a node to three edges of one type, six
// properties each, texts with characters that XML escapes. It reports the processor
// time and what the process takes at most beyond the open store. With READOUT_STORE
// the first graph is kept in that folder, for other programs to be held beside.
func BenchmarkReadOut(b *testing.B) {
	for _, size := range []struct{ nodes, edges int }{{100_000, 300_000}, {1_000_000, 3_000_000}} {
		b.Run(fmt.Sprintf("edges=%d", size.edges), func(b *testing.B) {
			dir := filepath.Join(b.TempDir(), "store")
			if kept := os.Getenv("READOUT_STORE"); kept != "" && size.edges == 300_000 {
				dir = kept
			}
			store := readOutStore(b, dir, size.nodes, size.edges)
			defer store.Close(b.Context())
			b.Run("graphml", func(b *testing.B) {
				readOut(b, func() error {
					_, err := export.WriteFile(filepath.Join(b.TempDir(), "g.graphml"), export.Formats()[0], graph.Read(b.Context(), store), export.Options{})
					return err
				})
			})
			b.Run("neo4j-admin", func(b *testing.B) {
				readOut(b, func() error {
					_, err := export.Admin(b.TempDir(), graph.Read(b.Context(), store), "")
					return err
				})
			})
			b.Run("digest", func(b *testing.B) {
				readOut(b, func() error {
					_, err := graph.Digest(b.Context(), store)
					return err
				})
			})
		})
	}
}

// readOut measures one way of reading out.
func readOut(b *testing.B, read func() error) {
	var cpu time.Duration
	var most uint64
	for b.Loop() {
		debug.FreeOSMemory()
		base, before := taken(), processor(b)
		done, peak := make(chan struct{}), make(chan uint64)
		go func() {
			high := base
			for {
				select {
				case <-done:
					peak <- max(high, taken())
					return
				case <-time.After(2 * time.Millisecond):
					high = max(high, taken())
				}
			}
		}()
		if err := read(); err != nil {
			b.Fatal(err)
		}
		cpu += processor(b) - before
		close(done)
		most = max(most, <-peak-base)
	}
	b.ReportMetric(cpu.Seconds()/float64(b.N), "cpu-s/op")
	b.ReportMetric(float64(most)/(1<<20), "peak-MB")
	b.ReportMetric(0, "ns/op")
}

// processor is the processor time that this process has taken.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// taken is the memory that this process has from the system.
func taken() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64() - s[1].Value.Uint64()
}

// readOutStore opens the graph in a folder, made if it is not there.
func readOutStore(b *testing.B, dir string, nodes, edges int) *embedded.Store {
	s, err := embedded.Open(b.Context(), dir, embedded.Options{})
	if err != nil {
		b.Fatal(err)
	}
	do := func(text string, params map[string]any) (first any) {
		err := s.Update(b.Context(), func(tx graph.Tx) error {
			_, err := tx.Run(b.Context(), text, params, func(r graph.Row) error { first = r.Values[0]; return nil })
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		return first
	}
	if do("MATCH (n) RETURN count(n)", nil) != int64(0) {
		return s
	}
	do("CREATE CONSTRAINT entity_id FOR (n:__Entity__) REQUIRE n.id IS UNIQUE", nil)
	do("CREATE CONSTRAINT edge_met FOR ()-[r:MET_WITH]-() REQUIRE r.key IS UNIQUE", nil)
	names := []string{"Xi Jinping", "Angela Merkel", "Johnson & Johnson", "Société Générale", "Björn <Höcke>", "世界互联网大会", `AT&T "Inc"`}
	random := rand.New(rand.NewPCG(7, 7))
	batches(nodes, func(i int) map[string]any {
		return map[string]any{"id": fmt.Sprintf("e_%024x", random.Uint64()), "name": fmt.Sprintf("%s %d", names[i%7], i), "kind": "Person", "mentions": int64(i % 500),
			"confidence": float64(i%9999) / 9999, "reviewed": i%2 == 0, "first_seen": graph.Date(i % 9000)}
	}, func(rows []any) {
		do("UNWIND $rows AS row CREATE (n:__Entity__:Person) SET n = row", map[string]any{"rows": rows})
	})
	var ids []string
	s.View(context.Background(), func(tx graph.Tx) error {
		_, err := tx.Run(b.Context(), "MATCH (n:__Entity__) RETURN n.id", nil, func(r graph.Row) error { ids = append(ids, r.Values[0].(string)); return nil })
		return err
	})
	batches(edges, func(i int) map[string]any {
		return map[string]any{"from": ids[random.IntN(nodes)], "to": ids[random.IntN(nodes)], "props": map[string]any{"key": fmt.Sprintf("r_%024x", random.Uint64()),
			"evidence": fmt.Sprintf("%s signed an agreement with %s on trade", names[i%7], names[i/7%7]), "count": int64(i % 50), "confidence": float64(i%9999) / 9999,
			"negated": i%10 == 0, "date": graph.Date(i % 9000)}}
	}, func(rows []any) {
		do("UNWIND $rows AS row MATCH (a:__Entity__ {id: row.from}) MATCH (b:__Entity__ {id: row.to}) CREATE (a)-[r:MET_WITH]->(b) SET r = row.props", map[string]any{"rows": rows})
	})
	return s
}

// batches makes so many rows, 5,000 at a time.
func batches(n int, row func(i int) map[string]any, use func([]any)) {
	for at := 0; at < n; at += 5000 {
		var rows []any
		for i := at; i < min(n, at+5000); i++ {
			rows = append(rows, row(i))
		}
		use(rows)
	}
}
