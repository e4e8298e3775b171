//go:build unix

package english

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// BenchmarkLength measures how the processor time of an article grows with its
// length: slope is the exponent, 1 where twice the text takes twice the time.
//
//	go test ./extract/english -run '^$' -bench Length -benchtime 1x
func BenchmarkLength(b *testing.B) {
	p := everything(b)
	for _, d := range dense {
		b.Run(strings.ReplaceAll(d.kind, " ", "-"), func(b *testing.B) {
			var took [3]float64
			n := 0
			for b.Loop() {
				for i, size := range []int{10_000, 100_000, 1_000_000} {
					for range 100_000 / min(size, 100_000) { // short ones are read more often, and evenly
						start := seconds()
						if err := p.Article(context.Background(), &extract.Article{Text: ofLength(d.part, size)}); err != nil {
							b.Fatal(err)
						}
						took[i] += (seconds() - start) / float64(100_000/min(size, 100_000))
					}
				}
				n++
			}
			b.ReportMetric(1000*took[0]/float64(n), "ms/10kB")
			b.ReportMetric(1000*took[1]/float64(n), "ms/100kB")
			b.ReportMetric(1000*took[2]/float64(n), "ms/1MB")
			b.ReportMetric(math.Log10(took[1]/took[0]), "slope-100kB")
			b.ReportMetric(math.Log10(took[2]/took[1]), "slope-1MB")
		})
	}
}
