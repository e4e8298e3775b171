package ingest

import (
	"iter"

	"github.com/newsgraph/newsgraph/extract"
)

// lookAhead reads up to the first article and reports whether there is one. The
// sequence it returns gives all from the beginning, once.
func lookAhead(articles iter.Seq2[*extract.Article, error]) (iter.Seq2[*extract.Article, error], bool) {
	next, stop := iter.Pull2(articles)
	type element struct {
		article *extract.Article
		err     error
	}
	var seen []element
	found, more := false, true
	for more && !found {
		var e element
		if e.article, e.err, more = next(); more {
			seen = append(seen, e)
			found = e.err == nil
		}
	}
	return func(yield func(*extract.Article, error) bool) {
		defer stop()
		for _, e := range seen {
			if !yield(e.article, e.err) {
				return
			}
		}
		for {
			if a, err, more := next(); !more || !yield(a, err) {
				return
			}
		}
	}, found
}
