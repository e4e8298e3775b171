package neo4j_test

import (
	"testing"

	"newsgraph/graph"
	"newsgraph/graph/neo4j/neo4jtest"
	"newsgraph/graph/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t testing.TB) graph.Store { return neo4jtest.Open(t) })
}
