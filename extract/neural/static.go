package neural

import (
	"slices"

	"github.com/newsgraph/newsgraph/extract/neural/kernel"
)

// wordVectors knows which row of the pretrained word vectors a word has. A
// network uses a vector through one linear map only, so that each Encoder has
// the products, a table of Width columns, instead of the vectors.
//
// A key is multiplied by 2⁶⁴ divided by the golden ratio; its top bits choose a
// bucket, the next ones and the row are the entry. A word without a vector is
// taken for another about once in 50,000 such words.
type wordVectors struct {
	entries []int32 // fingerprint << rowBits | row, by bucket
	buckets string  // entries per bucket
	starts  []int32 // the first entry of every stride-th bucket
}

const (
	bucketBits      = 18
	rowBits         = 15
	fingerprintBits = 17
	stride          = 64
)

// wordVectors reads the sections "vectors.*"; nil if the file has none.
func (w *Weights) wordVectors() *wordVectors {
	if _, ok := w.sections["vectors.entries"]; !ok {
		return nil
	}
	v := &wordVectors{entries: w.view("vectors.entries"), buckets: w.Text("vectors.buckets")}
	sum := int32(0)
	for i := range len(v.buckets) {
		if i%stride == 0 {
			v.starts = append(v.starts, sum)
		}
		sum += int32(v.buckets[i])
	}
	if len(v.buckets) != 1<<bucketBits || int(sum) != len(v.entries) {
		w.fail("vectors.buckets")
	}
	return v
}

// row returns the row of a word's vector, by the word's string id.
func (v *wordVectors) row(id uint64) (row uint32, ok bool) {
	key := id * 0x9e3779b97f4a7c15
	bucket := int(key >> (64 - bucketBits))
	fingerprint := uint32(key>>(64-bucketBits-fingerprintBits)) & (1<<fingerprintBits - 1)
	first := v.starts[bucket/stride]
	for i := bucket / stride * stride; i < bucket; i++ {
		first += int32(v.buckets[i])
	}
	entries := v.entries[first : first+int32(v.buckets[bucket])]
	i := slices.IndexFunc(entries, func(e int32) bool { return uint32(e)>>rowBits == fingerprint })
	if i < 0 {
		return 0, false
	}
	return uint32(entries[i]) & (1<<rowBits - 1), true
}

// copyRow copies a row of a table.
func (t table) copyRow(row uint32, out []float32) {
	if t.half == nil {
		copy(out[:Width], t.full[row*Width:])
		return
	}
	for i, h := range t.half[row*Width : (row+1)*Width] {
		out[i] = kernel.Float(h)
	}
}
