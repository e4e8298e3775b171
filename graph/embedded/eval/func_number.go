package eval

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
)

// real makes a function of one number that gives a float.
func real(name string, f func(float64) float64) function {
	return function{check.Function{Name: name, Min: 1, Max: 1, Args: []check.Kind{check.Number}, Result: check.Float}, false,
		func(_ *exec, args []any) (any, error) {
			v, ok := asFloat(args[0])
			if !ok {
				return nil, wrong(name+"()", "a number", args[0])
			}
			return f(v), nil
		}}
}

func constantFunction(name string, v float64) function {
	return function{check.Function{Name: name, Result: check.Float}, false, func(*exec, []any) (any, error) { return v, nil }}
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

func abs(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case int64:
		return max(v, -v), nil // the least integer stays what it is, as in Java
	case float64:
		return math.Abs(v), nil
	}
	return nil, wrong("abs()", "a number", args[0])
}

func sign(_ *exec, args []any) (any, error) {
	f, ok := asFloat(args[0])
	switch {
	case !ok:
		return nil, wrong("sign()", "a number", args[0])
	case f > 0:
		return int64(1), nil
	case f < 0:
		return int64(-1), nil
	}
	return int64(0), nil
}

func isNaN(_ *exec, args []any) (any, error) {
	f, ok := asFloat(args[0])
	if !ok {
		return nil, wrong("isNaN()", "a number", args[0])
	}
	return f != f, nil
}

func atan2(_ *exec, args []any) (any, error) {
	y, ok := asFloat(args[0])
	x, ok2 := asFloat(args[1])
	if !ok || !ok2 {
		return nil, wrong("atan2()", "numbers", args[0])
	}
	return math.Atan2(y, x), nil
}

// round is round(x), round(x, digits) and round(x, digits, mode). Without a mode
// a half goes up, as in Neo4j.
func round(_ *exec, args []any) (any, error) {
	f, ok := asFloat(args[0])
	if !ok {
		return nil, wrong("round()", "a number", args[0])
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return f, nil
	}
	if len(args) == 1 {
		return float64(nearest(f)), nil
	}
	digits, ok := asFloat(args[1])
	if !ok || digits < 0 || digits > 300 {
		return nil, refuse("ArgumentError", "round() needs a number of digits that is not negative")
	}
	mode := "HALF_UP"
	if len(args) == 3 {
		if mode, ok = args[2].(string); !ok {
			return nil, wrong("round()", "the name of a mode", args[2])
		}
	}
	return rounded(f, int(digits), mode)
}

// nearest is Java's Math.round: a half goes up, and what no integer of 64 bits
// can be becomes the nearest that can.
func nearest(f float64) int64 {
	whole := math.Floor(f)
	if f-whole >= 0.5 {
		whole++
	}
	return saturated(whole)
}

// saturated turns a float into an integer as Java does: cut off, within the
// bounds of 64 bits, and 0 for what is no number.
func saturated(f float64) int64 {
	switch {
	case f != f:
		return 0
	case f >= 1<<63:
		return math.MaxInt64
	case f <= -(1 << 63):
		return math.MinInt64
	}
	return int64(f)
}

// rounded rounds the decimal that a float is written as, not its binary value.
func rounded(f float64, digits int, mode string) (any, error) {
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(math.Abs(f), 'f', -1, 64))
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	exact.Mul(exact, new(big.Rat).SetInt(scale))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	rest := exact.Sub(exact, new(big.Rat).SetInt(whole))
	up, ok := roundsUp(mode, f < 0, rest.Sign() == 0, rest.Cmp(big.NewRat(1, 2)), whole.Bit(0) == 1)
	if !ok {
		return nil, refuse("ArgumentError", "round() does not know the mode "+mode)
	}
	if up {
		whole.Add(whole, big.NewInt(1))
	}
	r, _ := new(big.Rat).SetFrac(whole, scale).Float64()
	return math.Copysign(r, f), nil
}

// roundsUp reports whether the next larger absolute value is wanted; half compares
// what is left with a half.
func roundsUp(mode string, negative, exact bool, half int, odd bool) (up, known bool) {
	switch mode {
	case "UP":
		return !exact, true
	case "DOWN":
		return false, true
	case "CEILING":
		return !exact && !negative, true
	case "FLOOR":
		return !exact && negative, true
	case "HALF_UP":
		return half >= 0, true
	case "HALF_DOWN":
		return half > 0, true
	case "HALF_EVEN":
		return half > 0 || half == 0 && odd, true
	}
	return false, false
}

func random(*exec, []any) (any, error) {
	var b [8]byte
	rand.Read(b[:])
	return float64(binary.LittleEndian.Uint64(b[:])>>11) / (1 << 53), nil
}

func randomUUID(*exec, []any) (any, error) {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
