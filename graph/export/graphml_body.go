package export

import (
	"io"
	"os"

	"github.com/newsgraph/newsgraph/graph"
)

// The types of the properties stand before the elements, and are known when all
// elements have been read. So the edges are written to a temporary file first, each
// value in the form that suits the values so far. Seldom is that not the right one in
// the end: then, or if there is no room for the file, they are read once more.

// body is the edges of a file whose head is not known yet.
type body struct {
	file *os.File // nil as long as all of it is in memory
	lost bool     // it could not be kept
}

// bodyInMemory is how much is written before there is a file.
const bodyInMemory = 1 << 20

// Write keeps what it can. It never fails.
func (b *body) Write(p []byte) (int, error) {
	var err error
	if b.file == nil && !b.lost {
		b.file, err = os.CreateTemp("", "newsgraph-graphml-")
	}
	if err == nil && !b.lost {
		_, err = b.file.Write(p)
	}
	b.lost = b.lost || err != nil
	return len(p), nil
}

func (b *body) copyTo(w io.Writer) error {
	if b.file == nil {
		return nil
	}
	if _, err := b.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{b.file}, make([]byte, 1<<16))
	return err
}

func (b *body) remove() {
	if b.file != nil {
		b.file.Close()
		os.Remove(b.file.Name())
	}
}

// learn reads the graph, writes its edges to a body, and finds the keys. It
// reports whether the body is as it must be with these keys.
func (x *graphml) learn(g graph.Graph, b *body) (right bool, err error) {
	x.w, x.most, x.learning = io.Discard, 1<<16, true
	x.keys = keys{node: map[string]*key{}, edge: map[string]*key{}}
	if err := x.nodes(g); err != nil {
		return false, err
	}
	x.anew()
	x.w, x.b, x.most = b, x.b[:0], bodyInMemory
	if err := x.edges(g); err != nil {
		return false, err
	}
	found, dates := [2]map[string]attrType{{}, {}}, [2]map[string]bool{{}, {}}
	for i, known := range []map[string]*key{x.keys.node, x.keys.edge} {
		for name, k := range known {
			found[i][name], dates[i][name] = k.kind, k.dated != nil
		}
	}
	final := newKeys(found, dates)
	right = !b.lost
	for name, k := range x.keys.edge {
		last := final.edge[name]
		right = right && !(k.whole && k.kind == doubleType) && !(k.real && k.kind != doubleType) && (k.dated == nil || last != nil && last.dated != nil)
	}
	x.keys, x.learning = final, false
	return right, nil
}

// learned is the key of a property that has a value of some type; its kind is the one
// that holds all values so far.
func (x *graphml) learned(known map[string]*key, name string, v any, t attrType, edge bool) *key {
	k := known[name]
	if k == nil {
		made := newKey(edge, name, noType, false)
		k = &made
		known[name] = k
	}
	k.kind = join(k.kind, t)
	if n, whole := v.(int64); whole {
		if n > exact || n < -exact {
			x.report.Big++
		}
		k.whole = k.whole || k.kind != doubleType
		k.real = k.real || k.kind == doubleType
	}
	if _, ok := yearOf(v); ok && k.dated == nil {
		year := newKey(edge, name, intType, true)
		k.dated = &year
	}
	return k
}
