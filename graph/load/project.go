package load

import (
	"cmp"
	"slices"
	"strings"

	"github.com/newsgraph/newsgraph/graph"
)

// project computes the edges of all touched keys, and the properties that stand
// for claims with a value.
func (b *batch) project() error {
	props, err := b.compute()
	if err != nil {
		return err
	}
	work := map[string]*projection{}
	var names []string
	for _, r := range b.loader.relations {
		names, work[r.Name] = append(names, r.Name), &projection{}
	}
	for _, key := range sortedKeys(b.keys) {
		e := b.keys[key]
		if work[e.relation] == nil { // an old version may have claims of relations that were known then
			names, work[e.relation] = append(names, e.relation), &projection{}
		}
		work[e.relation].add(key, e, props[key])
	}
	for _, name := range names {
		if err := b.projectRelation(name, work[name]); err != nil {
			return err
		}
	}
	return nil
}

// support finds the keys that claims in the store support, before those of this
// batch are written.
func (b *batch) support() error {
	var ask []string
	for _, key := range sortedKeys(b.keys) {
		if e := b.keys[key]; !e.supported && e.object != "" {
			ask = append(ask, key)
		}
	}
	return b.runIDs("supported", ask, func(r graph.Row) error {
		key, _ := r.Values[0].(string)
		e := b.keys[key]
		e.supported = true
		b.keys[key] = e
		return nil
	})
}

// projection is the work on one relation.
type projection struct {
	fresh    []row // edges that the store does not have, with their properties
	edges    []row // edges that it has
	dead     []row // edges that may have lost their last claim
	subjects []string
}

// compute gives the properties of an edge for every key that has one: from the
// claims in hand where these are all there are, else from what the store has.
func (b *batch) compute() (map[string]row, error) {
	props := map[string]row{}
	var ask []row
	for _, key := range sortedKeys(b.keys) {
		switch e := b.keys[key]; {
		case e.object == "" || e.loop():
		case e.supported:
			ask = append(ask, row{"key": key})
		default:
			props[key] = edgeProps(key, e.claims)
		}
	}
	err := b.runWith("edge", "rows", anyOf(ask), nil, func(r graph.Row) error {
		key, _ := r.Values[0].(string)
		values, _ := r.Values[1].(map[string]any)
		props[key] = row{}
		for k, v := range values {
			keep(props[key], k, v)
		}
		return nil
	})
	return props, err
}

func (p *projection) add(key string, e edge, props row) {
	if e.object == "" {
		p.subjects = append(p.subjects, e.subject)
		return
	}
	values := row{"key": key, "s": e.subject, "o": e.object}
	if e.dead {
		p.dead = append(p.dead, values)
	}
	switch {
	case props == nil:
	case e.supported:
		p.edges = append(p.edges, row{"key": key, "s": e.subject, "o": e.object, "props": props})
	default:
		p.fresh = append(p.fresh, row{"s": e.subject, "o": e.object, "props": props})
	}
}

func (b *batch) projectRelation(relation string, p *projection) error {
	// Rows in the order of their ends: two writers then lock in one order.
	byEnds := func(x, y row) int {
		return cmp.Or(strings.Compare(x["s"].(string), y["s"].(string)), strings.Compare(x["o"].(string), y["o"].(string)))
	}
	slices.SortStableFunc(p.fresh, byEnds)
	slices.SortStableFunc(p.edges, byEnds)
	for _, s := range []struct {
		name string
		rows []row
	}{{"drop ", p.dead}, {"link ", p.fresh}, {"relink ", p.edges}} {
		if err := b.run(s.name+relation, s.rows); err != nil {
			return err
		}
	}
	if len(p.subjects) == 0 {
		return nil
	}
	slices.Sort(p.subjects)
	return b.runWith("property "+relation, "ids", listOf(slices.Compact(p.subjects)), row{"relation": relation}, nil)
}
