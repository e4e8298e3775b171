package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded/work"
)

// maxRows is how many rows an answer may have: it is held in memory until the
// transaction has ended.
const maxRows = 1_000_000

// maxAnswer is how many bytes it may take, estimated.
const maxAnswer = 512 << 20

// answers runs one statement in a transaction that refuses writes.
type answers func(statement string, params map[string]any) (table, error)

// asking opens the graph that the flags name once, for all statements of fn.
func (con *console) asking(c *cli.Context, fn func(answers) error) error {
	ctx, cancel := context.WithTimeout(c.Context, c.Duration("timeout"))
	defer cancel()
	store, err := con.reader(ctx, c)
	if err != nil {
		return timedOut(c, err)
	}
	defer store.Close(context.WithoutCancel(ctx))
	if con.secret != nil { // a password may have been asked for, which takes its time
		ctx, cancel = context.WithTimeout(c.Context, c.Duration("timeout"))
		defer cancel()
	}
	return timedOut(c, fn(func(statement string, params map[string]any) (table, error) {
		return answer(ctx, store, statement, params)
	}))
}

// timedOut names the flag if the time that it gives was not enough.
func timedOut(c *cli.Context, err error) error {
	if errors.Is(err, context.DeadlineExceeded) || graph.FailureOf(err) == graph.TimedOut {
		return fmt.Errorf("no answer within %v: --timeout gives it more time: %w", c.Duration("timeout"), err)
	}
	return err
}

// answer collects the rows of one statement.
func answer(ctx context.Context, store graph.Store, statement string, params map[string]any) (table, error) {
	var t table
	err := store.View(ctx, func(tx graph.Tx) error {
		t = table{done: work.New(ctx)} // the transaction may be run again
		bytes := 0
		_, err := tx.Run(ctx, statement, params, func(r graph.Row) error {
			if len(t.rows) == maxRows {
				return usagef("more than %d rows: put a LIMIT at the end", maxRows)
			}
			if bytes += size(r.Values); bytes > maxAnswer {
				return usagef("an answer of more than %d bytes: put a LIMIT at the end, or return less of each row", maxAnswer)
			}
			t.columns = r.Columns
			t.rows = append(t.rows, append([]any(nil), r.Values...))
			return nil
		})
		return err
	})
	if graph.FailureOf(err) == graph.TooLarge {
		err = coded{err, exitUsage} // another time it is as large
	}
	return t, err
}

// size is about how many bytes a value of an answer takes.
func size(v any) int {
	sum := 16
	switch v := v.(type) {
	case string:
		sum += len(v)
	case []any:
		for _, e := range v {
			sum += size(e)
		}
	case map[string]any:
		sum += 200
		for k, e := range v {
			sum += 32 + len(k) + size(e)
		}
	case graph.Node:
		sum += 100 + size(v.Props)
	case graph.Edge:
		sum += 100 + size(v.Props)
	case graph.Path:
		for _, n := range v.Nodes {
			sum += size(n)
		}
		for _, e := range v.Edges {
			sum += size(e)
		}
	}
	return sum
}

// onlyReads says which commands write, if a statement wanted to.
func onlyReads(err error) error {
	if err == nil || graph.FailureOf(err) != graph.Invalid {
		return err
	}
	for _, sign := range []string{"transaction for reading", "AccessMode", "access mode"} { // ours, and Neo4j's
		if strings.Contains(err.Error(), sign) {
			return fmt.Errorf("cypher only reads: load, retract and schema write: %w", err)
		}
	}
	return err
}
