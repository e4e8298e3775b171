package storage

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"newsgraph/graph"
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
	graph  *Graph
	one    map[any]ID   // Unique
	many   map[any][]ID // Range
	sorted sortedKeys
	text   lazyText // FullText
}

// sortedKeys is the order of an index's keys, made when a range is first asked
// for after a change.
type sortedKeys struct {
	sync.Mutex
	keys  []any
	valid bool
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
	k, ok := ix.key(p)
	if !ok {
		return
	}
	if ix.Kind == Unique {
		ix.one[k] = id
		ix.sorted.valid = false
		return
	}
	ids, known := ix.many[k]
	if !known {
		ix.sorted.valid = false
	}
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
	k, ok := ix.key(p)
	if !ok {
		return
	}
	if ix.Kind == Unique {
		if ix.one[k] == id {
			delete(ix.one, k)
			ix.sorted.valid = false
		}
		return
	}
	ids := ix.many[k]
	i, found := slices.BinarySearch(ids, id)
	switch {
	case !found:
	case len(ids) == 1:
		delete(ix.many, k)
		ix.sorted.valid = false
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

// Bound is one end of a range; a nil Value is no bound.
type Bound struct {
	Value     any
	Inclusive bool
}

// Between returns the elements of an index on one property whose value lies
// between two bounds of one kind, numbers, strings or days, in ascending order
// of ID. ok is false if the index cannot tell.
func (ix *Index) Between(low, high Bound) (ids []ID, ok bool) {
	kind := low.Value
	if kind == nil {
		kind = high.Value
	}
	rank := rankOf(kind)
	if notANumber(low.Value) || notANumber(high.Value) {
		return nil, true // nothing is above or below NaN
	}
	if len(ix.Props) != 1 || rank == 0 || high.Value != nil && rankOf(high.Value) != rank {
		return nil, false
	}
	keys := ix.order()
	from, _ := slices.BinarySearchFunc(keys, 0, func(k any, _ int) int {
		if r := rankOf(k); r != rank {
			return cmp.Compare(r, rank)
		}
		if low.Value == nil {
			return 1
		}
		c := compareKeys(k, low.Value)
		if c == 0 && !low.Inclusive {
			return -1
		}
		return c
	})
	for _, k := range keys[from:] {
		if rankOf(k) != rank {
			break
		}
		if high.Value != nil {
			if c := compareKeys(k, high.Value); c > 0 || c == 0 && !high.Inclusive {
				break
			}
		}
		ids = ix.appendIDs(ids, k)
	}
	slices.Sort(ids)
	return ids, true
}

// Prefix returns the elements of an index on one property whose value is a
// string that begins with a prefix, in ascending order of ID.
func (ix *Index) Prefix(prefix string) []ID {
	keys := ix.order()
	from, _ := slices.BinarySearchFunc(keys, prefix, func(k any, p string) int {
		if r := rankOf(k); r != rankOf(p) {
			return cmp.Compare(r, rankOf(p))
		}
		return strings.Compare(k.(string), p)
	})
	var ids []ID
	for _, k := range keys[from:] {
		if s, ok := k.(string); !ok || !strings.HasPrefix(s, prefix) {
			break
		}
		ids = ix.appendIDs(ids, k)
	}
	slices.Sort(ids)
	return ids
}

func (ix *Index) appendIDs(ids []ID, k any) []ID {
	if ix.Kind == Unique {
		return append(ids, ix.one[k])
	}
	return append(ids, ix.many[k]...)
}

func (ix *Index) order() []any {
	ix.sorted.Lock()
	defer ix.sorted.Unlock()
	if !ix.sorted.valid {
		keys := make([]any, 0, ix.Size())
		for k := range ix.one {
			keys = append(keys, k)
		}
		for k := range ix.many {
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b any) int {
			if c := cmp.Compare(rankOf(a), rankOf(b)); c != 0 {
				return c
			}
			return compareKeys(a, b)
		})
		ix.sorted.keys, ix.sorted.valid = keys, true
	}
	return ix.sorted.keys
}

// rankOf groups the keys that have an order among themselves; 0 for the others.
func rankOf(k any) int {
	switch k.(type) {
	case int64, float64:
		return 1
	case string:
		return 2
	case graph.Date:
		return 3
	}
	return 0
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

func compareKeys(a, b any) int {
	switch x := a.(type) {
	case string:
		return strings.Compare(x, b.(string))
	case graph.Date:
		return cmp.Compare(x, b.(graph.Date))
	case int64:
		if y, ok := b.(int64); ok {
			return cmp.Compare(x, y)
		}
		return CompareIntFloat(x, b.(float64))
	case float64:
		if y, ok := b.(int64); ok {
			return -CompareIntFloat(y, x)
		}
		return cmp.Compare(x, b.(float64))
	}
	return 0
}
