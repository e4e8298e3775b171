package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
	"github.com/newsgraph/newsgraph/graph/review"
)

// judging is what a subcommand does with the graph that the flags name.
type judging func(context.Context, *cli.Context, graph.Store, *load.Loader) error

func newIdentity(con *console) *cli.Command {
	codes := "\n\n" + exitHelp(exitOK, exitUsage, exitRejects, exitConfiguration, exitTemporary)
	command := func(name, args, use, doc string, flags []cli.Flag, run judging) *cli.Command {
		return &cli.Command{Name: name, Usage: use, ArgsUsage: args, Description: doc + codes, OnUsageError: usage,
			Flags: append(append(storeFlags(), relationsFlag()), flags...),
			Action: func(c *cli.Context) error {
				return con.change(c, func(ctx context.Context, s graph.Store, l *load.Loader) error { return run(ctx, c, s, l) })
			}}
	}
	const whom = "A and B are names or ids of entities. NAME@ARTICLE, with the id of an article (a_…), is\n" +
		"only whom that article calls so: John Smith of one article may be another one."
	judgement := []cli.Flag{
		&cli.StringFlag{Name: "kind", Usage: "A and B are of this `KIND`, where several are called so"},
		&cli.StringFlag{Name: "reason", Usage: "why, for whoever reads it: `TEXT`"},
		&cli.StringFlag{Name: "by", Usage: "`WHO` says so"},
		&cli.StringFlag{Name: "at", Usage: "the `DATE` on which, as 2026-03-31"},
	}
	asking := []cli.Flag{
		&cli.BoolFlag{Name: "yes", Aliases: []string{"y"}, Usage: "on a terminal: do not ask before writing"},
		&cli.BoolFlag{Name: "dry-run", Usage: "only show what would change"},
	}
	judgement = append(judgement, asking...)
	return &cli.Command{
		Name:  "identity",
		Usage: "who is who: judgements that join and part entities, and can be taken back",
		Description: "The loader joins two names only on good evidence. What you know better you say once; it\n" +
			"holds for all articles, also those to come, and undo gives the graph from before.\n\n" +
			"  newsgraph identity same 'Marten Obrand' 'M. Obrand'\n  newsgraph identity undo 'Marten Obrand' 'M. Obrand'" + codes,
		Action: subcommand, OnUsageError: usage,
		Subcommands: append([]*cli.Command{
			command("same", "A B", "A and B are one", whom, judgement, verdict(con, identity.Same)),
			command("different", "A B", "A and B are two", whom, judgement, verdict(con, identity.Different)),
			command("undo", "A B|last", "take back what was judged of A and B, or what was judged last",
				whom+"\n\nThe names of export are understood, also of what is not in the graph now.\n"+
					"last is all that was given at once; what it took the place of holds again.", append(asking, judgement[0]), undo(con)),
			command("import", "FILE|-", "judge as a file says",
				"JSON lines as export writes them, or CSV with the columns verdict, a_id, a_kind, a_name,\na_article, the same for b, reason, by, at. A fault anywhere judges nothing.", asking, importJudgements(con)),
			command("export", "", "write all judgements as JSON lines", "The file can be given to another graph.", nil, exportJudgements(con)),
		}, newLooks(con, codes)...),
	}
}

// verdict judges two entities that the command line names.
func verdict(con *console, v identity.Verdict) judging {
	return func(ctx context.Context, c *cli.Context, store graph.Store, l *load.Loader) error {
		a, b, err := twoRefs(ctx, c, store)
		if err != nil {
			return err
		}
		given, err := load.Judgements(ctx, store)
		if err != nil {
			return err
		}
		j := identity.Judgement{Verdict: v, A: a, B: b, Reason: c.String("reason"), By: c.String("by"), At: c.String("at")}
		if !slices.ContainsFunc(given, j.Contradicts) {
			old, err := opposite(given, c, v)
			if err != nil {
				return err
			}
			if old != nil { // of whom it was said, though they are one node now
				j.A, j.B = old.A, old.B
			}
		}
		if j.A == j.B {
			return usagef("both are one entity already, %s (%s), and nobody has judged so: NAME@ARTICLE means whom one article calls so", a.Name, a.ID)
		}
		if err := j.Check(); err != nil {
			return usagef("%v", err)
		}
		put, drop := identity.Merge(given, []identity.Judgement{j})
		for _, old := range drop {
			if _, err := fmt.Fprintf(con.out, "takes the place of %s\n", judgementLine(old)); err != nil {
				return err
			}
		}
		return judge(ctx, c, con, store, l, put, drop)
	}
}

