package temporal

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// secondsPerMonth is the average month: a 400 year cycle has 146,097 days.
const secondsPerMonth = 2629746

// DurationOf makes a duration from ISO 8601 text or a map of amounts.
func DurationOf(from any) (graph.Duration, error) {
	switch from := from.(type) {
	case graph.Duration:
		return from, nil
	case string:
		return ParseDuration(from)
	case Fields:
		return buildDuration(from)
	}
	return graph.Duration{}, fmt.Errorf("a duration is made from text or a map, not from %T", from)
}

// amounts are the parts of a duration as exact fractions.
type amounts struct{ months, days, seconds, nanos big.Rat }

// durationUnits are the components of a duration: which part they count into,
// and how much.
var durationUnits = [...]struct {
	name string
	part func(*amounts) *big.Rat
	size int64
}{
	{"years", func(a *amounts) *big.Rat { return &a.months }, 12},
	{"quarters", func(a *amounts) *big.Rat { return &a.months }, 3},
	{"months", func(a *amounts) *big.Rat { return &a.months }, 1},
	{"weeks", func(a *amounts) *big.Rat { return &a.days }, 7},
	{"days", func(a *amounts) *big.Rat { return &a.days }, 1},
	{"hours", func(a *amounts) *big.Rat { return &a.seconds }, 3600},
	{"minutes", func(a *amounts) *big.Rat { return &a.seconds }, 60},
	{"seconds", func(a *amounts) *big.Rat { return &a.seconds }, 1},
	{"milliseconds", func(a *amounts) *big.Rat { return &a.nanos }, 1e6},
	{"microseconds", func(a *amounts) *big.Rat { return &a.nanos }, 1e3},
	{"nanoseconds", func(a *amounts) *big.Rat { return &a.nanos }, 1},
}

func buildDuration(f Fields) (graph.Duration, error) {
	var a amounts
	known := 0
	for _, u := range durationUnits {
		v, ok := f[u.name]
		if !ok {
			continue
		}
		known++
		r, err := exact(v)
		if err != nil {
			return graph.Duration{}, fmt.Errorf("a duration cannot be made: %s: %w", u.name, err)
		}
		part := u.part(&a)
		part.Add(part, r.Mul(r, new(big.Rat).SetInt64(u.size)))
	}
	if known != len(f) {
		return graph.Duration{}, fmt.Errorf("a duration is made from years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds and nanoseconds")
	}
	return a.duration()
}

// exact is a number as a fraction; a float is what its shortest decimal says.
func exact(v any) (*big.Rat, error) {
	switch v := v.(type) {
	case int64:
		return new(big.Rat).SetInt64(v), nil
	case float64:
		if r, ok := new(big.Rat).SetString(fmt.Sprint(v)); ok && math.Abs(v) < 1e19 {
			return r, nil
		}
	}
	return nil, fmt.Errorf("%v is not a number that can be counted", v)
}

// carry takes the whole part of r and returns what is left.
func carry(r *big.Rat) (whole *big.Int, rest *big.Rat) {
	whole = new(big.Int).Quo(r.Num(), r.Denom())
	return whole, new(big.Rat).Sub(r, new(big.Rat).SetInt(whole))
}

// duration carries fractions down: of months to days and seconds by the average
// month, of days to seconds by 24 hours.
func (a *amounts) duration() (graph.Duration, error) {
	months, rest := carry(&a.months)
	seconds := rest.Mul(rest, new(big.Rat).SetInt64(secondsPerMonth))
	days := new(big.Rat).Add(&a.days, seconds.Quo(seconds, new(big.Rat).SetInt64(secondsPerDay)))
	wholeDays, rest := carry(days)
	seconds = rest.Mul(rest, new(big.Rat).SetInt64(secondsPerDay))
	wholeSeconds, rest := carry(seconds.Add(seconds, &a.seconds))
	nanos, _ := carry(rest.Add(rest.Mul(rest, new(big.Rat).SetInt64(1e9)), &a.nanos))
	more, nanos := new(big.Int).DivMod(nanos, big.NewInt(1e9), new(big.Int))
	wholeSeconds.Add(wholeSeconds, more)
	if !months.IsInt64() || !wholeDays.IsInt64() || !wholeSeconds.IsInt64() {
		return graph.Duration{}, fmt.Errorf("the duration is too long")
	}
	return graph.Duration{Months: months.Int64(), Days: wholeDays.Int64(), Seconds: wholeSeconds.Int64(), Nanos: nanos.Int64()}, nil
}

// ParseDuration reads P1Y2M3W4DT5H6M7.8S, any part of which may be absent,
// negative or have decimals, or the form P2012-02-02T14:37:21.545.
func ParseDuration(text string) (graph.Duration, error) {
	sign := int64(1)
	body := text
	if strings.HasPrefix(body, "-") || strings.HasPrefix(body, "+") {
		if body[0] == '-' {
			sign = -1
		}
		body = body[1:]
	}
	body, ok := strings.CutPrefix(body, "P")
	date, clock, hasClock := strings.Cut(body, "T")
	if !ok || body == "" || hasClock && clock == "" {
		return graph.Duration{}, fmt.Errorf("%q is not a duration as P1Y2M3DT4H5M6S", text)
	}
	var a amounts
	if !a.asDate(date, clock) {
		a = amounts{}
		if !a.parts(date, "YMWD", 0, sign) || !a.parts(clock, "HMS", 5, sign) {
			return graph.Duration{}, fmt.Errorf("%q is not a duration as P1Y2M3DT4H5M6S", text)
		}
	}
	return a.duration()
}

// parts reads amounts with their letters, in order. first is the place of the
// first letter in durationUnits, where quarters are passed over.
func (a *amounts) parts(text, letters string, first int, sign int64) bool {
	units := durationUnits[first:]
	if first == 0 {
		units = append(append(units[:0:0], durationUnits[0]), durationUnits[2:]...)
	}
	for text != "" {
		end := strings.IndexAny(text, letters)
		if end < 0 {
			return false
		}
		r, ok := decimal(text[:end])
		if !ok {
			return false
		}
		i := strings.IndexByte(letters, text[end])
		part := units[i].part(a)
		part.Add(part, r.Mul(r, new(big.Rat).SetInt64(units[i].size*sign)))
		letters, units, text = letters[i+1:], units[i+1:], text[end+1:]
	}
	return true
}

// decimal reads a decimal number.
func decimal(text string) (*big.Rat, bool) {
	digits := strings.TrimLeft(strings.ReplaceAll(text, ",", "."), "+-")
	if digits == "" || len(text) > 40 || len(text)-len(digits) > 1 || strings.Trim(digits, "0123456789.") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(strings.ReplaceAll(text, ",", "."))
}

// asDate reads the form that looks like a date and a time.
func (a *amounts) asDate(date, clock string) bool {
	d := strings.Split(date, "-")
	if len(d) != 3 || len(d[0]) != 4 || len(d[1]) != 2 || len(d[2]) != 2 {
		return false
	}
	for i, part := range []*big.Rat{&a.months, &a.months, &a.days} {
		n, ok := number(d[i])
		if !ok {
			return false
		}
		if i == 0 {
			n *= 12
		}
		part.Add(part, new(big.Rat).SetInt64(n))
	}
	if clock == "" {
		return true
	}
	c, err := parseClock(clock)
	a.nanos.SetInt64(int64(c))
	return err == nil
}
