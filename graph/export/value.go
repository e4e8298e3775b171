package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// attrType is a type that every GraphML reader knows.
type attrType int

// The types, each wider than those before it, list and text apart. A property
// gets the narrowest one that holds all its values.
const (
	noType attrType = iota
	boolType
	intType
	longType
	doubleType
	listType // a JSON array, written as string with attr.list
	textType
)

func (t attrType) String() string {
	return [...]string{"", "boolean", "int", "long", "double", "string", "string"}[t]
}

// exact is the largest integer up to which every integer is a float64: readers
// that keep numbers as such would round larger ones.
const exact = 1 << 53

// typeOf returns the type of one value; noType for a value that is left out.
func typeOf(v any) attrType {
	switch v := v.(type) {
	case nil:
		return noType
	case bool:
		return boolType
	case int64:
		switch {
		case v > exact || v < -exact:
			return textType
		case v > math.MaxInt32 || v < math.MinInt32:
			return longType
		}
		return intType
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return noType
		}
		return doubleType
	case []any:
		return listType
	}
	return textType
}

// join returns the type that holds values of both types.
func join(a, b attrType) attrType {
	number := func(t attrType) bool { return t == intType || t == longType || t == doubleType }
	switch {
	case a == noType || a == b:
		return b
	case b == noType:
		return a
	case number(a) && number(b):
		return max(a, b)
	}
	return textType
}

// appendValue writes a value as text.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		from := len(b)
		b = strconv.AppendFloat(b, v, 'g', -1, 64)
		if !bytes.ContainsAny(b[from:], ".e") {
			b = append(b, ".0"...)
		}
		return b
	case string:
		return append(b, v...)
	case []any, map[string]any:
		return append(b, jsonText(v)...)
	}
	return appendTime(b, v)
}

// jsonText writes lists and maps; what stands in them stays readable.
func jsonText(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(plain(v)); err != nil {
		return fmt.Sprint(v)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// plain makes a value of JSON's types of one of Cypher's.
func plain(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = plain(v[k])
		}
		return out
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case nil, bool, int64, string:
		return v
	}
	return timeText(v)
}

// appendTime writes dates and times in ISO 8601.
func appendTime(b []byte, v any) []byte {
	const clock = "15:04:05.999999999"
	switch v := v.(type) {
	case graph.Date:
		return appendDate(b, v)
	case time.Time:
		return v.AppendFormat(b, time.RFC3339Nano)
	case graph.LocalDateTime:
		return v.UTC.UTC().AppendFormat(b, "2006-01-02T"+clock)
	case graph.LocalTime:
		return time.Unix(0, int64(v)).UTC().AppendFormat(b, clock)
	case graph.Time:
		return time.Unix(0, int64(v.Clock)).In(time.FixedZone("", v.Offset)).Add(-time.Duration(v.Offset)*time.Second).AppendFormat(b, clock+"Z07:00")
	case graph.Duration:
		return append(b, durationText(v)...)
	}
	return fmt.Append(b, v)
}

func appendDate(b []byte, d graph.Date) []byte {
	return time.Unix(int64(d)*86400, 0).UTC().AppendFormat(b, time.DateOnly)
}

func timeText(v any) string { return string(appendTime(nil, v)) }

func durationText(d graph.Duration) string {
	s := "P"
	if d.Months != 0 {
		s += strconv.FormatInt(d.Months, 10) + "M"
	}
	if d.Days != 0 {
		s += strconv.FormatInt(d.Days, 10) + "D"
	}
	seconds := strconv.FormatFloat(float64(d.Seconds)+float64(d.Nanos)/1e9, 'f', -1, 64)
	if seconds != "0" || s == "P" {
		s += "T" + seconds + "S"
	}
	return s
}

// yearOf returns the year of a date or moment.
func yearOf(v any) (int64, bool) {
	switch v := v.(type) {
	case graph.Date:
		return int64(time.Unix(int64(v)*86400, 0).UTC().Year()), true
	case time.Time:
		return int64(v.Year()), true
	case graph.LocalDateTime:
		return int64(v.UTC.UTC().Year()), true
	}
	return 0, false
}
