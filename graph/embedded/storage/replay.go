package storage

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// Loader applies records to a graph that nobody reads yet. Indexes are built
// when the loader is done with them, not entry by entry.
type Loader struct {
	g      *Graph
	Gap    int    // how many numbers in a row may be left out: those of what was deleted
	text   string // the block being read; strings of properties share it
	at     int
	zones  map[string]*time.Location
	keys   []uint32
	shape  *shape // of the last element: the next one mostly has the same
	cells  []any
	loose  []loose // edges that their ends do not know yet
	linked bool    // some ends know edges
	fresh  []*Index
}

// NewLoader returns a loader into an empty graph.
func NewLoader(g *Graph) *Loader {
	return &Loader{g: g, Gap: 1 << 28, zones: map[string]*time.Location{"UTC": time.UTC}}
}

// broken is the panic inside a loader; Apply turns it into an error.
type broken struct {
	at  int
	msg string
}

func (l *Loader) fail(format string, args ...any) {
	panic(broken{l.at, fmt.Sprintf(format, args...)})
}

// Apply carries out one block of records.
func (l *Loader) Apply(block []byte) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case broken:
			err = fmt.Errorf("record at byte %d of its block: %s", p.at, p.msg)
		default:
			panic(p)
		}
	}()
	l.text, l.at = string(block), 0
	for l.at < len(l.text) {
		l.step()
	}
	return nil
}

// Finish links the edges and builds the indexes. The graph is ready then.
func (l *Loader) Finish() error {
	l.g.symbols.sealed = len(l.g.symbols.names)
	l.g.Commit()
	var linked sync.WaitGroup
	linked.Go(l.link)
	defer linked.Wait()
	for _, ix := range l.fresh {
		if l.g.Index(ix.Name) == ix {
			if err := l.g.fill(ix); err != nil {
				return err
			}
		}
	}
	l.g.attachFilled()
	return nil
}

func (l *Loader) step() {
	kind := l.text[l.at]
	l.at++
	switch kind {
	case recordSymbols:
		for n := l.uint(); n > 0; n-- {
			name := strings.Clone(l.string())
			if _, known := l.g.symbols.number[name]; known {
				l.fail("the name %q is numbered twice", name)
			}
			l.g.symbols.of(name)
		}
	case recordCreateNode:
		l.createNode()
	case recordCreateEdge:
		l.createEdge()
	case recordDeleteNode:
		l.link()
		n := l.node()
		if n.Degree(Both, nil) > 0 {
			l.fail("node %d is deleted but has edges", n.ID())
		}
		l.g.removeNode(n)
	case recordDeleteEdge:
		l.link()
		l.g.removeEdge(l.edge())
	case recordAddLabel:
		n, label := l.node(), l.g.label(l.symbol())
		if !n.has(label) {
			l.g.addLabel(n, label)
		}
	case recordRemoveLabel:
		n, label := l.node(), l.g.label(l.symbol())
		if n.has(label) {
			l.g.dropLabel(n, label)
		}
	case recordNodeProperty:
		n := l.node()
		n.properties = l.g.set(n.properties, l.symbol(), l.value())
	case recordEdgeProperty:
		e := l.edge()
		e.properties = l.g.set(e.properties, l.symbol(), l.value())
	case recordNodeProperties:
		l.node().properties = l.properties()
	case recordEdgeProperties:
		l.edge().properties = l.properties()
	default:
		l.rare(kind)
	}
}

func (l *Loader) rare(kind byte) {
	switch kind {
	case recordCreateIndex:
		l.uint()
		ix := newIndex(l.g, l.definition())
		if l.g.Index(ix.Name) != nil {
			l.fail("index %s is created twice", ix.Name)
		}
		l.g.schema.indexes = append(l.g.schema.indexes, ix)
		l.fresh = append(l.fresh, ix)
	case recordDropIndex:
		l.uint()
		name := l.string()
		if l.g.Index(name) == nil {
			l.fail("index %s is dropped but not there", name)
		}
		l.g.detachIndex(l.g.Index(name))
	case recordNext:
		nodes, edges := int(l.uint()), int(l.uint())
		l.near(nodes, len(l.g.nodes))
		l.near(edges, len(l.g.edges))
		l.g.nodes = padded(l.g.nodes, nodes)
		l.g.edges = padded(l.g.edges, edges)
	default:
		l.at--
		l.fail("unknown kind of record %d: the store was written by another version", kind)
	}
}

