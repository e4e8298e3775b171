package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"newsgraph/extract"
	"newsgraph/extract/source"
)

// rejectFile writes rejects as JSON lines to a file that is made with the first
// one (none without a name), and the first few as lines for the reader. The file
// gets its name when it is closed: the one that had it may be part of the input,
// and reading what is written meanwhile would never end.
type rejectFile struct {
	name  string
	log   io.Writer
	count int
	file  *os.File
	err   error // the first error of writing
}

// shown is how many rejects are told one by one.
const shown = 10

func (f *rejectFile) add(r *extract.Reject) {
	f.count++
	switch {
	case f.count <= shown:
		fmt.Fprintf(f.log, "newsgraph: %s\n", oneLine(r))
	case f.count == shown+1 && f.name != "":
		fmt.Fprintf(f.log, "newsgraph: more rejects are in %s\n", f.name)
	}
	if f.err != nil || f.name == "" {
		return
	}
	if f.file == nil {
		if f.file, f.err = f.create(); f.err != nil {
			return
		}
	}
	f.err = source.WriteReject(f.file, r)
}

// create makes the file under another name, or opens what is no file, as a pipe.
func (f *rejectFile) create() (*os.File, error) {
	if info, err := os.Stat(f.name); err == nil && !info.Mode().IsRegular() {
		return os.OpenFile(f.name, os.O_WRONLY, 0)
	}
	return os.CreateTemp(filepath.Dir(f.name), ".newsgraph-*")
}

func (f *rejectFile) close() error {
	if f.file != nil {
		f.err = errors.Join(f.err, f.settle())
	}
	if f.err != nil {
		return fmt.Errorf("write the rejects: %w", f.err)
	}
	return nil
}

// settle closes the file and gives it its name.
func (f *rejectFile) settle() error {
	tmp := f.file.Name()
	err := f.file.Close()
	if tmp == f.name {
		return err
	}
	return errors.Join(err, os.Chmod(tmp, 0o644), os.Rename(tmp, f.name))
}
