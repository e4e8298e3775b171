package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/neo4j"
)

// defaultStore is the folder of the embedded graph.
const defaultStore = "newsgraph.db"

// storeFlags are the flags that say which graph.
func storeFlags() []cli.Flag {
	return []cli.Flag{
		folderFlag(),
		&cli.StringFlag{Name: "to", Usage: "the graph in Neo4j at `URI`, as bolt://HOST:7687; user and password come from\n" +
			"\tNEO4J_USERNAME and NEO4J_PASSWORD, or the password from the file NEO4J_PASSWORD_FILE;\n" +
			"\ton a terminal it is asked for"},
		&cli.StringFlag{Name: "database", Usage: "database `NAME` on that server (default: the user's)",
			Action: func(c *cli.Context, name string) error {
				if c.String("to") == "" {
					return usagef("--database %s: only a server has databases: give --to too", name)
				}
				return nil
			}},
		&cli.DurationFlag{Name: "retry-for", Value: 10 * time.Minute, Usage: "wait so `LONG` for a server that is slow, or goes away; given, also for one that\n" +
			"\tis not there yet"},
	}
}

// folderFlag is the flag that names the folder of the embedded graph.
func folderFlag() cli.Flag {
	return &cli.StringFlag{Name: "store", Value: defaultStore, Usage: "the graph in the folder `DIR`",
		Action: func(_ *cli.Context, dir string) error {
			if dir == "" || dir == standard {
				return usagef("--store %q: want the name of a folder", dir)
			}
			return nil
		}}
}

// place says where the graph is that the flags name, for messages.
func place(c *cli.Context) string {
	if uri := c.String("to"); uri != "" {
		if db := c.String("database"); db != "" {
			return uri + ", database " + db
		}
		return uri
	}
	return c.String("store")
}

// flagsOf repeats the flags that name the graph, for commands to try.
func flagsOf(c *cli.Context) string {
	switch {
	case c.String("to") != "" && c.String("database") != "":
		return " --to " + c.String("to") + " --database " + c.String("database")
	case c.String("to") != "":
		return " --to " + c.String("to")
	case c.String("store") != defaultStore:
		return " --store " + c.String("store")
	}
	return ""
}

// reader opens the graph that the flags name; it must be there.
func (con *console) reader(ctx context.Context, c *cli.Context) (graph.Store, error) {
	if c.String("to") != "" {
		return con.server(ctx, c, false)
	}
	if err := con.present(c); err != nil {
		return nil, err
	}
	return con.folder(ctx, c.String("store"), true)
}

// present is an error if the folder that the flags name does not exist.
func (con *console) present(c *cli.Context) error {
	dir := c.String("store")
	if c.String("to") != "" {
		return nil
	}
	if _, err := os.Stat(dir); err != nil {
		return coded{fmt.Errorf("there is no graph in %s: newsgraph load PATH… makes one, --store names another", dir), exitConfiguration}
	}
	return nil
}

// writer opens the graph that the flags name, or makes a new one.
func (con *console) writer(ctx context.Context, c *cli.Context) (graph.Store, error) {
	if c.String("to") != "" {
		return con.server(ctx, c, true)
	}
	if err := strange(c.String("store")); err != nil {
		return nil, err
	}
	return con.folder(ctx, c.String("store"), false)
}

// strange is an error if a folder holds other things and no graph: a graph among
// somebody's articles is a mistake in the command line. What a file system puts
// into an empty folder, as lost+found, is nobody's, and a lock alone is no graph.
func strange(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // it is not there yet, or opening it says what is wrong
	}
	other := ""
	for _, e := range entries {
		switch name := e.Name(); {
		case embedded.Owns(name):
			return nil
		case name == "lock" || name == "lost+found" || strings.HasPrefix(name, "."):
		default:
			other = cmp.Or(other, name)
		}
	}
	if other != "" {
		return coded{fmt.Errorf("%s holds no graph, but other things (%s): name a new folder", dir, other), exitConfiguration}
	}
	return nil
}

// holdsGraph reports whether a folder has files of a graph.
func holdsGraph(dir string) bool {
	entries, _ := os.ReadDir(dir) // opening it says what is wrong
	return slices.ContainsFunc(entries, func(e os.DirEntry) bool { return embedded.Owns(e.Name()) })
}

