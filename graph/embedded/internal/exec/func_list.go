package exec

import (
	"slices"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
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
	return nil, value.WrongKind(name, "a list", v)
}

func sizeOf(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case []any:
		return int64(len(v)), nil
	case string:
		return int64(utf8.RuneCountInString(v)), nil
	}
	return nil, value.WrongKind("size()", "a list or a string", args[0])
}

func isEmpty(_ *Run, args []any) (any, error) {
	switch v := args[0].(type) {
	case []any:
		return len(v) == 0, nil
	case string:
		return v == "", nil
	case map[string]any:
		return len(v) == 0, nil
	}
	return nil, value.WrongKind("isEmpty()", "a list, a string or a map", args[0])
}

func head(_ *Run, args []any) (any, error) {
	list, err := listArg("head()", args[0])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

func last(_ *Run, args []any) (any, error) {
	list, err := listArg("last()", args[0])
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[len(list)-1], nil
}

func tail(_ *Run, args []any) (any, error) {
	list, err := listArg("tail()", args[0])
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return []any{}, nil
	}
	return list[1:len(list):len(list)], nil
}

func reversed(_ *Run, args []any) (any, error) {
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
	return nil, value.WrongKind("reverse()", "a list or a string", args[0])
}

func rangeList(x *Run, args []any) (any, error) {
	s, err := value.RangeOf(args)
	if err == nil {
		err = x.fits(24 * float64(s.N))
	}
	if err == nil {
		err = x.make(8 * s.N)
	}
	if err != nil {
		return nil, err
	}
	list := make([]any, s.N)
	for i := range list {
		if err := x.Do(1); err != nil {
			return nil, err
		}
		list[i] = s.At(i)
	}
	return list, nil
}

func coalesce(_ *Run, args []any) (any, error) {
	for _, v := range args {
		if v != nil {
			return v, nil
		}
	}
	return nil, nil
}

func nullIf(x *Run, args []any) (any, error) {
	if x.Equal(args[0], args[1]) == true {
		return nil, nil
	}
	return args[0], nil
}
