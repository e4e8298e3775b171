package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/queries"
)

func TestReordered(t *testing.T) {
	con := &console{env: os.Getenv}
	tests := []struct{ in, want string }{
		{"newsgraph", "newsgraph"},
		{"newsgraph ask who-leads --json", "newsgraph ask --json who-leads"},
		{"newsgraph ask who-leads org=x --store d limit=2", "newsgraph ask --store d who-leads org=x limit=2"},
		{"newsgraph ask who-leads --store=d", "newsgraph ask --store=d who-leads"},
		{"newsgraph extract - --workers 2", "newsgraph extract --workers 2 -"},
		{"newsgraph load a -- --b", "newsgraph load a -- --b"},
		{"newsgraph schema apply x --to u", "newsgraph schema apply --to u x"},
		{"newsgraph ask who-leads --store", "newsgraph ask --store who-leads"},
	}
	for _, tt := range tests {
		if got := strings.Join(reordered(con.app(), strings.Fields(tt.in)).args, " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestExitCode(t *testing.T) {
	failure := func(f graph.Failure) error {
		return fmt.Errorf("load x: %w", &graph.Error{Failure: f, Message: "m"})
	}
	tests := []struct {
		err  error
		want int
	}{
		{nil, 0},
		{usagef("no"), 2},
		{fmt.Errorf("x: %w", queries.ErrArgument), 2},
		{failure(graph.Invalid), 2},
		{fmt.Errorf("%w 3", ingest.ErrRejected), 3},
		{told{ingest.ErrRejected}, 3},
		{&extract.Reject{}, 3},
		{failure(graph.Refused), 64},
		{failure(graph.Broken), 65},
		{coded{errors.New("x"), 65}, 65},
		{failure(graph.Unavailable), 75},
		{failure(graph.TimedOut), 75},
		{fmt.Errorf("write: %w", syscall.ENOSPC), 75},
		{fmt.Errorf("run: %w", context.Canceled), 75},
		{fmt.Errorf("%w 2 claims", errFound), 1},
		{errors.New("unforeseen"), 1},
	}
	for _, tt := range tests {
		if got := exitCode(tt.err); got != tt.want {
			t.Errorf("%v: exit code %d, want %d", tt.err, got, tt.want)
		}
	}
}

func TestAllowedRejects(t *testing.T) {
	for _, bad := range []string{"few", "-2", "-1%", ""} {
		var out, said strings.Builder
		con := session(&out, &said)
		if code := con.run(t.Context(), []string{"newsgraph", "load", "--max-errors=" + bad, "a.txt"}); code != exitUsage || said.String() != "newsgraph: --max-errors "+bad+": want a number, a percentage or -1\n" {
			t.Errorf("--max-errors %q: exit code %d: %s", bad, code, said.String())
		}
	}
}

func TestArguments(t *testing.T) {
	q, err := queries.Lookup("timeline")
	if err != nil {
		t.Fatal(err)
	}
	args, err := arguments(q, []string{"Lena Brandt", "to=2031-01-01", "2030-01-01"})
	if err != nil || args["entity"] != "Lena Brandt" || args["from"] != "2030-01-01" || args["to"] != "2031-01-01" {
		t.Errorf("got %v, %v", args, err)
	}
	if _, err := arguments(q, make([]string, len(q.Params))); err != nil {
		t.Errorf("a value for each parameter: %v", err)
	}
	if _, err := arguments(q, make([]string, len(q.Params)+1)); exitCode(err) != exitUsage {
		t.Errorf("a value more than there are parameters: %v", err)
	}
}
