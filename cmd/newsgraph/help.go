package main

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/urfave/cli/v2"
)

// helpWidth is how wide a help is, on any terminal and in any file.
const helpWidth = 80

func newHelp(con *console) *cli.Command {
	return &cli.Command{
		Name: "help", Aliases: []string{"h"}, Usage: "show the help of a command", ArgsUsage: "[COMMAND...]",
		Description:  "The same as COMMAND --help.\n\n" + exitHelp(exitOK, exitUsage),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			words := append([]string{"newsgraph"}, c.Args().Slice()...)
			if err := misnamed(c.App, words); err != nil {
				return err
			}
			return con.help(c.App, reordered(c.App, words).path)
		},
	}
}

// help prints the help of a command, or of the program.
func (con *console) help(app *cli.App, path []*cli.Command) error {
	_, err := io.WriteString(con.out, helpText("newsgraph", append([]*cli.Command{program(app)}, path...)))
	return err
}

// program describes the program as its commands are described.
func program(app *cli.App) *cli.Command {
	return &cli.Command{Usage: app.Usage, Description: app.Description, Subcommands: app.Commands, Flags: []cli.Flag{cli.VersionFlag}}
}

// subcommand is the action of a command that only has subcommands.
func subcommand(c *cli.Context) error {
	_, err := io.WriteString(c.App.Writer, helpText(commandPath(c), []*cli.Command{c.Command}))
	return err
}

// helpText is the help of the last of some commands, of which each holds the next.
func helpText(name string, path []*cli.Command) string {
	for _, c := range path[1:] {
		name += " " + c.Name
	}
	cmd := path[len(path)-1]
	var b strings.Builder
	section := func(head, text string) {
		fmt.Fprintf(&b, "%s:\n", head)
		for _, line := range reflow(text, helpWidth-3) {
			b.WriteString(strings.TrimRight("   "+line, " ") + "\n")
		}
		b.WriteByte('\n')
	}
	section("NAME", name+" - "+cmd.Usage)
	section("USAGE", synopsis(name, cmd))
	section("DESCRIPTION", cmd.Description)
	if len(cmd.Subcommands) > 0 {
		var rows [][2]string
		for _, s := range cmd.Subcommands {
			if s.Hidden {
				continue
			}
			rows = append(rows, [2]string{strings.Join(s.Names(), ", "), s.Usage})
		}
		fmt.Fprintf(&b, "COMMANDS:\n%s\n", entries(rows))
	}
	rows := [][2]string{}
	for _, f := range cmd.Flags {
		rows = append(rows, flagHelp(f))
	}
	rows = append(rows, [2]string{"--help, -h", "show help"})
	fmt.Fprintf(&b, "OPTIONS:\n%s", entries(rows))
	return b.String()
}

// synopsis is how a command is typed.
func synopsis(name string, cmd *cli.Command) string {
	switch {
	case len(cmd.Subcommands) > 0:
		return name + " COMMAND [options] [arguments]"
	case cmd.ArgsUsage != "":
		return name + " [options] " + cmd.ArgsUsage
	}
	return name + " [options]"
}

// widestEntry is how wide a name is that its text stands beside.
const widestEntry = 24

// entries lists names with texts beside them, or below a long name.
func entries(rows [][2]string) string {
	indent := 0
	for _, r := range rows {
		if n := displaywidth.String(r[0]); n <= widestEntry {
			indent = max(indent, n)
		}
	}
	indent += 5
	var b strings.Builder
	for _, r := range rows {
		name := "   " + r[0]
		if displaywidth.String(name)+2 > indent {
			b.WriteString(name + "\n")
			name = ""
		}
		for _, line := range wrap(r[1], helpWidth-indent) {
			b.WriteString(name + strings.Repeat(" ", max(0, indent-displaywidth.String(name))) + line + "\n")
			name = ""
		}
	}
	return b.String()
}

// flagHelp returns how a flag is typed, and what it does.
func flagHelp(f cli.Flag) [2]string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return [2]string{dashed(f.Names()[0]), ""}
	}
	var names []string
	for _, n := range f.Names() {
		names = append(names, dashed(n))
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	head, text := strings.Join(names, ", "), strings.Join(strings.Fields(d.GetUsage()), " ")
	if d.TakesValue() {
		value := "VALUE"
		if _, behind, ok := strings.Cut(text, "`"); ok {
			value, _, _ = strings.Cut(behind, "`")
		}
		head += " " + value
	}
	text = strings.ReplaceAll(text, "`", "")
	if s, ok := f.(cli.DocGenerationSliceFlag); ok && s.IsSliceFlag() {
		text += " (may be given again)"
	}
	if def := d.GetDefaultText(); def != "" && def != "false" && def != "0" {
		text += " (default: " + strings.Trim(def, `"`) + ")"
	}
	return [2]string{head, text}
}

// reflow breaks a text into lines of a width. Lines that begin with a blank are kept,
// those that are too long go on below their text; others are one paragraph.
func reflow(text string, width int) []string {
	var lines, paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			lines = append(lines, wrap(strings.Join(paragraph, " "), width)...)
			paragraph = nil
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line != "" && line[0] != ' ' {
			paragraph = append(paragraph, line)
			if strings.HasSuffix(line, ":") {
				flush()
			}
			continue
		}
		flush()
		lines = append(lines, hung(line, width)...)
	}
	flush()
	return lines
}

// hung breaks a line so that its parts begin below its text, behind the blanks that
// it begins with and a first word that stands apart.
func hung(line string, width int) []string {
	if displaywidth.String(line) <= width {
		return []string{line}
	}
	lead := leadForm.FindString(line)
	indent := displaywidth.String(lead)
	parts := wrap(line[len(lead):], width-indent)
	for i := range parts {
		parts[i] = lead + parts[i]
		lead = strings.Repeat(" ", indent)
	}
	return parts
}

// leadForm is what a line begins with that its further lines stand behind.
var leadForm = regexp.MustCompile(`^ *([^ ]+ +[^ ]* {2,}|[^ ]+ {2,})?`)
