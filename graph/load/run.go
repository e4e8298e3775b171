package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// run is one call of Load. Articles pass the gate first, which runs where the
// pipeline reads its input; what the pipeline has read is gathered into batches,
// and while one is written the next one fills: a slow store holds up the rest.
type run struct {
	loader   *Loader
	write    func(context.Context, func(graph.Tx) error) error
	planning bool // the store may lack its schema, and keeps nothing
	pending  pending

	telling sync.Mutex // one Reject or Progress at a time
	mu      sync.Mutex // gate, reader and writer run at the same time
	report  Report
	met     map[string]version
	traced  map[string][]string // paths to note at the end of the run, by article
	rows    int                 // limit of a batch; halved when the store lacks memory
}

// pending are the records of the next batch.
type pending struct {
	records    []record
	rows, size int
}

func newRun(l *Loader, write func(context.Context, func(graph.Tx) error) error) *run {
	return &run{loader: l, write: write, met: map[string]version{}, traced: map[string][]string{}, rows: l.options.Rows}
}

func (r *run) all(ctx context.Context, articles iter.Seq2[*extract.Article, error]) error {
	w := newWriter(ctx, r)
	err := r.read(w, (&gate{run: r}).through(ctx, articles))
	if err = errors.Join(w.close(), err); err != nil || r.planning {
		return err
	}
	if err := r.writePaths(ctx); err != nil {
		return err
	}
	resolved, err := r.loader.Resolve(ctx)
	r.report.Counts.Add(resolved.Counts)
	r.report.Batches += resolved.Batches
	return err
}

// read passes all articles to the writer. An error of the input comes after what
// was read before it has been passed on.
func (r *run) read(w *writer, fresh iter.Seq2[*extract.Article, error]) error {
	if r.loader.options.Extract != nil {
		fresh = r.loader.options.Extract(fresh)
	}
	for a, err := range fresh {
		var reject *extract.Reject
		switch {
		case errors.As(err, &reject):
			r.reject(reject)
			continue
		case err != nil:
			w.put(r.pending)
			return err
		}
		if err := r.loader.reader.check(a); err != nil {
			r.reject(&extract.Reject{Source: a.Source, ID: a.ID, Stage: "load", Code: "inconsistent", Message: err.Error()})
			continue
		}
		if r.take(r.loader.reader.record(a)); r.full() {
			if !w.put(r.pending) {
				return nil
			}
			r.pending = pending{}
		}
	}
	w.put(r.pending)
	return nil
}

func (r *run) reject(reject *extract.Reject) {
	r.mu.Lock()
	r.report.Rejected++
	r.mu.Unlock()
	if r.loader.options.Reject != nil {
		r.telling.Lock()
		defer r.telling.Unlock()
		r.loader.options.Reject(reject)
	}
}

// settle counts the outcome of an article.
func (r *run) settle(s settled) {
	r.mu.Lock()
	defer r.mu.Unlock()
	v := r.met[s.id]
	v.outcome = r.report.settle(v.outcome, s.outcome)
	r.met[s.id] = v
}

func (r *run) duplicate() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.Duplicates++
}

// take puts an article in line; a later version replaces an earlier one that
// waits there.
func (r *run) take(rec record) {
	p := &r.pending
	for i, old := range p.records {
		if old.id == rec.id {
			p.records[i] = rec
			p.rows += rec.rows() - old.rows()
			p.size += rec.size - old.size
			r.duplicate()
			return
		}
	}
	p.records = append(p.records, rec)
	p.rows += rec.rows()
	p.size += rec.size
}

// full reports whether the next batch is large enough.
func (r *run) full() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	o := r.loader.options
	return len(r.pending.records) >= o.Articles || r.pending.rows >= r.rows || r.pending.size >= o.Bytes
}

// writer writes batches, one after the other, beside the one who fills them.
type writer struct {
	batches chan []record
	failed  chan struct{} // closed when err is set
	done    chan struct{}
	err     error
}

func newWriter(ctx context.Context, r *run) *writer {
	w := &writer{batches: make(chan []record), failed: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		for batch := range w.batches {
			if w.err = r.put(ctx, batch); w.err != nil {
				close(w.failed)
				return
			}
		}
	}()
	return w
}

// put hands a batch over when the one before it has been written. It reports
// whether there is a use in more.
func (w *writer) put(p pending) bool {
	if len(p.records) == 0 {
		return true
	}
	select {
	case w.batches <- p.records:
		return true
	case <-w.failed:
		return false
	}
}

// close waits until all batches have been written.
func (w *writer) close() error {
	close(w.batches)
	<-w.done
	return w.err
}

// put writes a batch; one that needs too much memory is halved, and so are all
// that follow.
func (r *run) put(ctx context.Context, batch []record) error {
	var done batchReport
	err := r.write(ctx, func(tx graph.Tx) (err error) {
		done, err = r.loader.batch(ctx, tx, batch, nil, r.planning)
		return err
	})
	switch {
	case graph.FailureOf(err) == graph.TooLarge && len(batch) > 1:
		half := len(batch) / 2
		r.shrink(batch[:half])
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
	for _, s := range done.outcomes {
		r.settle(s)
	}
	r.mu.Lock()
	r.report.add(done)
	report := r.report
	r.mu.Unlock()
	if r.loader.options.Progress != nil {
		r.telling.Lock()
		defer r.telling.Unlock()
		r.loader.options.Progress(report)
	}
	return nil
}

// shrink makes the batches to come no larger than this one.
func (r *run) shrink(batch []record) {
	rows := 0
	for _, rec := range batch {
		rows += rec.rows()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = min(r.rows, rows)
}
