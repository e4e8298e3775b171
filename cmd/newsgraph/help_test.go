package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/urfave/cli/v2"
)

// walkCommands calls fn with the words of every command and subcommand.
func walkCommands(commands []*cli.Command, words []string, fn func(words []string, cmd *cli.Command)) {
	for _, c := range commands {
		w := append(slices.Clone(words), c.Name)
		fn(w, c)
		walkCommands(c.Subcommands, w, fn)
	}
}

// TestHelp prints the help of every command: all of it fits into 80 columns, and no
// flag, placeholder or exit code is missing.
func TestHelp(t *testing.T) {
	var out, said strings.Builder
	run := func(words ...string) string {
		out.Reset()
		said.Reset()
		if code := session(&out, &said).run(t.Context(), append([]string{"newsgraph"}, words...)); code != exitOK || said.Len() > 0 {
			t.Errorf("%q: %d, %s", words, code, said.String())
		}
		for line := range strings.Lines(out.String()) {
			if n := displaywidth.String(strings.TrimRight(line, "\n")); n > helpWidth {
				t.Errorf("%q: %d columns: %s", words, n, line)
			}
		}
		return out.String()
	}
	pages := 0
	walkCommands(session(&out, &said).app().Commands, nil, func(words []string, cmd *cli.Command) {
		pages++
		page := run(append(slices.Clone(words), "--help")...)
		if again := run(append([]string{"help"}, words...)...); again != page {
			t.Errorf("help %q differs from --help", words)
		}
		for _, f := range cmd.Flags {
			if want := flagHelp(f); !strings.Contains(page, "   "+want[0]) || want[1] == "" {
				t.Errorf("%q: no %q", words, want)
			}
		}
		if !strings.Contains(page, "Exit codes:\n      0  complete\n") {
			t.Errorf("%q: no exit codes", words)
		}
		if cmd.ArgsUsage != "" && !strings.Contains(page, cmd.ArgsUsage) {
			t.Errorf("%q: no %s", words, cmd.ArgsUsage)
		}
	})
	if pages < 30 {
		t.Errorf("only %d commands", pages)
	}
	main := run("--help")
	if main != run("help") || main != run() || !strings.Contains(main, "   load") {
		t.Errorf("got\n%s", main)
	}
	for _, q := range []string{"who-leads", "timeline", "evidence", "event-attendees", "shortest-path"} {
		run("ask", q, "--help")
	}
	if got := run("ask", "--store", "x", "--help"); !strings.HasPrefix(got, "NAME:\n   newsgraph ask - ") {
		t.Errorf("got\n%s", got)
	}
}

func TestReflow(t *testing.T) {
	got := strings.Join(reflow("One two three\nfour five.\n\nCodes:\n   0  all is well and more than that\n  kept  as  it is", 20), "\n")
	want := "One two three four\nfive.\n\nCodes:\n   0  all is well\n      and more than\n      that\n  kept  as  it is"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
