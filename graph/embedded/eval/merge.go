package eval

import (
	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// merge is MERGE: for each row every match of its path, or a new one.
type merge struct {
	pattern  *match
	create   action
	onCreate action
	onMatch  action
	nulls    []nullCheck
}

// nullCheck refuses null as a property of a pattern to merge: nothing would ever
// match it.
type nullCheck func(x *exec, row []any) error

func (c *compiler) merge(cl *syntax.Merge) step {
	out := &merge{
		pattern:  c.pattern([]*syntax.Path{cl.Path}, nil),
		create:   c.createPath(cl.Path),
		onCreate: c.setItems(cl.OnCreate),
		onMatch:  c.setItems(cl.OnMatch),
	}
	for _, n := range cl.Path.Nodes {
		if !c.info.Bound(n) {
			out.nulls = append(out.nulls, c.nullCheck(out.pattern, n.Props)...)
		}
	}
	for _, l := range cl.Path.Links {
		if r, ok := l.(*syntax.RelPattern); ok {
			out.nulls = append(out.nulls, c.nullCheck(out.pattern, r.Props)...)
		}
	}
	return out
}

// nullCheck compiles the check of a map; one that depends on what the pattern
// itself finds or makes cannot be made before.
func (c *compiler) nullCheck(m *match, props syntax.Expr) []nullCheck {
	if props == nil {
		return nil
	}
	var f expr
	if reads := c.tracked(func() { f = c.expr(props) }); len(m.own(reads)) > 0 {
		return nil
	}
	return []nullCheck{func(x *exec, row []any) error {
		v, err := f(x, row)
		if err != nil {
			return err
		}
		m, _ := v.(map[string]any)
		for _, k := range x.SortedKeys(m) {
			if m[k] == nil {
				return &value.Error{Pos: c.place(props), Kind: "MergeReadOwnWrites", Msg: "MERGE cannot use null as property " + k}
			}
		}
		return nil
	}}
}

func (m *merge) start(x *exec, next stage) stage {
	s := &search{m: m.pattern, x: x}
	return &collector{x: x, then: func(rows [][]any) error {
		var out [][]any
		for _, row := range rows {
			if err := x.Do(1); err != nil {
				return err
			}
			var err error
			before := x.made
			if out, err = m.row(x, s, row, out); err != nil {
				return err
			}
			x.made = before
		}
		return drain(out, next)
	}}
}

// row merges for one row and appends the rows that come of it.
func (m *merge) row(x *exec, s *search, row []any, out [][]any) ([][]any, error) {
	for _, check := range m.nulls {
		if err := check(x, row); err != nil {
			return nil, err
		}
	}
	first := len(out)
	s.emit = func() error {
		kept, _, err := x.keep(row)
		out = append(out, kept)
		return err
	}
	if err := s.run(row); err != nil {
		return nil, err
	}
	if len(out) > first {
		for _, found := range out[first:] {
			if err := m.onMatch(x, found); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	if err := m.create(x, row); err != nil {
		return nil, err
	}
	return append(out, row), m.onCreate(x, row)
}
