package graph

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Text writes a value in one canonical form: equal values of every store give
// equal text, and values of different types give different text.
func Text(v any) string {
	var b strings.Builder
	writeText(&b, v)
	return b.String()
}

func writeText(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case string:
		b.WriteString(strconv.Quote(v))
	case float64:
		b.WriteString(floatText(v))
	case []any:
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			writeText(b, x)
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteByte('{')
		writeProps(b, v, ": ", ", ")
		b.WriteByte('}')
	case Node:
		writeNode(b, v)
	case Edge:
		writeEdge(b, v)
	case Path:
		writePath(b, v)
	default:
		writeTemporal(b, v)
	}
}

func writeProps(b *strings.Builder, props map[string]any, colon, comma string) {
	for i, k := range slices.Sorted(maps.Keys(props)) {
		if i > 0 {
			b.WriteString(comma)
		}
		b.WriteString(k)
		b.WriteString(colon)
		writeText(b, props[k])
	}
}

func floatText(f float64) string {
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if strings.Trim(s, "-0123456789") == "" {
		s += ".0"
	}
	return s
}

func writeTemporal(b *strings.Builder, v any) {
	switch v := v.(type) {
	case Date:
		fmt.Fprintf(b, "date(%s)", v)
	case LocalTime:
		fmt.Fprintf(b, "localtime(%s)", time.Unix(0, int64(v)).UTC().Format("15:04:05.999999999"))
	case Time:
		fmt.Fprintf(b, "time(%s%+d)", time.Unix(0, int64(v.Clock)).UTC().Format("15:04:05.999999999"), v.Offset)
	case LocalDateTime:
		fmt.Fprintf(b, "localdatetime(%s)", v.UTC.UTC().Format("2006-01-02T15:04:05.999999999"))
	case time.Time:
		fmt.Fprintf(b, "datetime(%s)", v.UTC().Format(time.RFC3339Nano))
	case Duration:
		fmt.Fprintf(b, "duration(%d, %d, %d, %d)", v.Months, v.Days, v.Seconds, v.Nanos)
	default:
		fmt.Fprintf(b, "%v", v)
	}
}

// writeNode leaves the store's own id out: it says nothing and differs.
func writeNode(b *strings.Builder, n Node) {
	b.WriteByte('(')
	for _, l := range slices.Sorted(slices.Values(n.Labels)) {
		b.WriteString(":" + l)
	}
	b.WriteString(" {")
	writeProps(b, n.Props, ": ", ", ")
	b.WriteString("})")
}

// writeEdge leaves the ends out: not every store tells them with an edge.
func writeEdge(b *strings.Builder, e Edge) {
	b.WriteString("[:" + e.Type + " {")
	writeProps(b, e.Props, ": ", ", ")
	b.WriteString("}]")
}

func writePath(b *strings.Builder, p Path) {
	for i, n := range p.Nodes {
		if i > 0 && p.Edges[i-1].From == n.ID && p.Edges[i-1].To != n.ID {
			b.WriteString("<-")
			writeEdge(b, p.Edges[i-1])
			b.WriteString("-")
		} else if i > 0 {
			b.WriteString("-")
			writeEdge(b, p.Edges[i-1])
			b.WriteString("->")
		}
		writeNode(b, n)
	}
}
