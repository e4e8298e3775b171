package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInterruptible(t *testing.T) {
	text := strings.Repeat("Bo Lin met Di Ray. ", 10_000)
	for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text[:999])), iotest.DataErrReader(strings.NewReader(text))} {
		got, err := io.ReadAll(&interruptible{ctx: t.Context(), in: in})
		if err != nil || !strings.HasPrefix(text, string(got)) || len(got) != len(text) && len(got) != 999 {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	silent, _ := io.Pipe()
	r := &interruptible{ctx: ctx, in: silent}
	done := make(chan error)
	go func() {
		_, err := r.Read(make([]byte, 8))
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("reading from silence, interrupted: %v", err)
	}
}
