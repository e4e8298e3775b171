package main

import (
	"context"
	"errors"

	"github.com/urfave/cli/v2"

	"newsgraph/graph"
)

// defaultStore is the folder of the embedded graph.
const defaultStore = "newsgraph.db"

// storeFlags are the flags that say which graph.
func storeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "store", Value: defaultStore, Usage: "the graph in the folder `DIR`"},
		&cli.StringFlag{Name: "to", Usage: "the graph in Neo4j at `URI`, bolt://HOST:7687; user and password from NEO4J_USERNAME and NEO4J_PASSWORD"},
		&cli.StringFlag{Name: "database", Usage: "database `NAME` on that server (default: the user's)"},
	}
}

// reader opens the graph that the flags name for reading.
func (con *console) reader(ctx context.Context, c *cli.Context) (graph.Store, error) {
	return nil, errors.New("no store yet")
}
