package value

import (
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/storage"
)

// typeName is the type of a value in the words of valueType(): types sort by rank,
// lists then by what is in them.
type typeName struct {
	rank  int
	text  string
	inner []typeName // of the elements, sorted, each once
	nulls bool       // null is among the values
}

func (t typeName) String() string {
	switch {
	case t.text == "LIST":
		parts := make([]string, len(t.inner))
		for i, e := range t.inner {
			parts[i] = e.String()
		}
		t.text = "LIST<" + strings.Join(parts, " | ") + ">"
	case t.rank <= nullRank:
		return t.text
	}
	if t.nulls {
		return t.text
	}
	return t.text + " NOT NULL"
}

func compareTypes(a, b typeName) int {
	if a.rank != b.rank {
		return a.rank - b.rank
	}
	if c := slices.CompareFunc(a.inner, b.inner, compareTypes); c != 0 || a.nulls == b.nulls {
		return c
	}
	if a.nulls {
		return 1
	}
	return -1
}

// The ranks of the type without values, which is that of the elements of an empty
// list, and of the type of null alone.
const (
	nothingRank = iota
	nullRank
)

// TypeName is the type of a value in the words of valueType().
func (w Operations) TypeName(v any) string { return w.typeOfValue(v).String() }

// typeOfValue ranks types as Neo4j lists them.
func (w Operations) typeOfValue(v any) typeName {
	switch v := v.(type) {
	case nil:
		return typeName{rank: nullRank, text: "NULL"}
	case bool:
		return typeName{rank: 2, text: "BOOLEAN"}
	case string:
		return typeName{rank: 3, text: "STRING"}
	case int64:
		return typeName{rank: 4, text: "INTEGER"}
	case float64:
		return typeName{rank: 5, text: "FLOAT"}
	case graph.Date:
		return typeName{rank: 6, text: "DATE"}
	case graph.LocalTime:
		return typeName{rank: 7, text: "LOCAL TIME"}
	case graph.Time:
		return typeName{rank: 8, text: "ZONED TIME"}
	case graph.LocalDateTime:
		return typeName{rank: 9, text: "LOCAL DATETIME"}
	case time.Time:
		return typeName{rank: 10, text: "ZONED DATETIME"}
	case graph.Duration:
		return typeName{rank: 11, text: "DURATION"}
	case *storage.Node:
		return typeName{rank: 12, text: "NODE"}
	case *storage.Edge:
		return typeName{rank: 13, text: "RELATIONSHIP"}
	case map[string]any:
		return typeName{rank: 14, text: "MAP"}
	case []any:
		return typeName{rank: 15, text: "LIST", inner: w.typesOf(v)}
	case *Path:
		return typeName{rank: 16, text: "PATH"}
	}
	panic("internal error: no type for " + KindName(v))
}

// typesOf lists the types of a list's elements; null is no type of its own beside
// others, but makes them nullable.
func (w Operations) typesOf(list []any) []typeName {
	w.Must(len(list))
	var types []typeName
	nulls := false
	for _, v := range list {
		if v == nil {
			nulls = true
			continue
		}
		types = append(types, w.typeOfValue(v))
	}
	switch {
	case len(types) == 0 && nulls:
		return []typeName{w.typeOfValue(nil)}
	case len(types) == 0:
		return []typeName{{rank: nothingRank, text: "NOTHING"}}
	}
	for i := range types {
		types[i].nulls = nulls
	}
	slices.SortFunc(types, compareTypes)
	types = slices.CompactFunc(types, func(a, b typeName) bool { return compareTypes(a, b) == 0 })
	w.Must(len(types) * len(types))
	all := slices.Clone(types)
	return slices.DeleteFunc(types, func(t typeName) bool {
		return slices.ContainsFunc(all, func(u typeName) bool { return compareTypes(t, u) != 0 && t.within(u) })
	})
}

// within reports whether every value of the one type is one of the other.
func (t typeName) within(u typeName) bool {
	switch {
	case t.rank == nothingRank:
		return true
	case t.rank == nullRank:
		return u.nulls || u.rank == nullRank
	case t.rank != u.rank || t.nulls && !u.nulls:
		return false
	}
	for _, e := range t.inner {
		if !slices.ContainsFunc(u.inner, e.within) {
			return false
		}
	}
	return true
}
