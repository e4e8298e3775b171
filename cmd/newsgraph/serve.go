package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/browser"
	"github.com/newsgraph/newsgraph/queries"
)

func newServe(con *console) *cli.Command {
	return &cli.Command{
		Name:  "serve",
		Usage: "hand Neo4j Browser its style and guide for this graph",
		Description: "Serves two files on this machine until interrupted, for Neo4j Browser to fetch, and\n" +
			"a page that says how. Only Browser's style and guide, not the graph: it takes no\n" +
			"--store and no --to; and for the Browser that comes with a\n" +
			"server of 5.26: that of 2025 and later takes neither (docs/neo4j.md).\n\n" + exitHelp(exitOK, exitUsage, exitTemporary),
		Flags: []cli.Flag{&cli.IntFlag{Name: "port", Value: 8011, Usage: "listen on port `N` of localhost"}},
		OnUsageError: func(c *cli.Context, err error, sub bool) error {
			for _, f := range storeFlags() {
				if strings.HasSuffix(err.Error(), "not defined: -"+f.Names()[0]) {
					return usagef("serve takes no --%s: it hands out the files for Neo4j Browser, and Browser itself asks the server for the graph; see newsgraph serve --help", f.Names()[0])
				}
			}
			return usage(c, err, sub)
		},
		Action: func(c *cli.Context) error { return con.serve(c.Context, c.Int("port")) },
	}
}

// serve serves the files until the context ends, which is no failure.
func (con *console) serve(ctx context.Context, port int) error {
	if port < 0 || port > 65535 {
		return usagef("--port %d: want a number from 0, for any free port, to 65535", port)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("localhost", strconv.Itoa(port)))
	if err != nil {
		return coded{fmt.Errorf("serve: %w (--port N takes another)", err), exitTemporary}
	}
	port = listener.Addr().(*net.TCPAddr).Port
	fmt.Fprintf(con.out, "http://localhost:%[1]d says what to do; type into Neo4j Browser:\n  :style http://localhost:%[1]d/style.grass\n  :play http://localhost:%[1]d/guide.html\n", port)
	server := &http.Server{Handler: browser.Handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// favourites writes the stored questions to a file, as favourites for Neo4j
// Browser.
func (con *console) favourites(file string) error {
	all, err := queries.All()
	if err != nil {
		return err
	}
	var list []browser.Favourite
	for _, q := range all {
		list = append(list, browser.Favourite{Folder: "newsgraph", Name: q.Name, Cypher: q.Favourite()})
	}
	if file == standard && con.width > 0 {
		return usagef("the favourites are a .zip, no text: -o FILE, or send the standard output to a file")
	}
	if err := con.create(file, func(w io.Writer) error { return browser.WriteFavourites(w, list) }); err != nil || file == standard {
		return err
	}
	_, err = fmt.Fprintf(con.out, "%s: %d questions; drop it on Neo4j Browser, or unpack it: cypher-shell -f FILE\n", file, len(list))
	return err
}
