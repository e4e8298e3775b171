package neo4j

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
)

// retry repeats an attempt while its failure passes, with growing pauses, until
// Config.RetryFor has gone by. A commit whose outcome is unknown is one of these
// failures: the attempt is idempotent, so running it again is right either way.
func (s *Store) retry(ctx context.Context, passes func(error) bool, attempt func() error) error {
	end := time.Now().Add(s.config.RetryFor)
	pause := 200 * time.Millisecond
	for {
		err := attempt()
		if err == nil || !passes(err) || time.Now().Add(pause).After(end) {
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

// failing tells errors that are one of some failures.
func failing(list ...graph.Failure) func(error) bool {
	return func(err error) bool { return slices.Contains(list, graph.FailureOf(err)) }
}

// late is the error of a server that is there and does not serve yet: it did not
// answer in time, or says so.
type late struct{ error }

func (l late) Unwrap() error { return l.error }

// awaited tells the errors of Open that are worth waiting.
func (s *Store) awaited(err error) bool {
	return errors.As(err, new(late)) || s.config.Await && graph.FailureOf(err) == graph.Unavailable
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
		return failureOfServer(server)
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
	if errors.As(err, &usage) || errors.As(err, &address) || errors.As(err, &expired) || errors.As(err, &credentials) {
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

// failureOfServer sorts the server's status codes, as Neo.ClientError.Statement.SyntaxError:
// by the last word where that is exact, else by the classes before it.
func failureOfServer(e *driver.Neo4jError) graph.Failure {
	switch e.Title() {
	case "MemoryPoolOutOfMemoryError", "TransactionOutOfMemoryError", "TransactionMemoryLimit", "OutOfMemoryError", "StackOverFlowError":
		return graph.TooLarge
	case "TransactionTimedOut", "TransactionTimedOutClientConfiguration":
		return graph.TimedOut
	case "DatabaseUnavailable", "Terminated", "LockClientStopped", "TransactionMarkedAsFailed":
		return graph.Unavailable
	case "ForbiddenOnReadOnlyDatabase", "WriteOnReadOnlyAccessDatabase", "ReadOnly":
		return graph.Refused
	}
	switch category := e.Classification() + "." + e.Category(); {
	case e.IsRetriable(), category == "ClientError.Cluster":
		return graph.Unavailable
	case category == "ClientError.Security", category == "ClientError.Database":
		return graph.Refused
	case e.Classification() == "DatabaseError":
		return failureOfDatabase(e.Category())
	}
	return graph.Invalid
}

// failureOfDatabase sorts the codes for which the server blames itself, by their
// category. Where a transaction could not begin or be committed, mostly for want of
// disk, it may later; a schema command that is refused is one of another edition, and
// a database that does not start will not start for us.
func failureOfDatabase(category string) graph.Failure {
	switch category {
	case "Transaction":
		return graph.Unavailable
	case "Schema", "Database", "Security":
		return graph.Refused
	}
	return graph.Broken
}

// classify makes a graph.Error of an error of the driver. ctx is the one that
// bounded the attempt. own is the same error as the transaction's function returned
// it, with more words; it may be nil.
func (c Config) classify(ctx context.Context, err, own error) error {
	f := failureOf(err)
	cause := err
	var hidden final
	if errors.As(cause, &hidden) {
		cause = hidden.err
	}
	if own != nil && !errors.Is(cause, own) && errors.Is(own, cause) {
		cause = own
	}
	return &graph.Error{Failure: f, Message: c.message(f, err, ctx.Err() != nil), Err: cause}
}

// message says what is wrong and what to do; the cause follows it. late: our own
// time ran out, which the driver's errors say only in words.
func (c Config) message(f graph.Failure, err error, late bool) string {
	var server *driver.Neo4jError
	if errors.As(err, &server) && f == graph.Refused {
		return c.refusal(server)
	}
	switch f {
	case graph.Unavailable:
		switch {
		case server != nil && server.Title() == "DatabaseUnavailable":
			return fmt.Sprintf("%s of %s does not serve now", c.database(), c.URI)
		case late || errors.Is(err, context.DeadlineExceeded):
			return fmt.Sprintf("wait for Neo4j at %s: it did not answer in time; it may be starting, or busy", c.URI)
		}
		return fmt.Sprintf("reach Neo4j at %s: is it running, and is that its Bolt port (7687, not 7474)?", c.URI)
	case graph.Refused:
		return c.address()
	case graph.TooLarge:
		return "the transaction needs more memory than Neo4j allows (db.memory.transaction.max)"
	case graph.Broken:
		return fmt.Sprintf("%s met a fault of its own: look into its log (logs/debug.log)", c.URI)
	case graph.TimedOut:
		return "the statement took longer than it was allowed"
	}
	return fmt.Sprintf("run a statement on %s", c.URI)
}

// address says which address would be right.
func (c Config) address() string {
	return fmt.Sprintf("connect to %s: give bolt://HOST:7687 of a Neo4j %s or later", c.URI, Oldest)
}

// WantsPassword reports whether a server refused Open for want of the right
// password.
func WantsPassword(err error) bool {
	var server *driver.Neo4jError
	return errors.As(err, &server) && server.IsAuthenticationFailed()
}

func (c Config) refusal(e *driver.Neo4jError) string {
	const set = "set NEO4J_USERNAME, and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE, a file that holds it"
	switch {
	case e.Title() == "AuthenticationRateLimit":
		return "too many wrong passwords: wait a few seconds"
	case e.Title() == "CredentialsExpired":
		return fmt.Sprintf("user %s must have a password of their own first: ALTER CURRENT USER SET PASSWORD, in Neo4j Browser or cypher-shell", c.Username)
	case e.IsAuthenticationFailed() && c.Password == "":
		return fmt.Sprintf("%s wants a user name and a password: %s", c.URI, set)
	case e.IsAuthenticationFailed():
		return fmt.Sprintf("%s does not accept this password of user %s: see NEO4J_USERNAME and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE", c.URI, c.Username)
	case e.Title() == "DatabaseNotFound":
		return fmt.Sprintf("%s has no database %q", c.URI, c.Database)
	case e.Category() == "Security":
		return fmt.Sprintf("user %q may not do this on %s", c.Username, c.URI)
	case e.Category() == "Schema":
		return fmt.Sprintf("%s refuses a constraint or an index: its edition may not have it, or the data there breaks it", c.URI)
	case e.Classification() == "DatabaseError":
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
