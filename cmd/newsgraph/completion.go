package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/queries"
)

// shells holds one script a shell, which asks the program what may be typed next.
//
//go:embed shell
var shells embed.FS

// shellNames lists the shells that can be completed in.
func shellNames() []string { return []string{"bash", "zsh", "fish"} }

func newCompletion(con *console) *cli.Command {
	return &cli.Command{
		Name: "completion", Usage: "print what lets a shell complete commands, flags, questions and names", ArgsUsage: "bash|zsh|fish",
		Description: "  source <(newsgraph completion bash)      in ~/.bashrc\n" +
			"  source <(newsgraph completion zsh)       in ~/.zshrc, behind compinit\n" +
			"  newsgraph completion fish > ~/.config/fish/completions/newsgraph.fish\n\n" +
			"Names of entities come from the graph in the folder; a server is not asked.\n\n" + exitHelp(exitOK, exitUsage),
		OnUsageError: usage,
		Action: func(c *cli.Context) error {
			name := c.Args().First()
			if c.NArg() != 1 || !slices.Contains(shellNames(), name) {
				return usagef("completion needs the name of a shell: %s%s", strings.Join(shellNames(), ", "), suggest(name, shellNames()))
			}
			script, err := shells.ReadFile("shell/" + name)
			if err != nil {
				return fmt.Errorf("internal error: %w", err)
			}
			_, err = con.data.Write(script)
			return err
		},
	}
}

// newComplete is what the scripts call: the words typed so far, the last of which is
// to be completed. It prints one candidate a line, a tab and what it is.
func newComplete(con *console) *cli.Command {
	return &cli.Command{
		Name: "__complete", Usage: "list what the last word may become, for the scripts of completion", ArgsUsage: "-- WORD...", Hidden: true,
		Description: exitHelp(exitOK), OnUsageError: usage,
		Action: func(c *cli.Context) error {
			ctx, cancel := context.WithTimeout(c.Context, 3*time.Second) // who types waits
			defer cancel()
			var b strings.Builder
			for _, p := range con.complete(ctx, c.App, c.Args().Slice()) {
				line := printable(p.word)
				if p.about != "" {
					line += "\t" + printable(p.about)
				}
				b.WriteString(line + "\n")
			}
			_, err := io.WriteString(con.out, b.String())
			return err
		},
	}
}

// proposal is a word that may be typed, and what it is.
type proposal struct{ word, about string }

// fileNames stands for the names of files, which the shell completes itself.
const fileNames = ":files"

// typing is a command line that is not yet complete.
type typing struct {
	cmd    *cli.Command // the last one named; nil: none yet
	within []*cli.Command
	flags  map[string]string
	others []string
	open   string // the flag whose value is typed
	last   string // the word to complete
}

// understood finds out where in a command line its last word stands.
func understood(app *cli.App, words []string) typing {
	t := typing{within: app.Commands, flags: map[string]string{}}
	if len(words) > 0 {
		t.last, words = words[len(words)-1], words[:len(words)-1]
	}
	for _, w := range words {
		name, isFlag := strings.CutPrefix(w, "-")
		name = strings.TrimPrefix(name, "-")
		switch {
		case t.open != "":
			t.flags[t.open], t.open = w, ""
		case isFlag && name != "":
			if flag, value, ok := strings.Cut(name, "="); ok {
				t.flags[flag] = value
			} else if t.cmd != nil && takesValue(t.cmd.Flags, name) {
				t.open = name
			}
		case len(t.within) > 0:
			i := slices.IndexFunc(t.within, func(c *cli.Command) bool { return c.HasName(w) })
			if i < 0 {
				return typing{}
			}
			t.cmd, t.within = t.within[i], t.within[i].Subcommands
		default:
			t.others = append(t.others, w)
		}
	}
	return t
}

