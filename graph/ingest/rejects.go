package ingest

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/export"
)

// standard is the name that stands for the standard output.
const standard = "-"

// rejectFile writes rejects as JSON lines to a file that is made with the first
// one. The file gets its name when it is closed: the one that had it may be part of
// the input, and reading what is written meanwhile would never end.
type rejectFile struct {
	name   string    // "": nothing is written
	stdout io.Writer // where those to - go
	escape func(io.Writer) io.Writer
	count  int
	file   *export.File
	err    error // the first error of writing
}

// add writes a reject and reports whether it is in the file.
func (f *rejectFile) add(r *extract.Reject) bool {
	f.count++
	if f.name == "" {
		return false
	}
	to := f.stdout
	if f.name != standard {
		if f.file == nil && f.err == nil {
			f.file, f.err = export.Pending(f.name)
		}
		to = f.file
	}
	if f.err != nil {
		return false
	}
	if f.escape != nil {
		to = f.escape(to)
	}
	f.err = source.WriteReject(to, r)
	return f.err == nil && f.name != standard
}

// Leftover is the file of the rejects of an earlier run.
type Leftover struct {
	Name string
	Now  string // the name that it was given; "": it keeps its own
}

// retire renames the file that an earlier run left under the name, where this run
// came to its end without any reject: it must not be taken for one of this run. A
// file that is none of ours stays.
func (f *rejectFile) retire() (*Leftover, error) {
	if f.count > 0 || f.name == "" || f.name == standard {
		return nil, nil
	}
	info, err := os.Lstat(f.name)
	if err != nil || !info.Mode().IsRegular() || !source.HoldsRejects(f.name) {
		return nil, nil
	}
	old := f.name + ".old"
	if _, err := os.Lstat(old); err == nil && !source.HoldsRejects(old) {
		return &Leftover{Name: f.name}, nil
	}
	if err := os.Rename(f.name, old); err != nil {
		return nil, fmt.Errorf("set the rejects of an earlier run aside: %w", err)
	}
	return &Leftover{f.name, old}, nil
}

// close gives the file its name.
func (f *rejectFile) close() error {
	if f.file != nil {
		f.err = errors.Join(f.err, f.file.Commit()) // what could be written is kept
	}
	if f.err != nil {
		return fmt.Errorf("write the rejects to %s: %w", f.name, f.err)
	}
	return nil
}

// written is the name of the file, if it holds all rejects of the run.
func (f *rejectFile) written() string {
	if f.count == 0 || f.name == standard || f.err != nil {
		return ""
	}
	return f.name
}
