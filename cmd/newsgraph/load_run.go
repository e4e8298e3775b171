package main

import (
	"fmt"

	"github.com/newsgraph/newsgraph/graph/ingest"
	"github.com/newsgraph/newsgraph/graph/load"
)

// left tells of what earlier runs have left: their rejects, where this one had none,
// and versions of plain files.
func (con *console) left(r ingest.Result) {
	if l := r.Leftover; l != nil && l.Now == "" {
		con.notice(fmt.Sprintf("%s is of an earlier run: this one rejected nothing", l.Name))
	} else if l != nil {
		con.notice(fmt.Sprintf("nothing was rejected; %s, of an earlier run, is now %s", l.Name, l.Now))
	}
	for _, f := range r.Earlier[:min(shown, len(r.Earlier))] {
		con.notice(fmt.Sprintf("%s: the graph holds %s that this file no longer has; an earlier version stays until newsgraph retract %[1]s, a line URL: … in the file makes versions replace each other", f.Path, counted(f.Articles, "articles")))
	}
}

// clashes tells of versions of one article that met in a run.
func (con *console) clashes(r load.Report) {
	for i, c := range r.Clashes {
		if i == shown {
			con.notice("more versions of articles met: --report FILE lists them")
			return
		}
		con.notice(printable(c.String()))
	}
}
