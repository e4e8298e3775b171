package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

// TestPasswordIsAskedFor types the password of a real server where a terminal would
// ask for it.
func TestPasswordIsAskedFor(t *testing.T) {
	server, _ := neo4jtest.Secured(t)
	for _, c := range []struct {
		name, typed string
		err         error
		user        string
		code        int
		says        string
	}{
		{"right", server.Password, nil, "", exitOK, ""},
		{"right, user given", server.Password, nil, "neo4j", exitOK, ""},
		{"wrong", "wrong-password", nil, "", exitConfiguration, "does not accept this password of user neo4j"},
		{"interrupted", "", context.Canceled, "", exitTemporary, "stopped"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, told bytes.Buffer
			asked := 0
			con := &console{out: &out, err: &told, env: func(name string) string {
				if name == "NEO4J_USERNAME" {
					return c.user
				}
				return ""
			}, secret: func(_ context.Context, prompt string) (string, error) {
				asked++
				if want := "Password of user neo4j at " + server.URI + ": "; prompt != want {
					t.Errorf("asked %q, want %q", prompt, want)
				}
				return c.typed, c.err
			}}
			args := []string{"newsgraph", "cypher", "--to", server.URI, "RETURN 1 AS one", "--csv"}
			if code := con.run(t.Context(), args); code != c.code || asked != 1 {
				t.Errorf("exit code %d after being asked %d times, want %d after 1: %s", code, asked, c.code, told.String())
			}
			if c.code == exitOK && out.String() != "one\n1\n" || !strings.Contains(told.String(), c.says) || strings.Contains(told.String(), "wrong-password") {
				t.Errorf("printed %q and %q, want to be told %q", out.String(), told.String(), c.says)
			}
		})
	}
}

// TestNobodyIsAsked: a pipe and a file are no terminals.
func TestNobodyIsAsked(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer errors.Join(r.Close(), w.Close())
	if asker(r, w) != nil {
		t.Error("a pipe is asked for the password")
	}
}
