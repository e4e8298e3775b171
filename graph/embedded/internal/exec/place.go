package exec

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/internal/value"
	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// Place is where in a statement something stands, for errors. Line and column are
// worked out only when there is an error.
type Place struct {
	Text string
	At   int // bytes
}

func (p Place) position() syntax.Position { return syntax.PositionAt(p.Text, p.At) }

// fail is an error of a kind (as the openCypher TCK calls it) at this place.
func (p Place) fail(kind, msg string) error {
	return &value.Error{Pos: p.position(), Kind: kind, Msg: msg}
}

func (p Place) typeError(format string, args ...any) error {
	return p.fail("TypeError", fmt.Sprintf(format, args...))
}

// mend gives an error without a place this one.
func (p Place) mend(err error) error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*value.Error); ok && e.Pos == (syntax.Position{}) {
		return p.fail(e.Kind, e.Msg)
	}
	return err
}
