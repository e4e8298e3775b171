// Package work counts what a statement does, so that the end of its context also
// ends it inside one large step.
//
// A unit is about what one element of a list or one edge takes: whoever copies or
// compares a million of them books a million units before it begins. The context
// is asked after every so many units, not after so many calls.
package work

import "context"

// between is how many units are done between two looks at the context.
const between = 1000

// Bytes is the number of units that copying or comparing n bytes of text takes.
func Bytes(n int) int { return n / 64 }

// Account is the work of one statement. It is not for several goroutines.
type Account struct {
	ctx  context.Context
	left int // units until the context is asked
}

// New opens an account that ends with a context.
func New(ctx context.Context) *Account { return &Account{ctx: ctx, left: between} }

// Free is an account that never ends.
func Free() *Account { return New(context.Background()) }

// Do books units of work about to be done. After an error they must not be.
func (a *Account) Do(units int) error {
	if a.left -= units; a.left > 0 {
		return nil
	}
	return a.ask()
}

// Must is Do for functions without an error: it panics, and Catch makes an error
// of that.
func (a *Account) Must(units int) {
	if a.left -= units; a.left <= 0 {
		a.must()
	}
}

func (a *Account) must() {
	if err := a.ask(); err != nil {
		panic(stopped{err})
	}
}

func (a *Account) ask() error {
	a.left = between
	return a.ctx.Err()
}

// stopped is what Must panics with.
type stopped struct{ err error }

// Catch is deferred where work ends: it turns the panic of Must into an error.
func Catch(err *error) {
	switch r := recover().(type) {
	case nil:
	case stopped:
		*err = r.err
	default:
		panic(r)
	}
}
