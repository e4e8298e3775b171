package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// signals delivers those that ask for the end. A terminal that closes asks too,
// unless the program was started to outlive it, as by nohup.
func signals() <-chan os.Signal {
	c := make(chan os.Signal, 2)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(c, syscall.SIGHUP)
	}
	return c
}

// heed ends a run in order at the first signal and at once at the next. That a
// terminal closes is said by the system and by its shell, and is one wish.
func heed(signals <-chan os.Signal, said io.Writer, cancel context.CancelFunc) {
	<-signals
	fmt.Fprintln(said, "newsgraph: interrupted, finishing what was begun (again to stop at once)")
	cancel()
	for s := range signals {
		if s != syscall.SIGHUP {
			os.Exit(exitStopped)
		}
	}
}

// interruptible is a reader whose Read returns when its context ends, also while
// nothing comes: a terminal or a slow pipe must not hold up the end. The read
// that was begun then stays behind until the program ends.
type interruptible struct {
	ctx  context.Context
	in   io.Reader
	left []byte // read, and not yet given
	more chan chunk
}

// chunk is the result of one read.
type chunk struct {
	data []byte
	err  error
}

func (r *interruptible) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

// next waits for more. A read that nobody waited for to its end gives its data
// to the next call.
func (r *interruptible) next() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.more == nil {
		r.more = make(chan chunk, 1)
		go r.fetch(r.more)
	}
	select {
	case c := <-r.more:
		r.more = nil
		if r.left = c.data; len(c.data) > 0 {
			return nil // an error comes again
		}
		return c.err
	case <-r.ctx.Done():
		return r.ctx.Err()
	}
}

func (r *interruptible) fetch(to chan<- chunk) {
	buffer := make([]byte, 1<<16)
	n, err := r.in.Read(buffer)
	to <- chunk{buffer[:n], err}
}
