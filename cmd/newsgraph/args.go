package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// commandLine is what was typed, understood so far.
type commandLine struct {
	path []*cli.Command // the command, behind those that it is a subcommand of
	args []string       // all, flags before other arguments
	help bool           // the help of the command is asked for
}

// reordered moves the flags of a command line before its other arguments, so
// that "ask who-leads --json" is what it looks like. Behind "--" nothing moves.
func reordered(app *cli.App, args []string) commandLine {
	var line commandLine
	if len(args) == 0 {
		return line
	}
	head := args[:1:1]
	rest := args[1:]
	commands := app.Commands
	var flags []cli.Flag
	for len(rest) > 0 {
		i := slices.IndexFunc(commands, func(c *cli.Command) bool { return c.HasName(rest[0]) })
		if i < 0 {
			break
		}
		head, rest = append(head, rest[0]), rest[1:]
		line.path = append(line.path, commands[i])
		flags, commands = commands[i].Flags, commands[i].Subcommands
	}
	var moved, others []string
	for i := 0; i < len(rest); i++ {
		arg := rest[i]
		switch {
		case arg == "--":
			others = append(others, rest[i:]...)
			i = len(rest)
		case len(arg) < 2 || arg[0] != '-':
			others = append(others, arg)
		case isHelp(arg):
			line.help = true
		default:
			moved = append(moved, arg)
			if !strings.Contains(arg, "=") && takesValue(flags, strings.TrimLeft(arg, "-")) && i+1 < len(rest) {
				i++
				moved = append(moved, rest[i])
			}
		}
	}
	if line.help && head[len(head)-1] == "ask" && len(others) > 0 {
		line.help, moved = false, append(moved, "--"+describeFlag)
	}
	line.args = slices.Concat(head, moved, others)
	return line
}

// describeFlag is what --help becomes behind the name of a question.
const describeFlag = "describe"

// isHelp reports whether an argument asks for help.
func isHelp(arg string) bool { return arg == "--help" || arg == "-help" || arg == "-h" }

// takesValue reports whether the flag of that name is followed by a value.
func takesValue(flags []cli.Flag, name string) bool {
	for _, f := range flags {
		if slices.Contains(f.Names(), name) {
			d, ok := f.(cli.DocGenerationFlag)
			return ok && d.TakesValue()
		}
	}
	return false
}

// exclusive is an error if more than one of the flags is given: none of them may
// win over another in silence.
func exclusive(c *cli.Context, flags ...string) error {
	var given []string
	for _, f := range flags {
		if c.IsSet(f) && c.String(f) != "false" {
			given = append(given, "--"+f)
		}
	}
	if len(given) > 1 {
		return usagef("%s: only one of them", strings.Join(given, ", "))
	}
	return nil
}
