package neo4j_test

import (
	"testing"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
	"github.com/newsgraph/newsgraph/graph/storetest"
)

func TestStore(t *testing.T) {
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		suite := storetest.Run
		if r.Newest() {
			suite = storetest.RunNewest
		}
		suite(t, func(t testing.TB) graph.Store { return r.Open(t) })
	})
}
