package neural

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"unsafe"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

const magic = "NGWT0001"

// The section types of a weights file.
const (
	typeText = iota
	typeFloat32
	typeFloat16
	typeInt32
	typeInt8
)

type section struct {
	kind  byte
	shape []int
	data  string
}

// Level chooses the arithmetic: see package kernel.
type Level = kernel.Level

// The sizes that users of vectors need.
const (
	Width = kernel.Width // numbers in a token vector
	Spare = kernel.Spare // rows of room behind an array of token vectors
)

// Weights is an opened weights file: named tables, texts and matrices, read in
// place, for networks that compute at one level. The first thing that is missing or malformed is kept and returned by
// Err, so that a reader asks for all it needs and checks once.
//
// The layout stands in the head of weights.py, which writes such files.
type Weights struct {
	name     string
	level    Level
	sections map[string]section
	err      error
}

// OpenWeights reads the directory of a weights file. name is for messages.
func OpenWeights(name, data string, level Level) (*Weights, error) {
	w := &Weights{name: name, level: level, sections: map[string]section{}}
	if len(data) < 12 || data[:8] != magic {
		return nil, fmt.Errorf("open weights %s: not a weights file of version %q", name, magic)
	}
	at := 12
	word := func() int {
		if at+4 > len(data) {
			at = len(data) + 1
			return 0
		}
		at += 4
		return int(binary.LittleEndian.Uint32([]byte(data[at-4 : at])))
	}
	for range binary.LittleEndian.Uint32([]byte(data[8:12])) {
		if at >= len(data) || at+int(data[at])+3 > len(data) {
			return nil, fmt.Errorf("open weights %s: directory cut off at byte %d", name, at)
		}
		end := at + 1 + int(data[at])
		key := data[at+1 : end]
		s := section{kind: data[end], shape: make([]int, data[end+1])}
		at = end + 2
		for i := range s.shape {
			s.shape[i] = word()
		}
		offset, size := word(), word()
		if at > len(data) || offset+size > len(data) {
			return nil, fmt.Errorf("open weights %s: section %s ends after the file", name, key)
		}
		s.data = data[offset : offset+size]
		w.sections[key] = s
	}
	return w, nil
}

// Err returns the first thing that was asked for and is not as it should be.
func (w *Weights) Err() error { return w.err }

func (w *Weights) find(name string, kinds ...byte) (section, bool) {
	s, ok := w.sections[name]
	for _, k := range kinds {
		if ok && s.kind == k {
			return s, true
		}
	}
	w.fail(name)
	return section{}, false
}

func (w *Weights) fail(name string) {
	if w.err == nil {
		w.err = fmt.Errorf("read weights %s: no section %s of the right type and size", w.name, name)
	}
}

// Text returns a text section.
func (w *Weights) Text(name string) string {
	s, _ := w.find(name, typeText)
	return s.data
}

// Records returns a text section's records, each a list of fields.
func (w *Weights) Records(name string) [][]string {
	var out [][]string
	for r := range strings.SplitSeq(w.Text(name), "\x1e") {
		if r != "" {
			out = append(out, strings.Split(strings.TrimSuffix(r, "\x1f"), "\x1f"))
		}
	}
	return out
}

// List returns the fields of a text section with a single record.
func (w *Weights) List(name string) []string {
	if r := w.Records(name); len(r) == 1 {
		return r[0]
	}
	w.fail(name)
	return nil
}

// Ints returns a section of integers.
func (w *Weights) Ints(name string) []int32 {
	s, _ := w.find(name, typeInt32)
	out := make([]int32, len(s.data)/4)
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32([]byte(s.data[4*i : 4*i+4])))
	}
	return out
}

// littleEndian reports whether the machine stores numbers as the file does.
func littleEndian() bool { return binary.NativeEndian.Uint16([]byte{1, 0}) == 1 }

// view returns a section of integers, without a copy where the machine's byte
// order and the data's place allow it.
func (w *Weights) view(name string) []int32 {
	s, _ := w.find(name, typeInt32)
	p := unsafe.Pointer(unsafe.StringData(s.data))
	if !littleEndian() || uintptr(p)&3 != 0 {
		return w.Ints(name)
	}
	return unsafe.Slice((*int32)(p), len(s.data)/4)
}

// Floats returns a section of numbers as float32, and checks that it has as
// many as the product of sizes.
func (w *Weights) Floats(name string, sizes ...int) []float32 {
	n := 1
	for _, d := range sizes {
		n *= d
	}
	out := kernel.Aligned(n)
	s, ok := w.find(name, typeFloat32, typeFloat16)
	width := 4
	if s.kind == typeFloat16 {
		width = 2
	}
	if !ok || len(s.data) != n*width {
		w.fail(name)
		return out
	}
	for i := range out {
		if width == 2 {
			out[i] = kernel.Float(uint16(s.data[2*i]) | uint16(s.data[2*i+1])<<8)
		} else {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32([]byte(s.data[4*i : 4*i+4])))
		}
	}
	return out
}

// Linear is a layer of weights and bias.
type Linear struct{ m *kernel.Matrix }

// Linear reads the layer that turns vectors into out numbers.
func (w *Weights) Linear(name string, out int) Linear {
	return Linear{kernel.NewLinear(w.level, w.Floats(name+".weights", out, Width), w.Floats(name+".bias", out), out, Width, nil)}
}

// Columns is how far apart the rows of the layer's output are.
func (l Linear) Columns() int { return l.m.Out }

// Apply computes the layer for n vectors. Both arrays must have room for Spare
// rows more.
func (l Linear) Apply(vectors, out []float32, n int) { l.m.Apply(vectors, Width, out, n) }

// table is a matrix of rows of kernel.Width numbers, in the precision of the
// file: the small one is expanded only where it is used.
type table struct {
	rows uint32
	half []uint16
	full []float32
}

func (w *Weights) table(name string) table {
	s, ok := w.find(name, typeFloat32, typeFloat16)
	if !ok || len(s.shape) != 2 || s.shape[1] != kernel.Width || s.shape[0] == 0 {
		w.fail(name)
		return table{rows: 1, full: make([]float32, kernel.Width)}
	}
	t := table{rows: uint32(s.shape[0])}
	n := s.shape[0] * kernel.Width
	switch {
	case s.kind == typeFloat32:
		t.full = w.Floats(name, n)
	case len(s.data) != 2*n:
		w.fail(name)
		return table{rows: 1, full: make([]float32, kernel.Width)}
	default:
		t.half = halves(s.data)
	}
	return t
}

// halves views little-endian bytes as 16-bit numbers, without a copy where the
// machine's byte order and the data's place allow it.
func halves(s string) []uint16 {
	p := unsafe.Pointer(unsafe.StringData(s))
	if uintptr(p)&1 == 0 && littleEndian() {
		return unsafe.Slice((*uint16)(p), len(s)/2)
	}
	out := make([]uint16, len(s)/2)
	for i := range out {
		out[i] = uint16(s[2*i]) | uint16(s[2*i+1])<<8
	}
	return out
}
