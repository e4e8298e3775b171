//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// As a filter, extract answers each record before it reads the next one.
func TestFilterAnswersAtOnce(t *testing.T) {
	c := exec.Command("newsgraph", "extract", "--format", "scorer")
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(out)
	for i := range 3 {
		fmt.Fprintf(in, "{\"id\":\"p%d\",\"text\":\"Ada Finch leads Hartwell.\"}\n", i)
		if line, err := answers.ReadString('\n'); err != nil || !strings.HasPrefix(line, fmt.Sprintf(`{"id":"p%d"`, i)) {
			t.Fatalf("answer %q, %v", line, err)
		}
	}
	in.Close()
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

// peakOf runs a command and returns the most memory it held, in megabytes.
func peakOf(t *testing.T, in io.Reader, args ...string) int {
	t.Helper()
	if os.Getenv("CI") != "true" || testing.Short() { // the race detector has memory of its own
		t.Skip("long: runs with CI=true and without -short")
	}
	var said strings.Builder
	c := exec.Command("newsgraph", args...)
	c.Stdin, c.Stderr = in, &said
	if err := c.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	return int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss / 1024)
}

// newsOf returns made-up news of about size bytes, with many different words.
func newsOf(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size-120; i++ {
		fmt.Fprintf(&b, "Minister Ada Finch%d met the mayor of Hartwell in Moss-%d on Monday, said Vento%d Group, and they agreed to repair a bridge. ", i%977, i%331, i%1999)
	}
	return b.String()
}

// An article of a megabyte, all one paragraph, takes at most 200 MB.
func TestLongArticleInBoundedMemory(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(name, []byte(newsOf(990_000)), 0o644); err != nil {
		t.Fatal(err)
	}
	if mb := peakOf(t, nil, "extract", "--conllu", "--workers", "1", name); mb > 200 {
		t.Errorf("%d MB", mb)
	}
}

// Memory does not grow with the number of articles.
func TestManyArticlesInBoundedMemory(t *testing.T) {
	articles := func(n int) io.Reader {
		in, out := io.Pipe()
		go func() {
			for i := range n {
				fmt.Fprintf(out, "{\"id\":\"%d\",\"text\":%q}\n", i, "By Ana Bell\n\n"+newsOf(400)+"\n\nShare on Facebook")
			}
			out.Close()
		}()
		return in
	}
	few, many := peakOf(t, articles(2_000), "extract", "--json", "-"), peakOf(t, articles(20_000), "extract", "--json", "-")
	if many > few+24 {
		t.Errorf("2,000 articles take %d MB, 20,000 take %d", few, many)
	}
}

// A terminal that closes ends a run in order, however often it is said; nohup's
// program outlives it.
func TestHangup(t *testing.T) {
	stop := signals()
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	if got := <-stop; got != syscall.SIGHUP {
		t.Fatalf("got %v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	said, wishes := &strings.Builder{}, make(chan os.Signal)
	over := make(chan bool)
	go func() {
		heed(wishes, said, cancel)
		close(over)
	}()
	wishes <- syscall.SIGHUP
	<-ctx.Done()
	wishes <- syscall.SIGHUP
	close(wishes)
	<-over
	if strings.Count(said.String(), "\n") != 1 || !strings.Contains(said.String(), "finishing what was begun") {
		t.Errorf("said %q", said.String())
	}
}
