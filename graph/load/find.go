package load

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// Found is an article that a store holds.
type Found struct {
	ID, Title, URL, Source string
	Paths                  []string // that were asked for and under which it is known
	Others                 []string // further paths under which it is known
}

// AmbiguousError says that a path is the end of several paths.
type AmbiguousError struct {
	Path  string
	Paths []string
}

func (e *AmbiguousError) Error() string {
	list := e.Paths[:min(len(e.Paths), 10)]
	more := ""
	if n := len(e.Paths) - len(list); n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("%d files are called %s: %s%s: name one by its path", len(e.Paths), e.Path, strings.Join(list, ", "), more)
}

// Find returns the articles that a user means by ref, in the order of their ids:
// an id or an address; else a path or a folder from which articles were read; else
// a native id; else, if it is not the name of another file, the end of a path; else
// an exact title.
func (l *Loader) Find(ctx context.Context, ref string, place Place) ([]Found, error) {
	fail := func(err error) ([]Found, error) { return nil, fmt.Errorf("look for the article %s: %w", ref, err) }
	found, err := l.articles(ctx, "a.id = $value", articleRef(ref))
	if err != nil || len(found) > 0 {
		return found, err
	}
	within, called, err := l.from(ctx, place)
	if err != nil || len(within) > 0 {
		return within, err
	}
	if found, err = l.articles(ctx, "a.native_id = $value", capped(ref)); err != nil {
		return fail(err)
	}
	if len(found) > 0 {
		return found, nil
	}
	if len(called) > 0 {
		return called, ambiguous(place, called)
	}
	// What was loaded before paths were kept.
	name := unpacked(ref[strings.LastIndexAny(ref, "/!")+1:])
	if found, err = l.articles(ctx, "a.source = $value AND a.paths IS NULL", name); err != nil {
		return fail(err)
	}
	if len(found) > 0 {
		return found, nil
	}
	if found, err = l.articles(ctx, "a.title = $value", capped(ref)); err != nil {
		return fail(err)
	}
	return found, nil
}

// from lists the articles that were read from a place, and those whose path only
// ends like it.
func (l *Loader) from(ctx context.Context, place Place) (within, called []Found, err error) {
	err = l.each(ctx, "a.paths IS NOT NULL", "", func(a Found) {
		best := Other
		for _, path := range a.Others {
			best = max(best, place.Match(path))
		}
		if best == Other {
			return
		}
		known := a.Others
		a.Others = nil
		for _, path := range known {
			if place.Match(path) == best {
				a.Paths = append(a.Paths, path)
			} else {
				a.Others = append(a.Others, path)
			}
		}
		if best == Within {
			within = append(within, a)
		} else {
			called = append(called, a)
		}
	}, func() { within, called = nil, nil })
	if err != nil {
		return nil, nil, fmt.Errorf("look for articles from %s: %w", place.Path, err)
	}
	return within, called, nil
}

// ambiguous returns an error if the articles come from several files.
func ambiguous(place Place, found []Found) error {
	var paths []string
	for _, a := range found {
		for _, path := range a.Paths {
			paths = append(paths, place.called(path))
		}
	}
	slices.Sort(paths)
	if paths = slices.Compact(paths); len(paths) < 2 {
		return nil
	}
	return &AmbiguousError{Path: place.Path, Paths: paths}
}

// articles lists the articles that a condition holds for.
func (l *Loader) articles(ctx context.Context, where, value string) ([]Found, error) {
	var found []Found
	err := l.each(ctx, where, value, func(a Found) { found = append(found, a) }, func() { found = nil })
	return found, err
}

// each hands on the articles that a condition holds for; begin is called before the
// first, also where the transaction is repeated.
func (l *Loader) each(ctx context.Context, where, value string, visit func(Found), begin func()) error {
	return l.store.View(ctx, func(tx graph.Tx) error {
		begin()
		_, err := tx.Run(ctx, "MATCH (a:Article) WHERE "+where+" RETURN a.id, a.title, a.url, a.source, a.paths ORDER BY a.id", row{"value": value},
			func(r graph.Row) error {
				if !ownID.MatchString(graphID(r.Values[0])) {
					return nil
				}
				a := Found{ID: graphID(r.Values[0]), Title: graphID(r.Values[1]), URL: graphID(r.Values[2]), Source: graphID(r.Values[3])}
				if list, ok := r.Values[4].([]any); ok {
					a.Others = stringsOf(list)
				}
				visit(a)
				return nil
			})
		return err
	})
}
