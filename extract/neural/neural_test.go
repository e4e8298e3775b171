package neural

import (
	"encoding/binary"
	"math/rand"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestHashString(t *testing.T) {
	// as spaCy's strings.hash_string has them
	for s, want := range map[string]uint64{"coffee": 3197928453018144401, "hello world": 2758594965276909933} {
		if got := hashString(s); got != want {
			t.Errorf("hashString(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestShape(t *testing.T) {
	for s, want := range map[string]string{"Apple": "Xxxxx", "U.S.": "X.X.", "1990s": "ddddx", "C3P0": "XdXd", "İstanbul": "Xxxxx",
		"x²": "xd", strings.Repeat("a", 99): "xxxx", strings.Repeat("a", 100): "LONG", "": ""} {
		if got := shape(s); got != want {
			t.Errorf("shape(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestLower(t *testing.T) {
	for s, want := range map[string]string{"ΣΊΣΥΦΟΣ": "σίσυφος", "Σ": "σ", "İ": "i\u0307", "ÀB": "àb", "ΑΣ.": "ας."} {
		if got := Lower(s); got != want {
			t.Errorf("Lower(%q) = %q, want %q", s, got, want)
		}
	}
}

// pack writes a weights file.
func pack(sections map[string]section, names ...string) string {
	word := func(n int) string { return string(binary.LittleEndian.AppendUint32(nil, uint32(n))) }
	size := 12
	for _, n := range names {
		size += 1 + len(n) + 2 + 4*len(sections[n].shape) + 8
	}
	head, body := magic+word(len(names)), ""
	for _, n := range names {
		s := sections[n]
		head += string([]byte{byte(len(n))}) + n + string([]byte{s.kind, byte(len(s.shape))})
		for _, d := range s.shape {
			head += word(d)
		}
		head += word(size+len(body)) + word(len(s.data))
		body += s.data
	}
	return head + body
}

func TestWeights(t *testing.T) {
	file := pack(map[string]section{
		"list":   {kind: typeText, shape: []int{4}, data: "a\x1fb\x1f\x1e"},
		"half":   {kind: typeFloat16, shape: []int{2}, data: "\x00\x3c\x00\xc0"},
		"number": {kind: typeInt32, shape: []int{1}, data: "\xff\xff\xff\xff"},
	}, "list", "half", "number")
	w, err := OpenWeights("test", file, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := w.List("list"); !reflect.DeepEqual(got, []string{"a", "b"}) {
		t.Errorf("list %q", got)
	}
	if got := w.Floats("half", 2); !reflect.DeepEqual(got, []float32{1, -2}) {
		t.Errorf("half %v", got)
	}
	if got := w.Ints("number"); !reflect.DeepEqual(got, []int32{-1}) {
		t.Errorf("number %v", got)
	}
	if w.Err() != nil {
		t.Error(w.Err())
	}
	w.Floats("half", 3)
	if w.Err() == nil {
		t.Error("a matrix of the wrong size is no error")
	}
}

func FuzzOpenWeights(f *testing.F) {
	f.Add(pack(map[string]section{"a": {kind: typeText, shape: []int{1}, data: "x"}}, "a"))
	f.Add(magic + "\x01\x00\x00\x00\xff")
	f.Fuzz(func(t *testing.T, data string) {
		if w, err := OpenWeights("fuzz", data, 0); err == nil {
			w.Text("a")
			w.Ints("a")
			w.Floats("a", 1)
			w.table("a")
		}
	})
}

func TestCacheForgetsButStaysRight(t *testing.T) {
	c := NewCache[int, int](100)
	var group sync.WaitGroup
	for g := range 4 {
		group.Go(func() {
			r := rand.New(rand.NewSource(int64(g)))
			for range 5000 {
				k := r.Intn(1000)
				if v := c.Get(k, func(k int) (int, int) { return k, k * k }); v != k*k {
					t.Errorf("%d² = %d", k, v)
				}
			}
		})
	}
	group.Wait()
}

func TestWordVectors(t *testing.T) {
	ids := map[uint64]uint32{383: 7, 3197928453018144401: 19_999, 1: 0}
	v := &wordVectors{}
	counts, byBucket := make([]byte, 1<<bucketBits), map[int][]int32{}
	for id, row := range ids {
		key := id * 0x9e3779b97f4a7c15
		b := int(key >> (64 - bucketBits))
		counts[b]++
		byBucket[b] = append(byBucket[b], int32(uint32(key>>29)&0x1ffff<<rowBits|row))
	}
	for i, n := range counts {
		if i%stride == 0 {
			v.starts = append(v.starts, int32(len(v.entries)))
		}
		if n > 0 {
			v.entries = append(v.entries, byBucket[i]...)
		}
	}
	v.buckets = string(counts)
	for id, want := range ids {
		if row, ok := v.row(id); !ok || row != want {
			t.Errorf("row(%d) = %d, %v; want %d", id, row, ok, want)
		}
	}
	if row, ok := v.row(384); ok {
		t.Errorf("an unknown word has row %d", row)
	}
}
