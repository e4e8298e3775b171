package eval

import (
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/temporal"
)

func temporalField(v any, key string) (any, bool) {
	if rank(v) < rank(time.Time{}) || rank(v) > rank(graph.Duration{}) {
		return nil, false
	}
	return temporal.Component(v, key)
}

// temporalText is toString of a temporal value: as the package temporal writes it,
// but always with seconds, as Neo4j does.
func temporalText(v any) (string, bool) {
	text, ok := temporal.Format(v)
	if _, day := v.(graph.Date); day || !ok || !isTemporal(v) {
		return text, ok
	}
	at := strings.IndexByte(text, ':') + 3
	if at < len(text) && text[at] == ':' {
		return text, ok
	}
	return text[:at] + ":00" + text[at:], ok
}

func negated(v any) (any, bool) {
	d, ok := v.(graph.Duration)
	if !ok {
		return nil, false
	}
	return temporal.Negate(d), true
}

// temporalArithmetic adds and takes away durations and scales them; ok is false
// if the operands are not for it.
func temporalArithmetic(op syntax.Op, a, b any) (v any, ok bool, err error) {
	d, left := a.(graph.Duration)
	e, right := b.(graph.Duration)
	switch {
	case op == syntax.Add && left && right:
		return temporal.AddDurations(d, e), true, nil
	case op == syntax.Sub && left && right:
		return temporal.AddDurations(d, temporal.Negate(e)), true, nil
	case op == syntax.Mul && left && isNumber(b):
		v, err = temporal.Scale(d, b, false)
		return v, true, argument(err)
	case op == syntax.Mul && right && isNumber(a):
		v, err = temporal.Scale(e, a, false)
		return v, true, argument(err)
	case op == syntax.Div && left && isNumber(b):
		v, err = temporal.Scale(d, b, true)
		return v, true, argument(err)
	case right && isTemporal(a) && op == syntax.Add:
		v, err = temporal.Add(a, e)
		return v, true, argument(err)
	case right && isTemporal(a) && op == syntax.Sub:
		v, err = temporal.Add(a, temporal.Negate(e))
		return v, true, argument(err)
	case left && isTemporal(b) && op == syntax.Add:
		v, err = temporal.Add(b, d)
		return v, true, argument(err)
	}
	return nil, false, nil
}

// isTemporal reports whether v marks a point in time.
func isTemporal(v any) bool { return rank(v) >= rank(time.Time{}) && rank(v) < rank(graph.Duration{}) }

// argument makes an error of the temporal package one of a statement.
func argument(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: "ArgumentError", Msg: err.Error()}
}

func addDurations(a, b graph.Duration) graph.Duration { return temporal.AddDurations(a, b) }

func divideDuration(d graph.Duration, n float64) (any, error) {
	v, err := temporal.Scale(d, n, true)
	return v, argument(err)
}

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
		function{check.Function{Name: "timestamp", Result: check.Integer}, false, func(x *exec, _ []any) (any, error) { return x.now.UnixMilli(), nil }},
		function{check.Function{Name: "duration", Min: 1, Max: 1, Result: check.Duration}, false, func(_ *exec, args []any) (any, error) {
			if d, ok := args[0].(graph.Duration); ok {
				return d, nil
			}
			d, err := temporal.DurationOf(args[0])
			return d, argument(err)
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
	return function{check.Function{Name: "duration." + m.name, Min: 2, Max: 2, Result: check.Duration}, false, func(_ *exec, args []any) (any, error) {
		d, err := m.f(args[0], args[1])
		return d, argument(err)
	}}
}

func construction(k temporal.Kind) function {
	return function{check.Function{Name: k.String(), Max: 1, Result: check.Temporal}, false, func(x *exec, args []any) (any, error) {
		if len(args) == 0 {
			return temporal.Now(k, x.now.UTC()), nil
		}
		v, err := temporal.Of(k, args[0], x.now.UTC())
		return v, argument(err)
	}}
}

// clockFunction is date.statement() and so on. A statement has one moment, and
// ours is also that of its transaction.
func clockFunction(k temporal.Kind, clock string) function {
	return function{check.Function{Name: k.String() + "." + clock, Max: 1, Result: check.Temporal}, false, func(x *exec, args []any) (any, error) {
		now := x.now.UTC()
		if clock == "realtime" {
			now = time.Now().UTC()
		}
		if len(args) == 1 {
			name, ok := args[0].(string)
			if !ok {
				return nil, wrong(k.String()+"."+clock+"()", "the name of a zone", args[0])
			}
			zone, err := temporal.Zone(name)
			if err != nil {
				return nil, argument(err)
			}
			now = now.In(zone)
		}
		return temporal.Now(k, now), nil
	}}
}

func truncation(k temporal.Kind) function {
	return function{check.Function{Name: k.String() + ".truncate", Min: 1, Max: 3, Result: check.Temporal}, false, func(x *exec, args []any) (any, error) {
		unit, ok := args[0].(string)
		if !ok {
			return nil, wrong(k.String()+".truncate()", "the name of a unit", args[0])
		}
		var from any = x.now.UTC()
		if len(args) > 1 {
			from = args[1]
		}
		var fields map[string]any
		if len(args) > 2 {
			if fields, ok = args[2].(map[string]any); !ok {
				return nil, wrong(k.String()+".truncate()", "a map", args[2])
			}
		}
		v, err := temporal.Truncate(k, unit, from, fields, time.UTC)
		return v, argument(err)
	}}
}

func fromEpoch(_ *exec, args []any) (any, error) {
	s, ok := args[0].(int64)
	n, ok2 := args[1].(int64)
	if !ok || !ok2 {
		return nil, wrong("datetime.fromEpoch()", "integers", args[0])
	}
	return temporal.FromEpoch(s, n), nil
}

func fromEpochMillis(_ *exec, args []any) (any, error) {
	ms, ok := args[0].(int64)
	if !ok {
		return nil, wrong("datetime.fromEpochMillis()", "an integer", args[0])
	}
	return temporal.FromEpochMillis(ms), nil
}
