package graph

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"time"
)

func nodeCodec() codec[Node] { return codec[Node]{write: appendNode, read: (*decoder).node} }
func edgeCodec() codec[Edge] { return codec[Edge]{write: appendEdge, read: (*decoder).edge} }

func appendNode(b []byte, n Node) ([]byte, error) {
	b = appendString(b, n.ID)
	b = binary.AppendUvarint(b, uint64(len(n.Labels)))
	for _, l := range n.Labels {
		b = appendString(b, l)
	}
	return appendValue(b, n.Props)
}

func appendEdge(b []byte, e Edge) ([]byte, error) {
	for _, s := range []string{e.ID, e.Type, e.From, e.To} {
		b = appendString(b, s)
	}
	return appendValue(b, e.Props)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendInts(b []byte, kind byte, list ...int64) []byte {
	b = append(b, kind)
	for _, i := range list {
		b = binary.AppendVarint(b, i)
	}
	return b
}

// appendValue writes a value that a property can have, or a map of them.
func appendValue(b []byte, v any) ([]byte, error) {
	switch v := v.(type) {
	case nil:
		return append(b, 'n'), nil
	case bool:
		if v {
			return append(b, 't'), nil
		}
		return append(b, 'f'), nil
	case int64:
		return appendInts(b, 'i', v), nil
	case float64:
		return binary.LittleEndian.AppendUint64(append(b, 'd'), math.Float64bits(v)), nil
	case string:
		return appendString(append(b, 's'), v), nil
	case []any:
		b = binary.AppendUvarint(append(b, 'l'), uint64(len(v)))
		var err error
		for i := 0; i < len(v) && err == nil; i++ {
			b, err = appendValue(b, v[i])
		}
		return b, err
	case map[string]any:
		b = binary.AppendUvarint(append(b, 'm'), uint64(len(v)))
		for k, x := range v {
			var err error
			if b, err = appendValue(appendString(b, k), x); err != nil {
				return b, fmt.Errorf("property %s: %w", k, err)
			}
		}
		return b, nil
	case Date:
		return appendInts(b, 'D', int64(v)), nil
	case LocalTime:
		return appendInts(b, 'L', int64(v)), nil
	case Time:
		return appendInts(b, 'T', int64(v.Clock), int64(v.Offset)), nil
	case LocalDateTime:
		return appendInts(b, 'C', v.UTC.Unix(), int64(v.UTC.Nanosecond())), nil
	case time.Time:
		name, offset := v.Zone()
		if v.Location() != time.Local {
			name = v.Location().String()
		}
		return appendString(appendInts(b, 'Z', v.Unix(), int64(v.Nanosecond()), int64(offset)), name), nil
	case Duration:
		return appendInts(b, 'P', v.Months, v.Days, v.Seconds, v.Nanos), nil
	}
	return b, fmt.Errorf("a value of type %T cannot be sorted", v)
}

// decoder reads what the functions above have written. After an error it gives empty
// values.
type decoder struct {
	r   *bufio.Reader
	err error
}

// more reports whether something follows.
func (d *decoder) more() bool {
	_, err := d.r.Peek(1)
	if err != nil && err != io.EOF {
		d.err = err
	}
	return err == nil
}

func (d *decoder) node() Node {
	n := Node{ID: d.string()}
	for i := d.count(); i > 0; i-- {
		n.Labels = append(n.Labels, d.string())
	}
	n.Props, _ = d.value().(map[string]any)
	return n
}

func (d *decoder) edge() Edge {
	e := Edge{ID: d.string(), Type: d.string(), From: d.string(), To: d.string()}
	e.Props, _ = d.value().(map[string]any)
	return e
}

// fail keeps the first error; the end of the file within an element is one.
func (d *decoder) fail(err error) {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if d.err == nil {
		d.err = err
	}
}

func (d *decoder) count() int {
	n, err := binary.ReadUvarint(d.r)
	if err != nil {
		d.fail(err)
	}
	return int(n)
}

func (d *decoder) int() int64 {
	n, err := binary.ReadVarint(d.r)
	if err != nil {
		d.fail(err)
	}
	return n
}

func (d *decoder) string() string {
	b := make([]byte, d.count())
	if d.err == nil {
		if _, err := io.ReadFull(d.r, b); err != nil {
			d.fail(err)
		}
	}
	return string(b)
}

func (d *decoder) value() any {
	if d.err != nil {
		return nil
	}
	kind, err := d.r.ReadByte()
	if err != nil {
		d.fail(err)
		return nil
	}
	switch kind {
	case 'n':
		return nil
	case 't', 'f':
		return kind == 't'
	case 'i':
		return d.int()
	case 'd':
		var b [8]byte
		if _, err := io.ReadFull(d.r, b[:]); err != nil {
			d.fail(err)
		}
		return math.Float64frombits(binary.LittleEndian.Uint64(b[:]))
	case 's':
		return d.string()
	case 'l':
		list := make([]any, d.count())
		for i := range list {
			list[i] = d.value()
		}
		return list
	case 'm':
		n := d.count()
		m := make(map[string]any, n)
		for range n {
			k := d.string()
			m[k] = d.value()
		}
		return m
	}
	return d.temporal(kind)
}

func (d *decoder) temporal(kind byte) any {
	switch kind {
	case 'D':
		return Date(d.int())
	case 'L':
		return LocalTime(d.int())
	case 'T':
		return Time{Clock: LocalTime(d.int()), Offset: int(d.int())}
	case 'C':
		return LocalDateTime{UTC: time.Unix(d.int(), d.int()).UTC()}
	case 'Z':
		t := time.Unix(d.int(), d.int())
		offset, name := int(d.int()), d.string()
		if zone, err := time.LoadLocation(name); err == nil {
			if _, there := t.In(zone).Zone(); there == offset {
				return t.In(zone)
			}
		}
		return t.In(time.FixedZone(name, offset))
	case 'P':
		return Duration{Months: d.int(), Days: d.int(), Seconds: d.int(), Nanos: d.int()}
	}
	d.fail(fmt.Errorf("there is no kind %q of values", kind))
	return nil
}
