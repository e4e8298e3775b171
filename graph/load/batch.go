package load

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"newsgraph/extract"
	"newsgraph/graph"
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

	put      []record // to write: new or changed
	old      []string // ids in the store that will be changed or removed
	gone     []string // ids to remove for good
	keys     map[string]edge
	entities map[string]bool // touched: true = still mentioned by this batch
	before   map[string]bool // touched by an old version of an article
}

// edge is what a key stands for. dead: no claim of this batch supports it, so it
// may have lost its last one.
type edge struct {
	relation, subject, object string
	dead                      bool
}

// batch replaces what the records' articles say and removes others, in one
// transaction.
func (l *Loader) batch(ctx context.Context, tx graph.Tx, records []record, gone []string, planning bool) (batchReport, error) {
	b := &batch{loader: l, ctx: ctx, tx: tx, gone: gone, keys: map[string]edge{}, entities: map[string]bool{}, before: map[string]bool{}}
	b.report.claims, b.report.dropped = Tally{}, Tally{}
	if err := b.turn(); err != nil && !(planning && errors.Is(err, ErrNoSchema)) {
		return batchReport{}, err
	}
	if err := b.sort(records); err != nil {
		return batchReport{}, err
	}
	if len(b.put)+len(b.old) == 0 {
		return b.report, nil
	}
	for _, step := range []func() error{b.touch, b.retract, b.insert, b.project, b.tidy} {
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
			b.old = append(b.old, id)
			b.report.removed++
		}
	}
	for _, r := range records {
		props, known := stored[r.id]
		if known && sameProps(props, r.props) {
			if b.count(r, &b.report.unchanged); !r.again {
				b.report.same = append(b.report.same, r.id)
			}
			continue
		}
		b.put = append(b.put, r)
		if !known {
			b.count(r, &b.report.loaded)
			continue
		}
		b.old = append(b.old, r.id)
		if b.count(r, &b.report.changed); r.again {
			b.report.rewritten = append(b.report.rewritten, r.id)
		}
	}
	slices.SortFunc(b.put, func(x, y record) int { return strings.Compare(x.id, y.id) })
	return nil
}

// count counts a record once a run, however often a later version replaces it.
func (b *batch) count(r record, n *int) {
	if !r.again {
		*n++
	}
}

