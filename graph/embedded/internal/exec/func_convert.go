package exec

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

var conversionFunctions = []function{
	{check.Function{Name: "toString", Min: 1, Max: 1, Result: check.String}, false, toString},
	{check.Function{Name: "toStringOrNull", Min: 1, Max: 1, Result: check.String}, false, orNull(toString)},
	{check.Function{Name: "toInteger", Min: 1, Max: 1, Result: check.Integer}, false, toInteger},
	{check.Function{Name: "toIntegerOrNull", Min: 1, Max: 1, Result: check.Integer}, false, orNull(toInteger)},
	{check.Function{Name: "toFloat", Min: 1, Max: 1, Result: check.Float}, false, toFloat},
	{check.Function{Name: "toFloatOrNull", Min: 1, Max: 1, Result: check.Float}, false, orNull(toFloat)},
	{check.Function{Name: "toBoolean", Min: 1, Max: 1, Result: check.Boolean}, false, toBoolean},
	{check.Function{Name: "toBooleanOrNull", Min: 1, Max: 1, Result: check.Boolean}, false, orNull(toBoolean)},
	{check.Function{Name: "toStringList", Min: 1, Max: 1, Args: []check.Kind{check.List}, Result: check.List}, false, listOf("toStringList()", toString)},
	{check.Function{Name: "toIntegerList", Min: 1, Max: 1, Args: []check.Kind{check.List}, Result: check.List}, false, listOf("toIntegerList()", toInteger)},
	{check.Function{Name: "toFloatList", Min: 1, Max: 1, Args: []check.Kind{check.List}, Result: check.List}, false, listOf("toFloatList()", toFloat)},
	{check.Function{Name: "toBooleanList", Min: 1, Max: 1, Args: []check.Kind{check.List}, Result: check.List}, false, listOf("toBooleanList()", toBoolean)},
	{check.Function{Name: "valueType", Min: 1, Max: 1, Result: check.String}, true, valueType},
}

// orNull gives null where f gives an error.
func orNull(f func(*Run, []any) (any, error)) func(*Run, []any) (any, error) {
	return func(x *Run, args []any) (any, error) {
		v, err := f(x, args)
		if err != nil {
			return nil, nil
		}
		return v, nil
	}
}

// listOf converts the elements of a list; what cannot be converted becomes null.
func listOf(name string, f func(*Run, []any) (any, error)) func(*Run, []any) (any, error) {
	return func(x *Run, args []any) (any, error) {
		list, err := listArg(name, args[0])
		if err != nil {
			return nil, err
		}
		out := make([]any, len(list))
		for i, v := range list {
			if v != nil {
				out[i], _ = orNull(f)(x, []any{v})
			}
		}
		return out, nil
	}
}

func toString(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64, float64:
		return value.TextOf(v), nil
	}
	if s, ok := value.TemporalText(args[0]); ok {
		return s, nil
	}
	return nil, value.WrongKind("toString()", "a number, a string, a boolean or a temporal value", args[0])
}

func toInteger(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return v, nil
	case float64:
		return value.Saturated(v), nil
	case bool:
		if v {
			return int64(1), nil
		}
		return int64(0), nil
	case string:
		s := v
		n, err := strconv.ParseInt(s, 10, 64)
		if err == nil {
			return n, nil
		}
		f, ok := value.ParseFloat(s)
		if errors.Is(err, strconv.ErrRange) || ok && math.Abs(f) >= 1<<63 {
			return nil, value.NewError("TypeError", "toInteger(): "+s+" is too large")
		}
		if ok {
			return int64(f), nil
		}
		return nil, nil
	}
	return nil, value.WrongKind("toInteger()", "a number, a string or a boolean", args[0])
}

func toFloat(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return float64(v), nil
	case float64:
		return v, nil
	case string:
		if f, ok := value.JavaFloat(strings.TrimFunc(v, value.IsControl)); ok {
			return f, nil
		}
		return nil, nil
	}
	return nil, value.WrongKind("toFloat()", "a number or a string", args[0])
}

func toBoolean(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case bool:
		return v, nil
	case int64:
		return v != 0, nil
	case string:
		switch strings.ToLower(strings.TrimFunc(v, value.IsControl)) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return nil, nil
	}
	return nil, value.WrongKind("toBoolean()", "a string, an integer or a boolean", args[0])
}

func valueType(x *Run, args []any) (any, error) { return x.TypeName(args[0]), nil }
