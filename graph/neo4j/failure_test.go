package neo4j

import (
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
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
		"Neo.DatabaseError.Schema.ConstraintCreationFailed":                  graph.Refused,
		"Neo.DatabaseError.Transaction.TransactionCommitFailed":              graph.Unavailable,
		"Neo.DatabaseError.Database.UnableToStartDatabase":                   graph.Refused,
		"Neo.DatabaseError.General.UnknownError":                             graph.Broken,
		"Neo.DatabaseError.General.IndexCorruptionDetected":                  graph.Broken,
		"Neo.DatabaseError.Statement.ExecutionFailed":                        graph.Broken,
	} {
		if got := failureOf(&driver.Neo4jError{Code: code}); got != want {
			t.Errorf("%s: failure %d, want %d", code, got, want)
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
