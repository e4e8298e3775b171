package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/embedded"
	"github.com/newsgraph/newsgraph/graph/mcp"
	"github.com/newsgraph/newsgraph/queries"
)

func newMCP(con *console) *cli.Command {
	return &cli.Command{
		Name:  "mcp",
		Usage: "answer assistants that speak the Model Context Protocol, read-only",
		Description: "A tool for each stored question, schema, and read_cypher; each row with the\n" +
			"sentences it rests on. An assistant starts it itself and speaks to it on its\n" +
			"standard input and output; what it wants to know is mostly\n\n" +
			"  {\"mcpServers\": {\"newsgraph\": {\n    \"command\": \"newsgraph\",\n    \"args\": [\"mcp\", \"--store\", \"/path/to/newsgraph.db\"]}}}\n\n" +
			"with a whole path, as nobody knows in which folder it starts; for Neo4j\n\n" +
			"    \"args\": [\"mcp\", \"--to\", \"bolt://localhost:7687\"],\n    \"env\": {\"NEO4J_PASSWORD_FILE\": \"/path/to/password\"}\n\n" +
			"With --http it serves any number of them at http://ADDRESS/mcp until interrupted.\n" +
			"It asks nobody for a password: whoever reaches the address reads the graph. A graph in a\n" +
			"folder may be loaded into meanwhile: the next answer is from the newest commit.\n\n" +
			exitHelp(exitOK, exitUsage, exitConfiguration, exitData, exitTemporary),
		Flags: append(storeFlags(), timeoutFlag(), queriesFlag(), relationsFlag(),
			&cli.StringFlag{Name: "http", Usage: "serve streamable HTTP at `ADDRESS`: a port, on this machine only, or HOST:PORT"},
			&cli.StringSliceFlag{Name: "allow-host", Usage: "with --http: also answer requests to the host `NAME`, as of a proxy"}),
		Action:       func(c *cli.Context) error { return serveMCP(con, c) },
		OnUsageError: usage,
	}
}

// serveMCP serves assistants until they leave, or until the context ends, which is no failure.
func serveMCP(con *console, c *cli.Context) error {
	if c.String("http") == "" && c.IsSet("allow-host") {
		return usagef("--allow-host is for --http, which is not given")
	}
	relations, err := knownRelations(c)
	if err != nil {
		return err
	}
	all, err := questions(c.String("queries"))
	if err != nil {
		return err
	}
	store, err := newest(con, c)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(c.Context))
	config := mcp.Config{Version: version(), Graph: store, Questions: all, Kinds: asTexts(extract.Kinds()), Timeout: c.Duration("timeout")}
	for _, r := range relations {
		config.Relations = append(config.Relations, mcp.Relation{Name: r.Name, Meaning: strings.Join(strings.Fields(r.Doc), " "),
			Subject: asTexts(r.Subject), Object: asTexts(r.Object), Symmetric: r.Symmetric})
	}
	config.Identify = func(ctx context.Context, q queries.Query, params map[string]any) error {
		return identify(answering(ctx, store), q, params)
	}
	config.Hints = func(ctx context.Context, q queries.Query, params map[string]any) []string {
		var said strings.Builder
		aside := *con
		aside.err = &said
		aside.unknown(answering(ctx, store), q, params)
		var notes []string
		for line := range strings.Lines(said.String()) {
			notes = append(notes, strings.TrimSpace(strings.TrimPrefix(line, "newsgraph: ")))
		}
		return notes
	}
	server, err := mcp.New(config)
	if err != nil {
		return usagef("%v", err)
	}
	if c.String("http") != "" {
		return serveOver(con, c, mcp.Path, server.Handler)
	}
	if con.width > 0 {
		con.notice("an assistant is expected on the standard input; newsgraph mcp --help says how to register this with one")
	}
	if err := server.Serve(c.Context, con.in, con.data); err != nil {
		return usagef("mcp: what comes on the standard input is not the Model Context Protocol: %v", err)
	}
	return nil
}

// answering runs the statements of one call.
func answering(ctx context.Context, store graph.Store) answers {
	return func(statement string, params map[string]any) (table, error) {
		return answer(ctx, store, statement, params)
	}
}

// memoryOfCall is how many bytes one statement of an assistant may hold; several run at a
// time.
const memoryOfCall = 512 << 20

// newest opens the graph that the flags name for reading it again and again.
func newest(con *console, c *cli.Context) (graph.Store, error) {
	if c.String("to") != "" {
		return con.server(c.Context, c, false)
	}
	if err := con.present(c); err != nil {
		return nil, err
	}
	l := &latest{dir: c.String("store"), notice: con.notice, open: func(ctx context.Context, dir string) (graph.Store, error) {
		return opened(ctx, dir, embedded.Options{ReadOnly: true, MaxMemory: memoryOfCall, Notice: con.notice})
	}}
	// What is wrong with the folder is to be said now, and not at the first call.
	if err := l.View(c.Context, func(graph.Tx) error { return nil }); err != nil {
		return nil, err
	}
	return l, nil
}

// serveOver serves HTTP at the address that the flag gives, until the context ends; path is
// where people or programs are to begin.
func serveOver(con *console, c *cli.Context, path string, handler func(hosts ...string) http.Handler) error {
	host, port, err := listenAt(c.String("http"))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return coded{fmt.Errorf("%s: %w (--http PORT takes another)", c.Command.Name, err), exitTemporary}
	}
	hosts := c.StringSlice("allow-host")
	address := listener.Addr().(*net.TCPAddr)
	if !address.IP.IsLoopback() {
		con.notice("whoever reaches " + address.String() + " can read the graph: there is no password")
		if !address.IP.IsUnspecified() {
			hosts = append(hosts, host)
		} else if len(hosts) == 0 {
			con.notice("requests from other machines are refused until --allow-host says by which name they come")
		}
	}
	fmt.Fprintf(con.out, "http://%s%s\n", address, path)
	web := &http.Server{Handler: handler(hosts...), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: c.Duration("timeout") + 2*time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
	stop := context.AfterFunc(c.Context, func() { web.Close() })
	defer stop()
	if err := web.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("%s: %w", c.Command.Name, err)
	}
	return nil
}

// listenAt reads a port, or a host and a port; without a host it is this machine's own.
func listenAt(address string) (host, port string, err error) {
	port = address
	if strings.Contains(address, ":") {
		if host, port, err = net.SplitHostPort(address); err != nil {
			return "", "", usagef("--http %s: want a port, or HOST:PORT: %v", address, err)
		}
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return "", "", usagef("--http %s: want a port from 0, for any free one, to 65535, or HOST:PORT", address)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return host, port, nil
}

// asTexts are kinds as texts.
func asTexts(kinds []extract.Kind) []string {
	list := make([]string, len(kinds))
	for i, k := range kinds {
		list[i] = string(k)
	}
	return list
}
