package value

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/embedded/syntax"
)

// Error is a failure of a statement while it runs.
type Error struct {
	Pos  syntax.Position // zero if no place is to blame
	Kind string          // as the openCypher TCK calls it: TypeError, ArgumentError, …
	Msg  string
}

func (e *Error) Error() string {
	if e.Pos == (syntax.Position{}) {
		return e.Msg
	}
	return fmt.Sprintf("%s: %s", e.Pos, e.Msg)
}

// WrongKind is the error of a function that got a value of the wrong kind.
func WrongKind(name string, want string, got any) error {
	return &Error{Kind: "TypeError", Msg: name + " needs " + want + ", not " + KindName(got)}
}

// NewError is an error without a place.
func NewError(kind, msg string) error { return &Error{Kind: kind, Msg: msg} }

// TypeError is the error of a value of the wrong kind, without a place.
func TypeError(format string, args ...any) error {
	return &Error{Kind: "TypeError", Msg: fmt.Sprintf(format, args...)}
}

// ArgumentError makes an error of the temporal package one of a statement.
func ArgumentError(err error) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: "ArgumentError", Msg: err.Error()}
}

func overflow() error {
	return NewError("ArithmeticError", "the result does not fit an integer of 64 bits")
}
