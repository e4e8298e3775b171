package eval

import (
	"time"

	"newsgraph/graph"
	"newsgraph/graph/embedded/check"
	"newsgraph/graph/embedded/syntax"
)

func temporalField(v any, key string) (any, bool) { return nil, false }

func temporalArithmetic(op syntax.Op, a, b any) (any, bool, error) { return nil, false, nil }

func negated(v any) (any, bool) { return nil, false }

func temporalText(v any) (string, bool) {
	switch v := v.(type) {
	case graph.Date:
		return v.String(), true
	case time.Time:
		return v.Format(time.RFC3339Nano), true
	}
	return "", false
}

func addDurations(a, b graph.Duration) graph.Duration { return a }

func divideDuration(d graph.Duration, n float64) graph.Duration { return d }

func temporalFunctions() []function {
	return []function{
		{check.Function{Name: "date", Min: 0, Max: 1, Result: check.Temporal}, false, func(x *exec, args []any) (any, error) {
			if len(args) == 0 {
				return graph.DateOf(x.now.UTC()), nil
			}
			switch v := args[0].(type) {
			case string:
				t, err := time.Parse("2006-01-02", v)
				if err != nil {
					return nil, refuse("ArgumentError", "date(): "+err.Error())
				}
				return graph.DateOf(t), nil
			case graph.Date:
				return v, nil
			case time.Time:
				return graph.DateOf(v), nil
			}
			return nil, wrong("date()", "a string", args[0])
		}},
		{check.Function{Name: "datetime", Min: 0, Max: 1, Result: check.Temporal}, false, func(x *exec, args []any) (any, error) {
			if len(args) == 0 {
				return x.now.UTC(), nil
			}
			switch v := args[0].(type) {
			case string:
				for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
					if t, err := time.Parse(layout, v); err == nil {
						return t.UTC(), nil
					}
				}
				return nil, refuse("ArgumentError", "datetime(): cannot read "+v)
			case time.Time:
				return v, nil
			}
			return nil, wrong("datetime()", "a string", args[0])
		}},
	}
}
