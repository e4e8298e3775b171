package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"
)

// The manual has every command and flag, and troff's readers find nothing wrong
// with it, as far as there are any here.
func TestManual(t *testing.T) {
	var out, said strings.Builder
	con := session(&out, &said)
	if code := con.run(t.Context(), []string{"newsgraph", "man"}); code != exitOK {
		t.Fatalf("%d: %s", code, said.String())
	}
	walkCommands(con.app().Commands, nil, func(words []string, cmd *cli.Command) {
		if cmd.Hidden {
			return
		}
		if want := ".SS " + troff(synopsis("newsgraph "+strings.Join(words, " "), cmd)) + "\n"; !strings.Contains(out.String(), want) {
			t.Errorf("no %s", want)
		}
		for _, f := range cmd.Flags {
			if want := ".B " + troff(flagHelp(f)[0]) + "\n"; !strings.Contains(out.String(), want) {
				t.Errorf("%q: no %s", words, want)
			}
		}
	})
	for _, reader := range [][]string{{"mandoc", "-T", "lint", "-W", "error"}, {"groff", "-man", "-Tutf8", "-ww", "-z"}} {
		if _, err := exec.LookPath(reader[0]); err != nil {
			t.Logf("%s is not here: the manual is not read by it", reader[0])
			continue
		}
		read := exec.Command(reader[0], reader[1:]...)
		read.Stdin = strings.NewReader(out.String())
		if found, err := read.CombinedOutput(); err != nil || len(found) > 0 {
			t.Errorf("%v: %v: %s", reader, err, found)
		}
	}
}

func TestTroff(t *testing.T) {
	var b strings.Builder
	flowed(&b, ".5 of it\n\n  kept \\ here\n'quoted' a-b")
	if want := "\\&.5 of it\n.PP\n.PP\n.nf\n  kept \\e here\n.fi\n\\&'quoted' a\\-b\n"; b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}
