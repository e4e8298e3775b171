package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/source"
	"github.com/newsgraph/newsgraph/graph/export"
)

// rejectFile writes rejects as JSON lines to a file that is made with the first
// one (none without a name), and the first few as lines for the reader. The file
// gets its name when it is closed: the one that had it may be part of the input,
// and reading what is written meanwhile would never end.
type rejectFile struct {
	name   string
	log    io.Writer
	stdout io.Writer // where those to - go
	count  int
	file   *export.File
	err    error // the first error of writing
}

// shown is how many rejects are told one by one.
const shown = 10

func (f *rejectFile) add(r *extract.Reject) {
	f.count++
	if f.count <= shown {
		fmt.Fprintf(f.log, "newsgraph: %s\n", oneLine(r))
	}
	if f.name == "" {
		return
	}
	to := f.stdout
	if f.name != standard {
		if f.file == nil && f.err == nil {
			f.file, f.err = export.Pending(f.name)
		}
		to = f.file
	}
	if f.err == nil {
		f.err = source.WriteReject(escapedJSON{to}, r)
	}
	if f.count == shown+1 && f.err == nil && f.name != standard {
		fmt.Fprintf(f.log, "newsgraph: more rejects are in %s\n", f.name)
	}
}

// retire renames the file that an earlier run left under the name, where this run
// came to its end without any reject: it must not be taken for one of this run. A
// file that is none of ours stays.
func (f *rejectFile) retire(con *console) error {
	info, err := os.Lstat(f.name)
	if f.count > 0 || f.name == "" || f.name == standard || err != nil || !info.Mode().IsRegular() || !source.HoldsRejects(f.name) {
		return nil
	}
	old := f.name + ".old"
	if _, err := os.Lstat(old); err == nil && !source.HoldsRejects(old) {
		con.notice(fmt.Sprintf("%s is of an earlier run: this one rejected nothing", f.name))
		return nil
	}
	if err := os.Rename(f.name, old); err != nil {
		return fmt.Errorf("set the rejects of an earlier run aside: %w", err)
	}
	con.notice(fmt.Sprintf("nothing was rejected; %s, of an earlier run, is now %s", f.name, old))
	return nil
}

// close gives the file its name.
func (f *rejectFile) close() error {
	if f.file != nil {
		f.err = errors.Join(f.err, f.file.Commit())
	}
	if f.err != nil {
		return fmt.Errorf("write the rejects to %s: %w", f.name, f.err)
	}
	return nil
}

// outranked joins the end of a run with that of its file of rejects: where they
// could not be kept, that there were some is not the news.
func outranked(err, closing error) error {
	if closing != nil && errors.Is(err, errRejected) {
		return closing
	}
	return errors.Join(err, closing)
}
