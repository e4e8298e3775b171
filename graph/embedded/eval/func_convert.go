package eval

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
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
func orNull(f func(*exec, []any) (any, error)) func(*exec, []any) (any, error) {
	return func(x *exec, args []any) (any, error) {
		v, err := f(x, args)
		if err != nil {
			return nil, nil
		}
		return v, nil
	}
}

// listOf converts the elements of a list; what cannot be converted becomes null.
func listOf(name string, f func(*exec, []any) (any, error)) func(*exec, []any) (any, error) {
	return func(x *exec, args []any) (any, error) {
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

// textOf writes a number as Cypher shows it.
func textOf(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return floatText(v)
	}
	panic("internal error: the text of " + kindName(v))
}

// floatText writes a float as Java does: with a point, and an exponent below
// 10^-3 and from 10^7 on.
func floatText(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	if a := math.Abs(f); f != 0 && (a < 1e-3 || a >= 1e7) {
		s := strconv.FormatFloat(f, 'E', -1, 64)
		digits, exponent, _ := strings.Cut(s, "E")
		if !strings.Contains(digits, ".") {
			digits += ".0"
		}
		n, _ := strconv.Atoi(exponent)
		return digits + "E" + strconv.Itoa(n)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

func toString(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case string:
		return v, nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64, float64:
		return textOf(v), nil
	}
	if s, ok := temporalText(args[0]); ok {
		return s, nil
	}
	return nil, wrong("toString()", "a number, a string, a boolean or a temporal value", args[0])
}

func toInteger(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return v, nil
	case float64:
		return saturated(v), nil
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
		f, ok := parseFloat(s)
		if errors.Is(err, strconv.ErrRange) || ok && math.Abs(f) >= 1<<63 {
			return nil, refuse("TypeError", "toInteger(): "+s+" is too large")
		}
		if ok {
			return int64(f), nil
		}
		return nil, nil
	}
	return nil, wrong("toInteger()", "a number, a string or a boolean", args[0])
}

// parseFloat reads a decimal number; words like "inf" and hexadecimals are none.
// One that is too large is infinite.
func parseFloat(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || errors.Is(err, strconv.ErrRange)
}

// javaFloat reads what Java takes for a float: also the words NaN and Infinity,
// and a number with one of Java's letters for its type behind.
func javaFloat(s string) (float64, bool) {
	switch s {
	case "NaN", "+NaN", "-NaN":
		return math.NaN(), true
	case "Infinity", "+Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	if n := len(s); n > 1 && strings.IndexByte("dDfF", s[n-1]) >= 0 {
		s = s[:n-1]
	}
	if strings.ContainsAny(s, "xX") && strings.ContainsAny(s, "pP") && !strings.Contains(s, "_") {
		f, err := strconv.ParseFloat(s, 64)
		return f, err == nil || errors.Is(err, strconv.ErrRange)
	}
	return parseFloat(s)
}

func toFloat(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return float64(v), nil
	case float64:
		return v, nil
	case string:
		if f, ok := javaFloat(strings.TrimFunc(v, isControl)); ok {
			return f, nil
		}
		return nil, nil
	}
	return nil, wrong("toFloat()", "a number or a string", args[0])
}

func toBoolean(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case bool:
		return v, nil
	case int64:
		return v != 0, nil
	case string:
		switch strings.ToLower(strings.TrimFunc(v, isControl)) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return nil, nil
	}
	return nil, wrong("toBoolean()", "a string, an integer or a boolean", args[0])
}
