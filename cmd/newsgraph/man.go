package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

func newMan(con *console) *cli.Command {
	return &cli.Command{
		Name:         "man",
		Usage:        "print the manual page",
		Description:  "  newsgraph man | man -l -\n  newsgraph man > /usr/local/share/man/man1/newsgraph.1\n\n" + exitHelp(exitOK),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			_, err := io.WriteString(con.data, manual(c.App))
			return err
		},
	}
}

// environment lists the variables that are heeded.
func environment() [][2]string {
	return [][2]string{
		{"NEO4J_USERNAME, NEO4J_PASSWORD", "who logs in to the server that --to names."},
		{"NEO4J_PASSWORD_FILE", "the file that holds the password, where NEO4J_PASSWORD is not set."},
		{"SSL_CERT_FILE", "on Linux, the certificate of an authority that signs the server's."},
		{"NO_COLOR", "if set, nothing is coloured."},
		{"COLUMNS", "the width of the terminal, where it does not know it itself or another one is wanted."},
		{"TERM", "dumb: nothing is coloured, and no line is overwritten."},
		{"GOMEMLIMIT", "a limit of memory for extract, instead of the one that it sets itself."},
	}
}

// manual is the manual page, in the language of troff -man.
func manual(app *cli.App) string {
	var b strings.Builder
	fmt.Fprintf(&b, ".TH NEWSGRAPH 1 \"\" \"newsgraph %s\" \"User Commands\"\n.SH NAME\nnewsgraph \\- %s\n", release, troff(app.Usage))
	b.WriteString(".SH SYNOPSIS\n.B newsgraph\n.I COMMAND\n[options] [arguments]\n.SH DESCRIPTION\n")
	flowed(&b, "Reads news articles, finds who leads, met, agreed with or accused whom, and writes it as a graph in which every edge shows the words that say so. "+
		"The graph lies in the folder "+defaultStore+" or in a Neo4j server. Flags may stand anywhere behind the command; behind -- all is an argument.")
	b.WriteString(".SH COMMANDS\n")
	manCommands(&b, app.Commands, "newsgraph")
	b.WriteString(".SH EXIT STATUS\n")
	for line := range strings.Lines(exitHelp()) {
		if code, meaning, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", code, troff(meaning))
		}
	}
	b.WriteString(".SH ENVIRONMENT\n")
	for _, v := range environment() {
		fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", troff(v[0]), troff(v[1]))
	}
	return b.String()
}

// manCommands describes commands and their subcommands.
func manCommands(b *strings.Builder, commands []*cli.Command, name string) {
	for _, c := range commands {
		if c.Hidden {
			continue
		}
		path := name + " " + c.Name
		fmt.Fprintf(b, ".SS %s\n", troff(synopsis(path, c)))
		flowed(b, strings.ToUpper(c.Usage[:1])+c.Usage[1:]+".")
		text, _, _ := strings.Cut(c.Description, "Exit codes:")
		if text = strings.TrimRight(text, "\n"); text != "" {
			b.WriteString(".PP\n")
			flowed(b, text)
		}
		for _, f := range c.Flags {
			help := flagHelp(f)
			fmt.Fprintf(b, ".TP\n.B %s\n%s\n", troff(help[0]), troff(help[1]))
		}
		manCommands(b, c.Subcommands, path)
	}
}

// flowed writes paragraphs; lines that begin with a blank stay as they are.
func flowed(b *strings.Builder, text string) {
	kept := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch indented := strings.HasPrefix(line, " "); {
		case indented && !kept:
			b.WriteString(".PP\n.nf\n")
			kept = true
		case !indented && kept:
			b.WriteString(".fi\n")
			kept = false
		}
		if line == "" {
			b.WriteString(".PP\n")
		} else {
			b.WriteString(troff(line) + "\n")
		}
	}
	if kept {
		b.WriteString(".fi\n")
	}
}

// troff writes text so that nothing of it is a command.
func troff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", `\&...`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
