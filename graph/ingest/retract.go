package ingest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/newsgraph/newsgraph/graph/load"
)

// Remover finds articles in a graph and takes them out; *load.Loader is one.
type Remover interface {
	Find(ctx context.Context, ref string, place load.Place) ([]load.Found, error)
	Retract(ctx context.Context, articles ...string) (load.Report, error)
	SetPaths(ctx context.Context, article string, paths []string) error
}

// Retraction is what became of the articles that references name.
type Retraction struct {
	Report  load.Report
	Missing []string // references to nothing, with what may have been meant
	Unclear []error  // a *load.AmbiguousError for every reference to several files
}

// Retract takes out what the references name: addresses, ids, titles, or files,
// archives and folders that articles were read from. An article that came from
// elsewhere as well is kept and no longer said to come from there. tell is told of
// each article as it happens; kept are those that stay.
func Retract(ctx context.Context, graph Remover, refs []string, tell func(a load.Found, kept bool)) (Retraction, error) {
	var done Retraction
	for _, ref := range refs {
		found, err := graph.Find(ctx, ref, placeOf(ref))
		var several *load.AmbiguousError
		switch {
		case errors.As(err, &several):
			done.Unclear = append(done.Unclear, err)
			continue
		case err != nil:
			return done, err
		case len(found) == 0:
			done.Missing = append(done.Missing, ref+called(ctx, graph, ref))
		}
		for _, a := range found {
			kept, err := done.takeOut(ctx, graph, a)
			if err != nil {
				return done, err
			}
			tell(a, kept)
		}
	}
	return done, nil
}

// takeOut retracts an article, unless it came from another file as well.
func (r *Retraction) takeOut(ctx context.Context, graph Remover, a load.Found) (kept bool, err error) {
	if len(a.Paths) > 0 && len(a.Others) > 0 {
		return true, graph.SetPaths(ctx, a.ID, a.Others)
	}
	report, err := graph.Retract(ctx, a.ID)
	r.Report.Retracted += report.Retracted
	r.Report.Counts.Add(report.Counts)
	return false, err
}

// placeOf is what a user may mean by a reference that is a path.
func placeOf(ref string) load.Place {
	file, _, _ := strings.Cut(ref, "!")
	_, err := os.Stat(file)
	return load.Place{Path: ref, There: err == nil}
}

// called tells of other files of the name of one that is not in the graph.
func called(ctx context.Context, graph Remover, ref string) string {
	found, err := graph.Find(ctx, filepath.Base(ref), load.Place{Path: filepath.Base(ref)})
	var several *load.AmbiguousError
	switch {
	case errors.As(err, &several):
		return fmt.Sprintf(" (but %v)", err)
	case err == nil && len(found) > 0 && len(found[0].Paths) > 0:
		return fmt.Sprintf(" (but what came from %s is)", load.Named(found[0].Paths[0]))
	}
	return ""
}
