package eval

import (
	"newsgraph/graph/embedded/syntax"
)

// explain compiles EXPLAIN: the statement is checked and compiled, not run.
func (c *compiler) explain(s *syntax.Explain) (*Plan, error) {
	if _, err := Compile(c.text, s.Statement, c.info, c.extra...); err != nil {
		return nil, err
	}
	return &Plan{info: c.info, text: c.text, inert: true}, nil
}
