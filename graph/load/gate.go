package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// gate lets pass what must be read: not what the store holds already, nor what
// is an earlier version of an article met before. It looks up a batch of articles
// at a time.
//
// An article that the store holds in another version is held back to the end of
// the input, for a later version of it may come: where that one is what the
// store holds, nothing has changed.
type gate struct {
	run     *run
	waiting []item
	held    []held
	size    int // of the texts held
}

// item is one element of the input.
type item struct {
	article *extract.Article
	err     error
	record  head
	again   bool // another version was met in this run
	pass    bool
}

// held is an article that waits for the end of the input, and what the store
// has of it.
type held struct {
	item
	stored row
}

// maxHeld is how many bytes of text are held back; beyond it the oldest go.
const maxHeld = 64 << 20

// lookUpSize is how many articles are looked up at a time.
const lookUpSize = 100

// head is what of an article is known before it is read.
type head struct {
	id    string
	props row
	path  string
}

// through passes articles through the gate.
func (g *gate) through(ctx context.Context, articles iter.Seq2[*extract.Article, error]) iter.Seq2[*extract.Article, error] {
	return func(yield func(*extract.Article, error) bool) {
		for a, err := range articles {
			g.waiting = append(g.waiting, g.run.arrive(a, err))
			if len(g.waiting) >= lookUpSize && !g.release(ctx, maxHeld, yield) {
				return
			}
		}
		g.release(ctx, 0, yield)
	}
}

// release passes on what waits, and of what is held all but so many bytes.
func (g *gate) release(ctx context.Context, keep int, yield func(*extract.Article, error) bool) bool {
	stored, err := g.lookUp(ctx)
	if err != nil {
		yield(nil, fmt.Errorf("look up what the store holds: %w", err))
		return false
	}
	for _, i := range g.waiting {
		if i.err == nil && i.pass {
			i.pass = g.judge(i, stored[i.record.id])
		}
		if i.pass && !yield(i.article, i.err) {
			return false
		}
	}
	g.waiting = g.waiting[:0]
	for len(g.held) > 0 && (keep == 0 || g.size > keep) {
		if first := g.take(0); !yield(first.article, nil) {
			return false
		}
	}
	return true
}

// take takes one article out of those held, with its text out of memory.
func (g *gate) take(at int) held {
	h := g.held[at]
	g.size -= len(h.article.Text)
	g.held = slices.Delete(g.held, at, at+1)
	return h
}

// judge decides whether an article passes now.
func (g *gate) judge(i item, stored row) bool {
	if i.again { // only then can an earlier version be held
		at := slices.IndexFunc(g.held, func(h held) bool { return h.record.id == i.record.id })
		if at < 0 {
			return true
		}
		stored = g.take(at).stored
		g.run.duplicate()
	}
	if stored == nil {
		return true
	}
	if sameProps(stored, i.record.props) {
		if !holdsPath(stored, i.record.path) {
			g.run.trace(i.record.id, i.record.path)
		}
		g.run.settle(settled{i.record.id, unchanged})
		return false
	}
	g.held = append(g.held, held{i, stored})
	g.size += len(i.article.Text)
	return false
}

// lookUp gives what the store has of the articles that wait, by id.
func (g *gate) lookUp(ctx context.Context) (stored map[string]row, err error) {
	var ids []any
	for _, i := range g.waiting {
		if i.err == nil && !i.again {
			ids = append(ids, i.record.id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	err = g.run.loader.store.View(ctx, func(tx graph.Tx) error {
		stored = map[string]row{}
		_, err := tx.Run(ctx, g.run.loader.statements["known"], row{"ids": ids}, func(found graph.Row) error {
			props, _ := found.Values[0].(map[string]any)
			id, _ := props["id"].(string)
			stored[id] = props
			return nil
		})
		return err
	})
	return stored, err
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
		return item{article: a, err: err, pass: true}
	}
	h := r.loader.reader.head(a)
	content := h.props["content_hash"].(string)
	v := version{published: a.Published, hash: content + contentHash("", graph.Text(h.props)), content: content, source: a.Source, path: a.Path}
	old, again := r.met[h.id]
	i := item{article: a, record: h, again: again, pass: !again || old.before(v)}
	switch {
	case !i.pass:
		r.report.Duplicates++
		r.report.clash(h.id, old, v)
		r.traceSame(h.id, old, v)
		return i
	case again:
		r.report.clash(h.id, v, old)
		r.traceSame(h.id, v, old)
	}
	v.outcome = old.outcome
	r.met[h.id] = v
	return i
}
