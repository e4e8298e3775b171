package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph/export"
	"github.com/newsgraph/newsgraph/graph/load"
)

func newExport(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitDefect, exitUsage, exitConfiguration, exitData, exitTemporary)
	var subcommands []*cli.Command
	for _, f := range export.Formats() {
		subcommands = append(subcommands, &cli.Command{
			Name: f.Name, Usage: f.Doc,
			Description: "Writes the entities and the edges between them; each entity with the number of\narticles that mention it, and of mentions. The file appears when it is\ncomplete and has been read back; the same graph gives the same bytes." + codes,
			Flags: append(storeFlags(),
				&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`; - is the standard output"},
				progressFlag(),
				&cli.BoolFlag{Name: "full", Usage: "also articles, claims, mentions and denied edges"},
				&cli.BoolFlag{Name: "connected", Usage: "leave out nodes that have no edge in the file"},
				&cli.BoolFlag{Name: "denied", Usage: "also edges that are only denied"}),
			Action:       func(c *cli.Context) error { return con.export(c, f) },
			OnUsageError: usage,
		})
	}
	subcommands = append(subcommands, newExportAdmin(con), &cli.Command{
		Name: "favourites", Usage: "the stored questions as a .zip to drop on Neo4j Browser",
		Description:  "For the Browser that comes with a server of 5.26, and for cypher-shell -f, which the\nfiles run in as they are. Needs no graph." + codes,
		Flags:        []cli.Flag{&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "favourites.zip", Usage: "write to `FILE`; - is the standard output"}},
		OnUsageError: usage,
		Action:       func(c *cli.Context) error { return con.favourites(c.String("output")) },
	})
	return &cli.Command{
		Name: "export", Usage: "write the graph for other programs", Description: "Formats are the subcommands." + codes,
		Subcommands: subcommands, OnUsageError: usage,
		Action: subcommand,
	}
}

// export writes the graph in one format.
func (con *console) export(c *cli.Context, f export.Format) error {
	if c.Args().Present() {
		return usagef("export %s takes no arguments: the file is named by -o", f.Name)
	}
	output := c.String("output")
	if output == "" {
		return usagef("export %s needs -o FILE", f.Name)
	}
	store, err := con.reader(c.Context, c)
	if err != nil {
		return err
	}
	defer store.Close(context.WithoutCancel(c.Context))
	options := export.Options{Full: c.Bool("full"), WithDenied: c.Bool("denied"), Connected: c.Bool("connected")}
	shown := con.newProgress(c.String("progress"), "export", "nodes and edges", false)
	defer shown.stop()
	g := shown.elements(load.Graph(c.Context, store))
	shown.size(c.Context, store)
	shown.start()
	if output == standard {
		_, err := f.Write(con.data, g, options)
		return err
	}
	report, err := export.WriteFile(output, f, g, options)
	shown.stop()
	if err != nil {
		return err
	}
	return con.exported(output, f, report)
}

// exported tells what was written.
func (con *console) exported(output string, f export.Format, r export.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s and %s", output, counted(r.Nodes, "nodes"), counted(r.Edges, "edges"))
	if r.ReadBack {
		b.WriteString(", read back and counted")
	}
	b.WriteByte('\n')
	for _, n := range []struct {
		count int
		what  string
	}{
		{r.Denied, "edges left out, only denied (--denied takes them)"},
		{r.Lone, "nodes left out, without an edge (--connected)"},
		{r.Replaced, "characters that the format cannot hold, replaced by U+FFFD"},
		{r.Omitted, "values left out, no number"},
		{r.Big, "integers beyond 2^53, written as text"},
		{r.Renamed, "ids written in another form"},
	} {
		if n.count > 0 {
			b.WriteString(counted(n.count, n.what) + "\n")
		}
	}
	out := con.out
	if !r.ReadBack { // a device or a pipe, perhaps the standard output itself
		out = con.err
	}
	_, err := io.WriteString(out, b.String())
	return err
}
