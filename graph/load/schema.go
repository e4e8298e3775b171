package load

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/shingle"
)

// SchemaVersion is the version of the graph's shape that this program reads and
// writes.
const SchemaVersion = 2

// schema lists the statements of the schema that do not depend on the relations,
// in order. __Entity__ must be the first label that a database knows: Neo4j
// Browser colours a node by the last rule that matches and makes its rules in
// that order, so that the kind then gives the colour.
func schema() []string {
	list := []string{
		"CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:__Entity__) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT migration_version IF NOT EXISTS FOR (n:__Migration) REQUIRE n.version IS UNIQUE",
		"CREATE INDEX entity_name_norm IF NOT EXISTS FOR (n:__Entity__) ON (n.name_norm)",
		"CREATE INDEX entity_kind IF NOT EXISTS FOR (n:__Entity__) ON (n.kind)",
		"CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:__Name) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT pending_id IF NOT EXISTS FOR (n:__Pending) REQUIRE n.id IS UNIQUE",
		"CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:__Judgement) REQUIRE n.id IS UNIQUE",
		"CREATE INDEX entity_block IF NOT EXISTS FOR (n:__Entity__) ON (n.block)",
		"CREATE INDEX entity_initials IF NOT EXISTS FOR (n:__Entity__) ON (n.initials)",
		"CREATE INDEX name_block IF NOT EXISTS FOR (n:__Name) ON (n.block)",
		"CREATE INDEX name_initials IF NOT EXISTS FOR (n:__Name) ON (n.initials)",
		"CREATE INDEX name_name_norm IF NOT EXISTS FOR (n:__Name) ON (n.name_norm)",
		"CREATE INDEX article_published_at IF NOT EXISTS FOR (n:Article) ON (n.published_at)",
		"CREATE INDEX claim_key IF NOT EXISTS FOR (n:Claim) ON (n.key)",
		"CREATE INDEX claim_negated IF NOT EXISTS FOR (n:Claim) ON (n.negated)",
		"CREATE INDEX claim_modality IF NOT EXISTS FOR (n:Claim) ON (n.modality)",
		"CREATE FULLTEXT INDEX entity_text IF NOT EXISTS FOR (n:__Entity__) ON EACH [n.name, n.aliases_text]",
		"CREATE FULLTEXT INDEX claim_text IF NOT EXISTS FOR (n:Claim) ON EACH [n.quote]",
		"CREATE INDEX article_story IF NOT EXISTS FOR (n:Article) ON (n.story)",
	}
	for tree := range shingle.Trees {
		list = append(list, fmt.Sprintf("CREATE INDEX article_%[1]s IF NOT EXISTS FOR (n:Article) ON (n.%[1]s)", nearProperty(tree)))
	}
	return list
}

// Schema lists all statements of the schema: the fixed ones, then one
// constraint per relation, which guards against double edges and makes the type
// known to Neo4j Browser.
func (l *Loader) Schema() []string {
	out := schema()
	for _, r := range l.relations {
		if len(r.Object) > 0 {
			out = append(out, fmt.Sprintf("CREATE CONSTRAINT edge_%s IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.key IS UNIQUE",
				strings.ToLower(r.Name), r.Name))
		}
	}
	return out
}

// Script is the schema as a file for cypher-shell: after it CheckSchema is content.
func (l *Loader) Script() string {
	return strings.Join(append(l.Schema(), mark()), ";\n") + ";\n"
}

// mark is the statement that notes which schema a store has.
func mark() string {
	return fmt.Sprintf("MERGE (m:__Migration {version: %d}) SET m.checksum = '%s'", SchemaVersion, checksum())
}

// checksum tells schemas of the same version apart. A relation more is no other
// schema.
func checksum() string {
	sum := sha256.Sum256([]byte(strings.Join(schema(), "\n")))
	return hex.EncodeToString(sum[:])
}

