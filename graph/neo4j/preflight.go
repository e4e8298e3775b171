package neo4j

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

// Oldest is the oldest server that runs our statements: CALL (x) { } needs
// 5.23, and 5.26 is the long-term line.
const Oldest = "5.26"

// preflight checks, before any work, what would otherwise fail in the middle
// of it. The driver's own check passes for an unknown database, and retries for
// long where nothing listens, so it comes first and alone.
func (s *Store) preflight(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := s.driver.VerifyConnectivity(bounded); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return s.config.classify(err, nil)
	}
	// A server that has just started may take longer over its first statement.
	bounded, cancel = context.WithTimeout(ctx, s.config.ReadTimeout)
	defer cancel()
	session := s.session(ctx, driver.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(bounded, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version", nil)
	if err != nil {
		return s.unknown(ctx, err)
	}
	record, err := result.Single(bounded)
	if err != nil {
		return s.unknown(ctx, err)
	}
	version, _ := record.Values[0].(string)
	if !newEnough(version) {
		return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf("%s runs Neo4j %s: %s or later is needed", s.config.URI, version, Oldest)}
	}
	if !s.config.Writes {
		return nil
	}
	return s.writable(ctx)
}

// writable checks that the database is online and can be written. Who may not
// see the list of databases learns it from the first statement.
func (s *Store) writable(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.config.ReadTimeout)
	defer cancel()
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: "system", AccessMode: driver.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, "SHOW DATABASES YIELD name, aliases, access, currentStatus, home RETURN name, aliases, access, currentStatus, home", nil)
	if err != nil {
		return s.unlisted(err)
	}
	for result.Next(ctx) {
		v := result.Record().Values
		aliases, _ := v[1].([]any)
		mine := strings.EqualFold(fmt.Sprint(v[0]), s.config.Database) || s.config.Database == "" && v[4] == true
		for _, a := range aliases {
			mine = mine || strings.EqualFold(fmt.Sprint(a), s.config.Database)
		}
		switch {
		case !mine:
		case v[3] != "online":
			return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf("%s of %s is %v, not online", s.config.database(), s.config.URI, v[3])}
		case v[2] == "read-only":
			return &graph.Error{Failure: graph.Refused,
				Message: fmt.Sprintf("%s of %s is read-only: see server.databases.read_only in its neo4j.conf, or name another by --database", s.config.database(), s.config.URI)}
		}
	}
	return s.unlisted(result.Err())
}

// unlisted lets pass that the list of databases is refused, and no other error.
func (s *Store) unlisted(err error) error {
	if f := failureOf(err); err == nil || f == graph.Refused || f == graph.Invalid {
		return nil
	}
	return s.config.classify(err, nil)
}

// unknown adds the names of the databases there are, if it can learn them.
func (s *Store) unknown(ctx context.Context, err error) error {
	classified := s.config.classify(err, nil)
	if !strings.Contains(err.Error(), "DatabaseNotFound") {
		return classified
	}
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: "system", AccessMode: driver.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	result, e := session.Run(ctx, "SHOW DATABASES YIELD name WHERE name <> 'system' RETURN name ORDER BY name", nil)
	if e != nil {
		return classified
	}
	var names []string
	for result.Next(ctx) {
		names = append(names, fmt.Sprint(result.Record().Values[0]))
	}
	return &graph.Error{Failure: graph.Refused, Err: err,
		Message: fmt.Sprintf("%s has no database %q, but has %s", s.config.URI, s.config.Database, strings.Join(names, ", "))}
}

// newEnough compares the first two numbers of a version with Oldest. Versions
// by year (2025.01) are later than all of the old style.
func newEnough(version string) bool {
	major, rest, _ := strings.Cut(version, ".")
	minor, _, _ := strings.Cut(rest, ".")
	minor, _, _ = strings.Cut(minor, "-")
	a, err1 := strconv.Atoi(major)
	b, err2 := strconv.Atoi(minor)
	return err1 == nil && err2 == nil && (a > 5 || a == 5 && b >= 26)
}
