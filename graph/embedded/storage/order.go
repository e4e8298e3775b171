package storage

import (
	"cmp"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// The kinds of values that a property can hold, in the sequence of ORDER BY. The
// numbers between are of kinds that only a row can hold.
const (
	listRank          = 4
	momentRank        = 6
	localDateTimeRank = 7
	dateRank          = 8
	timeRank          = 9
	localTimeRank     = 10
	durationRank      = 11
	stringRank        = 12
	boolRank          = 13
	numberRank        = 14
	nullRank          = 15
)

// Rank is the place of the kind of a property's value in ORDER BY; nullRank for
// nil and whatever no property can be.
func Rank(v any) int {
	switch v.(type) {
	case string:
		return stringRank
	case int64, float64:
		return numberRank
	case bool:
		return boolRank
	case []any:
		return listRank
	case graph.Date:
		return dateRank
	case time.Time:
		return momentRank
	case graph.LocalDateTime:
		return localDateTimeRank
	case graph.Time:
		return timeRank
	case graph.LocalTime:
		return localTimeRank
	case graph.Duration:
		return durationRank
	}
	return nullRank
}

// Order compares any two values of properties for ORDER BY: a total order over all
// kinds, in which NaN is the greatest number and nil the greatest of all.
func Order(a, b any) int {
	if x, text := a.(string); text {
		if y, text := b.(string); text {
			return strings.Compare(x, y)
		}
	}
	if c := cmp.Compare(Rank(a), Rank(b)); c != 0 {
		return c
	}
	switch x := a.(type) {
	case nil:
		return 0
	case int64, float64:
		return orderNumbers(a, b)
	case bool:
		switch y := b.(bool); {
		case x == y:
			return 0
		case x:
			return 1
		}
		return -1
	case []any:
		return orderLists(x, b.([]any))
	}
	c, _ := temporal.Compare(a, b)
	return c
}

func orderNumbers(a, b any) int {
	switch x := a.(type) {
	case int64:
		if y, whole := b.(int64); whole {
			return cmp.Compare(x, y)
		}
		return CompareIntFloat(x, b.(float64))
	case float64:
		y, real := b.(float64)
		switch {
		case !real:
			return -CompareIntFloat(b.(int64), x)
		case x != x && y != y:
			return 0
		case x != x:
			return 1
		case y != y:
			return -1
		}
		return cmp.Compare(x, y)
	}
	panic("internal error: no number")
}

func orderLists(x, y []any) int {
	for i := range min(len(x), len(y)) {
		if c := Order(x[i], y[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(x), len(y))
}

// lined reports whether < and > compare values of a kind, always, and as
// Order does but for NaN.
func lined(rank int) bool {
	return rank != nullRank && rank != listRank && rank != durationRank
}