// near fails if a number leaves out more others than can have been deleted.
func (l *Loader) near(id, next int) {
	if id < 0 || id-next > l.Gap {
		l.fail("number %d follows %d", id, next)
	}
}

// padded lengthens a table, which was never shortened, with nils: the numbers of
// what was deleted.
func padded[T any](table []*T, n int) []*T {
	if len(table) < n {
		table = slices.Grow(table, n-len(table))[:n]
	}
	return table
}

// attachFilled hangs indexes that have been filled at their labels and types.
func (g *Graph) attachFilled() {
	all := g.schema.indexes
	g.schema.indexes = nil
	for i, ix := range all {
		g.attachIndex(ix, i)
	}
}

func (l *Loader) createNode() {
	id := l.uint()
	if id < uint64(len(l.g.nodes)) {
		l.fail("node %d is created twice", id)
	}
	l.near(int(id), len(l.g.nodes))
	n := one(&l.g.room.nodes)
	n.number = numbered(ID(id))
	var few [8]*Label
	labels := few[:0]
	for c := l.uint(); c > 0; c-- {
		label := l.g.label(l.symbol())
		if slices.Contains(labels, label) {
			l.fail("node %d has the label %s twice", id, label.Name)
		}
		labels = append(labels, label)
	}
	n.labels = l.g.sharedLabels(labels)
	n.properties = l.properties()
	l.g.nodes = append(padded(l.g.nodes, int(id)), n)
	l.g.live.nodes++
	for _, label := range n.labels.labels {
		label.nodes.add(n)
	}
}

// sharedLabels is labelSet without making a key for sets already known.
func (g *Graph) sharedLabels(labels []*Label) *labelSet {
	if n := len(g.nodes); n > 0 && g.nodes[n-1] != nil && slices.Equal(g.nodes[n-1].labels.labels, labels) {
		return g.nodes[n-1].labels
	}
	return g.labelSet(labels)
}

func (l *Loader) createEdge() {
	id := l.uint()
	if id < uint64(len(l.g.edges)) {
		l.fail("edge %d is created twice", id)
	}
	l.near(int(id), len(l.g.edges))
	e := one(&l.g.room.edges)
	e.number = numbered(ID(id))
	e.Type = l.g.edgeType(l.symbol())
	e.From, e.To = l.node(), l.node()
	e.properties = l.properties()
	l.g.edges = append(padded(l.g.edges, int(id)), e)
	l.g.live.edges++
	e.Type.edges.add(e)
	l.loose = append(l.loose, loose{e, uint32(e.From.ID()), uint32(e.To.ID())})
}

func (l *Loader) uint() uint64 {
	var n uint64
	for shift := uint(0); shift < 64; shift += 7 {
		if l.at >= len(l.text) {
			l.fail("a number is cut off")
		}
		c := l.text[l.at]
		l.at++
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	l.fail("a number is too long")
	return 0
}

func (l *Loader) int() int64 {
	n := l.uint()
	return int64(n>>1) ^ -int64(n&1)
}

func (l *Loader) string() string {
	n := l.uint()
	if n > uint64(len(l.text)-l.at) {
		l.fail("a text is cut off")
	}
	s := l.text[l.at : l.at+int(n)]
	l.at += int(n)
	return s
}

func (l *Loader) symbol() string {
	n := l.uint()
	if n >= uint64(len(l.g.symbols.names)) {
		l.fail("unknown name %d", n)
	}
	return l.g.symbols.names[n]
}

func (l *Loader) node() *Node {
	id := l.uint()
	if id >= uint64(len(l.g.nodes)) || l.g.nodes[id] == nil {
		l.fail("there is no node %d", id)
	}
	return l.g.nodes[id]
}

func (l *Loader) edge() *Edge {
	id := l.uint()
	if id >= uint64(len(l.g.edges)) || l.g.edges[id] == nil {
		l.fail("there is no edge %d", id)
	}
	return l.g.edges[id]
}

func (l *Loader) properties() properties {
	n := l.uint()
	if n > uint64(len(l.text)-l.at) {
		l.fail("properties are cut off")
	}
	values := cut(&l.cells, int(n))
	l.keys = l.keys[:0]
	for i := range values {
		l.keys = append(l.keys, uint32(l.uint()))
		if values[i] = l.value(); values[i] == nil {
			l.fail("a property has no value")
		}
	}
	if s := l.shape; s != nil && slices.Equal(s.symbols, l.keys) {
		return properties{s, values}
	}
	keys := make([]string, n)
	for i, k := range l.keys {
		if int(k) >= len(l.g.symbols.names) {
			l.fail("unknown name %d", k)
		}
		keys[i] = l.g.symbols.names[k]
		if i > 0 && keys[i] <= keys[i-1] {
			l.fail("property %s follows %s", keys[i], keys[i-1])
		}
	}
	l.shape = l.g.shape(keys)
	return properties{l.shape, values}
}

func (l *Loader) value() any {
	if l.at >= len(l.text) {
		l.fail("a value is cut off")
	}
	kind := l.text[l.at]
	l.at++
	switch kind {
	case valueNull:
		return nil
	case valueFalse:
		return false
	case valueTrue:
		return true
	case valueInt:
		return l.g.values.whole(l.int())
	case valueFloat:
		return l.g.values.real(l.float())
	case valueString:
		return l.g.values.text(l.string())
	case valueList:
		return l.list()
	}
	return l.temporal(kind)
}

func (l *Loader) float() float64 {
	if len(l.text)-l.at < 8 {
		l.fail("a number is cut off")
	}
	l.at += 8
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(l.text[l.at-8 : l.at])))
}

