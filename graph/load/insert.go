package load

import (
	"fmt"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/graph"
)

// gather notes what the batch says: the keys of its claims, the entities it
// mentions, and for the books.
func (b *batch) gather() error {
	for _, r := range b.put {
		b.report.books = b.report.books.plus(r.books)
		for _, c := range r.claims {
			e := b.keys[c.key]
			e.relation, e.subject, e.object, e.dead = c.relation, c.subject, c.object, false
			e.claims = append(e.claims, evidence{c, r.props})
			b.keys[c.key] = e
			b.report.claims[c.relation]++
		}
		for _, d := range r.dropped {
			b.report.dropped[d.reason]++
		}
	}
	return nil
}

// insertEntities writes the entities that the store does not have, with the
// names that this batch gives them, and finds out which others need new names.
func (b *batch) insertEntities() error {
	met := map[string]*naming{}
	for _, r := range b.put {
		for i, n := range r.entities {
			if met[n.id] == nil {
				met[n.id] = &naming{node: n}
			}
			met[n.id].add(r.mentions[i]["props"].(row))
			b.entities[n.id] = true
		}
	}
	ask := make([]row, 0, len(met))
	for _, id := range sortedKeys(met) {
		ask = append(ask, row{"id": id, "names": listOf(met[id].names()), "forms": listOf(met[id].forms)})
	}
	there := map[string]bool{}
	err := b.runWith("there", "rows", anyOf(ask), nil, func(r graph.Row) error {
		id, _ := r.Values[0].(string)
		there[id] = true
		// One more date can always change the date of an event.
		dated := met[id].node.kind == extract.Event || met[id].node.kind == extract.Agreement
		b.rename[id] = dated || r.Values[1] == true || b.before[id]
		return nil
	})
	if err != nil {
		return err
	}
	byKind := map[extract.Kind][]row{}
	for _, id := range sortedKeys(met) {
		if !there[id] {
			byKind[met[id].node.kind] = append(byKind[met[id].node.kind], row{"props": met[id].props()})
		}
	}
	for _, k := range extract.Kinds() {
		if err := b.run("entity "+string(k), byKind[k]); err != nil {
			return err
		}
	}
	return nil
}

// insert writes the articles that the store does not have, in one statement: a batch
// is no larger than one may be.
func (b *batch) insert() error {
	var list []record
	for _, r := range b.put {
		if !b.changed[r.id] {
			list = append(list, r)
		}
	}
	if len(list) == 0 {
		return nil
	}
	at := map[string]int64{}
	for _, r := range list {
		for _, n := range r.entities {
			at[n.id] = 0
		}
	}
	ids := sortedKeys(at)
	for i, id := range ids {
		at[id] = int64(i)
	}
	articles, nodes := make([]any, len(list)), len(list)
	for i, r := range list {
		mentions := make([]any, len(r.mentions))
		for j, m := range r.mentions {
			mentions[j] = row{"e": at[m["e"].(string)], "props": m["props"]}
		}
		claims := make([]any, len(r.claims))
		for j, c := range r.claims {
			claims[j] = c.insertion(at)
		}
		articles[i] = row{"props": r.props, "mentions": mentions, "claims": claims}
		nodes += len(claims)
	}
	counts, err := b.tx.Run(b.ctx, b.loader.statements["insert"], row{"entities": listOf(ids), "articles": articles}, nil)
	if err != nil {
		return fmt.Errorf("write insert: %w", err)
	}
	if counts.NodesCreated != nodes {
		panic(fmt.Sprintf("internal error: %d nodes were made of %d articles, want %d", counts.NodesCreated, len(list), nodes))
	}
	b.report.counts.Add(counts)
	return nil
}

// insertion is the row of a claim in insert.cypher, with its ends by place.
func (c claim) insertion(at map[string]int64) row {
	out := row{"s": at[c.subject], "props": c.props}
	if c.object != "" {
		out["o"] = at[c.object]
	}
	if c.speaker != "" {
		out["p"] = at[c.speaker]
	}
	return out
}

// rewrite writes the articles that the store has in another version: what they
// say still stays as it is.
func (b *batch) rewrite() error {
	var articles, mentions, claims, literals, speakers []row
	for _, r := range b.put {
		if !b.changed[r.id] {
			continue
		}
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
		}
	}
	for _, s := range []struct {
		name string
		rows []row
	}{{"article", articles}, {"mention", mentions}, {"claim", claims}, {"literal", literals}, {"speaker", speakers}} {
		if err := b.run(s.name, s.rows); err != nil {
			return err
		}
	}
	return nil
}

// tidy removes entities that lost their last mention and names others again.
func (b *batch) tidy() error {
	var lost, rename []string
	for _, id := range sortedKeys(b.entities) {
		if !b.entities[id] {
			lost = append(lost, id)
		}
		if !b.entities[id] && b.before[id] || b.rename[id] {
			rename = append(rename, id)
		}
	}
	if err := b.runIDs("orphan", lost, nil); err != nil {
		return err
	}
	return b.runIDs("name", rename, nil)
}
