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

	"newsgraph/extract"
	"newsgraph/graph"
)

// Options are the choices that a loader leaves to its caller. The zero value is
// good.
type Options struct {
	Articles int // per transaction; 0: 100
	Rows     int // per statement; 0: 5,000
	// Names maps names to those under which all articles know an entity; may
	// be nil.
	Names Names
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
		o.Articles = 100
	}
	if o.Rows <= 0 {
		o.Rows = 5000
	}
	s, err := statementsFor(relations)
	if err != nil {
		return nil, err
	}
	l := &Loader{store: store, relations: relations, statements: s, options: o}
	l.reader = reader{relations: map[string]extract.Relation{}, rules: rules, names: o.Names}
	for _, r := range relations {
		l.reader.relations[r.Name] = r
	}
	return l, nil
}

// Load writes a stream of articles that a pipeline has read and returns the
// books. A *extract.Reject in the stream is counted and the run goes on; any
// other error ends it, with what was written so far kept.
//
// If two articles of one run have the same id, the one published later counts,
// whatever their order.
func (l *Loader) Load(ctx context.Context, articles iter.Seq2[*extract.Article, error]) (Report, error) {
	r := run{loader: l, write: l.store.Update, seen: map[string]version{}}
	err := r.all(ctx, articles)
	return r.report, err
}

// Plan tells what Load would do, without writing. It writes every batch and takes
// it back: what is shared by two batches and new is counted twice.
func (l *Loader) Plan(ctx context.Context, articles iter.Seq2[*extract.Article, error]) (Report, error) {
	undo := errors.New("a plan is not kept")
	r := run{loader: l, seen: map[string]version{}, planning: true}
	r.write = func(ctx context.Context, fn func(graph.Tx) error) error {
		err := l.store.Update(ctx, func(tx graph.Tx) error { return cmp.Or(fn(tx), undo) })
		if errors.Is(err, undo) {
			return nil
		}
		return err
	}
	err := r.all(ctx, articles)
	return r.report, err
}

// Retract removes articles, given by id or by address, with all that only they
// support.
func (l *Loader) Retract(ctx context.Context, articles ...string) (Report, error) {
	r := run{loader: l, write: l.store.Update}
	for _, a := range articles {
		gone := articleRef(a)
		var done batchReport
		err := l.store.Update(ctx, func(tx graph.Tx) (err error) {
			done, err = l.batch(ctx, tx, nil, []string{gone}, false)
			return err
		})
		if err != nil {
			return r.report, fmt.Errorf("retract %s: %w", a, err)
		}
		if done.removed == 0 {
			r.report.Missing = append(r.report.Missing, a)
		}
		r.report.add(done)
	}
	return r.report, nil
}

// run is one call of Load.
type run struct {
	loader  *Loader
	write   func(context.Context, func(graph.Tx) error) error
	report  Report
	pending []record
	seen    map[string]version

	planning bool // the store may lack its schema, and keeps nothing
}

func (r *run) all(ctx context.Context, articles iter.Seq2[*extract.Article, error]) error {
	for a, err := range articles {
		var reject *extract.Reject
		switch {
		case errors.As(err, &reject):
			r.report.Read++
			r.reject(reject)
			continue
		case err != nil:
			return errors.Join(r.flush(ctx), err)
		}
		r.report.Read++
		if err := r.loader.reader.check(a); err != nil {
			r.reject(&extract.Reject{Source: a.Source, ID: a.ID, Stage: "load", Code: "inconsistent", Message: err.Error()})
			continue
		}
		r.take(r.loader.reader.record(a))
		if len(r.pending) >= r.loader.options.Articles {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	return r.flush(ctx)
}

func (r *run) reject(reject *extract.Reject) {
	r.report.Rejected++
	if r.loader.options.Reject != nil {
		r.loader.options.Reject(reject)
	}
}

// take puts a record in line, unless the run has met a later version of it.
func (r *run) take(rec record) {
	v := rec.version()
	old, again := r.seen[rec.id]
	if !again {
		r.seen[rec.id] = v
		r.pending = append(r.pending, rec)
		return
	}
	r.report.Duplicates++
	if !old.before(v) {
		return
	}
	r.seen[rec.id] = v
	rec.again = true
	for i := range r.pending {
		if r.pending[i].id == rec.id {
			rec.again = r.pending[i].again
			r.pending[i] = rec
			return
		}
	}
	r.pending = append(r.pending, rec)
}

func (r *run) flush(ctx context.Context) error {
	pending := r.pending
	r.pending = nil
	if len(pending) == 0 {
		return nil
	}
	return r.put(ctx, pending)
}

// put writes a batch; one that needs too much memory is halved.
func (r *run) put(ctx context.Context, batch []record) error {
	var done batchReport
	err := r.write(ctx, func(tx graph.Tx) (err error) {
		done, err = r.loader.batch(ctx, tx, batch, nil, r.planning)
		return err
	})
	switch {
	case graph.FailureOf(err) == graph.TooLarge && len(batch) > 1:
		half := len(batch) / 2
		if err := r.put(ctx, batch[:half]); err != nil {
			return err
		}
		return r.put(ctx, batch[half:])
	case graph.FailureOf(err) == graph.TooLarge:
		r.reject(&extract.Reject{ID: batch[0].id, Stage: "load", Code: "too-large", Message: err.Error()})
		return nil
	case err != nil:
		return fmt.Errorf("load %d articles from %s on: %w", len(batch), batch[0].id, err)
	}
	r.report.add(done)
	if r.loader.options.Progress != nil {
		r.loader.options.Progress(r.report)
	}
	return nil
}
