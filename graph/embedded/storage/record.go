package storage

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// The kinds of records. A transaction is a sequence of them; the numbers are
// part of the format and never change their meaning.
const (
	recordSymbols byte = iota + 1
	recordCreateNode
	recordDeleteNode
	recordAddLabel
	recordRemoveLabel
	recordNodeProperty
	recordNodeProperties
	recordCreateEdge
	recordDeleteEdge
	recordEdgeProperty
	recordEdgeProperties
	recordCreateIndex
	recordDropIndex
	recordNext
)

// The kinds of values.
const (
	valueNull byte = iota
	valueFalse
	valueTrue
	valueInt
	valueFloat
	valueString
	valueList
	valueDate
	valueLocalTime
	valueTime
	valueLocalDateTime
	valueMoment
	valueDuration
)

func (g *Graph) record(kind byte, id ID) {
	g.redo = append(g.redo, kind)
	g.redo = binary.AppendUvarint(g.redo, uint64(id))
}

func (g *Graph) writeUint(n uint64)   { g.redo = binary.AppendUvarint(g.redo, n) }
func (g *Graph) writeString(s string) { g.redo = appendString(g.redo, s) }
func (g *Graph) writeValue(v any)     { g.redo = appendValue(g.redo, v) }

func (g *Graph) writeLabels(labels []*Label) {
	g.writeUint(uint64(len(labels)))
	for _, l := range labels {
		g.writeUint(uint64(l.symbol))
	}
}

func (g *Graph) writeProperties(p properties) {
	g.writeUint(uint64(len(p.values)))
	for i, v := range p.values {
		g.writeUint(uint64(p.shape.symbols[i]))
		g.writeValue(v)
	}
}

func (g *Graph) writeDefinition(d Definition) {
	g.writeString(d.Name)
	flags := uint64(d.Kind) << 3
	for i, set := range []bool{d.OnEdges, d.Text, d.Required} {
		if set {
			flags |= 1 << i
		}
	}
	g.writeUint(flags)
	g.writeStrings(d.Labels)
	g.writeStrings(d.Props)
	var options []string
	for k, v := range d.Options {
		options = append(options, k+"\x00"+v)
	}
	slices.Sort(options)
	g.writeStrings(options)
}

func (g *Graph) writeStrings(list []string) {
	g.writeUint(uint64(len(list)))
	for _, s := range list {
		g.writeString(s)
	}
}

// Seal ends one transaction of those since the last Commit: it returns the
// records of what changed since the mark, nil if nothing did.
func (g *Graph) Seal(since Mark) []byte {
	redo := g.redo[since.redo:]
	if len(redo) == 0 {
		return nil
	}
	var head []byte
	if fresh := g.symbols.names[g.symbols.sealed:]; len(fresh) > 0 {
		head = appendSymbols(nil, fresh)
		g.symbols.sealed = len(g.symbols.names)
	}
	return append(head, redo...)
}

func appendSymbols(b []byte, names []string) []byte {
	b = binary.AppendUvarint(append(b, recordSymbols), uint64(len(names)))
	for _, s := range names {
		b = appendString(b, s)
	}
	return b
}

