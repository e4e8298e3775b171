package value

import "math"

// Elements is the elements of a list, or of a range(), whose elements are made one
// by one when it is their turn.
type Elements struct {
	List []any // nil for a range
	From int64
	step int64
	N    int
}

// At returns the i-th element.
func (s *Elements) At(i int) any {
	if s.List != nil {
		return s.List[i]
	}
	return s.From + int64(i)*s.step
}

// Room is how much place to make beforehand for something of each element.
func (s *Elements) Room() int { return min(s.N, max(len(s.List), 1000)) }

// Holds is whether a value is in a range, as the operator IN says it.
func (s *Elements) Holds(v any) any {
	if v == nil && s.N > 0 {
		return nil
	}
	if f, ok := v.(float64); ok {
		i, whole := WholeFloat(f)
		if !whole {
			return false
		}
		v = i
	}
	i, ok := v.(int64)
	if !ok || s.step > 0 && i < s.From || s.step < 0 && i > s.From {
		return false
	}
	distance, step := uint64(i)-uint64(s.From), uint64(s.step)
	if s.step < 0 {
		distance, step = -distance, -step
	}
	return distance%step == 0 && distance/step < uint64(s.N)
}

// ElementsOf is the elements of a value that is a list.
func ElementsOf(list []any) Elements {
	if list == nil {
		list = []any{}
	}
	return Elements{List: list, N: len(list)}
}

// RangeOf is the elements of range() with these arguments.
func RangeOf(args []any) (Elements, error) {
	var n [3]int64
	n[2] = 1
	for i, a := range args {
		v, ok := a.(int64)
		if !ok {
			return Elements{}, &Error{Kind: "InvalidArgumentType", Msg: "range() needs integers, not " + KindName(a)}
		}
		n[i] = v
	}
	if n[2] == 0 {
		return Elements{}, NewError("NumberOutOfRange", "the step of range() must not be 0")
	}
	return Elements{From: n[0], step: n[2], N: int(min(rangeSize(n[0], n[1], n[2]), math.MaxInt))}, nil
}

// rangeSize is how many numbers there are from one to another by a step.
func rangeSize(from, to, step int64) uint64 {
	switch {
	case step > 0 && from <= to:
		return rangeSteps(uint64(to)-uint64(from), uint64(step))
	case step < 0 && from >= to:
		return rangeSteps(uint64(from)-uint64(to), -uint64(step))
	}
	return 0
}

func rangeSteps(distance, step uint64) uint64 {
	n := distance / step
	if n == math.MaxUint64 {
		return n // and not 0: no store can hold either
	}
	return n + 1
}
