package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/queries"
)

// The exit codes: what a scheduler may do about the end of a run.
const (
	exitOK            = 0
	exitDefect        = 1
	exitUsage         = 2
	exitRejects       = 3
	exitConfiguration = 64
	exitData          = 65
	exitTemporary     = 75
	exitStopped       = 130
)

// errFound ends a check that found something.
var errFound = errors.New("found")

// usageError is a command line that cannot be obeyed.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// coded is an error that knows its exit code.
type coded struct {
	error
	code int
}

func (c coded) Unwrap() error { return c.error }

// told is an error whose one line has been printed already.
type told struct{ error }

func (t told) Unwrap() error { return t.error }

// exitCode is the one place where an error becomes an exit code.
func exitCode(err error) int {
	var use usageError
	var reject *extract.Reject
	var known coded
	var damage *embedded.DamageError
	var topic cli.ExitCoder // help about what there is not
	switch failure := graph.FailureOf(err); {
	case err == nil:
		return exitOK
	case errors.As(err, &known):
		return known.code
	case errors.As(err, &use), errors.As(err, &topic), errors.Is(err, queries.ErrArgument), errors.Is(err, queries.ErrUnknown), failure == graph.Invalid:
		return exitUsage
	case errors.Is(err, ingest.ErrRejected), errors.As(err, &reject):
		return exitRejects
	case errors.As(err, &damage), failure == graph.Broken:
		return exitData
	case failure == graph.Refused, errors.Is(err, syscall.EROFS), errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.ELOOP):
		return exitConfiguration
	case failure == graph.Unavailable, failure == graph.TimedOut, failure == graph.TooLarge,
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		return exitTemporary
	case errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission):
		return exitConfiguration
	}
	return exitDefect // errFound, and whatever is not foreseen above
}

// exitMeaning says what a code means, for the helps.
func exitMeaning(code int) string {
	switch code {
	case exitOK:
		return "complete"
	case exitDefect:
		return "a check found something, or a defect of newsgraph (the message says which)"
	case exitUsage:
		return "the command line, a parameter or the Cypher is wrong"
	case exitRejects:
		return "more records were rejected than allowed, or nothing could be read"
	case exitConfiguration:
		return "credentials, address, database, version or permission; will not pass by itself"
	case exitData:
		return "the store or the journal is damaged, or the input changed"
	case exitTemporary:
		return "interrupted, server away, disk full or store in use: run again later"
	}
	return "interrupted twice: stopped at once"
}

// exitHelp describes exit codes, one a line; all of them if none is given.
func exitHelp(codes ...int) string {
	if len(codes) == 0 {
		codes = []int{exitOK, exitDefect, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary, exitStopped}
	}
	var b strings.Builder
	b.WriteString("Exit codes:")
	for _, c := range codes {
		fmt.Fprintf(&b, "\n%4d  %s", c, exitMeaning(c))
	}
	return b.String()
}
