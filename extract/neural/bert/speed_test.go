//go:build unix

package bert

import (
	"fmt"
	"math/rand"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// seconds returns the processor time that this process has used: other programs
// disturb it less than they do the clock.
func seconds() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}

// BenchmarkEncode puts windows through MiniLM, by our arithmetic and by PyTorch on
// one thread in the same run:
//
//	NEWSGRAPH_TORCH=python3 GOMAXPROCS=1 go test ./extract/neural/bert -run '^$' -bench Encode
func BenchmarkEncode(b *testing.B) {
	folder := b.TempDir()
	python(b, "real", folder)
	e := open(b, filepath.Join(folder, "half.bin"), kernel.Best())
	for _, length := range []int{64, 128} {
		var windows []Window
		rows := 0
		for range 16 {
			w, n := random(rand.New(rand.NewSource(3)), e.Pieces(), length)
			windows, rows = append(windows, w...), rows+n
		}
		out := make([]float32, rows*e.Width())
		b.Run(fmt.Sprintf("ours-%d", length), func(b *testing.B) {
			start := seconds()
			for b.Loop() {
				e.Encode(windows, out)
			}
			b.ReportMetric(float64(rows*b.N)/(seconds()-start), "tokens/cpu-s")
		})
		b.Run(fmt.Sprintf("PyTorch-%d", length), func(b *testing.B) {
			var cpu float64
			for b.Loop() {
				s, err := strconv.ParseFloat(python(b, "speed", "16", strconv.Itoa(length)), 64)
				if err != nil {
					b.Fatal(err)
				}
				cpu += s
			}
			b.ReportMetric(float64(rows*b.N)/cpu, "tokens/cpu-s")
		})
	}
}
