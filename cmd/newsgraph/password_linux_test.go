package main

import (
	"context"
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
	"golang.org/x/term"
)

// terminal opens a pseudo-terminal: what a user sees and types, and the program's
// side of it.
func terminal(t *testing.T) (user, program *os.File) {
	t.Helper()
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("CI needs a pseudo-terminal: %v", err)
		}
		t.Skipf("no pseudo-terminal: %v", err)
	}
	t.Cleanup(func() { user.Close() })
	if err := unix.IoctlSetPointerInt(int(user.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(user.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if program, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	return user, program
}

// until reads from the terminal up to a text.
func until(t *testing.T, user *os.File, text string) string {
	t.Helper()
	var seen strings.Builder
	for one := make([]byte, 1); !strings.HasSuffix(seen.String(), text); {
		if _, err := user.Read(one); err != nil {
			t.Fatalf("read the terminal after %q: %v", seen.String(), err)
		}
		seen.Write(one)
	}
	return seen.String()
}

// TestTypedPassword types a password at a terminal: it arrives, does not show, and
// the terminal is as before.
func TestTypedPassword(t *testing.T) {
	for _, c := range []struct {
		name, typed, want string
		err               error
	}{
		{"typed", "top secret\r", "top secret", nil},
		{"corrected", "tap\x7f\x7fop\r", "top", nil},
		{"Ctrl-C", "top\x03", "", context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			user, program := terminal(t)
			before, err := term.GetState(int(program.Fd()))
			if err != nil {
				t.Fatal(err)
			}
			ask := asker(program, program)
			if ask == nil {
				t.Fatal("a terminal is not taken for one")
			}
			shown := make(chan string)
			go func() {
				seen := until(t, user, "Password: ")
				user.WriteString(c.typed) // a lost byte fails the test below
				if c.err == nil {
					seen += until(t, user, "\n")
				}
				shown <- seen
			}()
			got, err := ask(t.Context(), "Password: ")
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("got %q, %v, want %q, %v", got, err, c.want, c.err)
			}
			if seen := <-shown; strings.Contains(seen, "t") || strings.Contains(seen, "*") {
				t.Errorf("the terminal shows %q", seen)
			}
			after, err := term.GetState(int(program.Fd()))
			if err != nil || *after != *before {
				t.Errorf("the terminal is %v, was %v: %v", after, before, err)
			}
		})
	}
}

// TestStoppedWhileAsked: the end of the run gives the terminal back.
func TestStoppedWhileAsked(t *testing.T) {
	user, program := terminal(t)
	before, err := term.GetState(int(program.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		until(t, user, "Password: ")
		stop()
	}()
	_, err = asker(program, program)(ctx, "Password: ")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was stopped", err)
	}
	if after, err := term.GetState(int(program.Fd())); err != nil || *after != *before {
		t.Errorf("the terminal is %v, was %v: %v", after, before, err)
	}
}