// EachBlock gives the whole graph as blocks of records of about the size,
// which Apply turns back into the same graph with the same IDs. The block is
// valid until give returns.
func (g *Graph) EachBlock(size int, give func(block []byte) error) error {
	w := &Graph{redo: appendSymbols(nil, g.symbols.names[:g.symbols.logged])}
	flush := func(limit int) error {
		if len(w.redo) < limit {
			return nil
		}
		err := give(w.redo)
		w.redo = w.redo[:0]
		return err
	}
	for _, n := range g.nodes {
		if n == nil {
			continue
		}
		w.record(recordCreateNode, n.ID())
		w.writeLabels(n.labels.labels)
		w.writeProperties(n.properties)
		if err := flush(size); err != nil {
			return err
		}
	}
	for _, e := range g.edges {
		if e == nil {
			continue
		}
		w.record(recordCreateEdge, e.ID())
		w.writeUint(uint64(e.Type.symbol))
		w.writeUint(uint64(e.From.ID()))
		w.writeUint(uint64(e.To.ID()))
		w.writeProperties(e.properties)
		if err := flush(size); err != nil {
			return err
		}
	}
	w.record(recordNext, ID(len(g.nodes)))
	w.writeUint(uint64(len(g.edges)))
	for _, ix := range g.schema.indexes {
		w.record(recordCreateIndex, 0)
		w.writeDefinition(ix.Definition)
	}
	return flush(1)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// CheckValue returns an error if a property cannot hold the value: Neo4j stores
// no maps and no lists that hold null, other lists or different kinds.
func CheckValue(v any) error {
	list, ok := v.([]any)
	if !ok {
		return checkScalar(v)
	}
	for _, x := range list {
		if x == nil {
			return fmt.Errorf("a list with null in it cannot be stored as a property")
		}
		if _, nested := x.([]any); nested {
			return fmt.Errorf("a list of lists cannot be stored as a property")
		}
		if err := checkScalar(x); err != nil {
			return err
		}
		if !alike(list[0], x) {
			return fmt.Errorf("a list of different kinds cannot be stored as a property")
		}
	}
	return nil
}

func alike(a, b any) bool {
	number := func(v any) bool { return Rank(v) == numberRank }
	return number(a) && number(b) || fmt.Sprintf("%T", a) == fmt.Sprintf("%T", b)
}

func checkScalar(v any) error {
	switch v.(type) {
	case nil, bool, int64, float64, string, graph.Date, graph.LocalTime, graph.Time, graph.LocalDateTime, time.Time, graph.Duration:
		return nil
	case map[string]any:
		return fmt.Errorf("a map cannot be stored as a property")
	}
	return fmt.Errorf("a node, edge or path cannot be stored as a property")
}

// appendValue encodes a value that CheckValue accepts.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, valueNull)
	case bool:
		if v {
			return append(b, valueTrue)
		}
		return append(b, valueFalse)
	case int64:
		return binary.AppendVarint(append(b, valueInt), v)
	case float64:
		return binary.LittleEndian.AppendUint64(append(b, valueFloat), math.Float64bits(v))
	case string:
		return appendString(append(b, valueString), v)
	case []any:
		b = binary.AppendUvarint(append(b, valueList), uint64(len(v)))
		for _, x := range v {
			b = appendValue(b, x)
		}
		return b
	}
	return appendTemporal(b, v)
}

func appendTemporal(b []byte, v any) []byte {
	switch v := v.(type) {
	case graph.Date:
		return binary.AppendVarint(append(b, valueDate), int64(v))
	case graph.LocalTime:
		return binary.AppendVarint(append(b, valueLocalTime), int64(v))
	case graph.Time:
		b = binary.AppendVarint(append(b, valueTime), int64(v.Clock))
		return binary.AppendVarint(b, int64(v.Offset))
	case graph.LocalDateTime:
		b = binary.AppendVarint(append(b, valueLocalDateTime), v.UTC.Unix())
		return binary.AppendUvarint(b, uint64(v.UTC.Nanosecond()))
	case time.Time:
		_, offset := v.Zone()
		b = binary.AppendVarint(append(b, valueMoment), v.Unix())
		b = binary.AppendUvarint(b, uint64(v.Nanosecond()))
		b = binary.AppendVarint(b, int64(offset))
		return appendString(b, v.Location().String())
	case graph.Duration:
		b = append(b, valueDuration)
		for _, n := range []int64{v.Months, v.Days, v.Seconds, v.Nanos} {
			b = binary.AppendVarint(b, n)
		}
		return b
	}
	panic(fmt.Sprintf("internal error: a property holds a %T", v))
}
