package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// aGraph makes the folder of the test one with a small graph.
func aGraph(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.txt", []byte("Ines Duarte, the mayor of Porto, met Olga Kovar to talk."), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, said strings.Builder
	if code := session(&out, &said).run(t.Context(), []string{"newsgraph", "load", "--min-words", "0", "a.txt"}); code != exitOK {
		t.Fatalf("%d: %s", code, said.String())
	}
}

func TestComplete(t *testing.T) {
	aGraph(t)
	for line, want := range map[string]string{
		"retr":                             "retract",
		"db ":                              "check compact dump restore",
		"db du":                            "dump",
		"ask tim":                          "timeline",
		"ask --json wh":                    "who-leads",
		"ask timeline ":                    "entity= from= to= limit= as_of= known_by=",
		"ask timeline entity=in":           "entity=Ines Duarte",
		"ask timeline In":                  "Ines Duarte",
		"ask --store other timeline In":    "",
		"ask timeline x fr":                "from=",
		"ask shortest-path from=x to=p":    "to=Porto",
		"ask top-entities kind=per":        "kind=Person",
		"ask nonsense ":                    "",
		"load --min":                       "--min-words --min-confidence",
		"load --input js":                  "jsonl json",
		"load --progress ":                 "auto plain none",
		"load ":                            ":files",
		"load --store ":                    ":files",
		"export graphml --conn":            "--connected",
		"completion ":                      "bash zsh fish",
		"help db ch":                       "check",
		"nonsense ":                        "",
		"digest ":                          "",
		"__":                               "",
		"ask timeline entity=x --timeout ": ":files",
	} {
		var out, said strings.Builder
		words := strings.Split(line, " ")
		code := session(&out, &said).run(t.Context(), append([]string{"newsgraph", "__complete", "--"}, words...))
		var got []string
		for proposal := range strings.Lines(out.String()) {
			word, _, _ := strings.Cut(strings.TrimRight(proposal, "\n"), "\t")
			got = append(got, word)
		}
		if code != exitOK || said.Len() > 0 || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, want %q (%d, %s)", line, got, want, code, said.String())
		}
	}
}

// Each shell is asked itself, as far as it is here: what it would type on.
func TestShellsComplete(t *testing.T) {
	aGraph(t)
	for shell, test := range map[string]struct {
		args         []string
		script, want string
	}{
		"bash": {[]string{"--norc"}, `source <(newsgraph completion bash)
compopt() { :; }
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _newsgraph; printf '<%s> ' "${COMPREPLY[@]}"; echo; }
try newsgraph ask tim
try newsgraph ask timeline entity = in
try newsgraph ask timeline '"Ines D'
try newsgraph ask timeline 'Ines\ D'
try newsgraph ask who-leads --progress l
try newsgraph completion ''
complete -p newsgraph`,
			"<timeline> \n<Ines\\ Duarte> \n<Ines Duarte> \n<Ines\\ Duarte> \n<limit=> \n<bash> <zsh> <fish> \ncomplete -F _newsgraph newsgraph\n"},
		"zsh": {[]string{"-f"}, `compadd() { print -r -- "$values|$open" }
_files() { print files }
source <(newsgraph completion zsh)
try() { words=("$@"); CURRENT=$#; _newsgraph }
try newsgraph ask tim
try newsgraph ask timeline entity=in
try newsgraph ask timeline 'Ines\ D'
try newsgraph load ''
try newsgraph ask timeline l`,
			"timeline|\nentity=Ines Duarte|\nInes Duarte|\nfiles\n|limit=\n"},
		"fish": {[]string{"--no-config"}, `newsgraph completion fish | source
complete -C "newsgraph ask tim"
complete -C "newsgraph ask timeline entity=in"
complete -C "newsgraph ask timeline 'Ines D"
complete -C "newsgraph load a."`,
			"timeline\tEverything claimed about one entity, by day\nentity=Ines Duarte\nInes Duarte\na.txt\n"},
	} {
		t.Run(shell, func(t *testing.T) {
			if _, err := exec.LookPath(shell); err != nil {
				if os.Getenv("CI") == "true" && (shell == "bash" || os.Getenv("NEWSGRAPH_SHELLS") != "none") {
					t.Fatalf("CI needs %s: install it, or set NEWSGRAPH_SHELLS=none", shell)
				}
				t.Skipf("no %s here", shell)
			}
			run := exec.Command(shell, test.args...)
			run.Stdin = strings.NewReader(test.script + "\n")
			run.Env = append(os.Environ(), "HOME="+t.TempDir(), "TERM=dumb")
			var said strings.Builder
			run.Stderr = &said
			if got, err := run.Output(); err != nil || string(got) != test.want || said.Len() > 0 {
				t.Errorf("got\n%s\nwant\n%s\n%v %s", got, test.want, err, said.String())
			}
		})
	}
	if code := session(&strings.Builder{}, &strings.Builder{}).run(t.Context(), []string{"newsgraph", "completion", "tcsh"}); code != exitUsage {
		t.Errorf("an unknown shell: %d", code)
	}
}