func (l *Loader) list() any {
	n := l.uint()
	if n > uint64(len(l.text)-l.at) {
		l.fail("a list is cut off")
	}
	list := make([]any, n)
	for i := range list {
		if l.at < len(l.text) && l.text[l.at] == valueList {
			l.fail("a list is in a list")
		}
		if list[i] = l.value(); list[i] == nil {
			l.fail("a list holds no value")
		}
	}
	return list
}

func (l *Loader) temporal(kind byte) any {
	switch kind {
	case valueDate:
		return graph.Date(l.int())
	case valueLocalTime:
		return graph.LocalTime(l.int())
	case valueTime:
		return graph.Time{Clock: graph.LocalTime(l.int()), Offset: int(l.int())}
	case valueLocalDateTime:
		return graph.LocalDateTime{UTC: time.Unix(l.int(), int64(l.uint())).UTC()}
	case valueMoment:
		t := time.Unix(l.int(), int64(l.uint()))
		return t.In(l.zone(int(l.int()), l.string()))
	case valueDuration:
		return graph.Duration{Months: l.int(), Days: l.int(), Seconds: l.int(), Nanos: l.int()}
	}
	l.fail("unknown kind of value %d: the store was written by another version", kind)
	return nil
}

// zone returns the location of a name, or a fixed offset where the machine does
// not know the name.
func (l *Loader) zone(offset int, name string) *time.Location {
	key := fmt.Sprint(name, offset)
	if name == "UTC" {
		return time.UTC
	}
	z := l.zones[key]
	if z == nil {
		var err error
		if z, err = time.LoadLocation(name); err != nil || name == "" || name == "Local" {
			z = time.FixedZone(name, offset)
		}
		l.zones[key] = z
	}
	return z
}

func (l *Loader) definition() Definition {
	d := Definition{Name: strings.Clone(l.string())}
	flags := l.uint()
	d.Kind = IndexKind(flags >> 3)
	d.OnEdges, d.Text, d.Required = flags&1 != 0, flags&2 != 0, flags&4 != 0
	if d.Kind > FullText {
		l.fail("unknown kind of index %d: the store was written by another version", d.Kind)
	}
	if d.Labels, d.Props = l.strings(), l.strings(); len(d.Labels) == 0 || len(d.Props) == 0 {
		l.fail("index %s is of nothing", d.Name)
	}
	for _, s := range l.strings() {
		if k, v, ok := strings.Cut(s, "\x00"); ok {
			if d.Options == nil {
				d.Options = map[string]string{}
			}
			d.Options[k] = v
		}
	}
	return d
}

func (l *Loader) strings() []string {
	n := l.uint()
	if n > uint64(len(l.text)-l.at) {
		l.fail("a list is cut off")
	}
	list := make([]string, n)
	for i := range list {
		list[i] = strings.Clone(l.string())
	}
	return list
}
