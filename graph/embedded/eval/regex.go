package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/javaregex"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// regex compiles =~, which must match the whole text.
func (c *compiler) regex(e *syntax.Binary, text, pattern expr) expr {
	return func(x *exec, row []any) (any, error) {
		a, err := text(x, row)
		if err != nil {
			return nil, err
		}
		b, err := pattern(x, row)
		if err != nil {
			return nil, err
		}
		s, ok := a.(string)
		p, ok2 := b.(string)
		if !ok || !ok2 {
			return nil, nil
		}
		re, err := x.regexp(p)
		if err != nil {
			return nil, &value.Error{Pos: c.place(e), Kind: "ArgumentError", Msg: "regular expression: " + err.Error()}
		}
		return re.Match(x.Account, s), nil
	}
}

// regexp compiles a pattern once per statement.
func (x *exec) regexp(pattern string) (*javaregex.Regexp, error) {
	if re := x.regexps[pattern]; re != nil {
		return re, nil
	}
	re, err := javaregex.Compile(x.Account, pattern)
	if err != nil {
		return nil, err
	}
	if len(x.regexps) >= 1000 || x.regexps == nil {
		x.regexps = map[string]*javaregex.Regexp{}
	}
	x.regexps[pattern] = re
	return re, nil
}