// complete proposes what the last of some words may become.
func (con *console) complete(ctx context.Context, app *cli.App, words []string) []proposal {
	t := understood(app, words)
	var all []proposal
	switch {
	case t.open != "":
		all = flagValues(t.open)
	case strings.HasPrefix(t.last, "-") && t.cmd != nil:
		for _, f := range t.cmd.Flags {
			all = append(all, proposal{dashed(f.Names()[0]), flagHelp(f)[1]})
		}
		all = append(all, proposal{"--help", "show help"})
	case len(t.within) > 0:
		for _, c := range t.within {
			if !c.Hidden {
				all = append(all, proposal{c.Name, c.Usage})
			}
		}
	case t.cmd != nil:
		all = con.completeArguments(ctx, app, t)
	}
	return slices.DeleteFunc(all, func(p proposal) bool {
		return p.word != fileNames && !strings.HasPrefix(strings.ToLower(p.word), strings.ToLower(t.last))
	})
}

// flagValues proposes values for a flag: its words, or files.
func flagValues(flag string) []proposal {
	words := map[string][]string{"progress": {progressAuto, progressPlain, progressNone}, "format": {"text", "json", "scorer", "conllu"},
		"input": strings.Split(formatNames(), ", ")}[flag]
	if words == nil {
		return []proposal{{fileNames, ""}}
	}
	return proposals(words)
}

func proposals(words []string) (all []proposal) {
	for _, w := range words {
		all = append(all, proposal{w, ""})
	}
	return all
}

// completeArguments proposes arguments of a command.
func (con *console) completeArguments(ctx context.Context, app *cli.App, t typing) []proposal {
	switch {
	case t.cmd.Name == "ask":
		return con.completeQuestion(ctx, t)
	case t.cmd.Name == "completion":
		return proposals(shellNames())
	case t.cmd.Name == "help":
		return con.complete(ctx, app, append(slices.Clone(t.others), t.last))
	case t.cmd.ArgsUsage != "" && t.cmd.Name != "cypher":
		return []proposal{{fileNames, ""}}
	}
	return nil
}

// completeQuestion proposes questions, then their parameters and values for them.
func (con *console) completeQuestion(ctx context.Context, t typing) (all []proposal) {
	stored, err := questions(t.flags["queries"])
	if err != nil {
		return nil
	}
	if len(t.others) == 0 {
		for _, q := range stored {
			all = append(all, proposal{q.Name, q.Title})
		}
		return all
	}
	q, err := queries.Find(stored, t.others[0])
	if err != nil {
		return nil
	}
	given, err := arguments(q, t.others[1:])
	if err != nil {
		return nil
	}
	name, begun, named := strings.Cut(t.last, "=")
	first := true
	for _, p := range q.Params {
		_, set := given[p.Name]
		switch {
		case named && p.Name == name:
			for _, v := range con.completeValue(ctx, t, p, begun) {
				all = append(all, proposal{p.Name + "=" + v, ""})
			}
		case named || set:
		default:
			all = append(all, proposal{p.Name + "=", p.Doc})
			if first && t.last != "" { // a value without its parameter's name
				all = append(all, proposals(con.completeValue(ctx, t, p, t.last))...)
			}
			first = false
		}
	}
	return all
}

// completeValue lists values for a parameter that begin with a text.
func (con *console) completeValue(ctx context.Context, t typing, p queries.Param, begun string) (values []string) {
	if p.Type == queries.Kind {
		for _, k := range extract.Kinds() {
			values = append(values, string(k))
		}
		return values
	}
	if p.Type != queries.Entity || t.flags["to"] != "" {
		return nil
	}
	dir := t.flags["store"]
	if dir == "" {
		dir = defaultStore
	}
	quiet := *con
	quiet.err = io.Discard
	store, err := quiet.folder(ctx, dir, true)
	if err != nil {
		return nil
	}
	defer store.Close(context.WithoutCancel(ctx))
	found, err := answer(ctx, store, "MATCH (e:__Entity__) WHERE toLower(e.name) STARTS WITH toLower($begun) RETURN DISTINCT e.name AS name ORDER BY name LIMIT 50",
		map[string]any{"begun": begun})
	if err != nil {
		return nil
	}
	for _, row := range found.rows {
		values = append(values, text(row[0]))
	}
	return values
}