// ApplySchema creates what is missing of the schema and waits until the indexes
// can be used. It refuses a store whose schema is newer than this program.
func (l *Loader) ApplySchema(ctx context.Context) (graph.Counts, error) {
	var total graph.Counts
	applied, err := l.Applied(ctx)
	if err != nil {
		return total, err
	}
	// In an empty store nothing has to be looked at: one transaction will do.
	// Elsewhere each constraint may take long, and each has a time limit of its own.
	together, err := l.empty(ctx)
	if err != nil {
		return total, err
	}
	statements := l.Schema()
	n := 1
	if together {
		n = len(statements)
	}
	for some := range slices.Chunk(statements, n) {
		if err := l.apply(ctx, &total, some...); err != nil {
			return total, err
		}
	}
	if !applied { // Neo4j does not mix schema and data in one transaction
		if err := l.apply(ctx, &total, mark()); err != nil {
			return total, err
		}
	}
	err = l.store.View(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "CALL db.awaitIndexes(300)", nil, nil)
		return err
	})
	if err != nil {
		return total, fmt.Errorf("wait for the indexes: %w", err)
	}
	return total, nil
}

// empty reports whether the store has no nodes.
func (l *Loader) empty(ctx context.Context) (empty bool, err error) {
	err = l.store.View(ctx, func(tx graph.Tx) error {
		empty = true
		_, err := tx.Run(ctx, "MATCH (n) RETURN 1 LIMIT 1", nil, func(graph.Row) error { empty = false; return nil })
		return err
	})
	return empty, err
}

// apply runs statements in one transaction.
func (l *Loader) apply(ctx context.Context, total *graph.Counts, statements ...string) error {
	var counts graph.Counts
	err := l.store.Update(ctx, func(tx graph.Tx) error {
		counts = graph.Counts{}
		for _, s := range statements {
			c, err := tx.Run(ctx, s, nil, nil)
			if err != nil {
				return fmt.Errorf("apply the schema (%s): %w", s, err)
			}
			counts.Add(c)
		}
		return nil
	})
	if err == nil {
		total.Add(counts)
	}
	return err
}

// CheckSchema returns ErrNoSchema if the store lacks this program's schema, and
// another error if it has one that this program cannot use or that is not whole.
func (l *Loader) CheckSchema(ctx context.Context) error {
	applied, err := l.Applied(ctx)
	if err != nil {
		return err
	}
	if !applied {
		return ErrNoSchema
	}
	there, err := l.named(ctx)
	if err != nil {
		return fmt.Errorf("list the constraints and indexes: %w", err)
	}
	var lacks []string
	for _, s := range l.Schema() {
		name := nameOf(s)
		switch state, ok := there[name]; {
		case !ok:
			lacks = append(lacks, name)
		case state == "FAILED":
			lacks = append(lacks, name+" (failed: drop it first)")
		}
	}
	if len(lacks) > 0 {
		return &graph.Error{Failure: graph.Refused, Message: "the schema lacks " + strings.Join(lacks, ", ") + ": run newsgraph schema apply"}
	}
	return nil
}

// nameOf is the name that a statement of the schema gives.
func nameOf(statement string) string {
	before, _, _ := strings.Cut(statement, " IF NOT EXISTS")
	return before[strings.LastIndex(before, " ")+1:]
}

// named lists the constraints and indexes that a store has, with the state of
// the indexes.
func (l *Loader) named(ctx context.Context) (there map[string]string, err error) {
	err = l.store.View(ctx, func(tx graph.Tx) error {
		there = map[string]string{}
		for _, ask := range []string{"SHOW CONSTRAINTS YIELD name RETURN name, '' AS state", "SHOW INDEXES YIELD name, state RETURN name, state"} {
			_, err := tx.Run(ctx, ask, nil, func(r graph.Row) error {
				there[graphID(r.Values[0])] += graphID(r.Values[1])
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return there, err
}

// Applied reports whether the schema has been applied, whole or not. It refuses a
// store whose schema this program cannot use.
func (l *Loader) Applied(ctx context.Context) (bool, error) {
	applied := false
	err := l.store.View(ctx, func(tx graph.Tx) error {
		_, err := tx.Run(ctx, "MATCH (m:__Migration) RETURN m.version AS version, m.checksum AS checksum ORDER BY version", nil, func(r graph.Row) error {
			version, _ := r.Values[0].(int64)
			switch {
			case version > SchemaVersion:
				return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf("the store has schema %d, this program knows %d: use a newer newsgraph", version, SchemaVersion)}
			case version == SchemaVersion && r.Values[1] != checksum():
				return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf("schema %d of the store is not the one of this program: it was made by another build", version)}
			}
			applied = version == SchemaVersion
			return nil
		})
		return err
	})
	return applied, err
}
