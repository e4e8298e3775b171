// Package neo4j is a graph.Store over Bolt: a Neo4j server, 5.26 or later,
// Community Edition or above, without APOC.
//
// Every transaction is a managed one: the driver repeats it after deadlocks and
// short outages, and Update repeats it beyond the driver's own patience until
// Config.RetryFor has passed, and also when a commit's outcome is unknown. The
// functions given to View and Update must therefore be idempotent.
package neo4j

import (
	"context"
	"fmt"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/newsgraph/newsgraph/graph"
)

// Config says which server, which database, and how patient to be.
type Config struct {
	URI      string // bolt://, neo4j://, with +s or +ssc for TLS
	Database string // empty: the user's home database
	Username string // empty: no authentication
	Password string
	// Writes says that there will be Updates: Open then refuses a database that is
	// read-only.
	Writes bool

	ReadTimeout  time.Duration // of one View on the server; 0: 30 s
	WriteTimeout time.Duration // of one Update on the server; 0: 2 min
	// DriverRetry is how long the driver itself repeats one attempt; 0: 30 s.
	DriverRetry time.Duration
	// RetryFor is how long View and Update go on trying while the server is away or
	// refuses for a passing reason, and Open while it is slow; 0: 10 min.
	RetryFor time.Duration
	// Await lets Open wait for a server too that cannot be reached at all: without
	// it that counts as a wrong address.
	Await bool
	// Connect is how long the first attempt to connect may take, later ones take
	// longer; 0: 10 s.
	Connect time.Duration
	// Grace is how much longer than the server's limit an attempt may take
	// before the connection counts as dead; 0: 15 s.
	Grace time.Duration
	// Notice is told, once a wait, why the store waits. May be nil.
	Notice func(message string)
}

func (c Config) withDefaults() Config {
	if c.ReadTimeout == 0 {
		c.ReadTimeout = 30 * time.Second
	}
	if c.WriteTimeout == 0 {
		c.WriteTimeout = 2 * time.Minute
	}
	if c.DriverRetry == 0 {
		c.DriverRetry = 30 * time.Second
	}
	if c.RetryFor == 0 {
		c.RetryFor = 10 * time.Minute
	}
	if c.Connect == 0 {
		c.Connect = 10 * time.Second
	}
	if c.Grace == 0 {
		c.Grace = 15 * time.Second
	}
	if c.Notice == nil {
		c.Notice = func(string) {}
	}
	return c
}

// Store is one database of a server.
type Store struct {
	driver    driver.DriverWithContext
	config    Config
	bookmarks driver.BookmarkManager
}

var _ graph.Store = (*Store)(nil)

// Open connects to the server and checks that it can serve: reachable,
// credentials, version, database. Like View and Update it outlasts that a server is
// slow, for one that has just started may be for minutes. Its errors are
// *graph.Error and name the remedy.
func Open(ctx context.Context, c Config) (*Store, error) {
	c = c.withDefaults()
	auth := driver.NoAuth()
	if c.Username != "" {
		auth = driver.BasicAuth(c.Username, c.Password, "")
	}
	d, err := driver.NewDriverWithContext(c.URI, auth, c.configure)
	if err != nil {
		return nil, c.classify(ctx, err, nil)
	}
	s := &Store{driver: d, config: c, bookmarks: driver.NewBookmarkManager(driver.BookmarkManagerConfig{})}
	patience := c.Connect
	err = s.retry(ctx, s.awaited, func() error {
		defer func() { patience = min(2*patience, 2*time.Minute) }()
		return s.preflight(ctx, patience)
	})
	if err != nil {
		return nil, closing(ctx, d, err)
	}
	return s, nil
}

func closing(ctx context.Context, d driver.DriverWithContext, err error) error {
	if e := d.Close(context.WithoutCancel(ctx)); e != nil {
		return fmt.Errorf("%w (and closing the connection: %v)", err, e)
	}
	return err
}

func (own Config) configure(c *config.Config) {
	c.MaxTransactionRetryTime = own.DriverRetry
	c.MaxConnectionPoolSize = 4
	c.ConnectionAcquisitionTimeout = 30 * time.Second
	c.ConnectionLivenessCheckTimeout = 5 * time.Minute
	c.SocketConnectTimeout = 5 * time.Second
	c.TelemetryDisabled = true
	c.NotificationsMinSeverity = notifications.WarningLevel
	// A young database does not know all types and properties of our queries.
	c.NotificationsDisabledCategories = notifications.DisableCategories(notifications.Unrecognized)
}

