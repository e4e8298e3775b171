package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/link"
)

func newLink(con *console) *cli.Command {
	return &cli.Command{
		Name:      "link",
		Usage:     "give entities the ids that tables have for them, as wikidata and ext_id",
		ArgsUsage: "[FILE...]",
		Description: "A table of countries, their parts and a few international bodies with their Wikidata\n" +
			"ids comes with newsgraph. A FILE has FollowTheMoney entities, one JSON object a line,\n" +
			"or is CSV or TSV with the columns id, name, aliases (parted by ;), kind, country, and\n" +
			"wikidata where it is known:\n\n" +
			"  id,name,aliases,kind,country\n  k7,Tavell Energy,Tavell;Tavell Energi,Organization,no\n\n" +
			"An entity gets the property wikidata (Q…) and, from a FILE, ext_id: the file's name,\n" +
			"or that of --source, and the id. The kinds must agree. Where several entries bear the\n" +
			"name, or several entities do, the countries must agree too, or a fuller name must fit\n" +
			"one entry only; a person known by one word is never linked. Two entities with one id\n" +
			"are told, and stay two.\n\n" +
			"A run links by the tables that it is given and takes away what they do not give: name\n" +
			"all FILEs at once. What a later load adds has no ids before the next run.\n\n" +
			"  newsgraph link watchlist.csv entities.ftm.json\n  newsgraph link --list --csv > links.csv\n\n" +
			exitHelp(exitOK, exitUsage, exitRejects, exitConfiguration, exitData, exitTemporary),
		Flags: append(append(storeFlags(), formFlags()...),
			&cli.BoolFlag{Name: "list", Usage: "tell of every entity whose name is known what became of it, and why"},
			&cli.BoolFlag{Name: "files-only", Usage: "leave the table out that comes with newsgraph"},
			&cli.StringFlag{Name: "source", Usage: "call the FILE `NAME` in ext_id (default: its name without the endings)"},
			&cli.BoolFlag{Name: "dry-run", Usage: "change nothing"},
			&cli.BoolFlag{Name: "remove", Usage: "take all ids away"}),
		Action: func(c *cli.Context) error {
			switch {
			case c.Bool("remove") && (c.Args().Present() || c.Bool("files-only")):
				return usagef("--remove takes all ids away: it takes no FILE")
			case c.Bool("files-only") && !c.Args().Present():
				return usagef("--files-only without a FILE leaves no table")
			case c.IsSet("source") && c.Args().Len() != 1:
				return usagef("--source names one FILE, got %d", c.Args().Len())
			}
			if err := exclusive(c, "json", "csv", "csv-safe"); err != nil {
				return err
			}
			return runLink(con, c)
		},
		OnUsageError: usage,
	}
}

// runLink opens the graph, decides and writes.
func runLink(con *console, c *cli.Context) (err error) {
	if err := con.present(c); err != nil {
		return err
	}
	open := con.writer
	if c.Bool("dry-run") {
		open = con.reader
	}
	store, err := open(c.Context, c)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close(context.WithoutCancel(c.Context))) }()
	nodes, err := link.Nodes(c.Context, store)
	if err != nil {
		return err
	}
	decisions, err := decide(c, nodes)
	if err != nil {
		return err
	}
	return writeLinks(con, c, store, decisions)
}

// decide decides on the nodes by the tables that the command line names.
func decide(c *cli.Context, nodes []link.Node) ([]link.Decision, error) {
	if c.Bool("remove") {
		return link.RemoveAll(nodes), nil
	}
	table, err := link.NewTable(link.Names(nodes))
	if err != nil {
		return nil, err
	}
	if !c.Bool("files-only") {
		known, err := link.Known()
		if err != nil {
			return nil, err
		}
		for _, e := range known {
			table.Add(e)
		}
	}
	for _, path := range c.Args().Slice() {
		for e, err := range link.ReadFile(path, c.String("source")) {
			var unread *link.TableError
			if errors.As(err, &unread) {
				return nil, coded{err, exitRejects}
			}
			if err != nil {
				return nil, err
			}
			table.Add(e)
		}
	}
	return table.DecideAll(nodes), nil
}

// writeLinks writes the decisions and tells what became of the entities.
func writeLinks(con *console, c *cli.Context, store graph.Store, decisions []link.Decision) error {
	changes, would := link.Count(decisions), ""
	if c.Bool("dry-run") {
		would = ", if it were done"
	} else if err := link.Write(c.Context, store, decisions); err != nil {
		return err
	}
	t := perKind(decisions)
	if c.Bool("list") {
		t = perEntity(decisions)
	}
	if !c.Bool("remove") {
		if err := con.show(c, t); err != nil {
			return err
		}
	}
	con.notice(fmt.Sprintf("%s: %s got ids, %d other ones, %d lost them%s", place(c), counted(changes.New, "entities"), changes.Other, changes.Removed, would))
	tellShared(con, link.SharedIDs(decisions))
	return nil
}

// tellShared tells of the ids that several entities got.
func tellShared(con *console, shared []link.Shared) {
	for _, s := range shared[:min(len(shared), shown)] {
		var names []string
		for _, n := range s.Nodes {
			names = append(names, n.Name+" "+n.ID)
		}
		con.notice(fmt.Sprintf("%s is the id of %d entities, which stay apart: %s", s.ID, len(s.Nodes), strings.Join(names, ", ")))
	}
	if more := len(shared) - shown; more > 0 {
		con.notice(fmt.Sprintf("%s more are of several entities; --list has them all", counted(more, "ids")))
	}
}

// perKind counts the outcomes by kind.
func perKind(decisions []link.Decision) table {
	t := table{columns: []string{"kind", "entities", "linked", "ambiguous", "not_found"}}
	count := map[extract.Kind]map[link.Outcome]int64{}
	for _, d := range decisions {
		if count[d.Node.Kind] == nil {
			count[d.Node.Kind] = map[link.Outcome]int64{}
		}
		count[d.Node.Kind][d.Verdict.Outcome]++
	}
	for _, kind := range extract.Kinds() {
		if n := count[kind]; n != nil {
			t.rows = append(t.rows, []any{string(kind), n[link.Linked] + n[link.Ambiguous] + n[link.NotFound], n[link.Linked], n[link.Ambiguous], n[link.NotFound]})
		}
	}
	return t
}

// perEntity lists the entities whose name is known.
func perEntity(decisions []link.Decision) table {
	t := table{columns: []string{"outcome", "kind", "name", "wikidata", "ext_id", "entry", "why", "id"}}
	for _, d := range decisions {
		if n, v := d.Node, d.Verdict; v.Outcome != link.NotFound {
			t.rows = append(t.rows, []any{string(v.Outcome), string(n.Kind), n.Name, orNone(v.Wikidata), orNone(v.External), orNone(v.Name), v.Why, n.ID})
		}
	}
	return t
}

// orNone is a text, or nothing where there is none.
func orNone(s string) any {
	if s == "" {
		return nil
	}
	return s
}