// planned opens the graph that the flags name to try changes on that are not kept:
// where there is none yet, an empty one in memory. A folder is only read; on a server
// that a load has not been to, what it would refuse is refused, and nothing is
// touched.
func (con *console) planned(ctx context.Context, c *cli.Context) (graph.Store, error) {
	if con.present(c) != nil {
		return embedded.Memory(embedded.Options{}), nil
	}
	if c.String("to") == "" {
		if err := strange(c.String("store")); err != nil {
			return nil, err
		}
		if !holdsGraph(c.String("store")) {
			return embedded.Memory(embedded.Options{}), nil
		}
		return opened(ctx, c.String("store"), embedded.Options{ReadOnly: true, Trial: true, Notice: con.notice})
	}
	store, err := con.server(ctx, c, true)
	if err != nil {
		return nil, err
	}
	applied := false
	loader, err := load.New(store, nil, "", load.Options{})
	if err == nil && !c.Bool("into-existing") {
		err = ingest.Unshared(ctx, store)
	}
	if err == nil {
		applied, err = loader.Applied(ctx)
	}
	if err == nil && applied {
		return store, nil
	}
	if err := errors.Join(err, store.Close(context.WithoutCancel(ctx))); err != nil {
		return nil, err
	}
	return embedded.Memory(embedded.Options{}), nil
}

// server connects to Neo4j.
func (con *console) server(ctx context.Context, c *cli.Context, writes bool) (graph.Store, error) {
	if c.IsSet("store") {
		return nil, usagef("--store or --to, not both")
	}
	uri := c.String("to")
	if _, rest, ok := strings.Cut(uri, "://"); !ok {
		return nil, usagef("--to %s: want bolt://HOST:7687, neo4j://… or neo4j+s://…", uri)
	} else if strings.Contains(rest, "@") {
		return nil, usagef("--to must not hold a password, other users could see it: set NEO4J_USERNAME and NEO4J_PASSWORD")
	}
	config := neo4j.Config{URI: uri, Database: c.String("database"), Username: con.env("NEO4J_USERNAME"), Writes: writes,
		ReadTimeout: cmp.Or(c.Duration("timeout"), 10*time.Minute), RetryFor: c.Duration("retry-for"), Await: c.IsSet("retry-for"), Notice: con.notice}
	var err error
	if config.Password, err = con.password(); err != nil {
		return nil, err
	}
	config.Username = userOf(config)
	store, err := neo4j.Open(ctx, config)
	if config.Password == "" && con.secret != nil && neo4j.WantsPassword(err) {
		config.Username = cmp.Or(config.Username, defaultUser)
		// Not ctx, which may hold how long an answer may take.
		if config.Password, err = con.secret(c.Context, fmt.Sprintf("Password of user %s at %s: ", config.Username, uri)); err != nil {
			return nil, err
		}
		store, err = neo4j.Open(c.Context, config)
	}
	if err != nil {
		return nil, err // not the nil *Store, which would be no nil graph.Store
	}
	return store, nil
}

// defaultUser is the one that a new Neo4j has.
const defaultUser = "neo4j"

// userOf is the user name to log in with: where only a password is given, it is
// that of the default user.
func userOf(c neo4j.Config) string {
	if c.Username == "" && c.Password != "" {
		return defaultUser
	}
	return c.Username
}

// password is the one that the environment gives, itself or in a file; "" if none.
func (con *console) password() (string, error) {
	file := con.env("NEO4J_PASSWORD_FILE")
	if password := con.env("NEO4J_PASSWORD"); password != "" || file == "" {
		return password, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read NEO4J_PASSWORD_FILE: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// maxMemory is how many bytes one reading statement may hold.
const maxMemory = 2 << 30

// folder opens the embedded graph in a folder.
func (con *console) folder(ctx context.Context, dir string, readOnly bool) (graph.Store, error) {
	o := embedded.Options{ReadOnly: readOnly, Notice: con.notice}
	if readOnly {
		o.MaxMemory = maxMemory
	}
	store, err := opened(ctx, dir, o)
	if readOnly && err == nil { // garbage is swept before it takes as much again
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		debug.SetMemoryLimit(int64(m.HeapAlloc) + maxMemory)
	}
	return store, err
}

func opened(ctx context.Context, dir string, o embedded.Options) (graph.Store, error) {
	store, err := embedded.Open(ctx, dir, o)
	if err != nil {
		return nil, err // not the nil *Store, which would be no nil graph.Store
	}
	return store, nil
}