// opposite finds the one judgement that says the opposite of what the command line calls A
// and B, nil if there is none.
func opposite(given []identity.Judgement, c *cli.Context, v identity.Verdict) (*identity.Judgement, error) {
	var found []identity.Judgement
	for _, j := range judgedOf(given, c) {
		if j.Verdict != v && j.Verdict != identity.Unsure {
			found = append(found, j)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return &found[0], nil
	}
	return nil, usagef("the opposite has been judged of %d pairs that are called so: give ids, or --kind; newsgraph identity export lists the judgements", len(found))
}

// judgedOf returns the judgements of what the command line calls A and B.
func judgedOf(given []identity.Judgement, c *cli.Context) []identity.Judgement {
	a, b, kind := c.Args().Get(0), c.Args().Get(1), c.String("kind")
	var list []identity.Judgement
	for _, j := range given {
		if called(j.A, a, kind) && called(j.B, b, kind) || called(j.A, b, kind) && called(j.B, a, kind) {
			list = append(list, j)
		}
	}
	return list
}

// judge shows what would change, puts judgements into the graph, takes others out, and
// tells what that changed. Who sits at a terminal is asked first.
func judge(ctx context.Context, c *cli.Context, con *console, store graph.Store, l *load.Loader, put, drop []identity.Judgement) error {
	effect, err := review.Effects(ctx, store, l, put, drop)
	if err != nil {
		return err
	}
	looks{con}.effect(effect)
	if written, err := (looks{con}).agreed(ctx, c); err != nil || !written {
		return err
	}
	done, err := l.Judge(ctx, put, drop)
	if err != nil {
		return err
	}
	n := done.Counts
	_, err = fmt.Fprintf(con.out, "%d judged, %d taken back; nodes: %d created, %d deleted; edges: %d created, %d deleted\n",
		len(put), len(drop), n.NodesCreated, n.NodesDeleted, n.EdgesCreated, n.EdgesDeleted)
	return err
}

// undo takes back every judgement of two entities, or those that were given last.
func undo(con *console) judging {
	return func(ctx context.Context, c *cli.Context, store graph.Store, l *load.Loader) error {
		if c.Args().Len() == 1 && c.Args().First() == "last" {
			drop, put, err := load.Last(ctx, store)
			if err != nil {
				return err
			}
			if len(drop) == 0 {
				return usagef("there is no judgement that is known to be the last; undo A B takes one back, and newsgraph identity export lists them")
			}
			for _, j := range drop {
				fmt.Fprintf(con.out, "taken back: %s\n", judgementLine(j))
			}
			for _, j := range put {
				fmt.Fprintf(con.out, "holds again: %s\n", judgementLine(j))
			}
			return judge(ctx, c, con, store, l, put, drop)
		}
		if c.Args().Len() != 2 {
			return usagef("undo needs two, what was judged of A and B, or the word last")
		}
		given, err := load.Judgements(ctx, store)
		if err != nil {
			return err
		}
		drop := judgedOf(given, c)
		if len(drop) == 0 {
			return usagef("nothing has been judged of %q and %q: newsgraph identity export lists the judgements", c.Args().Get(0), c.Args().Get(1))
		}
		return judge(ctx, c, con, store, l, nil, drop)
	}
}

// called reports whether a reference is called so: by its name, its id, or either of them
// in its article.
func called(r identity.Ref, name, kind string) bool {
	of := identity.ParseRef(name, kind)
	return of.Article == r.Article && (kind == "" || r.Kind == "" || kind == r.Kind) &&
		(of.ID != "" && of.ID == r.ID || of.Name != "" && load.Norm(of.Name) == load.Norm(r.Name))
}

// twoRefs finds the two entities that the command line names.
func twoRefs(ctx context.Context, c *cli.Context, store graph.Store) (a, b identity.Ref, err error) {
	if c.Args().Len() != 2 {
		return a, b, usagef("%s needs two names or ids, got %d", c.Command.Name, c.Args().Len())
	}
	run := func(statement string, params map[string]any) (table, error) {
		return answer(ctx, store, statement, params)
	}
	if a, err = oneRef(run, c.Args().Get(0), c.String("kind")); err == nil {
		b, err = oneRef(run, c.Args().Get(1), c.String("kind"))
	}
	return a, b, err
}

// borneBy finds whom an article calls so: the name's own id, if another node took it over.
const borneBy = `MATCH (a:Article {id: $article})-[m:MENTIONS]->(e:__Entity__)
WHERE ($id IS NULL OR e.id = $id OR m.name_id = $id)
  AND ($name IS NULL OR any(f IN m.forms WHERE toLower(f) = toLower($name))) AND ($kind IS NULL OR e.kind = $kind)
RETURN DISTINCT e.kind AS kind, m.name AS name, coalesce(m.name_id, e.id) AS id ORDER BY id`

// oneRef finds the one entity that is called so.
func oneRef(run answers, called, kind string) (identity.Ref, error) {
	r := identity.ParseRef(called, kind)
	or := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	var t table
	var err error
	if r.Article != "" {
		t, err = run(borneBy, map[string]any{"article": r.Article, "id": or(r.ID), "name": or(r.Name), "kind": or(kind)})
	} else {
		called := r.Name
		if r.ID != "" {
			called = r.ID
		}
		t, err = bearing(run, called, slices.DeleteFunc([]string{kind}, func(k string) bool { return k == "" })...)
		t.rows = slices.DeleteFunc(t.rows, func(row []any) bool { return row[0] != t.rows[0][0] })
	}
	switch {
	case err != nil:
		return r, err
	case len(t.rows) == 0:
		return r, usagef("nobody in the graph is called %q: newsgraph ask find-entity lists names and ids", called)
	case len(t.rows) > 1:
		var ids []string
		for _, row := range t.rows {
			ids = append(ids, text(row[1])+" ("+text(row[2])+")")
		}
		return r, usagef("several are called %q: %s; give the id, or --kind", called, some(ids))
	}
	if r.Article == "" {
		r.ID = text(t.rows[0][2])
	}
	whom, err := run("MATCH (e:__Entity__ {id: $id}) RETURN e.kind AS kind, e.name AS name", map[string]any{"id": text(t.rows[0][2])})
	switch {
	case err != nil:
		return r, err
	case len(whom.rows) == 1:
		r.Kind, r.Name = text(whom.rows[0][0]), text(whom.rows[0][1])
	}
	if r.Article != "" {
		r.Kind, r.Name = text(t.rows[0][0]), text(t.rows[0][1])
	}
	return r, nil
}

// importJudgements judges as a file says.
func importJudgements(con *console) judging {
	return func(ctx context.Context, c *cli.Context, store graph.Store, l *load.Loader) error {
		if c.Args().Len() != 1 {
			return usagef("import needs one FILE, or - for the standard input")
		}
		list, err := judgementsOf(con, c.Args().First())
		if err != nil {
			return err
		}
		have, err := load.Judgements(ctx, store)
		if err != nil {
			return err
		}
		put, drop := identity.Merge(have, list)
		there := 0
		for _, j := range list {
			if slices.Contains(have, j) {
				there++
			}
		}
		fmt.Fprintf(con.out, "%d in the file: %d to judge, %d there already, %d unsure of what is decided; %d take the place of others\n",
			len(list), len(put), there, len(list)-len(put)-there, len(drop))
		return judge(ctx, c, con, store, l, put, drop)
	}
}

// judgementsOf reads a file of judgements.
func judgementsOf(con *console, path string) ([]identity.Judgement, error) {
	in := con.in
	if path != standard {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	list, err := identity.ReadJudgements(in, path)
	if err != nil {
		return nil, coded{err, exitRejects}
	}
	return list, nil
}

// exportJudgements writes all judgements.
func exportJudgements(con *console) judging {
	return func(ctx context.Context, c *cli.Context, store graph.Store, _ *load.Loader) error {
		if c.Args().Present() {
			return usagef("export takes no argument: it writes to the standard output")
		}
		list, err := load.Judgements(ctx, store)
		if err != nil {
			return err
		}
		return identity.WriteJudgements(con.out, list)
	}
}
