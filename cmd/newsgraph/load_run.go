package main

import (
	"errors"
	"fmt"
	"iter"
	"syscall"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph/load"
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

// repeatable adds to the error of a full disk what has become of the work.
func repeatable(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w; what was written before is kept: make room, and the same load goes on from there", err)
	}
	return err
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
