package eval

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
)

var listFunctions = []function{
	{check.Function{Name: "size", Min: 1, Max: 1, Args: []check.Kind{check.List | check.String}, Result: check.Integer}, false, sizeOf},
	{check.Function{Name: "head", Min: 1, Max: 1, Args: []check.Kind{check.List}}, false, head},
	{check.Function{Name: "last", Min: 1, Max: 1, Args: []check.Kind{check.List}}, false, last},
	{check.Function{Name: "tail", Min: 1, Max: 1, Args: []check.Kind{check.List}, Result: check.List}, false, tail},
	{check.Function{Name: "reverse", Min: 1, Max: 1, Args: []check.Kind{check.List | check.String}}, false, reversed},
	{check.Function{Name: "range", Min: 2, Max: 3, Result: check.List}, true, rangeList},
	{check.Function{Name: "coalesce", Min: 1, Max: -1}, true, coalesce},
	{check.Function{Name: "nullIf", Min: 2, Max: 2}, true, nullIf},
	{check.Function{Name: "isEmpty", Min: 1, Max: 1, Args: []check.Kind{check.List | check.String | check.Map}, Result: check.Boolean}, false, isEmpty},
}

func listArg(name string, v any) ([]any, error) {
	if list, ok := v.([]any); ok {
		return list, nil
	}
	return nil, wrong(name, "a list", v)
}

func sizeOf(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case []any:
		return int64(len(v)), nil
	case string:
		return int64(utf8.RuneCountInString(v)), nil
	}
	return nil, wrong("size()", "a list or a string", args[0])
}

func isEmpty(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case []any:
		return len(v) == 0, nil
	case string:
		return v == "", nil
	case map[string]any:
		return len(v) == 0, nil
	}
	return nil, wrong("isEmpty()", "a list, a string or a map", args[0])
}

func head(_ *exec, args []any) (any, error) {
	list, err := listArg("head()", args[0])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

func last(_ *exec, args []any) (any, error) {
	list, err := listArg("last()", args[0])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[len(list)-1], nil
}

func tail(_ *exec, args []any) (any, error) {
	list, err := listArg("tail()", args[0])
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return []any{}, nil
	}
	return list[1:len(list):len(list)], nil
}

func reversed(_ *exec, args []any) (any, error) {
	switch v := args[0].(type) {
	case []any:
		out := slices.Clone(v)
		slices.Reverse(out)
		return out, nil
	case string:
		r := []rune(v)
		slices.Reverse(r)
		return string(r), nil
	}
	return nil, wrong("reverse()", "a list or a string", args[0])
}

func rangeList(x *exec, args []any) (any, error) {
	s, err := rangeOf(args)
	if err == nil {
		err = x.fits(24 * float64(s.n))
	}
	if err == nil {
		err = x.make(8 * s.n)
	}
	if err != nil {
		return nil, err
	}
	list := make([]any, s.n)
	for i := range list {
		if err := x.Do(1); err != nil {
			return nil, err
		}
		list[i] = s.at(i)
	}
	return list, nil
}

// rangeOf is the elements of range() with these arguments.
func rangeOf(args []any) (elements, error) {
	var n [3]int64
	n[2] = 1
	for i, a := range args {
		v, ok := a.(int64)
		if !ok {
			return elements{}, &Error{Kind: "InvalidArgumentType", Msg: "range() needs integers, not " + kindName(a)}
		}
		n[i] = v
	}
	if n[2] == 0 {
		return elements{}, refuse("NumberOutOfRange", "the step of range() must not be 0")
	}
	return elements{from: n[0], step: n[2], n: int(min(rangeSize(n[0], n[1], n[2]), math.MaxInt))}, nil
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

func coalesce(_ *exec, args []any) (any, error) {
	for _, v := range args {
		if v != nil {
			return v, nil
		}
	}
	return nil, nil
}

func nullIf(x *exec, args []any) (any, error) {
	if x.equal(args[0], args[1]) == true {
		return nil, nil
	}
	return args[0], nil
}
