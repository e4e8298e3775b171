package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
)

// TestExitCodeOfCauses: the same cause has the same code, wherever it comes up.
func TestExitCodeOfCauses(t *testing.T) {
	readOnly := &os.PathError{Op: "open", Path: "g/lock", Err: syscall.EROFS}
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, exitOK},
		{readOnly, exitConfiguration},
		{fmt.Errorf("open the graph: %w", readOnly), exitConfiguration},
		{&os.PathError{Op: "mkdir", Path: "g", Err: syscall.EACCES}, exitConfiguration},
		{&graph.Error{Failure: graph.Refused, Message: "there is no graph in g"}, exitConfiguration},
		{&graph.Error{Failure: graph.Unavailable, Message: "the graph is in use"}, exitTemporary},
		{&graph.Error{Failure: graph.Unavailable, Err: syscall.ENOSPC}, exitTemporary},
		{fmt.Errorf("%w: nothing could be read", ingest.ErrRejected), exitRejects},
		{fmt.Errorf("load: %w; make room", &graph.Error{Failure: graph.Unavailable, Err: syscall.ENOSPC}), exitTemporary},
		{errors.New("something else"), exitDefect},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: code %d, want %d", c.err, got, c.want)
		}
	}
}
