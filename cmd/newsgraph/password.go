package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// asker returns what asks the user for a secret, nil if nobody sits there: both
// files must be terminals. What is typed does not show, is in no argument list, and
// goes nowhere but to the caller.
func asker(in, out *os.File) func(ctx context.Context, prompt string) (string, error) {
	if !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return nil
	}
	return func(ctx context.Context, prompt string) (string, error) {
		// Raw before the prompt: what is typed early must not show either.
		before, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return "", fmt.Errorf("ask for the password: %w", err)
		}
		type line struct {
			text string
			err  error
		}
		lines := make(chan line, 1)
		go func() {
			text, err := term.NewTerminal(struct {
				io.Reader
				io.Writer
			}{in, out}, "").ReadPassword(prompt)
			lines <- line{text, err}
		}()
		var got line
		select {
		case got = <-lines:
			if errors.Is(got.err, io.EOF) { // Ctrl-C and Ctrl-D, which raise no signal now
				got.err = context.Canceled
			}
		case <-ctx.Done(): // the read stays behind until the program ends
			got.err = ctx.Err()
		}
		if err := errors.Join(got.err, term.Restore(int(in.Fd()), before)); err != nil {
			return "", fmt.Errorf("ask for the password: %w", err)
		}
		return got.text, nil
	}
}
