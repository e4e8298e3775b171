package value

import (
	"encoding/binary"
	"math"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// AppendKey appends an encoding of a value such that two values are the same
// for DISTINCT and grouping exactly when their encodings are: null is the same
// as null, NaN as NaN, 1 as 1.0.
func (w Operations) AppendKey(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, 0)
	case bool:
		if v {
			return append(b, 2)
		}
		return append(b, 1)
	case int64:
		return number(append(b, 3), v)
	case float64:
		return floatKey(b, v)
	case string:
		w.Must(work.Bytes(len(v)))
		b = binary.AppendUvarint(append(b, 5), uint64(len(v)))
		return append(b, v...)
	case []any:
		b = binary.AppendUvarint(append(b, 6), uint64(len(v)))
		for _, e := range v {
			w.Must(1)
			b = w.AppendKey(b, e)
		}
		return b
	case map[string]any:
		b = binary.AppendUvarint(append(b, 7), uint64(len(v)))
		for _, k := range w.SortedKeys(v) {
			b = w.AppendKey(w.AppendKey(b, k), v[k])
		}
		return b
	case *storage.Node:
		return number(append(b, 8), v.ID())
	case *storage.Edge:
		return number(append(b, 9), v.ID())
	case *Path:
		w.Must(len(v.Nodes))
		b = binary.AppendUvarint(append(b, 10), uint64(len(v.Nodes)))
		for _, n := range v.Nodes {
			b = number(b, n.ID())
		}
		for _, e := range v.Edges {
			b = number(b, e.ID())
		}
		return b
	}
	return w.temporalKey(b, v)
}

func number(b []byte, i int64) []byte { return binary.LittleEndian.AppendUint64(b, uint64(i)) }

func floatKey(b []byte, f float64) []byte {
	if i, whole := WholeFloat(f); whole {
		return number(append(b, 3), i)
	}
	if f != f {
		f = math.NaN()
	}
	return number(append(b, 4), int64(math.Float64bits(f)))
}

func (w Operations) temporalKey(b []byte, v any) []byte {
	switch v := v.(type) {
	case graph.Date:
		return number(append(b, 11), int64(v))
	case graph.LocalTime:
		return number(append(b, 12), int64(v))
	case graph.Time:
		return number(number(append(b, 13), int64(v.Clock)), int64(v.Offset))
	case graph.LocalDateTime:
		return number(number(append(b, 14), v.UTC.Unix()), int64(v.UTC.Nanosecond()))
	case time.Time:
		_, offset := v.Zone() // equal moments in two zones are two values
		b = number(number(number(append(b, 15), v.Unix()), int64(v.Nanosecond())), int64(offset))
		return w.AppendKey(b, v.Location().String())
	case graph.Duration:
		return number(number(number(number(append(b, 16), v.Months), v.Days), v.Seconds), v.Nanos)
	}
	panic("internal error: no key for " + KindName(v))
}
