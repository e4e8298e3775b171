// Package load writes articles into a store as the graph of claims: articles
// state claims, claims have ends and a speaker, and the edges between entities
// and the names of entities are computed from what the articles say. It is the
// one place that knows labels, keys, merging and retraction.
//
// Nothing is counted up or appended to. What an article says is replaced as a
// whole, and every edge and name that this touches is computed again; so the
// graph depends on the articles in it and on nothing else: not on their order,
// on batches, on repetition, or on what was there before and has gone.
package load

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// Options are the choices that a loader leaves to its caller. The zero value is
// good.
type Options struct {
	// A transaction ends with the article that reaches one of these limits.
	Articles int // 0: 500
	Rows     int // nodes, mentions and claims, also of one statement; 0: 5,000
	Bytes    int // of all values; 0: 8 MiB
	// Extract reads the articles that are not in the store as they are: those
	// that are pass by it. It must keep their order; Pipeline.Run does. nil: the
	// articles given to Load have been read already.
	Extract func(iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error]
	// Reject is told every article that could not be used; may be nil.
	Reject func(*extract.Reject)
	// Progress is told the books after every transaction; may be nil.
	Progress func(Report)
}

// Loader writes articles into one store. It is one writer: its methods must not
// run at the same time.
type Loader struct {
	store      graph.Store
	relations  []extract.Relation
	reader     reader
	statements statements
	options    Options
}

// New makes a loader. rules names the version of the relations, rules and
// models that extract the claims: an article is read again when it changes.
func New(store graph.Store, relations []extract.Relation, rules string, o Options) (*Loader, error) {
	if o.Articles <= 0 {
		o.Articles = 500
	}
	if o.Rows <= 0 {
		o.Rows = 5000
	}
	if o.Bytes <= 0 {
		o.Bytes = 8 << 20
	}
	s, err := statementsFor(relations)
	if err != nil {
		return nil, err
	}
	l := &Loader{store: store, relations: relations, statements: s, options: o}
	l.reader = reader{relations: map[string]extract.Relation{}, rules: rules}
	for _, r := range relations {
		l.reader.relations[r.Name] = r
	}
	return l, nil
}

// Load writes a stream of articles and returns the books. A *extract.Reject in
// the stream is counted and the run goes on; any other error ends it, with what
// was written so far kept.
//
// If two articles of one run have the same id, the one published later counts,
// whatever their order.
func (l *Loader) Load(ctx context.Context, articles iter.Seq2[*extract.Article, error]) (Report, error) {
	r := newRun(l, l.store.Update)
	err := r.all(ctx, articles)
	return r.report, err
}

// On is the same loader for another store.
func (l *Loader) On(store graph.Store) *Loader {
	other := *l
	other.store = store
	return &other
}

// Plan tells what Load would do, without writing. It writes every batch and takes
// it back: what is shared by two batches and new is counted twice.
func (l *Loader) Plan(ctx context.Context, articles iter.Seq2[*extract.Article, error]) (Report, error) {
	undo := errors.New("a plan is not kept")
	r := newRun(l, func(ctx context.Context, fn func(graph.Tx) error) error {
		err := l.store.Update(ctx, func(tx graph.Tx) error { return cmp.Or(fn(tx), undo) })
		if errors.Is(err, undo) {
			return nil
		}
		return err
	})
	r.planning = true
	err := r.all(ctx, articles)
	return r.report, err
}

// Retract removes articles, given by id or by address, with all that only they
// support.
func (l *Loader) Retract(ctx context.Context, articles ...string) (Report, error) {
	var report Report
	for _, a := range articles {
		gone := articleRef(a)
		var done batchReport
		err := l.store.Update(ctx, func(tx graph.Tx) (err error) {
			done, err = l.batch(ctx, tx, nil, []string{gone}, false)
			return err
		})
		if err != nil {
			return report, fmt.Errorf("retract %s: %w", a, err)
		}
		if done.removed == 0 {
			report.Missing = append(report.Missing, a)
		}
		report.add(done)
	}
	resolved, err := l.Resolve(ctx)
	report.Counts.Add(resolved.Counts)
	report.Batches += resolved.Batches
	return report, err
}
