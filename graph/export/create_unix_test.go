//go:build unix

package export

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/graph"
)

// written writes a text.
func written(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// A pipe is written to and stays a pipe; so would a device.
func TestCreateIntoAPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	read := func() {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		got <- string(b)
	}
	go read()
	if err := Create(name, written("through")); err != nil {
		t.Fatal(err)
	}
	if s := <-got; s != "through" {
		t.Errorf("read %q", s)
	}
	go read()
	rep, err := WriteFile(name, Formats()[0], graph.Graph{
		Nodes: func(func(graph.Node, error) bool) {}, Edges: func(func(graph.Edge, error) bool) {}}, Options{})
	if s := <-got; err != nil || rep.ReadBack || len(s) == 0 {
		t.Errorf("read %q; %+v, %v", s, rep, err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Type() != fs.ModeNamedPipe {
		t.Errorf("the pipe has become %v, %v", info.Mode(), err)
	}
}

func TestCreateKeepsLinksAndPermissions(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "inner")
	if err := os.Mkdir(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	target, link, second := filepath.Join(inner, "target"), filepath.Join(dir, "link"), filepath.Join(inner, "second")
	if err := errors.Join(os.Symlink(filepath.Join("inner", "second"), link), os.Symlink("target", second)); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"new", "newer"} { // first nowhere, then to a file
		if err := Create(link, written(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(target); string(got) != text {
			t.Errorf("%q, %v; want %q", got, err, text)
		}
		if err := os.Chmod(target, 0o640); err != nil {
			t.Fatal(err)
		}
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != fs.ModeSymlink {
		t.Errorf("the link has become %v, %v", info.Mode(), err)
	}
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	if err := Create(loop, written("x")); !errors.Is(err, syscall.ELOOP) {
		t.Errorf("a link to itself: %v", err)
	}
}

// What was there stays if the writing fails, and nothing else is left.
func TestCreateFails(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "file")
	if err := Create(name, written("old")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	if err := Create(name, func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if got, err := os.ReadFile(name); string(got) != "old" {
		t.Errorf("%q, %v", got, err)
	}
	if entries, err := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := Create(dir, written("x")); !errors.Is(err, syscall.EISDIR) || err.Error() != "write "+dir+": is a directory" {
		t.Errorf("into a folder: %v", err)
	}
}
