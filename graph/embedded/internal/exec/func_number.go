package exec

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

// real makes a function of one number that gives a float.
func real(name string, f func(float64) float64) function {
	return function{check.Function{Name: name, Min: 1, Max: 1, Args: []check.Kind{check.Number}, Result: check.Float}, false,
		func(_ *Run, args []any) (any, error) {
			v, ok := value.AsFloat(args[0])
			if !ok {
				return nil, value.WrongKind(name+"()", "a number", args[0])
			}
			return f(v), nil
		}}
}

func constantFunction(name string, v float64) function {
	return function{check.Function{Name: name, Result: check.Float}, false, func(*Run, []any) (any, error) { return v, nil }}
}

var numberFunctions = []function{
	{check.Function{Name: "abs", Min: 1, Max: 1, Args: []check.Kind{check.Number}, Result: check.Number}, false, abs},
	{check.Function{Name: "sign", Min: 1, Max: 1, Args: []check.Kind{check.Number}, Result: check.Integer}, false, sign},
	{check.Function{Name: "round", Min: 1, Max: 3, Args: []check.Kind{check.Number, check.Number, check.String}, Result: check.Float}, false, round},
	{check.Function{Name: "rand", Result: check.Float, Volatile: true}, false, random},
	{check.Function{Name: "randomUUID", Result: check.String, Volatile: true}, false, randomUUID},
	{check.Function{Name: "atan2", Min: 2, Max: 2, Args: []check.Kind{check.Number, check.Number}, Result: check.Float}, false, atan2},
	{check.Function{Name: "isNaN", Min: 1, Max: 1, Args: []check.Kind{check.Number}, Result: check.Boolean}, false, isNaN},
	real("ceil", math.Ceil), real("floor", math.Floor), real("sqrt", math.Sqrt), real("exp", math.Exp),
	real("log", math.Log), real("log10", math.Log10),
	real("sin", math.Sin), real("cos", math.Cos), real("tan", math.Tan), real("cot", func(f float64) float64 { return 1 / math.Tan(f) }),
	real("asin", math.Asin), real("acos", math.Acos), real("atan", math.Atan),
	real("sinh", math.Sinh), real("cosh", math.Cosh), real("tanh", math.Tanh),
	real("haversin", func(f float64) float64 { return (1 - math.Cos(f)) / 2 }),
	real("degrees", func(f float64) float64 { return f * 180 / math.Pi }),
	real("radians", func(f float64) float64 { return f * math.Pi / 180 }),
	constantFunction("pi", math.Pi), constantFunction("e", math.E),
}

func abs(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return max(v, -v), nil // the least integer stays what it is, as in Java
	case float64:
		return math.Abs(v), nil
	}
	return nil, value.WrongKind("abs()", "a number", args[0])
}

func sign(_ *Run, args []any) (any, error) {
	f, ok := value.AsFloat(args[0])
	switch {
	case !ok:
		return nil, value.WrongKind("sign()", "a number", args[0])
	case f > 0:
		return int64(1), nil
	case f < 0:
		return int64(-1), nil
	}
	return int64(0), nil
}

func isNaN(_ *Run, args []any) (any, error) {
	f, ok := value.AsFloat(args[0])
	if !ok {
		return nil, value.WrongKind("isNaN()", "a number", args[0])
	}
	return f != f, nil
}

func atan2(_ *Run, args []any) (any, error) {
	y, ok := value.AsFloat(args[0])
	x, ok2 := value.AsFloat(args[1])
	if !ok || !ok2 {
		return nil, value.WrongKind("atan2()", "numbers", args[0])
	}
	return math.Atan2(y, x), nil
}

// round is round(x), round(x, digits) and round(x, digits, mode). Without a mode
// a half goes up, as in Neo4j.
func round(_ *Run, args []any) (any, error) {
	f, ok := value.AsFloat(args[0])
	if !ok {
		return nil, value.WrongKind("round()", "a number", args[0])
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return f, nil
	}
	if len(args) == 1 {
		return float64(value.Nearest(f)), nil
	}
	digits, ok := value.AsFloat(args[1])
	if !ok || digits < 0 || digits > 300 {
		return nil, value.NewError("ArgumentError", "round() needs a number of digits that is not negative")
	}
	mode := "HALF_UP"
	if len(args) == 3 {
		if mode, ok = args[2].(string); !ok {
			return nil, value.WrongKind("round()", "the name of a mode", args[2])
		}
	}
	return value.Rounded(f, int(digits), mode)
}

func random(*Run, []any) (any, error) {
	var b [8]byte
	rand.Read(b[:])
	return float64(binary.LittleEndian.Uint64(b[:])>>11) / (1 << 53), nil
}

func randomUUID(*Run, []any) (any, error) {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
