package neo4j

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

// retry repeats an attempt while its failure may pass, with growing pauses,
// until Config.RetryFor has gone by. A commit whose outcome is unknown is one
// of these failures: the attempt is idempotent, so running it again is right
// either way. also is one more failure that may pass.
func (s *Store) retry(ctx context.Context, also graph.Failure, attempt func() error) error {
	end := time.Now().Add(s.config.RetryFor)
	pause := 200 * time.Millisecond
	for {
		err := attempt()
		f := graph.FailureOf(err)
		if f != graph.Unavailable && f != also || err == nil || time.Now().Add(pause).After(end) {
			return err
		}
		s.config.Notice(fmt.Sprintf("%v; trying again in %s", err, pause.Round(100*time.Millisecond)))
		if err := wait(ctx, pause); err != nil {
			return err
		}
		// Jitter keeps two loaders that met a deadlock from meeting again.
		pause = min(2*pause, 10*time.Second) + rand.N(100*time.Millisecond)
	}
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// fromDriver reports whether err was made by the driver or the server.
func fromDriver(err error) bool { return failureOf(err) != 0 }

// failureOf sorts an error of the driver; 0 if it is none.
func failureOf(err error) graph.Failure {
	var server *driver.Neo4jError
	var limit *driver.TransactionExecutionLimit
	var connection *driver.ConnectivityError
	var hidden final
	switch {
	case err == nil:
		return 0
	case errors.As(err, &hidden):
		return failureOf(hidden.err)
	case errors.As(err, &server):
		return failureOfCode(server.Code)
	case errors.As(err, &limit):
		if f := failureOf(lastOf(limit)); f != 0 {
			return f
		}
		return graph.Unavailable
	case errors.As(err, &connection), errors.Is(err, context.DeadlineExceeded):
		return graph.Unavailable
	}
	return failureOfUse(err)
}

// failureOfUse sorts errors that the driver raises without asking a server.
func failureOfUse(err error) graph.Failure {
	var usage *driver.UsageError
	var address *url.Error
	var expired *driver.TokenExpiredError
	var credentials *driver.InvalidAuthenticationError
	if errors.As(err, &usage) || errors.As(err, &address) || errors.As(err, &expired) || errors.As(err, &credentials) ||
		strings.Contains(err.Error(), "did not accept any of the requested Bolt versions") {
		return graph.Refused
	}
	return 0
}

func lastOf(limit *driver.TransactionExecutionLimit) error {
	if len(limit.Errors) == 0 {
		return nil
	}
	return limit.Errors[len(limit.Errors)-1]
}

// failureOfCode sorts the server's status codes.
func failureOfCode(code string) graph.Failure {
	switch {
	case strings.Contains(code, "OutOfMemory"), strings.Contains(code, "MemoryLimit"):
		return graph.TooLarge
	case strings.HasPrefix(code, "Neo.ClientError.Transaction.TransactionTimedOut"):
		return graph.TimedOut
	case strings.HasPrefix(code, "Neo.TransientError."), strings.HasPrefix(code, "Neo.ClientError.Cluster."),
		strings.HasSuffix(code, ".DatabaseUnavailable"), strings.HasSuffix(code, ".Terminated"),
		strings.HasSuffix(code, ".LockClientStopped"), strings.HasSuffix(code, ".TransactionMarkedAsFailed"):
		return graph.Unavailable
	case strings.HasPrefix(code, "Neo.ClientError.Security."), strings.HasPrefix(code, "Neo.ClientError.Database."),
		code == "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", code == "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
		code == "Neo.ClientError.General.ReadOnly":
		return graph.Refused
	}
	return failureOfDatabase(code)
}

// failureOfDatabase sorts the codes for which the server blames itself. Where a
// transaction could not begin or be committed, mostly for want of disk, it may
// later; a schema command that is refused is one of another edition, and a
// database that does not start will not start for us.
func failureOfDatabase(code string) graph.Failure {
	switch {
	case strings.HasPrefix(code, "Neo.DatabaseError.Transaction."):
		return graph.Unavailable
	case strings.HasPrefix(code, "Neo.DatabaseError.Schema."), strings.HasPrefix(code, "Neo.DatabaseError.Database."),
		strings.HasPrefix(code, "Neo.DatabaseError.Security."):
		return graph.Refused
	case strings.HasPrefix(code, "Neo.DatabaseError."):
		return graph.Broken
	}
	return graph.Invalid
}

// classify makes a graph.Error of an error of the driver. own is the same error
// as the transaction's function returned it, with more words; it may be nil.
func (c Config) classify(err, own error) error {
	f := failureOf(err)
	cause := err
	var hidden final
	if errors.As(cause, &hidden) {
		cause = hidden.err
	}
	if own != nil && !errors.Is(cause, own) && errors.Is(own, cause) {
		cause = own
	}
	return &graph.Error{Failure: f, Message: c.message(f, err), Err: cause}
}

// message says what is wrong and what to do; the cause follows it.
func (c Config) message(f graph.Failure, err error) string {
	var server *driver.Neo4jError
	if errors.As(err, &server) && f == graph.Refused {
		return c.refusal(server.Code)
	}
	switch f {
	case graph.Unavailable:
		if errors.Is(err, context.DeadlineExceeded) || strings.Contains(err.Error(), "deadline exceeded") {
			return fmt.Sprintf("wait for Neo4j at %s: it did not answer in time; it may be starting, or busy", c.URI)
		}
		return fmt.Sprintf("reach Neo4j at %s: is it running, and is that its Bolt port (7687, not 7474)?", c.URI)
	case graph.Refused:
		return fmt.Sprintf("connect to %s: give bolt://HOST:7687 of a Neo4j 5.26 or later", c.URI)
	case graph.TooLarge:
		return "the transaction needs more memory than Neo4j allows (db.memory.transaction.max)"
	case graph.Broken:
		return fmt.Sprintf("%s met a fault of its own: look into its log (logs/debug.log)", c.URI)
	case graph.TimedOut:
		return "the statement took longer than it was allowed"
	}
	return fmt.Sprintf("run a statement on %s", c.URI)
}

func (c Config) refusal(code string) string {
	switch {
	case strings.HasSuffix(code, ".AuthenticationRateLimit"):
		return "too many wrong passwords: wait a few seconds"
	case strings.HasSuffix(code, ".Unauthorized") && c.Username == "":
		return fmt.Sprintf("%s wants a user name and a password: set NEO4J_USERNAME and NEO4J_PASSWORD", c.URI)
	case strings.HasSuffix(code, ".Unauthorized"):
		return fmt.Sprintf("%s does not accept this password of user %s: check NEO4J_USERNAME and NEO4J_PASSWORD", c.URI, c.Username)
	case strings.HasSuffix(code, ".DatabaseNotFound"):
		return fmt.Sprintf("%s has no database %q", c.URI, c.Database)
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return fmt.Sprintf("user %q may not do this on %s", c.Username, c.URI)
	case strings.HasPrefix(code, "Neo.DatabaseError.Schema."):
		return fmt.Sprintf("%s refuses a constraint or an index: its edition may not have it, or the data there breaks it", c.URI)
	case strings.HasPrefix(code, "Neo.DatabaseError."):
		return fmt.Sprintf("%s cannot serve %s: look into its log", c.URI, c.database())
	}
	return fmt.Sprintf("%s of %s is read-only", c.database(), c.URI)
}

// database names the database for a message.
func (c Config) database() string {
	if c.Database == "" {
		return "the home database"
	}
	return fmt.Sprintf("database %q", c.Database)
}
