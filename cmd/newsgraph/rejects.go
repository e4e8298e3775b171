package main

import (
	"fmt"
	"io"

	"github.com/newsgraph/newsgraph/extract"
)

// rejectLog tells of the first few rejects, a line each.
type rejectLog struct {
	name  string // of the file that has them all
	log   io.Writer
	count int
}

// shown is how many rejects are told one by one.
const shown = 10

// add tells of a reject; filed says that the file has it.
func (l *rejectLog) add(r *extract.Reject, filed bool) {
	l.count++
	if l.count <= shown {
		fmt.Fprintf(l.log, "newsgraph: %s\n", oneLine(r))
	}
	if l.count == shown+1 && filed {
		fmt.Fprintf(l.log, "newsgraph: more rejects are in %s\n", l.name)
	}
}
