package graph

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Text writes a value in one canonical form: equal values of every store give
// equal text, and values of different types give different text.
func Text(v any) string { return string(appendText(nil, v)) }

func appendText(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return appendQuoted(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return appendFloat(b, v)
	case []any:
		b = append(b, '[')
		for i, x := range v {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = appendText(b, x)
		}
		return append(b, ']')
	case map[string]any:
		return append(appendProps(append(b, '{'), v, &KeyOrder{}, ": ", ", "), '}')
	case Node:
		return appendNodeText(b, v)
	case Edge:
		return appendEdgeText(b, v)
	case Path:
		return appendPathText(b, v)
	}
	return appendTemporal(b, v)
}

// appendQuoted is strconv.AppendQuote, quick where there is nothing to escape.
func appendQuoted(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return strconv.AppendQuote(b, s)
		}
	}
	b = append(append(b, '"'), s...)
	return append(b, '"')
}

// KeyOrder sorts the keys of one element after the other, most of which have the
// same keys as the one before.
type KeyOrder struct{ keys []string }

// Of returns the keys of properties, sorted. They hold until it is asked again.
func (o *KeyOrder) Of(props map[string]any) []string {
	same := len(props) == len(o.keys)
	for i := 0; i < len(o.keys) && same; i++ {
		_, same = props[o.keys[i]]
	}
	if same {
		return o.keys
	}
	o.keys = o.keys[:0]
	for k := range props {
		o.keys = append(o.keys, k)
	}
	slices.Sort(o.keys)
	return o.keys
}

func appendProps(b []byte, props map[string]any, order *KeyOrder, colon, comma string) []byte {
	for i, k := range order.Of(props) {
		if i > 0 {
			b = append(b, comma...)
		}
		b = append(append(b, k...), colon...)
		b = appendText(b, props[k])
	}
	return b
}

func appendFloat(b []byte, f float64) []byte {
	from := len(b)
	b = strconv.AppendFloat(b, f, 'g', -1, 64)
	for _, c := range b[from:] {
		if c != '-' && (c < '0' || c > '9') {
			return b
		}
	}
	return append(b, ".0"...)
}

func appendTemporal(b []byte, v any) []byte {
	switch v := v.(type) {
	case Date:
		return fmt.Appendf(b, "date(%s)", v)
	case LocalTime:
		return fmt.Appendf(b, "localtime(%s)", time.Unix(0, int64(v)).UTC().Format("15:04:05.999999999"))
	case Time:
		return fmt.Appendf(b, "time(%s%+d)", time.Unix(0, int64(v.Clock)).UTC().Format("15:04:05.999999999"), v.Offset)
	case LocalDateTime:
		return fmt.Appendf(b, "localdatetime(%s)", v.UTC.UTC().Format("2006-01-02T15:04:05.999999999"))
	case time.Time:
		return fmt.Appendf(b, "datetime(%s)", v.UTC().Format(time.RFC3339Nano))
	case Duration:
		return fmt.Appendf(b, "duration(%d, %d, %d, %d)", v.Months, v.Days, v.Seconds, v.Nanos)
	}
	return fmt.Appendf(b, "%v", v)
}

// appendNodeText leaves the store's own id out: it says nothing and differs.
func appendNodeText(b []byte, n Node) []byte {
	b = append(b, '(')
	for _, l := range slices.Sorted(slices.Values(n.Labels)) {
		b = append(append(b, ':'), l...)
	}
	b = append(b, " {"...)
	return append(appendProps(b, n.Props, &KeyOrder{}, ": ", ", "), "})"...)
}

// appendEdgeText leaves the ends out: not every store tells them with an edge.
func appendEdgeText(b []byte, e Edge) []byte {
	b = append(append(b, "[:"...), e.Type...)
	b = append(b, " {"...)
	return append(appendProps(b, e.Props, &KeyOrder{}, ": ", ", "), "}]"...)
}

func appendPathText(b []byte, p Path) []byte {
	for i, n := range p.Nodes {
		switch {
		case i == 0:
		case p.Edges[i-1].From == n.ID && p.Edges[i-1].To != n.ID:
			b = append(appendEdgeText(append(b, "<-"...), p.Edges[i-1]), '-')
		default:
			b = append(appendEdgeText(append(b, '-'), p.Edges[i-1]), "->"...)
		}
		b = appendNodeText(b, n)
	}
	return b
}
