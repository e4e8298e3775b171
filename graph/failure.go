package graph

import "errors"

// Failure says what a caller can do about an error of a store.
type Failure int

// The failures.
const (
	// Unavailable: the store cannot be reached or is held by somebody else;
	// the same call may succeed later.
	Unavailable Failure = iota + 1
	// Refused: credentials, database name, rights or version are wrong;
	// nothing will change until the configuration does.
	Refused
	// TooLarge: the transaction needs more memory than the store allows; half
	// of it may pass.
	TooLarge
	// TimedOut: the statement took longer than it was allowed.
	TimedOut
	// Invalid: the statement or its parameters are wrong, or it would break a
	// constraint.
	Invalid
	// Broken: the store met a fault of its own at a statement that was right, or
	// damage to its data; its log says more.
	Broken
)

// Error is an error of a store with what can be done about it.
type Error struct {
	Failure Failure
	Message string // what is wrong and what to do, for a user; never a password
	Err     error  // the cause, may be nil
}

// Error gives the message and the cause.
func (e *Error) Error() string {
	switch {
	case e.Err == nil:
		return e.Message
	case e.Message == "":
		return e.Err.Error()
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// FailureOf returns the failure of the first Error in err's chain, 0 if there
// is none.
func FailureOf(err error) Failure {
	var e *Error
	if errors.As(err, &e) {
		return e.Failure
	}
	return 0
}
