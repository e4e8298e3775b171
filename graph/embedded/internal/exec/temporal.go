package exec

import (
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

// temporalFunctions are the functions of every temporal type and those of
// durations.
func temporalFunctions() []function {
	var list []function
	for _, k := range []temporal.Kind{temporal.Date, temporal.LocalTime, temporal.Time, temporal.LocalDateTime, temporal.DateTime} {
		list = append(list, construction(k), truncation(k))
		for _, clock := range []string{"transaction", "statement", "realtime"} {
			list = append(list, clockFunction(k, clock))
		}
	}
	list = append(list,
		function{check.Function{Name: "datetime.fromEpoch", Min: 2, Max: 2, Result: check.Temporal}, false, fromEpoch},
		function{check.Function{Name: "datetime.fromEpochMillis", Min: 1, Max: 1, Result: check.Temporal}, false, fromEpochMillis},
		function{check.Function{Name: "timestamp", Result: check.Integer}, false, func(x *Run, _ []any) (any, error) { return x.now.UnixMilli(), nil }},
		function{check.Function{Name: "duration", Min: 1, Max: 1, Result: check.Duration}, false, func(_ *Run, args []any) (any, error) {
			if d, ok := args[0].(graph.Duration); ok {
				return d, nil
			}
			d, err := temporal.DurationOf(args[0])
			return d, value.ArgumentError(err)
		}})
	for _, m := range []measure{{"between", temporal.Between}, {"inMonths", temporal.InMonths}, {"inDays", temporal.InDays}, {"inSeconds", temporal.InSeconds}} {
		list = append(list, m.function())
	}
	return list
}

// measure is a function of the time between two values.
type measure struct {
	name string
	f    func(from, to any) (graph.Duration, error)
}

func (m measure) function() function {
	return function{check.Function{Name: "duration." + m.name, Min: 2, Max: 2, Result: check.Duration}, false, func(_ *Run, args []any) (any, error) {
		d, err := m.f(args[0], args[1])
		return d, value.ArgumentError(err)
	}}
}

func construction(k temporal.Kind) function {
	return function{check.Function{Name: k.String(), Max: 1, Result: check.Temporal}, false, func(x *Run, args []any) (any, error) {
		if len(args) == 0 {
			return temporal.Now(k, x.now.UTC()), nil
		}
		v, err := temporal.Of(k, args[0], x.now.UTC())
		return v, value.ArgumentError(err)
	}}
}

// clockFunction is date.statement() and so on. A statement has one moment, and
// ours is also that of its transaction.
func clockFunction(k temporal.Kind, clock string) function {
	return function{check.Function{Name: k.String() + "." + clock, Max: 1, Result: check.Temporal}, false, func(x *Run, args []any) (any, error) {
		now := x.now.UTC()
		if clock == "realtime" {
			now = time.Now().UTC()
		}
		if len(args) == 1 {
			name, ok := args[0].(string)
			if !ok {
				return nil, value.WrongKind(k.String()+"."+clock+"()", "the name of a zone", args[0])
			}
			zone, err := temporal.Zone(name)
			if err != nil {
				return nil, value.ArgumentError(err)
			}
			now = now.In(zone)
		}
		return temporal.Now(k, now), nil
	}}
}

func truncation(k temporal.Kind) function {
	return function{check.Function{Name: k.String() + ".truncate", Min: 1, Max: 3, Result: check.Temporal}, false, func(x *Run, args []any) (any, error) {
		unit, ok := args[0].(string)
		if !ok {
			return nil, value.WrongKind(k.String()+".truncate()", "the name of a unit", args[0])
		}
		var from any = x.now.UTC()
		if len(args) > 1 {
			from = args[1]
		}
		var fields map[string]any
		if len(args) > 2 {
			if fields, ok = args[2].(map[string]any); !ok {
				return nil, value.WrongKind(k.String()+".truncate()", "a map", args[2])
			}
		}
		v, err := temporal.Truncate(k, unit, from, fields, time.UTC)
		return v, value.ArgumentError(err)
	}}
}

func fromEpoch(_ *Run, args []any) (any, error) {
	s, ok := args[0].(int64)
	n, ok2 := args[1].(int64)
	if !ok || !ok2 {
		return nil, value.WrongKind("datetime.fromEpoch()", "integers", args[0])
	}
	return temporal.FromEpoch(s, n), nil
}

func fromEpochMillis(_ *Run, args []any) (any, error) {
	ms, ok := args[0].(int64)
	if !ok {
		return nil, value.WrongKind("datetime.fromEpochMillis()", "an integer", args[0])
	}
	return temporal.FromEpochMillis(ms), nil
}
