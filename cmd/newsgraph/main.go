// Command newsgraph reads news articles, finds who leads, met, agreed with or
// accused whom, and writes it as a graph in which every edge shows the words
// that say so. The graph lies in a folder of its own or in a Neo4j server;
// stored questions, one's own Cypher and exports read it.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	con := newConsole(ctx, os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	go heed(signals(), con.err, cancel)
	os.Exit(con.run(ctx, os.Args))
}

// run runs one command line and returns the exit code. Every error becomes one
// line on the standard error.
func (con *console) run(ctx context.Context, args []string) (code int) {
	con, finish := con.guarded()
	defer finish() // what is lost there is half a character
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(con.err, "newsgraph: internal error: %v\n", r)
			code = exitDefect
		}
	}()
	app := con.app()
	line := reordered(app, args)
	err := misnamed(app, args)
	switch {
	case err != nil:
	case line.help:
		err = con.help(app, line.path)
	default:
		err = app.RunContext(ctx, line.args)
	}
	said := told{}
	switch {
	case err == nil || errors.As(err, &said):
	case errors.Is(err, context.Canceled) && len(args) > 1 && args[1] == "load":
		con.notice("stopped; what was written before is kept, and the same load goes on from there")
	case errors.Is(err, context.Canceled):
		con.notice("stopped before the end")
	default:
		fmt.Fprintf(con.err, "newsgraph: %s\n", oneLine(err))
	}
	return exitCode(err)
}

// app lists the commands.
func (con *console) app() *cli.App {
	commands := []*cli.Command{
		newLoad(con), newPlan(con), newRetract(con), newVerify(con), newDigest(con),
		newAsk(con), newCypher(con), newExport(con), newView(con), newServe(con), newMCP(con), newLink(con), newIdentity(con), newAudit(con),
		newExtract(con), newExplain(con), newRelations(con), newTeach(con), newEval(con), newCorpus(con), newBench(con),
		newSchema(con), newDB(con), newGraphML(con), newVersion(con), newMan(con), newCompletion(con), newHelp(con), newComplete(con),
	}
	takeNone(commands)
	return &cli.App{
		Name:                      "newsgraph",
		Usage:                     "news articles in, a graph with evidence out",
		Description:               exitHelp(),
		Version:                   version(),
		Commands:                  commands,
		Reader:                    con.in,
		Writer:                    con.out,
		ErrWriter:                 con.err,
		DisableSliceFlagSeparator: true,                         // a comma in a value is part of it
		ExitErrHandler:            func(*cli.Context, error) {}, // run does it
		OnUsageError:              usage,
		HideHelp:                  true, // help.go has it
		Action:                    func(c *cli.Context) error { return con.help(c.App, nil) },
	}
}

// takeNone makes commands that describe no arguments refuse them: "digest DIR" must
// not give the checksum of another folder.
func takeNone(commands []*cli.Command) {
	for _, cmd := range commands {
		cmd.HideHelp = true // help.go has it
		takeNone(cmd.Subcommands)
		if run := cmd.Action; cmd.ArgsUsage == "" && len(cmd.Subcommands) == 0 {
			cmd.Action = func(c *cli.Context) error {
				if c.Args().Present() {
					return usagef("%[1]s takes no argument, got %[2]q; see %[1]s --help", commandPath(c), c.Args().First())
				}
				return run(c)
			}
		}
	}
}

// misnamed is an error for a word where the name of a command or subcommand must
// stand, and is none.
func misnamed(app *cli.App, args []string) error {
	commands, path, what, list := app.Commands, "newsgraph", "command", "newsgraph --help lists them"
	for _, word := range args[min(1, len(args)):] {
		if len(commands) == 0 || strings.HasPrefix(word, "-") {
			return nil
		}
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(word) })
		if i < 0 {
			var known []string
			for _, c := range commands {
				if !c.Hidden {
					known = append(known, c.Name)
				}
			}
			return usagef("no %s %q; %s%s", what, word, cmp.Or(list, "they are "+strings.Join(known, ", ")), suggest(word, known))
		}
		path += " " + word
		what, list = "command", "see "+path+" --help"
		if word == "export" {
			what, list = "format", ""
		}
		commands = commands[i].Subcommands
	}
	return nil
}

// usage makes a usage error of what the flag parser says.
func usage(c *cli.Context, err error, _ bool) error {
	path := commandPath(c)
	flag, undefined := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	switch {
	case undefined && (path == "newsgraph" || len(c.Command.Subcommands) > 0):
		return usagef("no flag %s here: flags stand behind the command; see %s --help", dashed(flag), path)
	case undefined:
		return usagef("no flag %s; see %s --help%s", dashed(flag), path, suggestFlag(flag, c.Command.Flags))
	}
	return usagef("%v; see %s --help", err, path)
}

// dashed writes a flag as it is typed.
func dashed(flag string) string {
	if len(flag) == 1 {
		return "-" + flag
	}
	return "--" + flag
}

// commandPath is how the command of a context is typed, as newsgraph db dump.
func commandPath(c *cli.Context) string {
	path := ""
	for _, l := range c.Lineage() {
		if l.Command != nil && l.Command.Name != "" && l.Command.Name != "newsgraph" {
			path = " " + l.Command.Name + path
		}
	}
	return "newsgraph" + path
}