// sameProps compares properties as a store gives them back with those to write.
func sameProps(stored, written row) bool {
	if len(stored) != len(written) {
		return false
	}
	for k, v := range written {
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

// touch notes what the old versions support: edges and entities.
func (b *batch) touch() error {
	err := b.runIDs("touched", b.old, func(r graph.Row) error {
		key, _ := r.Get("key").(string)
		e := edge{dead: true}
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

// insert writes articles, entities, mentions and claims.
func (b *batch) insert() error {
	var articles, mentions, claims, literals, speakers []row
	for _, r := range b.put {
		b.report.books = b.report.books.plus(r.books)
		articles = append(articles, row{"id": r.id, "props": r.props})
		mentions = append(mentions, r.mentions...)
		for _, c := range r.claims {
			values := row{"id": c.id, "a": c.article, "s": c.subject, "props": c.props}
			if c.object == "" {
				literals = append(literals, values)
			} else {
				values["o"] = c.object
				claims = append(claims, values)
			}
			if c.speaker != "" {
				speakers = append(speakers, row{"c": c.id, "e": c.speaker})
			}
			b.keys[c.key] = edge{relation: c.relation, subject: c.subject, object: c.object}
			b.report.claims[c.relation]++
		}
		for _, d := range r.dropped {
			b.report.dropped[d.reason]++
		}
	}
	if err := b.run("article", articles); err != nil {
		return err
	}
	if err := b.insertEntities(); err != nil {
		return err
	}
	for _, s := range []struct {
		name string
		rows []row
	}{{"mention", mentions}, {"claim", claims}, {"literal", literals}, {"speaker", speakers}} {
		if err := b.run(s.name, s.rows); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) insertEntities() error {
	byKind := map[extract.Kind][]row{}
	for _, r := range b.put {
		for _, n := range r.entities {
			if !b.entities[n.id] {
				b.entities[n.id] = true
				props := row{"kind": string(n.kind), "name_norm": n.norm}
				byKind[n.kind] = append(byKind[n.kind], row{"id": n.id, "props": props})
			}
		}
	}
	for _, k := range extract.Kinds() {
		rows := byKind[k]
		slices.SortFunc(rows, func(x, y row) int { return strings.Compare(x["id"].(string), y["id"].(string)) })
		if err := b.run("entity "+string(k), rows); err != nil {
			return err
		}
	}
	return nil
}

// project computes the edges of all touched keys, and the properties that stand
// for claims with a value.
func (b *batch) project() error {
	edges, dead, subjects := map[string][]row{}, map[string][]row{}, map[string][]string{}
	for _, key := range sortedKeys(b.keys) {
		e := b.keys[key]
		if e.object == "" {
			subjects[e.relation] = append(subjects[e.relation], e.subject)
			continue
		}
		values := row{"key": key, "s": e.subject, "o": e.object}
		edges[e.relation] = append(edges[e.relation], values)
		if e.dead {
			dead[e.relation] = append(dead[e.relation], values)
		}
	}
	names := make([]string, 0, len(b.loader.relations))
	for _, r := range b.loader.relations {
		names = append(names, r.Name)
	}
	// An old version may have claims of relations that were known then.
	for _, name := range slices.Concat(sortedKeys(edges), sortedKeys(subjects)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if err := b.projectRelation(name, edges[name], dead[name], subjects[name]); err != nil {
			return err
		}
	}
	return nil
}

func (b *batch) projectRelation(relation string, edges, dead []row, subjects []string) error {
	if err := b.run("drop "+relation, dead); err != nil {
		return err
	}
	// Rows in the order of their ends: two writers then lock in one order.
	slices.SortStableFunc(edges, func(x, y row) int {
		return strings.Compare(x["s"].(string)+x["o"].(string), y["s"].(string)+y["o"].(string))
	})
	if err := b.run("edge "+relation, edges); err != nil {
		return err
	}
	if len(subjects) == 0 {
		return nil
	}
	slices.Sort(subjects)
	return b.runWith("property "+relation, "ids", listOf(slices.Compact(subjects)), row{"relation": relation}, nil)
}

// tidy removes entities that lost their last mention and names the others.
func (b *batch) tidy() error {
	var lost []string
	for _, id := range sortedKeys(b.entities) {
		if !b.entities[id] {
			lost = append(lost, id)
		}
	}
	if err := b.runIDs("orphan", lost, nil); err != nil {
		return err
	}
	unsettled, err := b.unsettled()
	if err != nil {
		return err
	}
	return b.runIDs("name", unsettled, nil)
}

// unsettled lists the touched entities whose names must be computed again: all
// that an old version touched, events and agreements for their dates, and those
// that the store tells.
func (b *batch) unsettled() ([]string, error) {
	must, rows := map[string]bool{}, map[string]row{}
	for id := range b.entities {
		must[id] = b.before[id]
	}
	for _, r := range b.put {
		for i, n := range r.entities {
			if n.kind == extract.Event || n.kind == extract.Agreement {
				must[n.id] = true
			}
			if rows[n.id] == nil {
				rows[n.id] = row{"id": n.id, "names": []any{}, "forms": []any{}}
			}
			m := r.mentions[i]["props"].(row)
			rows[n.id]["names"] = distinct(append(rows[n.id]["names"].([]any), m["name"]))
			rows[n.id]["forms"] = distinct(append(rows[n.id]["forms"].([]any), m["forms"].([]any)...))
		}
	}
	var ask []row
	for _, id := range sortedKeys(rows) {
		if !must[id] {
			ask = append(ask, rows[id])
		}
	}
	err := b.runWith("unsettled", "rows", anyOf(ask), nil, func(r graph.Row) error {
		id, _ := r.Values[0].(string)
		must[id] = true
		return nil
	})
	var out []string
	for _, id := range sortedKeys(must) {
		if must[id] {
			out = append(out, id)
		}
	}
	return out, err
}

// distinct keeps the first of equal values.
func distinct(list []any) []any {
	var out []any
	for _, v := range list {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
