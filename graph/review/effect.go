package review

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/identity"
	"github.com/newsgraph/newsgraph/graph/load"
)

// Effect is what judgements change in a graph.
type Effect struct {
	Joined   []Node // that are parts of other nodes then
	Parted   []Node // that are nodes of their own then
	Renamed  []Node // that have another name then
	Mentions int    // that move to another node
	Articles int    // in which they stand
	Claims   int    // that get another end
	Edges    Change // between entities
}

// Node is a node with its name.
type Node struct{ ID, Kind, Name string }

// Change is how many came and went.
type Change struct{ Gone, New int }

// None reports whether nothing changes.
func (e Effect) None() bool {
	return len(e.Joined)+len(e.Parted)+len(e.Renamed)+e.Mentions+e.Claims+e.Edges.Gone+e.Edges.New == 0
}

// Effects tells what judgements would change: it makes the change in one transaction,
// looks, and takes it back.
func Effects(ctx context.Context, store graph.Store, l *load.Loader, put, drop []identity.Judgement) (Effect, error) {
	undo := errors.New("only a trial")
	var found Effect
	err := store.Update(ctx, func(tx graph.Tx) error {
		trial := trial{tx}
		region, err := around(ctx, trial, slices.Concat(put, drop))
		if err != nil {
			return err
		}
		before, err := region.look(ctx, trial)
		if err != nil {
			return err
		}
		if _, err := l.On(trial).Judge(ctx, put, drop); err != nil {
			return err
		}
		after, err := region.look(ctx, trial)
		if err != nil {
			return err
		}
		found = difference(before, after)
		return undo
	})
	if errors.Is(err, undo) {
		err = nil
	}
	return found, err
}

// trial is a store all of whose transactions are one that is taken back.
type trial struct{ tx graph.Tx }

func (t trial) View(_ context.Context, fn func(graph.Tx) error) error   { return fn(t.tx) }
func (t trial) Update(_ context.Context, fn func(graph.Tx) error) error { return fn(t.tx) }
func (t trial) Close(context.Context) error                             { return nil }

// region is the part of a graph that judgements can change: the names that they mean and
// those that share a block or initials with them.
type region struct{ ids, blocks, initials []string }

func around(ctx context.Context, store graph.Store, list []identity.Judgement) (region, error) {
	var r region
	for _, j := range list {
		for _, ref := range []identity.Ref{j.A, j.B} {
			if ref.ID != "" {
				r.ids = append(r.ids, ref.ID)
				continue
			}
			found, err := Find(ctx, store, ref.String(), ref.Kind)
			if err != nil {
				return r, err
			}
			for _, b := range found {
				r.ids = append(r.ids, b.ID)
			}
		}
	}
	for _, label := range []string{"__Entity__", "__Name"} {
		rows, err := ask(ctx, store, "UNWIND $ids AS id MATCH (n:"+label+" {id: id}) RETURN n.block AS block, n.initials AS initials, n.root AS root, n.of AS of", map[string]any{"ids": anyOf(r.ids)})
		if err != nil {
			return r, err
		}
		for _, one := range rows {
			r.ids = append(r.ids, one.text("root"), one.text("of"))
			r.blocks = append(r.blocks, one.text("block"))
			r.initials = append(r.initials, one.text("initials"))
		}
	}
	for _, list := range []*[]string{&r.ids, &r.blocks, &r.initials} {
		slices.Sort(*list)
		*list = slices.DeleteFunc(slices.Compact(*list), func(s string) bool { return s == "" })
	}
	return r, nil
}

// state is what a region holds.
type state struct {
	nodes    map[string]Node
	mentions map[mention]string // node, by the place of the mention
	ends     map[end]string     // node, by claim and type of edge
	edges    map[string]bool    // keys
}

type mention struct {
	article, name string
	first         int
}

type end struct{ claim, edge string }

func (r region) look(ctx context.Context, store graph.Store) (state, error) {
	s := state{map[string]Node{}, map[mention]string{}, map[end]string{}, map[string]bool{}}
	const node = " RETURN e.id AS id, e.kind AS kind, e.name AS name"
	for _, part := range []struct {
		match string
		of    []string
	}{
		{"UNWIND $list AS x MATCH (e:__Entity__ {id: x})", r.ids},
		{"UNWIND $list AS x MATCH (n:__Name {id: x}) MATCH (e:__Entity__ {id: n.root})", r.ids},
		{"UNWIND $list AS x MATCH (e:__Entity__ {block: x})", r.blocks},
		{"UNWIND $list AS x MATCH (e:__Entity__ {initials: x})", r.initials},
		{"UNWIND $list AS x MATCH (n:__Name {block: x}) MATCH (e:__Entity__ {id: n.root})", r.blocks},
		{"MATCH (e:__Entity__) WHERE e.of IN $list", r.ids},
	} {
		rows, err := ask(ctx, store, part.match+node, map[string]any{"list": anyOf(part.of)})
		if err != nil {
			return s, err
		}
		for _, one := range rows {
			s.nodes[one.text("id")] = Node{one.text("id"), one.text("kind"), one.text("name")}
		}
	}
	ids := map[string]any{"ids": anyOf(slices.Sorted(maps.Keys(s.nodes)))}
	for _, read := range []struct {
		statement string
		each      func(row)
	}{
		{"UNWIND $ids AS id MATCH (e:__Entity__ {id: id})<-[m:MENTIONS]-(a:Article) RETURN id, a.id AS article, m.name AS name, m.first AS first",
			func(o row) {
				s.mentions[mention{o.text("article"), o.text("name"), o.number("first")}] = o.text("id")
			}},
		{"UNWIND $ids AS id MATCH (e:__Entity__ {id: id})<-[r:SUBJECT|OBJECT|ATTRIBUTED_TO]-(c:Claim) RETURN id, c.id AS claim, type(r) AS edge",
			func(o row) { s.ends[end{o.text("claim"), o.text("edge")}] = o.text("id") }},
		{"UNWIND $ids AS id MATCH (e:__Entity__ {id: id})-[r]-(:__Entity__) WHERE r.key STARTS WITH 'f_' RETURN DISTINCT r.key AS key",
			func(o row) { s.edges[o.text("key")] = true }},
	} {
		rows, err := ask(ctx, store, read.statement, ids)
		if err != nil {
			return s, err
		}
		for _, one := range rows {
			read.each(one)
		}
	}
	return s, nil
}

// difference compares what was with what is.
func difference(before, after state) Effect {
	var e Effect
	for _, id := range slices.Sorted(maps.Keys(before.nodes)) {
		if now, still := after.nodes[id]; !still {
			e.Joined = append(e.Joined, before.nodes[id])
		} else if now.Name != before.nodes[id].Name {
			e.Renamed = append(e.Renamed, now)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(after.nodes)) {
		if _, before := before.nodes[id]; !before {
			e.Parted = append(e.Parted, after.nodes[id])
		}
	}
	articles := map[string]bool{}
	for m, node := range after.mentions {
		if before.mentions[m] != node {
			e.Mentions++
			articles[m.article] = true
		}
	}
	e.Articles = len(articles)
	claims := map[string]bool{}
	for c, node := range after.ends {
		if before.ends[c] != node {
			claims[c.claim] = true
		}
	}
	e.Claims = len(claims)
	for key := range before.edges {
		if !after.edges[key] {
			e.Edges.Gone++
		}
	}
	for key := range after.edges {
		if !before.edges[key] {
			e.Edges.New++
		}
	}
	return e
}
