package storage

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// IndexKind says what an index is for.
type IndexKind int

// The kinds of indexes.
const (
	Range    IndexKind = iota // equality, ranges and prefixes of one or more properties
	Unique                    // a uniqueness constraint and its index
	FullText                  // words of text
)

// Definition is what CREATE INDEX or CREATE CONSTRAINT says.
type Definition struct {
	Name     string
	Kind     IndexKind
	OnEdges  bool
	Labels   []string // or edge types; more than one for FullText only
	Props    []string
	Text     bool              // a TEXT INDEX: works as Range, is shown as TEXT
	Required bool              // with Unique: the properties must be there (IS NODE KEY)
	Options  map[string]string // as written, for SHOW
}

// Index finds elements by property values.
type Index struct {
	Definition
	graph   *Graph
	one     map[any]ID   // Unique
	many    map[any][]ID // Range
	ordered ordered
	text    lazyText // FullText
}

func newIndex(g *Graph, d Definition) *Index {
	ix := &Index{Definition: d, graph: g}
	switch d.Kind {
	case Unique:
		ix.one = map[any]ID{}
	case Range:
		ix.many = map[any][]ID{}
	}
	return ix
}

// Size is the number of different keys: how selective the index is.
func (ix *Index) Size() int { return len(ix.one) + len(ix.many) }

// key returns the index key of properties; ok is false if a property is absent
// or cannot be equal to anything.
func (ix *Index) key(p *properties) (any, bool) {
	if len(ix.Props) == 1 {
		return keyOf(p.Get(ix.Props[0]))
	}
	values := make([]any, len(ix.Props))
	for i, name := range ix.Props {
		values[i] = p.Get(name)
	}
	return ix.compound(values)
}

func (ix *Index) compound(values []any) (any, bool) {
	var b []byte
	for _, v := range values {
		k, ok := keyOf(v)
		if !ok {
			return nil, false
		}
		b = appendKey(b, k)
	}
	return listKey(b), true
}

// listKey is the key of a list, or of several properties: their encoding.
type listKey string

// momentKey is the key of a time.Time: its moment, in whatever zone; or of a
// graph.LocalDateTime.
type momentKey struct {
	seconds int64
	nanos   int
	local   bool
}

// keyOf returns a comparable value such that two values are equal in Cypher
// exactly when their keys are; false for null and NaN, for lists that hold them,
// and for what no property can be.
func keyOf(v any) (any, bool) {
	switch v := v.(type) {
	case bool, int64, string, graph.Date, graph.LocalTime, graph.Time, graph.Duration:
		return v, true
	case float64:
		if i := int64(v); float64(i) == v && v >= -(1<<63) && v < 1<<63 {
			return i, true
		}
		return v, v == v
	case []any:
		var b []byte
		for _, x := range v {
			k, ok := keyOf(x)
			if !ok {
				return nil, false
			}
			b = appendKey(b, k)
		}
		return listKey(b), true
	case time.Time:
		return momentKey{v.Unix(), v.Nanosecond(), false}, true
	case graph.LocalDateTime:
		return momentKey{v.UTC.Unix(), v.UTC.Nanosecond(), true}, true
	}
	return nil, false
}

func appendKey(b []byte, k any) []byte {
	switch k := k.(type) {
	case listKey:
		return appendValue(append(b, 'l'), string(k))
	case momentKey:
		return appendValue(append(b, 'm'), []any{k.seconds, int64(k.nanos), k.local})
	}
	return appendValue(append(b, 'v'), k)
}

func (ix *Index) admit(id ID, p *properties) error {
	if ix.Kind != Unique {
		return nil
	}
	k, ok := ix.key(p)
	if !ok {
		if ix.Required {
			return &ConstraintError{ix.Name, ix.describe(p) + " lacks a property of the key"}
		}
		return nil
	}
	if other, taken := ix.one[k]; taken && other != id {
		return &ConstraintError{ix.Name, ix.describe(p) + " is already there"}
	}
	return nil
}

func (ix *Index) insert(id ID, p *properties) {
	if ix.Kind == FullText {
		ix.text.insert(ix, id, p)
		return
	}
	if ix.ordered.changed() {
		ix.ordered.insert(entry{ix.value(p), id})
	}
	k, ok := ix.key(p)
	if !ok {
		return
	}
	if ix.Kind == Unique {
		ix.one[k] = id
		return
	}
	ids := ix.many[k]
	if n := len(ids); n == 0 || ids[n-1] < id {
		ix.many[k] = append(ids, id)
		return
	}
	if i, found := slices.BinarySearch(ids, id); !found {
		ix.many[k] = slices.Insert(ids, i, id)
	}
}

func (ix *Index) remove(id ID, p *properties) {
	if ix.Kind == FullText {
		ix.text.remove(ix, id, p)
		return
	}
	if ix.ordered.changed() {
		ix.ordered.remove(entry{ix.value(p), id})
	}
	k, ok := ix.key(p)
	if !ok {
		return
	}
	if ix.Kind == Unique {
		if ix.one[k] == id {
			delete(ix.one, k)
		}
		return
	}
	ids := ix.many[k]
	i, found := slices.BinarySearch(ids, id)
	switch {
	case !found:
	case len(ids) == 1:
		delete(ix.many, k)
	default:
		ix.many[k] = slices.Delete(ids, i, i+1)
	}
}

// change moves an element from its old properties to its next.
func (ix *Index) change(id ID, old, next *properties) {
	for _, name := range ix.Props {
		if a, b := old.Get(name), next.Get(name); !same(a, b) {
			ix.remove(id, old)
			ix.insert(id, next)
			return
		}
	}
}

func same(a, b any) bool {
	switch a := a.(type) {
	case []any:
		l, ok := b.([]any)
		return ok && slices.EqualFunc(a, l, same)
	case float64:
		f, ok := b.(float64)
		return ok && math.Float64bits(a) == math.Float64bits(f)
	case time.Time:
		t, ok := b.(time.Time)
		return ok && a.Equal(t) && a.Location().String() == t.Location().String()
	}
	if _, list := b.([]any); list {
		return false
	}
	return a == b
}

func (p *properties) same(q *properties) bool {
	return p.shape == q.shape && slices.EqualFunc(p.values, q.values, same)
}

// removeLabel takes a node out that has just lost a label, unless another label
// keeps it in.
func (ix *Index) removeLabel(n *Node) {
	for _, name := range ix.Labels {
		if l := ix.graph.labels[name]; l != nil && n.has(l) {
			return
		}
	}
	ix.remove(n.ID(), &n.properties)
}

// Find returns the elements whose properties equal the values (one for each of
// Props), in ascending order. The caller must not change the slice.
func (ix *Index) Find(values ...any) []ID {
	var k any
	var ok bool
	if len(values) == 1 {
		k, ok = keyOf(values[0])
	} else {
		k, ok = ix.compound(values)
	}
	if !ok {
		return nil
	}
	if ix.Kind == Unique {
		if id, found := ix.one[k]; found {
			return []ID{id}
		}
		return nil
	}
	return ix.many[k]
}

func notANumber(v any) bool {
	f, ok := v.(float64)
	return ok && f != f
}

// CompareIntFloat compares exactly; a NaN is above everything.
func CompareIntFloat(i int64, f float64) int {
	switch {
	case f != f, f >= 1<<63:
		return -1
	case f < -(1 << 63):
		return 1
	}
	whole := math.Trunc(f)
	if c := cmp.Compare(i, int64(whole)); c != 0 {
		return c
	}
	return cmp.Compare(0, f-whole)
}
