package main

import (
	"errors"
	"flag"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"newsgraph": main})
}

// TestScript runs the command line as its users do. Every script in
// testdata/script says what is typed and what must come out.
func TestScript(t *testing.T) {
	runScripts(t, filepath.Join("..", "..", "testdata", "script"), nil)
}

// TestScriptNeo4j runs scripts on a real server: the same commands with --to.
func TestScriptNeo4j(t *testing.T) {
	neo4jtest.Each(t, func(t *testing.T, r neo4jtest.Release) {
		_, server := r.OpenAt(t)
		runScripts(t, filepath.Join("..", "..", "testdata", "script", "neo4j"), []string{"URI=" + server.URI,
			"NEO4J_USERNAME=" + server.Username, "NEO4J_PASSWORD=" + server.Password})
	})
}

// TestScriptSecure is the part of it that takes a server whose certificates and
// password we know.
func TestScriptSecure(t *testing.T) {
	server, authority := neo4jtest.Secured(t)
	_, address, _ := strings.Cut(server.URI, "://")
	runScripts(t, filepath.Join("..", "..", "testdata", "script", "secure"), []string{"ADDRESS=" + address, "AUTHORITY=" + authority,
		"PASSWORD=" + server.Password})
}

func runScripts(t *testing.T, dir string, env []string) {
	testscript.Run(t, testscript.Params{
		Dir:           dir,
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			articles, err := filepath.Abs(filepath.Join("..", "..", "testdata", "article"))
			e.Vars = append(e.Vars, "ARTICLES="+articles, "NO_COLOR=1")
			e.Vars = append(e.Vars, env...)
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"code": exitsWith},
	})
}

// exitsWith runs a command that must end with an exit code: code 2 newsgraph load
func exitsWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N command [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d; standard error:\n%s", got, want, ts.ReadFile("stderr"))
	}
}
