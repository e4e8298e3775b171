package plan

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/check"
	"github.com/newsgraph/newsgraph/graph/embedded/internal/exec"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// compiler turns trees into functions and stages.
type compiler struct {
	done   *work.Account
	info   *check.Info
	text   string
	extra  []exec.Procedure
	names  names  // of the slots of patterns
	keys   int    // how many reads of a property there are, each with a storage.Place at run time
	copies copies // slots of projections that only repeat what was there before
	// compiled are the expressions with a scope of their own
	compiled map[syntax.Expr]compiled
	reads    []int // slots read by what has been compiled since the last look
}

// unsupported is the panic for what the checker should have refused.
type unsupported struct{ err error }

// refused makes an error of the panic of unsupported.
func refused(err *error) {
	switch p := recover().(type) {
	case nil:
	case unsupported:
		*err = p.err
	default:
		panic(p)
	}
}

func (c *compiler) unsupported(n syntax.Node, construct string) {
	panic(unsupported{&syntax.UnsupportedError{Pos: syntax.PositionAt(c.text, n.Pos()), Construct: construct}})
}

// print is the canonical text of an expression.
func (c *compiler) print(e syntax.Node) string {
	text := syntax.Print(e)
	c.done.Must(work.Bytes(len(text)))
	return text
}

func (c *compiler) slot(n syntax.Node) int {
	s, ok := c.info.Slot(n)
	if !ok {
		panic(fmt.Sprintf("internal error: no slot for the %T at byte %d", n, n.Pos()))
	}
	return s
}

// keyRead numbers a place of the statement where a property is read.
func (c *compiler) keyRead() int {
	c.keys++
	return c.keys - 1
}

// tracked compiles something and returns which slots it reads.
func (c *compiler) tracked(compile func()) []int {
	before := c.reads
	c.reads = nil
	compile()
	reads := c.reads
	c.reads = append(before, reads...)
	return reads
}

// place is where a node stands, for errors at run time.
func (c *compiler) place(n syntax.Node) exec.Place { return exec.Place{Text: c.text, At: n.Pos()} }
