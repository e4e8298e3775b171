package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// The rejects file of a run before can be read to its end while new rejects come.
func TestRejectsDoNotFeedThemselves(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rejects.jsonl")
	if err := os.WriteFile(name, []byte("before\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := &rejectFile{name: name, log: io.Discard}
	f.add(&extract.Reject{Source: "a.txt", Code: "too-short"})
	if got, err := os.ReadFile(name); string(got) != "before\n" {
		t.Errorf("while the run goes on: %q, %v", got, err)
	}
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(name); !strings.HasPrefix(string(got), `{"source":"a.txt"`) {
		t.Errorf("behind it: %q, %v", got, err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".newsgraph-*")); len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestRejectsToNoFile(t *testing.T) {
	f := &rejectFile{name: os.DevNull, log: io.Discard}
	f.add(&extract.Reject{Source: "a.txt"})
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s has become %v, %v", os.DevNull, info.Mode(), err)
	}
}
