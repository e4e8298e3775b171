package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"newsgraph/extract"
	"newsgraph/graph"
)

// run is one call of Load. Articles pass the gate first, which runs where the
// pipeline reads its input; what the pipeline has read is written in batches.
type run struct {
	loader   *Loader
	write    func(context.Context, func(graph.Tx) error) error
	planning bool // the store may lack its schema, and keeps nothing
	pending  []record

	mu     sync.Mutex // gate and writer run at the same time
	report Report
	met    map[string]version
	again  map[*extract.Article]bool // later versions of articles of this run
}

func newRun(l *Loader, write func(context.Context, func(graph.Tx) error) error) *run {
	return &run{loader: l, write: write, met: map[string]version{}, again: map[*extract.Article]bool{}}
}

func (r *run) all(ctx context.Context, articles iter.Seq2[*extract.Article, error]) error {
	fresh := r.gate(ctx, articles)
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
			return errors.Join(r.flush(ctx), err)
		}
		if err := r.loader.reader.check(a); err != nil {
			r.reject(&extract.Reject{Source: a.Source, ID: a.ID, Stage: "load", Code: "inconsistent", Message: err.Error()})
			continue
		}
		r.take(a)
		if len(r.pending) >= r.loader.options.Articles {
			if err := r.flush(ctx); err != nil {
				return err
			}
		}
	}
	return r.flush(ctx)
}

func (r *run) reject(reject *extract.Reject) {
	r.mu.Lock()
	r.report.Rejected++
	r.mu.Unlock()
	if r.loader.options.Reject != nil {
		r.loader.options.Reject(reject)
	}
}

// item is one element of the input.
type item struct {
	article *extract.Article
	err     error
	record  head
	decided bool // it needs not be looked up
	pass    bool
}

// head is what of an article is known before it is read.
type head struct {
	id    string
	props row
}

// gate lets pass what must be read: not what the store holds already, nor what
// is an earlier version of an article met before. It looks up a batch of articles
// at a time.
func (r *run) gate(ctx context.Context, articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		var waiting []item
		release := func() bool {
			if err := r.lookUp(ctx, waiting); err != nil {
				yield(nil, fmt.Errorf("look up what the store holds: %w", err))
				return false
			}
			for _, i := range waiting {
				if i.pass && !yield(i.article, i.err) {
					return false
				}
			}
			waiting = waiting[:0]
			return true
		}
		for a, err := range articles {
			waiting = append(waiting, r.arrive(a, err))
			if len(waiting) >= r.loader.options.Articles && !release() {
				return
			}
		}
		release()
	}
}

// arrive counts an article and decides what can be decided without the store.
func (r *run) arrive(a *extract.Article, err error) item {
	r.mu.Lock()
	defer r.mu.Unlock()
	var reject *extract.Reject
	if err == nil || errors.As(err, &reject) {
		r.report.Read++
	}
	if err != nil {
		return item{article: a, err: err, decided: true, pass: true}
	}
	h := r.loader.reader.head(a)
	content := h.props["content_hash"].(string)
	v := version{published: a.Published, hash: content + contentHash("", graph.Text(h.props)), content: content, source: a.Source}
	old, again := r.met[h.id]
	i := item{article: a, record: h, decided: again, pass: !again || old.before(v)}
	if again {
		r.report.Duplicates++
		if i.pass {
			r.report.clash(h.id, v, old)
		} else {
			r.report.clash(h.id, old, v)
		}
	}
	if i.pass {
		v.unchanged = old.unchanged
		r.met[h.id] = v
		if again {
			r.again[a] = true
		}
	}
	return i
}

// lookUp holds back the articles that the store has as they are.
func (r *run) lookUp(ctx context.Context, items []item) error {
	var ids []any
	for _, i := range items {
		if !i.decided {
			ids = append(ids, i.record.id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var stored map[string]row
	err := r.loader.store.View(ctx, func(tx graph.Tx) error {
		stored = map[string]row{}
		_, err := tx.Run(ctx, r.loader.statements["known"], row{"ids": ids}, func(found graph.Row) error {
			props, _ := found.Values[0].(map[string]any)
			id, _ := props["id"].(string)
			stored[id] = props
			return nil
		})
		return err
	})
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for n := range items {
		if i := &items[n]; !i.decided && sameProps(stored[i.record.id], i.record.props) {
			i.pass = false
			r.report.Unchanged++
			r.settled(i.record.id, true)
		}
	}
	return nil
}

// settled notes whether an article was counted as unchanged.
func (r *run) settled(id string, unchanged bool) {
	v := r.met[id]
	v.unchanged = unchanged
	r.met[id] = v
}

// recount corrects the books where a later version was written over one that
// had been counted as unchanged.
func (r *run) recount(done batchReport) {
	for _, id := range done.same {
		r.settled(id, true)
	}
	for _, id := range done.rewritten {
		if r.met[id].unchanged {
			r.report.Unchanged--
			r.report.Changed++
			r.settled(id, false)
		}
	}
}

// take puts an article in line; a later version replaces an earlier one that
// waits there.
func (r *run) take(a *extract.Article) {
	rec := r.loader.reader.record(a)
	r.mu.Lock()
	rec.again = r.again[a]
	delete(r.again, a)
	r.mu.Unlock()
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
	r.mu.Lock()
	r.report.add(done)
	r.recount(done)
	report := r.report
	r.mu.Unlock()
	if r.loader.options.Progress != nil {
		r.loader.options.Progress(report)
	}
	return nil
}