// Close closes the connections.
func (s *Store) Close(ctx context.Context) error {
	return s.driver.Close(context.WithoutCancel(ctx))
}

// View runs fn in a read transaction: the server itself refuses writes. Like
// Update it outlasts an outage.
func (s *Store) View(ctx context.Context, fn func(graph.Tx) error) error {
	return s.retry(ctx, failing(graph.Unavailable), func() error {
		return s.attempt(ctx, driver.AccessModeRead, s.config.ReadTimeout, fn)
	})
}

// Update runs fn in a write transaction and repeats it as long as the reason
// for its failure may pass. Running out of time is such a reason, for writes: a
// server that has just started plans every statement anew, and keeps the plans.
func (s *Store) Update(ctx context.Context, fn func(graph.Tx) error) error {
	return s.retry(ctx, failing(graph.Unavailable, graph.TimedOut), func() error {
		return s.attempt(ctx, driver.AccessModeWrite, s.config.WriteTimeout, fn)
	})
}

func (s *Store) session(ctx context.Context, mode driver.AccessMode) driver.SessionWithContext {
	return s.driver.NewSession(ctx, driver.SessionConfig{
		AccessMode: mode, DatabaseName: s.config.Database, BookmarkManager: s.bookmarks, FetchSize: 2000,
	})
}

// attempt runs fn in one managed transaction. The driver sees its own errors as
// it made them, because it recognises those worth a retry by their bare types;
// the caller gets the error of fn, which may say more.
func (s *Store) attempt(ctx context.Context, mode driver.AccessMode, limit time.Duration, fn func(graph.Tx) error) error {
	session := s.session(ctx, mode)
	defer session.Close(context.WithoutCancel(ctx))
	// The server ends the transaction at the limit. If it is out of reach, this
	// ends our wait.
	bounded, cancel := context.WithTimeout(ctx, limit+s.config.Grace)
	defer cancel()
	var own error
	work := func(t driver.ManagedTransaction) (any, error) {
		tx := &tx{ctx: bounded, t: t}
		own = fn(tx)
		switch {
		case tx.err == nil:
			return nil, own
		case failureOf(tx.err) == graph.TooLarge:
			return nil, final{tx.err} // the same size again would fail again
		}
		return nil, tx.err
	}
	run := session.ExecuteWrite
	if mode == driver.AccessModeRead {
		run = session.ExecuteRead
	}
	_, err := run(bounded, work, driver.WithTxTimeout(limit))
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case own != nil && !fromDriver(err):
		return own
	}
	return s.config.classify(bounded, err, own)
}

// final hides a driver's error from its retry logic.
type final struct{ err error }

func (f final) Error() string { return f.err.Error() }

// tx is one attempt at a transaction; err is the first error of the driver.
type tx struct {
	ctx context.Context
	t   driver.ManagedTransaction
	err error
}

func (t *tx) fail(err error) (graph.Counts, error) {
	if t.err == nil {
		t.err = err
	}
	return graph.Counts{}, err
}

// Run runs one statement. The transaction's own deadline holds beside ctx's,
// which is the caller's and usually its parent.
func (t *tx) Run(_ context.Context, cypher string, params map[string]any, row func(graph.Row) error) (graph.Counts, error) {
	sent, err := outgoing(params)
	if err != nil {
		return graph.Counts{}, err
	}
	result, err := t.t.Run(t.ctx, cypher, sent)
	if err != nil {
		return t.fail(err)
	}
	out := answer{tx: t, ends: ends{}, row: row}
	for row != nil && result.Next(t.ctx) {
		if err := out.take(result.Record()); err != nil {
			return graph.Counts{}, err
		}
	}
	if err := out.give(); err != nil {
		return graph.Counts{}, err
	}
	summary, err := result.Consume(t.ctx)
	if err != nil {
		return t.fail(err)
	}
	return countsOf(summary.Counters()), nil
}

func countsOf(c driver.Counters) graph.Counts {
	return graph.Counts{
		NodesCreated: c.NodesCreated(), NodesDeleted: c.NodesDeleted(),
		EdgesCreated: c.RelationshipsCreated(), EdgesDeleted: c.RelationshipsDeleted(),
		PropertiesSet: c.PropertiesSet(), LabelsAdded: c.LabelsAdded(), LabelsRemoved: c.LabelsRemoved(),
		ConstraintsAdded: c.ConstraintsAdded(), ConstraintsRemoved: c.ConstraintsRemoved(),
		IndexesAdded: c.IndexesAdded(), IndexesRemoved: c.IndexesRemoved(),
	}
}
