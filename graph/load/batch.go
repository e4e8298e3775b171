package load

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph"
)

// ErrNoSchema is returned by a loader whose store has not been given the schema
// of this program.
var ErrNoSchema = errors.New("the store lacks this program's schema: run newsgraph schema apply")

// batch is the work of one transaction.
type batch struct {
	loader *Loader
	ctx    context.Context
	tx     graph.Tx
	report batchReport

	put      []record         // to write: new or changed
	changed  map[string]bool  // those of them that the store has in an old version
	old      []string         // ids in the store that will be changed or removed
	gone     []string         // ids to remove for good
	former   map[string]*text // the old versions as stories see them
	kept     map[string]bool  // changed, but not in what is compared for stories
	keys     map[string]edge
	entities map[string]bool // touched: true = still mentioned by this batch
	before   map[string]bool // touched by an old version of an article
	rename   map[string]bool // there, and their names must be computed again
	blocks   blocks          // whose names must be resolved again
}

// edge is what a key stands for. dead: no claim of this batch supports it, so it
// may have lost its last one.
type edge struct {
	relation, subject, object string
	dead                      bool
	claims                    []evidence // of this batch
	supported                 bool       // the store has, or had, a claim of it too
}

func (l *Loader) newBatch(ctx context.Context, tx graph.Tx) *batch {
	b := &batch{loader: l, ctx: ctx, tx: tx, changed: map[string]bool{}, keys: map[string]edge{}, blocks: newBlocks(),
		entities: map[string]bool{}, before: map[string]bool{}, rename: map[string]bool{}, former: map[string]*text{}, kept: map[string]bool{}}
	b.report.claims, b.report.dropped = Tally{}, Tally{}
	return b
}

// batch replaces what the records' articles say and removes others, in one
// transaction.
func (l *Loader) batch(ctx context.Context, tx graph.Tx, records []record, gone []string, planning bool) (batchReport, error) {
	b := l.newBatch(ctx, tx)
	b.gone = gone
	if err := b.turn(); err != nil && !(planning && errors.Is(err, ErrNoSchema)) {
		return batchReport{}, err
	}
	if err := b.sort(records); err != nil {
		return batchReport{}, err
	}
	if len(b.put)+len(b.old) == 0 {
		return b.report, nil
	}
	for _, step := range []func() error{b.touch, b.retract, b.gather, b.support, b.insertEntities, b.insert, b.rewrite, b.tell, b.project, b.tidy, b.note} {
		if err := step(); err != nil {
			return batchReport{}, err
		}
	}
	b.report.wrote = true
	return b.report, nil
}

// run runs a statement over rows, at most Options.Rows at a time.
func (b *batch) run(name string, rows []row) error {
	return b.runWith(name, "rows", anyOf(rows), nil, nil)
}

func (b *batch) runIDs(name string, ids []string, each func(graph.Row) error) error {
	return b.runWith(name, "ids", listOf(ids), nil, each)
}

func (b *batch) runWith(name, param string, list []any, more row, each func(graph.Row) error) error {
	text, ok := b.loader.statements.text(name)
	if !ok {
		panic("internal error: no statement " + name)
	}
	for part := range slices.Chunk(list, b.loader.options.Rows) {
		params := row{param: part}
		for k, v := range more {
			params[k] = v
		}
		counts, err := b.tx.Run(b.ctx, text, params, each)
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		b.report.counts.Add(counts)
	}
	return nil
}

func anyOf(rows []row) []any {
	out := make([]any, len(rows))
	for i, r := range rows {
		out[i] = r
	}
	return out
}

func (b *batch) turn() error {
	found := false
	_, err := b.tx.Run(b.ctx, b.loader.statements["turn"], row{"version": int64(SchemaVersion)}, func(graph.Row) error {
		found = true
		return nil
	})
	if err == nil && !found {
		return ErrNoSchema
	}
	return err
}

// sort tells new, changed and unchanged articles apart by what is stored.
func (b *batch) sort(records []record) error {
	ids := slices.Clone(b.gone)
	for _, r := range records {
		ids = append(ids, r.id)
	}
	stored := map[string]row{}
	err := b.runIDs("known", ids, func(r graph.Row) error {
		props, _ := r.Values[0].(map[string]any)
		id, _ := props["id"].(string)
		stored[id] = props
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range b.gone {
		if stored[id] != nil {
			b.old, b.former[id] = append(b.old, id), formerText(id, stored[id])
			b.report.removed++
		}
	}
	for _, r := range records {
		props, known := stored[r.id]
		if known && sameProps(props, r.props) {
			b.report.settle(r.id, unchanged)
			continue
		}
		r.props = withPath(r, props)
		delete(r.props, storyProperty) // of an attempt before
		if known {
			b.former[r.id] = formerText(r.id, props)
			b.keep(r, props)
		}
		b.put = append(b.put, r)
		if !known {
			b.report.settle(r.id, loaded)
			continue
		}
		b.old, b.changed[r.id] = append(b.old, r.id), true
		outcome := changed
		if otherRules(props, r.props) {
			outcome = reread
		}
		b.report.settle(r.id, outcome)
	}
	slices.SortFunc(b.put, func(x, y record) int { return strings.Compare(x.id, y.id) })
	return nil
}

// sameProps compares properties as a store gives them back with those to write,
// but for the paths and for what finds its copies: where an article was read from, and
// what others say, changes nothing in it.
func sameProps(stored, written row) bool {
	aside := func(name string) bool { return name == graph.PathsProperty || ofStories(name) }
	count := func(props row) (n int) {
		for name := range props {
			if !aside(name) {
				n++
			}
		}
		return n
	}
	if count(stored) != count(written) || !sketched(stored) {
		return false
	}
	for k, v := range written {
		if aside(k) {
			continue
		}
		if t, ok := v.(time.Time); ok {
			if s, ok := stored[k].(time.Time); !ok || !s.Equal(t) {
				return false
			}
		} else if !reflect.DeepEqual(stored[k], v) {
			return false
		}
	}
	return true
}

// otherRules reports whether properties differ in the version of the rules alone.
func otherRules(stored, written row) bool {
	same := maps.Clone(stored)
	same["rules"] = written["rules"]
	return sameProps(same, written)
}

// touch notes what the old versions support: edges and entities.
func (b *batch) touch() error {
	err := b.runIDs("touched", b.old, func(r graph.Row) error {
		key, _ := r.Get("key").(string)
		e := edge{dead: true, supported: true}
		e.relation, _ = r.Get("relation").(string)
		e.subject, _ = r.Get("subject").(string)
		e.object, _ = r.Get("object").(string)
		b.keys[key] = e
		return nil
	})
	if err != nil {
		return err
	}
	return b.runIDs("mentioned", b.old, func(r graph.Row) error {
		id, _ := r.Values[0].(string)
		b.entities[id], b.before[id] = false, true
		b.blocks.add(graphID(r.Values[1]), graphID(r.Values[2]))
		return nil
	})
}

// retract removes from the old versions what the new ones do not say.
func (b *batch) retract() error {
	next := map[string]record{}
	for _, r := range b.put {
		next[r.id] = r
	}
	var rows []row
	for _, id := range b.old {
		claims, entities := []any{}, []any{}
		for _, c := range next[id].claims {
			claims = append(claims, c.id)
		}
		for _, e := range next[id].entities {
			entities = append(entities, e.id)
		}
		rows = append(rows, row{"id": id, "claims": claims, "entities": entities})
	}
	if err := b.run("retract", rows); err != nil {
		return err
	}
	if err := b.run("unmention", rows); err != nil {
		return err
	}
	return b.runIDs("remove", b.gone, nil)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
