package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/newsgraph/newsgraph/extract"
)

// The rejects file of a run before can be read to its end while new rejects come.
func TestRejectsDoNotFeedThemselves(t *testing.T) {
	name := filepath.Join(t.TempDir(), "rejects.jsonl")
	if err := os.WriteFile(name, []byte("before\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := &rejectFile{name: name}
	if !f.add(&extract.Reject{Source: "a.txt", Code: "too-short"}) || f.written() != name {
		t.Error("the reject is not said to be in the file")
	}
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
	f := &rejectFile{name: os.DevNull}
	f.add(&extract.Reject{Source: "a.txt"})
	if err := f.close(); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s has become %v, %v", os.DevNull, info.Mode(), err)
	}
}

// Rejects to the standard output are in no file, and pass what escapes them.
func TestRejectsToStandardOutput(t *testing.T) {
	var out bytes.Buffer
	f := &rejectFile{name: standard, stdout: &out, escape: func(w io.Writer) io.Writer { return upper{w} }}
	if f.add(&extract.Reject{Source: "a.txt"}) || f.written() != "" || f.close() != nil {
		t.Error("they are said to be in a file")
	}
	if !strings.HasPrefix(out.String(), `{"SOURCE":"A.TXT"`) {
		t.Errorf("got %s", out.String())
	}
	if f := (&rejectFile{}); f.add(&extract.Reject{}) || f.close() != nil || f.written() != "" {
		t.Error("without a name they are said to be in a file")
	}
}

// upper stands for an escape: its effect can be seen.
type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

// A file that cannot be made is an error at the end, and is not named as one that
// holds the rejects.
func TestRejectsCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	f := &rejectFile{name: dir}
	if f.add(&extract.Reject{Source: "a.txt"}) || f.written() != "" {
		t.Error("said to be written")
	}
	if err := f.close(); !errors.Is(err, syscall.EISDIR) || !strings.Contains(err.Error(), "write the rejects to "+dir) {
		t.Errorf("got %v", err)
	}
}

// What an earlier run rejected is put aside by a run that rejected nothing, and what
// is no file of rejects stays what it is.
func TestRetire(t *testing.T) {
	const rejects = `{"source":"a.txt","offset":0,"stage":"read","code":"too-short","message":"short"}` + "\n"
	for _, tt := range []struct {
		name, file, old string // what is there; "": nothing
		rejected        int
		want            *Leftover
		kept            string // what then has the name
	}{
		{name: "none there"},
		{name: "of an earlier run", file: rejects, want: &Leftover{"r", "r.old"}},
		{name: "over an older one", file: rejects, old: rejects, want: &Leftover{"r", "r.old"}},
		{name: "not over somebody's file", file: rejects, old: "mine", want: &Leftover{Name: "r"}, kept: rejects},
		{name: "somebody's file", file: "mine", kept: "mine"},
		{name: "of this run", file: rejects, rejected: 1, kept: rejects},
	} {
		t.Chdir(t.TempDir())
		for name, text := range map[string]string{"r": tt.file, "r.old": tt.old} {
			if text != "" {
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		got, err := (&rejectFile{name: "r", count: tt.rejected}).retire()
		if err != nil || (got == nil) != (tt.want == nil) || got != nil && *got != *tt.want {
			t.Errorf("%s: got %+v, %v", tt.name, got, err)
		}
		if text, _ := os.ReadFile("r"); string(text) != tt.kept {
			t.Errorf("%s: the file holds %q, want %q", tt.name, text, tt.kept)
		}
		if text, _ := os.ReadFile("r.old"); tt.old == "mine" && string(text) != "mine" {
			t.Errorf("%s: overwrote somebody's file with %q", tt.name, text)
		}
	}
}
