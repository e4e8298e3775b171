package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestBarOnTerminal loads at a terminal: a line is overwritten while articles come,
// messages stand above it, and nothing of it is left or in the standard output.
func TestBarOnTerminal(t *testing.T) {
	t.Chdir(t.TempDir())
	user, program := terminal(t)
	if err := unix.IoctlSetWinsize(int(user.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	load := exec.Command("newsgraph", "load", "--min-words", "0", "-")
	load.Env = append(os.Environ(), "TERM=xterm", "COLUMNS=")
	var out strings.Builder
	load.Stdout, load.Stderr = &out, program
	in, err := load.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := load.Start(); err != nil {
		t.Fatal(err)
	}
	program.Close()
	pad := strings.Repeat("x", 1<<17) // a format is told by so much of a stream
	record := func(n int) {
		fmt.Fprintf(in, "{\"id\":\"%d\",\"source\":\"t\",\"text\":\"Ines Duarte met Olga Kovar in Porto.\",\"pad\":%q}\n", n, pad)
	}
	record(1)
	shown := until(t, user, "load  1 article  ")
	if !strings.HasPrefix(shown, eraseLine) {
		t.Errorf("begins with %q", shown)
	}
	fmt.Fprintf(in, "{\"text\":\"\",\"pad\":%q}\n", pad)
	record(3)
	until(t, user, "load  3 articles  ")
	in.Close()
	rest, _ := io.ReadAll(user) // ends with an error where the terminal ends
	load.Wait()
	if !strings.Contains(string(rest), eraseLine+"newsgraph: -:2: no-text: ") {
		t.Errorf("no message above the line in %q", rest)
	}
	if at := strings.LastIndex(string(rest), "load  3"); !strings.Contains(string(rest[max(at, 0):]), eraseLine) {
		t.Errorf("at the end %q", rest)
	}
	if !strings.HasPrefix(out.String(), "3 read: 2 new, 0 changed, 0 unchanged, 0 duplicates, 1 rejected\n") || strings.Contains(out.String(), "\x1b") {
		t.Errorf("the standard output is %q", out.String())
	}
}

// TestTableAtTerminal asks at terminals of two widths, which the terminal itself tells.
func TestTableAtTerminal(t *testing.T) {
	t.Chdir(t.TempDir())
	for width, want := range map[uint16]string{80: "a                 b\r\n----------------  -\r\n日本語のタイトル  x\r\n", 20: "a                 b\r\n----------------  -\r\n日本語のタイトル  x\r\n"} {
		user, program := terminal(t)
		if err := unix.IoctlSetWinsize(int(user.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: width}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("a.txt", []byte("Ines Duarte met Olga Kovar in Porto."), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command("newsgraph", "load", "--min-words", "0", "a.txt").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		ask := exec.Command("newsgraph", "cypher", "RETURN '日本語のタイトル' AS a, 'x' AS b")
		ask.Env = append(os.Environ(), "TERM=xterm", "COLUMNS=")
		ask.Stdout = program
		if err := ask.Run(); err != nil {
			t.Fatal(err)
		}
		program.Close()
		if got, _ := io.ReadAll(user); string(got) != want {
			t.Errorf("%d columns: %q", width, got)
		}
	}
}
