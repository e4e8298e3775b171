package neo4j

import (
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
)

func TestCodes(t *testing.T) {
	for code, want := range map[string]graph.Failure{
		"Neo.ClientError.Statement.SyntaxError":                              graph.Invalid,
		"Neo.ClientError.Schema.ConstraintValidationFailed":                  graph.Invalid,
		"Neo.ClientError.Security.Unauthorized":                              graph.Refused,
		"Neo.ClientError.Database.DatabaseNotFound":                          graph.Refused,
		"Neo.ClientError.General.WriteOnReadOnlyAccessDatabase":              graph.Refused,
		"Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": graph.TimedOut,
		"Neo.TransientError.Transaction.DeadlockDetected":                    graph.Unavailable,
		"Neo.TransientError.General.MemoryPoolOutOfMemoryError":              graph.TooLarge,
		"Neo.TransientError.General.OutOfMemoryError":                        graph.TooLarge,
		"Neo.TransientError.General.TransactionMemoryLimit":                  graph.TooLarge,
		"Neo.TransientError.General.DatabaseUnavailable":                     graph.Unavailable,
		"Neo.TransientError.Transaction.Terminated":                          graph.Unavailable,
		"Neo.ClientError.Cluster.NotALeader":                                 graph.Unavailable,
		"Neo.ClientError.General.ForbiddenOnReadOnlyDatabase":                graph.Refused,
		"Neo.ClientError.General.TransactionOutOfMemoryError":                graph.TooLarge,
		"Neo.ClientError.Security.AuthorizationExpired":                      graph.Unavailable,
		"odd": graph.Invalid,
		"Neo.DatabaseError.Schema.ConstraintCreationFailed":     graph.Refused,
		"Neo.DatabaseError.Transaction.TransactionCommitFailed": graph.Unavailable,
		"Neo.DatabaseError.Database.UnableToStartDatabase":      graph.Refused,
		"Neo.DatabaseError.General.UnknownError":                graph.Broken,
		"Neo.DatabaseError.General.IndexCorruptionDetected":     graph.Broken,
		"Neo.DatabaseError.Statement.ExecutionFailed":           graph.Broken,
	} {
		if got := failureOf(&driver.Neo4jError{Code: code}); got != want {
			t.Errorf("%s: failure %d, want %d", code, got, want)
		}
	}
}

// TestRefusals: what the message must name, for codes that no test server gives.
func TestRefusals(t *testing.T) {
	c := Config{URI: "bolt://host", Username: "neo4j", Password: "secret"}
	for code, want := range map[string]string{
		"Neo.ClientError.Security.CredentialsExpired":      "ALTER CURRENT USER SET PASSWORD",
		"Neo.ClientError.Security.AuthenticationRateLimit": "wait a few seconds",
		"Neo.ClientError.Security.Forbidden":               `user "neo4j" may not do this`,
		"Neo.ClientError.Database.DatabaseNotFound":        "has no database",
	} {
		err := c.classify(t.Context(), &driver.Neo4jError{Code: code}, nil)
		if graph.FailureOf(err) != graph.Refused || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want a refusal that says %q", code, err, want)
		}
	}
}

// TestDatabases: a database that does not serve is told from one that serves, by
// what servers list.
func TestDatabases(t *testing.T) {
	online := database{name: "news", access: "read-write", status: "online", aliases: []any{"press"}, home: true}
	reader, stopped, starting := online, online, online
	reader.access, stopped.status, starting.status = "read-only", "offline", "starting"
	stopped.message = "An error occurred!"
	for _, c := range []struct {
		name    string
		list    []database
		ask     string
		writes  bool
		failure graph.Failure
		says    string
	}{
		{"online", []database{online}, "NEWS", true, 0, ""},
		{"alias", []database{online}, "press", true, 0, ""},
		{"home", []database{{name: "other"}, online}, "", true, 0, ""},
		{"read-only, to read", []database{reader}, "news", false, 0, ""},
		{"read-only, to write", []database{reader}, "news", true, graph.Refused, "server.databases.read_only"},
		{"offline", []database{stopped}, "", false, graph.Refused, "is offline, not online: the server's logs/debug.log says why An error occurred!"},
		{"starting", []database{starting}, "news", false, graph.Unavailable, "starting"},
		{"one copy of a cluster", []database{stopped, online}, "news", true, 0, ""},
		{"none", []database{online}, "nws", true, graph.Refused, `no database "nws", but has news`},
	} {
		s := &Store{config: Config{URI: "bolt://host", Database: c.ask, Writes: c.writes}}
		err := s.serves(c.list)
		if graph.FailureOf(err) != c.failure || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want failure %d that says %q", c.name, err, c.failure, c.says)
		}
	}
}

func TestVersions(t *testing.T) {
	for version, want := range map[string]bool{"5.25.1": false, "4.4.40": false, "5.26.0": true, "5.26-aura": true, "2025.01.0": true, "odd": false} {
		if got := newEnough(version); got != want {
			t.Errorf("%s is new enough: %v, want %v", version, got, want)
		}
	}
}
