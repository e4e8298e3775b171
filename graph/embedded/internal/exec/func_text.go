package exec

import (
	"strings"
	"unicode/utf8"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
)

func textFunction(name string, f func(string) any) function {
	return function{check.Function{Name: name, Min: 1, Max: 1, Args: []check.Kind{check.String}, Result: check.String}, false,
		func(_ *Run, args []any) (any, error) {
			s, ok := args[0].(string)
			if !ok {
				return nil, value.WrongKind(name+"()", "a string", args[0])
			}
			return f(s), nil
		}}
}

var textFunctions = []function{
	textFunction("toUpper", func(s string) any { return value.Upper(s) }),
	textFunction("upper", func(s string) any { return value.Upper(s) }),
	textFunction("toLower", func(s string) any { return value.Lower(s) }),
	textFunction("lower", func(s string) any { return value.Lower(s) }),
	{check.Function{Name: "char_length", Min: 1, Max: 1, Args: []check.Kind{check.String}, Result: check.Integer}, false, sizeOf},
	{check.Function{Name: "character_length", Min: 1, Max: 1, Args: []check.Kind{check.String}, Result: check.Integer}, false, sizeOf},
	{check.Function{Name: "trim", Min: 1, Max: 2, Args: []check.Kind{check.String, check.String}, Result: check.String}, false, trimmer("trim()", strings.Trim, strings.TrimFunc)},
	{check.Function{Name: "btrim", Min: 1, Max: 2, Args: []check.Kind{check.String, check.String}, Result: check.String}, false, trimmer("btrim()", strings.Trim, strings.TrimFunc)},
	{check.Function{Name: "lTrim", Min: 1, Max: 2, Args: []check.Kind{check.String, check.String}, Result: check.String}, false, trimmer("lTrim()", strings.TrimLeft, strings.TrimLeftFunc)},
	{check.Function{Name: "rTrim", Min: 1, Max: 2, Args: []check.Kind{check.String, check.String}, Result: check.String}, false, trimmer("rTrim()", strings.TrimRight, strings.TrimRightFunc)},
	{check.Function{Name: "left", Min: 2, Max: 2, Args: []check.Kind{check.String, check.Integer}, Result: check.String}, false, left},
	{check.Function{Name: "right", Min: 2, Max: 2, Args: []check.Kind{check.String, check.Integer}, Result: check.String}, false, right},
	{check.Function{Name: "substring", Min: 2, Max: 3, Args: []check.Kind{check.String, check.Integer, check.Integer}, Result: check.String}, false, substring},
	{check.Function{Name: "replace", Min: 3, Max: 3, Args: []check.Kind{check.String, check.String, check.String}, Result: check.String}, false, replace},
	{check.Function{Name: "split", Min: 2, Max: 2, Result: check.List}, false, split},
}

// textArgs takes strings from arguments.
func textArgs(name string, args []any) ([]string, error) {
	out := make([]string, len(args))
	for i, a := range args {
		s, ok := a.(string)
		if !ok {
			return nil, value.WrongKind(name, "a string", a)
		}
		out[i] = s
	}
	return out, nil
}

func trimmer(name string, set func(s, cut string) string, space func(string, func(rune) bool) string) func(*Run, []any) (any, error) {
	return func(_ *Run, args []any) (any, error) {
		s, err := textArgs(name, args)
		if err != nil {
			return nil, err
		}
		if len(s) == 2 {
			return set(s[0], s[1]), nil
		}
		return space(s[0], value.IsBlank), nil
	}
}

// textAndCounts takes a string and then integers that are not negative.
func textAndCounts(name string, args []any) ([]rune, []int, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, nil, value.WrongKind(name, "a string", args[0])
	}
	counts := make([]int, len(args)-1)
	for i, a := range args[1:] {
		n, ok := a.(int64)
		if !ok {
			return nil, nil, value.WrongKind(name, "an integer", a)
		}
		if n < 0 {
			return nil, nil, value.NewError("NegativeIntegerArgument", name+" needs a number that is not negative")
		}
		counts[i] = int(min(n, 1<<40))
	}
	return []rune(s), counts, nil
}

func left(_ *Run, args []any) (any, error) {
	r, n, err := textAndCounts("left()", args)
	if err != nil {
		return nil, err
	}
	return string(r[:min(n[0], len(r))]), nil
}

func right(_ *Run, args []any) (any, error) {
	r, n, err := textAndCounts("right()", args)
	if err != nil {
		return nil, err
	}
	return string(r[len(r)-min(n[0], len(r)):]), nil
}

func substring(_ *Run, args []any) (any, error) {
	r, n, err := textAndCounts("substring()", args)
	if err != nil {
		return nil, err
	}
	from := min(n[0], len(r))
	to := len(r)
	if len(n) == 2 {
		to = min(from+n[1], len(r))
	}
	return string(r[from:to]), nil
}

func replace(x *Run, args []any) (any, error) {
	s, err := textArgs("replace()", args)
	if err != nil {
		return nil, err
	}
	size := float64(len(s[0])) + float64(strings.Count(s[0], s[1]))*float64(len(s[2]))
	if err := x.fits(size); err != nil {
		return nil, err
	}
	if size > longestString {
		return nil, &LimitError{"a string would be longer than 256 MiB"}
	}
	return strings.ReplaceAll(s[0], s[1], s[2]), nil
}

// split cuts a string at a delimiter, or at any of a list of them.
func split(x *Run, args []any) (any, error) {
	s, ok := args[0].(string)
	if !ok {
		return nil, value.WrongKind("split()", "a string", args[0])
	}
	delimiters, ok := args[1].([]any)
	if !ok {
		delimiters = []any{args[1]}
	}
	cuts, err := textArgs("split()", delimiters)
	if err != nil {
		return nil, err
	}
	list, start := []any{}, 0
	piece := func(end, next int) error {
		list, start = append(list, s[start:end]), next
		return x.grow(pieceBytes, 1)
	}
	each := len(cuts) == 1 && cuts[0] == "" // every character is a piece
	for i := 0; i < len(s); {
		if i%64 == 0 {
			if err := x.Do(1 + len(cuts)); err != nil {
				return nil, err
			}
		}
		if each {
			if i > 0 {
				err = piece(i, i)
			}
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		} else if n := delimiter(s[i:], cuts); n > 0 {
			err = piece(i, i+n)
			i = start
		} else {
			i++
		}
		if err != nil {
			return nil, err
		}
	}
	return append(list, s[start:]), nil
}

// pieceBytes is what a piece of a string takes in a list that grows: its text is that
// of the whole.
const pieceBytes = elementBytes

// delimiter is the length of the first delimiter that a text begins with, or 0.
func delimiter(text string, delimiters []string) int {
	for _, d := range delimiters {
		if strings.HasPrefix(text, d) && d != "" {
			return len(d)
		}
	}
	return 0
}
