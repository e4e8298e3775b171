package storage

import "slices"

// Node is a node as stored. Only a Graph changes it.
type Node struct { // what a scan reads comes first and stands together
	properties
	labels *labelSet
	number
	out, in []group
}

// Edge is an edge as stored. Only a Graph changes it.
type Edge struct {
	properties
	From, To *Node
	number
	Type *EdgeType
}

// number is the ID of an element and whether it is deleted: the bit is the lowest.
// An edge is 64 bytes long so, a line of the processor's cache.
type number int64

func numbered(id ID) number { return number(id << 1) }

// ID is the number of the node or edge.
func (n number) ID() ID { return ID(n >> 1) }

// Deleted reports whether the node or edge has been deleted by this transaction.
func (n number) Deleted() bool { return n&1 != 0 }

func (n *number) delete() { *n |= 1 }
func (n *number) revive() { *n &^= 1 }

// Other returns the end of the edge that is not n (n itself for a loop).
func (e *Edge) Other(n *Node) *Node {
	if e.From == n {
		return e.To
	}
	return e.From
}

// Labels returns the names of the node's labels in the order they were added.
// The caller must not change the slice.
func (n *Node) Labels() []string { return n.labels.names }

// HasLabel reports whether the node carries the label; false for nil.
func (n *Node) HasLabel(l *Label) bool { return l != nil && n.has(l) }

func (n *Node) has(l *Label) bool {
	for _, m := range n.labels.labels {
		if m == l {
			return true
		}
	}
	return false
}

// labelSet is a set of labels, shared by all nodes that have just these in
// this order.
type labelSet struct {
	labels []*Label
	names  []string
	key    string // the names in one
}

func (g *Graph) labelSet(labels []*Label) *labelSet {
	names := make([]string, len(labels))
	for i, l := range labels {
		names[i] = l.Name
	}
	key := joined(names)
	s := g.labelSets[key]
	if s == nil {
		s = &labelSet{slices.Clone(labels), names, key}
		g.labelSets[key] = s
	}
	return s
}

// properties are the properties of a node or an edge: the keys are shared by
// all elements with the same keys, the values are its own. A change makes a new
// slice, so that the undo list can keep the old one.
type properties struct {
	shape  *shape
	values []any
}

// shape is a set of property keys, sorted.
type shape struct {
	keys    []string
	symbols []uint32
	with    map[string]*shape
}

// Get returns the value of a property, nil if it is absent.
func (p *properties) Get(key string) any {
	if i, ok := p.shape.find(key); ok {
		return p.values[i]
	}
	return nil
}

// Place is where one property key was found last. Elements with the same keys
// mostly come one after the other, so that it is seldom looked for.
type Place struct {
	shape *shape
	at    int
}

// Find is Get for a key that is read of many elements.
func (p *properties) Find(key string, last *Place) any {
	if p.shape != last.shape {
		last.shape, last.at = p.shape, -1
		if i, ok := p.shape.find(key); ok {
			last.at = i
		}
	}
	if last.at < 0 {
		return nil
	}
	return p.values[last.at]
}

// Keys returns the keys of the properties, sorted. The caller must not change
// the slice.
func (p *properties) Keys() []string { return p.shape.keys }

// Values returns the values beside Keys. The caller must not change them.
func (p *properties) Values() []any { return p.values }

// Map returns a copy of the properties.
func (p *properties) Map() map[string]any {
	m := make(map[string]any, len(p.values))
	for i, k := range p.shape.keys {
		m[k] = p.values[i]
	}
	return m
}

func (s *shape) find(key string) (int, bool) {
	if len(s.keys) > 12 {
		return slices.BinarySearch(s.keys, key)
	}
	for i, k := range s.keys {
		if k == key {
			return i, true
		}
	}
	return 0, false
}

// joined returns one text for a list of names, another one for every other list,
// whatever the names hold.
func joined(names []string) string {
	var b []byte
	for _, s := range names {
		b = appendString(b, s)
	}
	return string(b)
}

// shape returns the shape of sorted keys.
func (g *Graph) shape(keys []string) *shape {
	key := joined(keys)
	s := g.shapes[key]
	if s == nil {
		s = &shape{keys: make([]string, len(keys)), symbols: make([]uint32, len(keys))}
		for i, k := range keys {
			s.symbols[i] = g.symbols.of(k)
			s.keys[i] = g.symbols.names[s.symbols[i]]
		}
		g.shapes[key] = s
	}
	return s
}

// grown returns s with one more key and the place of the key.
func (g *Graph) grown(s *shape, key string) (*shape, int) {
	i, _ := slices.BinarySearch(s.keys, key)
	next := s.with[key]
	if next == nil {
		next = g.shape(slices.Insert(slices.Clone(s.keys), i, key))
		if s.with == nil {
			s.with = map[string]*shape{}
		}
		s.with[next.keys[i]] = next
	}
	return next, i
}

// set returns p with one property set; a nil value takes it away.
func (g *Graph) set(p properties, key string, value any) properties {
	i, found := p.shape.find(key)
	switch {
	case found && value == nil:
		keys := slices.Delete(slices.Clone(p.shape.keys), i, i+1)
		return properties{g.shape(keys), slices.Delete(slices.Clone(p.values), i, i+1)}
	case found:
		values := slices.Clone(p.values)
		values[i] = g.values.value(value)
		return properties{p.shape, values}
	case value == nil:
		return p
	}
	s, i := g.grown(p.shape, key)
	values := make([]any, len(s.keys))
	copy(values, p.values[:i])
	values[i] = g.values.value(value)
	copy(values[i+1:], p.values[i:])
	return properties{s, values}
}

// properties makes properties of a map; nil values are left out.
func (g *Graph) properties(m map[string]any) properties {
	if len(m) == 0 {
		return properties{shape: g.shapes[""]}
	}
	keys := make([]string, 0, len(m))
	for k, v := range m {
		if v != nil {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	values := make([]any, len(keys))
	for i, k := range keys {
		values[i] = g.values.value(m[k])
	}
	return properties{g.shape(keys), values}
}
