package neo4j

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/newsgraph/newsgraph/graph"
)

// Oldest is the oldest server that runs our statements: CALL (x) { } needs
// 5.23, and 5.26 is the long-term line.
const Oldest = "5.26"

// preflight checks, before any work, what would otherwise fail in the middle
// of it. The driver's own check passes for an unknown database, and retries for
// long where nothing listens, so it comes first and alone.
func (s *Store) preflight(ctx context.Context, patience time.Duration) error {
	if err := s.reachable(ctx, patience); err != nil {
		return err
	}
	// A server that has just started may take longer over its first statement.
	bounded, cancel := context.WithTimeout(ctx, max(patience, 30*time.Second))
	defer cancel()
	version, err := s.version(bounded)
	if err != nil && failureOf(err) == 0 {
		return err
	}
	if err == nil && !newEnough(version) {
		return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf("%s runs Neo4j %s: %s or later is needed", s.config.URI, version, Oldest)}
	}
	if err == nil && !s.config.Writes {
		return nil
	}
	// Who may not see the list of databases learns of them from the first statement.
	list, hidden := s.databases(bounded)
	if hidden == nil {
		if e := s.serves(list); e != nil {
			return e
		}
	}
	switch {
	case err != nil:
		return s.answered(ctx, bounded, err)
	case hidden == nil || failureOf(hidden) == graph.Refused || failureOf(hidden) == graph.Invalid:
		return nil
	}
	return s.answered(ctx, bounded, hidden)
}

// answered classifies what a server that was reached answered, or did not in time.
func (s *Store) answered(ctx, bounded context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var server *driver.Neo4jError
	own := s.config.classify(bounded, err, nil)
	if graph.FailureOf(own) == graph.Unavailable && (bounded.Err() != nil || errors.As(err, &server)) {
		return late{own}
	}
	return own
}

// reachable checks the way, the protocol and the credentials.
func (s *Store) reachable(ctx context.Context, patience time.Duration) error {
	bounded, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := s.driver.VerifyConnectivity(bounded)
	var server *driver.Neo4jError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case !errors.As(err, &server) && bounded.Err() == nil:
		if found := s.config.diagnose(ctx); found != nil {
			return found
		}
	}
	return s.answered(ctx, bounded, err)
}

func (s *Store) version(ctx context.Context) (string, error) {
	session := s.session(ctx, driver.AccessModeRead)
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version", nil)
	if err != nil {
		return "", err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return "", err
	}
	version, _ := record.Values[0].(string)
	return version, nil
}

// database is one database of a server as it lists them itself.
type database struct {
	name, access, status, message string
	aliases                       []any
	home                          bool // the user's own
}

// databases lists the databases that the user may see.
func (s *Store) databases(ctx context.Context) ([]database, error) {
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: "system", AccessMode: driver.AccessModeRead})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, "SHOW DATABASES YIELD name, access, currentStatus, statusMessage, aliases, home "+
		"WHERE name <> 'system' RETURN name, access, currentStatus, statusMessage, aliases, home ORDER BY name", nil)
	if err != nil {
		return nil, err
	}
	var list []database
	for result.Next(ctx) {
		v := result.Record().Values
		var d database
		d.name, _ = v[0].(string)
		d.access, _ = v[1].(string)
		d.status, _ = v[2].(string)
		d.message, _ = v[3].(string)
		d.aliases, _ = v[4].([]any)
		d.home, _ = v[5].(bool)
		list = append(list, d)
	}
	return list, result.Err()
}

// is reports whether the database goes by a name; "" is that of the user's own.
func (d database) is(name string) bool {
	return name == "" && d.home || strings.EqualFold(d.name, name) ||
		slices.ContainsFunc(d.aliases, func(a any) bool { return strings.EqualFold(fmt.Sprint(a), name) })
}

// serves checks that the database is there, online, and open to what is to come.
func (s *Store) serves(list []database) error {
	c := s.config
	mine := func(d database) bool { return d.is(c.Database) }
	at := slices.IndexFunc(list, func(d database) bool { return mine(d) && d.status == "online" }) // a cluster lists every copy
	if at < 0 {
		at = slices.IndexFunc(list, mine)
	}
	refused := func(format string, args ...any) error {
		return &graph.Error{Failure: graph.Refused, Message: fmt.Sprintf(format, args...)}
	}
	if at < 0 {
		names := make([]string, len(list))
		for i, d := range list {
			names[i] = d.name
		}
		if c.Database == "" || len(list) == 0 {
			return nil
		}
		return refused("%s has no database %q, but has %s", c.URI, c.Database, strings.Join(names, ", "))
	}
	switch d := list[at]; {
	case d.status == "starting":
		return late{&graph.Error{Failure: graph.Unavailable, Message: fmt.Sprintf("%s of %s is starting: try again soon", c.database(), c.URI)}}
	case d.status != "online":
		return refused("%s of %s is %s, not online: the server's logs/debug.log says why %s", c.database(), c.URI, d.status, strings.TrimSpace(d.message))
	case d.access == "read-only" && c.Writes:
		return refused("%s of %s is read-only: see server.databases.read_only in its neo4j.conf, or name another by --database", c.database(), c.URI)
	}
	return nil
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
