package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInterruptible(t *testing.T) {
	text := strings.Repeat("Bo Lin met Di Ray. ", 10_000)
	for _, in := range []io.Reader{strings.NewReader(text), iotest.OneByteReader(strings.NewReader(text[:999])), iotest.DataErrReader(strings.NewReader(text))} {
		got, err := io.ReadAll(&interruptible{ctx: t.Context(), in: in})
		if err != nil || !strings.HasPrefix(text, string(got)) || len(got) != len(text) && len(got) != 999 {
			t.Errorf("%d bytes, %v", len(got), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	silent, _ := io.Pipe()
	r := &interruptible{ctx: ctx, in: silent}
	done := make(chan error)
	go func() {
		_, err := r.Read(make([]byte, 8))
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("reading from silence, interrupted: %v", err)
	}
}

// An interrupted load says that it can go on; what cannot does not say so, and
// leaves no file.
func TestStopped(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, said strings.Builder
	con := &console{in: strings.NewReader(""), out: &out, err: &said, env: func(string) string { return "" }}
	article := strings.Repeat("Ada Finch met Otto Lund in Hartwell on Monday. ", 10)
	if err := os.WriteFile("one.txt", []byte(article), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := con.run(t.Context(), []string{"newsgraph", "load", "one.txt"}); code != exitOK {
		t.Fatalf("%d: %s", code, &said)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	for command, want := range map[string]string{
		"load one.txt":        "newsgraph: stopped; what was written before is kept, and the same load goes on from there\n",
		"export graphml -o g": "newsgraph: stopped before the end\n",
		"db dump d":           "newsgraph: stopped before the end\n",
	} {
		said.Reset()
		if code := con.run(stopped, append([]string{"newsgraph"}, strings.Fields(command)...)); code != exitTemporary || said.String() != want {
			t.Errorf("%s: %d, %q, want %q", command, code, said.String(), want)
		}
	}
	for _, name := range []string{"g", "d"} {
		if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is there: %v", name, err)
		}
	}
}
