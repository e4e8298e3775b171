package value

import (
	"errors"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// TextOf writes a number as Cypher shows it.
func TextOf(v any) string {
	switch v := v.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return floatText(v)
	}
	panic("internal error: the text of " + KindName(v))
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

// ParseFloat reads a decimal number; words like "inf" and hexadecimals are none.
// One that is too large is infinite.
func ParseFloat(s string) (float64, bool) {
	if s == "" || strings.Trim(s, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil || errors.Is(err, strconv.ErrRange)
}

// JavaFloat reads what Java takes for a float: also the words NaN and Infinity,
// and a number with one of Java's letters for its type behind.
func JavaFloat(s string) (float64, bool) {
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
	return ParseFloat(s)
}

// Nearest is Java's Math.round: a half goes up, and what no integer of 64 bits
// can be becomes the nearest that can.
func Nearest(f float64) int64 {
	whole := math.Floor(f)
	if f-whole >= 0.5 {
		whole++
	}
	return Saturated(whole)
}

// Saturated turns a float into an integer as Java does: cut off, within the
// bounds of 64 bits, and 0 for what is no number.
func Saturated(f float64) int64 {
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

// Rounded rounds the decimal that a float is written as, not its binary value.
func Rounded(f float64, digits int, mode string) (any, error) {
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(math.Abs(f), 'f', -1, 64))
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	exact.Mul(exact, new(big.Rat).SetInt(scale))
	whole := new(big.Int).Quo(exact.Num(), exact.Denom())
	rest := exact.Sub(exact, new(big.Rat).SetInt(whole))
	up, ok := roundsUp(mode, f < 0, rest.Sign() == 0, rest.Cmp(big.NewRat(1, 2)), whole.Bit(0) == 1)
	if !ok {
		return nil, NewError("ArgumentError", "round() does not know the mode "+mode)
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
